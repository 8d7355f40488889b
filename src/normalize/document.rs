//! All mentions of one document → what each of them means.
//!
//! Each kind of mention has its own reader; this file only hands them the words and what stands around them.

use super::{Around, DateMention, Setting, count, dates, money, on};
use crate::document::{Document, Sentence};
use crate::mention::{Label, Mention};
use crate::span::Span;
use crate::value::{Value, Valued};

/// Reads the `mentions` of a document, which stand in text order; the result runs alongside them.
#[must_use]
pub fn normalize(document: &Document, sentences: &[Sentence], mentions: &[Mention]) -> Vec<Valued> {
    let (dated, events): (Vec<&Mention>, Vec<&Mention>) =
        mentions.iter().partition(|mention| mention.label == Label::Date);
    let dated: Vec<DateMention> = dated
        .into_iter()
        .map(|mention| DateMention {
            span: mention.span,
            sentence: mention.sentence,
            outlook: mention.attributes.outlook,
        })
        .collect();
    let events: Vec<Mention> = events.into_iter().copied().collect();
    let whens = dates(&document.text, document.published, sentences, &dated);
    let mut times = on(&document.text, document.published, &dated, &whens, &events).into_iter();
    let mut whens = whens.into_iter();
    let mut setting = None;
    mentions
        .iter()
        .map(|mention| {
            let text = document.slice(mention.span);
            let around = around(document, sentences, mention);
            let reading = match mention.label {
                Label::Money => {
                    // Only a document that speaks of money is searched for its currencies.
                    let setting = setting.get_or_insert_with(|| Setting::of(&document.text));
                    money(text, around, setting).map(|reading| reading.map(Value::Money))
                }
                Label::Casualty(_) => count(text, around).map(|reading| reading.map(Value::Count)),
                Label::Date => {
                    let reading = whens.next().flatten().map(|reading| reading.map(Value::When));
                    return Valued { reading, on: None };
                }
            };
            Valued { reading, on: times.next().flatten() }
        })
        .collect()
}

/// What stands around a mention in its own sentence.
fn around<'a>(document: &'a Document, sentences: &[Sentence], mention: &Mention) -> Around<'a> {
    let Some(sentence) = sentences
        .get(mention.sentence)
        .map(|sentence| sentence.span)
    else {
        return Around::default();
    };
    if !sentence.contains(mention.span) {
        return Around::default();
    }
    Around {
        before: document.slice(Span::new(sentence.start, mention.span.start)),
        after: document.slice(Span::new(mention.span.end, sentence.end)),
    }
}

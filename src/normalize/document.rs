//! All mentions of one document → what each of them means.
//!
//! Each kind of mention has its own reader; this file only hands them the words and what stands around them.

use super::{Around, DateMention, Setting, count, dates, money};
use crate::document::{Document, Sentence};
use crate::mention::{Label, Mention};
use crate::span::Span;
use crate::value::{Reading, Value, Valued, When};

/// Reads the `mentions` of a document, which stand in text order; the result runs alongside them.
#[must_use]
pub fn normalize(document: &Document, sentences: &[Sentence], mentions: &[Mention]) -> Vec<Valued> {
    let mut whens = read_dates(document, sentences, mentions).into_iter();
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
                Label::Date => whens
                    .next()
                    .flatten()
                    .map(|reading: Reading<When>| reading.map(Value::When)),
            };
            Valued { reading, on: None }
        })
        .collect()
}

fn read_dates(
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
) -> Vec<Option<Reading<When>>> {
    let dated: Vec<DateMention> = mentions
        .iter()
        .filter(|mention| mention.label == Label::Date)
        .map(|mention| DateMention {
            span: mention.span,
            sentence: mention.sentence,
            outlook: mention.attributes.outlook,
        })
        .collect();
    dates(&document.text, document.published, sentences, &dated)
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

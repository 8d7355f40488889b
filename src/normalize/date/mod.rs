//! All date mentions of one document → their TIMEX3 values: words (`lex`, `word`, `holiday`), what they say
//! together (`parse`, `expression`), and when that is, counted from the dates around them (`resolve`,
//! `moment`). A mention that any word of is not understood has no value; so has an impossible date.

mod expression;
mod holiday;
mod length;
mod lex;
mod moment;
mod number;
mod order;
mod parse;
mod rate;
mod resolve;
mod story;
mod tense;
mod word;

use jiff::civil::Date;

use self::order::{DocumentOrder, day_month_order};
use self::parse::Settings;
use self::rate::is_rate;
use self::story::Story;
use crate::document::Sentence;
use crate::mention::Outlook;
use crate::span::Span;
use crate::value::{Inferred, Reading, When};

/// A stretch that the tagger marked as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    /// Where it stands, in bytes of the document's text.
    pub span: Span,
    /// Index of its sentence among the document's sentences.
    pub sentence: usize,
    /// Whether its time lies after publication; `None` where the tagger does not say, and the words of the
    /// sentence must tell.
    pub outlook: Option<Outlook>,
}

/// The values of all date mentions of one document, in their order; `None` where the words are not
/// understood or name no time that exists. The mentions must stand in text order.
#[must_use]
pub fn dates(
    text: &str,
    published: Option<Date>,
    sentences: &[Sentence],
    mentions: &[DateMention],
) -> Vec<Option<Reading<When>>> {
    let mut tokens = Vec::with_capacity(16);
    let order = day_month_order(text, mentions, &mut tokens);
    let mut story = Story::new(published);
    mentions
        .iter()
        .map(|mention| {
            let words = mention.span.slice(text);
            lex::lex(words, &mut tokens);
            let settings = Settings {
                order: order.order,
                pivot: published.map_or(PIVOT, Date::year),
                rate: is_rate(text, mention.span),
            };
            let sentence = sentences.get(mention.sentence);
            let expression = parse::parse(&tokens, words, settings)
                .or_else(|| story.beside(&tokens, mention))?;
            let outlook = mention
                .outlook
                .unwrap_or_else(|| tense::outlook(text, sentence, mention.span));
            let ground = story.ground(mention, sentence, outlook, text);
            let resolved = resolve::resolve(&expression, &ground)?;
            story.tell(text, mention, &expression, &resolved);
            let mut reading = resolved.reading;
            if DocumentOrder::is_inferred_for(&tokens) {
                reading.inferred.push(Inferred::DayMonthOrder);
            }
            Some(reading)
        })
        .collect()
}

/// The year that years of two digits lie near in an article without a date.
const PIVOT: i16 = 2020;

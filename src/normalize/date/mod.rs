//! All date mentions of one document → their TIMEX3 values: words (`lex`, `word`, `holiday`), what they say
//! together (`parse`, `expression`), and when that is, counted from the dates around them (`resolve`,
//! `moment`). A mention that any word of is not understood has no value; so has an impossible date.

mod edges;
mod expression;
mod holiday;
mod length;
mod lex;
mod moment;
mod named;
mod number;
mod on;
mod order;
mod parse;
mod rate;
mod repair;
mod resolve;
mod story;
mod tense;
mod word;

use std::cell::OnceCell;

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

pub use self::on::on;
pub use self::repair::repair;

use self::expression::{Clock, Expression, Length, PARTS, Point, Quantity};
use self::lex::Kind;
use self::order::{DocumentOrder, day_month_order};
use self::parse::Settings;
use self::rate::{is_of_the_clock, is_rate, is_timed};
use self::story::{Story, number_alone};
use self::word::Word;
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
    let of_america = OnceCell::new();
    mentions
        .iter()
        .enumerate()
        .map(|(place, mention)| {
            let words = mention.span.slice(text);
            let settings = settings(text, mention.span, order, published);
            lex::lex(words, &mut tokens);
            if counts_from_next(&tokens, text, &mentions[place..]) {
                return None;
            }
            let mut inferred_order = DocumentOrder::is_inferred_for(&tokens);
            let mut expression = match parse::parse(&tokens, words, settings)
                .or_else(|| story.beside(&tokens, mention))
            {
                Some(expression) => expression,
                None => {
                    inferred_order = false;
                    let hour = hour_alone(&tokens, text, mention.span);
                    number_alone(&tokens)
                        .and_then(|number| {
                            number_before(number, text, &mentions[place..], settings, &mut tokens)
                        })
                        .or(hour)?
                }
            };
            if let Expression::Point(Point {
                holiday: Some(holiday),
                ..
            }) = expression
                && holiday::is_american(holiday)
                && !*of_america.get_or_init(|| holiday::speaks_of_america(text))
            {
                return None;
            }
            named::add_year(&mut expression, text, mention.span, published);
            let sentence = sentences.get(mention.sentence);
            let cue = match mention.outlook {
                Some(_) => None,
                None => tense::outlook(text, sentence, mention.span),
            };
            let ground = story.ground(text, mention, sentence, cue);
            let resolved = resolve::resolve(&expression, &ground)?;
            story.tell(text, mention, &expression, &resolved);
            let mut reading = resolved.reading;
            if inferred_order {
                reading.inferred.push(Inferred::DayMonthOrder);
            }
            Some(reading)
        })
        .collect()
}

/// What the parser needs to know of the mention at `span`.
fn settings(text: &str, span: Span, order: DocumentOrder, published: Option<Date>) -> Settings {
    Settings {
        order: order.order,
        pivot: published.map_or(PIVOT, Date::year),
        timed: is_timed(text, span),
        rate: is_rate(text, span),
    }
}

/// Whether the tokens of the first of `mentions` count from the next, which stands right behind: `two days
/// before` and `Christmas`. Apart, neither says when.
fn counts_from_next(tokens: &[lex::Token], text: &str, mentions: &[DateMention]) -> bool {
    let (Some(last), [own, next, ..]) = (tokens.last(), mentions) else {
        return false;
    };
    matches!(
        last.kind,
        Kind::Word(Word::Earlier | Word::Later | Word::Hence)
    ) && own.span.end <= next.span.start
        && Span::new(own.span.end, next.span.start).slice(text) == " "
}

/// A number alone that shares the month or unit of the next mention of its sentence: `2, 4 and 5 September`,
/// `at 28 and 33 minutes`. `mentions` begins with the number's own.
fn number_before(
    number: i8,
    text: &str,
    mentions: &[DateMention],
    settings: Settings,
    tokens: &mut Vec<lex::Token>,
) -> Option<Expression> {
    let (own, later) = mentions.split_first()?;
    later
        .iter()
        .take_while(|mention| mention.sentence == own.sentence)
        .map_while(|mention| {
            let words = mention.span.slice(text);
            lex::lex(words, tokens);
            match parse::parse(tokens, words, settings) {
                None => number_alone(tokens).map(|_| None),
                found => Some(found),
            }
        })
        .find_map(|found| match found? {
            Expression::Point(point) if point.month.is_some() && point.day.is_some() => {
                Some(Expression::Point(Point {
                    day: Some(number),
                    weekday: None,
                    ..point
                }))
            }
            Expression::Length(length) => Some(Expression::Length(Length {
                quantity: Quantity::Exact(number.into()),
                rest: [None; PARTS],
                ..length
            })),
            _ => None,
        })
}

/// The hour from which nothing needs to say that it is one of the morning: `at six` is in the evening, `at seven` is not.
/// Of the training articles' hours alone, 15 of 21 are as this has it before seven, 10 of 17 from seven on.
const WAKING: i8 = 7;

/// A number alone that is the hour: at `ten`, until `11`.
fn hour_alone(tokens: &[lex::Token], text: &str, span: Span) -> Option<Expression> {
    let (number, length) = number::leading(tokens, |_| span.slice(text))?;
    let hour = Some(number)
        .filter(|number| number.is_integer() && length == tokens.len())?
        .to_i8()
        .filter(|hour| (1..=12).contains(hour) && is_of_the_clock(text, span))?;
    Some(Expression::Point(Point {
        clock: Some(Clock {
            hour: if hour < WAKING { hour + 12 } else { hour },
            minute: 0,
            second: None,
            dotted: false,
            settled: false,
        }),
        ..Point::default()
    }))
}

/// The year that years of two digits lie near in an article without a date.
const PIVOT: i16 = 2020;

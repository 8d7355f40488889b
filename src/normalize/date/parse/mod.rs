//! The tokens of one mention → what they say. A rule must take every token: a word that no rule knows
//! makes the mention unreadable, which is better than a guess.

mod clock;
mod cursor;
mod day;
mod division;
mod interval;
mod length;
mod numeric;
mod point;
mod quarters;
mod recurrence;
mod relative;
mod share;
mod shift;
mod year;

use rust_decimal::Decimal;

use self::cursor::Cursor;
use self::length::Lengths;
use super::expression::{Expression, Part, Point, Quantity};
use super::lex::{Kind, Token};
use super::word::Word;
use crate::normalize::token::is_any;

pub(super) use self::numeric::{DayMonthOrder, Groups};
pub(super) use self::point::Settings;

/// What all of `tokens`, which were lexed from `text`, say together.
pub(super) fn parse(tokens: &[Token], text: &str, settings: Settings) -> Option<Expression> {
    if tokens.iter().any(|token| token.kind == Kind::Unknown) {
        return None;
    }
    let mut cursor = Cursor::new(tokens, text);
    cursor.skip(|kind| matches!(kind, Kind::Comma | Kind::Dot));
    let units = tokens.iter().any(|token| {
        matches!(
            token.kind,
            Kind::Word(Word::Unit(_) | Word::Units(_) | Word::Plural | Word::Ordinal(2))
        )
    });
    // `one night`, `a single night`, `a night`
    let units = units
        || tokens.windows(2).any(|pair| {
            matches!(
                pair[0].kind,
                Kind::Word(Word::Numeral | Word::Single | Word::Article)
            ) && pair[1].kind == Kind::Word(Word::Part(Part::Night))
        });
    recurrence::recurrence(cursor, settings)
        .or_else(|| stopwatch(cursor))
        .or_else(|| {
            if units {
                share::share(cursor, settings)
            } else {
                None
            }
        })
        .or_else(|| {
            if units {
                length(cursor, settings)
            } else {
                None
            }
        })
        .or_else(|| point::point(cursor, settings, false).map(Expression::Point))
        .or_else(|| interval::interval(cursor, settings))
}

/// The three groups of a date in digits; `None` for other tokens.
pub(super) fn groups_of(tokens: &[Token]) -> Option<Groups> {
    numeric::groups(&mut Cursor::new(tokens, ""))
}

/// A length, by itself or within a longer time: `five days of June`.
fn length(cursor: Cursor<'_>, settings: Settings) -> Option<Expression> {
    let mut at = cursor;
    at.skip_words(|word| word == Word::Hence);
    let lengths = length::lengths(&mut at)?;
    // `weeks later`, `just hours earlier`: how long after, not when.
    let mut first = cursor;
    first.skip_words(|word| word == Word::About);
    let bare = matches!(first.word(), Some(Word::Units(_)));
    if bare {
        at.skip_words(|word| matches!(word, Word::Later | Word::Earlier));
    }
    // `five days of June` are a length, `one day in June` a date.
    let counted = match lengths {
        Lengths::One(length) => {
            matches!(length.quantity, Quantity::Exact(count) if count > Decimal::ONE)
        }
        Lengths::Two(..) => false,
    };
    let counted = counted
        && matches!(
            first.kind(),
            Some(Kind::Digits(..) | Kind::Word(Word::Numeral))
        );
    if counted && is_any(at.text(1), &["of", "in"]) {
        at.step(1);
        let whole = point::point(at, settings, false)?;
        let named = Point {
            month: whole.month,
            year: whole.year,
            division: whole.division,
            aim: whole.aim,
            ..Point::default()
        };
        if whole != named {
            return None;
        }
        at = at.with(&[]);
    }
    at.is_done().then_some(match lengths {
        Lengths::One(length) => Expression::Length(length),
        Lengths::Two(from, to) => Expression::Lengths(from, to),
    })
}

/// `2:14:04`: hours, minutes and seconds that an athlete took.
fn stopwatch(cursor: Cursor<'_>) -> Option<Expression> {
    let mut at = cursor;
    let mut parts = [0; 3];
    for (place, part) in parts.iter_mut().enumerate() {
        if place > 0 && !at.take(Kind::Colon) {
            return None;
        }
        let widths = if place == 0 { 1..=1 } else { 2..=2 };
        *part = i8::try_from(at.digits(widths)?)
            .ok()
            .filter(|part| *part < 60)?;
        at.step(1);
    }
    at.is_done()
        .then_some(Expression::Stopwatch(parts[0], parts[1], parts[2]))
}

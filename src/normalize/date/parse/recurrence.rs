//! Recurring times: `every Monday`, `every three years`, `per day`, `twice a week`, `Mondays`.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::length::{Lengths, lengths};
use super::point::{Settings, point};
use crate::normalize::date::expression::{
    Division, Expression, Length, PARTS, Part, Point, Quantity, Unit,
};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::word::Word;

/// Reads all of the tokens as a recurring time.
pub(super) fn recurrence(cursor: Cursor<'_>, settings: Settings) -> Option<Expression> {
    let mut at = cursor;
    at.skip_words(|word| matches!(word, Word::About | Word::On));
    if at.take_word(Word::Every) {
        return every(at, settings);
    }
    // `all weekends`; `all day` is a length.
    if at.word() == Some(Word::Single) && at.text(1).eq_ignore_ascii_case("all") {
        let mut ahead = at;
        ahead.step(1);
        return plural(ahead);
    }
    if at.take_word(Word::Per) {
        return whole_unit(at).map(|unit| once(Decimal::ONE, unit));
    }
    if settings.rate {
        let mut ahead = at;
        if ahead.take_word(Word::Article)
            && let Some(unit) = whole_unit(ahead)
        {
            return Some(once(Decimal::ONE, unit));
        }
    }
    times(at)
        .or_else(|| plural(at))
        .or_else(|| of_every(at, settings))
        .or_else(|| on_weekdays(at, settings))
}

/// After `every`: a length, an ordinal and what it counts, or a point that recurs.
fn every(mut at: Cursor<'_>, settings: Settings) -> Option<Expression> {
    at.skip_words(|word| matches!(word, Word::About));
    let count = match at.kind()? {
        Kind::Word(Word::Other) => Some(2),
        Kind::Ordinal(number) | Kind::Word(Word::Ordinal(number)) => Some(number),
        _ => None,
    };
    // `every first Monday` is of a month that is not named.
    if count == Some(1) {
        return None;
    }
    if let Some(count) = count {
        let mut ahead = at;
        ahead.step(1);
        let unit = whole_unit(ahead).or_else(|| match ahead.word()? {
            Word::Weekday(_) => Some(Unit::Week),
            Word::Part(_) => Some(Unit::Day),
            _ => None,
        });
        if let Some(unit) = unit {
            return Some(once(Decimal::from(count), unit));
        }
    }
    match whole_unit(at) {
        Some(Unit::Night) => {
            return Some(Expression::Each(Point {
                part: Some(Part::Night),
                ..Point::default()
            }));
        }
        Some(Unit::Weekend) => {
            return Some(Expression::Each(Point {
                division: Some(Division::Weekend),
                ..Point::default()
            }));
        }
        Some(unit) => return Some(once(Decimal::ONE, unit)),
        None => {}
    }
    let mut ahead = at;
    if let Some(Lengths::One(length)) = lengths(&mut ahead)
        && ahead.is_done()
    {
        return Some(Expression::Every(length));
    }
    point(at, settings, false)
        .filter(|point| point.shift.is_none())
        .map(Expression::Each)
}

/// The unit, if it is all that is left.
fn whole_unit(mut at: Cursor<'_>) -> Option<Unit> {
    at.skip_words(|word| matches!(word, Word::Fiscal | Word::Filler));
    let unit = match at.word()? {
        Word::Unit(unit) => unit,
        Word::Ordinal(2) if at.tokens().len() == 1 => Unit::Second,
        Word::Part(Part::Night) if at.tokens().len() == 1 => Unit::Night,
        _ => return None,
    };
    at.step(1);
    at.is_done().then_some(unit)
}

/// `twice a week`, `four days a week`, `five-night-a-week`: once in the last unit.
fn times(cursor: Cursor<'_>) -> Option<Expression> {
    let tokens = cursor.tokens();
    let place = tokens.iter().rposition(|token| {
        matches!(
            token.kind,
            Kind::Word(Word::Article | Word::Per | Word::Every)
        )
    })?;
    let mut after = cursor.with(&tokens[place + 1..]);
    after.take(Kind::Dash);
    let unit = whole_unit(after)?;
    let mut before = cursor.with(&tokens[..place]);
    if before.is_done() {
        return None;
    }
    // `a quarter of a century` is a length.
    if tokens[place - 1].kind == Kind::Word(Word::Of) {
        return None;
    }
    let counted = before.skip(|kind| {
        matches!(
            kind,
            Kind::Digits(..)
                | Kind::Dash
                | Kind::Word(
                    Word::Numeral
                        | Word::Times
                        | Word::Unit(_)
                        | Word::Units(_)
                        | Word::About
                        | Word::Vague
                        | Word::Part(_)
                        | Word::Parts(_)
                        | Word::Article
                        | Word::Or
                        | Word::To
                        | Word::Couple
                        | Word::Of
                )
        )
    });
    let unit_or_times = tokens[..place].iter().any(|token| {
        matches!(
            token.kind,
            Kind::Word(
                Word::Times | Word::Unit(_) | Word::Units(_) | Word::Part(_) | Word::Parts(_)
            )
        )
    });
    (counted && unit_or_times && before.is_done()).then(|| once(Decimal::ONE, unit))
}

/// `the 26th of every month`, `10am every Friday`.
fn of_every(cursor: Cursor<'_>, settings: Settings) -> Option<Expression> {
    let tokens = cursor.tokens();
    let place = tokens
        .iter()
        .position(|token| token.kind == Kind::Word(Word::Every))?;
    let mut after = cursor.with(&tokens[place + 1..]);
    let before = point(cursor.with(&tokens[..place]), settings, false)?;
    if before.shift.is_some() || before.year.is_some() || before.weekday.is_some() {
        return None;
    }
    let each = match (before.day, after.word()) {
        (Some(_), Some(Word::Unit(Unit::Month))) | (None, Some(Word::Unit(Unit::Day))) => before,
        (None, Some(Word::Weekday(weekday))) => Point {
            weekday: Some(weekday),
            ..before
        },
        _ => return None,
    };
    after.step(1);
    after.is_done().then_some(Expression::Each(each))
}

/// `Mondays`, `evenings`, `Sunday mornings`.
fn plural(mut at: Cursor<'_>) -> Option<Expression> {
    at.skip_words(|word| matches!(word, Word::The));
    let mut each = Point::default();
    let mut plural = false;
    while let Some(word) = at.word() {
        match word {
            Word::Weekday(weekday) if each.weekday.is_none() => each.weekday = Some(weekday),
            Word::Weekdays(weekday) if each.weekday.is_none() => {
                each.weekday = Some(weekday);
                plural = true;
            }
            Word::Parts(part) if each.part.is_none() => {
                each.part = Some(part);
                plural = true;
            }
            Word::Seasons(season) if each.division.is_none() => {
                each.division = Some(Division::Season(season));
                plural = true;
            }
            Word::Units(Unit::Weekend) if at.tokens().len() == 1 => {
                each.division = Some(Division::Weekend);
                plural = true;
            }
            _ => return None,
        }
        at.step(1);
    }
    (plural && at.is_done()).then_some(Expression::Each(each))
}

/// `17:30 on Fridays`, `Mondays at noon`: as of one such day.
fn on_weekdays(cursor: Cursor<'_>, settings: Settings) -> Option<Expression> {
    let place = cursor
        .tokens()
        .iter()
        .position(|token| matches!(token.kind, Kind::Word(Word::Weekdays(_))))?;
    let mut tokens = cursor.tokens().to_vec();
    let Kind::Word(Word::Weekdays(weekday)) = tokens[place].kind else {
        return None;
    };
    tokens[place].kind = Kind::Word(Word::Weekday(weekday));
    let one = point(cursor.with(&tokens), settings, false)?;
    let alone = Point {
        weekday: one.weekday,
        clock: one.clock,
        part: one.part,
        ..Point::default()
    };
    (one == alone).then_some(Expression::Each(one))
}

fn once(count: Decimal, unit: Unit) -> Expression {
    Expression::Every(Length {
        quantity: Quantity::Exact(count),
        unit,
        rest: [None; PARTS],
        decimal: false,
    })
}

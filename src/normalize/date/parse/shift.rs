//! Points counted from another by a length: `two years ago`, `a week later`, `eleven years on`, `the day after
//! tomorrow`, `three weeks before May 1`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::cursor::Cursor;
use super::length::{Lengths, lengths};
use super::point::fill;
use super::relative::days_from;
use crate::normalize::date::expression::{
    Division, Length, Origin, Point, Quantity, Shift, Unit, Year,
};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::number;
use crate::normalize::date::word::Word;

/// `two summers ago`.
fn seasons_ago(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    let Some((count, taken)) = number::leading(at.tokens(), |count| at.text(count)) else {
        return false;
    };
    let mut ahead = *at;
    ahead.step(taken);
    let Some(Word::Seasons(season)) = ahead.word() else {
        return false;
    };
    ahead.step(1);
    let years = count.is_integer().then(|| count.to_i16()).flatten();
    if !ahead.take_word(Word::Ago) {
        return false;
    }
    *at = ahead;
    years.is_some_and(|years| fill(&mut point.year, Year::Shifted(-years)))
        && fill(&mut point.division, Division::Season(season))
}

/// A length and the side it is counted to: `two years ago`, `a week later`, `eleven years on`.
pub(super) fn shifted(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    let directed = at.tokens().iter().any(|token| {
        matches!(
            token.kind,
            Kind::Word(Word::Ago | Word::Earlier | Word::Later | Word::On | Word::Hence)
        )
    });
    if !directed || point.shift.is_some() {
        return false;
    }
    if seasons_ago(at, point)
        || day_beside_day(at, point)
        || year_beside(at, point)
        || unit_beside_unit(at, point)
    {
        return true;
    }
    let one = at.word() == Some(Word::Article) || at.text(1).eq_ignore_ascii_case("one");
    let alone = one && at.tokens().len() == 3 && *point == Point::default();
    let mut ahead = *at;
    let Some(Lengths::One(length)) = lengths(&mut ahead) else {
        return false;
    };
    ahead.take(Kind::Dash);
    let (sign, origin) = match ahead.word() {
        Some(Word::Ago) => (-1, Origin::Published),
        Some(Word::Earlier) => (-1, Origin::Stated),
        Some(Word::Later) => (1, Origin::Stated),
        Some(Word::Hence) => (1, Origin::Published),
        Some(Word::On) if ahead.tokens().len() == 1 => {
            *at = ahead;
            at.step(1);
            return years_on(point);
        }
        _ => return false,
    };
    ahead.step(1);
    let Some((quantity, unit)) = counted(&length) else {
        return false;
    };
    if sign != -1 || origin != Origin::Published {
        let mut named = ahead;
        named.take_word(Word::The);
        if let Some(Word::Days(days, None)) = named.word() {
            named.step(1);
            let read = beside_day(point, quantity, unit, sign, days);
            if read {
                *at = named;
            }
            return read;
        }
        if matches!(
            named.kind(),
            Some(
                Kind::Digits(..) | Kind::Holiday(_) | Kind::Word(Word::Month(_) | Word::Weekday(_))
            )
        ) {
            *at = named;
            return shift(point, quantity, sign, unit, Origin::Named);
        }
    }
    // `two years after that`
    ahead.skip_words(|word| matches!(word, Word::Now | Word::The | Word::That));
    *at = ahead;
    // `a week ago today` is a day.
    let unit = match (at.word(), unit) {
        (Some(Word::Days(0, _)), Unit::Week) => {
            at.step(1);
            let days = match quantity {
                Quantity::Exact(weeks) => Quantity::Exact(weeks * Decimal::from(7)),
                Quantity::Vague => Quantity::Vague,
            };
            return shift(point, days, sign, Unit::Day, origin);
        }
        (Some(Word::Days(days, None)), Unit::Month | Unit::Year) if sign == -1 => {
            at.step(1);
            return shift(point, quantity, sign, unit, Origin::Day(days));
        }
        (Some(Word::Days(0, _)), unit @ (Unit::Minute | Unit::Hour | Unit::Day)) => {
            at.step(1);
            unit
        }
        // `a week ago` and nothing else is a day too; `two weeks ago` is a week.
        (None, Unit::Week) if alone && origin == Origin::Published => {
            return shift(point, quantity, sign, Unit::Week, Origin::Day(0));
        }
        (_, unit) => unit,
    };
    shift(point, quantity, sign, unit, origin)
}

/// Counts `quantity` units from `origin`, to the side of `sign`; `false` if the point is counted from one already.
fn shift(point: &mut Point, quantity: Quantity, sign: i8, unit: Unit, origin: Origin) -> bool {
    let shift = Shift {
        quantity,
        sign,
        unit,
        origin,
    };
    fill(&mut point.shift, shift)
}

/// `two days before yesterday`, `three weeks from tomorrow`.
fn beside_day(point: &mut Point, quantity: Quantity, unit: Unit, sign: i8, days: i32) -> bool {
    let per = match unit {
        Unit::Day => 1,
        Unit::Week => 7,
        _ => return false,
    };
    let Some(count) = (match quantity {
        Quantity::Exact(count) if count.is_integer() => count.to_i32(),
        _ => None,
    }) else {
        return false;
    };
    let total = count
        .checked_mul(per * i32::from(sign))
        .and_then(|shift| shift.checked_add(days));
    total.is_some_and(|total| fill(&mut point.shift, days_from(total, Origin::Published)))
}

/// The number and unit that are counted: `two and a half years` in months, decades in years; `None` for
/// mixtures without a common unit.
fn counted(length: &Length) -> Option<(Quantity, Unit)> {
    let Quantity::Exact(count) = length.quantity else {
        return Some((length.quantity, length.unit));
    };
    let times = |factor: i64| count.checked_mul(Decimal::from(factor));
    let (count, unit) = match (length.unit, length.rest) {
        (Unit::Year, [Some((months, Unit::Month)), None, None]) => {
            (times(12)?.checked_add(months)?, Unit::Month)
        }
        (Unit::Week, [Some((days, Unit::Day)), None, None]) => {
            (times(7)?.checked_add(days)?, Unit::Day)
        }
        (_, [Some(_), ..]) => return None,
        (Unit::Year, _) if !count.is_integer() => (times(12)?, Unit::Month),
        (Unit::Decade, _) => (times(10)?, Unit::Year),
        (Unit::Century, _) => (times(100)?, Unit::Year),
        (Unit::Millennium, _) => (times(1000)?, Unit::Year),
        (unit, _) => (count, unit),
    };
    Some((Quantity::Exact(count), unit))
}

/// `the day after tomorrow`, `the day before yesterday`.
fn day_beside_day(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    let mut ahead = *at;
    ahead.take_word(Word::The);
    if !ahead.take_word(Word::Unit(Unit::Day)) {
        return false;
    }
    let sign = match ahead.word() {
        Some(Word::Earlier) => -1,
        Some(Word::Later) => 1,
        _ => return false,
    };
    let Some(Word::Days(days, None)) = ahead.word_ahead(1) else {
        return false;
    };
    ahead.step(2);
    *at = ahead;
    fill(&mut point.shift, days_from(days + sign, Origin::Published))
}

/// `the year before`, `the year after`.
fn year_beside(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    let mut ahead = *at;
    ahead.take_word(Word::The);
    if !ahead.take_word(Word::Unit(Unit::Year)) || ahead.tokens().len() != 1 {
        return false;
    }
    let steps = match ahead.text(1) {
        before if before.eq_ignore_ascii_case("before") => -1,
        after if after.eq_ignore_ascii_case("after") => 1,
        _ => return false,
    };
    ahead.step(1);
    *at = ahead;
    fill(&mut point.year, Year::Stated(steps))
}

/// `the week after next`, `the year before last`.
fn unit_beside_unit(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    let mut ahead = *at;
    ahead.take_word(Word::The);
    let Some(Word::Unit(unit @ (Unit::Week | Unit::Weekend | Unit::Month | Unit::Year))) =
        ahead.word()
    else {
        return false;
    };
    let sign = match (ahead.word_ahead(1), ahead.word_ahead(2)) {
        (Some(Word::Earlier), Some(Word::Last)) => -1,
        (Some(Word::Later), Some(Word::Next)) => 1,
        _ => return false,
    };
    ahead.step(3);
    *at = ahead;
    let quantity = Quantity::Exact(Decimal::TWO);
    shift(point, quantity, sign, unit, Origin::Published)
}

/// `Fifty years on`: the article's own month.
fn years_on(point: &mut Point) -> bool {
    shift(
        point,
        Quantity::Exact(Decimal::ZERO),
        1,
        Unit::Month,
        Origin::Published,
    )
}

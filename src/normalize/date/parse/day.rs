//! Days and months by name: `February 6`, `the 6th of February`, `6 Feb`, `Friday`, `Christmas Eve`, `the 16th`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::cursor::Cursor;
use super::numeric::{DayMonthOrder, near};
use super::point::{Settings, fill};
use crate::normalize::date::expression::{Aim, Origin, Point, Quantity, Shift, Unit, Year};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::number;
use crate::normalize::date::word::Word;

/// Reads a weekday, a holiday, a month with or without its day, or a day alone.
pub(super) fn day(
    at: &mut Cursor<'_>,
    point: &mut Point,
    settings: Settings,
    bare_day: bool,
) -> bool {
    let Settings { order, pivot, .. } = settings;
    if slashed(at, point, order) {
        return true;
    }
    match at.kind() {
        // `11 May 2013, a Saturday`
        Some(Kind::Word(Word::Article))
            if point.day.is_some() && matches!(at.word_ahead(1), Some(Word::Weekday(_))) =>
        {
            at.step(1);
            true
        }
        Some(Kind::Word(Word::Weekday(weekday))) => {
            at.step(1);
            // `Friday week`: a week after the coming one.
            if at.word() == Some(Word::Unit(Unit::Week))
                && matches!(at.ahead(1), None | Some(Kind::Comma))
            {
                at.step(1);
                let week = Shift {
                    quantity: Quantity::Exact(Decimal::ONE),
                    sign: 1,
                    unit: Unit::Week,
                    origin: Origin::Named,
                };
                return fill(&mut point.weekday, weekday)
                    && fill(&mut point.aim, Aim::Coming)
                    && fill(&mut point.shift, week);
            }
            fill(&mut point.weekday, weekday)
        }
        Some(Kind::Holiday(holiday)) => {
            at.step(1);
            fill(&mut point.holiday, holiday)
        }
        // `2019/Aug/01`
        Some(Kind::Slash)
            if point.year.is_some()
                && point.month.is_none()
                && matches!(at.word_ahead(1), Some(Word::Month(_))) =>
        {
            at.step(1);
            true
        }
        Some(Kind::Word(Word::Month(month))) => {
            at.step(1);
            fill(&mut point.month, month) && day_after_month(at, point, pivot)
        }
        _ => day_first(at, point, pivot, bare_day),
    }
}

/// `11/20`: a month and a day in digits, in the document's order.
fn slashed(at: &mut Cursor<'_>, point: &mut Point, order: DayMonthOrder) -> bool {
    let (Some(first), Some(Kind::Slash), Some(Kind::Digits(second, 1..=2))) =
        (at.digits(1..=2), at.ahead(1), at.ahead(2))
    else {
        return false;
    };
    // `24/7` is all the time.
    let always = (first, second) == (24, 7);
    if always || at.ahead(3) == Some(Kind::Slash) || point.month.is_some() || point.day.is_some() {
        return false;
    }
    let (month, day) = match order {
        DayMonthOrder::MonthFirst if first <= 12 => (first, second),
        DayMonthOrder::DayFirst if second > 12 => (first, second),
        _ => (second, first),
    };
    let (Ok(month @ 1..=12), Ok(day @ 1..=31)) = (i8::try_from(month), i8::try_from(day)) else {
        return false;
    };
    at.step(3);
    point.month = Some(month);
    point.day = Some(day);
    true
}

/// The day, or year of two digits, after the name of a month.
fn day_after_month(at: &mut Cursor<'_>, point: &mut Point, pivot: i16) -> bool {
    let mut ahead = *at;
    ahead.skip(|kind| {
        matches!(
            kind,
            Kind::Dot | Kind::Slash | Kind::Dash | Kind::Word(Word::The)
        )
    });
    // `April of 87`
    let mut of_year = *at;
    if of_year.take_word(Word::Of)
        && let Some(year) = of_year
            .digits(2..=2)
            .and_then(|short| near(i16::try_from(short).ok()?, pivot))
    {
        of_year.step(1);
        *at = of_year;
        return fill(&mut point.year, Year::Given(year));
    }
    let day = match ahead.kind() {
        Some(Kind::Digits(value, 1..=2)) if !starts_clock(ahead) => {
            ahead.step(1);
            value
        }
        Some(Kind::Ordinal(value)) => {
            ahead.step(1);
            value
        }
        Some(Kind::Word(Word::Ordinal(value))) if value <= 31 => {
            ahead.step(1);
            value
        }
        Some(Kind::Word(Word::Numeral)) => match spelled(&mut ahead) {
            Some((value, _)) => value,
            None => return true,
        },
        _ => {
            at.take(Kind::Dot);
            // `Dec/2018`
            if at.kind() == Some(Kind::Slash) && matches!(at.ahead(1), Some(Kind::Digits(_, 4))) {
                at.step(1);
            }
            return true;
        }
    };
    if point.day.is_some() {
        return false;
    }
    if day > 31 {
        // `March '68`.
        let year = i16::try_from(day).ok().and_then(|short| near(short, pivot));
        *at = ahead;
        return year.is_some_and(|year| fill(&mut point.year, Year::Given(year)));
    }
    *at = ahead;
    // `May 3/2024`: the year follows.
    if at.kind() == Some(Kind::Slash)
        && at
            .ahead(1)
            .is_some_and(|kind| matches!(kind, Kind::Digits(_, 4)))
    {
        at.step(1);
    }
    i8::try_from(day).is_ok_and(|day| day > 0 && fill(&mut point.day, day))
}

/// A number in words up to 31, and whether it is an ordinal: `May twenty nine`, `the thirty-first`.
fn spelled(at: &mut Cursor<'_>) -> Option<(u32, bool)> {
    let (value, mut count) = number::leading(at.tokens(), |count| at.text(count))?;
    let mut value = value.to_u32()?;
    let mut ordinal = false;
    // `twenty ninth`, `twenty nine`: two words that the number parser reads apart.
    let mut ahead = *at;
    ahead.step(count);
    ahead.take(Kind::Dash);
    if value == 20 || value == 30 {
        if let Some(Word::Ordinal(unit @ 1..=9)) = ahead.word() {
            ahead.step(1);
            value += unit;
            ordinal = true;
            count = at.tokens().len() - ahead.tokens().len();
        } else if let Some((unit, more)) =
            number::leading(ahead.tokens(), |count| ahead.text(count))
            && let Some(unit @ 1..=9) = unit.to_u32()
        {
            ahead.step(more);
            value += unit;
            count = at.tokens().len() - ahead.tokens().len();
        }
    }
    at.step(count);
    (1..=31).contains(&value).then_some((value, ordinal))
}

/// A day before its month, or alone.
fn day_first(at: &mut Cursor<'_>, point: &mut Point, pivot: i16, bare_day: bool) -> bool {
    let mut ahead = *at;
    let (day, ordinal) = match ahead.kind() {
        Some(Kind::Digits(value, 1..=2)) if !starts_clock(ahead) => {
            ahead.step(1);
            (value, false)
        }
        Some(Kind::Ordinal(value)) => {
            ahead.step(1);
            (value, true)
        }
        Some(Kind::Word(Word::Ordinal(value))) => {
            ahead.step(1);
            (value, true)
        }
        Some(Kind::Word(Word::Numeral)) => match spelled(&mut ahead) {
            Some((value, ordinal)) => (value, ordinal),
            None => return false,
        },
        _ => return false,
    };
    // `the 23rd day of September`
    if ordinal && ahead.take_word(Word::Unit(Unit::Day)) && ahead.word() != Some(Word::Of) {
        return false;
    }
    let Some(day) = i8::try_from(day).ok().filter(|day| (1..=31).contains(day)) else {
        return false;
    };
    let end_of_day = ahead;
    ahead.skip(|kind| {
        matches!(
            kind,
            Kind::Dash | Kind::Slash | Kind::Dot | Kind::Word(Word::Of | Word::The)
        )
    });
    if let Some(Word::Month(month)) = ahead.word() {
        if point.day.is_some() || point.month.is_some() {
            return false;
        }
        ahead.step(1);
        ahead.take(Kind::Dot);
        // `15 April of 87`
        if ahead.word() == Some(Word::Of)
            && let Some(Kind::Digits(short, 2)) = ahead.ahead(1)
        {
            let year = i16::try_from(short)
                .ok()
                .and_then(|short| near(short, pivot));
            ahead.step(2);
            point.year = point.year.or(year.map(Year::Given));
        }
        // `31/Oct/1974`, `31-Oct-74`: the year follows.
        match (ahead.kind(), ahead.ahead(1)) {
            (Some(Kind::Dash), Some(Kind::Digits(short, 2))) if ahead.tokens().len() == 2 => {
                let year = i16::try_from(short).ok();
                ahead.step(2);
                point.year = point
                    .year
                    .or(year.and_then(|year| near(year, pivot)).map(Year::Given));
            }
            (Some(Kind::Slash), _) => ahead.step(1),
            _ => {}
        }
        *at = ahead;
        point.month = Some(month);
        point.day = Some(day);
        return true;
    }
    // `Sunday 31`, and a number where both ends of an interval share the month.
    let is_day = ordinal
        || (bare_day && point.month.is_none())
        || (point.weekday.is_some() && point.month.is_none());
    if is_day && point.day.is_none() {
        *at = end_of_day;
        point.day = Some(day);
        return true;
    }
    false
}

/// Whether the digits here begin a time: `10:30`, `10 a.m.`.
fn starts_clock(at: Cursor<'_>) -> bool {
    at.ahead(1) == Some(Kind::Colon)
        || matches!(at.word_ahead(1), Some(Word::Morning12 | Word::Afternoon12))
        || (at.ahead(1) == Some(Kind::Dot)
            && matches!(at.ahead(2), Some(Kind::Digits(_, 2)))
            && matches!(at.word_ahead(3), Some(Word::Morning12 | Word::Afternoon12)))
}

//! Years, decades and centuries: `2024-25`, `FY24`, `the year 2008`, `the 1990s`, `the 21st century`.

use rust_decimal::prelude::ToPrimitive;

use super::cursor::Cursor;
use super::division;
use super::numeric::near;
use super::point::fill;
use crate::normalize::date::expression::{Division, Point, Unit, Year};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::number;
use crate::normalize::date::word::Word;

/// Reads a year, decade, century or a part of a year.
pub(super) fn year(at: &mut Cursor<'_>, point: &mut Point, pivot: i16) -> bool {
    fiscal(at, point, pivot)
        || decade(at, point)
        || plain(at, point)
        || spelled(at, point)
        || named(at, point)
        || year_month(at, point)
        || division::division(at, point, pivot)
}

/// `FY2024`, `FY24`, `FY 2024-25`, `FY24-25`.
fn fiscal(at: &mut Cursor<'_>, point: &mut Point, pivot: i16) -> bool {
    let mut ahead = *at;
    let letters = ahead.take_word(Word::FiscalYear);
    if !letters {
        // `fiscal year 2024`, `the 2019/20 financial year`.
        let named = ahead.take_word(Word::Fiscal) && ahead.take_word(Word::Unit(Unit::Year));
        let numbered = matches!(
            ahead.kind(),
            Some(Kind::Digits(_, 4) | Kind::Word(Word::FiscalYear))
        );
        if named && (numbered || point.year.is_some()) {
            *at = ahead;
            return true;
        }
        return false;
    }
    if let Some(short) = ahead.digits(2..=2) {
        let Some(first) = i16::try_from(short)
            .ok()
            .and_then(|short| near(short, pivot))
        else {
            return false;
        };
        ahead.step(1);
        // `FY24` ends in 2024.
        let (first, second) = match second_year(&mut ahead, first) {
            Some(second) => (first, second),
            None => (first - 1, first),
        };
        *at = ahead;
        point.split = Some(second);
        return fill(&mut point.year, Year::Given(first));
    }
    // `Fiscal Year (FY) 2021`: the letters repeat the words.
    *at = ahead;
    true
}

/// `2024`, `2024-25`, `2024/2025`.
fn plain(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    let Some(first) = given(*at) else {
        return false;
    };
    let mut ahead = *at;
    ahead.step(1);
    let second = second_year(&mut ahead, first);
    if !fill(&mut point.year, Year::Given(first)) {
        return false;
    }
    point.split = second;
    *at = ahead;
    true
}

/// The unit in `the 2022-23 season`, `the 2025 year`.
fn named(at: &mut Cursor<'_>, point: &Point) -> bool {
    matches!(point.year, Some(Year::Given(_))) && at.take_word(Word::Unit(Unit::Year))
}

/// `nineteen ninety-six`, `two thousand and fifteen`, `nineteen hundred and one`.
fn spelled(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    if at.word() != Some(Word::Numeral) {
        return false;
    }
    let Some((first, count)) = number::leading(at.tokens(), |count| at.text(count)) else {
        return false;
    };
    let mut ahead = *at;
    ahead.step(count);
    // `the nineteen seventies`
    if let (Some(century), Some(Word::Decade(tens))) = (first.to_i16(), ahead.word()) {
        ahead.step(1);
        *at = ahead;
        let decade = century * 10 + tens / 10;
        return (17..=20).contains(&century) && fill(&mut point.decade, decade);
    }
    let year = match first.to_i16() {
        Some(century @ 11..=20) => {
            let Some((rest, count)) = number::leading(ahead.tokens(), |count| ahead.text(count))
            else {
                return false;
            };
            ahead.step(count);
            rest.to_i16()
                .filter(|rest| (10..100).contains(rest))
                .map(|rest| century * 100 + rest)
        }
        Some(year @ 1100..3000) => Some(year),
        _ => None,
    };
    let Some(year) = year.filter(|_| ahead.is_done() || ahead.kind() == Some(Kind::Comma)) else {
        return false;
    };
    *at = ahead;
    fill(&mut point.year, Year::Given(year))
}

/// `2024-05`, `12-2015`, `the year 2008`, `week 31`, `the week of`, `the week ending`.
fn year_month(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    match (at.kind(), at.ahead(1), at.ahead(2)) {
        (
            Some(Kind::Digits(month @ 1..=12, 1..=2)),
            Some(Kind::Dash | Kind::Slash),
            Some(Kind::Digits(year @ 1000..3000, 4)),
        ) if point.month.is_none() && at.tokens().len() == 3 => {
            at.step(3);
            point.month = i8::try_from(month).ok();
            i16::try_from(year).is_ok_and(|year| fill(&mut point.year, Year::Given(year)))
        }
        (Some(Kind::Dash), Some(Kind::Digits(month @ 1..=12, 2)), None)
            if point.month.is_none() && matches!(point.year, Some(Year::Given(_))) =>
        {
            at.step(2);
            point.month = i8::try_from(month).ok();
            true
        }
        (Some(Kind::Word(Word::Unit(Unit::Year))), Some(Kind::Digits(1000..3000, 4)), _) => {
            at.step(1);
            true
        }
        (Some(Kind::Word(Word::Unit(Unit::Week))), Some(Kind::Digits(week @ 1..=53, 1..=2)), _) => {
            at.step(2);
            u8::try_from(week)
                .is_ok_and(|week| fill(&mut point.division, Division::NumberedWeek(week)))
        }
        (Some(Kind::Word(Word::Unit(Unit::Week))), Some(Kind::Word(Word::Numeral)), _) => {
            at.step(1);
            let Some((week, count)) = number::leading(at.tokens(), |count| at.text(count)) else {
                return false;
            };
            at.step(count);
            week.to_u8()
                .filter(|week| (1..=53).contains(week))
                .is_some_and(|week| fill(&mut point.division, Division::NumberedWeek(week)))
        }
        (
            Some(Kind::Word(Word::Unit(Unit::Week))),
            Some(Kind::Word(Word::Of | Word::Edge | Word::Ended)),
            Some(next),
        ) if next != Kind::Word(Word::The)
            || matches!(
                at.ahead(3),
                Some(Kind::Ordinal(_) | Kind::Word(Word::Ordinal(_)))
            ) =>
        {
            at.step(2);
            fill(&mut point.division, Division::WeekOf)
        }
        _ => false,
    }
}

/// Four digits that can be a year, not followed by what would make them a time.
fn given(at: Cursor<'_>) -> Option<i16> {
    let value = at.digits(4..=4)?;
    let is_time = matches!(
        at.word_ahead(1),
        Some(
            Word::Morning12
                | Word::Afternoon12
                | Word::Zone
                | Word::Units(_)
                | Word::Days(..)
                | Word::Weekday(_)
        )
    ) || at.ahead(1) == Some(Kind::Colon);
    i16::try_from(value)
        .ok()
        .filter(|year| (1000..3000).contains(year) && !is_time)
}

/// The second year of a split year, if it stands here: the next one, or a later one of the same century.
fn second_year(at: &mut Cursor<'_>, first: i16) -> Option<i16> {
    if !matches!(at.kind(), Some(Kind::Dash | Kind::Slash)) {
        return None;
    }
    let mut ahead = *at;
    ahead.step(1);
    let second = match ahead.digits(2..=4)? {
        short if ahead.digits(2..=2).is_some() => {
            let short = i16::try_from(short).ok()?;
            let later = first - first.rem_euclid(100) + short;
            if later > first { later } else { later + 100 }
        }
        full => i16::try_from(full).ok()?,
    };
    // `2024-05` is May; `2010-11` and `2002-12` are years, as in reports of two financial years.
    let spans_century = second / 100 != first / 100;
    let fits = second > first
        && second - first < 200
        && (!spans_century || second == first + 1 || ahead.digits(4..=4).is_some());
    if !fits {
        return None;
    }
    ahead.step(1);
    // `2024-05-04` is a day.
    if ahead.kind() == Some(Kind::Dash)
        && ahead
            .ahead(1)
            .is_some_and(|kind| matches!(kind, Kind::Digits(..)))
    {
        return None;
    }
    *at = ahead;
    Some(second)
}

/// `the 1990s`, `the '70s`, `the seventies`, `the 1800s`, `the 21st century`.
fn decade(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    if let Some(Word::Decade(tens)) = at.word() {
        // `the twenties` may be of either century.
        if tens == 20 {
            return false;
        }
        at.step(1);
        return fill(&mut point.decade, 190 + tens / 10);
    }
    let mut ahead = *at;
    match ahead.kind() {
        Some(Kind::Digits(value, width @ (2 | 4))) if value % 10 == 0 => {
            ahead.step(1);
            let Ok(value) = i16::try_from(value) else {
                return false;
            };
            if !(ahead.take_word(Word::Plural)) {
                return false;
            }
            *at = ahead;
            match (width, value) {
                (2, tens) => fill(
                    &mut point.decade,
                    if tens < 30 {
                        200 + tens / 10
                    } else {
                        190 + tens / 10
                    },
                ),
                // `the 1800s` are a century, `the 2000s` by use a decade.
                (_, year) if year % 100 == 0 && year != 2000 => {
                    fill(&mut point.century, year / 100)
                }
                (_, year) => fill(&mut point.decade, year / 10),
            }
        }
        // `the twenty-first century`
        Some(Kind::Word(Word::Numeral)) => {
            let Some((20, count)) = number::leading(ahead.tokens(), |count| ahead.text(count))
                .map(|(tens, count)| (tens.to_i16().unwrap_or(0), count))
            else {
                return false;
            };
            ahead.step(count);
            ahead.take(Kind::Dash);
            let Some(Word::Ordinal(ones @ 1..=9)) = ahead.word() else {
                return false;
            };
            ahead.step(1);
            ahead.take(Kind::Dash);
            if !ahead.take_word(Word::Unit(Unit::Century)) {
                return false;
            }
            *at = ahead;
            i16::try_from(ones).is_ok_and(|ones| fill(&mut point.century, 19 + ones))
        }
        Some(Kind::Ordinal(number) | Kind::Word(Word::Ordinal(number)))
            if (1..=30).contains(&number) =>
        {
            ahead.step(1);
            ahead.take(Kind::Dash);
            if !ahead.take_word(Word::Unit(Unit::Century))
                || matches!(ahead.word(), Some(Word::Unread))
            {
                return false;
            }
            *at = ahead;
            i16::try_from(number).is_ok_and(|number| fill(&mut point.century, number - 1))
        }
        _ => false,
    }
}

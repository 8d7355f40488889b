//! A value of time → whether TIMEX3 has it, by a reader that knows nothing of ours. The property tests and the
//! fuzz targets hold dates to it.

use std::ops::{Range, RangeInclusive};

use claimex::value::{When, WhenKind};
use jiff::civil::Date;

/// `length` digits or as many `X`, with the digits in `range`.
fn field(text: &str, length: usize, range: RangeInclusive<u32>) -> bool {
    text.len() == length
        && (text.bytes().all(|byte| byte == b'X')
            || text.bytes().all(|byte| byte.is_ascii_digit())
                && text.parse().is_ok_and(|value| range.contains(&value)))
}

/// A time of day: `10:30`, `10:30:05`, `NI`, `XX`, `24:00`.
fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    match parts[..] {
        [part] => ["MO", "MI", "AF", "EV", "NI", "DT", "XX"].contains(&part),
        [hour, minute] => field(hour, 2, 0..=24) && field(minute, 2, 0..=59),
        [hour, minute, second] => {
            field(hour, 2, 0..=24) && field(minute, 2, 0..=59) && field(second, 2, 0..=59)
        }
        _ => false,
    }
}

/// A place in the calendar: `2026-02-06`, `2026-W06-WE`, `2026-Q1`, `199`, `XXXX-WXX-5`.
fn is_calendar(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    match parts[..] {
        [year] => field(year, 4, 0..=9999) || field(year, 3, 0..=999) || field(year, 2, 0..=99),
        [year, part] => {
            let named = [
                "SP", "SU", "FA", "WI", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "QX",
            ];
            let week = part
                .strip_prefix('W')
                .is_some_and(|week| field(week, 2, 1..=53));
            field(year, 4, 0..=9999) && (field(part, 2, 1..=12) || named.contains(&part) || week)
        }
        [year, part, day] => {
            let week = part
                .strip_prefix('W')
                .is_some_and(|week| field(week, 2, 1..=53));
            let in_week = week && (day == "WE" || field(day, 1, 1..=7));
            let in_month = field(part, 2, 1..=12) && field(day, 2, 1..=31);
            let exists = text.contains('X') || text.parse::<Date>().is_ok();
            field(year, 4, 0..=9999) && (in_week || (in_month && exists))
        }
        _ => false,
    }
}

/// A place in the calendar with or without a time.
fn is_point(text: &str) -> bool {
    match text.split_once('T') {
        Some((day, time)) => is_calendar(day) && is_time(time),
        None => is_calendar(text),
    }
}

/// A length: `P2Y6M`, `PT1H30M`, `PXD`, `P1DE`.
fn is_length(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    let (days, clock) = rest.split_once('T').unwrap_or((rest, ""));
    let takes = |mut text: &str, units: &[&str]| {
        let mut any = false;
        for unit in units {
            let digits = text
                .find(|character: char| !(character.is_ascii_digit() || "X.".contains(character)))
                .unwrap_or(text.len());
            let (number, after) = text.split_at(digits);
            if let Some(left) = after.strip_prefix(unit) {
                let fits = number == "X" || number.parse::<f64>().is_ok_and(|number| number >= 0.0);
                if !fits {
                    return None;
                }
                any = true;
                text = left;
            }
        }
        text.is_empty().then_some(any)
    };
    let in_days = takes(days, &["CE", "DE", "Y", "M", "WE", "W", "D"]);
    let in_clock = takes(clock, &["H", "M", "S"]);
    matches!((in_days, in_clock), (Some(days), Some(clock)) if days || clock)
}

/// Whether `when` is a TIMEX3 value of its type.
pub(crate) fn is_timex(when: &When) -> bool {
    let both = |ends: fn(&str) -> bool| match when.timex.split_once('/') {
        Some((from, to)) => ends(from) && ends(to),
        None => ends(&when.timex),
    };
    match when.kind {
        WhenKind::Date => both(is_point),
        WhenKind::Time => both(|end| end.contains('T') && is_point(end)),
        WhenKind::Duration => both(is_length),
        WhenKind::Set => is_length(&when.timex) || is_point(&when.timex),
    }
}

/// Years that four digits alone are read as; others are numbers.
pub(crate) const YEARS: Range<u32> = 1000..3000;

/// Whether the text of `when`, a day, month or year, is a date that people write. `2002-12` is not: it is two years.
pub(crate) fn is_plain(when: &When) -> bool {
    let parts: Vec<Option<u32>> = when
        .timex
        .split('-')
        .map(|part| part.parse().ok())
        .collect();
    when.kind == WhenKind::Date
        && match parts[..] {
            [Some(year)] => YEARS.contains(&year) && when.timex.len() == 4,
            [Some(year), Some(month)] => YEARS.contains(&year) && month <= year % 100,
            [Some(year), Some(_), Some(_)] => YEARS.contains(&year),
            _ => false,
        }
}

//! What holds of every date mention: no text ends the program, every value is a TIMEX3 value by a reader that
//! knows nothing of ours, and text around the mention that names no date does not change it.

use claimex::normalize::{DateMention, dates};
use claimex::value::{When, WhenKind};
use claimex::{Outlook, Sentence, Span};
use jiff::civil::Date;
use proptest::prelude::*;

/// The value of the stretch between `before` and `after`.
fn read(before: &str, mention: &str, after: &str, published: Option<Date>) -> Option<When> {
    let text = format!("{before}{mention}{after}");
    let sentence = Sentence {
        span: Span::new(0, text.len()),
        paragraph: 0,
    };
    let mention = DateMention {
        span: Span::new(before.len(), before.len() + mention.len()),
        sentence: 0,
        outlook: Some(Outlook::Past),
    };
    let readings = dates(&text, published, &[sentence], &[mention]);
    readings
        .into_iter()
        .next()
        .flatten()
        .map(|reading| reading.value)
}

/// `length` digits or as many `X`, with the digits in `range`.
fn field(text: &str, length: usize, range: std::ops::RangeInclusive<u32>) -> bool {
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
fn is_timex(when: &When) -> bool {
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

/// Pieces of dates in any order.
fn mention() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "the",
        "a",
        "of",
        "on",
        "and",
        "to",
        "or",
        "-",
        "–",
        "/",
        ",",
        ".",
        ":",
        "'",
        "early",
        "late",
        "mid",
        "end",
        "last",
        "next",
        "this",
        "that",
        "past",
        "first",
        "second",
        "third",
        "following",
        "previous",
        "same",
        "every",
        "per",
        "ago",
        "later",
        "earlier",
        "after",
        "before",
        "from",
        "now",
        "half",
        "quarter",
        "couple",
        "several",
        "two",
        "twenty",
        "thirty",
        "hundred",
        "1",
        "4",
        "9",
        "12",
        "14",
        "28",
        "29",
        "30",
        "31",
        "59",
        "99",
        "100",
        "1990",
        "2024",
        "2025",
        "9999",
        "999999",
        "999999999",
        "4000000000",
        "79228162514264337593543950335",
        "s",
        "th",
        "9th",
        "31st",
        "FY",
        "Q",
        "fiscal",
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "weekend",
        "day",
        "days",
        "hour",
        "hours",
        "minutes",
        "decade",
        "decades",
        "century",
        "centuries",
        "season",
        "spring",
        "winter",
        "January",
        "Feb",
        "February",
        "April",
        "December",
        "Monday",
        "Fri",
        "Saturday",
        "Sundays",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "night",
        "morning",
        "evening",
        "overnight",
        "noon",
        "midnight",
        "am",
        "p.m.",
        "GMT",
        "o'clock",
        "Christmas",
        "Easter",
        "New Year's Eve",
        "Labor Day",
        "Diwali",
        "about",
        "more than",
        "up to",
        "long",
        "old",
        "½",
    ]);
    prop::collection::vec((piece, prop::sample::select(vec![" ", " ", " ", ""])), 1..7)
        .prop_map(|pieces| {
            pieces
                .into_iter()
                .flat_map(|(piece, gap)| [piece, gap])
                .collect::<String>()
        })
        .prop_map(|mention| mention.trim().to_owned())
}

/// A day of publication, or none.
fn published() -> impl Strategy<Value = Option<Date>> {
    prop::option::of((1990_i16..2040, 1_i8..=12, 1_i8..=28))
        .prop_map(|date| date.map(|(year, month, day)| jiff::civil::date(year, month, day)))
}

/// The earliest and the latest day that the calendar has.
#[test]
fn the_ends_of_the_calendar_are_no_edge() {
    for published in [Date::MIN, Date::MAX] {
        for mention in [
            "yesterday",
            "tomorrow",
            "last week",
            "next week",
            "last year",
            "next year",
            "last Friday",
            "next Friday",
            "Friday",
            "February 29",
            "two centuries ago",
            "the next decade",
            "999999999 years ago",
            "999999999 days ago",
            "40000 months later",
            "99999999999 hours later",
            "the 999999 months to June",
            "last weekend",
            "the six months to June",
            "Easter",
            "overnight",
            "the 31st",
            "three hours later",
            "Tuesday next week",
        ] {
            if let Some(when) = read("", mention, "", Some(published)) {
                assert!(is_timex(&when), "{mention}: {when}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_string_is_read_or_not(text in ".{0,40}", published in published()) {
        if let Some(when) = read("", &text, "", published) {
            prop_assert!(is_timex(&when), "{text:?}: {when}");
        }
    }

    #[test]
    fn every_value_is_timex3(mention in mention(), published in published()) {
        if let Some(when) = read("", &mention, "", published) {
            prop_assert!(is_timex(&when), "{mention:?}: {when}");
        }
    }

    #[test]
    fn text_around_a_mention_is_not_read(
        mention in mention(),
        published in published(),
        before in "(The [a-z]{2,8} ministry spoke of it )?",
        after in "( in the [a-z]{2,8} capital\\.)?",
    ) {
        let alone = read("It ", &mention, "", published);
        prop_assert_eq!(read(&before, &mention, &after, published), alone, "{:?}", mention);
    }
}

//! What holds of every date mention: no text ends the program, every value is a TIMEX3 value by a reader that
//! knows nothing of ours, a plain calendar value reads back as itself, and text around the mention that names no
//! date does not change it.

use claimex::normalize::{DateMention, dates};
use claimex::value::{When, WhenKind};
use claimex::{Outlook, Sentence, Span};
use jiff::civil::Date;
use proptest::prelude::*;

use super::properties::config;
use super::timex::{YEARS, is_plain, is_timex};

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
    #![proptest_config(config())]

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
    fn a_plain_value_reads_back_as_itself(mention in mention(), published in published()) {
        if let Some(when) = read("", &mention, "", published).filter(is_plain) {
            let again = read("", &when.timex, "", published);
            prop_assert_eq!(again.as_ref(), Some(&when), "{:?}", mention);
        }
    }

    #[test]
    fn every_day_month_and_year_reads_as_itself(
        year in YEARS,
        month in 1_u8..=12,
        day in 1_u8..=28,
        published in published(),
    ) {
        let day = format!("{year}-{month:02}-{day:02}");
        for timex in [&day[..4], &day[..7], &day] {
            let when = When::new(WhenKind::Date, timex);
            if is_plain(&when) {
                prop_assert_eq!(read("", timex, "", published), Some(when));
            }
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

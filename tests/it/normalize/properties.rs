//! What holds of every mention: values print and parse back, no text ends the program, nothing outside
//! the mention and its setting changes a value, and what was not said is marked.

use claimex::normalize::{Around, Setting, count, money};
use claimex::value::{Amount, Inferred, Money};
use proptest::prelude::*;

use super::sound::{is_sound, parses_back};

/// Mentions that look like money or counts: pieces of both in any order.
fn mention() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "$",
        "US$",
        "€",
        "£",
        "Rs",
        "R",
        "N",
        "p",
        "c",
        "dollars",
        "pounds",
        "cents",
        "euros",
        "CFA francs",
        "million",
        "bn",
        "m",
        "crore",
        "lakh",
        "hundred",
        "dozen",
        "dozens",
        "half",
        "a",
        "an",
        "one",
        "two",
        "twenty",
        "three quarters",
        "and",
        "to",
        "or",
        "of",
        "the",
        "between",
        "about",
        "more than",
        "at least",
        "or more",
        "people",
        "children",
        "couple",
        "family of",
        "-",
        "–",
        ",",
        ".",
        "(",
        ")",
        "%",
        "1",
        "2.5",
        "1,034",
        "1.034,50",
        "12",
        "999",
        "½",
        "1/2",
        "year-old",
        "his",
        "no",
        "another",
    ]);
    let joint = prop::sample::select(vec![" ", "", "-"]);
    prop::collection::vec((piece, joint), 1..9).prop_map(|pieces| {
        pieces
            .into_iter()
            .flat_map(|(piece, joint)| [piece, joint])
            .collect()
    })
}

fn read(text: &str, around: Around<'_>, setting: &Setting) -> (Option<Money>, Option<Amount>) {
    let money = money(text, around, setting).map(|reading| reading.value);
    let count = count(text, around).map(|reading| reading.value);
    (money, count)
}

/// Both values are sound, and people are counted whole.
fn are_sound(money: Option<Money>, count: Option<Amount>) -> Result<(), TestCaseError> {
    if let Some(money) = money {
        prop_assert!(is_sound(money.amount) && parses_back(&money), "{money}");
    }
    if let Some(count) = count {
        let whole = |bound: f64| bound >= 0.0 && bound.fract() == 0.0;
        let people = [count.lo, count.hi].into_iter().flatten().all(whole);
        prop_assert!(is_sound(count) && people, "{count}");
    }
    Ok(())
}

/// No file of failures beside the tests: a failure becomes a case by hand.
pub(super) fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_is_read_or_left(text in any::<String>(), before in any::<String>(), document in any::<String>()) {
        let around = Around { before: &before, after: &document };
        let (money, count) = read(&text, around, &Setting::of(&document, None));
        are_sound(money, count)?;
    }

    #[test]
    fn values_print_and_parse_back(text in mention()) {
        let (money, count) = read(&text, Around::default(), &Setting::of(&text, None));
        are_sound(money, count)?;
    }

    #[test]
    fn unrelated_text_around_changes_nothing(text in mention(), filler in "[a-z]{4,8}( [a-z]{4,8}){0,8}") {
        // No word of the filler is a place, a verb that bounds, a denial, or money: those do have a say.
        prop_assume!(!filler.split(' ').any(|word| ["pass", "past", "near", "tops", "without"].contains(&word)));
        let alone = read(&text, Around::default(), &Setting::default());
        let (before, after) = (format!("{filler} "), format!(" {filler}"));
        let around = Around { before: &before, after: &after };
        prop_assert_eq!(read(&text, around, &Setting::of(&filler, None)), alone);
    }

    #[test]
    fn white_space_around_changes_nothing(text in mention()) {
        let spaced = format!(" {}\n", text.replace(' ', "  "));
        let setting = Setting::default();
        prop_assert_eq!(read(&spaced, Around::default(), &setting), read(&text, Around::default(), &setting));
    }
}

#[test]
fn what_the_words_do_not_say_is_marked() {
    let inferred = |text: &str, document: &str| {
        money(text, Around::default(), &Setting::of(document, None)).map(|reading| reading.inferred)
    };
    for (text, document, wanted) in [
        ("$5m", "", vec![Inferred::Currency]),
        ("US$5m", "", vec![]),
        ("5 million Canadian dollars", "", vec![]),
        ("€1.5-2bn", "", vec![Inferred::Magnitude]),
        (
            "$1.5-2bn",
            "",
            vec![Inferred::Currency, Inferred::Magnitude],
        ),
        ("Rs 5 crore", "Karachi, Pakistan", vec![Inferred::Currency]),
        ("107 million", "", vec![]),
    ] {
        assert_eq!(inferred(text, document), Some(wanted), "{text}");
    }
}

#[test]
fn the_sentence_settles_what_the_mention_leaves_open() {
    let read = |text: &str, before: &str, after: &str| {
        money(text, Around { before, after }, &Setting::default())
            .map(|reading| reading.value.to_string())
    };
    for (text, before, after, wanted) in [
        (
            "¥15.8bn",
            "China's regulator fined the firm",
            "",
            "exact 15800000000..15800000000 CNY",
        ),
        (
            "2.4 million",
            "fetched 4.2 million Colombian pesos then,",
            "now",
            "exact 2400000..2400000 COP",
        ),
        (
            "450,000",
            "it rose from",
            "to 500,000 Chilean pesos",
            "exact 450000..450000 CLP",
        ),
        (
            "A$1.3bn",
            "the bill could top ",
            "",
            "more_than 1300000000.. AUD",
        ),
        (
            "over £6m",
            "Talks collapse ",
            " and end",
            "exact 6000000..6000000 GBP",
        ),
        ("over £6m", "It spent ", " on it", "more_than 6000000.. GBP"),
        (
            "$1.4bn",
            "income crossed ",
            "",
            "more_than 1400000000.. USD",
        ),
        ("$6", "a pint is nearing ", "", "about 6..6 USD"),
        // A mention that was cut too short, or lacks the name beside it.
        ("Tk 71", "at ", ",000 apiece", "exact 71000..71000 BDT"),
        (
            "113,",
            "as much as ",
            "100 special drawing rights",
            "exact 113100..113100 XDR",
        ),
        (
            "€5",
            "",
            "-billion fund",
            "exact 5000000000..5000000000 EUR",
        ),
        (
            "64 million",
            "budgeted at ",
            " soles, will",
            "exact 64000000..64000000 PEN",
        ),
        ("60", "at ", " paise a head", "exact 0.6..0.6"),
        (
            "7.4 billion",
            "lost Rp ",
            " to it",
            "exact 7400000000..7400000000 IDR",
        ),
        ("500", "of the ", " won a prize", "exact 500..500"),
        ("€5", "", " Billy said", "exact 5..5 EUR"),
    ] {
        assert_eq!(read(text, before, after).as_deref(), Some(wanted), "{text}");
    }
    let killed = count(
        "30",
        Around {
            before: "the toll passed ",
            after: "",
        },
    );
    assert_eq!(
        killed.map(|reading| reading.value.to_string()).as_deref(),
        Some("more_than 30..")
    );
}

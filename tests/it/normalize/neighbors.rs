//! Sums that name no currency, read among those of their whole document.

use claimex::normalize::normalize;
use claimex::value::{Inferred, Value};
use claimex::{Arguments, Attributes, Document, Label, Mention, Sentence, Span};

/// The values of sums: `sentences` are each a sentence and the sums in it, parted by ` | `.
fn read(sentences: &[(&str, &str)]) -> Vec<Option<(String, bool)>> {
    read_of(None, sentences)
}

/// The same of a document published on a day such as `2004-05-06`.
fn read_of(published: Option<&str>, sentences: &[(&str, &str)]) -> Vec<Option<(String, bool)>> {
    let mut text = String::new();
    let (mut spans, mut mentions) = (Vec::new(), Vec::new());
    for (sentence, sums) in sentences {
        let start = text.len();
        text.push_str(sentence);
        for sum in sums.split(" | ") {
            let at = start + sentence.find(sum).expect("the sum stands in its sentence");
            mentions.push(Mention {
                span: Span::new(at, at + sum.len()),
                sentence: spans.len(),
                label: Label::Money,
                confidence: 1.0,
                attributes: Attributes::default(),
                arguments: Arguments::default(),
            });
        }
        spans.push(Sentence {
            span: Span::new(start, text.len()),
            paragraph: 0,
        });
        text.push(' ');
    }
    let document = Document::new("fund", text, published.and_then(|day| day.parse().ok()));
    normalize(&document, &spans, &mentions)
        .into_iter()
        .map(|valued| {
            let reading = valued.reading?;
            let inferred = reading.inferred.contains(&Inferred::Currency);
            match reading.value {
                Value::Money(money) => Some((money.to_string(), inferred)),
                _ => None,
            }
        })
        .collect()
}

/// The value of the sum at `at` among those that [`read`] found.
fn value(found: &[Option<(String, bool)>], at: usize) -> Option<&str> {
    found[at].as_ref().map(|(value, _)| value.as_str())
}

#[test]
fn a_bare_sum_takes_the_currency_of_those_around_it() {
    let found = read(&[
        (
            "The fund holds 700 Norwegian kroner.",
            "700 Norwegian kroner",
        ),
        ("It fell by 30 Norwegian kroner.", "30 Norwegian kroner"),
        ("A street was bought for £452m.", "£452m"),
        ("Withdrawals may come to 80 billion.", "80 billion"),
        (
            "The yard was paid 9 Norwegian kroner.",
            "9 Norwegian kroner",
        ),
        ("It wants billions.", "billions"),
    ]);
    let sum = "exact 80000000000..80000000000 NOK".to_owned();
    assert_eq!(found[3], Some((sum, true)));
    assert_eq!(found[5], Some(("vague 2000000000..".to_owned(), false)));
}

#[test]
fn a_conversion_in_brackets_is_no_neighbor() {
    let found = read(&[
        ("It cost some (US$5m) in all.", "US$5m"),
        ("They asked for half a million.", "half a million"),
    ]);
    assert_eq!(found[1], Some(("exact 500000..500000".to_owned(), false)));
}

#[test]
fn a_currency_and_its_coins_are_one_sum() {
    for (sentence, sums, wanted) in [
        (
            "It cost €13 and 45 cents.",
            "€13 | 45 cents",
            [Some("exact 13.45..13.45 EUR"), None],
        ),
        (
            "It cost 20 ringgit 43 sen.",
            "20 ringgit | 43 sen",
            [Some("exact 20.43..20.43 MYR"), None],
        ),
        (
            "It cost 15 euros and 50.",
            "15 euros and | 50",
            [Some("exact 15.5..15.5 EUR"), None],
        ),
        (
            "It cost €13 or 45 cents.",
            "€13 | 45 cents",
            [Some("exact 13..13 EUR"), Some("exact 0.45..0.45 EUR")],
        ),
        (
            "It cost €13 and £45.",
            "€13 | £45",
            [Some("exact 13..13 EUR"), Some("exact 45..45 GBP")],
        ),
    ] {
        let found = read(&[(sentence, sums)]);
        let found: Vec<Option<&str>> = (0..found.len()).map(|at| value(&found, at)).collect();
        assert_eq!(found, wanted, "{sentence}");
    }
}

#[test]
fn a_bare_number_counts_in_what_the_sum_before_it_counts_in() {
    for (sentence, sums, wanted) in [
        (
            "They asked for $38 million and got forty.",
            "$38 million | forty",
            "exact 40000000..40000000 USD",
        ),
        (
            "Of €15bn some 9.5 is for roads.",
            "€15bn | 9.5",
            "exact 9500000000..9500000000 EUR",
        ),
        (
            "A litre costs 34 cents, up from 31.",
            "34 cents | 31",
            "exact 0.31..0.31 USD",
        ),
        (
            "The state lent 20bn francs and capped rice at 275 a kilo.",
            "20bn francs | 275",
            "exact 275..275",
        ),
        (
            "It paid $2 million, and $30 at the gate, then 40.",
            "$30 | 40",
            "exact 40..40 USD",
        ),
        (
            "It sold for $1.2 million; bidding had started at 500.",
            "$1.2 million | 500",
            "exact 500..500 USD",
        ),
        (
            "Of the €900 million each family gets 150.",
            "€900 million | 150",
            "exact 150..150 EUR",
        ),
        (
            "Worth $3 trillion, it closed at 187.15.",
            "$3 trillion | 187.15",
            "exact 187.15..187.15 USD",
        ),
        (
            "Tickets cost £2 million in all, or 25 apiece.",
            "£2 million | 25",
            "exact 25..25 GBP",
        ),
        (
            "They paid $2 million for 1,500 in all.",
            "$2 million | 1,500",
            "exact 1500..1500 USD",
        ),
    ] {
        let found = read(&[(sentence, sums)]);
        assert_eq!(value(&found, 1), Some(wanted), "{sentence}");
    }
}

#[test]
fn a_bare_number_takes_nothing_from_another_sentence() {
    let found = read(&[
        ("The city has a $3 billion fund.", "$3 billion"),
        ("A seat goes for 20.", "20"),
    ]);
    assert_eq!(value(&found, 1), Some("exact 20..20 USD"));
}

#[test]
fn a_name_means_the_currency_of_its_time() {
    for (published, wanted) in [
        ("2004-12-31", "exact 5..5 TRL"),
        ("2005-01-02", "exact 5..5 TRY"),
    ] {
        let found = read_of(
            Some(published),
            &[("A tea in Ankara costs 5 Turkish lira.", "5 Turkish lira")],
        );
        assert_eq!(value(&found, 0), Some(wanted));
    }
    for (published, wanted) in [
        ("2007-03-01", "VEB"),
        ("2012-03-01", "VEF"),
        ("2020-03-01", "VES"),
    ] {
        let found = read_of(Some(published), &[("It costs 5 bolivars.", "5 bolivars")]);
        assert_eq!(
            value(&found, 0),
            Some(format!("exact 5..5 {wanted}").as_str())
        );
    }
}

#[test]
fn a_verb_of_passing_bounds_unless_it_is_denied_or_a_law_is_passed() {
    for (sentence, sum, wanted) in [
        ("Losses exceed $5bn.", "$5bn", "more_than 5000000000.. USD"),
        (
            "Losses will not exceed $5bn.",
            "$5bn",
            "at_most ..5000000000 USD",
        ),
        (
            "The Senate passes $5bn for schools.",
            "$5bn",
            "exact 5000000000..5000000000 USD",
        ),
    ] {
        let found = read(&[(sentence, sum)]);
        assert_eq!(value(&found, 0), Some(wanted), "{sentence}");
    }
}

//! Sums that name no currency, read among those of their whole document.

use claimex::normalize::normalize;
use claimex::value::{Inferred, Value};
use claimex::{Arguments, Attributes, Document, Label, Mention, Sentence, Span};

/// The values of sums: `sentences` are each a sentence and the sums in it, parted by ` | `.
fn read(sentences: &[(&str, &str)]) -> Vec<Option<(String, bool)>> {
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
    let document = Document::new("fund", text, None);
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
        let found: Vec<Option<&str>> = found
            .iter()
            .map(|value| value.as_ref().map(|(value, _)| value.as_str()))
            .collect();
        assert_eq!(found, wanted, "{sentence}");
    }
}

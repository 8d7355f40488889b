//! The case file of dates: a line `published DATE` or `published unknown`, then blocks of a value, flush left,
//! and its wordings, indented by two. A wording may stand in a text behind ` :: `, in which every date mention
//! is in square brackets; the value is that of the last.

use claimex::normalize::{DateMention, dates};
use claimex::{Sentence, Span};
use jiff::civil::Date;

const FILE: &str = include_str!("../../golden/normalize/date.txt");

/// The values of the bracketed mentions of `marked`, read on `published`.
fn read(marked: &str, published: Option<Date>) -> Vec<Option<String>> {
    let (mut text, mut mentions, mut open) = (String::new(), Vec::new(), None);
    for character in marked.chars() {
        match character {
            '[' => open = Some(text.len()),
            ']' => mentions.push(DateMention {
                span: Span::new(open.take().expect("a bracket that was opened"), text.len()),
                sentence: 0,
                outlook: None,
            }),
            _ => text.push(character),
        }
    }
    let sentence = Sentence {
        span: Span::new(0, text.len()),
        paragraph: 0,
    };
    dates(&text, published, &[sentence], &mentions)
        .into_iter()
        .map(|reading| reading.map(|reading| reading.value.to_string()))
        .collect()
}

#[test]
fn dates_are_read() {
    let mut published = None;
    let mut head: Option<&str> = None;
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (index, line) in FILE.lines().enumerate() {
        let at = format!("tests/golden/normalize/date.txt:{}", index + 1);
        if line.is_empty() {
            head = None;
        } else if line.starts_with('#') {
        } else if let Some(day) = line.strip_prefix("published ") {
            assert!(head.is_none(), "{at}: a publication date inside a block");
            published = (day != "unknown").then(|| {
                day.parse()
                    .unwrap_or_else(|error| panic!("{at}: `{day}`: {error}"))
            });
        } else if let Some(wording) = line.strip_prefix("  ") {
            let value = head.unwrap_or_else(|| panic!("{at}: a wording without a value"));
            let wanted = (value != "none").then_some(value);
            let marked = match wording.split_once(" :: ") {
                Some((mention, text)) => {
                    let marked = format!("[{mention}]");
                    assert!(
                        text.contains(&marked),
                        "{at}: `{marked}` is not in the text"
                    );
                    text.to_owned()
                }
                None => format!("[{wording}]"),
            };
            let found = read(&marked, published).pop().expect("a mention");
            if found.as_deref() != wanted {
                wrong.push(format!("{at}: `{wording}` is {found:?}, wanted {wanted:?}"));
            }
            count += 1;
        } else {
            assert!(head.is_none(), "{at}: a value inside a block");
            head = Some(line);
        }
    }
    assert!(count > 0, "no cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Half of an expression that the tagger parted says nothing alone.
#[test]
fn a_length_before_the_day_that_it_counts_from_is_none() {
    assert_eq!(
        read("They met [two days before] [May 3, 2025].", None),
        [None, Some("DATE 2025-05-03".to_owned())]
    );
}

//! Any text as dates: two bytes of the day of publication, then the text, each line of which is one mention
//! → no crash, and a value only where there is one.

#![no_main]

use claimex::normalize::{DateMention, dates};
use claimex::{Sentence, Span};
use jiff::ToSpan;
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, &str)| {
    let (days, text) = input;
    // One day in sixteen is unknown; the others lie from 1990 on.
    let published = (days % 16 != 0)
        .then(|| date(1990, 1, 1).checked_add(i64::from(days).days()).ok())
        .flatten();
    let sentence = Sentence {
        span: Span::new(0, text.len()),
        paragraph: 0,
    };
    let mentions: Vec<DateMention> = text
        .split('\n')
        .scan(0, |start, line| {
            let span = Span::new(*start, *start + line.len());
            *start = span.end + 1;
            Some(span)
        })
        .map(|span| DateMention {
            span,
            sentence: 0,
            outlook: None,
        })
        .collect();
    let readings = dates(text, published, &[sentence], &mentions);
    assert_eq!(readings.len(), mentions.len());
    for reading in readings.into_iter().flatten() {
        assert!(!reading.value.timex.is_empty(), "{text:?}");
        assert!(reading.value.timex.is_ascii(), "{text:?}");
    }
});

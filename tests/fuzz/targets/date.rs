//! Any text as dates: two bytes of the day of publication, then the text, each line of which is one mention
//! → no crash, TIMEX3 values, and plain calendar values that read back as themselves.

#![no_main]

use claimex::normalize::{DateMention, dates};
use claimex::value::When;
use claimex::{Outlook, Sentence, Span};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;

#[path = "../../it/normalize/timex.rs"]
mod timex;

fuzz_target!(|input: (u16, &str)| {
    let (days, text) = input;
    // One day in sixteen is unknown; the others lie from 1990 on.
    let published = (days % 16 != 0)
        .then(|| date(1990, 1, 1).checked_add(i64::from(days).days()).ok())
        .flatten();
    let outlook = [None, Some(Outlook::Past), Some(Outlook::Future)][usize::from(days % 3)];
    let values = read(text, published, outlook);
    assert_eq!(values.len(), text.split('\n').count());
    for when in values.into_iter().flatten() {
        assert!(timex::is_timex(&when), "{text:?}: {when}");
        if timex::is_plain(&when) {
            let again = read(&when.timex, published, outlook);
            assert_eq!(again, [Some(when)], "{text:?}");
        }
    }
});

/// The values of the lines of `text`, all of one sentence.
fn read(text: &str, published: Option<Date>, outlook: Option<Outlook>) -> Vec<Option<When>> {
    let sentence = Sentence {
        span: Span::new(0, text.len()),
        paragraph: 0,
    };
    let mut start = 0;
    let mentions: Vec<DateMention> = text
        .split('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len());
            start = span.end + 1;
            DateMention {
                span,
                sentence: 0,
                outlook,
            }
        })
        .collect();
    dates(text, published, &[sentence], &mentions)
        .into_iter()
        .map(|reading| reading.map(|reading| reading.value))
        .collect()
}

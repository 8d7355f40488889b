//! The words before a mention → what they make of it: `a year` a rate in `$13 million a year`, `7.30` a time
//! in `at 7.30`.

use crate::normalize::token::{is_any, last_word};
use crate::span::Span;

/// How many words back a number may stand: `10,000 tonnes of tuna a year`.
const REACH: usize = 5;

/// Whether the mention at `span` begins with an article and follows what was counted.
pub(super) fn is_rate(text: &str, span: Span) -> bool {
    let words = span.slice(text);
    let has_article = words
        .get(..2)
        .is_some_and(|start| start.eq_ignore_ascii_case("a "))
        || words
            .get(..3)
            .is_some_and(|start| start.eq_ignore_ascii_case("an "));
    if !has_article {
        return false;
    }
    let before = text.get(..span.start).unwrap_or_default();
    let before = before.trim_end_matches([' ', '\u{a0}']);
    // A comma or a full stop parts the two.
    if !before.ends_with(|last: char| last.is_alphanumeric() || "%)”".contains(last)) {
        return false;
    }
    let mut words = before.split_whitespace().rev().take(REACH);
    let Some(last) = words.next() else {
        return false;
    };
    if is_any(last, NO_RATE) {
        return false;
    }
    is_count(last)
        || words
            .take_while(|word| !word.ends_with([',', '.', ';', ':']) && !is_any(word, NO_RATE))
            .any(is_count)
}

/// Whether a preposition of time stands before the mention at `span`, or begins it.
pub(super) fn is_timed(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let last = last_word(before);
    let first = span
        .slice(text)
        .split_whitespace()
        .next()
        .unwrap_or_default();
    is_any(last, TIMED)
        || is_any(first, TIMED)
        || is_stamp(text, span)
        || is_service(last, span, text)
}

/// Whether a preposition stands before the mention at `span` behind which a number alone is the hour: `until six`.
pub(super) fn is_of_the_clock(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    is_any(last_word(before), OF_THE_CLOCK)
}

/// Whether the mention is the time that an entry of a live report begins with: `09.40 — The Commons sits`,
/// `[09.40] The Commons sits`, `09.40: The Commons sits` behind another sentence, and, with two digits of the hour,
/// `09.40 The Commons sits` on a line of its own.
fn is_stamp(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let bracketed = before.ends_with('[');
    let before = before.trim_end_matches(['[', ' ']);
    let after = text.get(span.end..).unwrap_or_default();
    let after = after.trim_start_matches(' ');
    let parted = after.starts_with(['—', '–', '-', ':', '|']);
    let begins = after.starts_with(char::is_uppercase) && span.slice(text).find('.') == Some(2);
    let opens_line = before.is_empty() || before.ends_with('\n');
    let opens_sentence = before.ends_with(['.', '!', '?', '"', '\u{201d}']);
    (opens_line && (bracketed || parted || begins)) || (opens_sentence && after.starts_with(':'))
}

/// Whether the mention names a train by its hour and minutes, two digits each: `the 16.42 to York`.
fn is_service(last: &str, span: Span, text: &str) -> bool {
    let words = span.slice(text).as_bytes();
    let [hour @ .., b'.', minute_tens, minute] = words else {
        return false;
    };
    last.eq_ignore_ascii_case("the")
        && hour.len() == 2
        && hour
            .iter()
            .chain([minute_tens, minute])
            .all(u8::is_ascii_digit)
}

/// Before a time of day.
const TIMED: &[&str] = &[
    "at", "by", "until", "till", "from", "before", "after", "around", "about", "since",
];

/// Before the hour.
const OF_THE_CLOCK: &[&str] = &["at", "by", "until", "till"];

/// Whether the word is a number in digits or words.
fn is_count(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
        || is_any(word.trim_start_matches(['“', '"']), COUNTS)
}

/// Before a length of time, not a rate.
const NO_RATE: &[&str] = &[
    "for", "in", "within", "after", "of", "than", "about", "nearly", "almost", "over", "until",
    "to", "at", "by", "on", "and", "or", "is", "was", "as", "lasted", "spent", "took", "just",
    "from", "during", "came", "comes",
];

/// Words that count.
const COUNTS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    "twenty",
    "fifty",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "crore",
    "lakh",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "once",
    "twice",
    "times",
];

#[cfg(test)]
mod tests {
    use super::is_timed;
    use crate::span::Span;

    #[test]
    fn entries_of_a_live_report_begin_with_a_time() {
        let timed = |text: &str| {
            let start = text.find("09.40").expect("the stamp");
            is_timed(text, Span::new(start, start + 5))
        };
        assert!(timed("Budget day\n09.40 — The Commons sits"));
        assert!(timed("[09.40] The Commons sits"));
        assert!(timed("The Commons sits at 09.40"));
        assert!(!timed("It rose to 09.40 points"));
        assert!(!timed("Inflation [09.40 per cent]"));
    }
}

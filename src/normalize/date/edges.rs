//! The ends of a stretch of words: where its words begin and end, and whether the last or the first of them, or what stands
//! before it, shows that it was cut in the wrong place. It moves nothing.

use crate::normalize::token::is_any;
use crate::span::Span;

/// Words that a stretch of time neither begins nor ends with: they join it to others.
const JOINING: &[&str] = &[
    "a", "an", "and", "at", "between", "by", "during", "for", "from", "in", "of", "on", "or",
    "since", "the", "through", "till", "to", "until", "with",
];

/// Words behind a week that name its first or last day next.
const OPENING: &[&str] = &["beginning", "commencing", "ending", "starting"];

/// Words right before a mention that belong to it: `each Monday`, and `the day after tomorrow`.
const LEADING_WORDS: &[&str] = &["each", "every"];

/// The stretches without white space in `span`.
pub(super) fn words(text: &str, span: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, char) in span.slice(text).char_indices() {
        match (start, char.is_whitespace()) {
            (None, false) => start = Some(span.start + at),
            (Some(first), true) => {
                words.push(Span::new(first, span.start + at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|first| Span::new(first, span.end)));
    words
}

/// `span` without the marks at its end that are no part of a time: all but the dot of `p.m.`
pub(super) fn without_marks(text: &str, span: Span) -> Span {
    let words = span.slice(text);
    let bare = words.trim_end_matches(|char: char| !char.is_alphanumeric());
    let last = bare.rsplit(char::is_whitespace).next().unwrap_or_default();
    let dotted = last.contains('.') && words[bare.len()..].starts_with('.');
    Span::new(span.start, span.start + bare.len() + usize::from(dotted))
}

/// Whether the last word joins the others to what follows.
pub(super) fn dangles(words: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next();
    last.is_some_and(|last| is_any(last, JOINING) || is_any(last, OPENING))
}

/// Whether what stands before `span` belongs to it.
pub(super) fn is_led(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let (mut before, mention) = (before.split_whitespace().rev(), span.slice(text));
    let first = mention.split_whitespace().next().unwrap_or_default();
    match before.next() {
        Some(last) if is_any(last, LEADING_WORDS) => true,
        Some(last) if is_any(last, &["after", "before"]) => {
            is_any(first, &["tomorrow", "yesterday"])
                && before.next().is_some_and(|word| is_any(word, &["day"]))
        }
        _ => false,
    }
}

/// Whether the first word joins the others to what stands before them.
pub(super) fn begins_joining(words: &str) -> bool {
    let first = words.split(char::is_whitespace).next().unwrap_or_default();
    is_any(first, JOINING) && !is_any(first, &["a", "an", "the"])
}

/// Whether `next` is a year that stands right behind the words of `span`, which hold no number: `Earth Day` and `2010`.
pub(super) fn is_year_behind(text: &str, span: Span, next: Span) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit();
    let year = next.slice(text);
    next.start == span.end + 1
        && text.as_bytes().get(span.end) == Some(&b' ')
        && year.len() == 4
        && year.bytes().all(digit)
        && !span.slice(text).bytes().any(digit)
}

//! The words around a date mention → whether its time lies before or after publication. A handful of cue
//! words, nearest first; the tagger, where it speaks, knows better.

use crate::document::Sentence;
use crate::mention::Outlook;
use crate::normalize::token::is_any;
use crate::span::Span;

/// Whether the sentence looks ahead or back at `span`: the nearest cue before it decides, else the nearest
/// after; `None` where there is none.
pub(super) fn outlook(text: &str, sentence: Option<&Sentence>, span: Span) -> Option<Outlook> {
    let bounds = sentence.map_or(span, |sentence| sentence.span);
    let before = text.get(bounds.start..span.start).unwrap_or_default();
    let after = text.get(span.end..bounds.end).unwrap_or_default();
    behind(before).or_else(|| ahead(after))
}

/// The words of `text`, from its end.
fn words_back(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit(is_gap).filter(|word| !word.is_empty())
}

fn is_gap(char: char) -> bool {
    !char.is_alphanumeric() && char != '’' && char != '\''
}

/// The cue nearest before the mention.
fn behind(before: &str) -> Option<Outlook> {
    let mut words = words_back(before).peekable();
    let mut place = 0;
    let mut after = "";
    while let Some(word) = words.next() {
        let earlier = words.peek().copied().unwrap_or_default();
        place += 1;
        let contracted = word.ends_with("'ll") || word.ends_with("’ll");
        if contracted
            || place <= 2 && is_any(word, LIMITS)
            || is_any(word, FUTURE)
            || is_any(word, PLANS)
        {
            return Some(Outlook::Future);
        }
        // `set to meet`, `set for Monday`.
        if is_any(word, &["set"]) && is_any(after, &["to", "for"]) {
            return Some(Outlook::Future);
        }
        // `is to visit`, `plans to open`, `to be held`.
        if is_any(word, &["to"]) && (is_any(earlier, BEFORE_INFINITIVE) || is_any(after, &["be"])) {
            return Some(Outlook::Future);
        }
        let passive = is_any(earlier, &["be"]);
        if !passive && (is_any(word, PAST) || is_past_participle(word)) {
            return Some(Outlook::Past);
        }
        after = word;
    }
    None
}

/// The cue nearest after the mention.
fn ahead(after: &str) -> Option<Outlook> {
    after
        .split(is_gap)
        .filter(|word| !word.is_empty())
        .find_map(|word| {
            if is_any(word, &["will", "shall", "deadline"]) {
                Some(Outlook::Future)
            } else if is_any(word, PAST) || is_past_participle(word) {
                Some(Outlook::Past)
            } else {
                None
            }
        })
}

/// Directly before a date: it is one to come.
const LIMITS: &[&str] = &[
    "until",
    "till",
    "through",
    "effective",
    "starting",
    "beginning",
];

/// Words that look ahead.
const FUTURE: &[&str] = &[
    "will",
    "shall",
    "won't",
    "won’t",
    "would",
    "upcoming",
    "forthcoming",
    "likely",
    "may",
    "might",
    "can",
    "could",
    "should",
    "must",
    "hopes",
    "aims",
    "intends",
    "expects",
    "predicts",
    "forecast",
    "forecasts",
    "possible",
];

/// Participles and verbs of planning, some of which end like the past.
const PLANS: &[&str] = &[
    "due",
    "scheduled",
    "expected",
    "planned",
    "plans",
    "slated",
    "supposed",
    "predicted",
    "projected",
    "begin",
    "begins",
    "start",
    "starts",
    "takes",
    "goes",
    "expires",
    "ends",
    "runs",
    "opens",
    "meets",
    "falls",
    "faces",
];

/// Words before `to` and a verb that make it a plan.
const BEFORE_INFINITIVE: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "set",
    "due",
    "plan",
    "plans",
    "planned",
    "scheduled",
    "hope",
    "hopes",
    "expected",
    "wants",
    "agreed",
    "vowed",
    "pledged",
    "continue",
];

/// Words that look back.
const PAST: &[&str] = &[
    "said",
    "told",
    "was",
    "were",
    "had",
    "did",
    "went",
    "came",
    "took",
    "made",
    "began",
    "held",
    "shot",
    "hit",
    "struck",
    "broke",
    "left",
    "met",
    "won",
    "lost",
    "fell",
    "rose",
    "sent",
    "gave",
    "found",
    "saw",
    "led",
    "became",
    "has",
    "have",
    "been",
    "since",
    "after",
    "ago",
    "says",
    "last",
    "following",
    "according",
    "ran",
    "put",
];

/// Whether the word ends like a past tense and is no name.
fn is_past_participle(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 3
        && bytes.is_ascii()
        && bytes[0].is_ascii_lowercase()
        && bytes[bytes.len() - 2..].eq_ignore_ascii_case(b"ed")
}

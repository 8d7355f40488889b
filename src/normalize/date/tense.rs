//! The words around a date mention → whether its time lies before or after publication. A handful of cue
//! words, nearest first; the tagger, where it speaks, knows better.

use crate::document::Sentence;
use crate::mention::Outlook;
use crate::span::Span;

/// Whether the sentence looks ahead at `span`: the nearest cue before it decides, else the nearest after.
pub(super) fn outlook(text: &str, sentence: Option<&Sentence>, span: Span) -> Outlook {
    let bounds = sentence.map_or(span, |sentence| sentence.span);
    let before = text.get(bounds.start..span.start).unwrap_or_default();
    let after = text.get(span.end..bounds.end).unwrap_or_default();
    behind(before).or_else(|| ahead(after)).unwrap_or(Outlook::Past)
}

/// The cue nearest before the mention.
fn behind(before: &str) -> Option<Outlook> {
    let mut words = before.rsplit(|char: char| !char.is_alphanumeric() && char != '’' && char != '\'')
        .filter(|word| !word.is_empty())
        .peekable();
    let mut near = 0;
    while let Some(word) = words.next() {
        let next = words.peek().copied().unwrap_or_default();
        near += 1;
        if near <= 2 && is_any(word, LIMITS) {
            return Some(Outlook::Future);
        }
        if is_any(word, FUTURE) {
            return Some(Outlook::Future);
        }
        // `to open on Monday`, `is to be held on`: the infinitive after a plan.
        if is_any(word, PLANS) {
            return Some(Outlook::Future);
        }
        let passive = is_any(next, &["be"]);
        if !passive && (is_any(word, PAST) || is_past_participle(word)) {
            return Some(Outlook::Past);
        }
    }
    None
}

/// The cue nearest after the mention.
fn ahead(after: &str) -> Option<Outlook> {
    after
        .split(|char: char| !char.is_alphanumeric() && char != '’' && char != '\'')
        .filter(|word| !word.is_empty())
        .find_map(|word| {
            if is_any(word, FUTURE) {
                Some(Outlook::Future)
            } else if is_any(word, PAST) || is_past_participle(word) {
                Some(Outlook::Past)
            } else {
                None
            }
        })
}

/// Directly before a date: it is one to come.
const LIMITS: &[&str] = &["until", "till", "by", "effective", "starting", "beginning"];

/// Words that look ahead.
const FUTURE: &[&str] = &[
    "will", "shall", "won't", "won’t", "would", "upcoming", "forthcoming", "deadline", "forecast", "likely", "may",
    "might", "can", "could", "should", "must", "hopes", "aims", "intends", "next",
];

/// Participles and verbs of planning, which end like the past.
const PLANS: &[&str] = &[
    "due", "scheduled", "expected", "planned", "plans", "slated", "supposed", "set", "predicted", "projected",
    "begin", "begins", "start", "starts", "take", "takes", "goes", "expires", "ends", "end", "runs", "opens",
    "meets", "meet", "falls", "arrive", "return", "resume", "vote", "face", "faces",
];

/// Words that look back.
const PAST: &[&str] = &[
    "said", "told", "was", "were", "had", "did", "went", "came", "took", "made", "began", "held", "shot", "hit",
    "struck", "broke", "left", "met", "won", "lost", "fell", "rose", "sent", "gave", "found", "saw", "led", "became",
    "has", "have", "been", "since", "after", "ago", "says", "last",
];

/// Whether the word ends like a past tense.
fn is_past_participle(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 3 && bytes.is_ascii() && bytes[bytes.len() - 2..].eq_ignore_ascii_case(b"ed")
}

fn is_any(word: &str, list: &[&str]) -> bool {
    list.iter().any(|listed| word.eq_ignore_ascii_case(listed))
}

//! Words that bound a number (`more than`, `or so`) → their qualifier. The table is
//! `seeds/comparators.tsv`; what a bound does to a number is `quantity`'s business.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::number::lowercase;
use super::token::{Kind, Token, is_any, last_word, tokens};
use crate::value::Qualifier;

/// The table's text.
const SEED: &str = include_str!("../../seeds/comparators.tsv");

/// Longer than any first word of the table, in bytes.
const LONGEST: usize = 16;

/// On which side of its number a bound stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::normalize) enum Side {
    /// In front: `at least 12`.
    Before,
    /// Behind: `12 or more`.
    After,
    /// In front of the mention, and no part of it: `could top $5bn`.
    Verb,
}

/// The words of one bound after its first, and what they make of a number.
struct Phrase {
    side: Side,
    rest: Vec<&'static str>,
    qualifier: Qualifier,
}

/// Every phrase by its first word; those with one first word from long to short.
static PHRASES: LazyLock<FxHashMap<&'static [u8], Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<_, Vec<Phrase>> = FxHashMap::default();
    for line in SEED.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (side, phrase, name) = (column(), column(), column());
        let mut words = phrase.split(' ');
        let qualifier = Qualifier::ALL
            .into_iter()
            .find(|known| known.name() == name);
        if let (Some(first), Some(qualifier)) = (words.next(), qualifier) {
            let same_start = phrases.entry(first.as_bytes()).or_default();
            same_start.push(Phrase {
                side: match side {
                    "after" => Side::After,
                    "verb" => Side::Verb,
                    _ => Side::Before,
                },
                rest: words.collect(),
                qualifier,
            });
            same_start.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
    }
    phrases
});

/// The longest bound for `side` that `tokens` begin with, and how many tokens it takes.
pub(in crate::normalize) fn bound(tokens: &[Token<'_>], side: Side) -> Option<(Qualifier, usize)> {
    let hyphen = match tokens {
        [dash, ..] if side == Side::After && dash.kind == Kind::Dash => 1,
        _ => 0,
    };
    let (first, rest) = tokens.get(hyphen..)?.split_first()?;
    let mut buffer = [0; LONGEST];
    let same_start = match lowercase(first.text, &mut buffer) {
        Some(word) => PHRASES.get(word)?,
        None => PHRASES.get(first.text.as_bytes())?,
    };
    same_start
        .iter()
        .filter(|phrase| phrase.side == side)
        .find(|phrase| {
            rest.len() >= phrase.rest.len()
                && rest
                    .iter()
                    .zip(&phrase.rest)
                    .all(|(token, word)| token.is_word(word) || token.is_mark(word))
        })
        .map(|phrase| (phrase.qualifier, hyphen + 1 + phrase.rest.len()))
}

/// Nouns and verbs of dispute, behind which `over` is no bound.
const DISPUTES: [&str; 24] = [
    "arrested",
    "battle",
    "clash",
    "clashed",
    "collapse",
    "collapsed",
    "detained",
    "dispute",
    "feud",
    "inquiry",
    "investigation",
    "jailed",
    "lawsuit",
    "petition",
    "probe",
    "quizzed",
    "resigned",
    "row",
    "scandal",
    "sacked",
    "standoff",
    "talks",
    "trial",
    "wrangle",
];

/// Whether `before`, the words in front of a mention, ends in a dispute: `talks` over £6m.
pub(in crate::normalize) fn is_disputed(before: &str) -> bool {
    is_any(last_word(before), &DISPUTES)
}

/// Words that turn a verb of passing a bound around: `will not exceed`.
const NEGATIONS: [&str; 13] = [
    "cannot", "failed", "fails", "hardly", "neither", "never", "no", "nor", "not", "rarely",
    "seldom", "unlikely", "without",
];

/// Words that may stand between the two: `not yet exceeded`, `not expected to pass`.
const BETWEEN: [&str; 12] = [
    "be", "been", "ever", "even", "expected", "have", "likely", "longer", "set", "supposed", "to",
    "yet",
];

/// Those who pass laws, not bounds: `Senate passes $7bn for schools`.
const LEGISLATORS: [&str; 8] = [
    "assembly",
    "congress",
    "deputies",
    "house",
    "lawmakers",
    "mps",
    "parliament",
    "senate",
];

/// The bound that a verb at the end of `before`, the words in front of a mention, puts on it.
pub(in crate::normalize) fn verb_bound(before: &str) -> Option<Qualifier> {
    let mut words = before.split_whitespace().rev();
    let verb = words.next()?;
    let (qualifier, _) = bound(&tokens(verb), Side::Verb)?;
    let subject = words.clone().next().unwrap_or_default();
    if verb.to_lowercase().starts_with("pass") && is_any(subject, &LEGISLATORS) {
        return None;
    }
    let denial = words
        .find(|word| !is_any(word, &BETWEEN))
        .unwrap_or_default();
    let denied =
        is_any(denial, &NEGATIONS) || denial.ends_with("n't") || denial.ends_with("n\u{2019}t");
    match qualifier {
        Qualifier::MoreThan if denied => Some(Qualifier::AtMost),
        qualifier => Some(qualifier),
    }
}

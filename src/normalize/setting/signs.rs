//! A text → the signs in it of one currency or another: codes and symbols that can mean nothing else,
//! places, bare dollar signs. It weighs nothing.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

use crate::normalize::currency::{Key, TABLE};

/// Signs that several countries use, each at home for its own currency.
pub(super) const BARE_SIGNS: [&str; 2] = ["$", "£"];

/// Places shorter than this, in bytes, do not count in capitals: they may be anything.
const LEAST_CAPITALS: usize = 5;

/// What speaks for a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::normalize) enum Kind {
    /// A country or nationality, or a main city.
    Place,
    /// A town, an institution or a word that the press of one country alone says much of.
    Town,
    /// A name that means nothing else: `AUD`, `Australian dollars`.
    Outright,
    /// A sign that means nothing else: `A$`, `₹`.
    Symbol,
    /// A `$` or `£` with nothing in front.
    Bare,
}

/// One sign of one currency.
#[derive(Debug, Clone, Copy)]
pub(in crate::normalize) struct Sign {
    /// The currency's row in the table.
    pub(in crate::normalize) row: usize,
    /// What speaks for it.
    pub(in crate::normalize) kind: Kind,
    /// Byte offset of the sign in the text.
    pub(in crate::normalize) start: usize,
}

/// What one pattern of the automaton stands for.
struct Pattern {
    text: Cow<'static, str>,
    meanings: Vec<(usize, Kind)>,
}

/// All patterns, and one automaton that finds them.
static PATTERNS: LazyLock<(Vec<Pattern>, Option<AhoCorasick>)> = LazyLock::new(|| {
    let places = TABLE
        .places
        .iter()
        .map(|&(text, row)| (text, row, Kind::Place));
    let towns = TABLE
        .towns
        .iter()
        .map(|&(text, row)| (text, row, Kind::Town));
    let explicit = TABLE.explicit.iter().map(|&(text, row)| {
        let sign = text.chars().any(|character| !character.is_alphabetic());
        let kind = if sign { Kind::Symbol } else { Kind::Outright };
        (text, row, kind)
    });
    let bare = BARE_SIGNS.iter().filter_map(|&sign| {
        let first = TABLE.units.get(sign.as_bytes())?.candidates.first()?;
        Some((sign, first.row, Kind::Bare))
    });
    // Datelines are set in capitals: `PESHAWAR: Six men were ...`.
    let named = places.chain(towns);
    let proper = |text: &str| text.starts_with(char::is_uppercase) && text.len() >= LEAST_CAPITALS;
    let capitals = named
        .clone()
        .filter(|(text, ..)| proper(text))
        .map(|(text, row, kind)| (Cow::Owned(text.to_uppercase()), row, kind));
    // Books and some papers print another apostrophe than typewriters.
    let printed = named
        .clone()
        .filter(|(text, ..)| text.contains('\''))
        .map(|(text, row, kind)| (Cow::Owned(text.replace('\'', "\u{2019}")), row, kind));
    let as_written = named.chain(explicit).chain(bare);
    let as_written = as_written.map(|(text, row, kind)| (Cow::Borrowed(text), row, kind));
    let mut patterns: Vec<Pattern> = Vec::new();
    let mut known: FxHashMap<Cow<'static, str>, usize> = FxHashMap::default();
    for (text, row, kind) in as_written.chain(capitals).chain(printed) {
        let at = *known.entry(text.clone()).or_insert(patterns.len());
        match patterns.get_mut(at) {
            Some(pattern) if pattern.meanings.contains(&(row, kind)) => {}
            Some(pattern) => pattern.meanings.push((row, kind)),
            None => patterns.push(Pattern {
                text,
                meanings: vec![(row, kind)],
            }),
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(patterns.iter().map(|pattern| pattern.text.as_bytes()));
    (patterns, automaton.ok())
});

/// Calls `see` with every sign in `text`, in the order of the text. Linear in its length.
pub(in crate::normalize) fn each_sign(text: &str, mut see: impl FnMut(Sign)) {
    let (patterns, Some(automaton)) = &*PATTERNS else {
        return;
    };
    for found in automaton.find_iter(text) {
        let (start, end) = (found.start(), found.end());
        let Some(pattern) = patterns.get(found.pattern().as_usize()) else {
            continue;
        };
        for &(row, kind) in &pattern.meanings {
            let stands = match kind {
                Kind::Bare => true,
                Kind::Outright | Kind::Symbol => marks_a_number(text, start, end),
                Kind::Place | Kind::Town => is_whole_word(text, start, end),
            };
            if !stands {
                continue;
            }
            see(Sign { row, kind, start });
            if matches!(kind, Kind::Place | Kind::Town)
                && names_money(text.get(end..).unwrap_or_default(), row)
            {
                see(Sign {
                    row,
                    kind: Kind::Outright,
                    start,
                });
            }
        }
    }
}

/// Whether the bytes `start..end` of `text` are no part of a longer word; a plural or possessive `s` may follow.
fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    let mut after = text.get(end..).unwrap_or_default().chars();
    let follower = after.next();
    let plural = follower == Some('s') && !is_letter(after.next());
    // In `US71.9c` the country is a part of the price.
    let glued = follower.is_some_and(|next| next.is_ascii_digit());
    !is_letter(before(text, start)) && !glued && (plural || !is_letter(follower))
}

/// Whether a symbol or code at `start..end` stands next to digits, or ends in a sign of its own.
fn marks_a_number(text: &str, start: usize, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let behind = rest
        .strip_prefix([' ', '\u{a0}'])
        .unwrap_or(rest)
        .chars()
        .next();
    let digit = |neighbor: Option<char>| neighbor.is_some_and(|neighbor| neighbor.is_ascii_digit());
    let own_sign = text
        .get(start..end)
        .is_some_and(|symbol| !symbol.ends_with(char::is_alphabetic));
    let code = end - start == 3 && !is_letter(rest.chars().next());
    !is_letter(before(text, start)) && (own_sign || code || digit(behind))
}

/// Whether `rest`, which follows a nationality, goes on with a name of the currency of `row`.
fn names_money(rest: &str, row: usize) -> bool {
    let word = rest.strip_prefix([' ', '-']).unwrap_or_default();
    let end = word.find(|character: char| !character.is_alphabetic());
    let key = Key::of(word.get(..end.unwrap_or(word.len())).unwrap_or_default());
    TABLE
        .units
        .get(key.as_bytes())
        .is_some_and(|unit| unit.candidates.iter().any(|known| known.row == row))
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

fn is_letter(neighbor: Option<char>) -> bool {
    neighbor.is_some_and(char::is_alphabetic)
}

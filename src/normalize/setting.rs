//! A document's text → what it says as a whole: which currencies its codes, places and nationalities
//! speak for, and how its numbers are grouped. It reads no mention.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::currency::{Key, TABLE};
use super::number::Grouping;

/// How many place names one explicit code or symbol outweighs.
const EXPLICIT_WEIGHT: u32 = 4;

/// A place in the title or the lead, up to here in bytes, says more of where the article is at home.
const LEAD_BYTES: usize = 400;

/// How many later places one in the lead outweighs.
const LEAD_WEIGHT: u32 = 2;

/// What a document as a whole says about its money and its numbers.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// By row of the currency table: how often its places and nationalities are named.
    places: Vec<u32>,
    /// By row: how often it is named so that nothing else can be meant (`A$`, `AUD`, `Australian dollars`).
    explicit: Vec<u32>,
    /// How its numbers part thousands.
    pub(in crate::normalize) grouping: Grouping,
}

/// What a pattern of the scanner stands for: a row, named outright or by a place.
struct Sign {
    row: usize,
    outright: bool,
}

/// All places, codes and symbols of the table in one automaton, with what each pattern stands for.
static SCANNER: LazyLock<(Option<AhoCorasick>, Vec<Vec<Sign>>)> = LazyLock::new(|| {
    let mut patterns: Vec<&str> = Vec::new();
    let mut signs: Vec<Vec<Sign>> = Vec::new();
    let places = TABLE.places.iter().map(|&(place, row)| (place, row, false));
    let explicit = TABLE
        .explicit
        .iter()
        .map(|(text, row)| (text.as_str(), *row, true));
    for (text, row, outright) in places.chain(explicit) {
        let sign = Sign { row, outright };
        match patterns.iter().position(|known| *known == text) {
            Some(known) => signs[known].push(sign),
            None => {
                patterns.push(text);
                signs.push(vec![sign]);
            }
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&patterns);
    (automaton.ok(), signs)
});

impl Setting {
    /// What `text`, a whole document, says. Linear in its length.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let rows = TABLE.rows.len();
        let mut setting = Self {
            places: vec![0; rows],
            explicit: vec![0; rows],
            grouping: grouping(text),
        };
        let (Some(automaton), signs) = &*SCANNER else {
            return setting;
        };
        for found in automaton.find_iter(text) {
            if !stands_alone(text, found.start(), found.end()) {
                continue;
            }
            for sign in &signs[found.pattern()] {
                if sign.outright || names_money(&text[found.end()..], sign.row) {
                    setting.explicit[sign.row] += 1;
                }
                if !sign.outright {
                    let lead = found.start() < LEAD_BYTES;
                    setting.places[sign.row] += if lead { LEAD_WEIGHT } else { 1 };
                }
            }
        }
        setting
    }

    /// How much the document speaks for the currency of `row`.
    pub(in crate::normalize) fn evidence(&self, row: usize) -> u32 {
        self.placed(row) + EXPLICIT_WEIGHT * self.explicit(row)
    }

    /// How much its places and nationalities do.
    pub(in crate::normalize) fn placed(&self, row: usize) -> u32 {
        self.places.get(row).copied().unwrap_or(0)
    }

    /// How often it names the currency of `row` outright.
    pub(in crate::normalize) fn explicit(&self, row: usize) -> u32 {
        self.explicit.get(row).copied().unwrap_or(0)
    }
}

/// Whether the bytes `start..end` of `text` are no part of a longer word; a plural or possessive `s` may follow.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let inside = |neighbor: Option<char>| neighbor.is_some_and(char::is_alphabetic);
    let symbol = text[start..end].ends_with(|last: char| !last.is_alphabetic());
    let follower = after.next();
    let plural = follower == Some('s') && !inside(after.next());
    !inside(before) && (symbol || plural || !inside(follower))
}

/// Whether `rest`, which follows a nationality, goes on with a name of the currency of `row`.
fn names_money(rest: &str, row: usize) -> bool {
    let word = rest.strip_prefix([' ', '-']).unwrap_or_default();
    let end = word.find(|character: char| !character.is_alphabetic());
    let key = Key::of(&word[..end.unwrap_or(word.len()).min(word.len())]);
    TABLE
        .units
        .get(key.as_str())
        .is_some_and(|unit| unit.candidates.iter().any(|known| known.row == row))
}

/// `1.034,50` and `1.034.567` are continental; a document that has neither, or also `1,034.50`, is English.
fn grouping(text: &str) -> Grouping {
    let (mut english, mut continental) = (0_u32, 0_u32);
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let digits = |from: usize| {
            bytes
                .get(from..)
                .unwrap_or_default()
                .iter()
                .take(4)
                .take_while(|byte| byte.is_ascii_digit())
                .count()
        };
        let separator = matches!(byte, b'.' | b',')
            && at
                .checked_sub(1)
                .is_some_and(|before| bytes[before].is_ascii_digit());
        if !separator || digits(at + 1) != 3 {
            continue;
        }
        let next = bytes.get(at + 4).copied();
        let goes_on = matches!(next, Some(b'.' | b',')) && digits(at + 5) > 0;
        match (byte, next) {
            (b'.', Some(b'.')) if goes_on && digits(at + 5) == 3 => continental += 1,
            (b'.', Some(b',')) if goes_on => continental += 1,
            (b',', _) => english += 1,
            _ => {}
        }
    }
    if continental > english {
        Grouping::Continental
    } else {
        Grouping::English
    }
}

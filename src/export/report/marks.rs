//! A claim and its sentence → where in the sentence its own words and its arguments stand, counted as scripts count:
//! in UTF-16 code units.

use serde::Serialize;

use crate::claim::{Claim, Quote};

/// A marked stretch of a sentence: start and end in UTF-16 code units, end exclusive, and `claim` or the argument's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Mark(usize, usize, &'static str);

/// The marks of the claim's sentence, in their order, none crossing another; the claim's own goes before all.
///
/// The claim's words may stand in the sentence more than once. Its offsets and its arguments' then tell which is meant: the
/// place from which most arguments lie where their offsets say.
pub(super) fn marks(claim: &Claim) -> Vec<Mark> {
    let sentence: Vec<char> = claim.sentence.chars().collect();
    let own = one_line(&claim.quote.text);
    let arguments: Vec<(&'static str, &Quote)> = claim
        .arguments
        .by_role()
        .filter_map(|(role, quote)| Some((role, quote?)))
        .collect();
    let confirmed = |&at: &usize| {
        let lies_there = |quote: &Quote| {
            displaced(at, claim, quote)
                .is_some_and(|at| stands_at(&sentence, &one_line(&quote.text), at))
        };
        arguments
            .iter()
            .filter(|(_, quote)| lies_there(quote))
            .count()
    };
    // The first of the best: `max_by_key` alone would take the last.
    let Some(at) = places(&sentence, &own).rev().max_by_key(confirmed) else {
        return Vec::new();
    };
    let mut stretches = vec![(at, at + own.len(), "claim")];
    for (role, quote) in arguments {
        let text = one_line(&quote.text);
        let place = displaced(at, claim, quote)
            .filter(|&place| stands_at(&sentence, &text, place))
            .or_else(|| places(&sentence, &text).next());
        if let Some(place) = place {
            let (start, end) = (place, place + text.len());
            if stretches
                .iter()
                .all(|(from, to, _)| end <= *from || *to <= start)
            {
                stretches.push((start, end, role));
            }
        }
    }
    stretches.sort_unstable();
    let units = |chars: &[char]| chars.iter().map(|character| character.len_utf16()).sum();
    stretches
        .into_iter()
        .map(|(start, end, role)| Mark(units(&sentence[..start]), units(&sentence[..end]), role))
        .collect()
}

/// The text with white space as single spaces, as a sentence on one line has it.
fn one_line(text: &str) -> Vec<char> {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .collect()
}

/// Where the argument stands in the sentence if the claim stands at `at`.
fn displaced(at: usize, claim: &Claim, argument: &Quote) -> Option<usize> {
    (at + argument.start).checked_sub(claim.quote.start)
}

fn stands_at(sentence: &[char], text: &[char], at: usize) -> bool {
    sentence.get(at..at + text.len()) == Some(text)
}

/// Every place at which `text` stands in the sentence.
fn places<'text>(
    sentence: &'text [char],
    text: &'text [char],
) -> impl DoubleEndedIterator<Item = usize> + 'text {
    let last = if text.is_empty() {
        0
    } else {
        (sentence.len() + 1).saturating_sub(text.len())
    };
    (0..last).filter(move |&at| stands_at(sentence, text, at))
}

/// Offsets of one text, from Unicode code points to UTF-16 code units.
pub(super) struct Utf16Offsets {
    /// Where the code points stand that take two units, in order.
    doubles: Vec<usize>,
    code_points: usize,
}

impl Utf16Offsets {
    pub(super) fn new(text: &str) -> Self {
        let doubles = text.chars().enumerate();
        Self {
            doubles: doubles
                .filter(|(_, character)| character.len_utf16() == 2)
                .map(|(offset, _)| offset)
                .collect(),
            code_points: text.chars().count(),
        }
    }

    /// Code units before the code point at `offset`; those of the whole text if it lies beyond.
    pub(super) fn of(&self, offset: usize) -> usize {
        let offset = offset.min(self.code_points);
        offset + self.doubles.partition_point(|&double| double < offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{Meaning, QuotedArguments};

    fn quote(start: usize, text: &str) -> Quote {
        Quote {
            start,
            end: start + text.chars().count(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn arguments_tell_which_of_two_places_is_meant() {
        let claim = Claim {
            document: String::new(),
            published: None,
            quote: quote(124, "12"),
            status: None,
            meaning: Meaning::Date {
                when_kind: None,
                value: None,
            },
            arguments: QuotedArguments {
                place: Some(quote(130, "Quetta")),
                ..QuotedArguments::default()
            },
            sentence: "😀 12 in Karachi, then, 12 in Quetta.".to_owned(),
            confidence: 1.0,
            inferred: Vec::new(),
        };
        assert_eq!(
            marks(&claim),
            [Mark(24, 26, "claim"), Mark(30, 36, "place")]
        );
    }

    #[test]
    fn offsets_count_surrogates() {
        let offsets = Utf16Offsets::new("a😀b😀");
        let found: Vec<usize> = (0..6).map(|offset| offsets.of(offset)).collect();
        assert_eq!(found, [0, 1, 3, 4, 6, 6]);
    }
}

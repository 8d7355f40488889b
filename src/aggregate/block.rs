//! Units in, scored pairs out: which pairs of units are worth comparing. Units meet where they share a slot and a telling
//! term or a sibling. A crowded meeting place shows only its latest comers, so that work grows with the number of units
//! and not with its square.

use std::collections::HashMap;

use super::unit::{Slot, Unit};
use super::words::Term;

/// Terms by which a unit is found: the heaviest that another document also has.
const KEYS: usize = 10;
/// How many of its latest comers a meeting place shows.
const WINDOW: usize = 48;
/// How many candidates are compared with one unit: those that share the most weight.
const CANDIDATES: usize = 48;
/// What a shared sibling weighs beside shared terms.
const SIBLING_WEIGHT: f32 = 0.2;

/// Where units meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Term(Slot, Term),
    Sibling(Slot, u32),
}

/// The pairs of units that meet and have a score, the later unit first, each pair once. `order` has the units to pair, by
/// time; `spread[term]` is the number of documents that have the term.
pub(super) fn candidates(
    units: &[Unit],
    order: &[u32],
    spread: &[u32],
    score: impl Fn(u32, u32) -> Option<f32>,
) -> Vec<(f32, u32, u32)> {
    let mut places: HashMap<Key, Vec<u32>> = HashMap::new();
    let mut shared: HashMap<u32, f32> = HashMap::new();
    let mut found: Vec<(u32, f32)> = Vec::new();
    let mut pairs = Vec::new();
    for &index in order {
        let unit = &units[index as usize];
        shared.clear();
        for (key, weight) in keys(unit, spread) {
            let place = places.entry(key).or_default();
            for &comer in place.iter().rev().take(WINDOW) {
                *shared.entry(comer).or_default() += weight;
            }
            place.push(index);
        }
        found.clear();
        found.extend(shared.iter().map(|(&comer, &weight)| (comer, weight)));
        found.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        let comers = found.iter().take(CANDIDATES).map(|&(comer, _)| comer);
        pairs.extend(
            comers
                .filter(|&comer| units[comer as usize].document != unit.document)
                .filter_map(|comer| Some((score(index, comer)?, index, comer))),
        );
    }
    pairs
}

fn keys(unit: &Unit, spread: &[u32]) -> Vec<(Key, f32)> {
    let elsewhere = |term: Term| {
        spread
            .get(term as usize)
            .is_some_and(|&documents| documents > 1)
    };
    let mut terms: Vec<(Term, f32)> = unit
        .context
        .iter()
        .copied()
        .filter(|(term, _)| elsewhere(*term))
        .collect();
    terms.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    terms
        .into_iter()
        .take(KEYS)
        .map(|(term, weight)| (Key::Term(unit.slot, term), weight))
        .chain(
            unit.siblings
                .iter()
                .map(|&group| (Key::Sibling(unit.slot, group), SIBLING_WEIGHT)),
        )
        .collect()
}

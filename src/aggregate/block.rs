//! Units in, scored pairs out: which pairs of units are worth comparing. Units meet where they share a slot and a telling
//! term or a sibling. A crowded meeting place shows only its latest comers, so that work grows with the number of units
//! and not with its square.

use std::collections::{HashMap, VecDeque};

use super::unit::{Slot, Unit};
use super::words::Term;

/// Terms by which a unit is found: the heaviest that another document also has.
const KEYS: usize = 8;
/// How many of its latest comers a meeting place shows.
const WINDOW: usize = 24;
/// How many candidates are compared with one unit: those that share the most weight.
const CANDIDATES: usize = 16;
/// What a shared sibling weighs beside shared terms.
const SIBLING_WEIGHT: f32 = 0.2;

/// Where units meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Term(Slot, Term),
    Sibling(Slot, u32),
}

/// The pairs of units of different documents that meet and have a score, the later unit first. `order` has the units to
/// pair, by time; `keys` where each is to be met, with weights.
pub(super) fn candidates(
    units: &[Unit],
    order: &[u32],
    keys: impl Fn(&Unit) -> Vec<(Key, f32)>,
    score: impl Fn(&Unit, &Unit) -> Option<f32>,
) -> Vec<(f32, u32, u32)> {
    let mut places: HashMap<Key, VecDeque<u32>> = HashMap::new();
    let mut shared = vec![0.0_f32; units.len()];
    let documents: Vec<u32> = units.iter().map(|unit| unit.document).collect();
    let mut met: Vec<(u32, f32)> = Vec::new();
    let mut pairs = Vec::new();
    for &index in order {
        let unit = &units[index as usize];
        met.clear();
        for (key, weight) in keys(unit) {
            let place = places.entry(key).or_default();
            for &comer in place.iter() {
                let sum = &mut shared[comer as usize];
                if *sum <= 0.0 {
                    met.push((comer, 0.0));
                }
                *sum += weight;
            }
            if place.len() == WINDOW {
                place.pop_front();
            }
            place.push_back(index);
        }
        for (comer, weight) in &mut met {
            *weight = std::mem::take(&mut shared[*comer as usize]);
        }
        met.retain(|(comer, _)| documents[*comer as usize] != unit.document);
        let heaviest = |x: &(u32, f32), y: &(u32, f32)| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0));
        if met.len() > CANDIDATES {
            met.select_nth_unstable_by(CANDIDATES, heaviest);
            met.truncate(CANDIDATES);
        }
        pairs.extend(
            met.iter().filter_map(|&(comer, _)| {
                Some((score(unit, &units[comer as usize])?, index, comer))
            }),
        );
    }
    pairs
}

/// A unit's heaviest terms; `spread[term]` is the number of documents that have the term.
pub(super) fn term_keys(unit: &Unit, spread: &[u32]) -> Vec<(Key, f32)> {
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
        .iter()
        .take(KEYS)
        .map(|&(term, weight)| (Key::Term(unit.slot, term), weight))
        .collect()
}

/// A unit's siblings.
pub(super) fn sibling_keys(unit: &Unit) -> Vec<(Key, f32)> {
    unit.siblings
        .iter()
        .map(|&group| (Key::Sibling(unit.slot, group), SIBLING_WEIGHT))
        .collect()
}

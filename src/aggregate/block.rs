//! Units in, candidates out: which earlier units are worth comparing with each unit. Units meet where they share a slot
//! and a telling term; a crowded meeting place shows only its latest comers, so that work grows with the number of units.

use std::collections::HashMap;

use super::unit::{Slot, Unit};
use super::words::Term;

/// Terms by which a unit is found: its heaviest that another document also has.
const KEYS: usize = 10;
/// How many of the latest comers each meeting place shows.
const WINDOW: usize = 48;
/// How many candidates are compared with one unit: those that share the most weight.
const CANDIDATES: usize = 48;

/// Pairs of positions in `order`, each pair once, the later unit first. `order` is sorted by time; `spread[term]` is the
/// number of documents that have the term.
pub(super) fn candidates(units: &[Unit], order: &[u32], spread: &[u32]) -> Vec<(u32, u32)> {
    let mut places: HashMap<(Slot, bool, Term), Vec<u32>> = HashMap::new();
    let mut shared: HashMap<u32, f32> = HashMap::new();
    let mut pairs = Vec::new();
    for &unit_index in order {
        let unit = &units[unit_index as usize];
        let mut keys: Vec<(Term, f32)> = unit
            .context
            .iter()
            .copied()
            .filter(|(term, _)| spread.get(*term as usize).is_some_and(|&documents| documents > 1))
            .collect();
        keys.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        keys.truncate(KEYS);
        shared.clear();
        let anchors = unit.anchors.iter().map(|&anchor| (true, anchor, 0.2));
        for (anchored, term, weight) in keys.iter().map(|&(term, weight)| (false, term, weight)).chain(anchors) {
            let place = places.entry((unit.slot, anchored, term)).or_default();
            for &comer in place.iter().rev().take(WINDOW) {
                *shared.entry(comer).or_default() += weight;
            }
            place.push(unit_index);
        }
        let mut found: Vec<(u32, f32)> = shared.iter().map(|(&comer, &weight)| (comer, weight)).collect();
        found.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        pairs.extend(found.iter().take(CANDIDATES).map(|&(comer, _)| (unit_index, comer)));
    }
    pairs
}

//! Units in, scored pairs out: which pairs of units are worth comparing. Units meet where they share a slot and a telling
//! term or a sibling. A crowded meeting place shows only its latest comers, so that work grows with the number of units
//! and not with its square.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::unit::{Slot, Unit};
use super::words::Term;

/// Terms by which a unit is found: the heaviest that another document also has.
const KEYS: usize = 8;
/// How many of its latest comers a meeting place shows.
const WINDOW: usize = 32;
/// How many candidates are compared with one unit: those that share the most weight.
const CANDIDATES: usize = 24;
/// What a shared sibling weighs beside shared terms.
const SIBLING_WEIGHT: f32 = 0.2;

/// How many pairs each unit keeps: those of the highest scores.
const KEPT: usize = 8;

/// Units whose candidates are scored together, which bounds the memory that they take.
const BATCH: usize = 1 << 16;

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
    score: impl Fn(&Unit, &Unit) -> Option<f32> + Sync,
) -> Vec<(f32, u32, u32)> {
    let mut meeting = Meeting {
        places: FxHashMap::default(),
        shared: vec![0.0; units.len()],
    };
    let mut pairs = Vec::new();
    for batch in order.chunks(BATCH) {
        let met: Vec<(u32, u32)> = batch
            .iter()
            .flat_map(|&index| {
                let comers = meeting.join(index, units, &keys(&units[index as usize]));
                comers.into_iter().map(move |(comer, _)| (index, comer))
            })
            .collect();
        let scores = score_all(&met, |(one, other)| {
            score(&units[one as usize], &units[other as usize])
        });
        let mut scored: Vec<(f32, u32, u32)> = met
            .iter()
            .zip(scores)
            .filter_map(|(&(one, other), score)| Some((score?, one, other)))
            .collect();
        for of_one in scored.chunk_by_mut(|x, y| x.1 == y.1) {
            of_one.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.2.cmp(&y.2)));
            pairs.extend(of_one.iter().take(KEPT));
        }
    }
    pairs
}

/// Who has come where so far.
struct Meeting {
    places: FxHashMap<Key, VecDeque<u32>>,
    /// By unit: the weight of the keys that it shares with the unit in hand; 0 between units.
    shared: Vec<f32>,
}

impl Meeting {
    /// The units of other documents that share most weight with the unit at `index`, which from now on can be met.
    fn join(&mut self, index: u32, units: &[Unit], keys: &[(Key, f32)]) -> Vec<(u32, f32)> {
        let mut met: Vec<(u32, f32)> = Vec::new();
        for &(key, weight) in keys {
            let place = self.places.entry(key).or_default();
            for &comer in place.iter() {
                let sum = &mut self.shared[comer as usize];
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
            *weight = std::mem::take(&mut self.shared[*comer as usize]);
        }
        let document = units[index as usize].document;
        let days = units[index as usize].days;
        met.retain(|&(comer, _)| {
            let comer = &units[comer as usize];
            let apart = days.zip(comer.days).is_some_and(|(x, y)| x.gap(y) > 1);
            comer.document != document && !apart
        });
        if met.len() > CANDIDATES {
            met.select_nth_unstable_by(CANDIDATES, |x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            met.truncate(CANDIDATES);
        }
        met
    }
}

/// The score of each pair, in the order of the pairs, worked out on all cores.
fn score_all(
    pairs: &[(u32, u32)],
    score: impl Fn((u32, u32)) -> Option<f32> + Sync,
) -> Vec<Option<f32>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = pairs.len().div_ceil(threads).max(1);
    let mut scores = vec![None; pairs.len()];
    std::thread::scope(|scope| {
        for (pairs, scores) in pairs.chunks(share).zip(scores.chunks_mut(share)) {
            let score = &score;
            scope.spawn(move || {
                for (&pair, place) in pairs.iter().zip(scores) {
                    *place = score(pair);
                }
            });
        }
    });
    scores
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

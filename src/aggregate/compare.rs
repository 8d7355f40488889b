//! Two units in, a score out: how surely they speak of one quantity. The score is lexical; a comparer by sentence
//! vectors would replace the cosine of the contexts and nothing else.

use crate::mention::Role;

use super::time::{Days, length};
use super::unit::{Bounds, Slot, Unit};
use super::words::Term;

/// Units with at least this score are one quantity.
pub(super) fn enough(slot: Slot) -> f32 {
    match slot {
        Slot::Casualty(_) => knob(0),
        Slot::Money => knob(1),
        _ => knob(2),
    }
}
pub(super) fn knob(n: usize) -> f32 {
    static K: std::sync::OnceLock<Vec<f32>> = std::sync::OnceLock::new();
    const D: [f32; 9] = [0.3, 0.4, 0.4, 0.2, 0.4, 0.4, 0.6, 0.6, 0.3];
    *K.get_or_init(|| std::env::var("K").map_or_else(|_| D.to_vec(), |v| v.split(',').map(|x| x.parse().unwrap()).collect())).get(n).unwrap()
}
const _ENOUGH: f32 = 0.35;

/// How much a term says: the rarer among the documents, the more.
pub(super) struct Rarity(pub(super) Vec<f32>, pub(super) Vec<bool>);

impl Rarity {
    pub(super) fn of(&self, term: Term) -> f32 {
        self.0.get(term as usize).copied().unwrap_or(0.0)
    }

    /// Share of the lighter side's weight that both sides have; `None` where a side is empty.
    fn overlap(&self, one: &[Term], other: &[Term]) -> Option<f32> {
        let weight = |terms: &[Term]| terms.iter().map(|&term| self.of(term)).sum::<f32>();
        let lighter = weight(one).min(weight(other));
        let shared: f32 = one
            .iter()
            .filter(|term| other.binary_search(term).is_ok())
            .map(|&term| self.of(term))
            .sum();
        (lighter > 0.0).then(|| shared / lighter)
    }
}

/// How surely `one` and `other` speak of one quantity; `None` where they cannot.
pub(super) fn compare(one: &Unit, other: &Unit, rarity: &Rarity) -> Option<f32> {
    if one.slot != other.slot {
        return None;
    }
    if one.document == other.document {
        return Some(if one.slot != Slot::Money && nearest(one, other).is_some_and(|nearness| nearness >= 1.0) { 0.2 } else { -0.5 });
    }
    let context = contexts(one, other, rarity);
    let rest = match one.slot {
        Slot::Casualty(_) => casualties(one, other, rarity)?,
        Slot::Money => money(one, other, rarity)?,
        Slot::Day | Slot::Length | Slot::Other => dates(one, other, rarity)?,
    };
    let siblings = one.anchors.iter().any(|anchor| other.anchors.contains(anchor));
    Some(context + rest + if siblings { if matches!(one.slot, Slot::Day) { knob(4) } else { knob(3) } } else { 0.0 })
}

fn contexts(one: &Unit, other: &Unit, rarity: &Rarity) -> f32 {
    let (mut left, mut right, mut sum, mut names) = (0, 0, 0.0, 0.0);
    while let (Some(&(a, x)), Some(&(b, y))) = (one.context.get(left), other.context.get(right)) {
        match a.cmp(&b) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                sum += x * y;
                if rarity.1[a as usize] { names += x * y; }
                left += 1;
                right += 1;
            }
        }
    }
    let names = if one.names > 0.0 && other.names > 0.0 { names / (one.names * other.names) } else { 0.2 };
    0.5 * sum + 0.5 * names - if names < 0.02 { 0.2 } else { 0.0 }
}

/// What the times say, or `None` where they are apart.
fn times(left: &Unit, right: &Unit) -> Option<f32> {
    let (Some(one), Some(other)) = (left.days, right.days) else {
        return Some(0.0);
    };
    let gap = one.gap(other);
    let short = one.len().max(other.len()) <= 3;
    match gap {
        ..=0 if short => Some(0.2),
        ..=0 => Some(0.1),
        1 => Some(-0.1),
        _ => Some(-knob(6)),
    }
}

/// How two amounts relate: 1 for the same number, falling to -1 for numbers that differ by half or more.
fn nearness(one: Bounds, other: Bounds) -> Option<f32> {
    let (x, y) = (one.point()?, other.point()?);
    let (low, high) = (x.min(y), x.max(y));
    if high <= low {
        return Some(1.0);
    }
    if low <= 0.0 {
        return Some(-1.0);
    }
    #[expect(clippy::cast_possible_truncation, reason = "a ratio needs no more digits")]
    let halvings = (high / low).log2() as f32;
    Some((0.8 - 1.8 * halvings).max(-1.0))
}

fn nearest(one: &Unit, other: &Unit) -> Option<f32> {
    one.amounts
        .iter()
        .flat_map(|x| other.amounts.iter().map(move |y| (x, y)))
        .filter(|(x, y)| x.currency == y.currency || x.currency.is_none() || y.currency.is_none())
        .filter_map(|(x, y)| nearness(*x, *y))
        .reduce(f32::max)
}

fn casualties(one: &Unit, other: &Unit, rarity: &Rarity) -> Option<f32> {
    let mut apart = 0.0;
    if matches!((one.group, other.group), (Some(x), Some(y)) if x != y) {
        apart += knob(5);
    }
    let mut score = times(one, other)? - apart;
    let equal = nearest(one, other).is_some_and(|nearness| nearness >= 1.0);
    if equal {
        score += 0.2;
    }
    if one.subset != other.subset {
        score -= if equal { 0.1 } else { 0.5 };
    } else if one.subset && !equal {
        score -= 0.3;
    }
    if one.cumulative != other.cumulative {
        score -= 0.3;
    }
    if let Some(place) = rarity.overlap(&one.place, &other.place) {
        score += 0.2 * place;
    }
    if let Some(about) = rarity.overlap(&one.about, &other.about) {
        score += 0.1 * about;
    }
    if let Some(own) = rarity.overlap(&one.own, &other.own) {
        score += if own > 0.0 { 0.1 } else { -0.1 };
    }
    Some(score)
}

fn money(one: &Unit, other: &Unit, rarity: &Rarity) -> Option<f32> {
    let mut score = times(one, other)?;
    score += 0.3 * nearest(one, other).unwrap_or(-1.0);
    if one.hypothetical != other.hypothetical {
        score -= 0.1;
    }
    if matches!((one.role, other.role), (Some(x), Some(y)) if x != y && x != Role::Other && y != Role::Other) {
        score -= 0.2;
    }
    let parties = rarity.overlap(&one.party, &other.party);
    let about = rarity.overlap(&one.about, &other.about);
    let all = |unit: &Unit| {
        let mut all = [&unit.about[..], &unit.party[..]].concat();
        all.sort_unstable();
        all.dedup();
        all
    };
    if let Some(frame) = rarity.overlap(&all(one), &all(other)) {
        score += 0.4 * frame - 0.1;
    }
    let _ = (parties, about);
    Some(score)
}

fn dates(one: &Unit, other: &Unit, rarity: &Rarity) -> Option<f32> {
    let mut score = 0.0;
    match (one.days, other.days) {
        (Some(x), Some(y)) => {
            if x.gap(y) > 0 {
                score -= knob(7);
            } else if x == y {
                score += 0.1;
            } else if x.len().max(y.len()) > 300 && x.len().min(y.len()) <= 31 {
                score -= 0.15;
            }
        }
        _ => {
            let same = match (one.timex.as_deref(), other.timex.as_deref()) {
                (Some(x), Some(y)) => x == y || length(x).is_some() && length(x) == length(y),
                _ => false,
            };
            if !same {
                return None;
            }
        }
    }
    match rarity.overlap(&one.about, &other.about) {
        Some(about) => score += 0.4 * about - 0.1,
        None => score -= 0.1,
    }
    if let Some(party) = rarity.overlap(&one.party, &other.party) {
        score += 0.2 * party - 0.05;
    }
    Some(score)
}

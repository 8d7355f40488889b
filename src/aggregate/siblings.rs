//! Units and their groups in, each unit's siblings out: the groups of the other quantities that its document gives for the
//! same days. Two units that say little themselves (`26 people are missing`, `Friday`) are known by their siblings.

use crate::claim::Claim;

use super::unit::{Slot, Unit};

/// Longest stretches of days that a happening is known by, in days.
const MONTH: i32 = 31;

/// Sets the siblings of every unit; `group` has the group of each. A document's units are together.
pub(super) fn find(units: &mut [Unit], group: &[u32], claims: &[Claim]) {
    let mut groups = group;
    for article in units.chunk_by_mut(|x, y| x.document == y.document) {
        let (here, rest) = groups.split_at(article.len());
        groups = rest;
        for index in 0..article.len() {
            let siblings = of(&article[index], index, article, here, claims);
            article[index].siblings = siblings.into_boxed_slice();
        }
    }
}

fn of(unit: &Unit, own: usize, article: &[Unit], groups: &[u32], claims: &[Claim]) -> Vec<u32> {
    let quantities = || {
        article
            .iter()
            .zip(groups)
            .enumerate()
            .filter(|&(index, (other, _))| {
                index != own && matches!(other.slot, Slot::Money | Slot::Casualty(_))
            })
            .map(|(_, (other, &group))| (other, group))
    };
    let mut siblings: Vec<u32> = Vec::new();
    if unit.slot == Slot::Day {
        siblings.extend(
            quantities()
                .filter(|(other, _)| dates(unit, other, claims))
                .map(|(_, group)| group),
        );
    }
    // A date that dates a quantity outright is known by that; one of a mere report (`said on Friday`) by none.
    if siblings.is_empty() && !(unit.slot == Slot::Day && unit.about.is_empty()) {
        siblings.extend(
            quantities()
                .filter(|(other, _)| together(unit, other))
                .map(|(_, group)| group),
        );
    }
    siblings.sort_unstable();
    siblings.dedup();
    siblings
}

/// Whether a claim of `quantity` has a claim of `date` as its time.
fn dates(date: &Unit, quantity: &Unit, claims: &[Claim]) -> bool {
    quantity
        .claims
        .iter()
        .filter_map(|&index| claims[index as usize].arguments.when.as_ref())
        .any(|when| {
            date.claims
                .iter()
                .any(|&index| claims[index as usize].quote.start == when.start)
        })
}

fn together(one: &Unit, other: &Unit) -> bool {
    match (one.days, other.days) {
        (Some(x), Some(y)) => x == y || x.gap(y) <= 0 && x.len().max(y.len()) <= MONTH,
        _ => false,
    }
}

//! Claims with their groups in, totals out: under which total each part hangs (`30 people, including 12 children`). Parts
//! are pointed out, never added up.

use std::collections::BTreeMap;

use crate::claim::{Claim, Meaning};

use super::time::Days;

/// A casualty claim as far as parts and totals go.
struct Count {
    group: u32,
    harm: crate::mention::Harm,
    point: f64,
    subset: bool,
    days: Option<Days>,
    start: usize,
}

/// For each group that counts a part, the group that most documents show to be its total. `articles` are the claims of one
/// document each, with their groups.
pub(super) fn totals<'claim>(
    articles: impl Iterator<Item = (&'claim [Claim], &'claim [u32])>,
) -> BTreeMap<u32, u32> {
    let mut votes: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let mut whole: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (claims, groups) in articles {
        let counts: Vec<(Count, &str)> = claims
            .iter()
            .zip(groups)
            .filter_map(|(claim, &group)| Some((count(claim, group)?, claim.sentence.as_str())))
            .collect();
        for (part, sentence) in &counts {
            let marked = whole.entry(part.group).or_default();
            marked.0 += usize::from(part.subset);
            marked.1 += usize::from(!part.subset);
            let total = counts
                .iter()
                .filter(|(total, _)| part.subset && holds(total, part))
                .min_by_key(|(total, other)| {
                    (
                        sentence != other,
                        total.start > part.start,
                        total.start.abs_diff(part.start),
                    )
                });
            if let Some((total, _)) = total {
                *votes.entry((part.group, total.group)).or_default() += 1;
            }
        }
    }
    // A group that is mostly given as a total is nobody's part: so no chain of parts can close.
    whole.retain(|_, (part, total)| part > total);
    let mut totals: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    for ((part, total), count) in votes {
        if whole.contains_key(&part) && !whole.contains_key(&total) {
            let best = totals.entry(part).or_insert((count, total));
            if count > best.0 {
                *best = (count, total);
            }
        }
    }
    totals
        .into_iter()
        .map(|(part, (_, total))| (part, total))
        .collect()
}

fn count(claim: &Claim, group: u32) -> Option<Count> {
    let Meaning::Casualty {
        lo,
        hi,
        harm,
        subset,
        on,
        ..
    } = &claim.meaning
    else {
        return None;
    };
    Some(Count {
        group,
        harm: *harm,
        point: hi.or(*lo)?,
        subset: *subset == Some(true),
        days: on.as_deref().and_then(Days::read),
        start: claim.quote.start,
    })
}

fn holds(total: &Count, part: &Count) -> bool {
    let apart = matches!((total.days, part.days), (Some(x), Some(y)) if x.gap(y) > 1);
    !total.subset
        && total.group != part.group
        && total.harm == part.harm
        && total.point >= part.point
        && !apart
}

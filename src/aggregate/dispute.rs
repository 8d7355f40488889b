//! The stances of one finding in, whether they agree and the sides of a dispute out.

use std::collections::BTreeSet;

use crate::finding::{Agreement, Side};

use super::figures::Stance;

/// Whether the stances agree, and who holds what where they do not. `stances` are in the order of publication, those of
/// one document together.
pub(super) fn agreement(stances: &[Stance]) -> (Agreement, Vec<Side>) {
    let mut disputed: BTreeSet<usize> = BTreeSet::new();
    for article in stances.chunk_by(|x, y| x.claim.document == y.claim.document) {
        for stance in article.iter().filter(|stance| rivals(&article[0], stance)) {
            disputed.extend([stance.kind, article[0].kind]);
        }
    }
    for day in stances.chunk_by(|x, y| x.claim.published == y.claim.published) {
        let mut given: Vec<&Stance> = Vec::new();
        for stance in day
            .iter()
            .filter(|stance| stance.own && stance.claim.published.is_some())
        {
            if !given.iter().any(|earlier| earlier.same(stance)) {
                for earlier in given.iter().filter(|earlier| !earlier.allows(stance)) {
                    disputed.extend([stance.kind, earlier.kind]);
                }
                given.push(stance);
            }
        }
    }
    let low = stances
        .iter()
        .map(|stance| stance.low)
        .max_by(f64::total_cmp);
    let high = stances
        .iter()
        .map(|stance| stance.high)
        .min_by(f64::total_cmp);
    if !disputed.is_empty() {
        let held = stances
            .iter()
            .filter(|stance| disputed.contains(&stance.kind))
            .collect::<Vec<_>>();
        (Agreement::Disputed, sides(&held))
    } else if low > high {
        (Agreement::Updated, Vec::new())
    } else {
        (Agreement::Consistent, Vec::new())
    }
}

/// Whether a document gives, beside its own figure, another that cannot be true as well and that another source holds. A
/// figure that nobody is named for is one that the document's own took the place of.
fn rivals(own: &Stance, other: &Stance) -> bool {
    let source = |stance: &Stance| {
        let source = stance.claim.arguments.source.as_ref();
        source.map(|source| source.text.to_lowercase())
    };
    !own.allows(other) && source(own) != source(other) && source(other).is_some()
}

fn sides(disputed: &[&Stance]) -> Vec<Side> {
    let mut sides: Vec<(Vec<&Stance>, Side)> = Vec::new();
    for stance in disputed {
        match sides
            .iter_mut()
            .find(|(holders, _)| holders[0].same(stance))
        {
            Some((holders, _)) => holders.push(stance),
            None => {
                let figure = stance.figure.clone();
                let side = Side {
                    figure,
                    sources: Vec::new(),
                    documents: Vec::new(),
                    independent_sources: 0,
                };
                sides.push((vec![stance], side));
            }
        }
    }
    for (holders, side) in &mut sides {
        let sources: BTreeSet<&str> = holders
            .iter()
            .filter_map(|stance| stance.claim.arguments.source.as_ref())
            .map(|source| source.text.as_str())
            .collect();
        let documents: BTreeSet<&str> = holders
            .iter()
            .map(|stance| stance.claim.document.as_str())
            .collect();
        let origins: BTreeSet<usize> = holders.iter().map(|stance| stance.origin).collect();
        side.sources = sources.into_iter().map(str::to_owned).collect();
        side.documents = documents.into_iter().map(str::to_owned).collect();
        side.independent_sources = origins.len();
    }
    sides.sort_by_key(|(_, side)| std::cmp::Reverse(side.independent_sources));
    sides.into_iter().map(|(_, side)| side).collect()
}

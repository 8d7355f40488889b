//! The stances of one finding in, whether they agree and the sides of a dispute out.

use std::collections::{BTreeMap, BTreeSet};

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
    disputed.extend(returned(stances));
    if !disputed.is_empty() {
        let held = stances
            .iter()
            .filter(|stance| disputed.contains(&stance.kind))
            .collect::<Vec<_>>();
        (Agreement::Disputed, sides(&held))
    } else if differ(stances) {
        (Agreement::Updated, Vec::new())
    } else {
        (Agreement::Consistent, Vec::new())
    }
}

/// The figures of which one came back after another source's had taken its place: neither brings the other up to date
/// (110 by the army, nine by the rebels, 110 by the army).
fn returned(stances: &[Stance]) -> Vec<usize> {
    let own: Vec<&Stance> = stances
        .iter()
        .filter(|stance| stance.own && stance.claim.published.is_some())
        .collect();
    let published = |stance: &Stance| stance.claim.published;
    // By figure: its first and last stance.
    let mut spans: BTreeMap<usize, (&Stance, &Stance)> = BTreeMap::new();
    for stance in &own {
        spans.entry(stance.kind).or_insert((stance, stance)).1 = stance;
    }
    let mut found = Vec::new();
    for (first, last) in spans.values() {
        for (other, _) in spans.values() {
            let between = published(first) < published(other) && published(other) < published(last);
            let rival = |stance: &Stance| {
                source(stance).is_some()
                    && source(other).is_some()
                    && source(stance) != source(other)
            };
            if between && !first.allows(other) && rival(first) && rival(last) {
                found.extend([first.kind, other.kind]);
            }
        }
    }
    found
}

/// Whether any two figures cannot both be true.
fn differ(stances: &[Stance]) -> bool {
    let mut kinds: BTreeMap<usize, &Stance> = BTreeMap::new();
    for stance in stances {
        kinds.entry(stance.kind).or_insert(stance);
    }
    let mut seen: Vec<&Stance> = Vec::new();
    kinds.values().any(|stance| {
        seen.push(stance);
        seen.iter().any(|other| !other.allows(stance))
    })
}

/// Whom the claim names as its source.
fn source(stance: &Stance) -> Option<String> {
    let source = stance.claim.arguments.source.as_ref();
    source.map(|source| source.text.to_lowercase())
}

/// Whether a document gives, beside its own figure, another that cannot be true as well and that another source holds. A
/// figure that nobody is named for is one that the document's own took the place of.
fn rivals(own: &Stance, other: &Stance) -> bool {
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

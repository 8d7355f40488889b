//! Claims of any number of documents in, findings out: the claims that speak of one real-world quantity, and what they
//! settle on. Nothing is read, looked up or converted: which sum is which sum's conversion, the articles say themselves.
//!
//! How, in order:
//! 1. `unit`, `within`: within an article, repeated mentions of one quantity become one unit.
//! 2. `block`: units of different articles meet where they share a rare word or a sibling; never all with all.
//! 3. `compare`: a pair is scored by context, time, value and arguments.
//! 4. `merge`: the closest are joined while the groups agree on average. Numbers first, then again with what their
//!    articles have in common (`siblings`), then dates.
//! 5. `settle`: each group becomes a finding: its figures, their agreement, its independent sources, its total.

mod block;
mod compare;
mod copies;
mod dispute;
mod figures;
mod group;
mod merge;
mod parts;
mod settle;
mod siblings;
mod time;
mod unit;
mod within;
mod words;

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::claim::Claim;
use crate::finding::{Agreement, Finding};

use copies::Copies;
use group::one_article;

/// The findings of `claims`: each claim is in exactly one. The order of the claims and their repetition do not matter; of
/// claims of one kind at one place, the most confident stands.
///
/// The findings come in the order of their weight: those of more independent sources first, of equals the disputed, then
/// those of more documents, then by the kind, document and place of their first claim.
#[must_use]
pub fn aggregate(claims: impl IntoIterator<Item = Claim>) -> Vec<Finding> {
    let mut claims: Vec<Claim> = claims.into_iter().collect();
    tidy(&mut claims);
    let groups = group::group(&claims);
    let totals = parts::totals(articles(&claims, &groups));
    let mut findings = settle_all(claims, &groups, &totals);
    findings.sort_by_cached_key(|finding| {
        let Finding {
            independent_sources,
            agreement,
            documents,
            claims,
            ..
        } = finding;
        let place = claims
            .first()
            .map(|claim| (claim.document.clone(), claim.quote.start, claim.quote.end));
        (
            Reverse((
                *independent_sources,
                *agreement == Agreement::Disputed,
                *documents,
            )),
            finding.kind(),
            place,
        )
    });
    findings
}

/// Sorts the claims by publication date (unknown last), document and place, and drops all but the most confident of one kind at one place.
fn tidy(claims: &mut Vec<Claim>) {
    let kind = |claim: &Claim| claim.meaning.kind();
    let place = |x: &Claim, y: &Claim| {
        let published = |claim: &Claim| (claim.published.is_none(), claim.published);
        published(x)
            .cmp(&published(y))
            .then(x.document.cmp(&y.document))
            .then(x.quote.start.cmp(&y.quote.start))
            .then(x.quote.end.cmp(&y.quote.end))
            .then(kind(x).cmp(kind(y)))
    };
    claims.sort_unstable_by(|x, y| {
        place(x, y)
            .then(y.confidence.total_cmp(&x.confidence))
            .then_with(|| content(x).cmp(&content(y)))
    });
    claims.dedup_by(|later, earlier| place(earlier, later) == Ordering::Equal);
}

/// Everything that a claim says, so that which of two readings stands does not depend on which came first.
fn content(claim: &Claim) -> String {
    format!("{claim:?}")
}

/// The claims of each document, with their groups.
fn articles<'a>(
    claims: &'a [Claim],
    groups: &'a [u32],
) -> impl Iterator<Item = (&'a [Claim], &'a [u32])> {
    let mut rest = groups;
    claims.chunk_by(one_article).map(move |article| {
        let (here, after) = rest.split_at(article.len());
        rest = after;
        (article, here)
    })
}

/// Adds the day to the names of findings whose first claims stand in articles of several days with one id.
fn distinguish(findings: &mut [Finding]) {
    let mut known: BTreeMap<&str, Option<Date>> = BTreeMap::new();
    let mut ambiguous: BTreeSet<String> = BTreeSet::new();
    for claim in findings.iter().flat_map(|finding| &finding.claims) {
        if *known.entry(&claim.document).or_insert(claim.published) != claim.published {
            ambiguous.insert(claim.document.clone());
        }
    }
    for finding in findings {
        if let Some(claim) = finding.claims.first()
            && ambiguous.contains(&claim.document)
        {
            finding.id = settle::dated_name(claim);
        }
    }
}

/// Moves the claims into the findings of their groups and ties parts to totals.
fn settle_all(claims: Vec<Claim>, groups: &[u32], totals: &BTreeMap<u32, u32>) -> Vec<Finding> {
    let mut copies = Copies::default();
    let mut documents: Vec<u32> = Vec::with_capacity(claims.len());
    for (article, document) in claims.chunk_by(one_article).zip(0..) {
        let sentences = article.chunk_by(|x, y| x.sentence == y.sentence);
        copies.add(sentences.map(|claims| claims[0].sentence.as_str()));
        documents.resize(documents.len() + article.len(), document);
    }
    let mut claims: Vec<Option<Claim>> = claims.into_iter().map(Some).collect();
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&index| groups[index]);
    let mut findings: Vec<Finding> = Vec::new();
    let mut of_group: BTreeMap<u32, usize> = BTreeMap::new();
    for members in order.chunk_by(|&x, &y| groups[x] == groups[y]) {
        let settled: Vec<(Claim, u32)> = members
            .iter()
            .filter_map(|&index| Some((claims[index].take()?, documents[index])))
            .collect();
        of_group.insert(groups[members[0]], findings.len());
        findings.push(settle::settle(settled, &copies));
    }
    distinguish(&mut findings);
    for (part, total) in totals {
        if let (Some(&part), Some(&total)) = (of_group.get(part), of_group.get(total)) {
            let (part_id, total_id) = (findings[part].id.clone(), findings[total].id.clone());
            findings[part].part_of = Some(total_id);
            findings[total].parts.push(part_id);
        }
    }
    for finding in &mut findings {
        finding.parts.sort_unstable();
    }
    findings
}

//! Grouped claims in, findings out: what the claims of each group have in common, and what they settle on.

use std::collections::BTreeMap;

use crate::claim::{Claim, Meaning, Quote, QuotedArguments};
use crate::finding::{Finding, Subject};
use crate::value::Currency;

use super::copies::Copies;
use super::figures::{Figures, settle as settle_figures};
use super::time::Days;

/// The finding of one group, without its ties to other findings. `claims` are in the order of publication, each with the
/// number of its document in `copies`; there is at least one.
pub(super) fn settle(claims: Vec<(Claim, u32)>, copies: &Copies) -> Finding {
    let mut documents: Vec<u32> = claims.iter().map(|(_, document)| *document).collect();
    documents.dedup();
    let origins = copies.origins(&documents);
    let independent = origins
        .iter()
        .enumerate()
        .filter(|&(position, &origin)| position == origin)
        .count();
    let mut position = 0;
    let placed: Vec<(&Claim, usize)> = claims
        .iter()
        .map(|(claim, document)| {
            position += usize::from(documents[position] != *document);
            (claim, origins[position])
        })
        .collect();
    let all = || claims.iter().map(|(claim, _)| claim);
    let subject = subject(all());
    let currency = match subject {
        Subject::Money { currency, .. } => currency,
        Subject::Casualty { .. } | Subject::Date => None,
    };
    let Figures {
        low,
        best,
        high,
        value,
        rule,
        agreement,
        sides,
        timeline,
    } = settle_figures(&placed, currency);
    let words = |argument: fn(&QuotedArguments) -> &Option<Quote>| {
        commonest(
            all()
                .filter_map(|claim| argument(&claim.arguments).as_ref())
                .map(|quote| quote.text.clone()),
        )
    };
    let published = || all().filter_map(|claim| claim.published);
    Finding {
        id: claims
            .first()
            .map(|(claim, _)| name(claim))
            .unwrap_or_default(),
        about: words(|arguments| &arguments.about),
        place: words(|arguments| &arguments.place),
        when: value.or_else(|| time(all())),
        who: words(|arguments| &arguments.agent),
        to: words(|arguments| &arguments.to),
        low,
        best,
        high,
        rule,
        agreement,
        sides,
        documents: documents.len(),
        independent_sources: independent,
        first_seen: published().min(),
        last_seen: published().max(),
        timeline,
        part_of: None,
        parts: Vec::new(),
        subject,
        claims: claims.into_iter().map(|(claim, _)| claim).collect(),
    }
}

/// The name of the finding whose first claim this is.
fn name(claim: &Claim) -> String {
    named(claim, &claim.document)
}

/// The same, with the day of its article.
pub(super) fn dated_name(claim: &Claim) -> String {
    let day = claim
        .published
        .map_or_else(|| "unknown".to_owned(), |day| day.to_string());
    named(claim, &format!("{}@{day}", claim.document))
}

fn named(claim: &Claim, document: &str) -> String {
    let (start, end) = (claim.quote.start, claim.quote.end);
    format!("{}:{document}:{start}-{end}", claim.meaning.kind())
}

/// What most claims have; of equals the first.
fn commonest<Value: Ord + Clone>(values: impl Iterator<Item = Value>) -> Option<Value> {
    let mut counts: BTreeMap<Value, (usize, usize)> = BTreeMap::new();
    for (position, value) in values.enumerate() {
        counts.entry(value).or_insert((0, position)).0 += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(_, (count, position))| (*count, usize::MAX - position))
        .map(|(value, _)| value)
}

/// The TIMEX3 value that most claims give; of equals the most precise.
fn time<'claim>(claims: impl Iterator<Item = &'claim Claim>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in claims {
        if let Meaning::Money { on: Some(on), .. } | Meaning::Casualty { on: Some(on), .. } =
            &claim.meaning
        {
            *counts.entry(on).or_default() += 1;
        }
    }
    let length = |on: &str| Days::read(on).map_or(i32::MAX, Days::len);
    counts
        .into_iter()
        .min_by_key(|(on, count)| (std::cmp::Reverse(*count), length(on)))
        .map(|(on, _)| on.to_owned())
}

fn subject<'claim>(claims: impl Iterator<Item = &'claim Claim> + Clone) -> Subject {
    let mut first = claims.clone().map(|claim| &claim.meaning);
    match first.next() {
        Some(Meaning::Money { .. }) => Subject::Money {
            role: commonest(claims.clone().filter_map(|claim| match claim.meaning {
                Meaning::Money { role, .. } => role,
                _ => None,
            })),
            currency: commonest(claims.filter_map(|claim| -> Option<Currency> {
                match claim.meaning {
                    Meaning::Money { currency, .. } => currency,
                    _ => None,
                }
            })),
        },
        Some(Meaning::Casualty { harm, .. }) => Subject::Casualty {
            harm: *harm,
            group: commonest(claims.clone().filter_map(|claim| match claim.meaning {
                Meaning::Casualty { group, .. } => group,
                _ => None,
            })),
            subset: commonest(claims.clone().filter_map(|claim| match claim.meaning {
                Meaning::Casualty { subset, .. } => subset,
                _ => None,
            })) == Some(true),
            scope: commonest(claims.filter_map(|claim| match claim.meaning {
                Meaning::Casualty { scope, .. } => scope,
                _ => None,
            })),
        },
        Some(Meaning::Date { .. }) | None => Subject::Date,
    }
}

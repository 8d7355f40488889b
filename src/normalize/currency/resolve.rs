//! The currencies that a name may mean → the one that is meant, by what the document says.

use rust_decimal::Decimal;

use super::table::{Candidate, TABLE};
use crate::normalize::setting::Setting;
use crate::value::Currency;

/// How many times more than the default's a rival's evidence must be, for a name that has a default.
const RIVAL_FACTOR: u32 = 2;

/// The least evidence that sets a default aside.
const RIVAL_LEAST: u32 = 4;

/// A currency as it was chosen.
#[derive(Debug, Clone, Copy)]
pub(in crate::normalize) struct Choice {
    /// Its row; `None` where it cannot be told.
    pub(in crate::normalize) row: Option<usize>,
    /// What one of the name is worth in whole units.
    pub(in crate::normalize) worth: Decimal,
    /// Whether the mention's own words left it open.
    pub(in crate::normalize) inferred: bool,
}

impl Choice {
    /// The code; `None` where the currency cannot be told, or has none.
    pub(in crate::normalize) fn currency(&self) -> Option<Currency> {
        self.row.and_then(|row| TABLE.rows.get(row)?.currency)
    }
}

/// The one of `candidates` that is meant; `None` where there are none, or where they do not agree on
/// what the name is worth and nothing tells which is meant.
pub(in crate::normalize) fn choose(
    candidates: impl Iterator<Item = Candidate> + Clone,
    setting: &Setting,
) -> Option<Choice> {
    let mut all = candidates.clone();
    let first = all.next()?;
    let choice = |candidate: Candidate, inferred| Choice {
        row: Some(candidate.row),
        worth: candidate.worth,
        inferred,
    };
    if all.next().is_none() {
        return Some(choice(first, false));
    }
    if let Some(candidate) = meant(candidates.clone(), setting) {
        return Some(choice(candidate, true));
    }
    let agreed = candidates.clone().all(|known| known.worth == first.worth);
    agreed.then_some(Choice {
        row: None,
        worth: first.worth,
        inferred: false,
    })
}

/// The candidate that the document speaks for, else the default.
fn meant(
    candidates: impl Iterator<Item = Candidate> + Clone,
    setting: &Setting,
) -> Option<Candidate> {
    let default = candidates.clone().find(|candidate| candidate.starred);
    let best = candidates
        .filter(|candidate| !candidate.starred)
        .map(|candidate| (evidence(candidate, setting), candidate))
        .filter(|(evidence, _)| *evidence > 0)
        // Of equals the first wins, so the order of the table decides, never that of a hash.
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    match (default, best) {
        (Some(default), Some((evidence_for, rival))) => {
            let needed = RIVAL_LEAST.max(RIVAL_FACTOR * evidence(default, setting));
            Some(if evidence_for >= needed {
                rival
            } else {
                default
            })
        }
        (Some(default), None) => Some(default),
        (None, best) => best.map(|(_, candidate)| candidate),
    }
}

/// How much the document speaks for `candidate`; for a currency of the past, less.
fn evidence(candidate: Candidate, setting: &Setting) -> u32 {
    let evidence = setting.evidence(candidate.row);
    match TABLE.rows.get(candidate.row) {
        Some(row) if row.historic => evidence / 8,
        _ => evidence,
    }
}

//! The currencies that a name may mean → the one that is meant, by what the document says.

use rust_decimal::Decimal;

use super::table::{Candidate, TABLE};
use crate::normalize::Context;
use crate::normalize::setting::{Kind, Setting, each_sign};
use crate::value::Currency;

/// How many times more than the default's a rival's evidence must be, for a name that has a default.
const RIVAL_FACTOR: u32 = 1;

/// The least evidence that sets a default aside for which something speaks too.
const RIVAL_LEAST: u32 = 4;

/// The same where nothing speaks for the default: a place of the rival's in the lead and one more.
const LONE_RIVAL_LEAST: u32 = 3;

/// How much a place in the mention's own sentence outweighs one elsewhere.
const SENTENCE_WEIGHT: u32 = 8;

/// By how much a currency or a coin of the past needs more evidence.
const HISTORIC_DIVISOR: u32 = 8;

/// A currency as it was chosen.
#[derive(Debug, Clone, Copy)]
pub(in crate::normalize) struct Choice {
    /// Its row; `None` where it cannot be told.
    pub(in crate::normalize) row: Option<usize>,
    /// What one of the name is worth in whole units.
    pub(in crate::normalize) worth: Decimal,
    /// Whether the mention's own words left it open.
    pub(in crate::normalize) inferred: bool,
    /// Whether its name may mean a currency before it.
    pub(in crate::normalize) inherited: bool,
}

impl Choice {
    /// Its code, or that of the currency that had its name when the document of `setting` was published; `None` where the
    /// currency cannot be told, or has none.
    pub(in crate::normalize) fn currency(&self, setting: &Setting) -> Option<Currency> {
        let row = TABLE.rows.get(self.row?)?;
        let published = setting.published().filter(|_| self.inherited);
        let before = published.and_then(|day| row.predecessor(day));
        match before {
            Some(before) => TABLE.rows.get(before)?.currency,
            None => row.currency,
        }
    }
}

/// The one of `candidates` that is meant; `None` where there are none, or where they do not agree on
/// what the name is worth and nothing tells which is meant. `sign` tells whether it is a sign such as `£`.
pub(in crate::normalize) fn choose(
    candidates: impl Iterator<Item = Candidate> + Clone,
    sign: bool,
    context: Context<'_>,
) -> Option<Choice> {
    let mut all = candidates.clone();
    let first = all.next()?;
    let choice = |candidate: Candidate, inferred| Choice {
        row: Some(candidate.row),
        worth: candidate.worth,
        inferred,
        inherited: candidate.inherited,
    };
    if all.next().is_none() {
        return Some(choice(first, false));
    }
    let default = Some(first).filter(|candidate| candidate.starred);
    let of_a_dollar = default.is_some_and(is_us_dollar);
    let meant = match default {
        Some(default) if default.worth != Decimal::ONE && of_a_dollar => {
            most_written(default, candidates.clone(), context.setting)
        }
        Some(default) if of_a_dollar || (sign && context.setting.home(default.row).is_some()) => {
            let home = context.setting.home(default.row);
            let mut all = candidates.clone();
            all.find(|candidate| Some(candidate.row) == home)
                .or(Some(default))
        }
        _ => meant(default, candidates.clone(), context),
    };
    if let Some(candidate) = meant {
        return Some(choice(candidate, true));
    }
    let agreed = candidates.clone().all(|known| known.worth == first.worth);
    agreed.then_some(Choice {
        row: None,
        worth: first.worth,
        inferred: false,
        inherited: false,
    })
}

/// A cent is one of the currency that the document writes most, or of its own dollar.
fn most_written(
    default: Candidate,
    candidates: impl Iterator<Item = Candidate> + Clone,
    setting: &Setting,
) -> Option<Candidate> {
    let home = setting.home(default.row);
    let own = candidates
        .clone()
        .find(|candidate| Some(candidate.row) == home);
    let evidence = |candidate: &Candidate| setting.evidence(candidate.row);
    // Of equals the first wins: the own dollar, then the order of the table.
    own.into_iter().chain(candidates).reduce(|most, next| {
        if evidence(&next) > evidence(&most) {
            next
        } else {
            most
        }
    })
}

/// The candidate that the sentence and the document speak for, else the default.
fn meant(
    default: Option<Candidate>,
    candidates: impl Iterator<Item = Candidate> + Clone,
    context: Context<'_>,
) -> Option<Candidate> {
    let mut near = Vec::new();
    for text in [context.around.before, context.around.after] {
        each_sign(text, |sign| {
            if sign.kind != Kind::Bare {
                near.push(sign.row);
            }
        });
    }
    let evidence = |candidate: Candidate| {
        let here = near.iter().filter(|row| **row == candidate.row).count();
        let here = SENTENCE_WEIGHT.saturating_mul(u32::try_from(here).unwrap_or(u32::MAX));
        let evidence = context.setting.evidence(candidate.row).saturating_add(here);
        if candidate.historic {
            evidence.div_ceil(HISTORIC_DIVISOR)
        } else {
            evidence
        }
    };
    let best = candidates
        .filter(|candidate| !candidate.starred)
        .map(|candidate| (evidence(candidate), candidate))
        .filter(|(evidence, _)| *evidence > 0)
        // Of equals the first wins, so the order of the table decides, never that of a hash.
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    match (default, best) {
        (Some(default), Some((found, rival))) => {
            let needed = match evidence(default) {
                0 => LONE_RIVAL_LEAST,
                known => RIVAL_LEAST.max(RIVAL_FACTOR.saturating_mul(known)),
            };
            Some(if found >= needed { rival } else { default })
        }
        (Some(default), None) => Some(default),
        (None, best) => best.map(|(_, candidate)| candidate),
    }
}

fn is_us_dollar(candidate: Candidate) -> bool {
    TABLE
        .rows
        .get(candidate.row)
        .is_some_and(|row| row.currency == Some(Currency::USD))
}

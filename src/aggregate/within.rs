//! The units of one document in, fewer units out: repeated mentions of one quantity become one unit, and a conversion in
//! brackets joins the amount that it converts. Nothing is ever added up.

use crate::claim::Claim;
use crate::mention::Status;

use super::time::length;
use super::unit::{Slot, Unit};
use super::words::{Term, Words};

/// Joins the units of one document that speak of one quantity. `claims` are all claims, which the units' positions name.
pub(super) fn join(units: Vec<Unit>, claims: &[Claim], words: &Words) -> Vec<Unit> {
    let mut joined: Vec<Unit> = Vec::new();
    for unit in units {
        let home = joined
            .iter()
            .position(|earlier| converts(earlier, &unit, claims))
            .or_else(|| joined.iter().position(|earlier| same(earlier, &unit, claims, words)));
        match home {
            Some(home) => joined[home].absorb(unit),
            None => joined.push(unit),
        }
    }
    joined
}

/// Whether `later` is the other currency's form of an amount: `£300m ($400m)`.
fn converts(earlier: &Unit, later: &Unit, claims: &[Claim]) -> bool {
    if earlier.slot != Slot::Money || later.slot != Slot::Money {
        return false;
    }
    let [later_claim] = later.claims[..] else { return false };
    let later_claim = &claims[later_claim as usize];
    earlier.claims.iter().any(|&index| {
        let claim = &claims[index as usize];
        let known = |unit: &Unit| unit.amounts.first().and_then(|amount| amount.currency);
        known(earlier) != known(later) && bridged(claim, later_claim)
    })
}

/// Whether nothing but an opening bracket or `or` stands between the two claims.
fn bridged(claim: &Claim, later: &Claim) -> bool {
    if claim.sentence != later.sentence || later.quote.start < claim.quote.end {
        return false;
    }
    let between = later.quote.start - claim.quote.end;
    claim.sentence.match_indices(&claim.quote.text).any(|(at, text)| {
        let rest = &claim.sentence[at + text.len()..];
        let Some((at, _)) = rest.char_indices().nth(between) else { return false };
        let bridge = rest[..at].trim();
        rest[at..].starts_with(&later.quote.text)
            && (bridge.starts_with(['(', '[']) && bridge.len() <= 12 || matches!(bridge, "or" | ", or" | "/"))
    })
}

fn share(one: &[Term], other: &[Term]) -> bool {
    one.iter().any(|term| other.binary_search(term).is_ok())
}

/// Whether both sides are known and share nothing.
fn clash(one: &[Term], other: &[Term]) -> bool {
    !one.is_empty() && !other.is_empty() && !share(one, other)
}

fn same(one: &Unit, other: &Unit, claims: &[Claim], words: &Words) -> bool {
    let equal = one.amounts.iter().any(|x| other.amounts.contains(x));
    let repeated = equal && (one.title || other.title);
    if one.slot != other.slot || !repeated && (one.subset != other.subset || one.cumulative != other.cumulative) {
        return false;
    }
    if repeated { return true; }
    let sentence = |unit: &Unit| unit.claims.iter().map(|&index| &claims[index as usize].sentence).collect::<Vec<_>>();
    let together = sentence(one).iter().any(|sentence_one| sentence(other).contains(sentence_one));
    let denied = |unit: &Unit| unit.claims.iter().any(|&index| claims[index as usize].status == Some(Status::Denied));
    match one.slot {
        Slot::Casualty(_) => {
            let apart = matches!((one.days, other.days), (Some(x), Some(y)) if x.gap(y) > 0)
                || matches!((one.days, other.days), (Some(x), Some(y)) if x.len() > 20 * y.len() || y.len() > 20 * x.len())
                || matches!((one.group, other.group), (Some(x), Some(y)) if x != y)
                || clash(&one.own, &other.own) && !(equal && (one.title || other.title));
            if apart || clash(&one.place, &other.place) && !equal {
                return false;
            }
            if equal {
                return !together || !one.subset;
            }
            !one.subset && (!together || denied(one) || denied(other))
        }
        Slot::Money => {
            let apart = matches!((one.days, other.days), (Some(x), Some(y)) if x.gap(y) > 0);
            if apart {
                return false;
            }
            let about = share(&one.about, &other.about);
            if equal {
                return one.title || other.title || !(words.names_clash(&one.party, &other.party) || clash(&one.about, &other.about) && clash(&one.party, &other.party));
            }
            about && one.role == other.role && (denied(one) || denied(other))
        }
        Slot::Day => {
            matches!((one.days, other.days), (Some(x), Some(y)) if x.gap(y) <= 0 && (x.len() < 40 || x == y))
                && share(&one.about, &other.about)
        }
        Slot::Length => one.timex.as_deref().and_then(length).is_some()
            && one.timex.as_deref().and_then(length) == other.timex.as_deref().and_then(length)
            && share(&one.about, &other.about),
        Slot::Other => one.timex == other.timex && share(&one.about, &other.about),
    }
}

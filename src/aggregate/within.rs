//! The units of one document in, fewer units out: repeated mentions of one quantity become one unit, and a conversion in
//! brackets joins the amount that it converts. Nothing is ever added up.

use crate::claim::Claim;
use crate::mention::Status;

use super::time::length;
use super::unit::{Slot, Unit};
use super::words::{Term, Words};

/// Longest bridge between an amount and its conversion, in code points: ` (about US`.
const BRIDGE: usize = 12;
/// Stretches of days of which one is so many times longer belong to different quantities: a day's toll and a year's.
const MANY_TIMES: i32 = 20;
/// Days that one happening is spoken of as one.
const MONTH: i32 = 31;

/// Joins the units of one document that speak of one quantity. `claims` are all claims, which the units' positions name.
pub(super) fn join(units: Vec<Unit>, claims: &[Claim], words: &Words) -> Vec<Unit> {
    let mut joined: Vec<Unit> = Vec::new();
    for unit in units {
        let home = joined
            .iter()
            .position(|earlier| converts(earlier, &unit, claims))
            .or_else(|| {
                joined
                    .iter()
                    .position(|earlier| same(earlier, &unit, claims, words))
            });
        match home {
            Some(home) => joined[home].absorb(unit),
            None => joined.push(unit),
        }
    }
    joined
}

/// Whether `later` is the other currency's form of an amount: `£300m ($400m)`.
fn converts(earlier: &Unit, later: &Unit, claims: &[Claim]) -> bool {
    let currency = |unit: &Unit| unit.amounts.first().and_then(|amount| amount.currency);
    earlier.slot == Slot::Money
        && later.slot == Slot::Money
        && currency(earlier) != currency(later)
        && later.claims.iter().any(|&later| {
            let later = &claims[later as usize];
            earlier
                .claims
                .iter()
                .any(|&earlier| bridged(&claims[earlier as usize], later))
        })
}

/// Whether nothing but an opening bracket or `or` stands between the two claims.
fn bridged(claim: &Claim, later: &Claim) -> bool {
    let Some(between) = later
        .quote
        .start
        .checked_sub(claim.quote.end)
        .filter(|&between| between <= BRIDGE)
    else {
        return false;
    };
    claim.sentence == later.sentence
        && claim
            .sentence
            .match_indices(&claim.quote.text)
            .any(|(at, text)| {
                let rest = &claim.sentence[at + text.len()..];
                let Some((at, _)) = rest.char_indices().nth(between) else {
                    return false;
                };
                let bridge = rest[..at].trim();
                rest[at..].starts_with(&later.quote.text)
                    && (bridge.starts_with(['(', '[']) || matches!(bridge, "or" | ", or" | "/"))
            })
}

fn share(one: &[Term], other: &[Term]) -> bool {
    one.iter().any(|term| other.binary_search(term).is_ok())
}

/// Whether both sides say something, and nothing in common.
fn clash(one: &[Term], other: &[Term]) -> bool {
    !one.is_empty() && !other.is_empty() && !share(one, other)
}

fn same(one: &Unit, other: &Unit, claims: &[Claim], words: &Words) -> bool {
    if one.slot != other.slot {
        return false;
    }
    let equal = one
        .amounts
        .iter()
        .any(|amount| other.amounts.contains(amount));
    // What the title gives, the article gives again: its number is enough to know it by, unless it is long past.
    let long_past = matches!((one.days, other.days), (Some(x), Some(y)) if x.gap(y) > MONTH);
    let strangers = one.slot == Slot::Money && words.names_clash(&one.party, &other.party);
    if equal && !long_past && !strangers && (one.title || other.title) {
        return true;
    }
    match one.slot {
        Slot::Casualty(_) => same_casualties(one, other, equal, claims),
        Slot::Money => same_money(one, other, equal, claims, words),
        Slot::Day => {
            matches!((one.days, other.days), (Some(x), Some(y)) if x == y || x.gap(y) <= 0 && x.len() <= MONTH)
                && share(&one.about, &other.about)
        }
        Slot::Length | Slot::Other => {
            let measure = |unit: &Unit| unit.timex.as_deref().and_then(length);
            (one.timex == other.timex || measure(one).is_some() && measure(one) == measure(other))
                && share(&one.about, &other.about)
        }
    }
}

fn same_casualties(one: &Unit, other: &Unit, equal: bool, claims: &[Claim]) -> bool {
    let days_apart = matches!((one.days, other.days), (Some(x), Some(y))
        if x.gap(y) > 0 || x.len() > MANY_TIMES * y.len() || y.len() > MANY_TIMES * x.len());
    let others = matches!((one.group, other.group), (Some(x), Some(y)) if x != y);
    if one.subset != other.subset
        || one.cumulative != other.cumulative
        || days_apart
        || others
        || clash(&one.own, &other.own)
    {
        return false;
    }
    let one_sentence = one_sentence(one, other, claims);
    if equal {
        return !(one.subset && one_sentence);
    }
    // Numbers side by side count different people, unless one is taken back: `17 soldiers, and not 19`.
    !one.subset
        && !clash(&one.place, &other.place)
        && (!one_sentence || denied(one, claims) || denied(other, claims))
}

fn same_money(one: &Unit, other: &Unit, equal: bool, claims: &[Claim], words: &Words) -> bool {
    if matches!((one.days, other.days), (Some(x), Some(y)) if x.gap(y) > 0) {
        return false;
    }
    if equal {
        let parties = clash(&one.party, &other.party);
        return !(words.names_clash(&one.party, &other.party)
            || parties && clash(&one.about, &other.about));
    }
    share(&one.about, &other.about)
        && one.role == other.role
        && (denied(one, claims) || denied(other, claims))
}

fn one_sentence(one: &Unit, other: &Unit, claims: &[Claim]) -> bool {
    let sentence = |&index: &u32| &claims[index as usize].sentence;
    one.claims
        .iter()
        .any(|x| other.claims.iter().any(|y| sentence(x) == sentence(y)))
}

fn denied(unit: &Unit, claims: &[Claim]) -> bool {
    unit.claims
        .iter()
        .any(|&index| claims[index as usize].status == Some(Status::Denied))
}

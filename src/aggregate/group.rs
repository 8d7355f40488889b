//! Claims of many documents in, the group of each out. Units are made document by document, then compared across
//! documents where they can meet, and merged: numbers first, then once more with their siblings, then dates.

use crate::claim::Claim;

use super::block::{candidates, sibling_keys, term_keys};
use super::compare::{Rarity, SIBLINGS, compare, compare_to, enough, kinship};
use super::merge::merge;
use super::siblings;
use super::unit::{Slot, Unit};
use super::within;
use super::words::{Term, Words};

/// What the rest of the document counts beside a unit's own sentences.
const DOCUMENT: f32 = 0.35;
/// Most terms of a context: its heaviest.
const CONTEXT_TERMS: usize = 32;

/// Whether two claims stand in one article: documents are known by their name and day.
pub(super) fn one_article(one: &Claim, other: &Claim) -> bool {
    one.document == other.document && one.published == other.published
}

/// The group of each claim: claims of one group speak of one quantity. `claims` are sorted by article.
pub(super) fn group(claims: &[Claim]) -> Vec<u32> {
    let mut words = Words::new();
    let (rarity, spread) = weigh(claims, &mut words);
    let mut units = units(claims, &mut words, &rarity);
    drop(words);
    let mut groups: Vec<u32> = (0..).take(units.len()).collect();
    let [numbers, dates] = orders(&units);
    // Numbers by themselves. Pairs that siblings could still join are kept for the second round.
    let by_terms = |unit: &Unit| term_keys(unit, &spread);
    let pairs = candidates(&units, &numbers, by_terms, |one, other| {
        compare_to(one, other, &rarity, enough(one.slot) - SIBLINGS)
    });
    let close = pairs
        .iter()
        .copied()
        .filter(|&(score, one, _)| score >= enough(units[one as usize].slot))
        .collect();
    merge(&units, close, &mut groups, |one, other| {
        compare(one, other, &rarity)
    });
    siblings::find(&mut units, &groups, claims);
    // Numbers with their siblings.
    let kin = |one: &Unit, other: &Unit| Some(compare(one, other, &rarity)? + kinship(one, other));
    let close = |one: &Unit, other: &Unit| {
        let kinship = kinship(one, other);
        Some(kinship + compare_to(one, other, &rarity, enough(one.slot) - kinship)?)
    };
    let mut again = candidates(&units, &numbers, sibling_keys, close);
    again.extend(pairs.iter().filter_map(|&(_, one, other)| {
        Some((
            close(&units[one as usize], &units[other as usize])?,
            one,
            other,
        ))
    }));
    drop(pairs);
    merge(&units, again, &mut groups, kin);
    siblings::find(&mut units, &groups, claims);
    // Dates, which the numbers that they date tell apart.
    let by_both = |unit: &Unit| [term_keys(unit, &spread), sibling_keys(unit)].concat();
    let kin = |one: &Unit, other: &Unit| Some(compare(one, other, &rarity)? + kinship(one, other));
    let close = |one: &Unit, other: &Unit| {
        let kinship = kinship(one, other);
        Some(kinship + compare_to(one, other, &rarity, enough(one.slot) - kinship)?)
    };
    let pairs = candidates(&units, &dates, by_both, close);
    merge(&units, pairs, &mut groups, kin);
    let mut of_claims = vec![0; claims.len()];
    for (unit, &group) in units.iter().zip(&groups) {
        for &claim in &unit.claims {
            of_claims[claim as usize] = group;
        }
    }
    of_claims
}

/// The units of numbers and those of dates, in order.
fn orders(units: &[Unit]) -> [Vec<u32>; 2] {
    (0..)
        .zip(units)
        .map(|(index, unit)| (index, matches!(unit.slot, Slot::Money | Slot::Casualty(_))))
        .fold([Vec::new(), Vec::new()], |mut orders, (index, number)| {
            orders[usize::from(!number)].push(index);
            orders
        })
}

/// Reads every sentence once: how rare each term is, and in how many documents it stands.
fn weigh(claims: &[Claim], words: &mut Words) -> (Rarity, Vec<u32>) {
    let mut spread: Vec<u32> = Vec::new();
    let mut documents = 0.0_f32;
    for article in claims.chunk_by(one_article) {
        let mut terms: Vec<Term> = article
            .chunk_by(|x, y| x.sentence == y.sentence)
            .flat_map(|claims| words.read(&claims[0].sentence))
            .collect();
        terms.sort_unstable();
        terms.dedup();
        spread.resize(words.len(), 0);
        for term in terms {
            spread[term as usize] += 1;
        }
        documents += 1.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
    let weights = spread
        .iter()
        .map(|&with| (documents / with.max(1) as f32).ln_1p())
        .collect();
    let names = (0..)
        .take(words.len())
        .map(|term| words.is_name(term))
        .collect();
    (Rarity { weights, names }, spread)
}

fn units(claims: &[Claim], words: &mut Words, rarity: &Rarity) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut indices = 0..;
    for (article, document) in claims.chunk_by(one_article).zip(0..) {
        let single: Vec<Unit> = article
            .iter()
            .zip(&mut indices)
            .map(|(claim, index)| Unit::of(claim, index, document, words))
            .collect();
        let mut terms: Vec<Term> = single
            .iter()
            .flat_map(|unit| unit.sentence.iter().copied())
            .collect();
        terms.sort_unstable();
        terms.dedup();
        let known = units.len();
        units.extend(within::join(single, claims, words));
        for unit in &mut units[known..] {
            set_context(unit, &terms, rarity);
        }
    }
    units
}

/// Sets the unit's context from its sentences and the `terms` of its document.
fn set_context(unit: &mut Unit, terms: &[Term], rarity: &Rarity) {
    let own = std::mem::take(&mut unit.sentence);
    let mut context: Vec<(Term, f32)> = terms
        .iter()
        .map(|&term| {
            let share = if own.binary_search(&term).is_ok() {
                1.0
            } else {
                DOCUMENT
            };
            (term, share * rarity.weight(term))
        })
        .collect();
    context.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    context.truncate(CONTEXT_TERMS);
    context.sort_by_key(|(term, _)| *term);
    let length = |context: &[(Term, f32)], names: bool| {
        let squares = context
            .iter()
            .filter(|(term, _)| !names || rarity.is_name(*term))
            .map(|(_, weight)| weight * weight);
        squares.sum::<f32>().sqrt()
    };
    let whole = length(&context, false).max(f32::MIN_POSITIVE);
    for (_, weight) in &mut context {
        *weight /= whole;
    }
    unit.names = length(&context, true);
    unit.context = context.into_boxed_slice();
}

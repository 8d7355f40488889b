//! Claims of any number of documents in, findings out.

mod block;
mod compare;
mod merge;
mod time;
mod unit;
mod within;
mod words;

use crate::claim::Claim;
use compare::{Rarity, compare};
use unit::{Slot, Unit};
use words::{Term, Words};

const REST: f32 = 0.35;
const CONTEXT: usize = 32;

/// groups
pub fn group(claims: &[Claim]) -> Vec<u32> {
    let mut words = Words::new();
    let mut units: Vec<Unit> = Vec::new();
    let mut spread: Vec<u32> = Vec::new();
    let mut documents = 0_u32;
    for article in claims.chunk_by(|x, y| x.document == y.document) {
        let mut all = Vec::new();
        for (index, claim) in article.iter().enumerate() {
            if index == 0 || claim.sentence != article[index - 1].sentence { all.extend(words.sentence(&claim.sentence)); }
        }
        all.sort_unstable();
        all.dedup();
        spread.resize(words.len(), 0);
        for &term in &all { spread[term as usize] += 1; }
        documents += 1;
    }
    let count = documents as f32;
    let rarity = Rarity(spread.iter().map(|&with| (1.0 + count / (with as f32).max(1.0)).ln()).collect(), (0..words.len() as u32).map(|t| words.is_name(t)).collect());
    let mut index = 0;
    for (document, article) in claims.chunk_by(|x, y| x.document == y.document).enumerate() {
        let fresh: Vec<Unit> = article.iter().map(|claim| { index += 1; Unit::of(claim, index - 1, document as u32, &mut words) }).collect();
        let mut all: Vec<Term> = fresh.iter().flat_map(|unit| unit.sentence.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        let first = units.len();
        units.extend(within::join(fresh, claims, &words));
        for unit in &mut units[first..] {
            let mut context: Vec<(Term, f32)> = all.iter().map(|&term| {
                let here = if unit.sentence.binary_search(&term).is_ok() { 1.0 } else { REST };
                (term, here * rarity.of(term))
            }).collect();
            context.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            context.truncate(CONTEXT);
            context.sort_by_key(|x| x.0);
            let norm = context.iter().map(|x| x.1 * x.1).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            for x in &mut context { x.1 /= norm; }
            unit.names = context.iter().filter(|x| rarity.1[x.0 as usize]).map(|x| x.1 * x.1).sum::<f32>().sqrt();
            unit.context = context;
        }
    }
    let mut group: Vec<u32> = (0..units.len() as u32).collect();
    for dates in [false, false, true] {
        let is = |unit: &Unit| matches!(unit.slot, Slot::Day | Slot::Length | Slot::Other) == dates;
        let order: Vec<u32> = (0..units.len() as u32).filter(|&x| is(&units[x as usize])).collect();
        let score = |a: u32, b: u32| compare(&units[a as usize], &units[b as usize], &rarity);
        let pairs: Vec<(f32, u32, u32)> = block::candidates(&units, &order, &spread).into_iter()
            .filter(|&(a, b)| units[a as usize].document != units[b as usize].document)
            .filter_map(|(a, b)| Some((score(a, b)?, a, b))).filter(|x| x.0 >= compare::enough(units[x.1 as usize].slot)).collect();
        let merged = merge::merge(units.len(), pairs, |x| compare::enough(units[x as usize].slot), score);
        for &x in &order { group[x as usize] = merged[x as usize]; }
        if !dates { anchor(&mut units, &group, claims); }
    }
    let mut of = vec![0; claims.len()];
    for (index, unit) in units.iter().enumerate() { for &claim in &unit.claims { of[claim as usize] = group[index]; } }
    of
}

fn anchor(units: &mut [Unit], group: &[u32], claims: &[Claim]) {
    let mut start = 0;
    while start < units.len() {
        let end = start + units[start..].iter().take_while(|x| x.document == units[start].document).count();
        for d in start..end {
            let mut anchors = Vec::new();
            let mut strong = Vec::new();
            for q in start..end {
                if q == d || !matches!(units[q].slot, Slot::Money | Slot::Casualty(_)) { continue; }
                let linked = units[d].slot == Slot::Day && units[q].claims.iter().any(|&c| units[d].claims.iter().any(|&x| claims[c as usize].arguments.when.as_ref().is_some_and(|w| w.start == claims[x as usize].quote.start)));
                let told = match (units[q].days, units[d].days) {
                    (Some(x), Some(y)) => x == y || x.gap(y) <= 0 && x.len().max(y.len()) <= 31,
                    _ => false,
                };
                let told = told && (units[d].slot != Slot::Day || !units[d].about.is_empty());
                if linked { strong.push(group[q]); }
                if told { anchors.push(group[q]); }
            }
            if !strong.is_empty() { anchors = strong; }
            anchors.sort_unstable();
            anchors.dedup();
            units[d].anchors = anchors;
        }
        start = end;
    }
}

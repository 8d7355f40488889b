//! The claims of one finding in, its figures out: low, best, high, the rule that chose, and whether the claims agree.
//! Figures are chosen from those that were published; none is computed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::claim::{Claim, Meaning};
use crate::finding::{Agreement, Figure, Rule, Side, TimelineEntry};
use crate::mention::Status;
use crate::value::{Currency, Qualifier};

use super::dispute::agreement;
use super::time::Days;

/// How far from `about N` the true number may lie, as a share of N.
const ABOUT: f64 = 0.1;

/// One claim's figure, and who gives it.
pub(super) struct Stance<'claim> {
    pub(super) claim: &'claim Claim,
    /// The document's first of its near-copies, as a position among the finding's documents.
    pub(super) origin: usize,
    pub(super) figure: Figure,
    /// The numbers that the words allow; for dates, days.
    pub(super) low: f64,
    pub(super) high: f64,
    /// The number that the words name.
    point: f64,
    exact: bool,
    /// The document's own figure: the first that it gives and does not deny.
    pub(super) own: bool,
    /// Number of the figure among the finding's different figures, in the order of publication.
    pub(super) kind: usize,
}

impl Stance<'_> {
    fn uncertain(&self) -> bool {
        matches!(
            self.claim.status,
            Some(Status::Denied | Status::Hypothetical)
        )
    }

    /// Whether both can be true: their bounds overlap, or one is the other rounded (`£3.55bn`, `£3.6bn`).
    pub(super) fn allows(&self, other: &Self) -> bool {
        self.overlaps(other)
            || (self.exact && other.exact && (sharpens(self, other) || sharpens(other, self)))
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether both give one figure.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.kind == other.kind
    }

    fn published(&self) -> (bool, Option<Date>) {
        (self.claim.published.is_some(), self.claim.published)
    }
}

/// What the claims of one finding say together.
pub(super) struct Figures {
    pub(super) low: Option<f64>,
    pub(super) best: Option<f64>,
    pub(super) high: Option<f64>,
    /// The best TIMEX3 value of a date finding.
    pub(super) value: Option<String>,
    pub(super) rule: Rule,
    pub(super) agreement: Agreement,
    pub(super) sides: Vec<Side>,
    pub(super) timeline: Vec<TimelineEntry>,
}

/// Settles the figures of `claims`, each with the origin of its document, in the order of publication. Money in another
/// currency than `currency` is passed over.
pub(super) fn settle(claims: &[(&Claim, usize)], currency: Option<Currency>) -> Figures {
    let mut stances: Vec<Stance> = claims
        .iter()
        .filter_map(|&(claim, origin)| stance(claim, origin, currency))
        .collect();
    let certain = stances.iter().any(|stance| !stance.uncertain());
    if certain {
        stances.retain(|stance| !stance.uncertain());
    }
    let support = number(&mut stances);
    let (best, rule) = choose(&stances, &support, certain);
    let (agreement, sides) = agreement(&stances);
    let is_date = claims
        .iter()
        .all(|(claim, _)| claim.meaning.kind() == "date");
    let point = |stance: &Stance| (!is_date).then_some(stance.point);
    Figures {
        low: stances.iter().filter_map(point).min_by(f64::total_cmp),
        best: best.and_then(point),
        high: stances.iter().filter_map(point).max_by(f64::total_cmp),
        value: best.and_then(|stance| stance.figure.value.clone()),
        rule,
        agreement,
        sides,
        timeline: timeline(&stances),
    }
}

fn stance(claim: &Claim, origin: usize, wanted: Option<Currency>) -> Option<Stance<'_>> {
    let (figure, qualifier) = match &claim.meaning {
        Meaning::Money { currency, .. } if currency.is_some() && *currency != wanted => {
            return None;
        }
        Meaning::Money {
            qualifier, lo, hi, ..
        }
        | Meaning::Casualty {
            qualifier, lo, hi, ..
        } => (
            Figure {
                lo: *lo,
                hi: *hi,
                value: None,
            },
            *qualifier,
        ),
        Meaning::Date { value, .. } => {
            let value = Some(value.clone()?);
            (
                Figure {
                    lo: None,
                    hi: None,
                    value,
                },
                None,
            )
        }
    };
    let slack = if qualifier == Some(Qualifier::About) {
        ABOUT
    } else {
        0.0
    };
    let (low, high, point) = match (figure.lo, figure.hi, &figure.value) {
        (Some(lo), Some(hi), _) => (
            lo - slack * lo.abs(),
            hi + slack * hi.abs(),
            f64::midpoint(lo, hi),
        ),
        (Some(lo), None, _) => (lo, f64::INFINITY, lo),
        (None, Some(hi), _) => (f64::NEG_INFINITY, hi, hi),
        (None, None, Some(value)) => match Days::read(value) {
            Some(days) => (
                f64::from(days.first),
                f64::from(days.last),
                f64::from(days.first),
            ),
            None => (f64::NEG_INFINITY, f64::INFINITY, 0.0),
        },
        (None, None, None) => return None,
    };
    let exact = high <= low;
    Some(Stance {
        claim,
        origin,
        figure,
        low,
        high,
        point,
        exact,
        own: false,
        kind: 0,
    })
}

/// Numbers the different figures and marks each document's own; returns, for each different figure, the number of
/// independent documents that give it.
fn number(stances: &mut [Stance]) -> Vec<usize> {
    let mut known = BTreeMap::new();
    let mut holders: Vec<BTreeSet<usize>> = Vec::new();
    let mut document = None;
    for stance in stances {
        let bits = |bound: Option<f64>| bound.map(f64::to_bits);
        let key = (
            bits(stance.figure.lo),
            bits(stance.figure.hi),
            stance.figure.value.clone(),
        );
        stance.kind = *known.entry(key).or_insert(holders.len());
        if stance.kind == holders.len() {
            holders.push(BTreeSet::new());
        }
        holders[stance.kind].insert(stance.origin);
        stance.own = document != Some(&stance.claim.document);
        document = Some(&stance.claim.document);
    }
    holders.iter().map(BTreeSet::len).collect()
}

/// The stance whose figure is best, and the rule that says so.
fn choose<'a, 'claim>(
    stances: &'a [Stance<'claim>],
    support: &[usize],
    certain: bool,
) -> (Option<&'a Stance<'claim>>, Rule) {
    let Some(first) = stances.first() else {
        return (None, Rule::NoFigure);
    };
    if first.figure.value.is_some() {
        let width = |stance: &&Stance| stance.high - stance.low;
        let best = stances.iter().min_by(|x, y| {
            width(x)
                .total_cmp(&width(y))
                .then_with(|| support[y.kind].cmp(&support[x.kind]))
        });
        let agreed = stances.iter().all(|stance| stance.same(first));
        return (
            best,
            if agreed {
                Rule::Agreed
            } else {
                Rule::MostPrecise
            },
        );
    }
    let own: Vec<&Stance> = stances.iter().filter(|stance| stance.own).collect();
    if !certain {
        return (own.last().copied(), Rule::OnlyUncertain);
    }
    if own.iter().all(|stance| stance.same(first)) {
        return (Some(first), Rule::Agreed);
    }
    let supported = |stance: &&&Stance| {
        stance
            .claim
            .status
            .is_none_or(|status| status == Status::Asserted)
            || support[stance.kind] > 1
    };
    let Some(last) = own
        .iter()
        .filter(supported)
        .map(|stance| stance.published())
        .max()
    else {
        return (own.last().copied(), Rule::Latest);
    };
    let latest: Vec<&Stance> = own
        .iter()
        .filter(supported)
        .filter(|stance| stance.published() == last)
        .copied()
        .collect();
    let firmest = |x: &&Stance, y: &&Stance| {
        let firm = |stance: &Stance| stance.claim.status == Some(Status::Asserted);
        support[x.kind]
            .cmp(&support[y.kind])
            .then(x.exact.cmp(&y.exact))
            .then(firm(x).cmp(&firm(y)))
    };
    let Some(best) = latest.iter().copied().max_by(firmest) else {
        return (own.last().copied(), Rule::Latest);
    };
    let precise = own
        .iter()
        .rev()
        .find(|stance| stance.exact && !stance.same(best) && sharpens(stance, best));
    match precise {
        Some(precise) => (Some(*precise), Rule::LatestPrecise),
        None if latest.iter().all(|stance| stance.same(best)) => {
            (Some(best), Rule::LatestSupported)
        }
        None => (Some(best), Rule::LatestMostSources),
    }
}

/// Whether `coarse` is a bound that `precise` keeps, or `precise` rounded to fewer digits.
fn sharpens(precise: &Stance, coarse: &Stance) -> bool {
    if !coarse.exact {
        return coarse.overlaps(precise) && precise.point >= coarse.point * (1.0 - ABOUT);
    }
    let (fine, round) = (precise.point.abs(), coarse.point.abs());
    // A number of one or two digits is a count, not a rounding.
    if round < 100.0 || fine <= 0.0 {
        return false;
    }
    (1..=3).any(|digits| {
        let step = 10_f64.powf(round.log10().floor() + 1.0 - f64::from(digits));
        let on_step = |number: f64| ((number / step).round() * step - number).abs() < step * 1e-6;
        on_step(round) && !on_step(fine) && (fine - round).abs() <= step / 2.0
    })
}

fn timeline(stances: &[Stance]) -> Vec<TimelineEntry> {
    let mut entries: Vec<TimelineEntry> = Vec::new();
    for day in stances.chunk_by(|x, y| x.claim.published == y.claim.published) {
        let start = entries.len();
        for stance in day {
            let document = &stance.claim.document;
            match entries[start..]
                .iter_mut()
                .find(|entry| entry.figure == stance.figure)
            {
                Some(entry) => {
                    if entry.documents.last() != Some(document) {
                        entry.documents.push(document.clone());
                    }
                }
                None => entries.push(TimelineEntry {
                    published: stance.claim.published,
                    figure: stance.figure.clone(),
                    documents: vec![document.clone()],
                }),
            }
        }
    }
    entries
}

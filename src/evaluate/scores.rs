//! Pairs of gold and found claims → counts, and the faults behind them.

use std::collections::BTreeMap;

use super::gold::{GoldClaim, GoldDocument};
use super::pair::{pair, shared};
use crate::claim::{Claim, Meaning, Quote};

/// Kinds in the order of the table.
pub(super) const KINDS: [&str; 3] = ["money", "casualty", "date"];
/// Argument roles in the order of the table.
pub(super) const ROLES: [&str; 6] = ["about", "agent", "to", "place", "source", "when"];

/// Counts behind a precision and a recall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figure {
    /// Found and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// In the gold.
    pub gold: usize,
}

impl Figure {
    /// Share of the found that is right; 0 if nothing was found.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// Share of the gold that was found; 0 if there is none.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// Harmonic mean of precision and recall; 0 if either is.
    #[must_use]
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.found + self.gold)
    }
}

impl std::ops::AddAssign for Figure {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of claims are far below 2^53"
)]
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// All counts of one comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scores {
    /// Documents compared.
    pub documents: usize,
    /// By kind: spans with the same start and end.
    pub exact: BTreeMap<&'static str, Figure>,
    /// By kind: spans that overlap.
    pub overlap: BTreeMap<&'static str, Figure>,
    /// By kind: spans that overlap and whose meaning is right.
    pub claim: BTreeMap<&'static str, Figure>,
    /// By kind and attribute, over overlapping pairs: right, and all that the gold gives.
    pub attributes: BTreeMap<(&'static str, &'static str), (usize, usize)>,
    /// By role, over overlapping pairs.
    pub arguments: BTreeMap<&'static str, Figure>,
}

/// One claim that is not as the gold has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault<'a> {
    /// The document's id.
    pub document: &'a str,
    /// What the annotator wrote; `None` for a spurious claim.
    pub gold: Option<&'a GoldClaim>,
    /// What was found; `None` for a missed claim.
    pub found: Option<&'a Claim>,
}

/// Sets `found` against `gold`, document by document. Claims of documents that are not in `gold` count for nothing.
#[must_use]
pub fn score<'a>(gold: &'a [GoldDocument], found: &'a [Claim]) -> (Scores, Vec<Fault<'a>>) {
    let mut by_document: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in found {
        by_document.entry(&claim.document).or_default().push(claim);
    }
    let mut scores = Scores {
        documents: gold.len(),
        ..Scores::default()
    };
    let mut faults = Vec::new();
    for document in gold {
        let found = by_document
            .get(document.document.id.as_str())
            .map_or(&[][..], Vec::as_slice);
        for kind in KINDS {
            let gold: Vec<&GoldClaim> = document
                .claims
                .iter()
                .filter(|claim| claim.meaning.kind() == kind)
                .collect();
            let found: Vec<&Claim> = found
                .iter()
                .copied()
                .filter(|claim| claim.meaning.kind() == kind)
                .collect();
            scores.add(kind, &gold, &found, &document.document.id, &mut faults);
        }
    }
    (scores, faults)
}

impl Scores {
    fn add<'a>(
        &mut self,
        kind: &'static str,
        gold: &[&'a GoldClaim],
        found: &[&'a Claim],
        document: &'a str,
        faults: &mut Vec<Fault<'a>>,
    ) {
        let quotes: Vec<&Quote> = gold.iter().map(|claim| &claim.quote).collect();
        let found_quotes: Vec<&Quote> = found.iter().map(|claim| &claim.quote).collect();
        let pairs = pair(&quotes, &found_quotes);
        let (mut exact, mut right) = (0, 0);
        for &(i, j) in &pairs {
            let (expected, got) = (gold[i], found[j]);
            exact += usize::from(
                (expected.quote.start, expected.quote.end) == (got.quote.start, got.quote.end),
            );
            if same_meaning(&expected.meaning, &got.meaning) {
                right += 1;
            } else {
                faults.push(Fault {
                    document,
                    gold: Some(expected),
                    found: Some(got),
                });
            }
            self.add_attributes(kind, expected, got);
            self.add_arguments(expected, got);
        }
        let missed = (0..gold.len()).filter(|i| pairs.iter().all(|pair| pair.0 != *i));
        faults.extend(missed.map(|i| Fault {
            document,
            gold: Some(gold[i]),
            found: None,
        }));
        let spurious = (0..found.len()).filter(|j| pairs.iter().all(|pair| pair.1 != *j));
        faults.extend(spurious.map(|j| Fault {
            document,
            gold: None,
            found: Some(found[j]),
        }));
        for (figures, right) in [
            (&mut self.exact, exact),
            (&mut self.overlap, pairs.len()),
            (&mut self.claim, right),
        ] {
            *figures.entry(kind).or_default() += Figure {
                right,
                found: found.len(),
                gold: gold.len(),
            };
        }
    }

    fn add_attributes(&mut self, kind: &'static str, gold: &GoldClaim, found: &Claim) {
        for (name, right) in attributes(gold, found) {
            let count = self.attributes.entry((kind, name)).or_default();
            count.0 += usize::from(right);
            count.1 += 1;
        }
    }

    fn add_arguments(&mut self, gold: &GoldClaim, found: &Claim) {
        for ((role, expected), (_, got)) in gold.arguments.by_role().zip(found.arguments.by_role())
        {
            let right = expected.zip(got).is_some_and(|(a, b)| shared(a, b) > 0);
            *self.arguments.entry(role).or_default() += Figure {
                right: right.into(),
                found: got.is_some().into(),
                gold: expected.is_some().into(),
            };
        }
    }

    /// The figure of one measure over all kinds.
    #[must_use]
    pub fn total(figures: &BTreeMap<&'static str, Figure>) -> Figure {
        let mut total = Figure::default();
        for figure in figures.values() {
            total += *figure;
        }
        total
    }
}

/// Equal within a millionth of the greater, or both open.
fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0),
        (None, None) => true,
        _ => false,
    }
}

fn same_meaning(gold: &Meaning, found: &Meaning) -> bool {
    match (gold, found) {
        (
            Meaning::Money {
                lo, hi, currency, ..
            },
            Meaning::Money {
                lo: lo2,
                hi: hi2,
                currency: currency2,
                ..
            },
        ) => near(*lo, *lo2) && near(*hi, *hi2) && currency == currency2,
        (
            Meaning::Casualty { lo, hi, harm, .. },
            Meaning::Casualty {
                lo: lo2,
                hi: hi2,
                harm: harm2,
                ..
            },
        ) => near(*lo, *lo2) && near(*hi, *hi2) && harm == harm2,
        (Meaning::Date { value, .. }, Meaning::Date { value: value2, .. }) => value == value2,
        _ => false,
    }
}

/// Each attribute of a pair and whether it is right; `on` only where the gold gives it.
fn attributes(gold: &GoldClaim, found: &Claim) -> Vec<(&'static str, bool)> {
    let mut out = vec![("status", gold.status == found.status)];
    match (&gold.meaning, &found.meaning) {
        (
            Meaning::Money {
                qualifier,
                currency,
                role,
                on,
                ..
            },
            Meaning::Money {
                qualifier: qualifier2,
                currency: currency2,
                role: role2,
                on: on2,
                ..
            },
        ) => {
            out.extend([
                ("qualifier", qualifier == qualifier2),
                ("currency", currency == currency2),
                ("role", role == role2),
            ]);
            out.extend(on.is_some().then(|| ("on", on == on2)));
        }
        (
            Meaning::Casualty {
                qualifier,
                harm,
                group,
                subset,
                scope,
                on,
                ..
            },
            Meaning::Casualty {
                qualifier: qualifier2,
                harm: harm2,
                group: group2,
                subset: subset2,
                scope: scope2,
                on: on2,
                ..
            },
        ) => {
            out.extend([
                ("qualifier", qualifier == qualifier2),
                ("type", harm == harm2),
                ("group", group == group2),
                ("subset", subset == subset2),
                ("scope", scope == scope2),
            ]);
            out.extend(on.is_some().then(|| ("on", on == on2)));
        }
        (
            Meaning::Date { when_kind, .. },
            Meaning::Date {
                when_kind: when_kind2,
                ..
            },
        ) => {
            out.push(("type", when_kind == when_kind2));
        }
        _ => {}
    }
    out
}

//! The claims of one document in, units out: a unit is every claim of the document that speaks of one quantity, with
//! what can show that another document's unit speaks of the same. Documents are not compared here.

use crate::claim::{Claim, Meaning, Quote};

use crate::mention::{Group, Harm, Role, Scope, Status};
use crate::value::{Currency, WhenKind};

use super::time::Days;
use super::words::{Term, Words};

/// What sort of quantity; units of different slots are never one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Slot {
    Money,
    Casualty(Harm),
    /// A date or time of day.
    Day,
    /// A duration.
    Length,
    /// A recurrence, or a date that could not be read.
    Other,
}

/// Bounds of an amount, with its currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) currency: Option<Currency>,
    pub(super) lo: Option<f64>,
    pub(super) hi: Option<f64>,
}

impl Bounds {
    /// The number that stands for the bounds.
    pub(super) fn point(self) -> Option<f64> {
        match (self.lo, self.hi) {
            (Some(lo), Some(hi)) => Some(f64::midpoint(lo, hi)),
            (bound, None) | (None, bound) => bound,
        }
    }
}

/// What the claims of one document say of one quantity.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) document: u32,
    /// Positions of its claims among all claims, in order.
    pub(super) claims: Vec<u32>,
    pub(super) slot: Slot,
    /// The days that the quantity belongs to: the shortest stretch that a claim gives.
    pub(super) days: Option<Days>,
    pub(super) published: Option<Days>,
    /// Whether `days` is more than the publication date taken for want of another.
    pub(super) dated: bool,
    /// Every amount given, each once.
    pub(super) amounts: Vec<Bounds>,
    /// TIMEX3 value, where it is no stretch of days.
    pub(super) timex: Option<String>,
    pub(super) group: Option<Group>,
    pub(super) role: Option<Role>,
    pub(super) subset: bool,
    pub(super) cumulative: bool,
    /// Every claim of it is hypothetical.
    pub(super) hypothetical: bool,
    /// Terms of the claims' own words, and of their arguments.
    pub(super) own: Box<[Term]>,
    pub(super) about: Box<[Term]>,
    pub(super) party: Box<[Term]>,
    pub(super) place: Box<[Term]>,
    /// Terms of the claims' sentences, until the context is made of them.
    pub(super) sentence: Box<[Term]>,
    /// Terms with weights, sorted by term, of length 1: what the unit's sentences and document speak of.
    pub(super) context: Box<[(Term, f32)]>,
    /// Length of the part of `context` that is names.
    pub(super) names: f32,
    /// Stands in the title.
    pub(super) title: bool,
    /// Groups of the other quantities that its document gives for the same days, sorted.
    pub(super) siblings: Box<[u32]>,
}

impl Unit {
    /// What one claim says; `index` is its position among all claims.
    pub(super) fn of(claim: &Claim, index: u32, document: u32, words: &mut Words) -> Self {
        let arguments = &claim.arguments;
        let mut terms = |quote: &Option<Quote>| {
            let terms = quote.as_ref().map(|quote| words.terms(&quote.text));
            terms.unwrap_or_default().into_boxed_slice()
        };
        let mut party = terms(&arguments.agent);
        unite(&mut party, terms(&arguments.to));
        let (about, place) = (terms(&arguments.about), terms(&arguments.place));
        let own = words.terms(&claim.quote.text).into_boxed_slice();
        let sentence = words.terms(&claim.sentence).into_boxed_slice();
        let mut unit = Self {
            document,
            claims: vec![index],
            slot: Slot::Other,
            days: None,
            published: claim.published.map(Days::of),
            dated: arguments.when.is_some(),
            amounts: Vec::new(),
            timex: None,
            group: None,
            role: None,
            subset: false,
            cumulative: false,
            hypothetical: claim.status == Some(Status::Hypothetical),
            own,
            about,
            party,
            place,
            sentence,
            context: Box::default(),
            names: 0.0,
            title: claim
                .sentence
                .find(&claim.quote.text)
                .is_some_and(|at| claim.sentence[..at].chars().count() == claim.quote.start),
            siblings: Box::default(),
        };
        unit.read(&claim.meaning);
        unit.dated |= unit.days != unit.published;
        unit
    }

    fn read(&mut self, meaning: &Meaning) {
        match meaning {
            Meaning::Money {
                lo,
                hi,
                currency,
                role,
                on,
                ..
            } => {
                self.slot = Slot::Money;
                self.role = *role;
                self.days = on.as_deref().and_then(Days::read);
                self.add_amount(*currency, *lo, *hi);
            }
            Meaning::Casualty {
                lo,
                hi,
                harm,
                group,
                subset,
                scope,
                on,
                ..
            } => {
                self.slot = Slot::Casualty(*harm);
                self.group = group.filter(|group| *group != Group::Unknown);
                self.subset = *subset == Some(true);
                self.cumulative = *scope == Some(Scope::Cumulative);
                self.days = on.as_deref().and_then(Days::read);
                self.add_amount(None, *lo, *hi);
            }
            Meaning::Date { when_kind, value } => {
                self.days = value.as_deref().and_then(Days::read);
                self.slot = match when_kind {
                    Some(WhenKind::Duration) => Slot::Length,
                    Some(WhenKind::Set) => Slot::Other,
                    _ if self.days.is_some() => Slot::Day,
                    _ => Slot::Other,
                };
                self.timex = value.clone().filter(|_| self.days.is_none());
            }
        }
    }

    fn add_amount(&mut self, currency: Option<Currency>, lo: Option<f64>, hi: Option<f64>) {
        if lo.is_some() || hi.is_some() {
            self.amounts.push(Bounds { currency, lo, hi });
        }
    }

    /// Takes in what `other`, of the same document and quantity, says.
    pub(super) fn absorb(&mut self, other: Self) {
        // A title is dated by guess; the article under it says when.
        let only_title = self.title && self.claims.len() == 1 && !other.title;
        self.claims.extend(other.claims);
        self.claims.sort_unstable();
        for amount in other.amounts {
            if !self.amounts.contains(&amount) {
                self.amounts.push(amount);
            }
        }
        self.days = match (self.days, other.days) {
            (Some(mine), Some(theirs)) if self.dated != other.dated => {
                Some(if self.dated { mine } else { theirs })
            }
            (Some(mine), Some(theirs)) => Some(if only_title || theirs.len() < mine.len() {
                theirs
            } else {
                mine
            }),
            (mine, theirs) => mine.or(theirs),
        };
        self.dated |= other.dated;
        self.title |= other.title;
        self.group = self.group.or(other.group);
        self.role = self.role.filter(|role| *role != Role::Other).or(other.role);
        self.subset &= other.subset;
        self.cumulative &= other.cumulative;
        self.hypothetical &= other.hypothetical;
        unite(&mut self.own, other.own);
        unite(&mut self.about, other.about);
        unite(&mut self.party, other.party);
        unite(&mut self.place, other.place);
        unite(&mut self.sentence, other.sentence);
    }
}

/// Adds terms to terms, which stay sorted and each once.
fn unite(mine: &mut Box<[Term]>, theirs: Box<[Term]>) {
    if mine.is_empty() {
        *mine = theirs;
    } else if !theirs.is_empty() {
        let mut all = [&mine[..], &theirs[..]].concat();
        all.sort_unstable();
        all.dedup();
        *mine = all.into_boxed_slice();
    }
}

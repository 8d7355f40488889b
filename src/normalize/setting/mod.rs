//! A document's text → what it says as a whole: which currencies its codes, places and nationalities
//! speak for, and how its numbers are grouped. It reads no mention.

mod grouping;
mod signs;

pub(in crate::normalize) use signs::{Kind, each_sign};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::currency::TABLE;
use super::number::Grouping;
use crate::value::Currency;
use signs::BARE_SIGNS;

/// How many place names one outright name of a currency outweighs.
const OUTRIGHT_WEIGHT: u32 = 4;

/// A place in the title or the lead, up to here in bytes, says more of where the article is at home.
const LEAD_BYTES: usize = 400;

/// How many later places one in the lead outweighs.
const LEAD_WEIGHT: u32 = 2;

/// The least evidence of a home: one town alone may be anybody's.
const HOME_LEAST: u32 = 2;

/// The sign that the presses of many countries write for a dollar of their own.
const DOLLAR: &str = "$";

/// How far before its bracket, in bytes, the amount may begin that a bracket converts: `BZ$2,500 ($1,250)`.
const CONVERSION_BYTES: usize = 40;

/// What a document as a whole says about its money and its numbers.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// By row of the currency table.
    evidence: Vec<Evidence>,
    /// For the first meaning of each bare sign: the row that it has in this document.
    homes: Vec<(usize, usize)>,
    /// The row of the currency of the amount nearest to the one that is read next.
    nearest: Option<usize>,
    /// What a bare number that is read next counts in, where it is not the currency itself.
    unit: Option<Decimal>,
    /// The day that it was published on.
    published: Option<Date>,
    /// How its numbers part thousands.
    pub(in crate::normalize) grouping: Grouping,
}

/// What speaks for one currency.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    /// Its places and nationalities, towns included, those in the lead twice.
    places: u32,
    /// Its towns, and the institutions and words of its own press, likewise.
    towns: u32,
    /// Names that mean nothing else, and bare signs where this is their home.
    outright: u32,
    /// Signs that mean nothing else: `A$`.
    symbols: u32,
    /// Whether such a sign stands in front of all bare ones.
    introduced: bool,
    /// Bare signs of which this is the first meaning.
    bare: u32,
    /// Those of them that convert an amount of another currency.
    conversions: u32,
}

impl Setting {
    /// What `text`, a whole document, says, and when it was `published`: the lira of 2004 is not that of 2005. Linear in
    /// its length.
    #[must_use]
    pub fn of(text: &str, published: Option<Date>) -> Self {
        let mut setting = Self {
            evidence: vec![Evidence::default(); TABLE.rows.len()],
            homes: Vec::new(),
            nearest: None,
            unit: None,
            published,
            grouping: grouping::grouping(text),
        };
        let mut bare_before = false;
        let mut last_outright: Option<(usize, usize)> = None;
        each_sign(text, |sign| {
            let weight = if sign.start < LEAD_BYTES {
                LEAD_WEIGHT
            } else {
                1
            };
            let Some(evidence) = setting.evidence.get_mut(sign.row) else {
                return;
            };
            match sign.kind {
                Kind::Place => evidence.places += weight,
                Kind::Town => {
                    evidence.places += weight;
                    evidence.towns += weight;
                }
                Kind::Outright => {
                    evidence.outright += 1;
                    last_outright = Some((sign.row, sign.start));
                }
                Kind::Symbol => {
                    evidence.symbols += 1;
                    evidence.introduced |= !bare_before;
                    last_outright = Some((sign.row, sign.start));
                }
                Kind::Bare => {
                    evidence.bare += 1;
                    bare_before = true;
                    let near =
                        last_outright.filter(|(_, start)| sign.start - start < CONVERSION_BYTES);
                    let same = near.is_some_and(|(row, _)| row == sign.row);
                    if !same && opens_a_conversion(text.get(..sign.start)) {
                        evidence.conversions += 1;
                    }
                }
            }
        });
        setting.homes = BARE_SIGNS
            .iter()
            .filter_map(|sign| setting.home_of(sign))
            .collect();
        for &(first, home) in &setting.homes {
            let bare = setting
                .evidence
                .get(first)
                .map_or(0, |evidence| evidence.bare);
            if let Some(evidence) = setting.evidence.get_mut(home) {
                evidence.outright += bare;
            }
        }
        setting
    }

    /// The day that the document was published on, where it is known.
    pub(in crate::normalize) fn published(&self) -> Option<Date> {
        self.published
    }

    /// Tells what stands beside the amount that is read next, for a number that does not say it: the currency of the
    /// nearest amounts, if they have one, and what the amount before it counts in, a million where `$38 million were asked
    /// for and forty paid`, a hundredth behind `30 cents`.
    pub fn stand_beside(&mut self, currency: Option<Currency>, unit: Decimal) {
        let mut rows = TABLE.rows.iter();
        self.nearest = currency.and_then(|own| rows.position(|row| row.currency == Some(own)));
        self.unit = Some(unit);
    }

    /// What a bare number counts in.
    pub(in crate::normalize) fn unit(&self) -> Decimal {
        self.unit.unwrap_or(Decimal::ONE)
    }

    /// The row of the currency of the nearest amount of the document, where it is known.
    pub(in crate::normalize) fn nearest(&self) -> Option<usize> {
        self.nearest
    }

    /// First meaning of a bare `sign`, and the one that it has here: that of the document's own country,
    /// where it speaks for one more than for any other and does not convert its sums into bare signs.
    fn home_of(&self, sign: &str) -> Option<(usize, usize)> {
        let candidates = &TABLE.units.get(sign.as_bytes())?.candidates;
        let first = candidates.first()?.row;
        let rivals = || {
            let rows = candidates.iter().map(|candidate| candidate.row);
            rows.filter(move |row| *row != first)
        };
        if self.evidence_of(first).conversions > 0 {
            return Some((first, first));
        }
        // Where the first meaning has a sign of its own (`US$`), the bare one is some other country's.
        let spelled_out = sign == DOLLAR && self.evidence_of(first).symbols > 0;
        let own = |row: usize| {
            let evidence = self.evidence_of(row);
            let at_home = match sign {
                DOLLAR if spelled_out => evidence.places,
                DOLLAR => evidence.towns,
                _ => 0,
            };
            at_home + OUTRIGHT_WEIGHT * evidence.outright
        };
        // It is none, either, whose own sign comes only behind bare ones: `$640 ... C$6.9 billion`.
        let told_apart = |row: usize| {
            let evidence = self.evidence_of(row);
            sign == DOLLAR && evidence.symbols > 0 && !evidence.introduced
        };
        let told = |row: usize| {
            let symbols = if told_apart(row) {
                0
            } else {
                self.evidence_of(row).symbols
            };
            own(row) + OUTRIGHT_WEIGHT * symbols
        };
        let home = self.at_home(rivals(), told, told_apart);
        Some((first, home.unwrap_or(first)))
    }

    /// The one of `rows` that has most of its `own` evidence, unless another country is more at home than
    /// that one: then its currency is a passing guest. Rows that are `told_apart` are nobody's home.
    fn at_home(
        &self,
        rows: impl Iterator<Item = usize>,
        own: impl Fn(usize) -> u32,
        told_apart: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let best = rows.reduce(|best, next| if own(next) > own(best) { next } else { best })?;
        let others = (0..self.evidence.len()).filter(|row| *row != best && !told_apart(*row));
        let most = others.map(|row| self.evidence_of(row).places).max();
        (own(best) >= HOME_LEAST && own(best) > most.unwrap_or(0)).then_some(best)
    }

    fn evidence_of(&self, row: usize) -> Evidence {
        self.evidence.get(row).copied().unwrap_or_default()
    }

    /// The row that a bare sign has here, by the row of its first meaning; `None` for other currencies.
    pub(in crate::normalize) fn home(&self, first: usize) -> Option<usize> {
        let mut homes = self.homes.iter();
        homes
            .find(|(known, _)| *known == first)
            .map(|(_, home)| *home)
    }

    /// How much the document speaks for the currency of `row`, by its places, its names and its bare sign.
    pub(in crate::normalize) fn evidence(&self, row: usize) -> u32 {
        let evidence = self.evidence_of(row);
        evidence.places + evidence.symbols + OUTRIGHT_WEIGHT * evidence.outright
    }
}

/// Whether `before`, which a bare sign follows, opens a bracket behind an amount: `₩81 trillion (`.
fn opens_a_conversion(before: Option<&str>) -> bool {
    let Some(amount) = before.and_then(|before| before.strip_suffix('(')) else {
        return false;
    };
    let mut last = amount.bytes().rev().take(CONVERSION_BYTES / 2);
    last.any(|byte| byte.is_ascii_digit())
}

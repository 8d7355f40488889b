//! A document's text → what it says as a whole: which currencies its codes, places and nationalities
//! speak for, and how its numbers are grouped. It reads no mention.

mod grouping;
mod signs;

pub(in crate::normalize) use signs::{Kind, each_sign};

use super::currency::TABLE;
use super::number::Grouping;

/// How many place names one outright name of a currency outweighs.
const OUTRIGHT_WEIGHT: u32 = 4;

/// A place in the title or the lead, up to here in bytes, says more of where the article is at home.
const LEAD_BYTES: usize = 400;

/// How many later places one in the lead outweighs.
const LEAD_WEIGHT: u32 = 2;

/// How far before its bracket, in bytes, the amount may begin that a bracket converts: `BZ$2,500 ($1,250)`.
const CONVERSION_BYTES: usize = 40;

/// What a document as a whole says about its money and its numbers.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// By row of the currency table.
    evidence: Vec<Evidence>,
    /// The row of the dollar that a bare `$` means; `None` for the US dollar.
    dollar: Option<usize>,
    /// How often a bare `$` stands in it.
    bare_dollars: u32,
    /// How its numbers part thousands.
    pub(in crate::normalize) grouping: Grouping,
}

/// Whether `before`, which a bare `$` follows, opens a bracket behind an amount: `₩81 trillion (`.
fn opens_a_conversion(before: Option<&str>) -> bool {
    let Some(amount) = before.and_then(|before| before.strip_suffix('(')) else {
        return false;
    };
    let mut last = amount.bytes().rev().take(CONVERSION_BYTES / 2);
    last.any(|byte| byte.is_ascii_digit())
}

/// What speaks for one currency.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    /// Its places and nationalities, those in the lead twice.
    places: u32,
    /// Towns of a country with a `$` of its own.
    towns: u32,
    /// Names that mean nothing else.
    outright: u32,
}

impl Setting {
    /// What `text`, a whole document, says. Linear in its length.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut setting = Self {
            evidence: vec![Evidence::default(); TABLE.rows.len()],
            dollar: None,
            bare_dollars: 0,
            grouping: grouping::grouping(text),
        };
        let mut converted_to_dollars = 0;
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
                    evidence.towns += 1;
                }
                Kind::Outright => {
                    evidence.outright += 1;
                    last_outright = Some((sign.row, sign.start));
                }
                Kind::BareDollar => {
                    setting.bare_dollars += 1;
                    let near =
                        last_outright.filter(|(_, start)| sign.start - start < CONVERSION_BYTES);
                    let from_us_dollars = near.is_some_and(|(row, _)| row == sign.row);
                    if !from_us_dollars && opens_a_conversion(text.get(..sign.start)) {
                        converted_to_dollars += 1;
                    }
                }
            }
        });
        setting.dollar = setting.own_dollar(converted_to_dollars);
        setting
    }

    /// The dollar of the document's own country, where it speaks for one more than for the United States
    /// and does not convert its sums into bare dollars.
    fn own_dollar(&self, converted_to_dollars: u32) -> Option<usize> {
        if converted_to_dollars > 0 {
            return None;
        }
        let dollars = TABLE.units.get("$")?;
        let own = |row: usize| {
            let evidence = self.evidence.get(row).copied().unwrap_or_default();
            evidence.towns + OUTRIGHT_WEIGHT * evidence.outright
        };
        let best = dollars
            .candidates
            .iter()
            .filter(|candidate| !candidate.starred)
            .map(|candidate| candidate.row)
            .reduce(|best, next| if own(next) > own(best) { next } else { best })?;
        // Where another country is more at home than that one, its dollar is a passing guest.
        let others = (0..self.evidence.len()).filter(|row| *row != best);
        let most = others.map(|row| self.places(row)).max().unwrap_or(0);
        (own(best) > most).then_some(best)
    }

    /// The row of the dollar that a bare `$` or `dollars` means; `None` for the US dollar.
    pub(in crate::normalize) fn dollar(&self) -> Option<usize> {
        self.dollar
    }

    /// How much the document speaks for the currency of `row` by its places and its outright names.
    pub(in crate::normalize) fn evidence(&self, row: usize) -> u32 {
        self.places(row) + OUTRIGHT_WEIGHT * self.outright(row)
    }

    /// How much the document speaks for the currency of `row`, bare dollar signs included.
    pub(in crate::normalize) fn evidence_with_dollars(
        &self,
        row: usize,
        is_us_dollar: bool,
    ) -> u32 {
        let bare = match self.dollar {
            Some(dollar) => dollar == row,
            None => is_us_dollar,
        };
        self.evidence(row)
            + if bare {
                OUTRIGHT_WEIGHT * self.bare_dollars
            } else {
                0
            }
    }

    fn outright(&self, row: usize) -> u32 {
        self.evidence
            .get(row)
            .map_or(0, |evidence| evidence.outright)
    }

    fn places(&self, row: usize) -> u32 {
        self.evidence.get(row).map_or(0, |evidence| evidence.places)
    }
}

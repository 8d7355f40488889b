//! Tokens → the currency that they name, and the choice among several by what the document says. The
//! table is `seeds/currencies.tsv`.

mod key;
mod resolve;
mod table;

use rust_decimal::Decimal;

use super::token::{Kind, Token};

pub(in crate::normalize) use key::Key;
pub(in crate::normalize) use resolve::{Choice, choose};
pub(in crate::normalize) use table::{Candidate, TABLE, Unit};

/// The most tokens that a name takes: `new Taiwan dollars`, `U.A.E. dirhams`.
const MOST_TOKENS: usize = 5;

/// Where a sign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::normalize) enum Place {
    /// In front of a number: a currency.
    Front,
    /// Behind it: coins.
    Behind,
}

/// A currency's name in a mention.
#[derive(Debug, Clone, Copy)]
pub(in crate::normalize) struct Name {
    /// What it may mean.
    pub(in crate::normalize) unit: &'static Unit,
    /// The rows of the nation that stands before it, if one does: `Georgian lari`.
    pub(in crate::normalize) nation: Option<&'static [usize]>,
    /// Whether it is one letter alone, which means a currency only beside digits: `R`, `p`.
    pub(in crate::normalize) letter: bool,
    /// Whether it is a sign alone: `$`, `£`, `¥`.
    pub(in crate::normalize) sign: bool,
    /// What a letter in front of its code multiplies by: a million in `30 MUSD`.
    pub(in crate::normalize) times: Decimal,
    /// Where a sign of coins is a currency's too, which of both its place makes it: `¢2.3bn`, `50¢`.
    pub(in crate::normalize) place: Option<Place>,
    /// How many tokens it takes.
    pub(in crate::normalize) length: usize,
}

impl Name {
    /// The same name in that place beside its number.
    pub(in crate::normalize) fn standing(self, place: Place) -> Self {
        let placed = Self {
            place: Some(place).filter(|_| self.sign),
            ..self
        };
        if placed.candidates().next().is_some() {
            placed
        } else {
            self
        }
    }

    /// The currencies that it may mean, in the table's order.
    pub(in crate::normalize) fn candidates(
        &self,
    ) -> impl Iterator<Item = Candidate> + Clone + use<> {
        let (nation, place) = (self.nation, self.place);
        self.unit
            .candidates
            .iter()
            .copied()
            .filter(move |candidate| nation.is_none_or(|rows| rows.contains(&candidate.row)))
            .filter(move |candidate| {
                place.is_none_or(|place| {
                    (place == Place::Front) == (candidate.worth == Decimal::ONE)
                })
            })
    }
}

/// The longest currency name that `tokens` begin with.
pub(in crate::normalize) fn name(tokens: &[Token<'_>]) -> Option<Name> {
    let first = tokens.first()?;
    if !TABLE.starts.contains(Key::of(first.text).as_bytes()) {
        return prefixed_code(first);
    }
    let direct = unit(tokens);
    if direct.is_some_and(|name| name.length > 1) {
        return direct;
    }
    nation(tokens)
        .and_then(|(rows, length)| {
            let name = unit(tokens.get(length..)?)?;
            let fits = !name.letter
                && name
                    .unit
                    .candidates
                    .iter()
                    .any(|known| rows.contains(&known.row));
            fits.then_some(Name {
                nation: Some(rows),
                length: length + name.length,
                ..name
            })
        })
        .or(direct)
}

/// A code with the magnitude in front of it, as bankers write: `MUSD`, `kSEK`.
fn prefixed_code(token: &Token<'_>) -> Option<Name> {
    let (prefix, code) = token.text.split_at_checked(1)?;
    let times = match prefix {
        "k" | "K" | "T" => Decimal::ONE_THOUSAND,
        "m" | "M" => Decimal::from(1_000_000),
        _ => return None,
    };
    let is_code = code.len() == 3 && is_capitals(code) && token.kind == Kind::Word;
    let unit = TABLE
        .units
        .get(Key::of(code).as_bytes())
        .filter(|_| is_code)?;
    Some(Name {
        unit,
        nation: None,
        letter: false,
        sign: false,
        place: None,
        times,
        length: 1,
    })
}

/// The longest entry of the table's units that `tokens` begin with.
fn unit(tokens: &[Token<'_>]) -> Option<Name> {
    let mut key = Key::empty();
    let mut found = None;
    for (at, token) in tokens.iter().take(MOST_TOKENS).enumerate() {
        if token.kind == Kind::Dash {
            if at == 0 {
                return None;
            }
            continue;
        }
        // `a $4bn deal` has an article before its dollars, not an Australian.
        let article =
            at == 1 && token.spaced && tokens.first().is_some_and(|first| first.is_word("a"));
        if matches!(token.kind, Kind::Digits | Kind::Vulgar) || article || !key.push(token.text) {
            break;
        }
        if let Some(unit) = TABLE.units.get(key.as_bytes()) {
            found = Some(Name {
                unit,
                nation: None,
                sign: at == 0 && token.kind == Kind::Symbol,
                place: None,
                times: Decimal::ONE,
                letter: key.as_bytes().len() == 1 && token.kind == Kind::Word,
                length: at + 1,
            });
        }
    }
    found.filter(|name| {
        !name.unit.word || tokens.first().is_some_and(|token| is_capitals(token.text))
    })
}

/// The longest nation that `tokens` begin with, as the rows that it speaks for.
pub(in crate::normalize) fn nation(tokens: &[Token<'_>]) -> Option<(&'static [usize], usize)> {
    let mut key = Key::empty();
    let mut found = None;
    for (at, token) in tokens.iter().take(MOST_TOKENS).enumerate() {
        if !matches!(token.kind, Kind::Word | Kind::Dash) || !key.push(token.text) {
            break;
        }
        if let Some(rows) = TABLE.nations.get(key.as_bytes()) {
            found = Some((&rows[..], at + 1));
        }
    }
    found
}

/// Whether all of `word` is in capitals.
fn is_capitals(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase())
}

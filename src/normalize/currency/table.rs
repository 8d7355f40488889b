//! `seeds/currencies.tsv` and `seeds/places.tsv` → what each name, symbol, code, coin and place may mean. Which of several
//! meanings holds is `resolve`'s business.

use std::sync::LazyLock;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::key::Key;
use crate::normalize::token::tokens;
use crate::value::Currency;

/// The currencies' table.
const CURRENCIES: &str = include_str!("../../../seeds/currencies.tsv");

/// The table of their further places.
const PLACES: &str = include_str!("../../../seeds/places.tsv");

/// ISO 4217's code for `no currency`: units of account that have none.
const NO_CURRENCY: &str = "XXX";

/// Codes that are also words, and stand in capitals in headlines: they count only beside nothing but
/// a number.
const WORDS: [&str; 12] = [
    "ALL", "ARS", "BAM", "COP", "CUP", "GEL", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY",
];

/// Marks behind a name: a star for its first meaning, a dagger for a coin of the past, a double dagger for a symbol of
/// this issue alone.
const MARKS: [char; 3] = ['*', '†', '‡'];

/// One currency that a name, symbol, code or coin may mean.
#[derive(Debug, Clone, Copy)]
pub(in crate::normalize) struct Candidate {
    /// Its row in the table.
    pub(in crate::normalize) row: usize,
    /// What one of it is worth, in whole units of the currency: 0.01 for a cent.
    pub(in crate::normalize) worth: Decimal,
    /// Whether it is what the name means where nothing tells.
    pub(in crate::normalize) starred: bool,
    /// Whether it is no longer in use: a currency or a coin of the past.
    pub(in crate::normalize) historic: bool,
    /// Whether a currency before it may have had the same name.
    pub(in crate::normalize) inherited: bool,
}

/// Everything that one name, symbol, code or coin may mean.
#[derive(Debug, Clone, Default)]
pub(in crate::normalize) struct Unit {
    /// The currencies: the starred one first, then in the table's order.
    pub(in crate::normalize) candidates: Vec<Candidate>,
    /// Whether it is an ISO code that is also a word.
    pub(in crate::normalize) word: bool,
}

/// One currency of the table.
#[derive(Debug)]
pub(in crate::normalize) struct Row {
    /// Its code; `None` for units of account without one.
    pub(in crate::normalize) currency: Option<Currency>,
    /// Whether it is no longer legal tender.
    historic: bool,
    /// The last days of the currencies that had its name before it, and their rows, in order.
    predecessors: Vec<(Date, usize)>,
}

impl Row {
    /// The currency that its name meant on `day`; `None` if itself.
    pub(in crate::normalize) fn predecessor(&self, day: Date) -> Option<usize> {
        let mut predecessors = self.predecessors.iter();
        let (_, row) = predecessors.find(|(last, _)| day <= *last)?;
        Some(*row)
    }
}

/// The currencies and all their names.
#[derive(Debug, Default)]
pub(in crate::normalize) struct Table {
    /// The currencies, sorted by code.
    pub(in crate::normalize) rows: Vec<Row>,
    /// What names, symbols, codes and coins mean, by their [`Key`].
    pub(in crate::normalize) units: FxHashMap<Vec<u8>, Unit>,
    /// The rows that a country, nationality or city speaks for, by its [`Key`].
    pub(in crate::normalize) nations: FxHashMap<Vec<u8>, Vec<usize>>,
    /// The same by the place's own spelling, in the table's order.
    pub(in crate::normalize) places: Vec<(&'static str, usize)>,
    /// Towns, institutions and words of one country's own press, with its row.
    pub(in crate::normalize) towns: Vec<(&'static str, usize)>,
    /// Symbols and codes that mean one currency only, with its row.
    pub(in crate::normalize) explicit: Vec<(&'static str, usize)>,
    /// The keys of the first tokens of all names and nations: a word that is none of them begins neither.
    pub(in crate::normalize) starts: FxHashSet<Vec<u8>>,
}

/// The table, parsed on first use.
pub(in crate::normalize) static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::parse(CURRENCIES, PLACES));

impl Table {
    fn parse(currencies: &'static str, places: &'static str) -> Self {
        let mut table = Self::default();
        let mut codes = FxHashMap::default();
        let mut successors = Vec::new();
        for line in currencies.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let mut column = || columns.next().unwrap_or_default();
            let (code, status) = (column(), column());
            let [names, symbols, coins, places] =
                [column(), column(), column(), column()].map(entries);
            let row = table.rows.len();
            codes.insert(code, row);
            if let Some((successor, last)) = status
                .strip_prefix("historic ")
                .and_then(|status| status.split_once(' '))
                && let Ok(last) = last.parse::<Date>()
            {
                successors.push((successor, last, row));
            }
            table.rows.push(Row {
                currency: code.parse().ok().filter(|_| code != NO_CURRENCY),
                historic: status.starts_with("historic"),
                predecessors: Vec::new(),
            });
            table.add(code, row, Decimal::ONE, WORDS.contains(&code));
            for name in names {
                table.add(name, row, Decimal::ONE, false);
                table.add_plural(name, row, Decimal::ONE);
            }
            for symbol in symbols {
                table.add(symbol, row, Decimal::ONE, false);
                // One letter alone speaks for a currency only where it is that letter's first meaning.
                let plain = symbol.trim_end_matches(MARKS);
                if plain.len() > 1 || plain.len() < symbol.len() {
                    table.explicit.push((plain, row));
                }
            }
            if !WORDS.contains(&code) {
                table.explicit.push((code, row));
            }
            for coin in coins {
                let (name, worth) = coin.split_once('=').unwrap_or((coin, ""));
                let worth = worth.parse().unwrap_or(Decimal::ONE);
                table.add(name, row, worth, false);
                table.add_plural(name, row, worth);
            }
            for place in places {
                table.places.push((place, row));
                table.add_start(place);
                let rows = table
                    .nations
                    .entry(Key::of(place).as_bytes().to_vec())
                    .or_default();
                rows.push(row);
            }
        }
        successors.sort_unstable_by_key(|(_, last, _)| *last);
        for (successor, last, row) in successors {
            let successor = codes
                .get(successor)
                .and_then(|row| table.rows.get_mut(*row));
            if let Some(successor) = successor {
                successor.predecessors.push((last, row));
            }
        }
        for line in places.lines().filter(|line| !line.starts_with('#')) {
            if let Some((code, towns)) = line.split_once('\t')
                && let Some(&row) = codes.get(code)
            {
                table.towns.extend(entries(towns).map(|town| (town, row)));
            }
        }
        let units = &table.units;
        table.explicit.retain(|(text, row)| {
            let Some(unit) = units.get(Key::of(text).as_bytes()) else {
                return false;
            };
            // A `C$` is a Canadian's first, though Nicaragua has one too; a `¥` alone is anybody's.
            let own_sign =
                text.chars().count() > 1 && text.chars().any(|sign| !sign.is_alphabetic());
            match &unit.candidates[..] {
                [only] => only.row == *row,
                [first, ..] => own_sign && first.starred && first.row == *row,
                [] => false,
            }
        });
        table
    }

    /// Adds one meaning of `name`; a star behind it makes that meaning the default.
    fn add(&mut self, name: &str, row: usize, worth: Decimal, word: bool) {
        let plain = name.trim_end_matches(MARKS);
        self.add_start(plain);
        let past = self.rows.get(row).is_some_and(|row| row.historic);
        let unit = self
            .units
            .entry(Key::of(plain).as_bytes().to_vec())
            .or_default();
        unit.word |= word;
        if !unit.candidates.iter().any(|known| known.row == row) {
            let starred = name.ends_with('*');
            let candidate = Candidate {
                row,
                worth,
                starred,
                historic: past || name.ends_with('†'),
                inherited: !name.ends_with('‡') && !is_code(name),
            };
            // The first meaning is looked for first, and most.
            let at = if starred { 0 } else { unit.candidates.len() };
            unit.candidates.insert(at, candidate);
        }
    }

    /// Adds the first token of `name` to those that a name may begin with.
    fn add_start(&mut self, name: &str) {
        if let Some(first) = tokens(name).first() {
            // One letter keeps its case as a key, but begins `c$` as well as `C$`.
            for spelling in [first.text.to_owned(), first.text.to_lowercase()] {
                self.starts.insert(Key::of(&spelling).as_bytes().to_vec());
            }
        }
    }

    /// Adds the regular plural of `name`, where it has one.
    fn add_plural(&mut self, name: &str, row: usize, worth: Decimal) {
        let plain = name.trim_end_matches(MARKS);
        if plain.chars().count() > 1 {
            self.add(
                &name.replacen(plain, &format!("{plain}s"), 1),
                row,
                worth,
                false,
            );
        }
    }
}

/// Whether `name` is an ISO code, which is one currency's only.
fn is_code(name: &str) -> bool {
    name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The entries of a cell of the tables.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split("; ").filter(|entry| !entry.is_empty())
}

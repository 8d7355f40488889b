//! Claims → JSON Lines: one claim a line, UTF-8, `\n` after each. Nothing is written for no claims.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::row::{Cell, RESTS_ON, ROLES, Row, SAYS};
use crate::claim::{Claim, Quote};

/// Writes claims as JSON Lines.
///
/// Every line is an object with these keys, in this order. A key that its kind has is always there,
/// `null` where the text or the model does not tell; a key of another kind never is.
///
/// | key | kinds | value |
/// |---|---|---|
/// | `document` | all | the article's id |
/// | `published` | all | its publication date, `YYYY-MM-DD`, or null |
/// | `kind` | all | `money`, `casualty` or `date` |
/// | `start`, `end` | all | Unicode code points into the article's text, end exclusive |
/// | `text` | all | the stretch itself |
/// | `status` | all | `asserted`, `reported`, `denied`, `hypothetical`, or null |
/// | `qualifier` | money, casualty | `exact`, `about`, `more_than`, `at_least`, `less_than`, `at_most`, `range`, `vague`, or null |
/// | `lo`, `hi` | money, casualty | bounds in whole currency units or people, null for no bound; no exponents for whole numbers |
/// | `currency` | money | ISO 4217 code, or null |
/// | `role` | money | `deal`, `aid`, `loan`, `investment`, `trade`, `damage`, `penalty`, `income`, `budget`, `price`, `value`, `other`, or null |
/// | `type` | casualty, date | `killed`, `injured`, `missing`, `captured`, `displaced`, `casualty`; `DATE`, `TIME`, `DURATION`, `SET`, or null |
/// | `group` | casualty | `civilian`, `security`, `militant`, `unknown`, or null |
/// | `subset` | casualty | whether the number is part of another number given, or null |
/// | `scope` | casualty | `incident`, `cumulative`, or null |
/// | `value` | date | TIMEX3 value, or null |
/// | `on` | money, casualty | TIMEX3 value of the time that it belongs to, or null |
/// | `arguments` | all | object: `about`, `agent`, `to`, `place`, `source`, `when`, each `{start, end, text}` like the claim's own; absent where the sentence gives none |
/// | `sentence` | all | the whole sentence, on one line |
/// | `confidence` | all | from 0 to 1, at four decimals |
/// | `inferred` | all | parts of the value that the words do not say: `currency`, `magnitude`, `date`, `day_month_order`; absent where there are none |
#[derive(Debug)]
pub(super) struct Jsonl<W> {
    writer: W,
    line: Vec<u8>,
}

impl<W: Write> Jsonl<W> {
    pub(super) fn new(writer: W) -> Self {
        Self {
            writer,
            line: Vec::new(),
        }
    }

    pub(super) fn write(&mut self, claim: &Claim) -> io::Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, &Line(Row::from(claim)))?;
        self.line.push(b'\n');
        self.writer.write_all(&self.line)
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.writer.flush()?;
        Ok(self.writer)
    }
}

/// A row as one JSON object.
struct Line<'claim>(Row<'claim>);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = &self.0;
        let mut line = serializer.serialize_map(None)?;
        for (column, cell) in SAYS.iter().zip(&row.says) {
            if column.belongs_to(row.kind) {
                line.serialize_entry(column.name, cell)?;
            }
        }
        line.serialize_entry("arguments", &Arguments(&row.arguments))?;
        for (column, cell) in RESTS_ON.iter().zip(&row.rests_on) {
            line.serialize_entry(column.name, cell)?;
        }
        if !row.inferred.is_empty() {
            line.serialize_entry("inferred", row.inferred)?;
        }
        line.end()
    }
}

/// The arguments that there are, by role.
struct Arguments<'row>(&'row [Option<&'row Quote>]);

impl Serialize for Arguments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let present = ROLES
            .iter()
            .zip(self.0)
            .filter_map(|(role, quote)| quote.map(|quote| (role, quote)));
        serializer.collect_map(present)
    }
}

/// Whole numbers below this (10^21) are written out; above it JSON's readers lose digits anyway.
const WRITTEN_OUT: f64 = 1e21;

impl Serialize for Cell<'_> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "only whole numbers below 10^21 are cast, to 128 bits"
    )]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Offset(offset) => offset.serialize(serializer),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < WRITTEN_OUT => {
                serializer.serialize_i128(number as i128)
            }
            Self::Number(number) => serializer.serialize_f64(number),
            Self::Flag(flag) => serializer.serialize_bool(flag),
            Self::Day(day) => serializer.collect_str(&day),
        }
    }
}

//! Claims → CSV (RFC 4180, lines end in `\n`), the columns of JSON Lines flattened. The header is always written.

use std::borrow::Cow;
use std::io::{self, Write};

use super::row::{Cell, RESTS_ON, ROLES, Row, SAYS};
use crate::claim::Claim;

/// Writes claims as CSV: UTF-8 without a byte order mark, comma, quotes only where needed.
///
/// The columns are JSON Lines' keys, for every kind; each argument takes three, such as `about`,
/// `about_start`, `about_end`; `inferred` is a list parted by single spaces. An unknown value, or a
/// column that the claim's kind does not have, is an empty cell; flags are `true` and `false`.
///
/// A text cell that a spreadsheet would run as a formula gets one apostrophe in front, so that it
/// shows as text: one that begins with `=`, `+`, `-`, `@` (or their full-width forms), a tab, a
/// carriage return or a line feed, after any number of apostrophes. Nothing is lost: to read the text back, take one apostrophe
/// from every cell that begins with apostrophes followed by one of those characters.
#[derive(Debug)]
pub(super) struct Csv<W: Write> {
    writer: csv::Writer<W>,
    header_written: bool,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(writer: W) -> Self {
        Self {
            writer: csv::Writer::from_writer(writer),
            header_written: false,
        }
    }

    pub(super) fn write(&mut self, claim: &Claim) -> io::Result<()> {
        self.write_header()?;
        let row = Row::from(claim);
        for cell in &row.says {
            self.field(&spell(*cell))?;
        }
        for argument in row.arguments {
            self.field(&defuse(argument.map_or("", |quote| &quote.text)))?;
            self.field(&offset(argument.map(|quote| quote.start)))?;
            self.field(&offset(argument.map(|quote| quote.end)))?;
        }
        for cell in &row.rests_on {
            self.field(&spell(*cell))?;
        }
        let inferred: Vec<&str> = row.inferred.iter().map(|part| part.name()).collect();
        self.field(&inferred.join(" "))?;
        self.end_record()
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.write_header()?;
        self.writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)
    }

    fn write_header(&mut self) -> io::Result<()> {
        if self.header_written {
            return Ok(());
        }
        self.header_written = true;
        for column in &SAYS {
            self.field(column.name)?;
        }
        for role in ROLES {
            self.field(role)?;
            self.field(&format!("{role}_start"))?;
            self.field(&format!("{role}_end"))?;
        }
        for column in &RESTS_ON {
            self.field(column.name)?;
        }
        self.field("inferred")?;
        self.end_record()
    }

    fn field(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_field(text).map_err(io::Error::from)
    }

    fn end_record(&mut self) -> io::Result<()> {
        let no_more_fields: [&[u8]; 0] = [];
        self.writer
            .write_record(no_more_fields)
            .map_err(io::Error::from)
    }
}

/// The cell as text; only the article's own text needs defusing.
fn spell<'claim>(cell: Cell<'claim>) -> Cow<'claim, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => defuse(text),
        Cell::Offset(offset) => Cow::Owned(offset.to_string()),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Flag(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
        Cell::Day(day) => Cow::Owned(day.to_string()),
    }
}

fn offset(offset: Option<usize>) -> String {
    offset.map_or_else(String::new, |offset| offset.to_string())
}

/// The characters that make a spreadsheet run a cell (OWASP, "CSV Injection").
const RUNS: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// The text with an apostrophe in front if a spreadsheet would run it.
fn defuse(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(RUNS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(cell: &str) -> &str {
        if cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(RUNS) {
            &cell[1..]
        } else {
            cell
        }
    }

    #[test]
    fn formulas_are_defused_and_read_back() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\u{ff1d}1"] {
            let cell = defuse(formula);
            assert_eq!(cell, format!("'{formula}"));
            assert_eq!(read_back(&cell), formula);
        }
        for text in ["", "'", "'=1", "''-1", "'We lost 30'", "a=b", "30"] {
            assert_eq!(read_back(&defuse(text)), text);
        }
        assert_eq!(defuse("'We lost 30'"), "'We lost 30'");
    }
}

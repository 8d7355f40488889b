//! Records → CSV (RFC 4180, lines end in `\n`): their flat rows. The header is always written.

use std::borrow::Cow;
use std::io::{self, Write};

use super::json::{Reference, Shown};
use super::row::{Cell, Column, Record, Shape};

/// Writes claims or findings as CSV: UTF-8 without a byte order mark, comma, quotes only where needed.
///
/// The columns are JSON Lines' keys, for every kind; each argument takes three, such as `about`,
/// `about_start`, `about_end`; a list is written as JSON, a finding's claims as their places. An
/// unknown value, an empty list, or a column that the record's kind does not have, is an empty cell;
/// flags are `true` and `false`.
///
/// A text cell that a spreadsheet would run as a formula gets one apostrophe in front, so that it
/// shows as text: one that begins with `=`, `+`, `-`, `@` (or their full-width forms), a tab, a
/// carriage return or a line feed, after any number of apostrophes. Nothing is lost: to read the
/// text back, take one apostrophe from every cell that begins with apostrophes followed by one of
/// those characters.
#[derive(Debug)]
pub(super) struct Csv<W: Write> {
    writer: csv::Writer<W>,
    columns: &'static [Column],
    header_written: bool,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(columns: &'static [Column], writer: W) -> Self {
        Self {
            writer: csv::Writer::from_writer(writer),
            columns,
            header_written: false,
        }
    }

    pub(super) fn write(&mut self, record: &impl Record) -> io::Result<()> {
        self.write_header()?;
        for (column, cell) in self.columns.iter().zip(record.cells()) {
            self.field(&spell(column, &cell)?)?;
            if let (Shape::Quote, Cell::Quote(quote)) = (column.shape, &cell) {
                self.field(&quote.start.to_string())?;
                self.field(&quote.end.to_string())?;
            } else if matches!(column.shape, Shape::Quote) {
                self.field("")?;
                self.field("")?;
            }
        }
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
        for column in self.columns {
            self.field(column.name)?;
            if matches!(column.shape, Shape::Quote) {
                self.field(&format!("{}_start", column.name))?;
                self.field(&format!("{}_end", column.name))?;
            }
        }
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

/// The cell as text; only text of articles needs defusing.
fn spell<'cell>(column: &Column, cell: &'cell Cell<'_>) -> io::Result<Cow<'cell, str>> {
    Ok(match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => defuse(text),
        Cell::Quote(quote) => defuse(&quote.text),
        Cell::Count(count) => Cow::Owned(count.to_string()),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Texts(_) | Cell::Rows(_) if cell.is_empty() => Cow::Borrowed(""),
        Cell::Texts(_) | Cell::Rows(_) => Cow::Owned(serde_json::to_string(&Shown(column, cell))?),
        Cell::Claims(claims) => {
            let places: Vec<Reference<'_>> = claims.iter().map(Reference::from).collect();
            Cow::Owned(serde_json::to_string(&places)?)
        }
    })
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

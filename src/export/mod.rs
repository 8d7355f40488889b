//! Claims → bytes. Every format is one small file and sees a claim as the same flat row, so that they
//! cannot drift apart. The same claims give the same bytes. Nothing here opens a file or sorts: what
//! comes first is written first.

mod csv;
mod display;
mod jsonl;
mod row;
mod table;

use std::io::{self, Write};

use self::csv::Csv;
use self::jsonl::Jsonl;
use self::table::Table;
pub use self::table::{Colors, Layout};
use crate::claim::Claim;

/// What claims can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// An aligned table for the terminal, grouped by article; values are spelled for people.
    Table,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
}

/// Writes all of `claims` at once. [`Format::Table`] gets the default [`Layout`].
///
/// ```
/// use claimex::export::{self, Format};
///
/// let line = r#"{"document": "a.txt", "published": null, "kind": "date", "start": 3, "end": 7, "text": "2025",
///     "status": "asserted", "type": "DATE", "value": "2025", "sentence": "In 2025.", "confidence": 0.9}"#;
/// let claim = serde_json::from_str(line)?;
/// let mut table = Vec::new();
/// export::write(&mut table, Format::Table, &[claim])?;
/// assert!(String::from_utf8_lossy(&table).starts_with("a.txt  date unknown\n  date        2025"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// Whatever the writer refuses.
pub fn write(writer: impl Write, format: Format, claims: &[Claim]) -> io::Result<()> {
    let mut claim_writer = ClaimWriter::new(format, writer);
    claim_writer.write(claims)?;
    claim_writer.finish().map(drop)
}

/// Writes claims as they come, document by document, holding none of them back.
///
/// However the claims are parted into calls, the bytes are the same.
#[derive(Debug)]
pub struct ClaimWriter<W: Write> {
    sink: Sink<W>,
}

#[derive(Debug)]
enum Sink<W: Write> {
    Table(Table<W>),
    Jsonl(Jsonl<W>),
    Csv(Box<Csv<W>>),
}

impl<W: Write> ClaimWriter<W> {
    /// A writer of `format`; nothing is written yet.
    pub fn new(format: Format, writer: W) -> Self {
        let sink = match format {
            Format::Table => return Self::table(Layout::default(), writer),
            Format::Jsonl => Sink::Jsonl(Jsonl::new(writer)),
            Format::Csv => Sink::Csv(Box::new(Csv::new(writer))),
        };
        Self { sink }
    }

    /// A writer of [`Format::Table`] for a terminal of another width, or with colors.
    pub fn table(layout: Layout, writer: W) -> Self {
        Self {
            sink: Sink::Table(Table::new(layout, writer)),
        }
    }

    /// Writes `claims` after those written before.
    ///
    /// # Errors
    /// Whatever the writer refuses.
    pub fn write(&mut self, claims: &[Claim]) -> io::Result<()> {
        claims.iter().try_for_each(|claim| match &mut self.sink {
            Sink::Table(table) => table.write(claim),
            Sink::Jsonl(jsonl) => jsonl.write(claim),
            Sink::Csv(csv) => csv.write(claim),
        })
    }

    /// Writes what is left, flushes, and hands the writer back.
    ///
    /// # Errors
    /// Whatever the writer refuses.
    pub fn finish(self) -> io::Result<W> {
        match self.sink {
            Sink::Table(table) => table.finish(),
            Sink::Jsonl(jsonl) => jsonl.finish(),
            Sink::Csv(csv) => csv.finish(),
        }
    }
}

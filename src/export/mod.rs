//! Claims or findings → bytes. Every format is one small file and sees a record as the same flat row, so
//! that they cannot drift apart. The same records give the same bytes. Nothing here sorts: what comes
//! first is written first.
//!
#![doc = include_str!("schema/schema.md")]

mod csv;
mod display;
mod json;
mod jsonl;
#[cfg(feature = "databases")]
mod parquet;
mod report;
mod row;
mod sink;
#[cfg(feature = "databases")]
mod sqlite;
mod standoff;
#[cfg(feature = "databases")]
mod store;
mod table;

use std::io::{self, Write};

pub use self::report::write_report;
use self::sink::Sink;
#[cfg(feature = "databases")]
pub use self::sqlite::Database;
pub use self::standoff::{
    BRAT_CONFIGURATION, LABEL_STUDIO_CONFIGURATION, LabelStudioWriter, write_brat,
    write_label_studio,
};
#[cfg(feature = "databases")]
pub use self::store::Store;
pub use self::table::{Colors, Layout};
use crate::claim::Claim;
use crate::finding::Finding;

/// JSON Schema (draft 2020-12) of a line of claims.
pub const CLAIM_SCHEMA: &str = include_str!("schema/claim.schema.json");

/// JSON Schema (draft 2020-12) of a line of findings.
pub const FINDING_SCHEMA: &str = include_str!("schema/finding.schema.json");

/// What records can be written as, one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// An aligned table for the terminal, claims grouped by article; values are spelled for people.
    Table,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
    /// Apache Parquet, compressed with Snappy.
    #[cfg(feature = "databases")]
    Parquet,
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

/// Writes all of `findings` at once. [`Format::Table`] gets the default [`Layout`].
///
/// # Errors
/// Whatever the writer refuses.
pub fn write_findings(writer: impl Write, format: Format, findings: &[Finding]) -> io::Result<()> {
    let mut finding_writer = FindingWriter::new(format, writer);
    finding_writer.write(findings)?;
    finding_writer.finish().map(drop)
}

/// Writes claims as they come, document by document, holding few of them back.
///
/// However the claims are parted into calls, the bytes are the same.
#[derive(Debug)]
pub struct ClaimWriter<W: Write> {
    sink: Sink<W, Claim>,
}

impl<W: Write> ClaimWriter<W> {
    /// A writer of `format`; nothing is written yet.
    pub fn new(format: Format, writer: W) -> Self {
        Self {
            sink: Sink::new(format, writer),
        }
    }

    /// A writer of [`Format::Table`] for a terminal of another width, or with colors.
    pub fn table(layout: Layout, writer: W) -> Self {
        Self {
            sink: Sink::table(layout, writer),
        }
    }

    /// Writes `claims` after those written before.
    ///
    /// # Errors
    /// Whatever the writer refuses.
    pub fn write(&mut self, claims: &[Claim]) -> io::Result<()> {
        self.sink.write(claims)
    }

    /// Writes what is left, flushes, and hands the writer back.
    ///
    /// # Errors
    /// Whatever the writer refuses.
    pub fn finish(self) -> io::Result<W> {
        self.sink.finish()
    }
}

/// Writes findings as they come, holding few of them back.
///
/// However the findings are parted into calls, the bytes are the same.
#[derive(Debug)]
pub struct FindingWriter<W: Write> {
    sink: Sink<W, Finding>,
}

impl<W: Write> FindingWriter<W> {
    /// A writer of `format`; nothing is written yet.
    pub fn new(format: Format, writer: W) -> Self {
        Self {
            sink: Sink::new(format, writer),
        }
    }

    /// A writer of [`Format::Table`] for a terminal of another width, or with colors.
    pub fn table(layout: Layout, writer: W) -> Self {
        Self {
            sink: Sink::table(layout, writer),
        }
    }

    /// Writes `findings` after those written before.
    ///
    /// # Errors
    /// Whatever the writer refuses.
    pub fn write(&mut self, findings: &[Finding]) -> io::Result<()> {
        self.sink.write(findings)
    }

    /// Writes what is left, flushes, and hands the writer back.
    ///
    /// # Errors
    /// Whatever the writer refuses.
    pub fn finish(self) -> io::Result<W> {
        self.sink.finish()
    }
}

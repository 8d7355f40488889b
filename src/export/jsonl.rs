//! Records → JSON Lines: one object a line, UTF-8, `\n` after each. Nothing is written for no records.

use std::io::{self, Write};

use super::json::Object;
use super::row::Record;

/// Writes claims or findings as JSON Lines; the module's schema lists the keys.
///
/// A key that the record's kind has is there even where nothing is known (`null`), but for those that the schema
/// calls optional; a key of another kind never is.
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

    pub(super) fn write(&mut self, record: &impl Record) -> io::Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, &Object(record))?;
        self.line.push(b'\n');
        self.writer.write_all(&self.line)
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.writer.flush()?;
        Ok(self.writer)
    }
}

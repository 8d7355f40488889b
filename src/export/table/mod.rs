//! Claims or findings → an aligned table for the terminal. It shortens words to the width, but never a
//! value; it is not meant to be read back.

mod claims;
mod findings;
mod text;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

/// Whether the table is colored, by ANSI escape codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colors {
    /// Colors and weights.
    Always,
    /// Plain text.
    #[default]
    Never,
}

/// How the table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The terminal's width, in columns. Under 80 the lines may run over.
    pub columns: usize,
    /// Whether it is colored.
    pub colors: Colors,
}

/// 100 columns, no colors.
impl Default for Layout {
    fn default() -> Self {
        Self {
            columns: 100,
            colors: Colors::Never,
        }
    }
}

/// The gap between two columns.
const GAP: &str = "  ";
/// As wide as `investment`.
const SORT: usize = 10;
/// As wide as `USD 999,999,999,999`, with a sign and some air.
const VALUE: usize = 24;

/// Writes records as a table. Widths follow from the layout alone, so that a row can be written as
/// soon as its record comes and the bytes do not depend on what comes after.
///
/// Control characters and marks that reorder text are shown as `U+FFFD`: an article cannot write to
/// the terminal.
#[derive(Debug)]
pub(super) struct Table<W> {
    writer: W,
    layout: Layout,
    /// The article whose claims are being written.
    document: Option<String>,
}

impl<W: Write> Table<W> {
    pub(super) fn new(layout: Layout, writer: W) -> Self {
        Self {
            writer,
            layout,
            document: None,
        }
    }

    pub(super) fn write(&mut self, record: &impl Tabulated) -> io::Result<()> {
        record.tabulate(self)
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.writer.flush()?;
        Ok(self.writer)
    }

    fn painted(&self, style: Style, text: &str) -> String {
        match self.layout.colors {
            Colors::Always => format!("{style}{text}{style:#}"),
            Colors::Never => text.to_owned(),
        }
    }
}

/// What a table has rows of.
pub(super) trait Tabulated {
    /// Writes the record's row, and what stands above it.
    fn tabulate<W: Write>(&self, table: &mut Table<W>) -> io::Result<()>;
}

/// The color of a kind of record.
fn kind_style(kind: &str) -> Style {
    let color = match kind {
        "money" => AnsiColor::Green,
        "casualty" => AnsiColor::Red,
        _ => AnsiColor::Cyan,
    };
    color.on_default()
}

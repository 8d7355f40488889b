//! Records of one sort, as they come → the file of the format that writes them.

use std::io::{self, Write};

use super::Format;
use super::csv::Csv;
use super::jsonl::Jsonl;
#[cfg(feature = "databases")]
use super::parquet::Parquet;
use super::row::Record;
use super::table::{Layout, Table, Tabulated};

/// A writer of `R` in one of the formats.
#[derive(Debug)]
pub(super) struct Sink<W: Write, R> {
    target: Target<W>,
    /// Records that wait until a whole batch has come, for the formats that write batches.
    #[cfg_attr(
        not(feature = "databases"),
        expect(dead_code, reason = "only Parquet is written in batches")
    )]
    waiting: Vec<R>,
}

#[derive(Debug)]
enum Target<W: Write> {
    Table(Table<W>),
    Jsonl(Jsonl<W>),
    Csv(Box<Csv<W>>),
    #[cfg(feature = "databases")]
    Parquet(Box<Parquet<W>>),
}

/// How many records a batch has: large enough for columns to pay, small enough to hold.
#[cfg(feature = "databases")]
const BATCH: usize = 8192;

impl<W: Write, R: Record + Tabulated + Clone> Sink<W, R> {
    pub(super) fn new(format: Format, writer: W) -> Self {
        Self::from(match format {
            Format::Table => Target::Table(Table::new(Layout::default(), writer)),
            Format::Jsonl => Target::Jsonl(Jsonl::new(writer)),
            Format::Csv => Target::Csv(Box::new(Csv::new(R::COLUMNS, writer))),
            #[cfg(feature = "databases")]
            Format::Parquet => Target::Parquet(Box::new(Parquet::new(R::COLUMNS, writer))),
        })
    }

    pub(super) fn table(layout: Layout, writer: W) -> Self {
        Self::from(Target::Table(Table::new(layout, writer)))
    }

    pub(super) fn write(&mut self, records: &[R]) -> io::Result<()> {
        for record in records {
            match &mut self.target {
                Target::Table(table) => table.write(record)?,
                Target::Jsonl(jsonl) => jsonl.write(record)?,
                Target::Csv(csv) => csv.write(record)?,
                #[cfg(feature = "databases")]
                Target::Parquet(parquet) => {
                    self.waiting.push(record.clone());
                    if self.waiting.len() == BATCH {
                        parquet.write(&self.waiting)?;
                        self.waiting.clear();
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> io::Result<W> {
        match self.target {
            Target::Table(table) => table.finish(),
            Target::Jsonl(jsonl) => jsonl.finish(),
            Target::Csv(csv) => csv.finish(),
            #[cfg(feature = "databases")]
            Target::Parquet(mut parquet) => {
                parquet.write(&self.waiting)?;
                parquet.finish()
            }
        }
    }
}

impl<W: Write, R> From<Target<W>> for Sink<W, R> {
    fn from(target: Target<W>) -> Self {
        Self {
            target,
            waiting: Vec::new(),
        }
    }
}

//! The articles named on the command line → each with its claims, in input order, while standard error is told how far it
//! is. What becomes of the claims is not decided here.

use std::io;
use std::num::NonZero;
use std::path::PathBuf;

use claimex::read::{self, Input, Progress};
use claimex::{Document, Error, Extraction, Extractor, batch};
use clap::{Args, ValueHint};
use jiff::civil::Date;

use crate::args::{day, likelihood, threads};
use crate::engine::Engine;
use crate::report::{Report, Tally};

/// Which articles to read, and how.
#[derive(Debug, Args)]
pub(crate) struct Collection {
    /// Text files, JSON Lines files, folders of them, or - for standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Publication date of articles that have none of their own
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<Date>,

    /// Threads to work on; all cores if not given
    #[arg(long, value_name = "N", value_parser = threads())]
    threads: Option<NonZero<usize>>,

    /// Leave out claims less likely than X (0 to 1) to be right
    #[arg(long, value_name = "X", value_parser = likelihood, default_value = "0", hide_default_value = true)]
    pub(crate) min_confidence: f32,

    #[command(flatten)]
    pub(crate) engine: Engine,
}

/// What a collection came to, and the voice that told of it.
pub(crate) struct Reading {
    pub(crate) tally: Tally,
    progress: Progress,
    report: Report,
}

impl Collection {
    /// Hands every article with its claims to `receive`, and what could not be read to standard error and to `skip`.
    /// `shown` says that claims run over the screen as they come, where a progress bar would be in the way.
    ///
    /// The result is the first that `receive` returns as an error; nothing more is read then.
    pub(crate) fn read(
        &self,
        extractor: &Extractor,
        shown: bool,
        mut receive: impl FnMut(Document, Extraction) -> io::Result<()>,
        mut skip: impl FnMut(&Error),
    ) -> (Reading, io::Result<()>) {
        let inputs: Vec<Input> = self.inputs.iter().cloned().map(input).collect();
        let mut report = Report::new(&inputs, shown);
        let documents = read::open(inputs, self.date);
        let progress = documents.progress();
        let threads = self.threads.unwrap_or_else(batch::available_threads);
        let mut tally = Tally::default();
        let received = batch::extract_with_documents(extractor, documents, threads, |found| {
            match found {
                Ok((document, mut extraction)) => {
                    let least = self.min_confidence;
                    extraction.claims.retain(|claim| claim.confidence >= least);
                    tally.add(&extraction);
                    receive(document, extraction)?;
                }
                Err(error) => {
                    tally.failures += 1;
                    skip(&error);
                    report.tell(&error);
                }
            }
            report.advance(&tally, &progress);
            Ok(())
        });
        report.clear();
        let reading = Reading {
            tally,
            progress,
            report,
        };
        (reading, received)
    }
}

impl Reading {
    /// Says what it came to, in one line.
    pub(crate) fn summarize(&self) {
        self.report.summarize(&self.tally, &self.progress);
    }
}

/// What a path on the command line stands for.
pub(crate) fn input(path: PathBuf) -> Input {
    if path.as_os_str() == "-" {
        Input::StandardInput
    } else {
        Input::Path(path)
    }
}

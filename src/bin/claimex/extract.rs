//! `claimex extract`: articles → the claims of each, as they are found.

use std::io;
use std::path::PathBuf;

use claimex::batch;
use claimex::read::{self, Input};
use claimex::{Error, Extraction};

use crate::Outcome;
use crate::args::Extract;
use crate::output::Output;
use crate::report::{Report, Tally};
use crate::target::{spare, unwritten};

/// # Errors
/// If the model or the output cannot be opened, or the output cannot be written.
pub(crate) fn run(arguments: Extract) -> Result<Outcome, Error> {
    if let Some(output) = &arguments.output {
        spare(output, &arguments.inputs)?;
    }
    let extractor = arguments.engine.open()?;
    let format = arguments.format.map(Into::into);
    let mut output = Output::open(arguments.output.as_deref(), format)?;
    let output_name = output.name();
    let threads = arguments.threads.unwrap_or_else(batch::available_threads);
    let inputs: Vec<Input> = arguments.inputs.into_iter().map(input).collect();

    let mut report = Report::new(&inputs, output.is_terminal());
    let documents = read::open(inputs, arguments.date);
    let progress = documents.progress();
    let mut tally = Tally::default();
    let written = batch::extract_with_documents(&extractor, documents, threads, |found| {
        match found {
            Ok((document, extraction)) => {
                let extraction = confident(extraction, arguments.min_confidence);
                tally.add(&extraction);
                output.write(&document, &extraction.claims)?;
            }
            Err(error) => {
                tally.failures += 1;
                report.tell(&error);
            }
        }
        report.advance(&tally, &progress);
        Ok(())
    });
    report.clear();

    match written.and_then(|()| finished(output, &tally)) {
        Ok(()) => report.summarize(&tally, &progress),
        // Who reads the output may stop when they have seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Err(error) => return Err(unwritten(&output_name, error)),
    }
    Ok(if tally.failures == 0 {
        Outcome::Complete
    } else {
        Outcome::Incomplete
    })
}

/// What a path on the command line stands for.
pub(crate) fn input(path: PathBuf) -> Input {
    if path.as_os_str() == "-" {
        Input::StandardInput
    } else {
        Input::Path(path)
    }
}

/// The extraction without the claims less likely to be right than `least`.
pub(crate) fn confident(mut extraction: Extraction, least: f32) -> Extraction {
    extraction.claims.retain(|claim| claim.confidence >= least);
    extraction
}

/// An older output is better than an empty one: where no article could be read, it stays.
fn finished(output: Output, tally: &Tally) -> io::Result<()> {
    if tally.articles == 0 {
        return Ok(());
    }
    output.finish()
}

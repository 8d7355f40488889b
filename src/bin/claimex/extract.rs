//! `claimex extract`: articles → the claims of each, as they are found.

use std::io;

use claimex::Error;

use crate::Outcome;
use crate::args::Extract;
use crate::output::Output;
use crate::report::Tally;
use crate::target::{spare, unwritten};

/// # Errors
/// If the model or the output cannot be opened, or the output cannot be written.
pub(crate) fn run(arguments: &Extract) -> Result<Outcome, Error> {
    let collection = &arguments.collection;
    if let Some(output) = &arguments.output {
        spare(output, &collection.inputs)?;
    }
    let extractor = collection.engine.open()?;
    let format = arguments.format.map(Into::into);
    let mut output = Output::open(arguments.output.as_deref(), format)?;
    let output_name = output.name();
    let shown = output.is_terminal();
    let (reading, written) = collection.read(
        &extractor,
        shown,
        |document, extraction| output.write(&document, &extraction.claims),
        |_| {},
    );
    match written.and_then(|()| finished(output, &reading.tally)) {
        Ok(()) => reading.summarize(),
        // Who reads the output may stop when they have seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Err(error) => return Err(unwritten(&output_name, error)),
    }
    Ok(Outcome::after(reading.tally.failures))
}

/// An older output is better than an empty one: where no article could be read, it stays.
fn finished(output: Output, tally: &Tally) -> io::Result<()> {
    if tally.articles == 0 {
        return Ok(());
    }
    output.finish()
}

//! `claimex aggregate`: claims → what the whole collection says.

use std::path::{Path, PathBuf};

use claimex::export::Store;
use claimex::read::{self, Input};
use claimex::{Claim, Document, Error, ErrorKind, aggregate};

use crate::Outcome;
use crate::args::Aggregate;
use crate::collection::input;
use crate::findings::{FindingsOutput, reported, write_store};
use crate::form::{Content, Form};
use crate::steps::{Steps, summarize_findings};
use crate::target::spare;

/// # Errors
/// If the output cannot be opened or written.
pub(crate) fn run(arguments: Aggregate) -> Result<Outcome, Error> {
    let Aggregate {
        claims: paths,
        output: file,
        into,
        format,
        min_confidence,
    } = arguments;
    for output in file.iter().chain(&into) {
        spare(output, &paths)?;
    }
    let form = format.map(Into::into);
    // A store that is brought up to date is enough of an output.
    let output = match (&file, &into) {
        (None, Some(_)) if form.is_none() => None,
        _ => Some(FindingsOutput::new(file.as_deref(), form)?),
    };
    let store = into.as_deref().map(open_store).transpose()?.flatten();
    let mut steps = Steps::new();

    let mut claims = Vec::new();
    let mut documents: Vec<Document> = Vec::new();
    if let Some(store) = &store {
        steps.begin("reading the store");
        claims = store.claims()?;
        documents = store.documents()?;
    }
    let (read, failures) = read_claims(paths, min_confidence, &mut claims, &mut steps);
    if read == 0 && failures > 0 {
        steps.clear();
        crate::report::say("no claim was read, nothing is written");
        return Ok(Outcome::Incomplete);
    }

    steps.begin("bringing claims together");
    let findings = aggregate(claims);
    steps.begin("writing findings");
    if let Some(into) = &into {
        write_store(into, &documents, &findings)?;
    }
    if let Some(output) = &output {
        output.write(&documents, &findings)?;
    }
    steps.clear();
    summarize_findings(&findings, failures);
    if let Some(file) = file.filter(|file| is_report(file, form)) {
        tell_cut(&file, reported(&findings), findings.len());
    }
    Ok(Outcome::after(failures))
}

/// The store at `path`, locked; `None` if there is none yet.
fn open_store(path: &Path) -> Result<Option<Store>, Error> {
    if !matches!(Form::of(path, Content::Findings), Ok(Form::Sqlite)) {
        let message = "is no store, wanted a .sqlite file";
        return Err(Error::new(ErrorKind::Unsupported, message).at(path));
    }
    path.exists().then(|| Store::open(path)).transpose()
}

/// Appends the claims of all files; how many were read, and how much could not be.
fn read_claims(
    paths: Vec<PathBuf>,
    least_confidence: f32,
    claims: &mut Vec<Claim>,
    steps: &mut Steps,
) -> (usize, usize) {
    let inputs: Vec<Input> = paths.into_iter().map(input).collect();
    let bytes = read::size_bytes(&inputs);
    let lines = read::open_claims(inputs);
    let progress = lines.progress();
    steps.begin("reading claims");
    let (mut read, mut failures) = (0, 0);
    for claim in lines {
        match claim {
            Ok(claim) => {
                read += 1;
                if claim.confidence >= least_confidence {
                    claims.push(claim);
                }
            }
            Err(error) => {
                failures += 1;
                steps.tell(&error);
            }
        }
        steps.advance(progress.bytes(), bytes);
    }
    (read, failures)
}

fn is_report(file: &Path, form: Option<Form>) -> bool {
    form.map_or_else(|| Form::of(file, Content::Findings), Ok)
        .is_ok_and(|form| form == Form::Report)
}

/// Tells that the report shows fewer findings than there are.
pub(crate) fn tell_cut(file: &Path, shown: usize, all: usize) {
    if shown < all {
        let file = file.display();
        crate::report::say(&format!(
            "{file} shows the first {shown} of {all} findings, as many as a browser can open"
        ));
    }
}

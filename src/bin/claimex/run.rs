//! `claimex run`: articles → a folder with their claims, their findings, a report and an account of the run.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::io::{self, Write};
use std::path::Path;

use claimex::export::{ClaimWriter, Format};
use claimex::read::{self, Input};
use claimex::tag::Tagger;
use claimex::{Agreement, Claim, Document, Error, Finding, aggregate, batch};
use serde_json::{Value, json};

use crate::Outcome;
use crate::aggregate::tell_cut;
use crate::args::Run;
use crate::extract::{confident, input};
use crate::findings::{FindingsOutput, reported};
use crate::report::{Report, Tally};
use crate::steps::summarize_findings;
use crate::target::{Target, unwritten};

/// Most bytes of text that are kept for the report; beyond it shows sentences alone.
const KEPT_BYTES: usize = 20 << 20;

/// What reading the articles came to.
#[derive(Default)]
struct Read {
    tally: Tally,
    claims: Vec<Claim>,
    /// The articles, as long as they are few enough for the report.
    documents: Vec<Document>,
    bytes: usize,
    skipped: Vec<String>,
}

/// # Errors
/// If the model or the folder cannot be opened, or a file in it cannot be written.
pub(crate) fn run(arguments: Run) -> Result<Outcome, Error> {
    let folder = arguments.output.clone();
    let extractor = arguments.engine.open()?;
    fs_err::create_dir_all(&folder).map_err(|error| unwritten(&folder, error))?;
    let claims_file = folder.join("claims.parquet");
    let target = Target::file(&claims_file).map_err(|error| unwritten(&claims_file, error))?;
    let mut writer = ClaimWriter::new(Format::Parquet, target);

    let inputs: Vec<Input> = arguments.inputs.iter().cloned().map(input).collect();
    let mut report = Report::new(&inputs, false);
    let documents = read::open(inputs, arguments.date);
    let progress = documents.progress();
    let threads = arguments.threads.unwrap_or_else(batch::available_threads);
    let mut read = Read::default();
    let received = batch::extract_with_documents(&extractor, documents, threads, |found| {
        match found {
            Ok((document, extraction)) => {
                let extraction = confident(extraction, arguments.min_confidence);
                read.tally.add(&extraction);
                writer.write(&extraction.claims)?;
                read.claims.extend(extraction.claims);
                read.keep(document);
            }
            Err(error) => {
                read.tally.failures += 1;
                read.skipped.push(one_line(&error));
                report.tell(&error);
            }
        }
        report.advance(&read.tally, &progress);
        Ok::<(), io::Error>(())
    });
    report.clear();
    received.map_err(|error| unwritten(&claims_file, error))?;
    report.summarize(&read.tally, &progress);
    if read.tally.articles == 0 {
        return Ok(Outcome::Incomplete);
    }
    let written = writer.finish().and_then(Target::finish);
    written.map_err(|error| unwritten(&claims_file, error))?;

    let findings = aggregate(std::mem::take(&mut read.claims));
    for name in ["findings.parquet", "report.html"] {
        let file = folder.join(name);
        FindingsOutput::new(Some(&file), None)?.write(&read.documents, &findings)?;
    }
    write_account(&folder.join("run.json"), &arguments, &read, &findings)?;
    summarize_findings(&findings, 0);
    tell_cut(
        &folder.join("report.html"),
        reported(&findings),
        findings.len(),
    );
    Ok(if read.tally.failures == 0 {
        Outcome::Complete
    } else {
        Outcome::Incomplete
    })
}

impl Read {
    /// Keeps the article for the report, unless all of them would be too much for it.
    fn keep(&mut self, document: Document) {
        self.bytes += document.text.len();
        if self.bytes > KEPT_BYTES {
            self.documents = Vec::new();
        } else {
            self.documents.push(document);
        }
    }
}

/// The failure with all its causes.
fn one_line(error: &Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line = format!("{line}: {error}");
        cause = error.source();
    }
    line
}

/// Writes `run.json`. It holds no time and no name of a machine: the same run gives the same bytes.
fn write_account(
    file: &Path,
    arguments: &Run,
    read: &Read,
    findings: &[Finding],
) -> Result<(), Error> {
    let model = arguments.engine.model();
    let files: BTreeMap<&str, String> = Tagger::fingerprints(&model)?.into_iter().collect();
    let tally = &read.tally;
    let kinds = ["money", "casualty", "date"];
    let account = json!({
        "claimex": env!("CARGO_PKG_VERSION"),
        "model": {
            "name": model.to_string(),
            "sha256": files,
        },
        "options": {
            "inputs": arguments.inputs.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>(),
            "backend": arguments.engine.backend()?.to_string(),
            "date": arguments.date,
            "min_confidence": written_share(arguments.min_confidence),
        },
        "counts": {
            "articles": tally.articles,
            "sentences": tally.sentences(),
            "words": tally.words(),
            "claims": counts(kinds.map(|kind| (kind, tally.claims(kind)))),
            "findings": counts(kinds.map(|kind| {
                (kind, findings.iter().filter(|finding| finding.kind() == kind).count())
            })),
            "agreement": counts([Agreement::Consistent, Agreement::Updated, Agreement::Disputed].map(|agreement| {
                let agreeing = findings.iter().filter(|finding| finding.agreement == agreement);
                (agreement.name(), agreeing.count())
            })),
            "findings_in_report": reported(findings),
        },
        "skipped": read.skipped,
    });
    write_json(file, &account).map_err(|error| unwritten(file, error))
}

fn counts<const N: usize>(counts: [(&str, usize); N]) -> Value {
    let counts = counts.map(|(name, count)| (name.to_owned(), Value::from(count)));
    Value::Object(counts.into_iter().collect())
}

/// The share with the digits that were typed.
fn written_share(share: f32) -> Value {
    share
        .to_string()
        .parse::<f64>()
        .map_or(Value::Null, Value::from)
}

fn write_json(file: &Path, value: &Value) -> io::Result<()> {
    let mut target = Target::file(file)?;
    serde_json::to_writer_pretty(&mut target, value)?;
    target.write_all(b"\n")?;
    target.finish()
}

//! `claimex run`: articles → a folder with their claims, their findings, a report and an account of the run.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use claimex::export::{ClaimWriter, Format};
use claimex::tag::Tagger;
use claimex::{Agreement, Claim, Document, Error, Finding, aggregate};
use serde_json::{Value, json};

use crate::Outcome;
use crate::aggregate::tell_cut;
use crate::args::Run;
use crate::collection::Collection;
use crate::findings::{FindingsOutput, reported};
use crate::report::{Tally, one_line};
use crate::steps::summarize_findings;
use crate::target::{Target, unwritten};

/// Most bytes of text that are kept for the report; beyond it shows sentences alone.
const KEPT_BYTES: usize = 20 << 20;

/// What is kept of the articles.
#[derive(Default)]
struct Kept {
    claims: Vec<Claim>,
    /// The articles, as long as they are few enough for the report.
    documents: Vec<Document>,
    bytes: usize,
}

/// # Errors
/// If the model or the folder cannot be opened, or a file in it cannot be written.
pub(crate) fn run(arguments: &Run) -> Result<Outcome, Error> {
    let (collection, folder) = (&arguments.collection, &arguments.output);
    let extractor = collection.engine.open()?;
    fs_err::create_dir_all(folder).map_err(|error| unwritten(folder, error))?;
    let claims_file = folder.join("claims.parquet");
    let target = Target::file(&claims_file).map_err(|error| unwritten(&claims_file, error))?;
    let mut writer = ClaimWriter::new(Format::Parquet, target);

    let mut kept = Kept::default();
    let mut skipped = Vec::new();
    let (reading, received) = collection.read(
        &extractor,
        false,
        |document, extraction| {
            writer.write(&extraction.claims)?;
            kept.claims.extend(extraction.claims);
            kept.keep(document);
            Ok(())
        },
        |error| skipped.push(one_line(error)),
    );
    received.map_err(|error| unwritten(&claims_file, error))?;
    reading.summarize();
    let tally = &reading.tally;
    if tally.articles == 0 {
        return Ok(Outcome::Incomplete);
    }
    let written = writer.finish().and_then(Target::finish);
    written.map_err(|error| unwritten(&claims_file, error))?;

    let findings = aggregate(kept.claims);
    for name in ["findings.parquet", "report.html"] {
        let file = folder.join(name);
        FindingsOutput::new(Some(&file), None)?.write(&kept.documents, &findings)?;
    }
    write_account(
        &folder.join("run.json"),
        collection,
        tally,
        &skipped,
        &findings,
    )?;
    summarize_findings(&findings, 0);
    tell_cut(
        &folder.join("report.html"),
        reported(&findings),
        findings.len(),
    );
    Ok(Outcome::after(tally.failures))
}

impl Kept {
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

/// Writes `run.json`. It holds no time and no name of a machine: the same run gives the same bytes.
fn write_account(
    file: &Path,
    collection: &Collection,
    tally: &Tally,
    skipped: &[String],
    findings: &[Finding],
) -> Result<(), Error> {
    let model = collection.engine.model();
    let files: BTreeMap<String, String> = Tagger::fingerprints(&model)?.into_iter().collect();
    let kinds = ["money", "casualty", "date"];
    let account = json!({
        "claimex": env!("CARGO_PKG_VERSION"),
        "model": {
            "name": model.to_string(),
            "sha256": files,
        },
        "options": {
            "inputs": collection.inputs.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>(),
            "backend": collection.engine.backend()?.to_string(),
            "date": collection.date,
            "min_confidence": written_share(collection.min_confidence),
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
        "skipped": skipped,
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

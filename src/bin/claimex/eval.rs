//! `claimex eval`: annotated articles → how well the model reads them.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use claimex::evaluate::{GoldDocument, print_errors, print_scores, score};
use claimex::{Claim, Error, ErrorKind, batch};

use crate::Outcome;
use crate::args::{Eval, Grouping};
use crate::report;

/// # Errors
/// If the model cannot be opened, or the figures cannot be written.
pub(crate) fn run(arguments: &Eval) -> Result<Outcome, Error> {
    let extractor = arguments.engine.open()?;
    let mut failures = 0;
    let mut gold = Vec::new();
    for path in &arguments.gold {
        read_gold(path, &mut gold, |error| {
            failures += 1;
            report::tell(&error);
        });
    }
    let threads = arguments.threads.unwrap_or_else(batch::available_threads);
    let documents: Vec<_> = gold.iter().map(|gold| Ok(gold.document.clone())).collect();
    let mut claims: Vec<Claim> = Vec::new();
    let received = batch::extract(&extractor, documents, threads, |extraction| {
        claims.append(&mut extraction?.claims);
        Ok(())
    });
    received?;
    match print(arguments, gold, &claims) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            return Err(Error::new(ErrorKind::Io, "figures cannot be written").caused_by(error));
        }
        _ => {}
    }
    Ok(Outcome::after(failures))
}

/// Appends the articles of one file; hands every failure to `fail` and goes on.
fn read_gold(path: &Path, gold: &mut Vec<GoldDocument>, mut fail: impl FnMut(Error)) {
    let file = match fs_err::File::open(path) {
        Ok(file) => file,
        Err(cause) => {
            return fail(
                Error::new(ErrorKind::Io, "cannot be read")
                    .at(path)
                    .caused_by(cause),
            );
        }
    };
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let place = format!("{}:{}", path.display(), number + 1);
        match line {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) => match GoldDocument::parse(&line) {
                Ok(document) => gold.push(document),
                Err(error) => fail(error.at(place)),
            },
            Err(cause) => {
                return fail(
                    Error::new(ErrorKind::Io, "cannot be read")
                        .at(place)
                        .caused_by(cause),
                );
            }
        }
    }
}

fn print(arguments: &Eval, gold: Vec<GoldDocument>, claims: &[Claim]) -> io::Result<()> {
    let mut groups: BTreeMap<String, Vec<GoldDocument>> = BTreeMap::new();
    for document in gold {
        let name = match arguments.by {
            Grouping::Kind => String::new(),
            Grouping::Source => document.source().to_owned(),
        };
        groups.entry(name).or_default().push(document);
    }
    let mut out = io::stdout().lock();
    for (name, documents) in &groups {
        if arguments.by == Grouping::Source {
            writeln!(out, "{name}")?;
        }
        let (scores, faults) = score(documents, claims);
        print_scores(&mut out, &scores)?;
        print_errors(&mut out, &faults, arguments.errors)?;
    }
    Ok(())
}

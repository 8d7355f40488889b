//! JSON Lines files of articles → how many of their words get the same tag in 8-bit integers as in single precision.
//!
//! `cargo run --release --example agreement -- [--model DIR] FILE[:ARTICLES]…` reads the first ARTICLES of each file, or
//! all, and prints one line a file: words, shares of equal tags among all words and among the words that either precision
//! puts into a mention, and articles with the same claims. It judges nothing against gold: `claimex eval` does.

#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]
#![expect(clippy::print_stderr, reason = "why it stopped")]

use std::path::PathBuf;
use std::process::ExitCode;

use claimex::read::{self, Input};
use claimex::tag::{Backend, Model, Precision};
use claimex::{Error, Extractor};

/// What two precisions make of a file.
#[derive(Default)]
struct Agreement {
    articles: usize,
    same_claims: usize,
    words: usize,
    same_words: usize,
    marked: usize,
    same_marked: usize,
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// Reads the first `articles` of `file` twice.
fn compare(exact: &Extractor, fast: &Extractor, file: &str, articles: usize) -> Agreement {
    let mut agreement = Agreement::default();
    let documents = read::open(vec![Input::Path(file.into())], None);
    for document in documents.flatten().take(articles) {
        let (wanted, found) = (exact.explain(&document), fast.explain(&document));
        agreement.articles += 1;
        let claims = |claims: Vec<Option<claimex::Claim>>| -> Vec<_> {
            let place = |claim: claimex::Claim| (claim.quote, claim.meaning);
            claims.into_iter().flatten().map(place).collect()
        };
        agreement.same_claims += usize::from(claims(wanted.claims) == claims(found.claims));
        for (wanted, found) in wanted.words.iter().zip(&found.words) {
            let marked = wanted.tag != "O" || found.tag != "O";
            let same = wanted.tag == found.tag;
            agreement.words += 1;
            agreement.same_words += usize::from(same);
            agreement.marked += usize::from(marked);
            agreement.same_marked += usize::from(marked && same);
        }
    }
    agreement
}

fn run() -> Result<(), Error> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let model = if arguments.first().is_some_and(|first| first == "--model") && arguments.len() > 1
    {
        let directory = PathBuf::from(&arguments[1]);
        arguments.drain(..2);
        Model::Directory(directory)
    } else {
        Model::Base
    };
    let open = |precision| Extractor::open_with(&model, Backend::Native(precision));
    let (exact, fast) = (open(Precision::F32)?, open(Precision::Int8)?);
    println!("articles  same claims    words  same tags  in mentions  same tags  file");
    for argument in &arguments {
        let (file, articles) = argument
            .rsplit_once(':')
            .and_then(|(file, count)| Some((file, count.parse().ok()?)))
            .unwrap_or((argument.as_str(), usize::MAX));
        let found = compare(&exact, &fast, file, articles);
        println!(
            "{:8}  {:10.2}%  {:7}  {:8.3}%  {:11}  {:8.3}%  {file}",
            found.articles,
            share(found.same_claims, found.articles),
            found.words,
            share(found.same_words, found.words),
            found.marked,
            share(found.same_marked, found.marked),
        );
    }
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("agreement: {error}");
            ExitCode::FAILURE
        }
    }
}

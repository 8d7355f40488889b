//! `Extractor`: one document → its claims. It knows no model yet: what begins with `$` is a claim.

use std::path::Path;

use crate::claim::{Claim, Meaning, Quote, QuotedArguments};
use crate::document::Document;
use crate::error::{Error, ErrorKind};

/// Reads claims out of documents. It can be shared between threads.
#[derive(Debug)]
pub struct Extractor;

/// A document's claims and how much text they came from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extraction {
    /// The claims, in text order.
    pub claims: Vec<Claim>,
    /// Sentences of the document.
    pub sentences: usize,
    /// Words of the document: stretches without white space.
    pub words: usize,
}

impl Extractor {
    /// The model inside the binary.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] if it cannot be vouched for.
    pub fn open_default() -> Result<Self, Error> {
        Ok(Self)
    }

    /// The model in `directory`.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] if a file is missing.
    pub fn open(directory: impl AsRef<Path>) -> Result<Self, Error> {
        let config = directory.as_ref().join("config.json");
        match fs_err::metadata(&config) {
            Ok(_) => Ok(Self),
            Err(error) => Err(Error::new(ErrorKind::Model, "no such file")
                .at(config)
                .caused_by(error)),
        }
    }

    /// The claims of one document, in text order.
    #[must_use]
    pub fn extract(&self, document: &Document) -> Vec<Claim> {
        self.extract_with_statistics(document).claims
    }

    /// The claims of one document, in text order, and how much text they came from.
    #[must_use]
    pub fn extract_with_statistics(&self, document: &Document) -> Extraction {
        let mut start = 0;
        let mut claims = Vec::new();
        for word in document.text.split(' ') {
            let end = start + word.chars().count();
            if word.starts_with('$') {
                claims.push(claim(document, start, end, word));
            }
            start = end + 1;
        }
        Extraction {
            claims,
            sentences: document.text.lines().count(),
            words: document.text.split_whitespace().count(),
        }
    }
}

fn claim(document: &Document, start: usize, end: usize, word: &str) -> Claim {
    Claim {
        document: document.id.clone(),
        published: document.published,
        quote: Quote {
            start,
            end,
            text: word.to_owned(),
        },
        status: None,
        meaning: Meaning::Money {
            qualifier: None,
            lo: None,
            hi: None,
            currency: None,
            role: None,
            on: None,
        },
        arguments: QuotedArguments::default(),
        sentence: word.to_owned(),
        confidence: 0.5,
        inferred: Vec::new(),
    }
}

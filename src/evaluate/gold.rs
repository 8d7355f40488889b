//! A line of annotated JSON → a document and its gold claims.

use jiff::civil::Date;
use serde::Deserialize;

use crate::claim::{Meaning, Quote, QuotedArguments};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::mention::Status;

/// A claim as an annotator wrote it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldClaim {
    /// Its words and place.
    #[serde(flatten)]
    pub quote: Quote,
    /// How surely the article states it.
    pub status: Option<Status>,
    /// What it says.
    #[serde(flatten)]
    pub meaning: Meaning,
    /// Its arguments.
    #[serde(default)]
    pub arguments: QuotedArguments,
}

/// An annotated article.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldDocument {
    /// The article.
    pub document: Document,
    /// Its claims, in text order.
    pub claims: Vec<GoldClaim>,
}

/// The line as it is written; fields that scoring does not need are passed over.
#[derive(Deserialize)]
struct Record {
    id: String,
    date: Option<Date>,
    text: String,
    claims: Vec<GoldClaim>,
}

impl GoldDocument {
    /// Reads one line: `{"id", "date", "text", "claims": […]}`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`] if the line is not such a record; the cause names the column and what was wanted.
    pub fn parse(line: &str) -> Result<Self, Error> {
        let record: Record = serde_json::from_str(line).map_err(|cause| {
            Error::new(ErrorKind::Input, "is not an annotated document").caused_by(cause)
        })?;
        Ok(Self {
            document: Document::new(record.id, record.text, record.date),
            claims: record.claims,
        })
    }

    /// Where the document comes from: its id up to the first slash, such as `wikinews`.
    #[must_use]
    pub fn source(&self) -> &str {
        let id = &self.document.id;
        id.split_once('/').map_or(id.as_str(), |(source, _)| source)
    }
}

//! The bytes of a JSON Lines file → articles, one a line. A line that is none is told by its place, and
//! the next line is read.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, Unexpected};

use super::bytes::Bytes;
use super::files::File;
use super::line::Lines;
use super::names;
use crate::document::Document;
use crate::error::Error;

/// What the messages want of a line.
const WANTED: &str = "a JSON object with `text`";

/// The articles of one file.
#[derive(Debug)]
pub(super) struct Records {
    lines: Lines,
    file: File,
    date: Option<Date>,
}

impl Records {
    pub(super) fn new(bytes: Bytes, file: File) -> Self {
        Self {
            lines: Lines::new(bytes, file.path.clone(), WANTED),
            date: file.date(),
            file,
        }
    }

    fn document(&self, record: Record<'_>) -> Document {
        let id = match record.id {
            Some(Id::Text(id)) => id,
            Some(Id::Number(id)) => id.to_string(),
            None => format!("{}:{}", self.file.name, self.lines.number()),
        };
        let title = record.title.as_deref().map(str::trim).unwrap_or_default();
        let text = if title.is_empty() || begins_with_paragraph(&record.text, title) {
            record.text
        } else {
            format!("{title}\n\n{}", record.text)
        };
        Document::new(id, text, record.date.or(self.date))
    }

    /// The article on the line in hand; `None` if it is a claim.
    fn article(&self) -> Option<Result<Document, Error>> {
        match self.lines.parse::<Record<'_>>() {
            Ok(record) if record.is_claim() => None,
            read => Some(read.map(|record| self.document(record))),
        }
    }
}

impl Iterator for Records {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Err(error) = self.lines.advance()? {
            return Some(Err(error));
        }
        Some(self.article().unwrap_or_else(|| {
            let message = "found a claim, wanted articles; the file is left out from here on";
            let error = self.lines.refused(1, message);
            Err(self.lines.ended(error))
        }))
    }
}

/// One line, as far as it is read.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'line"))]
struct Record<'line> {
    id: Option<Id>,
    #[serde(default, deserialize_with = "publication_date")]
    date: Option<Date>,
    #[serde(borrow)]
    title: Option<Cow<'line, str>>,
    text: String,
    document: Option<IgnoredAny>,
    kind: Option<IgnoredAny>,
    sentence: Option<IgnoredAny>,
}

impl Record<'_> {
    /// Whether it is a claim as this crate writes claims: they have a `text` too, but no article in it.
    fn is_claim(&self) -> bool {
        self.document.is_some() && self.kind.is_some() && self.sentence.is_some()
    }
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "invalid type: something else, expected a string or a number as `id`"
)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// A day, which a time may follow; an empty string is as good as null.
fn publication_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let Some(text) = Option::<Cow<'_, str>>::deserialize(deserializer)? else {
        return Ok(None);
    };
    if text.trim().is_empty() {
        return Ok(None);
    }
    text.split(['T', ' '])
        .next()
        .and_then(names::day)
        .map(Some)
        .ok_or_else(|| de::Error::invalid_value(Unexpected::Str(&text), &"a date as YYYY-MM-DD"))
}

/// Whether `paragraph` is a line of its own at the beginning of `text`.
fn begins_with_paragraph(text: &str, paragraph: &str) -> bool {
    text.trim_start()
        .strip_prefix(paragraph)
        .is_some_and(|rest| {
            rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n') || rest.trim().is_empty()
        })
}

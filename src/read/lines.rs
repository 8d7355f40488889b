//! The bytes of a JSON Lines file → articles, one a line. A line that is none is told by its place, and
//! the next line is read.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{self, Deserializer, Unexpected};

use super::bytes::{Bytes, LONGEST_ARTICLE};
use super::files::{self, File};
use super::{names, text};
use crate::document::Document;
use crate::error::{Error, ErrorKind};

/// Above this many bytes the line buffer is given back after a long line; no usual article needs more.
const KEPT_BYTES: usize = 1 << 20;

/// What the messages want of a line.
const WANTED: &str = "a JSON object with `text`";

/// The articles of one file.
pub(super) struct Records {
    bytes: Bytes,
    file: File,
    date: Option<Date>,
    line: usize,
    buffer: Vec<u8>,
    state: State,
}

#[derive(Debug, PartialEq, Eq)]
enum State {
    /// Nothing but blank lines so far.
    Blank,
    /// Something was read or told.
    Read,
    /// There is no more to read.
    Ended,
}

impl std::fmt::Debug for Records {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Records")
            .field("file", &self.file)
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

impl Records {
    pub(super) fn new(bytes: Bytes, file: File) -> Self {
        Self {
            bytes,
            date: file.date(),
            file,
            line: 0,
            buffer: Vec::new(),
            state: State::Blank,
        }
    }

    /// Fills the buffer with the next line; `false` at the end of the file.
    fn read_line(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        self.buffer.shrink_to(KEPT_BYTES);
        self.line += 1;
        let read = (&mut self.bytes)
            .take(LONGEST_ARTICLE)
            .read_until(b'\n', &mut self.buffer)?;
        Ok(read > 0)
    }

    /// Whether the buffer ends before its line does.
    fn is_cut(&self) -> bool {
        self.buffer.len() as u64 == LONGEST_ARTICLE && !self.buffer.ends_with(b"\n")
    }

    fn refused(&self, column: usize, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Input, message).at_place(&self.file.path, self.line, column)
    }

    fn ended(&mut self, error: Error) -> Option<Result<Document, Error>> {
        self.state = State::Ended;
        Some(Err(error))
    }

    /// The article in the buffer; `None` if the line is blank.
    fn parse(&self) -> Option<Result<Document, Error>> {
        let line = match self.line {
            1 => self.buffer.strip_prefix(text::BYTE_ORDER_MARK),
            _ => None,
        };
        let line = line.unwrap_or(&self.buffer);
        let indent = self.buffer.len() - line.trim_ascii_start().len();
        let object = line.trim_ascii();
        let first = object.first()?;
        Some(match str::from_utf8(object) {
            Err(error) => {
                let at = error.valid_up_to();
                let message = format!("found byte 0x{:02X}, wanted UTF-8", object[at]);
                Err(self.refused(indent + at + 1, message))
            }
            Ok(object) if *first != b'{' => {
                let found = object.chars().next().unwrap_or_default();
                Err(self.refused(
                    indent + 1,
                    format!("found `{}`, wanted {WANTED}", found.escape_debug()),
                ))
            }
            Ok(object) => serde_json::from_str::<Record<'_>>(object)
                .map(|record| self.document(record))
                .map_err(|error| self.refused(indent + error.column(), reason(&error, object))),
        })
    }

    fn document(&self, record: Record<'_>) -> Document {
        let id = match record.id {
            Some(Id::Text(id)) => id,
            Some(Id::Number(id)) => id.to_string(),
            None => format!("{}:{}", self.file.name, self.line),
        };
        let title = record.title.as_deref().map(str::trim).unwrap_or_default();
        let text = if title.is_empty() || begins_with_paragraph(&record.text, title) {
            record.text
        } else {
            format!("{title}\n\n{}", record.text)
        };
        Document::new(id, text, record.date.or(self.date))
    }
}

impl Iterator for Records {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.state != State::Ended {
            match self.read_line() {
                Ok(true) => {}
                Ok(false) if self.state == State::Blank => {
                    let message = format!("empty, wanted {WANTED} on each line");
                    let error = Error::new(ErrorKind::Input, message).at(&self.file.path);
                    return self.ended(error);
                }
                Ok(false) => break,
                Err(error) => {
                    let error = files::unreadable(&self.file.path, &error);
                    return self.ended(error);
                }
            }
            if self.is_cut() {
                self.state = State::Read;
                let most = LONGEST_ARTICLE >> 20;
                let error = self.refused(1, format!("found more than {most} MiB, wanted {WANTED}"));
                if let Err(error) = self.bytes.skip_until(b'\n') {
                    let error = files::unreadable(&self.file.path, &error);
                    return self.ended(error);
                }
                return Some(Err(error));
            }
            if let Some(record) = self.parse() {
                self.state = State::Read;
                return Some(record);
            }
        }
        self.state = State::Ended;
        None
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
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "invalid type: another value, expected a string or a number as `id`"
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

/// The longest stretch of a line that a message shows, in characters.
const SHOWN_CHARACTERS: usize = 80;

/// What was found and what was wanted, in one short line; the place is told elsewhere.
fn reason(error: &serde_json::Error, object: &str) -> String {
    let told = error.to_string();
    let told = told.split(" at line ").next().unwrap_or_default();
    let found = || {
        let at = error.column().saturating_sub(1);
        let rest = object.get(at..).unwrap_or_default();
        rest.chars().next().map_or_else(
            || "the end of the line".to_owned(),
            |character| format!("`{}`", character.escape_debug()),
        )
    };
    let pair = ["invalid type: ", "invalid value: "]
        .into_iter()
        .find_map(|start| told.strip_prefix(start)?.split_once(", expected "));
    match (error.classify(), pair) {
        (_, Some((found, wanted))) => format!("found {}, wanted {wanted}", shortened(found)),
        (serde_json::error::Category::Eof, _) => {
            "found the end of the line, wanted the rest of the JSON object".to_owned()
        }
        (serde_json::error::Category::Data, _) if told == "missing field `text`" => {
            "found no `text`, wanted the article's text under that name".to_owned()
        }
        (serde_json::error::Category::Syntax, _) => match told.strip_prefix("expected ") {
            Some(wanted) => format!("found {}, wanted {wanted}", found()),
            None => format!("found {}, wanted {WANTED} ({told})", found()),
        },
        _ => shortened(told),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

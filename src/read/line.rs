//! The bytes of a JSON Lines file → its lines, one after the other, each parsed as one JSON object. What is wrong with a
//! line is told by its place. What an object should hold is the business of whoever asks.

use std::io::{self, BufRead, Read};
use std::path::PathBuf;

use serde::Deserialize;

use super::bytes::{Bytes, LONGEST_ARTICLE};
use super::{files, text};
use crate::error::{Error, ErrorKind};

/// Above this many bytes the line buffer is given back after a long line; no usual article needs more.
const KEPT_BYTES: usize = 1 << 20;

/// The lines of one file.
pub(super) struct Lines {
    bytes: Bytes,
    path: PathBuf,
    /// What the messages want of a line.
    wanted: &'static str,
    number: usize,
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

impl std::fmt::Debug for Lines {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Lines")
            .field("path", &self.path)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Lines {
    /// The lines of the file at `path`; messages want `wanted` of each.
    pub(super) fn new(bytes: Bytes, path: PathBuf, wanted: &'static str) -> Self {
        Self {
            bytes,
            path,
            wanted,
            number: 0,
            buffer: Vec::new(),
            state: State::Blank,
        }
    }

    /// Goes to the next line that is not blank; `None` at the end of the file. A line of more than 256 MiB is refused.
    pub(super) fn advance(&mut self) -> Option<Result<(), Error>> {
        while self.state != State::Ended {
            match self.read_line() {
                Ok(true) => {}
                Ok(false) if self.state == State::Blank => {
                    let message = format!("empty, wanted {} on each line", self.wanted);
                    let error = Error::new(ErrorKind::Input, message).at(&self.path);
                    return Some(Err(self.ended(error)));
                }
                Ok(false) => break,
                Err(error) => {
                    let error = files::unreadable(&self.path, &error);
                    return Some(Err(self.ended(error)));
                }
            }
            if self.is_cut() {
                self.state = State::Read;
                let most = LONGEST_ARTICLE >> 20;
                let message = format!("found more than {most} MiB, wanted {}", self.wanted);
                let error = self.refused(1, message);
                if let Err(error) = self.bytes.skip_until(b'\n') {
                    let error = files::unreadable(&self.path, &error);
                    return Some(Err(self.ended(error)));
                }
                return Some(Err(error));
            }
            if !self.line().trim_ascii().is_empty() {
                self.state = State::Read;
                return Some(Ok(()));
            }
        }
        self.state = State::Ended;
        None
    }

    /// The number of the line in hand, from 1.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The line in hand as a JSON object.
    pub(super) fn parse<'line, T: Deserialize<'line>>(&'line self) -> Result<T, Error> {
        let line = self.line();
        let indent = self.buffer.len() - line.trim_ascii_start().len();
        let object = line.trim_ascii();
        match str::from_utf8(object) {
            Err(error) => {
                let at = error.valid_up_to();
                let message = format!("found byte 0x{:02X}, wanted UTF-8", object[at]);
                Err(self.refused(indent + at + 1, message))
            }
            Ok(object) if !object.starts_with('{') => {
                let found = object.chars().next().unwrap_or_default();
                let message = format!("found `{}`, wanted {}", found.escape_debug(), self.wanted);
                Err(self.refused(indent + 1, message))
            }
            Ok(object) => serde_json::from_str(object).map_err(|error| {
                self.refused(indent + error.column(), reason(&error, object, self.wanted))
            }),
        }
    }

    /// The failure `message`, at `column` of the line in hand.
    pub(super) fn refused(&self, column: usize, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Input, message).at_place(&self.path, self.number, column)
    }

    /// Reads no further, for the reason that `error` tells.
    pub(super) fn ended(&mut self, error: Error) -> Error {
        self.state = State::Ended;
        error
    }

    /// Fills the buffer with the next line; `false` at the end of the file.
    fn read_line(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        self.buffer.shrink_to(KEPT_BYTES);
        self.number += 1;
        let read = (&mut self.bytes)
            .take(LONGEST_ARTICLE)
            .read_until(b'\n', &mut self.buffer)?;
        Ok(read > 0)
    }

    /// Whether the buffer ends before its line does.
    fn is_cut(&self) -> bool {
        self.buffer.len() as u64 == LONGEST_ARTICLE && !self.buffer.ends_with(b"\n")
    }

    /// The buffer without a byte order mark.
    fn line(&self) -> &[u8] {
        let line = match self.number {
            1 => self.buffer.strip_prefix(text::BYTE_ORDER_MARK),
            _ => None,
        };
        line.unwrap_or(&self.buffer)
    }
}

/// The longest stretch of a line that a message shows, in characters.
const SHOWN_CHARACTERS: usize = 80;

/// What was found and what was wanted, in one short line; the place is told elsewhere.
fn reason(error: &serde_json::Error, object: &str, wanted: &str) -> String {
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
            None => format!("found {}, wanted {wanted} ({told})", found()),
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

//! The bytes of a text file → one article. They are UTF-8 or refused: an encoding is never guessed.

use std::io::Read;

use super::bytes::{Bytes, LONGEST_ARTICLE};
use super::files::{self, File};
use crate::document::Document;
use crate::error::{Error, ErrorKind};

/// How some programs begin a UTF-8 file.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The article that `bytes` are, named and dated by its file.
pub(super) fn read(bytes: Bytes, file: &File) -> Result<Document, Error> {
    let mut raw = Vec::new();
    bytes
        .take(LONGEST_ARTICLE + 1)
        .read_to_end(&mut raw)
        .map_err(|error| files::unreadable(&file.path, &error))?;
    let refused = |message: String| Error::new(ErrorKind::Input, message).at(&file.path);
    if raw.len() as u64 > LONGEST_ARTICLE {
        let most = LONGEST_ARTICLE >> 20;
        return Err(refused(format!(
            "found more than {most} MiB, wanted one article"
        )));
    }
    if let Some(encoding) = wide_encoding(&raw) {
        return Err(refused(format!("found {encoding}, wanted UTF-8")));
    }
    let marked = raw.starts_with(BYTE_ORDER_MARK);
    if marked {
        raw.drain(..BYTE_ORDER_MARK.len());
    }
    let text = String::from_utf8(raw).map_err(|error| {
        let found = error.utf8_error().valid_up_to();
        let mark = if marked { BYTE_ORDER_MARK.len() } else { 0 };
        not_utf8(error.as_bytes(), found, mark, file)
    })?;
    if text.trim().is_empty() {
        return Err(refused("empty, wanted an article".to_owned()));
    }
    Ok(Document::new(file.name.clone(), text, file.date()))
}

/// UTF-16, by its byte order mark or by every other of the first bytes being zero, as it is in
/// European text.
fn wide_encoding(raw: &[u8]) -> Option<&'static str> {
    match raw {
        [0xff, 0xfe, ..] => Some("UTF-16 (little-endian)"),
        [0xfe, 0xff, ..] => Some("UTF-16 (big-endian)"),
        [1..=u8::MAX, 0, 1..=u8::MAX, 0, ..] => Some("UTF-16 (little-endian, no byte order mark)"),
        [0, 1..=u8::MAX, 0, 1..=u8::MAX, ..] => Some("UTF-16 (big-endian, no byte order mark)"),
        _ => None,
    }
}

/// `found` counts bytes of `raw`, before which `mark` bytes of the file were taken away.
fn not_utf8(raw: &[u8], found: usize, mark: usize, file: &File) -> Error {
    let before = &raw[..found];
    let line = before.split(|byte| *byte == b'\n').count();
    let column = before
        .rsplit(|byte| *byte == b'\n')
        .next()
        .map_or(0, <[u8]>::len)
        + 1;
    let message = format!(
        "found byte 0x{:02X} at byte offset {}, wanted UTF-8",
        raw[found],
        mark + found
    );
    Error::new(ErrorKind::Input, message).at_place(&file.path, line, column)
}

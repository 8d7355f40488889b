//! Inputs → files, in order, and a file → its bytes with its form. It opens files, but does not read
//! articles out of them.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::vec;

use jiff::civil::Date;
use walkdir::{DirEntry, WalkDir};

use super::bytes::{self, Bytes};
use super::names::{self, Form, Shared};
use super::{Input, Progress};
use crate::error::{Error, ErrorKind};

/// What stands for the path of standard input in ids and messages.
const STANDARD_INPUT: &str = "stdin";

/// Enough first bytes to see a byte order mark and the beginning of a JSON object.
const HEAD_BYTES: usize = 64;

/// One file to read.
#[derive(Debug)]
pub(super) struct File {
    /// Where it is, as messages name it.
    pub(super) path: PathBuf,
    /// Its name in ids.
    pub(super) name: String,
    input: Input,
}

/// An opened file.
pub(super) enum Opened {
    /// All of it is one article.
    Article(Bytes),
    /// Every line is one article.
    Lines(Bytes),
}

impl File {
    /// The file that `input` is, by its own name.
    pub(super) fn of(input: Input) -> Self {
        let path = match &input {
            Input::Path(path) => path.clone(),
            Input::StandardInput => STANDARD_INPUT.into(),
        };
        Self {
            name: path.display().to_string(),
            path,
            input,
        }
    }

    /// The publication date that its name gives.
    pub(super) fn date(&self) -> Option<Date> {
        match &self.input {
            Input::Path(path) => names::date(path),
            Input::StandardInput => None,
        }
    }

    /// Opens it and looks at its first bytes.
    pub(super) fn open(&self, progress: &Progress) -> Result<Opened, Error> {
        self.open_bytes(progress)
            .map_err(|error| unreadable(&self.path, &error))
    }

    fn open_bytes(&self, progress: &Progress) -> io::Result<Opened> {
        let counter = progress.bytes.clone();
        let (bytes, form) = match &self.input {
            Input::Path(path) => (
                bytes::decompressed(fs_err::File::open(path)?, counter)?,
                names::form(path),
            ),
            Input::StandardInput => (bytes::decompressed(io::stdin(), counter)?, Form::Untold),
        };
        let (head, bytes) = bytes::peek(bytes, HEAD_BYTES)?;
        let lines = match form {
            Form::Article => false,
            Form::Lines => true,
            Form::Untold => begins_as_object(&head),
        };
        let bytes: Bytes = Box::new(bytes);
        Ok(if lines {
            Opened::Lines(bytes)
        } else {
            Opened::Article(bytes)
        })
    }
}

/// Whether the bytes begin with `{"` or `{}`, white space and a byte order mark aside.
fn begins_as_object(head: &[u8]) -> bool {
    let head = head
        .strip_prefix(super::text::BYTE_ORDER_MARK)
        .unwrap_or(head);
    head.trim_ascii_start()
        .strip_prefix(b"{")
        .is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')))
}

/// That the file or folder at `path` cannot be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Error {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::UnexpectedEof => "ends in the middle of its compressed bytes".to_owned(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            format!("damaged compressed bytes ({})", innermost(error))
        }
        _ => format!("cannot be read ({})", innermost(error)),
    };
    Error::new(ErrorKind::Io, message).at(path)
}

/// The cause at the root, which does not name the path once more.
fn innermost(error: &io::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

/// The files of a collection, one after the other.
#[derive(Debug)]
pub(super) struct Files {
    inputs: vec::IntoIter<Input>,
    walk: Option<Walk>,
    shared: Shared,
    progress: Progress,
}

#[derive(Debug)]
struct Walk {
    folder: PathBuf,
    entries: walkdir::IntoIter,
    found: bool,
}

impl Files {
    pub(super) fn new(inputs: Vec<Input>, progress: Progress) -> Self {
        let folders = inputs.iter().filter_map(|input| match input {
            // What is not there names nothing, so it changes no names.
            Input::Path(path) if !path.exists() => None,
            Input::Path(path) if path.is_dir() => Some(path.clone()),
            Input::Path(path) => Some(path.parent().unwrap_or(path).to_owned()),
            Input::StandardInput => None,
        });
        Self {
            shared: Shared::of(folders),
            inputs: inputs.into_iter(),
            walk: None,
            progress,
        }
    }

    fn file(&self, path: PathBuf) -> File {
        File {
            name: self.shared.name(&path),
            input: Input::Path(path.clone()),
            path,
        }
    }
}

impl Iterator for Files {
    type Item = Result<File, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(walk) = &mut self.walk {
                match walk.next(&self.progress) {
                    Some(found) => return Some(found.map(|path| self.file(path))),
                    None => self.walk = None,
                }
            }
            match self.inputs.next()? {
                Input::Path(path) if path.is_dir() => self.walk = Some(Walk::new(path)),
                Input::Path(path) => return Some(Ok(self.file(path))),
                Input::StandardInput => return Some(Ok(File::of(Input::StandardInput))),
            }
        }
    }
}

impl Walk {
    fn new(folder: PathBuf) -> Self {
        Self {
            entries: entries(&folder),
            folder,
            found: false,
        }
    }

    /// The next file with articles, or what went wrong on the way to it. A folder that ends without
    /// any of the two is told once.
    fn next(&mut self, progress: &Progress) -> Option<Result<PathBuf, Error>> {
        while let Some(entry) = next_shown(&mut self.entries) {
            match entry {
                Ok(entry) if !entry.file_type().is_file() => {}
                Ok(entry) if names::form(entry.path()) == Form::Untold => {
                    progress.passed_over.fetch_add(1, Ordering::Relaxed);
                }
                Ok(entry) => {
                    self.found = true;
                    return Some(Ok(entry.into_path()));
                }
                Err(error) => {
                    self.found = true;
                    return Some(Err(no_way(&self.folder, error)));
                }
            }
        }
        if self.found {
            return None;
        }
        self.found = true;
        let message = "no article in this folder, wanted .txt, .text, .md, .jsonl or .ndjson files";
        Some(Err(Error::new(ErrorKind::Input, message).at(&self.folder)))
    }
}

/// All that is in the folder, sorted by name, links followed.
fn entries(folder: &Path) -> walkdir::IntoIter {
    WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
}

/// The next entry that is not hidden; hidden folders are not gone into.
fn next_shown(entries: &mut walkdir::IntoIter) -> Option<walkdir::Result<DirEntry>> {
    loop {
        match entries.next()? {
            Ok(entry) if is_hidden(&entry) => {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
            other => return Some(other),
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn no_way(folder: &Path, error: walkdir::Error) -> Error {
    let path = error.path().unwrap_or(folder).to_owned();
    match error.into_io_error() {
        Some(error) => unreadable(&path, &error),
        None => Error::new(
            ErrorKind::Input,
            "this link leads back to a folder that it lies in",
        )
        .at(path),
    }
}

/// What the files of `inputs` take on disk; `None` if it cannot be told.
pub(super) fn size_bytes(inputs: &[Input]) -> Option<u64> {
    inputs
        .iter()
        .map(|input| match input {
            Input::StandardInput => None,
            Input::Path(path) if path.is_dir() => Some(folder_bytes(path)),
            Input::Path(path) => match fs_err::metadata(path) {
                Ok(file) => file.is_file().then_some(file.len()),
                Err(_) => Some(0),
            },
        })
        .sum()
}

fn folder_bytes(folder: &Path) -> u64 {
    let mut entries = entries(folder);
    std::iter::from_fn(|| next_shown(&mut entries))
        .flatten()
        .filter(|entry| entry.file_type().is_file() && names::form(entry.path()) != Form::Untold)
        .filter_map(|entry| entry.metadata().ok())
        .map(|file| file.len())
        .sum()
}

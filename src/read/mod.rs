//! Bytes → `Document`s: text files, folders of them, JSON Lines and standard input, plain or compressed; and claims that were
//! written before → `Claim`s.
//! What cannot be read is told in its place among the articles, and reading goes on. Nothing here
//! looks into an article: its text comes through byte for byte, but for a byte order mark.

mod bytes;
mod claims;
mod files;
mod line;
mod lines;
mod names;
mod text;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;

pub use self::claims::{Claims, open_claims};
use self::files::{File, Files};
use self::lines::Records;
use crate::document::Document;
use crate::error::Error;

/// Where articles are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Input {
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
    /// What is piped in.
    StandardInput,
}

/// Opens a collection: its articles come one by one, in the order of `inputs` and, inside a folder,
/// sorted by name, folder by folder. `published` dates the articles that no other way gives a date.
///
/// **What is read.** A file is known by its name: `.jsonl` and `.ndjson` are JSON Lines, `.txt`,
/// `.text` and `.md` are one article each. Any other file that is named itself, and standard input,
/// is JSON Lines if it begins as a JSON object does (`{"`), otherwise one article; in a folder other
/// files are passed over, as is what is hidden. Gzip and Zstandard are known by their first bytes;
/// in a folder such a file ends in `.gz` or `.zst` after the ending that it would have without.
///
/// **JSON Lines.** One object a line with `text` and, if known, `id`, `date` (`YYYY-MM-DD`, a time
/// may follow) and `title`, which becomes the first paragraph unless the text already begins with
/// it; other fields are left alone, and so are blank lines.
///
/// **Identity.** A record's `id`; else the file's name without its folder and without `.txt`, and
/// for a record its line: `digest`, `news.jsonl:7`. Where several files are read, folders that not
/// all of them share stay in the name: `2024/digest`, `2025/digest`.
///
/// **Publication date.** The record's; else the `YYYY-MM-DD` in the file's name, unless it holds two
/// different ones; else `published`; else unknown.
///
/// One article is in memory at a time; one of more than 256 MiB is refused.
#[must_use]
pub fn open(inputs: Vec<Input>, published: Option<Date>) -> Documents {
    let progress = Progress::default();
    Documents {
        files: Files::new(inputs, progress.clone()),
        records: None,
        published,
        progress,
    }
}

/// The bytes of all files of `inputs` as they lie on disk; `None` if one of them cannot tell, as
/// standard input cannot.
#[must_use]
pub fn size_bytes(inputs: &[Input]) -> Option<u64> {
    files::size_bytes(inputs)
}

/// The articles of a collection, and in their places what could not be read.
#[derive(Debug)]
pub struct Documents {
    files: Files,
    records: Option<Records>,
    published: Option<Date>,
    progress: Progress,
}

impl Documents {
    /// How far reading has come, also while another thread reads.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    fn open_file(&mut self, file: File) -> Option<Result<Document, Error>> {
        match file.open(&self.progress) {
            Ok(files::Opened::Article(bytes)) => Some(text::read(bytes, &file)),
            Ok(files::Opened::Lines(bytes)) => {
                self.records = Some(Records::new(bytes, file));
                None
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let read = match self.records.as_mut().and_then(Records::next) {
                Some(record) => Some(record),
                None => {
                    self.records = None;
                    match self.files.next()? {
                        Ok(file) => self.open_file(file),
                        Err(error) => Some(Err(error)),
                    }
                }
            };
            if let Some(result) = read {
                return Some(result.map(|mut document| {
                    document.published = document.published.or(self.published);
                    document
                }));
            }
        }
    }
}

/// How far the reading of a collection has come.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    bytes: Arc<AtomicU64>,
    passed_over: Arc<AtomicU64>,
}

impl Progress {
    /// Bytes read so far, as they lie on disk.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Files in folders that were passed over for their names.
    #[must_use]
    pub fn files_passed_over(&self) -> u64 {
        self.passed_over.load(Ordering::Relaxed)
    }
}

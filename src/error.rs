//! `Error`: what failed, where, and why. Text that cannot be understood is never an error.

use std::fmt;
use std::path::{Path, PathBuf};

/// What sort of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder could not be read or written.
    Io,
    /// Input is not what its format says: a JSON line that does not parse, bytes that are not UTF-8.
    Input,
    /// A model directory that cannot be vouched for.
    Model,
    /// A request that this build or machine cannot carry out.
    Unsupported,
    /// A bug of this crate, met in one article and kept from the others.
    Defect,
}

/// One failure, with the file and the place in it.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: Option<PathBuf>,
    place: Option<(usize, usize)>,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// A failure of `kind`; `message` says what was found and what was wanted, without a full stop.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            path: None,
            place: None,
            message: message.into(),
            source: None,
        }
    }

    /// The same failure, in the file at `path`.
    #[must_use]
    pub fn at(mut self, path: impl AsRef<Path>) -> Self {
        self.path = Some(path.as_ref().to_owned());
        self
    }

    /// The same failure, at `line` and `column` of the file at `path`: both count from 1, columns in
    /// bytes.
    #[must_use]
    pub fn at_place(mut self, path: impl AsRef<Path>, line: usize, column: usize) -> Self {
        self.place = Some((line, column));
        self.at(path)
    }

    /// The same failure, caused by `source`.
    #[must_use]
    pub fn caused_by(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What sort of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file or folder that it happened in, if any.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Line and column in that file, if known: both count from 1, columns in bytes.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        self.place
    }
}

/// Prints `path: message`, or `path:line:column: message`; the cause is told by `source`.
impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(formatter, "{}", path.display())?;
            if let Some((line, column)) = self.place {
                write!(formatter, ":{line}:{column}")?;
            }
            formatter.write_str(": ")?;
        }
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_ref()
            .map(|source| source.as_ref() as &(dyn std::error::Error + 'static))
    }
}

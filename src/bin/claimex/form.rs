//! A file's name, or what was asked for → the form that claims or findings are written in.

use std::path::Path;

use claimex::export::Format;
use claimex::{Error, ErrorKind};

/// A form of claims or findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One record after another.
    Rows(Format),
    /// Related tables.
    Sqlite,
    /// Claims alone: a folder of files for brat.
    Brat,
    /// Claims alone: tasks for Label Studio.
    LabelStudio,
    /// Findings alone: a page to read.
    Report,
}

/// The forms of claims by the ending of a file, and how messages list them.
pub(crate) const CLAIM_ENDINGS: (&[(&str, Form)], &str) = (
    &[
        ("jsonl", Form::Rows(Format::Jsonl)),
        ("ndjson", Form::Rows(Format::Jsonl)),
        ("csv", Form::Rows(Format::Csv)),
        ("parquet", Form::Rows(Format::Parquet)),
        ("sqlite", Form::Sqlite),
        ("db", Form::Sqlite),
        ("txt", Form::Rows(Format::Table)),
    ],
    ".jsonl, .ndjson, .csv, .parquet, .sqlite, .txt or --format",
);

/// The forms of findings by the ending of a file, and how messages list them.
pub(crate) const FINDING_ENDINGS: (&[(&str, Form)], &str) = (
    &[
        ("jsonl", Form::Rows(Format::Jsonl)),
        ("ndjson", Form::Rows(Format::Jsonl)),
        ("csv", Form::Rows(Format::Csv)),
        ("parquet", Form::Rows(Format::Parquet)),
        ("sqlite", Form::Sqlite),
        ("db", Form::Sqlite),
        ("html", Form::Report),
        ("txt", Form::Rows(Format::Table)),
    ],
    ".jsonl, .ndjson, .csv, .parquet, .sqlite, .html, .txt or --format",
);

impl Form {
    /// The form that the ending of `file` tells.
    ///
    /// # Errors
    /// If it tells none of `endings`.
    pub(crate) fn of(file: &Path, endings: (&[(&str, Self)], &str)) -> Result<Self, Error> {
        let (endings, listed) = endings;
        let ending = file.extension().map(|ending| ending.to_ascii_lowercase());
        let ending = ending.as_deref().and_then(|ending| ending.to_str());
        endings
            .iter()
            .find(|(known, _)| Some(*known) == ending)
            .map(|(_, form)| *form)
            .ok_or_else(|| {
                let message = format!("the ending tells no format, wanted {listed}");
                Error::new(ErrorKind::Unsupported, message).at(file)
            })
    }

    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rows(Format::Table) => "table",
            Self::Rows(Format::Jsonl) => "jsonl",
            Self::Rows(Format::Csv) => "csv",
            Self::Rows(Format::Parquet) => "parquet",
            Self::Rows(_) => "rows",
            Self::Sqlite => "sqlite",
            Self::Brat => "brat",
            Self::LabelStudio => "label-studio",
            Self::Report => "html",
        }
    }
}

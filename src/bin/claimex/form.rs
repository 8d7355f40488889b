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

/// What is written to a file: it says which forms the file's ending can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Claims,
    Findings,
}

impl Form {
    /// The form of `content` that the ending of `file` tells.
    ///
    /// # Errors
    /// If it tells none.
    pub(crate) fn of(file: &Path, content: Content) -> Result<Self, Error> {
        let ending = file.extension().map(|ending| ending.to_ascii_lowercase());
        match ending.as_deref().and_then(|ending| ending.to_str()) {
            Some("jsonl" | "ndjson") => Ok(Self::Rows(Format::Jsonl)),
            Some("csv") => Ok(Self::Rows(Format::Csv)),
            Some("parquet") => Ok(Self::Rows(Format::Parquet)),
            Some("sqlite" | "db") => Ok(Self::Sqlite),
            Some("txt") => Ok(Self::Rows(Format::Table)),
            Some("html") if content == Content::Findings => Ok(Self::Report),
            _ => {
                let page = match content {
                    Content::Claims => "",
                    Content::Findings => ".html, ",
                };
                let message = format!(
                    "the ending tells no format, wanted .jsonl, .ndjson, .csv, .parquet, .sqlite, {page}.txt or --format"
                );
                Err(Error::new(ErrorKind::Unsupported, message).at(file))
            }
        }
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

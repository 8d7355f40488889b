//! Where the claims of `extract` go, article by article, and in which form.

use std::io::{self, BufWriter, IsTerminal};
use std::path::{Path, PathBuf};

use claimex::export::{ClaimWriter, Colors, Database, Format, LabelStudioWriter, Layout};
use claimex::{Claim, Document, Error, ErrorKind};

use crate::form::{Content, Form};
use crate::standoff::BratFolder;
use crate::target::{Draft, Target, unwritten};

/// An opened output.
pub(crate) struct Output {
    sink: Sink,
    name: PathBuf,
    terminal: bool,
}

enum Sink {
    Rows(ClaimWriter<Target>),
    Sqlite(Database, Draft),
    Brat(BratFolder),
    LabelStudio(LabelStudioWriter<Target>),
}

impl Output {
    /// Opens `file`, or standard output for none or `-`. Without a `form` the file's ending decides,
    /// and elsewhere whether a person or a program reads it.
    ///
    /// # Errors
    /// If the file's folder cannot be written to, its ending tells no form, or the form wants a file and there is none.
    pub(crate) fn open(file: Option<&Path>, form: Option<Form>) -> Result<Self, Error> {
        let Some(file) = file.filter(|file| file.as_os_str() != "-") else {
            return Self::standard(form);
        };
        let form = form.map_or_else(|| Form::of(file, Content::Claims), Ok)?;
        let target = || Target::file(file).map_err(|error| unwritten(file, error));
        let sink = match form {
            Form::Rows(format) => Sink::Rows(ClaimWriter::new(format, target()?)),
            Form::Sqlite => {
                let draft = Draft::of(file).map_err(|error| unwritten(file, error))?;
                Sink::Sqlite(Database::create(draft.path())?, draft)
            }
            Form::Brat => Sink::Brat(BratFolder::create(file)?),
            Form::LabelStudio => Sink::LabelStudio(LabelStudioWriter::new(target()?)),
            Form::Report => return Err(wants_a_file(form)),
        };
        Ok(Self {
            sink,
            name: file.to_owned(),
            terminal: false,
        })
    }

    fn standard(form: Option<Form>) -> Result<Self, Error> {
        let terminal = io::stdout().is_terminal();
        let form = form.unwrap_or(Form::Rows(if terminal {
            Format::Table
        } else {
            Format::Jsonl
        }));
        let sink = match form {
            Form::Rows(Format::Table) if terminal => {
                Sink::Rows(ClaimWriter::table(terminal_layout(), standard_output()))
            }
            Form::Rows(format) if is_text(format) || !terminal => {
                Sink::Rows(ClaimWriter::new(format, standard_output()))
            }
            Form::LabelStudio => Sink::LabelStudio(LabelStudioWriter::new(standard_output())),
            other => return Err(wants_a_file(other)),
        };
        Ok(Self {
            sink,
            name: "standard output".into(),
            terminal,
        })
    }

    /// What messages call it.
    pub(crate) fn name(&self) -> PathBuf {
        self.name.clone()
    }

    /// Whether claims show on the terminal as they are found.
    pub(crate) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Writes the claims of one article.
    pub(crate) fn write(&mut self, document: &Document, claims: &[Claim]) -> io::Result<()> {
        match &mut self.sink {
            Sink::Rows(writer) => writer.write(claims),
            Sink::Sqlite(database, _) => database
                .add_documents(std::slice::from_ref(document))
                .and_then(|()| database.add_claims(claims))
                .map_err(io::Error::other),
            Sink::Brat(folder) => folder.write(document, claims),
            Sink::LabelStudio(writer) => writer.write(document, claims),
        }
    }

    /// Writes what is left; a file now gets its name. Without this nothing appears.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.sink {
            Sink::Rows(writer) => writer.finish()?.finish(),
            Sink::Sqlite(database, draft) => {
                database.finish().map_err(io::Error::other)?;
                draft.finish()
            }
            Sink::Brat(folder) => folder.finish(),
            Sink::LabelStudio(writer) => writer.finish()?.finish(),
        }
    }
}

/// Whether a terminal can show it.
pub(crate) fn is_text(format: Format) -> bool {
    matches!(format, Format::Table | Format::Jsonl | Format::Csv)
}

/// That the form cannot be written to where the output goes.
pub(crate) fn wants_a_file(form: Form) -> Error {
    let message = format!(
        "format {} cannot be written to standard output, wanted -o FILE",
        form.name()
    );
    Error::new(ErrorKind::Unsupported, message)
}

/// Standard output, line by line where a person reads it.
pub(crate) fn standard_output() -> Target {
    let output = io::stdout();
    if output.is_terminal() {
        Target::Terminal(output.lock())
    } else {
        Target::Pipe(BufWriter::new(output.lock()))
    }
}

/// The layout of a table on this terminal.
pub(crate) fn terminal_layout() -> Layout {
    let output = io::stdout();
    let colors = match anstream::AutoStream::choice(&output) {
        anstream::ColorChoice::Never => Colors::Never,
        _ => Colors::Always,
    };
    let plain = Layout::default();
    Layout {
        columns: terminal_size::terminal_size_of(&output)
            .map_or(plain.columns, |(width, _)| usize::from(width.0)),
        colors,
    }
}

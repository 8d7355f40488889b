//! Findings → the file that was asked for.

use std::io::{self, IsTerminal};
use std::path::Path;

use claimex::export::{Database, FindingWriter, Format, write_report};
use claimex::{Document, Error, Finding};

use crate::form::{Content, Form};
use crate::output::{is_text, standard_output, terminal_layout, wants_a_file};
use crate::target::{Draft, Target, unwritten};

/// Most claims that the report shows: with so many a browser opens it in a few seconds.
const REPORTED_CLAIMS: usize = 20_000;
/// Most bytes of articles' text that the report holds; the findings beyond show the sentences of their claims.
const REPORTED_BYTES: usize = 20 << 20;

/// Where findings are to go, checked before the work begins.
pub(crate) struct FindingsOutput<'file> {
    file: Option<&'file Path>,
    form: Form,
}

impl<'file> FindingsOutput<'file> {
    /// `file`, or standard output for none or `-`.
    ///
    /// # Errors
    /// If the file's ending tells no form, or the form wants a file and there is none.
    pub(crate) fn new(file: Option<&'file Path>, form: Option<Form>) -> Result<Self, Error> {
        if let Some(file) = file.filter(|file| file.as_os_str() != "-") {
            let form = form.map_or_else(|| Form::of(file, Content::Findings), Ok)?;
            return Ok(Self {
                file: Some(file),
                form,
            });
        }
        let terminal = io::stdout().is_terminal();
        let plain = if terminal {
            Format::Table
        } else {
            Format::Jsonl
        };
        let form = form.unwrap_or(Form::Rows(plain));
        let fits = match form {
            Form::Rows(format) => is_text(format) || !terminal,
            Form::Report => !terminal,
            Form::Sqlite | Form::Brat | Form::LabelStudio => false,
        };
        if fits {
            Ok(Self { file: None, form })
        } else {
            Err(wants_a_file(form))
        }
    }

    /// Writes `findings`, and for forms that hold articles the `documents` whose text is known.
    ///
    /// # Errors
    /// If it cannot be written. A closed pipe is none.
    pub(crate) fn write(&self, documents: &[Document], findings: &[Finding]) -> Result<(), Error> {
        let name = self.file.unwrap_or(Path::new("standard output"));
        let written = match (self.form, self.file) {
            (Form::Sqlite, Some(file)) => return write_store(file, documents, findings),
            (form, file) => self.target(file).and_then(|target| match form {
                Form::Rows(format) => write_rows(format, target, findings),
                _ => write_page(target, documents, findings),
            }),
        };
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(unwritten(name, error)),
            _ => Ok(()),
        }
    }

    fn target(&self, file: Option<&Path>) -> io::Result<Target> {
        file.map_or_else(|| Ok(standard_output()), Target::file)
    }
}

fn write_rows(format: Format, target: Target, findings: &[Finding]) -> io::Result<()> {
    let mut writer = match (format, &target) {
        (Format::Table, Target::Terminal(_)) => FindingWriter::table(terminal_layout(), target),
        _ => FindingWriter::new(format, target),
    };
    writer.write(findings)?;
    writer.finish()?.finish()
}

/// The report of the first findings, as many as a browser can open, and of their articles.
fn write_page(mut target: Target, documents: &[Document], findings: &[Finding]) -> io::Result<()> {
    let shown = &findings[..reported(findings)];
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let documents = if bytes > REPORTED_BYTES || shown.len() < findings.len() {
        &[]
    } else {
        documents
    };
    write_report(&mut target, documents, &[], shown)?;
    target.finish()
}

/// How many of `findings` the report shows.
pub(crate) fn reported(findings: &[Finding]) -> usize {
    let mut claims = 0;
    findings
        .iter()
        .take_while(|finding| {
            claims += finding.claims.len();
            claims <= REPORTED_CLAIMS
        })
        .count()
}

/// Writes a new store in the place of `file`.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write_store(
    file: &Path,
    documents: &[Document],
    findings: &[Finding],
) -> Result<(), Error> {
    let draft = Draft::of(file).map_err(|error| unwritten(file, error))?;
    let mut database = Database::create(draft.path())?;
    database.add_documents(documents)?;
    database.add_findings(findings)?;
    database.finish()?;
    draft.finish().map_err(|error| unwritten(file, error))
}

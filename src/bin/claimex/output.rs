//! Where claims go: standard output, or a file that appears under its name only once it is whole.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};

use claimex::export::{ClaimWriter, Colors, Format, Layout};
use claimex::{Claim, Error, ErrorKind};
use tempfile::NamedTempFile;

/// An opened output.
pub(crate) struct Output {
    writer: ClaimWriter<Target>,
    name: PathBuf,
    terminal: bool,
}

enum Target {
    /// A terminal, which shows each line as it comes.
    Terminal(StdoutLock<'static>),
    /// A pipe, or standard output sent to a file.
    Pipe(BufWriter<StdoutLock<'static>>),
    /// What is no regular file and cannot be replaced, such as `/dev/null` or a named pipe.
    Device(BufWriter<fs_err::File>),
    /// A file beside the one that it will replace.
    Beside {
        draft: BufWriter<NamedTempFile>,
        destination: PathBuf,
    },
}

impl Output {
    /// Opens `file`, or standard output for none or `-`. Without a `format` the file's ending decides,
    /// and elsewhere whether a person or a program reads it.
    ///
    /// # Errors
    /// If the file's folder cannot be written to, or its ending tells no format.
    pub(crate) fn open(file: Option<&Path>, format: Option<Format>) -> Result<Self, Error> {
        match file.filter(|file| file.as_os_str() != "-") {
            Some(file) => {
                let format = format.map_or_else(|| format_of(file), Ok)?;
                let target = Target::file(file).map_err(|error| {
                    let failure = Error::new(ErrorKind::Io, "cannot be written");
                    failure.at(file).caused_by(error)
                })?;
                Ok(Self {
                    writer: ClaimWriter::new(format, target),
                    name: file.to_owned(),
                    terminal: false,
                })
            }
            None => Ok(Self::standard(format)),
        }
    }

    fn standard(format: Option<Format>) -> Self {
        let output = io::stdout();
        let name = "standard output".into();
        if !output.is_terminal() {
            let target = Target::Pipe(BufWriter::new(output.lock()));
            return Self {
                writer: ClaimWriter::new(format.unwrap_or(Format::Jsonl), target),
                name,
                terminal: false,
            };
        }
        let layout = terminal_layout(&output);
        let target = Target::Terminal(output.lock());
        let writer = match format.unwrap_or(Format::Table) {
            Format::Table => ClaimWriter::table(layout, target),
            other => ClaimWriter::new(other, target),
        };
        Self {
            writer,
            name,
            terminal: true,
        }
    }

    /// What messages call it.
    pub(crate) fn name(&self) -> PathBuf {
        self.name.clone()
    }

    /// Whether claims show on the terminal as they are found.
    pub(crate) fn is_terminal(&self) -> bool {
        self.terminal
    }

    pub(crate) fn write(&mut self, claims: &[Claim]) -> io::Result<()> {
        self.writer.write(claims)
    }

    /// Writes what is left; a file now gets its name. Without this nothing appears.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.writer.finish()? {
            Target::Beside { draft, destination } => {
                let draft = draft.into_inner().map_err(io::IntoInnerError::into_error)?;
                draft.as_file().sync_all()?;
                draft.persist(destination).map_err(|error| error.error)?;
                Ok(())
            }
            Target::Terminal(_) | Target::Pipe(_) | Target::Device(_) => Ok(()),
        }
    }
}

fn format_of(file: &Path) -> Result<Format, Error> {
    let ending = file.extension().map(|ending| ending.to_ascii_lowercase());
    match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("jsonl" | "ndjson") => Ok(Format::Jsonl),
        Some("csv") => Ok(Format::Csv),
        Some("txt") => Ok(Format::Table),
        _ => {
            let message =
                "the ending tells no format, wanted .jsonl, .ndjson, .csv, .txt or --format";
            Err(Error::new(ErrorKind::Unsupported, message).at(file))
        }
    }
}

fn terminal_layout(output: &io::Stdout) -> Layout {
    let colors = match anstream::AutoStream::choice(output) {
        anstream::ColorChoice::Never => Colors::Never,
        _ => Colors::Always,
    };
    let plain = Layout::default();
    Layout {
        columns: terminal_size::terminal_size_of(output)
            .map_or(plain.columns, |(width, _)| usize::from(width.0)),
        colors,
    }
}

impl Target {
    fn file(file: &Path) -> io::Result<Self> {
        // A link keeps its place: what it leads to is replaced.
        let destination = fs_err::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        let standing = fs_err::metadata(&destination).ok();
        if standing.as_ref().is_some_and(|file| !file.is_file()) {
            let device = fs_err::OpenOptions::new().write(true).open(destination)?;
            return Ok(Self::Device(BufWriter::new(device)));
        }
        let folder = match destination.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".claimex-").suffix(".part");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let draft = builder.tempfile_in(folder)?;
        if let Some(standing) = standing {
            draft.as_file().set_permissions(standing.permissions())?;
        }
        Ok(Self::Beside {
            draft: BufWriter::new(draft),
            destination,
        })
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Terminal(output) => output,
            Self::Pipe(output) => output,
            Self::Device(device) => device,
            Self::Beside { draft, .. } => draft,
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }
}

//! A name → somewhere to write: standard output, or a file that appears under its name only once it is whole.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use claimex::{Error, ErrorKind};
use tempfile::{NamedTempFile, TempPath};

/// The Unix rights of a new file.
const FILE_RIGHTS: u32 = 0o666;

/// Something that bytes can be written to.
pub(crate) enum Target {
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

impl Target {
    /// Somewhere to write `file`.
    pub(crate) fn file(file: &Path) -> io::Result<Self> {
        let destination = destination(file);
        let standing = fs_err::metadata(&destination).ok();
        if standing.as_ref().is_some_and(|file| !file.is_file()) {
            let device = fs_err::OpenOptions::new().write(true).open(destination)?;
            return Ok(Self::Device(BufWriter::new(device)));
        }
        Ok(Self::Beside {
            draft: BufWriter::new(beside(&destination)?),
            destination,
        })
    }

    /// Flushes; a file now gets its name. Without this nothing appears.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Beside { draft, destination } => {
                let draft = draft.into_inner().map_err(io::IntoInnerError::into_error)?;
                draft.as_file().sync_all()?;
                draft.persist(destination).map_err(|error| error.error)?;
                Ok(())
            }
            mut other => other.flush(),
        }
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

/// The name of a file beside the one that it will replace, for what wants to open it itself.
pub(crate) struct Draft {
    path: TempPath,
    destination: PathBuf,
}

impl Draft {
    /// An empty file beside `file`.
    pub(crate) fn of(file: &Path) -> io::Result<Self> {
        let destination = destination(file);
        Ok(Self {
            path: beside(&destination)?.into_temp_path(),
            destination,
        })
    }

    /// Where to write.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        fs_err::File::open(&self.path)?.sync_all()?;
        self.path
            .persist(self.destination)
            .map_err(|error| error.error)
    }
}

/// What `file` is in the end: a link keeps its place, and what it leads to is replaced.
fn destination(file: &Path) -> PathBuf {
    fs_err::canonicalize(file).unwrap_or_else(|_| file.to_owned())
}

/// A new file in the folder of `destination`, with the rights that it has or would have.
fn beside(destination: &Path) -> io::Result<NamedTempFile> {
    let draft = drafts(FILE_RIGHTS).tempfile_in(folder_of(destination))?;
    if let Ok(standing) = fs_err::metadata(destination) {
        draft.as_file().set_permissions(standing.permissions())?;
    }
    Ok(draft)
}

/// The folder that `destination` is in.
pub(crate) fn folder_of(destination: &Path) -> &Path {
    match destination.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// What makes files or folders that are not whole yet, with Unix `rights` as far as the user's mask allows them.
pub(crate) fn drafts(rights: u32) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".claimex-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(rights));
    #[cfg(not(unix))]
    let _ = rights;
    builder
}

/// The failure to write `name`.
pub(crate) fn unwritten(name: &Path, error: io::Error) -> Error {
    Error::new(ErrorKind::Io, "cannot be written")
        .at(name)
        .caused_by(error)
}

/// Refuses to replace an input by what is made of it.
///
/// # Errors
/// If `output` is one of the files in `inputs`.
pub(crate) fn spare(output: &Path, inputs: &[PathBuf]) -> Result<(), Error> {
    let Ok(output_file) = fs_err::canonicalize(output) else {
        return Ok(());
    };
    let is_output = |input: &PathBuf| {
        input.is_file() && fs_err::canonicalize(input).is_ok_and(|input| input == output_file)
    };
    if inputs.iter().any(is_output) {
        let message = "is an input too, wanted another file to write to";
        return Err(Error::new(ErrorKind::Unsupported, message).at(output));
    }
    Ok(())
}

//! Articles and their claims → a folder of `.txt` and `.ann` files for brat, which appears only once it is whole.

use std::collections::BTreeSet;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use claimex::export::{BRAT_CONFIGURATION, write_brat};
use claimex::{Claim, Document, Error, ErrorKind};
use tempfile::TempDir;

use crate::target::{drafts, folder_of, unwritten};

/// Most bytes of a file name that are taken from an article's id; file systems allow 255, endings and a number included.
const NAME_BYTES: usize = 200;

/// The Unix rights of a new folder.
const FOLDER_RIGHTS: u32 = 0o755;

/// A folder that is being filled.
pub(crate) struct BratFolder {
    draft: TempDir,
    destination: PathBuf,
    names: BTreeSet<String>,
}

impl BratFolder {
    /// A folder to become `destination`.
    ///
    /// # Errors
    /// If there is something already, or its parent cannot be written to.
    pub(crate) fn create(destination: &Path) -> Result<Self, Error> {
        let free = match fs_err::read_dir(destination) {
            Ok(mut entries) => entries.next().is_none(),
            Err(_) => !destination.exists(),
        };
        if !free {
            let message = "is there already, wanted a new folder for brat's files";
            return Err(Error::new(ErrorKind::Unsupported, message).at(destination));
        }
        let draft = drafts(FOLDER_RIGHTS)
            .tempdir_in(folder_of(destination))
            .map_err(|error| unwritten(destination, error))?;
        Ok(Self {
            draft,
            destination: destination.to_owned(),
            names: BTreeSet::new(),
        })
    }

    /// Adds the article's two files.
    pub(crate) fn write(&mut self, document: &Document, claims: &[Claim]) -> io::Result<()> {
        let name = self.name(&document.id);
        let path = |ending: &str| self.draft.path().join(format!("{name}.{ending}"));
        fs_err::write(path("txt"), &document.text)?;
        let file = fs_err::File::create(path("ann"))?;
        write_brat(BufWriter::new(file), document, claims)
    }

    /// Adds brat's configuration and gives the folder its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        fs_err::write(
            self.draft.path().join("annotation.conf"),
            BRAT_CONFIGURATION,
        )?;
        if self.destination.exists() {
            fs_err::remove_dir(&self.destination)?;
        }
        fs_err::rename(self.draft.keep(), self.destination)
    }

    /// A file name for the article, unlike all before it whatever the case.
    fn name(&mut self, id: &str) -> String {
        let plain = file_name(id);
        let mut name = plain.clone();
        let mut number = 2;
        while !self.names.insert(name.to_lowercase()) {
            name = format!("{plain}-{number}");
            number += 1;
        }
        name
    }
}

/// The id with `_` for all that a file name cannot hold anywhere, and for a leading dot.
fn file_name(id: &str) -> String {
    let mut name = String::new();
    for character in id.chars() {
        if name.len() + character.len_utf8() > NAME_BYTES {
            break;
        }
        let safe = character.is_alphanumeric() || matches!(character, '-' | '_' | ' ' | ',');
        let inner_dot = character == '.' && !name.is_empty();
        name.push(if safe || inner_dot { character } else { '_' });
    }
    if name.is_empty() {
        "_".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_lead_out_of_the_folder() {
        for (id, name) in [
            ("2024/digest", "2024_digest"),
            ("../../etc/passwd", "_._.._etc_passwd"),
            ("", "_"),
            (".", "_"),
            ("a\u{0}b\\c:d", "a_b_c_d"),
            ("Überfall 3.txt", "Überfall 3.txt"),
        ] {
            assert_eq!(file_name(id), name, "{id}");
        }
    }
}

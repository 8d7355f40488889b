//! A model directory, or the model inside the binary → the bytes of its files. Of these it reads only the index that names
//! the others.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::error::{Error, ErrorKind};

/// Which model.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Model {
    /// The model inside the binary that is most often right.
    #[default]
    Base,
    /// The other model inside the binary: half the layers, taught by the first.
    Fast,
    /// The model in a directory of the Hugging Face layout.
    Directory(PathBuf),
}

impl fmt::Display for Model {
    /// The model's name; a directory's is its path.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base => formatter.write_str("claimex-base-1"),
            Self::Fast => formatter.write_str("claimex-fast-1"),
            Self::Directory(directory) => directory.display().fmt(formatter),
        }
    }
}

/// The files of one model.
#[derive(Debug)]
pub(super) struct Bundle {
    /// Sizes, and what the outputs mean.
    pub(super) config: Cow<'static, [u8]>,
    /// Vocabulary and rules of the tokenizer.
    pub(super) tokenizer: Cow<'static, [u8]>,
    /// The files of the tensors, with their names.
    pub(super) weights: Vec<(String, Cow<'static, [u8]>)>,
    /// From foreign label names to ours, for models that were not made for us.
    pub(super) labels: Option<String>,
    /// Weights of the gate in front of the model, if it has one.
    pub(super) gate: Option<Cow<'static, [u8]>>,
}

/// The file of a model's tensors, if there is but one.
const WEIGHTS: &str = "model.safetensors";

/// Where a model whose tensors are in several files says which of them has which tensor.
const INDEX: &str = "model.safetensors.index.json";

/// What a model's index says, as written by Hugging Face's `save_pretrained`. Only the files count: which tensor is in
/// which, they say themselves.
#[derive(Deserialize)]
struct Index {
    /// File names by the names of their tensors.
    weight_map: BTreeMap<String, String>,
}

/// The files of `$model` in `models/`, inside the binary; its tensors are in the files `$weights`.
macro_rules! shipped {
    ($model:literal, [$($weights:literal),+]) => {
        Bundle {
            config: shipped!($model, "config.json"),
            tokenizer: shipped!($model, "tokenizer.json"),
            weights: vec![$(($weights.to_owned(), shipped!($model, $weights))),+],
            labels: None,
            gate: Some(shipped!("claimex-gate-1", "gate.safetensors")),
        }
    };
    ($model:literal, $file:literal) => {
        Cow::Borrowed(include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/models/",
            $model,
            "/",
            $file
        )) as &[u8])
    };
}

impl Bundle {
    /// The files of `model`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if it is a directory, and that has no readable model.
    pub(super) fn open(model: &Model) -> Result<Self, Error> {
        match model {
            Model::Base => Ok(shipped!(
                "claimex-base-1",
                [
                    "model-00001-of-00002.safetensors",
                    "model-00002-of-00002.safetensors"
                ]
            )),
            Model::Fast => Ok(shipped!("claimex-fast-1", ["model.safetensors"])),
            Model::Directory(directory) => Self::read(directory),
        }
    }

    /// The model in `directory`: config.json, tokenizer.json, model.safetensors, or the files named by
    /// model.safetensors.index.json in its place, and, where its labels are not ours, labels.toml. The gate of the shipped
    /// models may not suit it, so that it has one only by its own gate.safetensors.
    fn read(directory: &Path) -> Result<Self, Error> {
        if !directory.is_dir() {
            return Err(Error::new(ErrorKind::Model, "is not a model directory").at(directory));
        }
        let file = |name: &str| {
            fs_err::read(directory.join(name))
                .map(Cow::Owned)
                .map_err(|cause| {
                    Error::new(ErrorKind::Model, format!("model has no readable {name}"))
                        .at(directory)
                        .caused_by(cause)
                })
        };
        let gate = directory.join("gate.safetensors");
        let gate = gate
            .exists()
            .then(|| file("gate.safetensors"))
            .transpose()?;
        let labels = directory.join("labels.toml");
        let labels = labels
            .exists()
            .then(|| fs_err::read_to_string(&labels))
            .transpose();
        Ok(Self {
            config: file("config.json")?,
            tokenizer: file("tokenizer.json")?,
            weights: weight_files(directory)?
                .into_iter()
                .map(|name| {
                    let bytes = file(&name)?;
                    Ok((name, bytes))
                })
                .collect::<Result<_, Error>>()?,
            labels: labels.map_err(|cause| {
                Error::new(ErrorKind::Model, "labels.toml cannot be read")
                    .at(directory)
                    .caused_by(cause)
            })?,
            gate,
        })
    }

    /// The SHA-256 of each file by its name, in hexadecimal digits; the index, which holds no numbers, has none.
    pub(super) fn fingerprints(&self) -> Vec<(String, String)> {
        let labels = self.labels.as_ref().map(String::as_bytes);
        let single = [
            ("config.json", Some(&*self.config)),
            ("gate.safetensors", self.gate.as_deref()),
            ("labels.toml", labels),
            ("tokenizer.json", Some(&*self.tokenizer)),
        ];
        let single = single
            .into_iter()
            .filter_map(|(name, bytes)| Some((name, bytes?)));
        let weights = self.weights.iter().map(|(name, bytes)| (&**name, &**bytes));
        single
            .chain(weights)
            .map(|(name, bytes)| {
                let digest = Sha256::digest(bytes);
                let digits = digest.iter().map(|byte| format!("{byte:02x}"));
                (name.to_owned(), digits.collect())
            })
            .collect()
    }
}

/// The names of the files in `directory` that hold the tensors.
fn weight_files(directory: &Path) -> Result<BTreeSet<String>, Error> {
    let wrong = |message: String| Error::new(ErrorKind::Model, message).at(directory);
    // A link that leads nowhere is there too: it is not silently passed over for the index.
    let is_there = |name: &str| fs_err::symlink_metadata(directory.join(name)).is_ok();
    if is_there(WEIGHTS) {
        return Ok(BTreeSet::from([WEIGHTS.to_owned()]));
    }
    if !is_there(INDEX) {
        return Err(wrong(format!("model has neither {WEIGHTS} nor {INDEX}")));
    }
    let unreadable = || wrong(format!("{INDEX} cannot be read"));
    let index =
        fs_err::read(directory.join(INDEX)).map_err(|cause| unreadable().caused_by(cause))?;
    let index: Index =
        serde_json::from_slice(&index).map_err(|cause| unreadable().caused_by(cause))?;
    let files: BTreeSet<_> = index.weight_map.into_values().collect();
    let is_beside = |file: &String| Path::new(file).file_name() == Some(file.as_ref());
    match files.iter().find(|file| !is_beside(file)) {
        Some(file) => Err(wrong(format!(
            "{INDEX} names \"{file}\", wanted a file beside it"
        ))),
        None if files.is_empty() => Err(wrong(format!("{INDEX} names no file"))),
        None => Ok(files),
    }
}

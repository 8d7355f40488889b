//! A model directory, or the model inside the binary → the bytes of its files. It does not look into them.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

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
    /// The tensors.
    pub(super) weights: Cow<'static, [u8]>,
    /// From foreign label names to ours, for models that were not made for us.
    pub(super) labels: Option<String>,
    /// Weights of the gate in front of the model, if it has one.
    pub(super) gate: Option<Cow<'static, [u8]>>,
}

/// The files of `$model` in `models/`, inside the binary.
macro_rules! shipped {
    ($model:literal) => {
        Bundle {
            config: shipped!($model, "config.json"),
            tokenizer: shipped!($model, "tokenizer.json"),
            weights: shipped!($model, "model.safetensors"),
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
            Model::Base => Ok(shipped!("claimex-base-1")),
            Model::Fast => Ok(shipped!("claimex-fast-1")),
            Model::Directory(directory) => Self::read(directory),
        }
    }

    /// The model in `directory`: config.json, tokenizer.json, model.safetensors and, where its labels are not ours,
    /// labels.toml. The gate of the shipped models may not suit it, so that it has one only by its own gate.safetensors.
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
            weights: file("model.safetensors")?,
            labels: labels.map_err(|cause| {
                Error::new(ErrorKind::Model, "labels.toml cannot be read")
                    .at(directory)
                    .caused_by(cause)
            })?,
            gate,
        })
    }

    /// The SHA-256 of each file by its name, in hexadecimal digits.
    pub(super) fn fingerprints(&self) -> Vec<(&'static str, String)> {
        let labels = self.labels.as_ref().map(String::as_bytes);
        [
            ("config.json", Some(&*self.config)),
            ("gate.safetensors", self.gate.as_deref()),
            ("labels.toml", labels),
            ("model.safetensors", Some(&*self.weights)),
            ("tokenizer.json", Some(&*self.tokenizer)),
        ]
        .into_iter()
        .filter_map(|(name, bytes)| {
            let digest = Sha256::digest(bytes?);
            let digits = digest.iter().map(|byte| format!("{byte:02x}"));
            Some((name, digits.collect()))
        })
        .collect()
    }
}

//! The options that say which model reads and what computes it → an open extractor.

use std::path::PathBuf;

use claimex::tag::{Backend, Device, Model, Precision};
use claimex::{Error, ErrorKind, Extractor};
use clap::{Args, ValueEnum, ValueHint};

/// Which model reads, and what computes it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Model")]
pub(crate) struct Engine {
    /// The model: base, which is most often right, fast, which is smaller, or the one in a directory (./fast if it has
    /// one of these names)
    #[arg(long, value_name = "base|fast|DIR", value_hint = ValueHint::DirPath, default_value = "base")]
    model: PathBuf,

    /// Numbers that the native backend computes in: int8 (the default), the same to the bit on every processor, or f32,
    /// several times as slow, which gives 99.9 % of the words the same tag
    #[arg(long, value_enum)]
    precision: Option<PrecisionName>,

    /// The program that computes the model: native needs nothing, torch needs a build with libtorch
    #[arg(long, value_enum, default_value = "native")]
    backend: BackendName,

    /// Where the torch backend computes: cpu (the default), or cuda:N
    #[arg(long, value_name = "DEVICE")]
    device: Option<Device>,
}

impl Engine {
    /// # Errors
    /// If options contradict each other, the model cannot be opened, or this build or machine has no such backend.
    pub(crate) fn open(&self) -> Result<Extractor, Error> {
        Extractor::open_with(&self.model(), self.backend()?)
    }

    /// The model that was asked for.
    pub(crate) fn model(&self) -> Model {
        match self.model.to_str() {
            Some("base") => Model::Base,
            Some("fast") => Model::Fast,
            _ => Model::Directory(self.model.clone()),
        }
    }

    /// # Errors
    /// If options contradict each other.
    pub(crate) fn backend(&self) -> Result<Backend, Error> {
        let refuse = |message: &str| Err(Error::new(ErrorKind::Unsupported, message));
        match (self.backend, self.precision, self.device) {
            (BackendName::Native, _, Some(_)) => {
                refuse("--device is for --backend torch, the native backend runs on the processor")
            }
            (BackendName::Native, Some(PrecisionName::F32), None) => {
                Ok(Backend::Native(Precision::F32))
            }
            (BackendName::Native, _, None) => Ok(Backend::default()),
            (BackendName::Torch, Some(PrecisionName::Int8), _) => {
                refuse("--precision int8 is for --backend native, torch computes in f32")
            }
            (BackendName::Torch, _, device) => Ok(Backend::Torch(device.unwrap_or(Device::Cpu))),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PrecisionName {
    F32,
    Int8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BackendName {
    Native,
    Torch,
}

//! What was asked for → the encoder that computes it. The only file that knows which encoders there are.

use std::fmt;

#[cfg(feature = "torch")]
use super::encoder::TorchEncoder;
use super::encoder::{Device, Encoder, EncoderConfig, NativeEncoder, Precision};
use super::weights::Weights;
use crate::error::Error;
#[cfg(not(feature = "torch"))]
use crate::error::ErrorKind;

/// The program that computes hidden states, with its own choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Backend {
    /// The kernels of this crate, on the processor.
    Native(Precision),
    /// libtorch through rust-bert, in builds with the feature `torch`.
    Torch(Device),
}

impl Default for Backend {
    fn default() -> Self {
        Self::Native(Precision::Int8)
    }
}

impl Backend {
    /// How the heads compute beside this encoder.
    pub(super) fn precision(self) -> Precision {
        match self {
            Self::Native(precision) => precision,
            Self::Torch(_) => Precision::F32,
        }
    }

    /// The encoder in `weights`; `config` is what was read of `json`, the text of its config.json.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`](crate::ErrorKind::Model) if a tensor is missing or has another shape than `config` wants,
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) if this build or machine has no such backend, or the
    /// backend does not compute such an encoder.
    pub(super) fn encoder(
        self,
        weights: &Weights,
        config: &EncoderConfig,
        json: &[u8],
    ) -> Result<Box<dyn Encoder>, Error> {
        match self {
            Self::Native(precision) => {
                Ok(Box::new(NativeEncoder::new(weights, config, precision)?))
            }
            Self::Torch(device) => torch(weights, config, json, device),
        }
    }
}

#[cfg(feature = "torch")]
fn torch(
    weights: &Weights,
    config: &EncoderConfig,
    json: &[u8],
    device: Device,
) -> Result<Box<dyn Encoder>, Error> {
    Ok(Box::new(TorchEncoder::new(weights, config, json, device)?))
}

#[cfg(not(feature = "torch"))]
fn torch(_: &Weights, _: &EncoderConfig, _: &[u8], _: Device) -> Result<Box<dyn Encoder>, Error> {
    Err(Error::new(
        ErrorKind::Unsupported,
        "this build has no torch backend; build it with `cargo build --release --features torch` (README, \"The torch backend\")",
    ))
}

impl fmt::Display for Backend {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Native(Precision::F32) => formatter.write_str("native f32"),
            Self::Native(Precision::Int8) => formatter.write_str("native int8"),
            Self::Torch(device) => write!(formatter, "torch {device}"),
        }
    }
}

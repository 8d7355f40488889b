//! What was asked for → the encoder that computes it. The only file that knows which encoders there are.

use std::fmt;
use std::str::FromStr;

use super::encoder::{Encoder, EncoderConfig, NativeEncoder, Precision};
use super::weights::Weights;
use crate::error::{Error, ErrorKind};

/// The program that computes hidden states, with its own choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Backend {
    /// The kernels of this crate, on the processor.
    Native(Precision),
    /// libtorch through rust-bert, in builds with the feature `torch`.
    Torch(Device),
}

/// Where libtorch computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Device {
    /// The processor.
    Cpu,
    /// The CUDA device of this number, from 0.
    Cuda(usize),
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

    /// The encoder under `bert.` in `weights`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if a tensor is missing or has another shape than `config` wants,
    /// [`ErrorKind::Unsupported`] if this build has no such backend.
    pub(super) fn encoder(
        self,
        weights: &Weights,
        config: &EncoderConfig,
    ) -> Result<Box<dyn Encoder>, Error> {
        match self {
            Self::Native(precision) => {
                Ok(Box::new(NativeEncoder::new(weights, config, precision)?))
            }
            Self::Torch(_) => Err(Error::new(
                ErrorKind::Unsupported,
                "this build has no torch backend; build it with `cargo build --release --features torch` (README, \"The torch backend\")",
            )),
        }
    }
}

impl fmt::Display for Device {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cpu => formatter.write_str("cpu"),
            Self::Cuda(number) => write!(formatter, "cuda:{number}"),
        }
    }
}

impl FromStr for Device {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WANTED: &str = "wanted cpu, or cuda:N with the number of the device, such as cuda:0";
        match text.split_once(':') {
            None if text == "cpu" => Ok(Self::Cpu),
            Some(("cuda", number)) => number.parse().map(Self::Cuda).map_err(|_| WANTED),
            _ => Err(WANTED),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_prints_and_parses_back() {
        for device in [Device::Cpu, Device::Cuda(0), Device::Cuda(11)] {
            assert_eq!(device.to_string().parse(), Ok(device));
        }
        for text in ["", "gpu", "cuda", "cuda:", "cuda:-1", "cpu:0"] {
            assert!(text.parse::<Device>().is_err(), "{text}");
        }
    }
}

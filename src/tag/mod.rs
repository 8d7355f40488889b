//! Sentences → mentions: the transformer and what stands around it.
//!
//! `bundle` finds the model's files, `gate` and `known` spare sentences the model, `outputs` checks what they mean,
//! `weights` reads the tensors, `encoder` computes, `looks` adds the sums that nobody can mistake, and `tagger` puts it
//! all in order. What the marked words mean is not its business.

mod backend;
mod bundle;
mod calibration;
mod decode;
mod document;
mod encoder;
mod gate;
mod kernel;
mod known;
mod looks;
mod marked;
mod outputs;
mod pointer;
mod reader;
mod tagger;
mod tokenize;
mod trace;
mod weights;
mod window;

pub use backend::Backend;
pub use bundle::Model;
#[cfg(feature = "torch")]
pub use encoder::TorchEncoder;
pub use encoder::{
    Batch, Dense, Device, Encoder, EncoderConfig, Family, Layer, LayerConfig, NativeEncoder,
    Precision, Workspace,
};
pub use kernel::Level;
pub use tagger::Tagger;
pub use trace::TaggedWord;
pub use weights::{Table, Weights};

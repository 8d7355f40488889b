//! Sentences → mentions. So far: model weights, and the encoder between the tokenizer and the heads.

mod encoder;
mod kernel;
mod weights;

pub use encoder::{
    Batch, Dense, Encoder, EncoderConfig, Layer, LayerConfig, NativeEncoder, Precision, Workspace,
};
pub use kernel::Level;
pub use weights::{Table, Weights};

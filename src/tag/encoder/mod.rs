//! Packed token numbers → hidden states `[tokens, hidden]`: a BERT encoder.
//!
//! 1. `Batch`: the sequences of a chunk, one behind the other, without padding.
//! 2. `Embeddings`: word, position and segment vectors, summed and normalized.
//! 3. `Layer`, several times: attention within each sequence, then the feed-forward part row by row.
//!
//! A sequence's hidden states are the same to the bit whatever else is in its batch. No tokenizer and no
//! heads here; `Layer` and `Dense` are public for heads to be made of. `torch` computes the same, and the other families,
//! with libtorch, in builds with that feature.

mod batch;
mod config;
mod dense;
mod device;
mod embeddings;
mod family;
mod layer;
mod native;
mod norm;
mod projection;
#[cfg(feature = "torch")]
mod torch;

use ndarray::Array2;

pub use batch::Batch;
pub use config::EncoderConfig;
pub use dense::Dense;
pub use device::Device;
pub use family::Family;
pub use layer::{Layer, LayerConfig, Workspace};
pub use native::NativeEncoder;
pub(super) use norm::LayerNorm;
pub use projection::Precision;
#[cfg(feature = "torch")]
pub use torch::TorchEncoder;

/// Turns tokens into hidden states.
pub trait Encoder: Send + Sync {
    /// The hidden states of every token of `batch`, `[tokens, hidden]`.
    ///
    /// # Panics
    ///
    /// If the fields of `batch` disagree, a sequence is longer than [`max_tokens`](Self::max_tokens), or a
    /// token or segment is not in the vocabulary.
    fn encode(&self, batch: &Batch) -> Array2<f32>;

    /// Numbers of a token's hidden state.
    fn hidden_size(&self) -> usize;

    /// Tokens of the longest sequence.
    fn max_tokens(&self) -> usize;
}

//! A batch → its hidden states, by the kernels of this crate.
//!
//! One call runs on one thread; threads each encode their own batches.

use std::sync::{Mutex, PoisonError};

use ndarray::Array2;

use super::Encoder;
use super::batch::Batch;
use super::config::EncoderConfig;
use super::embeddings::Embeddings;
use super::layer::{Layer, LayerConfig, Workspace};
use super::projection::Precision;
use crate::error::Error;
use crate::tag::kernel::Level;
use crate::tag::weights::Weights;

/// A BERT encoder that needs no other library.
pub struct NativeEncoder {
    embeddings: Embeddings,
    layers: Vec<Layer>,
    config: EncoderConfig,
    level: Level,
    /// One workspace for each call that has run at the same time as others.
    workspaces: Mutex<Vec<Workspace>>,
}

impl NativeEncoder {
    /// The encoder under `bert.` in `weights`, on the fastest instructions of this processor.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`](crate::ErrorKind::Model) if a tensor is missing or has another shape than
    /// `config` wants.
    pub fn new(
        weights: &Weights,
        config: &EncoderConfig,
        precision: Precision,
    ) -> Result<Self, Error> {
        Self::at_level(weights, config, precision, Level::detect())
    }

    /// The same, on chosen instructions.
    ///
    /// # Errors
    ///
    /// As for [`NativeEncoder::new`].
    pub fn at_level(
        weights: &Weights,
        config: &EncoderConfig,
        precision: Precision,
        level: Level,
    ) -> Result<Self, Error> {
        let shape = LayerConfig {
            hidden_size: config.hidden_size,
            heads: config.heads,
            intermediate_size: config.intermediate_size,
            norm_epsilon: config.norm_epsilon,
        };
        let layers = (0..config.layers)
            .map(|index| {
                Layer::new(
                    weights,
                    &format!("bert.encoder.layer.{index}"),
                    &shape,
                    precision,
                    level,
                )
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            embeddings: Embeddings::new(weights, config)?,
            layers,
            config: *config,
            level,
            workspaces: Mutex::default(),
        })
    }

    /// Whether the fields of `batch` agree with each other and with the encoder.
    fn check(&self, batch: &Batch) {
        let config = &self.config;
        let longest = batch.lengths.iter().max().copied().unwrap_or(0);
        assert!(
            longest <= config.max_tokens,
            "a sequence of {longest} tokens, at most {}",
            config.max_tokens
        );
        assert_eq!(
            batch.lengths.iter().sum::<usize>(),
            batch.token_ids.len(),
            "tokens of a batch"
        );
        assert_eq!(
            batch.type_ids.len(),
            batch.token_ids.len(),
            "segments of a batch"
        );
        let within = |ids: &[u32], limit: usize| ids.iter().all(|&id| (id as usize) < limit);
        assert!(
            within(&batch.token_ids, config.vocabulary_size),
            "a token beyond the vocabulary"
        );
        assert!(
            within(&batch.type_ids, config.types),
            "a segment beyond the table"
        );
    }
}

impl Encoder for NativeEncoder {
    fn encode(&self, batch: &Batch) -> Array2<f32> {
        self.check(batch);
        let mut workspace = self
            .workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
            .unwrap_or_default();
        let mut hidden = Array2::zeros((batch.tokens(), self.config.hidden_size));
        if let Some(rows) = hidden.as_slice_mut() {
            self.embeddings.apply(self.level, batch, rows);
        }
        for layer in &self.layers {
            layer.forward(&mut hidden, &batch.lengths, &mut workspace);
        }
        self.workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(workspace);
        hidden
    }

    fn hidden_size(&self) -> usize {
        self.config.hidden_size
    }

    fn max_tokens(&self) -> usize {
        self.config.max_tokens
    }
}

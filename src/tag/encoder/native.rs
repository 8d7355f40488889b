//! A batch → its hidden states, by the kernels of this crate.
//!
//! One call runs on one thread; threads each encode their own batches.

use std::sync::{Mutex, PoisonError};

use ndarray::Array2;

use super::Encoder;
use super::batch::Batch;
use super::config::EncoderConfig;
use super::embeddings::Embeddings;
use super::family::Family;
use super::layer::{Layer, LayerConfig, Workspace};
use super::projection::Precision;
use crate::error::{Error, ErrorKind};
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
    /// [`ErrorKind::Model`] if a tensor is missing or has another shape than `config` wants,
    /// [`ErrorKind::Unsupported`] if `config` is that of another family than BERT.
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
        if config.family != Family::Bert {
            let message = format!(
                "config.json: `model_type` is \"{}\"; the native backend computes \"bert\" alone, --backend torch computes it too",
                config.family.name()
            );
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
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
}

impl Encoder for NativeEncoder {
    fn encode(&self, batch: &Batch) -> Array2<f32> {
        batch.check(&self.config);
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

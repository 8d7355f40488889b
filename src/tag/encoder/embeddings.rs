//! Token numbers → the hidden states before the first layer.
//!
//! The tables stay as they are stored; only the rows that a batch names are widened.

use super::batch::Batch;
use super::config::EncoderConfig;
use super::norm::LayerNorm;
use crate::error::Error;
use crate::tag::kernel::Level;
use crate::tag::weights::{Table, Weights};

/// Word, position and segment tables and the norm over their sum.
#[derive(Clone)]
pub(super) struct Embeddings {
    words: Table,
    /// `[max_tokens, hidden]` and `[types, hidden]`: small, so widened once.
    positions: Vec<f32>,
    types: Vec<f32>,
    norm: LayerNorm,
}

impl Embeddings {
    /// The tensors under `bert.embeddings`.
    pub(super) fn new(weights: &Weights, config: &EncoderConfig) -> Result<Self, Error> {
        let hidden = config.hidden_size;
        let matrix = |name: &str, rows: usize| -> Result<Vec<f32>, Error> {
            Ok(weights
                .matrix(name, rows, hidden)?
                .into_raw_vec_and_offset()
                .0)
        };
        Ok(Self {
            words: weights.table(
                "bert.embeddings.word_embeddings.weight",
                config.vocabulary_size,
                hidden,
            )?,
            positions: matrix(
                "bert.embeddings.position_embeddings.weight",
                config.max_tokens,
            )?,
            types: matrix("bert.embeddings.token_type_embeddings.weight", config.types)?,
            norm: LayerNorm::new(
                weights,
                "bert.embeddings.LayerNorm",
                hidden,
                config.norm_epsilon,
            )?,
        })
    }

    /// Writes the embedded tokens of `batch` to `rows`, `[tokens, hidden]`.
    pub(super) fn apply(&self, level: Level, batch: &Batch, rows: &mut [f32]) {
        let hidden = self.words.columns();
        let places = batch.lengths.iter().flat_map(|&length| 0..length);
        let tokens = batch.token_ids.iter().zip(&batch.type_ids).zip(places);
        for (row, ((&token, &kind), place)) in rows.chunks_exact_mut(hidden).zip(tokens) {
            self.words.read_row(token as usize, row);
            let position = &self.positions[place * hidden..(place + 1) * hidden];
            let kind = &self.types[kind as usize * hidden..(kind as usize + 1) * hidden];
            for ((value, position), kind) in row.iter_mut().zip(position).zip(kind) {
                *value += position + kind;
            }
        }
        self.norm.apply(level, rows);
    }
}

//! Rows → rows of mean 0 and variance 1, stretched and moved: layer normalization.
//!
//! The arithmetic is the kernel's; here stand the weights.

use crate::error::Error;
use crate::tag::kernel::{self, Level};
use crate::tag::weights::Weights;

/// Layer normalization over rows of a fixed width.
#[derive(Debug, Clone)]
pub(in crate::tag) struct LayerNorm {
    /// `[width]`.
    gain: Vec<f32>,
    /// `[width]`.
    bias: Vec<f32>,
    epsilon: f32,
}

impl LayerNorm {
    /// The norm `name`: its `weight` and `bias`, both `[width]`.
    pub(in crate::tag) fn new(
        weights: &Weights,
        name: &str,
        width: usize,
        epsilon: f32,
    ) -> Result<Self, Error> {
        Ok(Self {
            gain: weights.vector(&format!("{name}.weight"), width)?,
            bias: weights.vector(&format!("{name}.bias"), width)?,
            epsilon,
        })
    }

    /// Normalizes `rows`, `[rows, width]`, in place.
    pub(in crate::tag) fn apply(&self, level: Level, rows: &mut [f32]) {
        kernel::normalize(level, rows, &self.gain, &self.bias, self.epsilon);
    }

    /// Adds `residual` to `rows`, both `[rows, width]`, and normalizes, in place.
    pub(super) fn add(&self, level: Level, rows: &mut [f32], residual: &[f32]) {
        kernel::add_and_normalize(level, rows, residual, &self.gain, &self.bias, self.epsilon);
    }
}

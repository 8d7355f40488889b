//! Rows of `f32` → rows of 8-bit numbers, each with its own scale.
//!
//! Weights become -63 to 63, activations 1 to 255 with zero at 128.

use super::{GROUP, ZERO_POINT};
use crate::tag::kernel::functions::ROUNDER;
use crate::tag::kernel::rows::largest_magnitude;

/// The largest weight.
const WEIGHT_LIMIT: f32 = 63.0;

/// The largest activation before the zero point is added.
const ACTIVATION_LIMIT: f32 = 127.0;

/// A row whose magnitudes all stay below it counts as zero: its inverse scale would be no number.
const SMALLEST: f32 = 1e-30;

/// Activations of some rows.
#[derive(Debug, Clone, Default)]
pub(in crate::tag) struct QuantizedRows {
    width: usize,
    /// Row by row in groups; the last group of a row may hold more than the row.
    groups: Vec<[u8; GROUP]>,
    /// What one unit is worth, `[rows]`.
    scales: Vec<f32>,
}

impl QuantizedRows {
    /// Holds `rows`, `[rows, width]`, instead of what it held.
    pub(in crate::tag) fn fill(
        &mut self,
        level: crate::tag::kernel::Level,
        rows: &[f32],
        width: usize,
    ) {
        let count = rows.len() / width;
        self.width = width;
        self.groups
            .resize(count * width.div_ceil(GROUP), [0; GROUP]);
        self.scales.resize(count, 0.0);
        quantize_activations(
            level,
            rows,
            width,
            self.groups.as_flattened_mut(),
            &mut self.scales,
        );
    }

    /// Numbers of a row.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// What one unit is worth, `[rows]`.
    pub(super) fn scales(&self) -> &[f32] {
        &self.scales
    }

    /// The groups of row `index`.
    #[inline(always)]
    pub(super) fn row(&self, index: usize) -> &[[u8; GROUP]] {
        let groups = self.width.div_ceil(GROUP);
        &self.groups[index * groups..(index + 1) * groups]
    }
}

/// The factor that takes the largest magnitude of a row to `limit`, and what one unit is worth.
#[inline(always)]
fn scale_to(limit: f32, largest: f32) -> (f32, f32) {
    if largest > SMALLEST {
        (limit / largest, largest / limit)
    } else {
        (0.0, 0.0)
    }
}

at_each_level! {
    /// Quantizes `rows`, `[rows, width]`, to `quantized`, whose rows are `width` rounded up to whole groups
    /// long, and `scales`, `[rows]`.
    fn quantize_activations(rows: &[f32], width: usize, quantized: &mut [u8], scales: &mut [f32]) {
        let stride = width.next_multiple_of(GROUP);
        let quantized = quantized.chunks_exact_mut(stride);
        for ((row, quantized), scale) in rows.chunks_exact(width).zip(quantized).zip(scales) {
            let (factor, unit) = scale_to(ACTIVATION_LIMIT, largest_magnitude(row));
            *scale = unit;
            for (value, quantized) in row.iter().zip(quantized) {
                // The low byte of the sum is the nearest integer with the zero point added.
                let rounded = value * factor + (ROUNDER + ZERO_POINT as f32);
                *quantized = rounded.to_bits().to_le_bytes()[0];
            }
        }
    }
}

at_each_level! {
    /// Quantizes the weights of one output, and says what one unit is worth.
    pub(super) fn quantize_weights(weights: &[f32], quantized: &mut [i8], scale: &mut f32) {
        let (factor, unit) = scale_to(WEIGHT_LIMIT, largest_magnitude(weights));
        *scale = unit;
        for (weight, quantized) in weights.iter().zip(quantized) {
            let product = weight * factor;
            // Only a weight that is no number is beyond the limits; it must not break the no-saturation rule.
            let product = if product > -WEIGHT_LIMIT { product } else { -WEIGHT_LIMIT };
            let product = if product < WEIGHT_LIMIT { product } else { WEIGHT_LIMIT };
            *quantized = (product + ROUNDER).to_bits().to_le_bytes()[0].cast_signed();
        }
    }
}

//! Rows of `f32` → rows of 8-bit numbers, each with its own scale.
//!
//! Activations become 1 to 255 with zero at 128, weights what keeps the sums that the AVX2
//! kernel widens together in 16 bits.

use super::{GROUP, ZERO_POINT};
use crate::tag::kernel::functions::ROUNDER;
use crate::tag::kernel::rows::largest_magnitude;

/// Neighboring groups whose products may be added in 16 bits.
pub(super) const GROUPS_ADDED: usize = 2;

/// Groups of a row of `width` numbers, with those that fill it up.
pub(super) fn groups_of(width: usize) -> usize {
    width.div_ceil(GROUP).next_multiple_of(GROUPS_ADDED)
}

/// The largest sum of weights of one sign whose products are added in 16 bits: rounding four of them to integers adds at
/// most 2, and 128 times an activation of 255 is less than 2^15.
const WEIGHT_SUM_LIMIT: f32 = 126.0;

/// The largest activation before the zero point is added.
const ACTIVATION_LIMIT: f32 = 127.0;

/// A row whose magnitudes all stay below it counts as zero: its inverse scale would be no number.
const SMALLEST: f32 = 1e-30;

/// Activations of some rows.
#[derive(Debug, Clone, Default)]
pub(in crate::tag) struct QuantizedRows {
    width: usize,
    /// Row by row in groups; the last groups of a row may hold more than the row.
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
        self.groups.resize(count * groups_of(width), [0; GROUP]);
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
        let groups = groups_of(self.width);
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
    /// Quantizes `rows`, `[rows, width]`, to `quantized`, whose rows are filled up to groups that are added, and
    /// `scales`, `[rows]`.
    fn quantize_activations(rows: &[f32], width: usize, quantized: &mut [u8], scales: &mut [f32]) {
        let stride = groups_of(width) * GROUP;
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

/// The largest sum of weights of one sign that a kernel adds in 16 bits: those of neighbors in pairs, in two groups.
#[inline(always)]
fn largest_sum(weights: &[f32]) -> f32 {
    let mut largest = 0.0_f32;
    for groups in weights.chunks(GROUPS_ADDED * GROUP) {
        for first in (0..GROUP).step_by(2) {
            let (mut above, mut below) = (0.0, 0.0);
            for group in groups.chunks(GROUP) {
                for weight in group.iter().skip(first).take(2) {
                    above += weight.max(0.0);
                    below -= weight.min(0.0);
                }
            }
            largest = largest.max(above).max(below);
        }
    }
    largest
}

at_each_level! {
    /// Quantizes the weights of one output, and says what one unit is worth.
    pub(super) fn quantize_weights(weights: &[f32], quantized: &mut [i8], scale: &mut f32) {
        let (factor, unit) = scale_to(WEIGHT_SUM_LIMIT, largest_sum(weights));
        *scale = unit;
        for (weight, quantized) in weights.iter().zip(quantized) {
            let product = weight * factor;
            // Only a weight that is no number is beyond the limit; it must not break the no-saturation rule.
            let product = if product.abs() <= WEIGHT_SUM_LIMIT + 1.0 { product } else { 0.0 };
            *quantized = (product + ROUNDER).to_bits().to_le_bytes()[0].cast_signed();
        }
    }
}

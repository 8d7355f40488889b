//! Rows of `width` numbers → the same rows after one elementwise or row-wise step, in one pass.
//!
//! A row's result depends on that row alone, and sums run over sixteen fixed lanes, so that the bits are
//! the same whatever the batch, the machine or the vector width.

use super::functions;

/// Lanes of every row-wise sum: one 512-bit vector of `f32`.
pub(super) const LANES: usize = 16;

/// What `combine` makes of all lanes, halving.
#[inline(always)]
pub(super) fn fold(lanes: [f32; LANES], combine: impl Fn(f32, f32) -> f32) -> f32 {
    let eight: [f32; 8] = std::array::from_fn(|lane| combine(lanes[lane], lanes[lane + 8]));
    let four: [f32; 4] = std::array::from_fn(|lane| combine(eight[lane], eight[lane + 4]));
    combine(combine(four[0], four[2]), combine(four[1], four[3]))
}

/// The larger one; the second if the first is no number.
#[inline(always)]
pub(super) fn larger(left: f32, right: f32) -> f32 {
    if left > right { left } else { right }
}

/// The sum of `term` over `row`.
#[inline(always)]
fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    let (blocks, rest) = row.as_chunks::<LANES>();
    for block in blocks {
        for lane in 0..LANES {
            lanes[lane] += term(block[lane]);
        }
    }
    for (lane, &value) in rest.iter().enumerate() {
        lanes[lane] += term(value);
    }
    fold(lanes, |left, right| left + right)
}

/// The largest magnitude in `row`, at least 0; numbers that are none do not count.
#[inline(always)]
pub(super) fn largest_magnitude(row: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (blocks, rest) = row.as_chunks::<LANES>();
    for block in blocks {
        for lane in 0..LANES {
            lanes[lane] = larger(block[lane].abs(), lanes[lane]);
        }
    }
    for (lane, value) in rest.iter().enumerate() {
        lanes[lane] = larger(value.abs(), lanes[lane]);
    }
    fold(lanes, larger)
}

/// Layer normalization of one row in place (Ba, Kiros and Hinton 2016, equation 4), with the biased variance.
#[inline(always)]
fn normalize_row(row: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
    let width = row.len() as f32;
    let mean = sum(row, |value| value) / width;
    let variance = sum(row, |value| (value - mean) * (value - mean)) / width;
    let scale = 1.0 / (variance + epsilon).sqrt();
    for ((value, &gain), &bias) in row.iter_mut().zip(gain).zip(bias) {
        *value = (*value - mean) * scale * gain + bias;
    }
}

at_each_level! {
    /// The exact GELU of every value, in place.
    pub(in crate::tag) fn gelu(values: &mut [f32]) {
        for value in values {
            *value = functions::gelu(*value);
        }
    }
}

at_each_level! {
    /// Normalizes each row of `rows` (`[rows, width]`, width = `gain.len()` = `bias.len()`) in place.
    pub(in crate::tag) fn normalize(rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
        for row in rows.chunks_exact_mut(gain.len()) {
            normalize_row(row, gain, bias, epsilon);
        }
    }
}

at_each_level! {
    /// Adds `addition` to `rows` (both `[rows, width]`, width = `gain.len()` = `bias.len()`), then normalizes
    /// each row, in place.
    pub(in crate::tag) fn add_and_normalize(
        rows: &mut [f32],
        addition: &[f32],
        gain: &[f32],
        bias: &[f32],
        epsilon: f32,
    ) {
        let width = gain.len();
        for (row, addition) in rows.chunks_exact_mut(width).zip(addition.chunks_exact(width)) {
            for (value, &added) in row.iter_mut().zip(addition) {
                *value += added;
            }
            normalize_row(row, gain, bias, epsilon);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{add_and_normalize, gelu, normalize};
    use crate::tag::kernel::{Level, functions};

    fn values(count: usize) -> Vec<f32> {
        (0..count)
            .map(|i| ((i * 7_919) % 1_013) as f32 / 97.0 - 5.0)
            .collect()
    }

    #[test]
    fn every_level_gives_the_same_bits() {
        for width in [1, 2, 15, 16, 17, 31, 33, 384] {
            let (gain, bias) = (values(width), vec![0.25; width]);
            let mut first: Option<Vec<u32>> = None;
            for level in Level::available() {
                let mut rows = values(3 * width);
                normalize(level, &mut rows, &gain, &bias, 1e-12);
                add_and_normalize(level, &mut rows, &values(3 * width), &gain, &bias, 1e-12);
                gelu(level, &mut rows);
                let bits: Vec<u32> = rows.iter().map(|value| value.to_bits()).collect();
                assert_eq!(
                    *first.get_or_insert_with(|| bits.clone()),
                    bits,
                    "{level}, width {width}"
                );
            }
        }
    }

    #[test]
    fn normalization_is_that_of_a_plain_loop() {
        for width in [1, 5, 16, 40, 384] {
            let row = values(width);
            let mean = row.iter().map(|&v| f64::from(v)).sum::<f64>() / width as f64;
            let variance = row
                .iter()
                .map(|&v| (f64::from(v) - mean).powi(2))
                .sum::<f64>()
                / width as f64;
            let mut ours = row.clone();
            normalize(
                Level::detect(),
                &mut ours,
                &vec![2.0; width],
                &vec![0.5; width],
                1e-5,
            );
            for (found, value) in ours.iter().zip(&row) {
                let wanted = (f64::from(*value) - mean) / (variance + 1e-5).sqrt() * 2.0 + 0.5;
                assert!(
                    (f64::from(*found) - wanted).abs() < 1e-5,
                    "{found} {wanted} width {width}"
                );
            }
        }
    }

    #[test]
    fn gelu_runs_over_every_value() {
        let mut ours = values(37);
        gelu(Level::detect(), &mut ours);
        for (found, value) in ours.iter().zip(values(37)) {
            assert_eq!(found.to_bits(), functions::gelu(value).to_bits());
        }
    }
}

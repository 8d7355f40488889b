//! Each 8-bit kernel against plain loops over the same integers: odd sizes, and extremes.

use super::{GROUP, Level, PackedMatrix, QuantizedRows};

/// Numbers of both signs that look like none in particular.
fn values(count: usize, seed: usize) -> Vec<f32> {
    (0..count)
        .map(|i| ((i * 7_919 + seed * 104_729) % 2_003) as f32 / 900.0 - 1.1)
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "magnitudes are at most 127"
)]
/// What a row of weights and one of activations give: both quantized by plain code, then one sum.
fn plain(weights: &[f32], activations: &[f32], bias: f32) -> f32 {
    let quantize = |values: &[f32], limit: f32, largest: f32| -> (Vec<i64>, f32) {
        if largest <= 1e-30 {
            return (vec![0; values.len()], 0.0);
        }
        let factor = limit / largest;
        let round = |value: &f32| (value * factor).round_ties_even() as i64;
        (values.iter().map(round).collect(), largest / limit)
    };
    let sum_of_one_sign = |places: [usize; 4], sign: f32| {
        let weights = places.map(|place| weights.get(place).map_or(0.0, |weight| sign * weight));
        weights
            .iter()
            .fold(0.0, |sum, weight| sum + weight.max(0.0))
    };
    let largest_sum = (0..weights.len())
        .step_by(8)
        .flat_map(|at| [at, at + 2])
        .flat_map(|at| [1.0, -1.0].map(|sign| sum_of_one_sign([at, at + 1, at + 4, at + 5], sign)))
        .fold(0.0, f32::max);
    let largest = activations
        .iter()
        .fold(0.0, |largest, value| value.abs().max(largest));
    let (weights, weight_unit) = quantize(weights, 126.0, largest_sum);
    let (activations, activation_unit) = quantize(activations, 127.0, largest);
    let sum: i64 = weights
        .iter()
        .zip(&activations)
        .map(|(weight, activation)| weight * activation)
        .sum();
    sum as f32 * (activation_unit * weight_unit) + bias
}

/// Holds every level against `plain`, to the bit.
fn check(weights: &[Vec<f32>], rows: &[f32], inputs: usize) {
    let biases = values(weights.len(), 5);
    let wanted: Vec<u32> = rows
        .chunks_exact(inputs)
        .flat_map(|row| {
            weights
                .iter()
                .zip(&biases)
                .map(|(weights, &bias)| plain(weights, row, bias).to_bits())
        })
        .collect();
    for level in Level::available() {
        let mut matrix = PackedMatrix::new(level, weights.len(), inputs);
        for (output, (weights, &bias)) in weights.iter().zip(&biases).enumerate() {
            matrix.set_output(output, weights, bias);
        }
        let mut quantized = QuantizedRows::default();
        // What the rows held before must not matter.
        quantized.fill(level, &values(3 * (inputs + 9), 8), inputs + 9);
        quantized.fill(level, rows, inputs);
        let mut output = vec![f32::NAN; wanted.len()];
        matrix.multiply(&quantized, &mut output);
        let found: Vec<u32> = output.iter().map(|value| value.to_bits()).collect();
        let rows = rows.len() / inputs;
        assert_eq!(
            found,
            wanted,
            "{level}: {rows} rows, {inputs} inputs, {} outputs",
            weights.len()
        );
    }
}

#[test]
fn odd_sizes_are_those_of_plain_loops() {
    for inputs in [1, 3, 4, 5, 31, 32, 48, 100, 384] {
        for outputs in [1, 2, 15, 16, 17, 63, 64, 65, 130] {
            let weights: Vec<_> = (0..outputs).map(|output| values(inputs, output)).collect();
            for rows in [1, 2, 5, 6, 7, 13] {
                check(&weights, &values(rows * inputs, rows), inputs);
            }
        }
    }
}

#[test]
fn extremes_do_not_saturate() {
    for inputs in [4, 384, 1_536] {
        for (weight, activation) in [
            (1.0, 1.0),
            (-1.0, 1.0),
            (1.0, -1.0),
            (1e-20, 1e20),
            (0.0, 1.0),
            (1.0, 0.0),
        ] {
            let weights = vec![vec![weight; inputs]; 17];
            check(&weights, &vec![activation; 7 * inputs], inputs);
        }
    }
}

#[test]
fn no_row_at_all_is_no_output() {
    for level in Level::available() {
        let mut matrix = PackedMatrix::new(level, 3, 5);
        matrix.set_output(0, &[1.0; 5], 0.5);
        let mut rows = QuantizedRows::default();
        rows.fill(level, &[], 5);
        matrix.multiply(&rows, &mut []);
    }
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let broken = [
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::MAX,
        f32::MIN_POSITIVE,
        1e-40,
        -0.0,
        1.0,
    ];
    for level in Level::available() {
        for width in [1, 3, 8] {
            let mut matrix = PackedMatrix::new(level, 2, width);
            matrix.set_output(0, &broken[..width], f32::NAN);
            let mut first = vec![0.0; width];
            first[0] = 1.0;
            matrix.set_output(1, &first, 0.0);
            let mut rows = QuantizedRows::default();
            rows.fill(
                level,
                &[&broken[..width], &vec![1.0; width]].concat(),
                width,
            );
            let mut output = [0.0; 4];
            matrix.multiply(&rows, &mut output);
            assert!(
                (output[3] - 1.0).abs() < 1e-3,
                "a sound row beside a broken one"
            );
        }
    }
}

#[test]
fn quantized_rows_keep_within_their_limits() {
    for level in Level::available() {
        let mut rows = QuantizedRows::default();
        rows.fill(
            level,
            &[-3.0, 3.0, 0.0, 1.5, -1.5, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            6,
        );
        assert_eq!(rows.row(0)[0], [1, 255, 128, 192], "{level}");
        assert_eq!(rows.row(0)[1][..2], [64, 255], "{level}");
        assert_eq!(rows.row(1)[0], [128; GROUP], "{level}");
        assert_eq!(rows.scales(), [3.0 / 127.0, 0.0], "{level}");
    }
}

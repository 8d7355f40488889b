//! The 8-bit product in plain arithmetic, for every processor.

use super::{GROUP, PANEL, PackedMatrix, QuantizedRows, Slab, Sums};

/// Rows of a tile.
const ROWS: usize = 2;

/// Numbers of a line of weights.
const LINE: usize = PANEL * GROUP;

/// `rows` times `matrix`, into `output`.
pub(super) fn multiply(matrix: &PackedMatrix, rows: &QuantizedRows, output: &mut [f32]) {
    matrix.for_each_tile::<ROWS, 1>(rows, output, tile);
}

/// The sums of some rows with one panel. Products are of 16-bit numbers, in pairs of neighbors: compilers
/// know an instruction for that on most processors.
fn tile(rows: [&[[u8; GROUP]]; ROWS], slab: Slab<'_, 1>, into: &mut Sums<ROWS, 1>) {
    let mut pairs = [[0_i32; LINE / 2]; ROWS];
    for (group, [line]) in slab.lines.iter().enumerate() {
        let weights = line.0.map(i16::from);
        for (row, pairs) in rows.iter().zip(&mut pairs) {
            let activations: [i16; LINE] =
                std::array::from_fn(|i| i16::from(row[group][i % GROUP]));
            for i in 0..LINE / 2 {
                pairs[i] += i32::from(activations[2 * i]) * i32::from(weights[2 * i])
                    + i32::from(activations[2 * i + 1]) * i32::from(weights[2 * i + 1]);
            }
        }
    }
    for (pairs, [sums]) in pairs.iter().zip(into) {
        for (i, sum) in sums.iter_mut().enumerate() {
            *sum = slab.corrections[0][i] + pairs[2 * i] + pairs[2 * i + 1];
        }
    }
}

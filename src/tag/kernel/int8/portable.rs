//! The 8-bit product in plain arithmetic, for every processor.

use super::{GROUP, PackedMatrix, QuantizedRows, Slab, Sums};

/// Rows of a tile.
const ROWS: usize = 4;

/// `rows` times `matrix`, into `output`.
pub(super) fn multiply(matrix: &PackedMatrix, rows: &QuantizedRows, output: &mut [f32]) {
    matrix.for_each_tile::<ROWS, 1>(rows, output, tile);
}

/// The sums of four rows with one panel.
fn tile(rows: [&[[u8; GROUP]]; ROWS], slab: Slab<'_, 1>, into: &mut Sums<ROWS, 1>) {
    *into = [*slab.corrections; ROWS];
    for (group, [line]) in slab.lines.iter().enumerate() {
        for (row, [sums]) in rows.iter().zip(&mut *into) {
            let activations = row[group].map(i32::from);
            let (weights, _) = line.0.as_chunks::<GROUP>();
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum += activations[0] * i32::from(weights[0])
                    + activations[1] * i32::from(weights[1])
                    + activations[2] * i32::from(weights[2])
                    + activations[3] * i32::from(weights[3]);
            }
        }
    }
}

//! The 8-bit product with the dot-product instructions of 64-bit Arm.

use std::arch::aarch64::{
    int8x16_t, int32x4_t, vdupq_n_s32, vld1q_s8, vreinterpretq_s8_s32, vst1q_s32,
};
use std::arch::asm;

use super::{GROUP, PackedMatrix, QuantizedRows, Slab, Sums};

/// Rows of a tile: 24 of the 32 registers hold its sums.
const ROWS: usize = 6;

/// The highest bit of each of four bytes.
const SIGNS: i32 = i32::from_le_bytes([0x80; GROUP]);

/// Vectors of a line.
const PARTS: usize = 4;

/// `rows` times `matrix`, into `output`.
#[target_feature(enable = "neon,dotprod")]
pub(super) fn multiply_dot_product(
    matrix: &PackedMatrix,
    rows: &QuantizedRows,
    output: &mut [f32],
) {
    matrix.for_each_tile::<ROWS, 1>(rows, output, |rows, slab, sums| {
        tile(rows, slab, sums);
    });
}

/// Adds the products of four neighbors to each sum. The standard library's own function for the
/// instruction is not stable.
#[inline]
#[target_feature(enable = "neon,dotprod")]
fn dot(sums: int32x4_t, activations: int8x16_t, weights: int8x16_t) -> int32x4_t {
    let mut sums = sums;
    // SAFETY: the instruction reads and writes only the named registers.
    unsafe {
        asm!(
            "sdot {sums:v}.4s, {activations:v}.16b, {weights:v}.16b",
            sums = inout(vreg) sums,
            activations = in(vreg) activations,
            weights = in(vreg) weights,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    sums
}

/// The sums of six rows with one panel. The instruction multiplies signed numbers only, so the zero point
/// is taken off the activations and needs no correction.
#[inline]
#[target_feature(enable = "neon,dotprod")]
fn tile(rows: [&[[u8; GROUP]]; ROWS], slab: Slab<'_, 1>, into: &mut Sums<ROWS, 1>) {
    assert!(rows.iter().all(|row| row.len() == slab.lines.len()));
    let mut sums = [[vdupq_n_s32(0); PARTS]; ROWS];
    for (group, [line]) in slab.lines.iter().enumerate() {
        let weights: [int8x16_t; PARTS] = std::array::from_fn(|part| {
            // SAFETY: a line is four times sixteen bytes; the load needs no alignment.
            unsafe { vld1q_s8(line.0.as_ptr().add(part * 16)) }
        });
        for (sums, row) in sums.iter_mut().zip(&rows) {
            // Flipping the highest bit takes 128 off and makes the byte signed.
            let signed = i32::from_le_bytes(row[group]) ^ SIGNS;
            let activations = vreinterpretq_s8_s32(vdupq_n_s32(signed));
            for (sum, &weights) in sums.iter_mut().zip(&weights) {
                *sum = dot(*sum, activations, weights);
            }
        }
    }
    for (parts, lanes) in sums.iter().zip(into) {
        for (&part, lanes) in parts
            .iter()
            .zip(lanes.as_flattened_mut().chunks_exact_mut(4))
        {
            // SAFETY: four lanes are sixteen bytes; the store needs no alignment.
            unsafe { vst1q_s32(lanes.as_mut_ptr(), part) };
        }
    }
}

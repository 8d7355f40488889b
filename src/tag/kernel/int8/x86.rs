//! The 8-bit product with the instructions of x86-64: multiply-add pairs (AVX2) or dot products (VNNI).

use std::arch::x86_64::{
    __m256i, __m512i, _mm256_add_epi32, _mm256_dpbusd_avx_epi32, _mm256_load_si256,
    _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_set1_epi16,
    _mm256_set1_epi32, _mm256_storeu_si256, _mm512_dpbusd_epi32, _mm512_load_si512,
    _mm512_loadu_si512, _mm512_set1_epi32, _mm512_storeu_si512,
};

use super::{GROUP, PANEL, PackedMatrix, Panel, QuantizedRows, Sums};

/// Rows of a tile in 256-bit vectors: eight of the sixteen registers hold its sums.
const ROWS_256: usize = 4;

/// Rows and panels of a tile in 512-bit vectors: 24 of the 32 registers hold its sums.
const ROWS_512: usize = 6;
/// As above.
const PANELS_512: usize = 4;

/// `rows` times `matrix`, into `output`.
#[target_feature(enable = "avx2")]
pub(super) fn multiply_avx2(matrix: &PackedMatrix, rows: &QuantizedRows, output: &mut [f32]) {
    matrix.for_each_tile::<ROWS_256, 1>(rows, output, |rows, [panel]| {
        let ones = _mm256_set1_epi16(1);
        tile_256(rows, panel, |sums, activations, weights| {
            let pairs = _mm256_maddubs_epi16(activations, weights);
            _mm256_add_epi32(sums, _mm256_madd_epi16(pairs, ones))
        })
    });
}

/// `rows` times `matrix`, into `output`.
#[target_feature(enable = "avx2,avxvnni")]
pub(super) fn multiply_avx_vnni(matrix: &PackedMatrix, rows: &QuantizedRows, output: &mut [f32]) {
    matrix.for_each_tile::<ROWS_256, 1>(rows, output, |rows, [panel]| {
        tile_256(rows, panel, |sums, activations, weights| {
            _mm256_dpbusd_avx_epi32(sums, activations, weights)
        })
    });
}

/// `rows` times `matrix`, into `output`.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub(super) fn multiply_avx512_vnni(
    matrix: &PackedMatrix,
    rows: &QuantizedRows,
    output: &mut [f32],
) {
    matrix
        .for_each_tile::<ROWS_512, PANELS_512>(rows, output, |rows, panels| tile_512(rows, panels));
}

/// The sums of four rows with one panel; `add` adds the products of four neighbors to each sum.
#[inline]
#[target_feature(enable = "avx2")]
fn tile_256(
    rows: [&[[u8; GROUP]]; ROWS_256],
    panel: Panel<'_>,
    add: impl Fn(__m256i, __m256i, __m256i) -> __m256i,
) -> Sums<ROWS_256, 1> {
    let rows = rows.map(|row| &row[..panel.lines.len()]);
    let halves: *const __m256i = panel.corrections.as_ptr().cast();
    // SAFETY: sixteen corrections are 64 bytes; the loads need no alignment.
    let start = unsafe {
        [
            _mm256_loadu_si256(halves),
            _mm256_loadu_si256(halves.add(1)),
        ]
    };
    let mut sums = [start; ROWS_256];
    for (group, line) in panel.lines.iter().enumerate() {
        let halves: *const __m256i = (&raw const *line).cast();
        // SAFETY: a line is 64 bytes, aligned to 64.
        let weights = unsafe { [_mm256_load_si256(halves), _mm256_load_si256(halves.add(1))] };
        for (sums, row) in sums.iter_mut().zip(&rows) {
            let activations = _mm256_set1_epi32(i32::from_le_bytes(row[group]));
            sums[0] = add(sums[0], activations, weights[0]);
            sums[1] = add(sums[1], activations, weights[1]);
        }
    }
    sums.map(|[low, high]| {
        let mut lanes = [[0; PANEL]; 1];
        let halves: *mut __m256i = lanes.as_mut_ptr().cast();
        // SAFETY: sixteen lanes are 64 bytes; the stores need no alignment.
        unsafe {
            _mm256_storeu_si256(halves, low);
            _mm256_storeu_si256(halves.add(1), high);
        }
        lanes
    })
}

/// The sums of six rows with four panels.
#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
fn tile_512(
    rows: [&[[u8; GROUP]]; ROWS_512],
    panels: [Panel<'_>; PANELS_512],
) -> Sums<ROWS_512, PANELS_512> {
    let groups = panels[0].lines.len();
    let rows = rows.map(|row| &row[..groups]);
    let lines = panels.map(|panel| &panel.lines[..groups]);
    // SAFETY: sixteen corrections are 64 bytes; the load needs no alignment.
    let start =
        panels.map(|panel| unsafe { _mm512_loadu_si512(panel.corrections.as_ptr().cast()) });
    let mut sums = [start; ROWS_512];
    for group in 0..groups {
        // SAFETY: a line is 64 bytes, aligned to 64.
        let weights =
            lines.map(|lines| unsafe { _mm512_load_si512((&raw const lines[group]).cast()) });
        for (sums, row) in sums.iter_mut().zip(&rows) {
            let activations = _mm512_set1_epi32(i32::from_le_bytes(row[group]));
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = _mm512_dpbusd_epi32(*sum, activations, weights);
            }
        }
    }
    sums.map(|sums| {
        sums.map(|sum: __m512i| {
            let mut lanes = [0; PANEL];
            // SAFETY: sixteen lanes are 64 bytes; the store needs no alignment.
            unsafe { _mm512_storeu_si512(lanes.as_mut_ptr().cast(), sum) };
            lanes
        })
    })
}

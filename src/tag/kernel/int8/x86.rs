//! The 8-bit product with the instructions of x86-64: multiply-add pairs (AVX2) or dot products (VNNI).

use std::arch::x86_64::{
    __m256i, _mm256_add_epi16, _mm256_add_epi32, _mm256_dpbusd_avx_epi32, _mm256_load_si256,
    _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_set1_epi16,
    _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256, _mm512_dpbusd_epi32,
    _mm512_load_si512, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512,
    _mm512_storeu_si512,
};

use super::quantize::GROUPS_ADDED;
use super::{GROUP, PackedMatrix, QuantizedRows, Slab, Sums};

/// Rows of a tile in 256-bit vectors: with two vectors of sums each, as many as the sixteen registers hold
/// beside weights, activations, and, where there is no dot product, what its parts need.
const ROWS_AVX2: usize = 3;
/// As above, where one group is added at a time.
const ROWS_AVX_VNNI: usize = 6;

/// Rows and panels of a tile in 512-bit vectors: 24 of the 32 registers hold its sums.
const ROWS_512: usize = 6;
/// As above.
pub(super) const PANELS_512: usize = 4;

/// `rows` times `matrix`, into `output`.
#[target_feature(enable = "avx2")]
pub(super) fn multiply_avx2(matrix: &PackedMatrix, rows: &QuantizedRows, output: &mut [f32]) {
    let ones = _mm256_set1_epi16(1);
    let add = |sums, [first, second]: [__m256i; GROUPS_ADDED], weights: [__m256i; GROUPS_ADDED]| {
        let pairs = _mm256_add_epi16(
            _mm256_maddubs_epi16(first, weights[0]),
            _mm256_maddubs_epi16(second, weights[1]),
        );
        _mm256_add_epi32(sums, _mm256_madd_epi16(pairs, ones))
    };
    matrix.for_each_tile::<ROWS_AVX2, 1>(rows, output, |rows, slab, sums| {
        tile_256(rows, slab, sums, add);
    });
}

/// `rows` times `matrix`, into `output`.
#[target_feature(enable = "avx2,avxvnni")]
pub(super) fn multiply_avx_vnni(matrix: &PackedMatrix, rows: &QuantizedRows, output: &mut [f32]) {
    let add = |sums, [activations]: [__m256i; 1], [weights]: [__m256i; 1]| {
        _mm256_dpbusd_avx_epi32(sums, activations, weights)
    };
    matrix.for_each_tile::<ROWS_AVX_VNNI, 1>(rows, output, |rows, slab, sums| {
        tile_256(rows, slab, sums, add);
    });
}

/// `rows` times `matrix`, into `output`.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub(super) fn multiply_avx512_vnni(
    matrix: &PackedMatrix,
    rows: &QuantizedRows,
    output: &mut [f32],
) {
    matrix.for_each_tile::<ROWS_512, PANELS_512>(rows, output, |rows, slab, sums| {
        tile_512(rows, slab, sums);
    });
}

/// The sums of some rows with one panel; `add` adds to each sum its products of some groups.
#[inline]
#[target_feature(enable = "avx2")]
fn tile_256<const ROWS: usize, const GROUPS: usize>(
    rows: [&[[u8; GROUP]]; ROWS],
    slab: Slab<'_, 1>,
    into: &mut Sums<ROWS, 1>,
    add: impl Fn(__m256i, [__m256i; GROUPS], [__m256i; GROUPS]) -> __m256i,
) {
    assert!(rows.iter().all(|row| row.len() == slab.lines.len()));
    let halves: *const __m256i = slab.corrections.as_ptr().cast();
    // SAFETY: sixteen corrections are 64 bytes; the loads need no alignment.
    let start = unsafe {
        [
            _mm256_loadu_si256(halves),
            _mm256_loadu_si256(halves.add(1)),
        ]
    };
    assert!(slab.lines.len().is_multiple_of(GROUPS));
    let mut sums = [start; ROWS];
    let (lines, _) = slab.lines.as_chunks::<GROUPS>();
    for (step, lines) in lines.iter().enumerate() {
        let mut weights = [[_mm256_setzero_si256(); GROUPS]; 2];
        for (group, line) in lines.iter().enumerate() {
            let halves: *const __m256i = (&raw const *line).cast();
            // SAFETY: a line is 64 bytes, aligned to 64.
            (weights[0][group], weights[1][group]) =
                unsafe { (_mm256_load_si256(halves), _mm256_load_si256(halves.add(1))) };
        }
        for (sums, row) in sums.iter_mut().zip(&rows) {
            let mut activations = [_mm256_setzero_si256(); GROUPS];
            for (group, activations) in activations.iter_mut().enumerate() {
                // SAFETY: each row has as many groups as there are lines.
                let bytes = unsafe { *row.get_unchecked(step * GROUPS + group) };
                *activations = _mm256_set1_epi32(i32::from_le_bytes(bytes));
            }
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = add(*sum, activations, weights);
            }
        }
    }
    for (sums, [lanes]) in sums.iter().zip(into) {
        let halves: *mut __m256i = lanes.as_mut_ptr().cast();
        // SAFETY: sixteen lanes are 64 bytes; the stores need no alignment.
        unsafe {
            _mm256_storeu_si256(halves, sums[0]);
            _mm256_storeu_si256(halves.add(1), sums[1]);
        }
    }
}

/// The sums of six rows with four panels.
#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
fn tile_512(
    rows: [&[[u8; GROUP]]; ROWS_512],
    slab: Slab<'_, PANELS_512>,
    into: &mut Sums<ROWS_512, PANELS_512>,
) {
    assert!(rows.iter().all(|row| row.len() == slab.lines.len()));
    let mut start = [_mm512_setzero_si512(); PANELS_512];
    for (start, corrections) in start.iter_mut().zip(slab.corrections) {
        // SAFETY: sixteen corrections are 64 bytes; the load needs no alignment.
        *start = unsafe { _mm512_loadu_si512(corrections.as_ptr().cast()) };
    }
    let mut sums = [start; ROWS_512];
    for (group, lines) in slab.lines.iter().enumerate() {
        let mut weights = [_mm512_setzero_si512(); PANELS_512];
        for (weights, line) in weights.iter_mut().zip(lines) {
            // SAFETY: a line is 64 bytes, aligned to 64.
            *weights = unsafe { _mm512_load_si512((&raw const *line).cast()) };
        }
        for (sums, row) in sums.iter_mut().zip(&rows) {
            // SAFETY: each row has as many groups as there are lines.
            let bytes = unsafe { *row.get_unchecked(group) };
            let activations = _mm512_set1_epi32(i32::from_le_bytes(bytes));
            for (sum, &weights) in sums.iter_mut().zip(&weights) {
                *sum = _mm512_dpbusd_epi32(*sum, activations, weights);
            }
        }
    }
    for (sums, into) in sums.iter().zip(into) {
        for (&sum, lanes) in sums.iter().zip(into) {
            // SAFETY: sixteen lanes are 64 bytes; the store needs no alignment.
            unsafe { _mm512_storeu_si512(lanes.as_mut_ptr().cast(), sum) };
        }
    }
}

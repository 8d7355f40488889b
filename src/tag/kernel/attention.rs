//! Queries, keys and values of one sequence → its context rows: multi-head self-attention.
//!
//! Each sequence is its own small problem, never padded to its neighbors; the sums run in a fixed order.

use super::functions;
use super::rows::{LANES, fold, larger};

/// Query rows that share one pass over the keys and one over the values.
const QUERIES: usize = 4;

/// One 512-bit vector.
type Lanes = [f32; LANES];

/// How a row of `3 · heads · head_size` numbers divides: queries, then keys, then values, each by head.
#[derive(Debug, Clone, Copy)]
pub(in crate::tag) struct AttentionShape {
    /// Attention heads.
    pub(in crate::tag) heads: usize,
    /// Numbers of one head.
    pub(in crate::tag) head_size: usize,
}

/// Memory for the attention of one sequence; its contents mean nothing between calls.
#[derive(Debug, Clone, Default)]
pub(in crate::tag) struct AttentionScratch {
    /// The keys of one head: for each dimension, every token, in whole vectors.
    keys: Vec<Lanes>,
    /// The values of one head: for each token, every dimension, in whole vectors.
    values: Vec<Lanes>,
    /// For each of some queries, every token, in whole vectors.
    scores: Vec<Lanes>,
}

at_each_level! {
    /// Attention of one sequence over itself (Vaswani et al. 2017, equation 1), every head.
    ///
    /// `query_key_value` is `[length, 3 · hidden]`, `context` `[length, hidden]`.
    pub(in crate::tag) fn attend(
        shape: AttentionShape,
        query_key_value: &[f32],
        context: &mut [f32],
        scratch: &mut AttentionScratch,
    ) {
        let AttentionShape { heads, head_size } = shape;
        let hidden = heads * head_size;
        let length = context.len() / hidden;
        let key_vectors = length.div_ceil(LANES);
        let value_vectors = head_size.div_ceil(LANES);
        let factor = 1.0 / (head_size as f32).sqrt();
        // The rest of a last vector stays zero: it is never written.
        refill(&mut scratch.keys, head_size * key_vectors);
        refill(&mut scratch.values, length * value_vectors);
        refill(&mut scratch.scores, QUERIES * key_vectors);
        for head in 0..heads {
            let at = head * head_size;
            for (token, row) in query_key_value.chunks_exact(3 * hidden).enumerate() {
                let key = &row[hidden + at..hidden + at + head_size];
                let lines = scratch.keys.as_flattened_mut().chunks_exact_mut(key_vectors * LANES);
                for (line, &value) in lines.zip(key) {
                    line[token] = value;
                }
                let values = &mut scratch.values[token * value_vectors..(token + 1) * value_vectors];
                let value = &row[2 * hidden + at..2 * hidden + at + head_size];
                values.as_flattened_mut()[..head_size].copy_from_slice(value);
            }
            for first in (0..length).step_by(QUERIES) {
                // A last, short group computes its last query several times: one code path, same bits.
                let queries = std::array::from_fn(|query| {
                    let row = (first + query).min(length - 1) * 3 * hidden + at;
                    &query_key_value[row..row + head_size]
                });
                score(queries, &scratch.keys, &mut scratch.scores);
                let mut inverses = [0.0; QUERIES];
                for (row, inverse) in scratch.scores.chunks_exact_mut(key_vectors).zip(&mut inverses) {
                    *inverse = 1.0 / soften(row, length, factor);
                }
                for start in 0..value_vectors {
                    let sums = blend(&scratch.scores, &scratch.values[start..], value_vectors, length);
                    let width = LANES.min(head_size - start * LANES);
                    for (query, sums) in (first..length).zip(&sums) {
                        let to = query * hidden + at + start * LANES;
                        let inverse = inverses[query - first];
                        for (to, sum) in context[to..to + width].iter_mut().zip(sums) {
                            *to = sum * inverse;
                        }
                    }
                }
            }
        }
    }
}

/// Makes `vectors` as many zeros.
#[inline(always)]
fn refill(vectors: &mut Vec<Lanes>, count: usize) {
    vectors.clear();
    vectors.resize(count, [0.0; LANES]);
}

/// The products of `queries` with every key of `keys`, `[head_size, vectors]`, into `scores`,
/// `[QUERIES, vectors]`.
#[inline(always)]
fn score(queries: [&[f32]; QUERIES], keys: &[Lanes], scores: &mut [Lanes]) {
    let vectors = scores.len() / QUERIES;
    for vector in 0..vectors {
        let mut sums = [[0.0_f32; LANES]; QUERIES];
        for (dimension, keys) in keys.chunks_exact(vectors).enumerate() {
            let keys = &keys[vector];
            for query in 0..QUERIES {
                let factor = queries[query][dimension];
                for lane in 0..LANES {
                    sums[query][lane] += factor * keys[lane];
                }
            }
        }
        for (query, sums) in sums.iter().enumerate() {
            scores[query * vectors + vector] = *sums;
        }
    }
}

/// Turns the first `length` of `scores`, times `factor`, into weights, and gives their sum; the largest
/// weight is 1.
#[inline(always)]
fn soften(scores: &mut [Lanes], length: usize, factor: f32) -> f32 {
    // What is behind the last token becomes a weight too small to change the sum.
    scores.as_flattened_mut()[length..].fill(f32::NEG_INFINITY);
    let mut lanes = [f32::NEG_INFINITY; LANES];
    for vector in scores.iter() {
        for lane in 0..LANES {
            lanes[lane] = larger(vector[lane], lanes[lane]);
        }
    }
    let largest = fold(lanes, larger);
    let mut sums = [0.0_f32; LANES];
    for vector in scores {
        for lane in 0..LANES {
            vector[lane] = functions::exponential((vector[lane] - largest) * factor);
            sums[lane] += vector[lane];
        }
    }
    fold(sums, |left, right| left + right)
}

/// For each row of `weights`, `[QUERIES, vectors]`, the sum of the first of each `stride` vectors of `values`
/// times the weight of its token.
#[inline(always)]
fn blend(weights: &[Lanes], values: &[Lanes], stride: usize, length: usize) -> [Lanes; QUERIES] {
    let weights = weights.as_flattened();
    let padded = weights.len() / QUERIES;
    let weights: [&[f32]; QUERIES] =
        std::array::from_fn(|query| &weights[query * padded..][..length]);
    let mut sums = [[0.0_f32; LANES]; QUERIES];
    for token in 0..length {
        let value = &values[token * stride];
        for query in 0..QUERIES {
            let weight = weights[query][token];
            for lane in 0..LANES {
                sums[query][lane] += weight * value[lane];
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::{AttentionScratch, AttentionShape, attend};
    use crate::tag::kernel::Level;

    fn values(count: usize) -> Vec<f32> {
        (0..count)
            .map(|i| ((i * 7_919) % 1_013) as f32 / 250.0 - 2.0)
            .collect()
    }

    /// Attention in double precision, one plain loop a step.
    fn plain(shape: AttentionShape, input: &[f32], length: usize) -> Vec<f64> {
        let hidden = shape.heads * shape.head_size;
        let at = |token: usize, part: usize, head: usize, dimension: usize| {
            f64::from(
                input[token * 3 * hidden + part * hidden + head * shape.head_size + dimension],
            )
        };
        let mut context = vec![0.0; length * hidden];
        for head in 0..shape.heads {
            for query in 0..length {
                let weights: Vec<f64> = (0..length)
                    .map(|key| {
                        let product: f64 = (0..shape.head_size)
                            .map(|d| at(query, 0, head, d) * at(key, 1, head, d))
                            .sum();
                        (product / (shape.head_size as f64).sqrt()).exp()
                    })
                    .collect();
                let total: f64 = weights.iter().sum();
                for dimension in 0..shape.head_size {
                    context[query * hidden + head * shape.head_size + dimension] = (0..length)
                        .map(|key| weights[key] / total * at(key, 2, head, dimension))
                        .sum();
                }
            }
        }
        context
    }

    #[test]
    fn attention_is_that_of_plain_loops_at_every_level() {
        // One scratch for all: what a call leaves behind must not matter.
        let mut scratch = AttentionScratch::default();
        for (heads, head_size) in [(1, 1), (2, 8), (3, 16), (12, 32), (2, 40)] {
            let shape = AttentionShape { heads, head_size };
            let hidden = heads * head_size;
            for length in [1, 2, 5, 16, 17, 33] {
                let input = values(length * 3 * hidden);
                let wanted = plain(shape, &input, length);
                let mut first: Option<Vec<u32>> = None;
                for level in Level::available() {
                    let mut context = vec![f32::NAN; length * hidden];
                    attend(level, shape, &input, &mut context, &mut scratch);
                    for (found, wanted) in context.iter().zip(&wanted) {
                        assert!(
                            (f64::from(*found) - wanted).abs() < 1e-5,
                            "{shape:?} {length}: {found} {wanted}"
                        );
                    }
                    let bits: Vec<u32> = context.iter().map(|value| value.to_bits()).collect();
                    assert_eq!(
                        *first.get_or_insert_with(|| bits.clone()),
                        bits,
                        "{level} {shape:?} {length}"
                    );
                }
            }
        }
    }
}

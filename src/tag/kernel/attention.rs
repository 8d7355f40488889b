//! Queries, keys and values of one sequence → its context rows: multi-head self-attention.
//!
//! Each sequence is its own small problem, never padded to its neighbors; the sums run in a fixed order.

use super::functions;

/// Keys taken at a time: one 512-bit vector of `f32`.
const LANES: usize = 16;

/// Query rows that share one pass over the keys.
const QUERIES: usize = 4;

/// How a row of `3 · heads · head_size` numbers divides: queries, then keys, then values, each by head.
#[derive(Debug, Clone, Copy)]
pub(in crate::tag) struct AttentionShape {
    /// Attention heads.
    pub(in crate::tag) heads: usize,
    /// Numbers of one head.
    pub(in crate::tag) head_size: usize,
}

impl AttentionShape {
    /// Numbers that `attend` needs as scratch for a sequence of `length` tokens.
    pub(in crate::tag) fn scratch_size(self, length: usize) -> usize {
        (self.head_size + QUERIES) * length.next_multiple_of(LANES)
    }
}

at_each_level! {
    /// Attention of one sequence over itself (Vaswani et al. 2017, equation 1), every head.
    ///
    /// `query_key_value` is `[length, 3 · hidden]`, `context` `[length, hidden]`, and `scratch` at least
    /// `scratch_size(length)` long with any contents.
    pub(in crate::tag) fn attend(
        shape: AttentionShape,
        query_key_value: &[f32],
        context: &mut [f32],
        scratch: &mut [f32],
    ) {
        let AttentionShape { heads, head_size } = shape;
        let hidden = heads * head_size;
        let length = context.len() / hidden;
        let padded = length.next_multiple_of(LANES);
        let factor = 1.0 / (head_size as f32).sqrt();
        let (keys, rest) = scratch.split_at_mut(head_size * padded);
        let scores = &mut rest[..QUERIES * padded];
        for head in 0..heads {
            let at = head * head_size;
            transpose(query_key_value, 3 * hidden, hidden + at, keys, length, padded);
            for first in (0..length).step_by(QUERIES) {
                let queries = QUERIES.min(length - first);
                // A last, short group computes its last query several times: one code path, same bits.
                let query_rows: [&[f32]; QUERIES] = std::array::from_fn(|query| {
                    let row = (first + query.min(queries - 1)) * 3 * hidden + at;
                    &query_key_value[row..row + head_size]
                });
                score(query_rows, keys, scores, padded);
                for query in 0..queries {
                    let row = &mut scores[query * padded..(query + 1) * padded];
                    soften(row, length, factor);
                    let start = (first + query) * hidden + at;
                    blend(
                        &row[..length],
                        &query_key_value[2 * hidden + at..],
                        3 * hidden,
                        &mut context[start..start + head_size],
                    );
                }
            }
        }
    }
}

/// Copies the keys of one head, `length` rows of `stride` from `offset`, into `keys` `[head_size, padded]`,
/// zeros behind.
#[inline(always)]
fn transpose(
    rows: &[f32],
    stride: usize,
    offset: usize,
    keys: &mut [f32],
    length: usize,
    padded: usize,
) {
    for (dimension, line) in keys.chunks_exact_mut(padded).enumerate() {
        for (token, key) in line[..length].iter_mut().enumerate() {
            *key = rows[token * stride + offset + dimension];
        }
        line[length..].fill(0.0);
    }
}

/// The products of `queries` with every key, into `scores` `[QUERIES, padded]`.
#[inline(always)]
fn score(queries: [&[f32]; QUERIES], keys: &[f32], scores: &mut [f32], padded: usize) {
    for block in (0..padded).step_by(LANES) {
        let mut sums = [[0.0_f32; LANES]; QUERIES];
        for (dimension, line) in keys.chunks_exact(padded).enumerate() {
            let line = &line[block..block + LANES];
            for query in 0..QUERIES {
                let factor = queries[query][dimension];
                for lane in 0..LANES {
                    sums[query][lane] += factor * line[lane];
                }
            }
        }
        for (query, sums) in sums.iter().enumerate() {
            scores[query * padded + block..][..LANES].copy_from_slice(sums);
        }
    }
}

/// Turns the first `length` of `scores`, times `factor`, into weights that sum to one.
#[inline(always)]
fn soften(scores: &mut [f32], length: usize, factor: f32) {
    scores[length..].fill(f32::NEG_INFINITY);
    let (blocks, _) = scores.as_chunks_mut::<LANES>();
    let mut lanes = [f32::NEG_INFINITY; LANES];
    for block in blocks.iter() {
        for lane in 0..LANES {
            lanes[lane] = if block[lane] > lanes[lane] {
                block[lane]
            } else {
                lanes[lane]
            };
        }
    }
    let largest = lanes.into_iter().fold(f32::NEG_INFINITY, f32::max);
    for block in blocks.iter_mut() {
        for value in block {
            *value = functions::exponential((*value - largest) * factor);
        }
    }
    scores[length..].fill(0.0);
    let (blocks, _) = scores.as_chunks_mut::<LANES>();
    let mut lanes = [0.0_f32; LANES];
    for block in blocks.iter() {
        for lane in 0..LANES {
            lanes[lane] += block[lane];
        }
    }
    let inverse = 1.0 / lanes.into_iter().sum::<f32>();
    for block in blocks.iter_mut() {
        for value in block {
            *value *= inverse;
        }
    }
}

/// The sum of the values, one row of `stride` each, times their `weights`, into `context`.
#[inline(always)]
fn blend(weights: &[f32], values: &[f32], stride: usize, context: &mut [f32]) {
    let head_size = context.len();
    let mut start = 0;
    while start + LANES <= head_size {
        let mut sums = [0.0_f32; LANES];
        for (token, &weight) in weights.iter().enumerate() {
            let row = &values[token * stride + start..][..LANES];
            for lane in 0..LANES {
                sums[lane] += weight * row[lane];
            }
        }
        context[start..start + LANES].copy_from_slice(&sums);
        start += LANES;
    }
    for (dimension, value) in context.iter_mut().enumerate().skip(start) {
        *value = weights
            .iter()
            .enumerate()
            .fold(0.0, |sum, (token, &weight)| {
                sum + weight * values[token * stride + dimension]
            });
    }
}

#[cfg(test)]
mod tests {
    use super::{AttentionShape, attend};
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
        for (heads, head_size) in [(1, 1), (2, 8), (3, 16), (12, 32), (2, 40)] {
            let shape = AttentionShape { heads, head_size };
            let hidden = heads * head_size;
            for length in [1, 2, 5, 16, 17, 33] {
                let input = values(length * 3 * hidden);
                let wanted = plain(shape, &input, length);
                let mut first: Option<Vec<u32>> = None;
                for level in Level::available() {
                    let mut context = vec![f32::NAN; length * hidden];
                    let mut scratch = vec![f32::NAN; shape.scratch_size(length)];
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

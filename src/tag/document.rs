//! The vectors of an article's claims → the same, each after a look at the others.
//!
//! Scaled dot-product attention (Vaswani et al. 2017, equation 1) among the claims, less by a slope of each head for every
//! sentence between two of them (Press et al. 2022, section 3), added to what came in and normalized. A sum in a budget
//! article is a budget's, though its own sentence may not say so.

use ndarray::{Array2, ArrayView2, s};

use super::encoder::{Dense, LayerNorm};
use super::kernel::Level;
use super::weights::Weights;
use crate::error::{Error, ErrorKind};

/// Claims that look at each other; more stand in blocks of their own, so that no article costs its claims' square.
/// The longest training article has 96.
pub(super) const BLOCK_CLAIMS: usize = 256;

/// The layer.
#[derive(Debug)]
pub(super) struct DocumentAttention {
    query: Dense,
    key: Dense,
    value: Dense,
    output: Dense,
    norm: LayerNorm,
    /// What a sentence's distance takes from the scores of each head.
    slopes: Vec<f32>,
    level: Level,
}

impl DocumentAttention {
    /// The layer whose tensors' names begin with `name`, over vectors of `width` numbers.
    pub(super) fn new(
        weights: &Weights,
        name: &str,
        width: usize,
        heads: usize,
        norm_epsilon: f32,
        level: Level,
    ) -> Result<Self, Error> {
        if heads == 0 || !width.is_multiple_of(heads) {
            let message = format!(
                "config.json: claim_reader.document_attention_heads is {heads}, wanted a divisor of hidden_size, {width}"
            );
            return Err(Error::new(ErrorKind::Model, message));
        }
        let dense = |part: &str| Dense::new(weights, &format!("{name}.{part}"), width, width);
        Ok(Self {
            query: dense("query")?,
            key: dense("key")?,
            value: dense("value")?,
            output: dense("output")?,
            norm: LayerNorm::new(weights, &format!("{name}.norm"), width, norm_epsilon)?,
            slopes: slopes(heads),
            level,
        })
    }

    /// `claims`, `[claims, width]`, in text order, with the number of each one's sentence.
    pub(super) fn apply(&self, claims: &mut Array2<f32>, sentences: &[usize]) {
        for start in (0..sentences.len()).step_by(BLOCK_CLAIMS) {
            let end = sentences.len().min(start + BLOCK_CLAIMS);
            let block = claims.slice(s![start..end, ..]);
            let mut looked = self.look(block, &sentences[start..end]);
            looked += &block;
            if let Some(rows) = looked.as_slice_mut() {
                self.norm.apply(self.level, rows);
            }
            claims.slice_mut(s![start..end, ..]).assign(&looked);
        }
    }

    fn look(&self, claims: ArrayView2<'_, f32>, sentences: &[usize]) -> Array2<f32> {
        let (query, key, value) = (
            self.query.apply(claims),
            self.key.apply(claims),
            self.value.apply(claims),
        );
        let mut mixed = Array2::zeros(claims.raw_dim());
        let width = claims.ncols() / self.slopes.len();
        #[expect(
            clippy::cast_precision_loss,
            reason = "a head is some dozen numbers wide"
        )]
        let scale = 1.0 / (width as f32).sqrt();
        for (head, &slope) in self.slopes.iter().enumerate() {
            let part = s![.., head * width..(head + 1) * width];
            let mut scores = query.slice(part).dot(&key.slice(part).t());
            for (mut row, &from) in scores.rows_mut().into_iter().zip(sentences) {
                for (score, &to) in row.iter_mut().zip(sentences) {
                    #[expect(clippy::cast_precision_loss, reason = "sentences of one article")]
                    let apart = from.abs_diff(to) as f32;
                    *score = *score * scale - slope * apart;
                }
                soften(row.as_slice_mut().unwrap_or_default());
            }
            mixed
                .slice_mut(part)
                .assign(&scores.dot(&value.slice(part)));
        }
        self.output.apply(mixed.view())
    }
}

/// 2^(-8/heads), 2^(-16/heads), … 2^(-8).
fn slopes(heads: usize) -> Vec<f32> {
    #[expect(clippy::cast_precision_loss, reason = "some dozen heads")]
    let step = -8.0 / heads as f32;
    #[expect(clippy::cast_precision_loss, reason = "some dozen heads")]
    (1..=heads)
        .map(|head| (step * head as f32).exp2())
        .collect()
}

/// Scores → shares that add up to 1.
fn soften(scores: &mut [f32]) {
    let greatest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - greatest).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_fall_to_a_256th() {
        let bits: Vec<u32> = slopes(2).into_iter().map(f32::to_bits).collect();
        assert_eq!(bits, [0.0625, 0.003_906_25].map(f32::to_bits));
    }

    #[test]
    fn shares_add_up() {
        let mut scores = [1000.0, 1000.0, f32::NEG_INFINITY];
        soften(&mut scores);
        assert_eq!(scores.map(f32::to_bits), [0.5, 0.5, 0.0].map(f32::to_bits));
    }
}

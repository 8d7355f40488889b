//! Hidden states of packed sequences → hidden states after one transformer layer.
//!
//! Dense layers and everything between them see rows; only attention sees sequences.

use ndarray::Array2;

use super::config::LARGEST;
use super::norm::LayerNorm;
use super::projection::{Precision, Projection};
use crate::error::{Error, ErrorKind};
use crate::tag::kernel::{self, AttentionScratch, AttentionShape, Level, QuantizedRows};
use crate::tag::weights::Weights;

/// The sizes of one layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayerConfig {
    /// Numbers of a token's hidden state.
    pub hidden_size: usize,
    /// Attention heads; they divide `hidden_size`.
    pub heads: usize,
    /// Numbers of a token between the two dense layers of the feed-forward part.
    pub intermediate_size: usize,
    /// What layer normalization adds to the variance.
    pub norm_epsilon: f32,
}

impl LayerConfig {
    /// Whether the sizes are possible.
    fn check(&self) -> Result<(), Error> {
        let Self {
            hidden_size,
            heads,
            intermediate_size,
            ..
        } = *self;
        if heads == 0 || !hidden_size.is_multiple_of(heads) {
            let message =
                format!("{heads} attention heads do not divide a hidden state of {hidden_size}");
            return Err(Error::new(ErrorKind::Model, message));
        }
        let widest = hidden_size.max(intermediate_size);
        if widest > LARGEST {
            let message = format!("a layer of width {widest}, wanted at most {LARGEST}");
            return Err(Error::new(ErrorKind::Model, message));
        }
        Ok(())
    }
}

/// One BERT layer, post-layer-norm (Devlin et al. 2019).
#[derive(Debug, Clone)]
pub struct Layer {
    attention: AttentionShape,
    /// Queries, keys and values as one product.
    query_key_value: Projection,
    attention_output: Projection,
    attention_norm: LayerNorm,
    intermediate: Projection,
    output: Projection,
    output_norm: LayerNorm,
    level: Level,
}

/// Memory that layers reuse from call to call; its contents mean nothing between calls.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    query_key_value: Vec<f32>,
    /// Rows that are no repetition of another, and what is projected from them.
    distinct: Vec<f32>,
    projected: Vec<f32>,
    context: Vec<f32>,
    projection: Vec<f32>,
    intermediate: Vec<f32>,
    attention: AttentionScratch,
    quantized: QuantizedRows,
}

/// The first `size` numbers of `buffer`, made longer if need be.
fn fit(buffer: &mut Vec<f32>, size: usize) -> &mut [f32] {
    if buffer.len() < size {
        buffer.resize(size, 0.0);
    }
    &mut buffer[..size]
}

impl Layer {
    /// The layer whose tensors' names begin with `prefix`, such as `bert.encoder.layer.0`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if the heads do not divide the hidden state, a layer is wider than 65,536, or a
    /// tensor is missing or has another shape.
    pub fn new(
        weights: &Weights,
        prefix: &str,
        config: &LayerConfig,
        precision: Precision,
        level: Level,
    ) -> Result<Self, Error> {
        config.check()?;
        let hidden = config.hidden_size;
        let wide = config.intermediate_size;
        let name = |part: &str| format!("{prefix}.{part}");
        let [query, key, value] =
            ["query", "key", "value"].map(|part| name(&format!("attention.self.{part}")));
        let projection = |names: &[&str], outputs: usize, inputs: usize| {
            Projection::new(weights, names, (outputs, inputs), precision, level)
        };
        let norm = |part: &str| LayerNorm::new(weights, &name(part), hidden, config.norm_epsilon);
        Ok(Self {
            attention: AttentionShape {
                heads: config.heads,
                head_size: hidden / config.heads,
            },
            query_key_value: projection(&[&query, &key, &value], hidden, hidden)?,
            attention_output: projection(&[&name("attention.output.dense")], hidden, hidden)?,
            attention_norm: norm("attention.output.LayerNorm")?,
            intermediate: projection(&[&name("intermediate.dense")], wide, hidden)?,
            output: projection(&[&name("output.dense")], hidden, wide)?,
            output_norm: norm("output.LayerNorm")?,
            level,
        })
    }

    /// Runs the layer over `hidden`, `[tokens, hidden]`, in place; `lengths` are the tokens of each
    /// sequence, whose sum is `tokens`.
    ///
    /// # Panics
    ///
    /// If `hidden` is not as wide as the layer or `lengths` do not sum to its rows.
    pub fn forward(&self, hidden: &mut Array2<f32>, lengths: &[usize], workspace: &mut Workspace) {
        self.forward_repeated(hidden, lengths, &[], workspace);
    }

    /// The same where rows come again in later sequences: `sources` names for each row the first one that it repeats, itself
    /// if none. Queries, keys and values of a repeated row are copied; the outcome is the same. No `sources`, no repetitions.
    ///
    /// # Panics
    ///
    /// As for [`Layer::forward`], and if there are `sources`, but not one for each row.
    pub fn forward_repeated(
        &self,
        hidden: &mut Array2<f32>,
        lengths: &[usize],
        sources: &[usize],
        workspace: &mut Workspace,
    ) {
        assert!(
            sources.is_empty() || sources.len() == hidden.nrows(),
            "a source for each row"
        );
        assert_eq!(
            hidden.ncols(),
            self.query_key_value.inputs(),
            "width of the hidden states"
        );
        assert_eq!(
            hidden.nrows(),
            lengths.iter().sum::<usize>(),
            "tokens of the sequences"
        );
        if !hidden.is_standard_layout() {
            *hidden = hidden.as_standard_layout().into_owned();
        }
        let Some(mut rows) = hidden.as_slice_mut() else {
            return;
        };
        let mut lengths = lengths;
        let mut first = 0;
        while !lengths.is_empty() {
            let (sequences, tokens) = self.next_group(lengths);
            let (group, rest) = rows.split_at_mut(tokens * self.query_key_value.inputs());
            let repeated = sources.get(first..first + tokens).unwrap_or_default();
            self.project(group, repeated, first, workspace);
            self.attend(group, &lengths[..sequences], workspace);
            self.feed_forward(group, workspace);
            (rows, lengths) = (rest, &lengths[sequences..]);
            first += tokens;
        }
    }

    /// Queries, keys and values of `rows`, the first of which has the number `first`; each is projected from its row, or
    /// copied from that of its source where this is one of `rows`.
    fn project(&self, rows: &[f32], sources: &[usize], first: usize, workspace: &mut Workspace) {
        let quantized = &mut workspace.quantized;
        let query_key_value = fit(&mut workspace.query_key_value, 3 * rows.len());
        let hidden = self.query_key_value.inputs();
        let source = |row: usize| {
            sources[row]
                .checked_sub(first)
                .filter(|&source| source < row)
        };
        if (0..sources.len()).all(|row| source(row).is_none()) {
            self.query_key_value
                .apply(self.level, rows, query_key_value, quantized);
            return;
        }
        workspace.distinct.clear();
        for (row, numbers) in rows.chunks_exact(hidden).enumerate() {
            if source(row).is_none() {
                workspace.distinct.extend_from_slice(numbers);
            }
        }
        let projected = fit(&mut workspace.projected, 3 * workspace.distinct.len());
        self.query_key_value
            .apply(self.level, &workspace.distinct, projected, quantized);
        let mut projected = projected.chunks_exact(3 * hidden);
        for row in 0..rows.len() / hidden {
            let place = row * 3 * hidden;
            if let Some(source) = source(row) {
                let copied = source * 3 * hidden;
                query_key_value.copy_within(copied..copied + 3 * hidden, place);
            } else if let Some(projected) = projected.next() {
                query_key_value[place..place + 3 * hidden].copy_from_slice(projected);
            }
        }
    }

    /// How many of the first sequences should pass through together, and their tokens.
    fn next_group(&self, lengths: &[usize]) -> (usize, usize) {
        let mut tokens = 0;
        for (index, &length) in lengths.iter().enumerate() {
            if tokens > 0 && tokens + length > self.query_key_value.block_rows() {
                return (index, tokens);
            }
            tokens += length;
        }
        (lengths.len(), tokens)
    }

    /// Attention within each sequence over what was projected, its own projection, the residual and the norm.
    fn attend(&self, rows: &mut [f32], lengths: &[usize], workspace: &mut Workspace) {
        let hidden = self.query_key_value.inputs();
        let quantized = &mut workspace.quantized;
        let query_key_value = fit(&mut workspace.query_key_value, 3 * rows.len());
        let context = fit(&mut workspace.context, rows.len());
        let projection = fit(&mut workspace.projection, rows.len());
        let mut start = 0;
        for &length in lengths.iter().filter(|&&length| length > 0) {
            let end = start + length * hidden;
            kernel::attend(
                self.level,
                self.attention,
                &query_key_value[3 * start..3 * end],
                &mut context[start..end],
                &mut workspace.attention,
            );
            start = end;
        }
        self.attention_output
            .apply(self.level, context, projection, quantized);
        self.attention_norm.add(self.level, rows, projection);
    }

    /// The two dense layers with the GELU between them, the residual and the norm.
    fn feed_forward(&self, rows: &mut [f32], workspace: &mut Workspace) {
        let hidden = self.output.outputs();
        let quantized = &mut workspace.quantized;
        for block in rows.chunks_mut(self.output.block_rows() * hidden) {
            let count = block.len() / hidden;
            let intermediate = fit(&mut workspace.intermediate, count * self.output.inputs());
            let projection = fit(&mut workspace.projection, block.len());
            self.intermediate
                .apply(self.level, block, intermediate, quantized);
            kernel::gelu(self.level, intermediate);
            self.output
                .apply(self.level, intermediate, projection, quantized);
            self.output_norm.add(self.level, block, projection);
        }
    }
}

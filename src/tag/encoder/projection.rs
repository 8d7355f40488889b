//! Rows → rows by the dense layers inside the encoder, in the precision that was asked for.

use super::dense::Dense;
use crate::error::Error;
use crate::tag::kernel::{Level, PackedMatrix, QuantizedRows};
use crate::tag::weights::Weights;

/// How the dense layers of an encoder compute. Embeddings, norms, attention and heads are always `f32`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// In single precision; the last bits depend on the processor's instructions.
    F32,
    /// In 8-bit integers: weights with one scale for each output, activations with one for each token.
    /// Two to five times as fast, the more the newer the processor, and the same to the bit on all of them.
    Int8,
}

/// A dense layer in one of the precisions.
#[derive(Debug, Clone)]
pub(super) enum Projection {
    /// In single precision.
    F32(Dense),
    /// In 8-bit integers.
    Int8(PackedMatrix),
}

impl Projection {
    /// The layers `names`, each `[outputs, inputs]`, as one layer whose outputs stand one behind the other.
    pub(super) fn new(
        weights: &Weights,
        names: &[&str],
        (outputs, inputs): (usize, usize),
        precision: Precision,
        level: Level,
    ) -> Result<Self, Error> {
        if precision == Precision::F32 {
            return Ok(Self::F32(Dense::stack(weights, names, outputs, inputs)?));
        }
        let tables = names
            .iter()
            .map(|name| weights.table(&format!("{name}.weight"), outputs, inputs))
            .collect::<Result<Vec<_>, _>>()?;
        let mut matrix = PackedMatrix::new(level, names.len() * outputs, inputs);
        let mut row = vec![0.0; inputs];
        for (index, (name, table)) in names.iter().zip(&tables).enumerate() {
            let biases = weights.vector(&format!("{name}.bias"), outputs)?;
            for (output, bias) in biases.into_iter().enumerate() {
                table.read_row(output, &mut row);
                matrix.set_output(index * outputs + output, &row, bias);
            }
        }
        Ok(Self::Int8(matrix))
    }

    /// Numbers of a row that comes in.
    pub(super) fn inputs(&self) -> usize {
        match self {
            Self::F32(dense) => dense.inputs(),
            Self::Int8(matrix) => matrix.inputs(),
        }
    }

    /// Numbers of a row that goes out.
    pub(super) fn outputs(&self) -> usize {
        match self {
            Self::F32(dense) => dense.outputs(),
            Self::Int8(matrix) => matrix.outputs(),
        }
    }

    /// Rows that should pass through together: a library product packs the matrix anew for each call, so
    /// that many rows should share it; for a packed matrix fewer rows stay in cache.
    pub(super) fn block_rows(&self) -> usize {
        match self {
            Self::F32(_) => 512,
            Self::Int8(_) => 96,
        }
    }

    /// `[rows, inputs]` → `[rows, outputs]`, both one row behind the other; `quantized` is scratch.
    pub(super) fn apply(
        &self,
        level: Level,
        rows: &[f32],
        output: &mut [f32],
        quantized: &mut QuantizedRows,
    ) {
        match self {
            Self::F32(dense) => dense.apply_into(rows, output),
            Self::Int8(matrix) => {
                quantized.fill(level, rows, matrix.inputs());
                matrix.multiply(quantized, output);
            }
        }
    }
}

//! Rows of `inputs` numbers → rows of `outputs` numbers: a dense layer in single precision.
//!
//! A row's result does not depend on the other rows.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, ArrayViewMut2, Axis};

use crate::error::Error;
use crate::tag::weights::Weights;

/// A dense layer, y = x·Wᵀ + b.
#[derive(Debug, Clone)]
pub struct Dense {
    /// `[outputs, inputs]`.
    weight: Array2<f32>,
    /// `[outputs]`.
    bias: Vec<f32>,
}

impl Dense {
    /// The layer `name`: its `weight` `[outputs, inputs]` and `bias` `[outputs]`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`](crate::ErrorKind::Model) if one of them is missing or has another shape.
    pub fn new(
        weights: &Weights,
        name: &str,
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, Error> {
        Self::stack(weights, &[name], outputs, inputs)
    }

    /// The layers `names`, each `[outputs, inputs]`, as one layer whose outputs stand one behind the other.
    pub(super) fn stack(
        weights: &Weights,
        names: &[&str],
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, Error> {
        let tables = names
            .iter()
            .map(|name| weights.table(&format!("{name}.weight"), outputs, inputs))
            .collect::<Result<Vec<_>, _>>()?;
        let mut weight = Array2::zeros((names.len() * outputs, inputs));
        for (table, part) in tables
            .iter()
            .zip(weight.axis_chunks_iter_mut(Axis(0), outputs))
        {
            table.read(part);
        }
        let mut bias = Vec::with_capacity(names.len() * outputs);
        for name in names {
            bias.extend(weights.vector(&format!("{name}.bias"), outputs)?);
        }
        Ok(Self { weight, bias })
    }

    /// Numbers of a row that comes in.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.weight.ncols()
    }

    /// Numbers of a row that goes out.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// `[rows, inputs]` → `[rows, outputs]`.
    ///
    /// # Panics
    ///
    /// If a row is not [`inputs`](Self::inputs) wide.
    #[must_use]
    pub fn apply(&self, rows: ArrayView2<'_, f32>) -> Array2<f32> {
        let mut output = Array2::zeros((rows.nrows(), self.outputs()));
        self.multiply(rows, output.view_mut());
        output
    }

    /// `[rows, inputs]` → `[rows, outputs]`, both one row behind the other.
    pub(super) fn apply_into(&self, rows: &[f32], output: &mut [f32]) {
        let count = output.len() / self.outputs();
        if let (Ok(rows), Ok(output)) = (
            ArrayView2::from_shape((count, self.inputs()), rows),
            ArrayViewMut2::from_shape((count, self.outputs()), output),
        ) {
            self.multiply(rows, output);
        }
    }

    /// The product and the bias.
    fn multiply(&self, rows: ArrayView2<'_, f32>, mut output: ArrayViewMut2<'_, f32>) {
        for mut row in output.rows_mut() {
            for (value, &bias) in row.iter_mut().zip(&self.bias) {
                *value = bias;
            }
        }
        general_mat_mul(1.0, &rows, &self.weight.t(), 1.0, &mut output);
    }
}

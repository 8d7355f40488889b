//! Rows of 8-bit numbers times a packed 8-bit matrix → rows of `f32`: the dense layers of the fast encoder.
//!
//! Activations: one scale for each row, 8 bits, stored with 128 added. Weights: one scale for each output, such that the
//! products of two neighboring inputs and of the same two of the next group, added up, fit in 16 bits however they are
//! rounded: 57 to 101 units for the largest weight of nine in ten trained outputs, 31 where four equal ones meet. So no
//! instruction saturates, two sums of pairs are widened together, and the integer sums are the same on every processor;
//! what is made of them in `f32` is rounded the same way everywhere, so a row's result has the same bits on all machines
//! and in all batches.

#[cfg(target_arch = "aarch64")]
mod arm;
mod portable;
mod quantize;
#[cfg(target_arch = "x86_64")]
mod x86;

pub(in crate::tag) use quantize::QuantizedRows;
use quantize::{groups_of, quantize_weights};

use super::Level;
use super::level::Instructions;

/// Outputs that are packed side by side.
const PANEL: usize = 16;

/// Inputs that are packed side by side: the products that one 8-bit dot instruction adds up.
const GROUP: usize = 4;

/// What is added to an activation to store it without a sign.
const ZERO_POINT: i32 = 128;

/// One cache line of packed weights: for each of sixteen outputs, four inputs.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
struct Line([i8; PANEL * GROUP]);

/// For each of some rows and the panels of a slab, the sums of the products of weights and activations
/// less zero point.
type Sums<const ROWS: usize, const PANELS: usize> = [[[i32; PANEL]; PANELS]; ROWS];

/// Panels side by side, as many as one tile takes.
#[derive(Clone, Copy)]
struct Slab<'matrix, const PANELS: usize> {
    /// For each group of inputs, a line of each panel.
    lines: &'matrix [[Line; PANELS]],
    /// What the zero point of the activations adds to the sums of each output, to be taken off: -128 times
    /// the sum of its weights.
    corrections: &'matrix [[i32; PANEL]; PANELS],
}

/// The weights and bias of a dense layer, laid out for one level's kernel.
#[derive(Debug, Clone)]
pub(in crate::tag) struct PackedMatrix {
    level: Level,
    inputs: usize,
    outputs: usize,
    /// Panels of a slab.
    panels: usize,
    /// Slab by slab, in each the groups of inputs in order; zero where there is no input or output.
    lines: Vec<Line>,
    /// What one unit of an output's weights is worth, `[panels]` as what follows.
    scales: Vec<[f32; PANEL]>,
    corrections: Vec<[i32; PANEL]>,
    biases: Vec<[f32; PANEL]>,
}

impl PackedMatrix {
    /// A matrix of zeros, `[outputs, inputs]`.
    pub(in crate::tag) fn new(level: Level, outputs: usize, inputs: usize) -> Self {
        let panels = match level.instructions() {
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512Vnni => x86::PANELS_512,
            _ => 1,
        };
        let count = outputs.div_ceil(PANEL).next_multiple_of(panels);
        Self {
            level,
            inputs,
            outputs,
            panels,
            lines: vec![Line([0; PANEL * GROUP]); count * groups_of(inputs)],
            scales: vec![[0.0; PANEL]; count],
            corrections: vec![[0; PANEL]; count],
            biases: vec![[0.0; PANEL]; count],
        }
    }

    /// Sets what `output` takes from each input, `[inputs]`, and its bias.
    pub(in crate::tag) fn set_output(&mut self, output: usize, weights: &[f32], bias: f32) {
        let groups = groups_of(self.inputs);
        let mut quantized = vec![[0_i8; GROUP]; groups];
        let (panel, place) = (output / PANEL, output % PANEL);
        quantize_weights(
            self.level,
            weights,
            &mut quantized.as_flattened_mut()[..self.inputs],
            &mut self.scales[panel][place],
        );
        let slab = panel / self.panels * self.panels * groups;
        let lines = self.lines[slab + panel % self.panels..].iter_mut();
        let mut sum = 0;
        for (line, group) in lines.step_by(self.panels).zip(&quantized) {
            line.0[place * GROUP..(place + 1) * GROUP].copy_from_slice(group);
            sum += group.iter().map(|&weight| i32::from(weight)).sum::<i32>();
        }
        self.corrections[panel][place] = -ZERO_POINT * sum;
        self.biases[panel][place] = bias;
    }

    /// Numbers of a row that comes in.
    pub(in crate::tag) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Numbers of a row that goes out.
    pub(in crate::tag) fn outputs(&self) -> usize {
        self.outputs
    }

    /// `rows`, each `inputs` wide → `output`, `[rows, outputs]`.
    pub(in crate::tag) fn multiply(&self, rows: &QuantizedRows, output: &mut [f32]) {
        assert_eq!(rows.width(), self.inputs, "width of the rows");
        assert_eq!(
            rows.scales().len() * self.outputs,
            output.len(),
            "size of the output"
        );
        match self.level.instructions() {
            Instructions::Portable => portable::multiply(self, rows, output),
            // SAFETY: such a level is only made where the processor has the instructions.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => unsafe { x86::multiply_avx2(self, rows, output) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Instructions::AvxVnni => unsafe { x86::multiply_avx_vnni(self, rows, output) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512Vnni => unsafe { x86::multiply_avx512_vnni(self, rows, output) },
            // SAFETY: as above.
            #[cfg(target_arch = "aarch64")]
            Instructions::DotProduct => unsafe { arm::multiply_dot_product(self, rows, output) },
        }
    }

    /// Covers the output with tiles of `ROWS` rows by one slab of `PANELS` panels, whose sums `tile` computes.
    ///
    /// A tile over the last row computes it several times: one code path, same bits.
    #[inline(always)]
    fn for_each_tile<const ROWS: usize, const PANELS: usize>(
        &self,
        rows: &QuantizedRows,
        output: &mut [f32],
        tile: impl Fn([&[[u8; GROUP]]; ROWS], Slab<'_, PANELS>, &mut Sums<ROWS, PANELS>),
    ) {
        assert_eq!(self.panels, PANELS, "layout of the weights");
        let groups = groups_of(self.inputs);
        let count = rows.scales().len();
        let (lines, _) = self.lines.as_chunks::<PANELS>();
        let (scales, _) = self.scales.as_chunks::<PANELS>();
        let (corrections, _) = self.corrections.as_chunks::<PANELS>();
        let (biases, _) = self.biases.as_chunks::<PANELS>();
        let mut sums = [[[0; PANEL]; PANELS]; ROWS];
        for (index, lines) in lines.chunks_exact(groups).enumerate() {
            let slab = Slab {
                lines,
                corrections: &corrections[index],
            };
            let start = index * PANELS * PANEL;
            let end = self.outputs.min(start + PANELS * PANEL);
            for first in (0..count).step_by(ROWS) {
                let tile_rows = std::array::from_fn(|i| rows.row((first + i).min(count - 1)));
                tile(tile_rows, slab, &mut sums);
                for (row, sums) in (first..count).zip(&sums) {
                    let scale = rows.scales()[row];
                    let output = &mut output[row * self.outputs..][start..end];
                    finish(sums, scale, &scales[index], &biases[index], output);
                }
            }
        }
    }
}

/// Writes to `output`, at most a slab's outputs, what the integer sums of a row mean whose unit is worth
/// `scale`.
#[inline(always)]
fn finish<const PANELS: usize>(
    sums: &[[i32; PANEL]; PANELS],
    scale: f32,
    scales: &[[f32; PANEL]; PANELS],
    biases: &[[f32; PANEL]; PANELS],
    output: &mut [f32],
) {
    let sums = sums.as_flattened();
    let units = scales.as_flattened().iter().zip(biases.as_flattened());
    for ((value, &sum), (unit, bias)) in output.iter_mut().zip(sums).zip(units) {
        *value = sum as f32 * (scale * unit) + bias;
    }
}

#[cfg(test)]
mod tests;

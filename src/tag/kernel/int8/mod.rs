//! Rows of 8-bit numbers times a packed 8-bit matrix → rows of `f32`: the dense layers of the fast encoder.
//!
//! Weights: one scale for each output, 7 bits, -63 to 63. Activations: one scale for each row, 8 bits,
//! stored with 128 added. Two products of 255 · 63 fit in 16 bits, so that no instruction saturates, and
//! the integer sums are the same on every processor; what is made of them in `f32` is rounded the same
//! way everywhere, so a row's result has the same bits on all machines and in all batches.

#[cfg(target_arch = "aarch64")]
mod arm;
mod portable;
mod quantize;
#[cfg(target_arch = "x86_64")]
mod x86;

pub(in crate::tag) use quantize::QuantizedRows;
use quantize::quantize_weights;

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

/// For each of some rows and panels, the sums of the products of weights and activations less zero point.
type Sums<const ROWS: usize, const PANELS: usize> = [[[i32; PANEL]; PANELS]; ROWS];

/// One panel as a tile needs it.
#[derive(Clone, Copy)]
struct Panel<'matrix> {
    /// Its weights, a line for each group of inputs.
    lines: &'matrix [Line],
    /// What the zero point of the activations adds to its outputs' sums, to be taken off.
    corrections: &'matrix [i32; PANEL],
}

/// The weights and bias of a dense layer.
#[derive(Debug, Clone)]
pub(in crate::tag) struct PackedMatrix {
    inputs: usize,
    outputs: usize,
    /// Panel by panel, in each the groups of inputs in order; zero where there is no input or output.
    lines: Vec<Line>,
    /// What one unit of an output's weights is worth, `[panels]` as what follows.
    scales: Vec<[f32; PANEL]>,
    /// -128 times the sum of an output's weights: the zero point's share of its sums, with the sign changed.
    corrections: Vec<[i32; PANEL]>,
    biases: Vec<[f32; PANEL]>,
}

impl PackedMatrix {
    /// A matrix of zeros, `[outputs, inputs]`.
    pub(in crate::tag) fn new(outputs: usize, inputs: usize) -> Self {
        let panels = outputs.div_ceil(PANEL);
        Self {
            inputs,
            outputs,
            lines: vec![Line([0; PANEL * GROUP]); panels * inputs.div_ceil(GROUP)],
            scales: vec![[0.0; PANEL]; panels],
            corrections: vec![[0; PANEL]; panels],
            biases: vec![[0.0; PANEL]; panels],
        }
    }

    /// Sets what `output` takes from each input, `[inputs]`, and its bias.
    pub(in crate::tag) fn set_output(
        &mut self,
        level: Level,
        output: usize,
        weights: &[f32],
        bias: f32,
    ) {
        let mut quantized = vec![[0_i8; GROUP]; self.inputs.div_ceil(GROUP)];
        let (panel, place) = (output / PANEL, output % PANEL);
        quantize_weights(
            level,
            weights,
            &mut quantized.as_flattened_mut()[..self.inputs],
            &mut self.scales[panel][place],
        );
        let lines = &mut self.lines[panel * quantized.len()..(panel + 1) * quantized.len()];
        let mut sum = 0;
        for (line, group) in lines.iter_mut().zip(&quantized) {
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
    pub(in crate::tag) fn multiply(&self, level: Level, rows: &QuantizedRows, output: &mut [f32]) {
        assert_eq!(rows.width(), self.inputs, "width of the rows");
        assert_eq!(
            rows.scales().len() * self.outputs,
            output.len(),
            "size of the output"
        );
        match level.instructions() {
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

    /// Covers the output with tiles of `ROWS` rows by `PANELS` panels, whose sums `tile` computes.
    ///
    /// A tile over the edge computes its last row or panel several times: one code path, same bits.
    #[inline(always)]
    fn for_each_tile<const ROWS: usize, const PANELS: usize>(
        &self,
        rows: &QuantizedRows,
        output: &mut [f32],
        tile: impl Fn([&[[u8; GROUP]]; ROWS], [Panel<'_>; PANELS]) -> Sums<ROWS, PANELS>,
    ) {
        let groups = self.inputs.div_ceil(GROUP);
        let count = rows.scales().len();
        let panel_count = self.outputs.div_ceil(PANEL);
        for first_panel in (0..panel_count).step_by(PANELS) {
            let panels = std::array::from_fn(|i| {
                let panel = (first_panel + i).min(panel_count - 1);
                Panel {
                    lines: &self.lines[panel * groups..(panel + 1) * groups],
                    corrections: &self.corrections[panel],
                }
            });
            for first_row in (0..count).step_by(ROWS) {
                let sums = tile(
                    std::array::from_fn(|i| rows.row((first_row + i).min(count - 1))),
                    panels,
                );
                for (row, sums) in (first_row..count).zip(&sums) {
                    let scale = rows.scales()[row];
                    let output = &mut output[row * self.outputs..(row + 1) * self.outputs];
                    for (panel, sums) in (first_panel..panel_count).zip(sums) {
                        self.finish(panel, scale, sums, output);
                    }
                }
            }
        }
    }

    /// Writes one panel's outputs of a row, `output`, from their integer sums.
    #[inline(always)]
    fn finish(&self, panel: usize, scale: f32, sums: &[i32; PANEL], output: &mut [f32]) {
        let (scales, biases) = (&self.scales[panel], &self.biases[panel]);
        let mut values = [0.0; PANEL];
        for (i, value) in values.iter_mut().enumerate() {
            *value = sums[i] as f32 * (scale * scales[i]) + biases[i];
        }
        let start = panel * PANEL;
        if let Some(output) = output.get_mut(start..start + PANEL) {
            output.copy_from_slice(&values);
        } else {
            let output = &mut output[start..];
            output.copy_from_slice(&values[..output.len()]);
        }
    }
}

#[cfg(test)]
mod tests;

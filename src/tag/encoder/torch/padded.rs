//! Packed sequences → the same side by side, as libtorch wants them, and back. Padding is masked, never read.

use std::ops::Range;

use tch::{Device, Kind, Tensor};

use crate::tag::encoder::batch::Batch;

/// Sequences side by side, the shorter ones filled up.
pub(super) struct Padded {
    /// Token numbers, `[sequences, longest]`; 0 where there is none.
    pub(super) token_ids: Tensor,
    /// Segments, `[sequences, longest]`.
    pub(super) type_ids: Tensor,
    /// Rows of the table of positions, `[1, longest]`.
    pub(super) positions: Tensor,
    /// 1 where there is a token, 0 where there is none, `[sequences, longest]`.
    pub(super) mask: Tensor,
}

/// The rows of each sequence with at least one token; the shortest first, so that neighbors are of a length.
pub(super) fn sequences(lengths: &[usize]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut sequences: Vec<Range<usize>> = lengths
        .iter()
        .map(|length| {
            start += length;
            start - length..start
        })
        .filter(|rows| !rows.is_empty())
        .collect();
    sequences.sort_by_key(|rows| (rows.len(), rows.start));
    sequences
}

impl Padded {
    /// The sequences of `batch` at these rows; `group` is not empty, and its last sequence is its longest.
    pub(super) fn new(
        batch: &Batch,
        group: &[Range<usize>],
        first_position: usize,
        device: Device,
    ) -> Self {
        let longest = group.last().map_or(0, ExactSizeIterator::len);
        let rows = |values: &dyn Fn(usize) -> i64| {
            let mut all = vec![0; group.len() * longest];
            for (sequence, row) in group.iter().zip(all.chunks_exact_mut(longest)) {
                for (value, index) in row.iter_mut().zip(sequence.clone()) {
                    *value = values(index);
                }
            }
            let shape = [number(group.len()), number(longest)];
            Tensor::from_slice(&all).reshape(shape).to_device(device)
        };
        let first = number(first_position);
        Self {
            token_ids: rows(&|index| batch.token_ids[index].into()),
            type_ids: rows(&|index| batch.type_ids[index].into()),
            positions: Tensor::arange_start(first, first + number(longest), (Kind::Int64, device))
                .unsqueeze(0),
            mask: rows(&|_| 1),
        }
    }

    /// The rows of `states`, `[sequences, longest, hidden]`, of one sequence after the other, one row behind the other
    /// and the padding last.
    pub(super) fn unpack(&self, states: &Tensor) -> Vec<Vec<f32>> {
        let states = states.to_device(Device::Cpu).to_kind(Kind::Float);
        states
            .unbind(0)
            .iter()
            .map(|sequence| {
                let mut values = vec![0.0; sequence.numel()];
                sequence.copy_data(&mut values, sequence.numel());
                values
            })
            .collect()
    }
}

/// A size as libtorch counts; sizes are far below 2⁶³.
pub(super) fn number(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_sorted_by_length_and_empty_ones_left_out() {
        assert_eq!(sequences(&[3, 0, 1, 3]), [3..4, 0..3, 4..7]);
        assert!(sequences(&[0]).is_empty());
    }

    #[test]
    fn padding_is_masked_and_left_out_again() {
        let mut batch = Batch::default();
        batch.push(&[7]);
        batch.push(&[5, 6]);
        let padded = Padded::new(&batch, &sequences(&batch.lengths), 2, Device::Cpu);
        let numbers = |tensor: &Tensor| Vec::<i64>::try_from(tensor.flatten(0, -1)).ok();
        assert_eq!(numbers(&padded.token_ids), Some(vec![7, 0, 5, 6]));
        assert_eq!(numbers(&padded.mask), Some(vec![1, 0, 1, 1]));
        assert_eq!(numbers(&padded.positions), Some(vec![2, 3]));
        let states = padded.token_ids.unsqueeze(-1).repeat([1, 1, 2]);
        assert_eq!(
            padded.unpack(&states),
            [[7.0, 7.0, 0.0, 0.0], [5.0, 5.0, 6.0, 6.0]]
        );
    }
}

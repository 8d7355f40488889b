//! A sentence's words → windows that the encoder can hold. Neighbors overlap, so that every mention is
//! read with its surroundings; no word is left out.

use std::ops::Range;

use super::tokenize::Word;

/// One stretch of a sentence's words that is encoded at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// Words that are encoded.
    pub(super) words: Range<usize>,
    /// Words whose mentions are taken from this window; the zones of a sentence's windows tile its words.
    pub(super) zone: Range<usize>,
}

/// Share of a window that it has in common with the next one: a mention and its arguments seldom reach further.
const OVERLAP: f32 = 0.25;

/// Cuts `words` into windows of at most `max_pieces` pieces each. A single word of more pieces than that stands
/// in a window of its own.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a share of a small count is a small count"
)]
#[expect(
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "counts of pieces are small and positive"
)]
pub(super) fn windows(words: &[Word], max_pieces: usize) -> Vec<Window> {
    let overlap = (max_pieces as f32 * OVERLAP) as usize;
    let mut windows: Vec<Window> = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let limit = words[start].first + max_pieces;
        let end = start
            + words[start..]
                .partition_point(|word| word.end <= limit)
                .max(1);
        windows.push(Window {
            words: start..end,
            zone: start..end,
        });
        if end == words.len() {
            break;
        }
        let back = words[end - 1].end.saturating_sub(overlap);
        start = (start + words[start..end].partition_point(|word| word.first < back))
            .clamp(start + 1, end);
    }
    for index in 1..windows.len() {
        let middle = windows[index]
            .words
            .start
            .midpoint(windows[index - 1].words.end);
        windows[index - 1].zone.end = middle;
        windows[index].zone.start = middle;
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn words(pieces: &[usize]) -> Vec<Word> {
        let mut first = 0;
        pieces
            .iter()
            .map(|count| {
                let word = Word {
                    span: Span::new(first, first + count),
                    first,
                    end: first + count,
                };
                first += count;
                word
            })
            .collect()
    }

    #[test]
    fn a_short_sentence_is_one_window() {
        assert_eq!(
            windows(&words(&[1; 8]), 8),
            [Window {
                words: 0..8,
                zone: 0..8
            }]
        );
        assert!(windows(&[], 8).is_empty());
    }

    #[test]
    fn zones_tile_the_words_and_lie_inside_their_windows() {
        for pieces in [
            vec![1; 50],
            vec![3; 17],
            vec![40, 1, 1, 40, 2],
            vec![1, 9, 1, 9, 1, 9],
        ] {
            let words = words(&pieces);
            let windows = windows(&words, 8);
            let mut next = 0;
            for window in &windows {
                assert_eq!(window.zone.start, next, "{windows:?}");
                assert!(
                    window.words.start <= window.zone.start && window.zone.end <= window.words.end,
                    "{windows:?}"
                );
                next = window.zone.end;
            }
            assert_eq!(next, words.len(), "{windows:?}");
        }
    }
}

//! Token numbers of some sequences → one `Batch`, packed without padding.
//!
//! It does not tokenize and does not sort.

use super::config::EncoderConfig;

/// Sequences of tokens, one behind the other; positions restart at 0 with each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// The number of each token in the vocabulary, `[tokens]`.
    pub token_ids: Vec<u32>,
    /// The segment of each token, `[tokens]`: 0, or 1 in the second part of a pair.
    pub type_ids: Vec<u32>,
    /// Tokens of each sequence; their sum is `tokens`.
    pub lengths: Vec<usize>,
}

impl Batch {
    /// Adds one sequence whose tokens are all in segment 0.
    pub fn push(&mut self, token_ids: &[u32]) {
        self.token_ids.extend_from_slice(token_ids);
        self.type_ids.resize(self.token_ids.len(), 0);
        self.lengths.push(token_ids.len());
    }

    /// Removes all sequences and keeps the memory.
    pub fn clear(&mut self) {
        self.token_ids.clear();
        self.type_ids.clear();
        self.lengths.clear();
    }

    /// Panics unless the fields agree with each other and with an encoder of `config`.
    pub(super) fn check(&self, config: &EncoderConfig) {
        let longest = self.lengths.iter().max().copied().unwrap_or(0);
        assert!(
            longest <= config.max_tokens,
            "a sequence of {longest} tokens, at most {}",
            config.max_tokens
        );
        assert_eq!(
            self.lengths.iter().sum::<usize>(),
            self.token_ids.len(),
            "tokens of a batch"
        );
        assert_eq!(
            self.type_ids.len(),
            self.token_ids.len(),
            "segments of a batch"
        );
        let within = |ids: &[u32], limit: usize| ids.iter().all(|&id| (id as usize) < limit);
        assert!(
            within(&self.token_ids, config.vocabulary_size),
            "a token beyond the vocabulary"
        );
        assert!(
            within(&self.type_ids, config.types.max(1)),
            "a segment beyond the table"
        );
    }

    /// Tokens of all sequences.
    #[must_use]
    pub fn tokens(&self) -> usize {
        self.token_ids.len()
    }
}

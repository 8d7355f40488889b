//! Token numbers of some sequences → one `Batch`, packed without padding.
//!
//! It does not tokenize and does not sort.

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

    /// Tokens of all sequences.
    #[must_use]
    pub fn tokens(&self) -> usize {
        self.token_ids.len()
    }
}

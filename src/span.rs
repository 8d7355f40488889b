//! `Span`: a stretch of a document's text. It counts bytes and knows nothing of sentences or claims.

use serde::{Deserialize, Serialize};

/// A stretch of a document's text: UTF-8 byte offsets, `start` inclusive, `end` exclusive, both on
/// char boundaries of that text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Byte offset of the first byte inside.
    pub start: usize,
    /// Byte offset of the first byte after.
    pub end: usize,
}

impl Span {
    /// The bytes `start..end`; `end` is never before `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// Number of bytes inside.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte is inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The stretch of `text` that this span marks; empty if it lies outside the text.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether all of `other` lies inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte; spans that only touch do not.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same stretch counted from `base` bytes further left: from sentence offsets to document offsets.
    #[must_use]
    pub fn shifted(self, base: usize) -> Self {
        Self::new(self.start + base, self.end + base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn slicing_outside_the_text_is_empty() {
        assert_eq!(Span::new(0, 9).slice("short"), "");
        assert_eq!(Span::new(0, 5).slice("short"), "short");
    }
}

//! Sentences of documents in, who is independent of whom out: near-copies of one wire text count once. Only sentences that
//! hold claims are known, so two texts are copies where they share most of those.

use simhash::{hamming_distance, simhash_stream};
use unicode_segmentation::UnicodeSegmentation;

/// Most bits in which the fingerprints of a sentence and its near-copy differ. Of 64 bits a changed word in a sentence of
/// 25 flips about ten; unrelated sentences differ in 32, with a deviation of 4.
const NEAR_BITS: u32 = 12;
/// Sentences of fewer words say nothing of copying: anybody may write them.
const WORDS: usize = 6;

/// How many of the latest independent documents a document may copy: wire texts are printed within days.
const LATEST: usize = 64;

/// Fingerprints of the sentences of every document.
#[derive(Default)]
pub(super) struct Copies {
    prints: Vec<Box<[u64]>>,
}

impl Copies {
    /// Takes in the next document's sentences.
    pub(super) fn add<'text>(&mut self, sentences: impl Iterator<Item = &'text str>) {
        let mut prints: Vec<u64> = sentences
            .filter_map(|sentence| {
                let words: Vec<String> = sentence.unicode_words().map(str::to_lowercase).collect();
                (words.len() >= WORDS).then(|| simhash_stream(words.iter().map(String::as_str)))
            })
            .collect();
        prints.sort_unstable();
        prints.dedup();
        self.prints.push(prints.into_boxed_slice());
    }

    /// For each of `documents`, the position of one among them that it copies, or its own. They are in the order of publication.
    pub(super) fn origins(&self, documents: &[u32]) -> Vec<usize> {
        let mut leaders: Vec<usize> = Vec::new();
        let mut origins = Vec::with_capacity(documents.len());
        for (position, &document) in documents.iter().enumerate() {
            let origin = leaders
                .iter()
                .rev()
                .take(LATEST)
                .copied()
                .find(|&leader| self.copied(documents[leader], document));
            origins.push(origin.unwrap_or(position));
            if origin.is_none() {
                leaders.push(position);
            }
        }
        origins
    }

    /// Whether most of the sentences of the shorter document stand in the longer one.
    fn copied(&self, one: u32, other: u32) -> bool {
        let (one, other) = (&self.prints[one as usize], &self.prints[other as usize]);
        let (short, long) = if one.len() <= other.len() {
            (one, other)
        } else {
            (other, one)
        };
        let near = short
            .iter()
            .filter(|&&print| {
                long.iter()
                    .any(|&known| hamming_distance(print, known) <= NEAR_BITS)
            })
            .count();
        near > 0 && 2 * near > short.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: [&str; 2] = [
        "A bomb tore through a crowded market in the northern city on Monday, killing at least nine people, police said.",
        "The governor ordered a curfew in the whole city and called for calm.",
    ];

    fn origins(documents: &[&[&str]]) -> Vec<usize> {
        let mut copies = Copies::default();
        for sentences in documents {
            copies.add(sentences.iter().copied());
        }
        copies.origins(&(0..).take(documents.len()).collect::<Vec<_>>())
    }

    #[test]
    fn an_edited_copy_is_no_new_source() {
        let edited = "A bomb tore through a busy market in the northern city on Monday, killing at least nine people, police said.";
        assert_eq!(origins(&[&WIRE, &[edited, WIRE[1]], &[WIRE[0]]]), [0, 0, 0]);
    }

    #[test]
    fn another_account_is_a_new_source() {
        let own = "At least nine people died on Monday when a market in the north was bombed, according to the police.";
        assert_eq!(origins(&[&WIRE, &[own]]), [0, 1]);
    }

    #[test]
    fn short_sentences_prove_nothing() {
        assert_eq!(
            origins(&[&["Nine people died."], &["Nine people died."]]),
            [0, 1]
        );
    }
}

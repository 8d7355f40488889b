//! Sentences of one document → every word with its tag: what `claimex explain` shows. It marks no mentions.

use ndarray::Axis;

use super::decode::tag_words;
use super::encoder::Batch;
use super::tagger::Tagger;
use super::tokenize::tokenize;
use super::window::windows;
use crate::document::Sentence;
use crate::span::Span;

/// A word as the tagger sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct TaggedWord {
    /// Where it stands, in bytes of the document's text.
    pub span: Span,
    /// Index of its sentence among the document's sentences.
    pub sentence: usize,
    /// Its word pieces, as the vocabulary writes them.
    pub pieces: Vec<String>,
    /// Its tag, such as `B-money`; `O` is outside every mention.
    pub tag: String,
    /// Probability of that tag, not calibrated, from 0 to 1.
    pub probability: f32,
}

impl Tagger {
    /// Every word of a document's `sentences`, whose spans lie in `text`, in text order.
    #[must_use]
    pub fn trace(&self, text: &str, sentences: &[Sentence]) -> Vec<TaggedWord> {
        let mut traced = Vec::new();
        for (index, sentence) in sentences.iter().enumerate() {
            let tokens = tokenize(&self.tokenizer, text, sentence.span, self.reading);
            for window in windows(&tokens.words, self.window_pieces()) {
                let mut batch = Batch::default();
                let job = self.add(&mut batch, &tokens, index, window);
                let firsts: Vec<usize> = job.words.iter().map(|word| word.first).collect();
                let hidden = self.encoder.encode(&batch);
                let scores = self
                    .classifier
                    .apply(hidden.select(Axis(0), &firsts).view());
                let zone = job.zone();
                for (word, (tag, probability)) in
                    tag_words(scores.view(), &self.tags).into_iter().enumerate()
                {
                    if !zone.contains(&word) {
                        continue;
                    }
                    let place = &job.words[word];
                    let piece = |id: &u32| self.tokenizer.id_to_token(*id).unwrap_or_default();
                    traced.push(TaggedWord {
                        span: place.span,
                        sentence: index,
                        pieces: batch.token_ids[place.first..place.end]
                            .iter()
                            .map(piece)
                            .collect(),
                        tag: self.tags[tag].name(),
                        probability,
                    });
                }
            }
        }
        traced
    }
}

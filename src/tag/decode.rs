//! Tag scores of a window's words → mentions: the best tag path that BIO allows (Viterbi 1967).

use std::ops::Range;

use ndarray::{ArrayView1, ArrayView2};

use crate::mention::Label;

/// A stretch of words with one label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    /// Index of its first word.
    pub(super) first: usize,
    /// Index after its last word.
    pub(super) end: usize,
    /// What it was tagged as.
    pub(super) label: Label,
    /// Probability of its weakest word's tag, from 0 to 1; not calibrated.
    pub(super) score: f32,
}

/// What a tag says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// Outside every mention.
    Outside,
    /// First word of a mention.
    Begin(Label),
    /// Further word of a mention.
    Inside(Label),
}

impl Tag {
    /// Reads a Hugging Face label such as `B-money` through `label_of`; `O` is outside. `None` for anything else.
    pub(super) fn parse(text: &str, label_of: impl Fn(&str) -> Option<Label>) -> Option<Self> {
        match text.split_once('-') {
            None if text == "O" => Some(Self::Outside),
            Some(("B", name)) => label_of(name).map(Self::Begin),
            Some(("I", name)) => label_of(name).map(Self::Inside),
            _ => None,
        }
    }

    /// The tag as models write it, such as `B-money`.
    pub(super) fn name(self) -> String {
        match self {
            Self::Outside => "O".to_owned(),
            Self::Begin(label) => format!("B-{}", label.name()),
            Self::Inside(label) => format!("I-{}", label.name()),
        }
    }

    /// Whether a word with this tag may follow one with `previous`; `None` stands for the sentence's start.
    fn may_follow(self, previous: Option<Self>) -> bool {
        match self {
            Self::Outside | Self::Begin(_) => true,
            Self::Inside(label) => {
                matches!(previous, Some(Self::Begin(other) | Self::Inside(other)) if other == label)
            }
        }
    }
}

/// Log-probabilities of a row of scores.
fn log_softmax(scores: ArrayView1<f32>) -> Vec<f32> {
    let greatest = scores.fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    let total: f32 = scores.iter().map(|score| (score - greatest).exp()).sum();
    let shift = greatest + total.ln();
    scores.iter().map(|score| score - shift).collect()
}

/// The best allowed tag of each word, as an index into `tags`, and its probability; `scores` as for [`decode`].
pub(super) fn tag_words(scores: ArrayView2<f32>, tags: &[Tag]) -> Vec<(usize, f32)> {
    let rows: Vec<Vec<f32>> = scores.rows().into_iter().map(log_softmax).collect();
    let path = best_path(&rows, tags);
    path.iter()
        .zip(&rows)
        .map(|(&tag, row)| (tag, row[tag].exp()))
        .collect()
}

/// The mentions of the best allowed tag path. `scores` is `[words, tags]`, unnormalized; `tags` names its columns.
pub(super) fn decode(scores: ArrayView2<f32>, tags: &[Tag]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let rows: Vec<Vec<f32>> = scores.rows().into_iter().map(log_softmax).collect();
    for (word, tag) in best_path(&rows, tags).into_iter().enumerate() {
        let probability = rows[word][tag].exp();
        match (tags[tag], stretches.last_mut()) {
            (Tag::Begin(label), _) => stretches.push(Stretch {
                first: word,
                end: word + 1,
                label,
                score: probability,
            }),
            (Tag::Inside(_), Some(open)) => {
                open.end = word + 1;
                open.score = open.score.min(probability);
            }
            _ => {}
        }
    }
    for stretch in &mut stretches {
        // The mention also ends where it ends only as surely as the next word does not go on with it.
        if let (Some(row), Some(on)) = (
            rows.get(stretch.end),
            tags.iter()
                .position(|tag| *tag == Tag::Inside(stretch.label)),
        ) {
            stretch.score *= 1.0 - row[on].exp();
        }
    }
    stretches
}

/// The stretch of `words` as one mention of `label`, whatever the best path says; `None` if no tag begins one.
pub(super) fn stretch_as(
    scores: ArrayView2<f32>,
    tags: &[Tag],
    words: Range<usize>,
    label: Label,
) -> Option<Stretch> {
    let tag = |wanted: Tag| tags.iter().position(|tag| *tag == wanted);
    let (begin, inside) = (tag(Tag::Begin(label))?, tag(Tag::Inside(label))?);
    let score = words
        .clone()
        .map(|word| {
            let tag = if word == words.start { begin } else { inside };
            log_softmax(scores.row(word))[tag].exp()
        })
        .fold(1.0, f32::min);
    Some(Stretch {
        first: words.start,
        end: words.end,
        label,
        score,
    })
}

/// Tag index of each word on the path with the greatest sum of log-probabilities.
fn best_path(rows: &[Vec<f32>], tags: &[Tag]) -> Vec<usize> {
    let mut arrived: Vec<Vec<usize>> = Vec::with_capacity(rows.len());
    let mut best: Vec<f32> = Vec::new();
    for row in rows {
        let mut from = vec![0; tags.len()];
        let mut next = vec![f32::NEG_INFINITY; tags.len()];
        for (to, tag) in tags.iter().enumerate() {
            if best.is_empty() {
                if tag.may_follow(None) {
                    next[to] = row[to];
                }
                continue;
            }
            for (previous, value) in best.iter().enumerate() {
                if value + row[to] > next[to] && tag.may_follow(Some(tags[previous])) {
                    next[to] = value + row[to];
                    from[to] = previous;
                }
            }
        }
        arrived.push(from);
        best = next;
    }
    let Some(mut at) = (0..best.len()).max_by(|a, b| best[*a].total_cmp(&best[*b])) else {
        return Vec::new();
    };
    let mut path = vec![at; rows.len()];
    for word in (1..rows.len()).rev() {
        at = arrived[word][at];
        path[word - 1] = at;
    }
    path
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    const TAGS: [Tag; 5] = [
        Tag::Outside,
        Tag::Begin(Label::Money),
        Tag::Inside(Label::Money),
        Tag::Begin(Label::Date),
        Tag::Inside(Label::Date),
    ];

    #[test]
    fn an_inside_tag_never_opens_a_mention() {
        let scores = array![
            [0.0, 1.0, 9.0, 0.0, 0.0],
            [0.0, 0.0, 9.0, 0.0, 0.0],
            [9.0, 0.0, 0.0, 0.0, 0.0]
        ];
        let stretches = decode(scores.view(), &TAGS);
        assert_eq!(stretches.len(), 1);
        assert_eq!(
            (stretches[0].first, stretches[0].end, stretches[0].label),
            (0, 2, Label::Money)
        );
    }

    #[test]
    fn neighbors_stay_apart() {
        let scores = array![
            [0.0, 9.0, 0.0, 0.0, 0.0],
            [0.0, 9.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 9.0, 0.0]
        ];
        let places: Vec<_> = decode(scores.view(), &TAGS)
            .iter()
            .map(|s| (s.first, s.end))
            .collect();
        assert_eq!(places, [(0, 1), (1, 2), (2, 3)]);
    }

    #[test]
    fn no_words_have_no_mentions() {
        assert!(decode(ndarray::Array2::zeros((0, 5)).view(), &TAGS).is_empty());
    }
}

//! Hidden states of a window and the mentions in it → each mention's attributes and arguments.
//!
//! The claim reader is one more transformer layer. It reads a window once for each mention in it, with a learned
//! marker of the mention's label added to the mention's own pieces. Arguments come from start and end scores over the
//! words, where the window's first piece, `[CLS]`, means none; the mean over the mention's pieces is its vector. Once
//! all vectors of a document are there, its mentions look at each other and attributes are read from what they saw.

use std::ops::Range;

use ndarray::{Array2, ArrayView2, Axis, s};

use super::document::DocumentAttention;
use super::encoder::{Dense, EncoderConfig, Layer, LayerConfig, Precision, Workspace};
use super::kernel::Level;
use super::outputs::{ATTRIBUTES, ReaderConfig};
use super::pointer::DatePointer;
use super::weights::Weights;
use crate::error::Error;
use crate::mention::{Attributes, Dating, Group, Label, Mention, Outlook, Role, Scope, Status};
use crate::span::Span;

/// The longest argument in words; the longest of the training articles has 11.
const LONGEST_ARGUMENT: usize = 12;
/// Rows that the layer reads together: enough for the products, few enough for the cache.
const CHUNK_ROWS: usize = 512;

/// Place of the dating among [`ATTRIBUTES`].
const DATING: usize = ATTRIBUTES.len() - 1;
/// The least probability at which a time counts as unknown. Chosen on dev: of the amounts that have a time, 2 to 7 in a
/// hundred more get the right one, and half of those without still get none.
const SURELY_UNKNOWN: f32 = 0.8;

/// One mention to be read.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// Rows of its window in the hidden states, `[CLS]` first.
    pub(super) rows: Range<usize>,
    /// Its own pieces, counted from the window's first row.
    pub(super) pieces: Range<usize>,
    /// First piece of each word of the window, counted from the window's first row.
    pub(super) words: Vec<usize>,
    /// What it was tagged as.
    pub(super) label: Label,
}

/// What was read: arguments as ranges of the window's words, in the order of the roles.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    /// The mention's vector, as wide as a hidden state.
    pub(super) vector: Vec<f32>,
    /// `about`, `agent`, `to`, `place`, `source`, `when`.
    pub(super) arguments: [Option<Range<usize>>; 6],
}

/// The layer and its heads.
#[derive(Debug)]
pub(super) struct ClaimReader {
    /// One vector per label, `[labels, hidden]`.
    marker: Array2<f32>,
    layer: Layer,
    document: DocumentAttention,
    dates: DatePointer,
    attributes: Vec<Dense>,
    /// Six start scores, then six end scores.
    arguments: Dense,
}

impl ClaimReader {
    /// The reader whose tensors' names begin with `claim_reader`.
    pub(super) fn new(
        weights: &Weights,
        encoder: &EncoderConfig,
        reader: &ReaderConfig,
        level: Level,
        precision: Precision,
    ) -> Result<Self, Error> {
        let hidden = encoder.hidden_size;
        let config = LayerConfig {
            hidden_size: hidden,
            heads: encoder.heads,
            intermediate_size: reader.intermediate_size,
            norm_epsilon: encoder.norm_epsilon,
        };
        let sizes = [
            Status::ALL.len(),
            Role::ALL.len(),
            Group::ALL.len(),
            2,
            Scope::ALL.len(),
            Outlook::ALL.len(),
            Dating::ALL.len(),
        ];
        Ok(Self {
            marker: weights.matrix("claim_reader.marker.weight", Label::ALL.len(), hidden)?,
            layer: Layer::new(weights, "claim_reader.layer", &config, precision, level)?,
            document: DocumentAttention::new(
                weights,
                "claim_reader.document",
                hidden,
                reader.document_attention_heads,
                encoder.norm_epsilon,
                level,
            )?,
            dates: DatePointer::new(weights, "claim_reader.dates", hidden, &reader.date_pointer)?,
            attributes: ATTRIBUTES
                .iter()
                .zip(sizes)
                .map(|(name, size)| {
                    Dense::new(
                        weights,
                        &format!("claim_reader.attributes.{name}"),
                        size,
                        hidden,
                    )
                })
                .collect::<Result<_, _>>()?,
            arguments: Dense::new(weights, "claim_reader.arguments", 12, hidden)?,
        })
    }

    /// Answers `questions` about `hidden`, `[tokens, hidden]`, in their order.
    pub(super) fn read(
        &self,
        hidden: ArrayView2<f32>,
        questions: &[Question],
        workspace: &mut Workspace,
    ) -> Vec<Answer> {
        let mut answers = Vec::with_capacity(questions.len());
        let mut rest = questions;
        while !rest.is_empty() {
            let mut rows = 0;
            let fitting = rest.iter().take_while(|question| {
                rows += question.rows.len();
                rows <= CHUNK_ROWS
            });
            let (chunk, later) = rest.split_at(fitting.count().max(1));
            self.read_chunk(hidden, chunk, workspace, &mut answers);
            rest = later;
        }
        answers
    }

    fn read_chunk(
        &self,
        hidden: ArrayView2<f32>,
        questions: &[Question],
        workspace: &mut Workspace,
        answers: &mut Vec<Answer>,
    ) {
        let lengths: Vec<usize> = questions
            .iter()
            .map(|question| question.rows.len())
            .collect();
        let mut states = Array2::zeros((lengths.iter().sum(), hidden.ncols()));
        let sources = repetitions(questions);
        let mut start = 0;
        for question in questions {
            let mut window = states.slice_mut(s![start..start + question.rows.len(), ..]);
            window.assign(&hidden.slice(s![question.rows.clone(), ..]));
            let label = Label::ALL
                .iter()
                .position(|label| *label == question.label)
                .unwrap_or_default();
            let mut own = window.slice_mut(s![question.pieces.clone(), ..]);
            own += &self.marker.row(label);
            start += question.rows.len();
        }
        self.layer
            .forward_repeated(&mut states, &lengths, &sources, workspace);
        let arguments = self.arguments.apply(states.view());
        let mut start = 0;
        for question in questions {
            let own = states.slice(s![
                start + question.pieces.start..start + question.pieces.end,
                ..
            ]);
            let scores = arguments.slice(s![start..start + question.rows.len(), ..]);
            answers.push(Answer {
                vector: own
                    .mean_axis(Axis(0))
                    .map_or_else(|| vec![0.0; hidden.ncols()], |mean| mean.to_vec()),
                arguments: [0, 1, 2, 3, 4, 5]
                    .map(|role| best_argument(scores, &question.words, role)),
            });
            start += question.rows.len();
        }
    }

    /// The attributes of a document's `mentions`, in text order, from their `vectors`, `[mentions, hidden]`.
    pub(super) fn attributes(
        &self,
        mut vectors: Array2<f32>,
        mentions: &[Mention],
    ) -> Vec<Attributes> {
        let labels: Vec<_> = mentions.iter().map(|mention| mention.label).collect();
        let sentences: Vec<_> = mentions.iter().map(|mention| mention.sentence).collect();
        self.document.apply(&mut vectors, &sentences);
        let dates = self.dates.point(vectors.view(), &labels, &sentences);
        let scores: Vec<Array2<f32>> = self
            .attributes
            .iter()
            .map(|head| head.apply(vectors.view()))
            .collect();
        labels
            .iter()
            .zip(dates)
            .enumerate()
            .map(|(index, (&label, date))| {
                let date = date.map(|date| mentions[date].span);
                attributes_of(label, date, |head| {
                    let scores = scores[head].row(index);
                    if head == DATING {
                        dating(&scores.to_vec())
                    } else {
                        greatest(scores.iter().copied())
                    }
                })
            })
            .collect()
    }
}

/// For each row that `questions` read, one after the other, the first row of the same window's same piece that no marker
/// is added to: the mentions of a window read it again but for their own pieces.
fn repetitions(questions: &[Question]) -> Vec<usize> {
    let mut sources = Vec::new();
    let mut unmarked = Vec::new();
    let mut window = 0..0;
    for question in questions {
        if question.rows != window {
            window = question.rows.clone();
            unmarked.clear();
            unmarked.resize(window.len(), None);
        }
        for (piece, unmarked) in unmarked.iter_mut().enumerate() {
            let row = sources.len();
            let marked = question.pieces.contains(&piece);
            sources.push(if marked {
                row
            } else {
                *unmarked.get_or_insert(row)
            });
        }
    }
    sources
}

/// Index of the dating: `unknown`, the first, only where that is more likely than [`SURELY_UNKNOWN`], else the likeliest
/// of the others. A time that is merely likely serves who reads a claim better than none.
fn dating(scores: &[f32]) -> usize {
    let best = greatest(scores.iter().copied());
    let total: f32 = scores
        .iter()
        .map(|score| (score - scores[best]).exp())
        .sum();
    if best == 0 && 1.0 / total < SURELY_UNKNOWN {
        1 + greatest(scores[1..].iter().copied())
    } else {
        best
    }
}

/// Index of the greatest number; the first of equals.
fn greatest(numbers: impl Iterator<Item = f32>) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (index, number) in numbers.enumerate() {
        if number > best.1 {
            best = (index, number);
        }
    }
    best.0
}

/// The attributes that apply to `label`; `choice` gives the chosen index of each head.
fn attributes_of(
    label: Label,
    stated: Option<Span>,
    choice: impl Fn(usize) -> usize,
) -> Attributes {
    let (money, date) = (label == Label::Money, label == Label::Date);
    let casualty = !money && !date;
    Attributes {
        status: Status::ALL.get(choice(0)).copied(),
        role: Role::ALL.get(choice(1)).copied().filter(|_| money),
        group: Group::ALL.get(choice(2)).copied().filter(|_| casualty),
        subset: Some(choice(3) == 1).filter(|_| casualty),
        scope: Scope::ALL.get(choice(4)).copied().filter(|_| casualty),
        outlook: Outlook::ALL.get(choice(5)).copied().filter(|_| date),
        dating: Dating::ALL.get(choice(DATING)).copied().filter(|_| !date),
        stated: stated.filter(|_| !date),
    }
}

/// The words with the best sum of start and end score for `role`, unless `[CLS]`, row 0, scores better.
/// Normalizing the scores would not change which is best.
fn best_argument(scores: ArrayView2<f32>, words: &[usize], role: usize) -> Option<Range<usize>> {
    let (starts, ends) = (scores.column(role), scores.column(6 + role));
    let mut best = starts[0] + ends[0];
    let mut found = None;
    for (first, &from) in words.iter().enumerate() {
        for (last, &until) in words.iter().enumerate().skip(first).take(LONGEST_ARGUMENT) {
            let score = starts[from] + ends[until];
            if score > best {
                best = score;
                found = Some(first..last + 1);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_repeats_but_for_the_pieces_of_each_mention() {
        let question = |rows: Range<usize>, pieces: Range<usize>| Question {
            rows,
            pieces,
            words: Vec::new(),
            label: Label::Money,
        };
        let questions = [
            question(5..9, 1..2),
            question(5..9, 2..4),
            question(9..11, 1..2),
        ];
        assert_eq!(repetitions(&questions), [0, 1, 2, 3, 0, 5, 6, 7, 8, 9]);
        let questions = [
            question(5..9, 1..2),
            question(5..9, 2..3),
            question(5..9, 1..3),
        ];
        assert_eq!(
            repetitions(&questions),
            [0, 1, 2, 3, 0, 5, 6, 3, 0, 9, 10, 3]
        );
    }

    #[test]
    fn an_argument_must_beat_none() {
        let mut scores = Array2::zeros((4, 12));
        let words = [1, 2, 3];
        assert_eq!(best_argument(scores.view(), &words, 2), None);
        scores[[2, 2]] = 1.0;
        scores[[3, 8]] = 1.0;
        assert_eq!(best_argument(scores.view(), &words, 2), Some(1..3));
        scores[[0, 2]] = 3.0;
        assert_eq!(best_argument(scores.view(), &words, 2), None);
    }
}

//! The vectors of an article's claims → the date, among them, that gives the time of each.
//!
//! A claim asks, every date answers, and the product of both, with a learned number for how many sentences behind the date
//! the claim stands, says how well they fit (Vinyals et al. 2015, Pointer networks). The nearest date is often not the one.

use ndarray::{Array2, ArrayView2, Axis, s};

use super::document::BLOCK_CLAIMS;
use super::encoder::Dense;
use super::outputs::PointerConfig;
use super::weights::Weights;
use crate::error::{Error, ErrorKind};
use crate::mention::Label;

/// The pointer.
#[derive(Debug)]
pub(super) struct DatePointer {
    question: Dense,
    answer: Dense,
    /// What it adds to the score that the claim stands -reach, …, 0, 0, …, reach sentences behind the date; in the
    /// sentence of the date it counts which of both comes first.
    apart: Vec<f32>,
    reach: usize,
}

impl DatePointer {
    /// The pointer whose tensors' names begin with `name`, over vectors of `width` numbers.
    pub(super) fn new(
        weights: &Weights,
        name: &str,
        width: usize,
        config: &PointerConfig,
    ) -> Result<Self, Error> {
        if config.width == 0 || config.reach > BLOCK_CLAIMS {
            let message = format!(
                "config.json: claim_reader.date_pointer has width {} and reach {}, wanted at least 1 and at most {BLOCK_CLAIMS}",
                config.width, config.reach
            );
            return Err(Error::new(ErrorKind::Model, message));
        }
        let dense =
            |part: &str| Dense::new(weights, &format!("{name}.{part}"), config.width, width);
        Ok(Self {
            question: dense("question")?,
            answer: dense("answer")?,
            apart: weights
                .matrix(&format!("{name}.apart.weight"), 2 * config.reach + 2, 1)?
                .into_raw_vec_and_offset()
                .0,
            reach: config.reach,
        })
    }

    /// For each of `claims`, `[claims, width]`, in text order, the place of the date that gives its time, if its block
    /// has any date; with the claims' labels and the numbers of their sentences.
    pub(super) fn point(
        &self,
        claims: ArrayView2<'_, f32>,
        labels: &[Label],
        sentences: &[usize],
    ) -> Vec<Option<usize>> {
        let mut out = Vec::with_capacity(labels.len());
        for start in (0..labels.len()).step_by(BLOCK_CLAIMS) {
            let end = labels.len().min(start + BLOCK_CLAIMS);
            let dates: Vec<usize> = (start..end)
                .filter(|&place| labels[place] == Label::Date)
                .collect();
            let scores = self.scores(
                claims.slice(s![start..end, ..]),
                claims.select(Axis(0), &dates).view(),
            );
            out.extend((start..end).zip(scores.rows()).map(|(claim, scores)| {
                let place = |at: usize| (sentences[at], at);
                let score = |column: usize| {
                    let step = step(place(claim), place(dates[column]), self.reach);
                    scores[column] + self.apart[step]
                };
                (0..dates.len())
                    .max_by(|&a, &b| score(a).total_cmp(&score(b)).then(b.cmp(&a)))
                    .map(|column| dates[column])
            }));
        }
        out
    }

    /// How well each claim's question fits each date's answer, `[claims, dates]`.
    fn scores(&self, claims: ArrayView2<'_, f32>, dates: ArrayView2<'_, f32>) -> Array2<f32> {
        let (question, answer) = (self.question.apply(claims), self.answer.apply(dates));
        #[expect(clippy::cast_precision_loss, reason = "some dozen numbers")]
        let scale = 1.0 / (question.ncols() as f32).sqrt();
        question.dot(&answer.t()) * scale
    }
}

/// How many sentences a claim stands behind a date, at most `reach` either way: 0 to `reach` where the date comes later in
/// the text, and on from there where it came before.
fn step(claim: (usize, usize), date: (usize, usize), reach: usize) -> usize {
    let ((claim, own_place), (date, place)) = (claim, date);
    if claim > date {
        reach + 1 + (claim - date).min(reach)
    } else {
        let behind = usize::from(claim == date && own_place > place);
        reach - (date - claim).min(reach) + behind
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn steps_rise_with_the_sentences_behind_the_date() {
        let steps =
            [(1, 0), (4, 1), (5, 2), (5, 4), (6, 5), (99, 6)].map(|claim| step(claim, (5, 3), 2));
        assert_eq!(steps, [0, 1, 2, 3, 4, 5]);
    }
}

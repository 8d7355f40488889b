//! A mention's raw score → how likely its claim is to be right, as measured on articles outside training.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, ErrorKind};
use crate::mention::Label;

/// People counted that are less likely to be casualties than this make no mention: most such were not harmed, and claim
/// F1 of casualties is better without them (on dev 97.0 percent, 96.3 with them; on press 89.0 and 88.0).
const LIKELY_CASUALTY: f32 = 0.4;

/// One curve per kind of claim: points of (raw score, share of right claims), joined by straight lines.
/// A model without curves keeps its raw scores.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Calibration(BTreeMap<String, Vec<(f32, f32)>>);

impl Calibration {
    /// Checks that every curve rises from left to right and stays within 0 and 1.
    pub(super) fn check(&self) -> Result<(), Error> {
        for (kind, points) in &self.0 {
            let rises = points
                .windows(2)
                .all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1);
            let inside = points
                .iter()
                .all(|(x, y)| (0.0..=1.0).contains(x) && (0.0..=1.0).contains(y));
            if points.is_empty() || !rises || !inside {
                let message = format!("calibration curve `{kind}` does not rise within 0 and 1");
                return Err(Error::new(ErrorKind::Model, message));
            }
        }
        Ok(())
    }

    /// Whether a stretch tagged as `label` with raw `score` is likely enough to make a mention; without a curve, which
    /// alone tells likelihoods, it is.
    pub(super) fn keeps(&self, label: Label, score: f32) -> bool {
        !matches!(label, Label::Casualty(_))
            || !self.0.contains_key(kind(label))
            || self.confidence(label, score) >= LIKELY_CASUALTY
    }

    /// The calibrated confidence of a mention with `label` and raw `score`, from 0 to 1.
    pub(super) fn confidence(&self, label: Label, score: f32) -> f32 {
        let Some(points) = self.0.get(kind(label)) else {
            return score.clamp(0.0, 1.0);
        };
        let after = points.partition_point(|point| point.0 < score);
        match (
            after.checked_sub(1).and_then(|before| points.get(before)),
            points.get(after),
        ) {
            (Some(left), Some(right)) => {
                left.1 + (right.1 - left.1) * (score - left.0) / (right.0 - left.0)
            }
            (Some(end), None) | (None, Some(end)) => end.1,
            (None, None) => score.clamp(0.0, 1.0),
        }
    }
}

/// The name of the curve that mentions with `label` have.
fn kind(label: Label) -> &'static str {
    match label {
        Label::Money => "money",
        Label::Date => "date",
        Label::Casualty(_) => "casualty",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::Harm;

    #[test]
    fn scores_between_points_are_interpolated() {
        let calibration = Calibration(BTreeMap::from([(
            "date".to_owned(),
            vec![(0.5, 0.2), (0.9, 0.6)],
        )]));
        assert!(calibration.check().is_ok());
        for (score, confidence) in [(0.0, 0.2), (0.5, 0.2), (0.7, 0.4), (1.0, 0.6)] {
            assert!((calibration.confidence(Label::Date, score) - confidence).abs() < 1e-6);
        }
        assert!((calibration.confidence(Label::Money, 0.7) - 0.7).abs() < 1e-6);
    }

    #[test]
    fn unlikely_casualties_are_not_kept() {
        let casualty = Label::Casualty(Harm::Killed);
        let points = vec![(0.0, 0.0), (1.0, 1.0)];
        let calibration = Calibration(BTreeMap::from([("casualty".to_owned(), points)]));
        assert!(!calibration.keeps(casualty, 0.39));
        assert!(calibration.keeps(casualty, 0.41));
        assert!(calibration.keeps(Label::Date, 0.1) && calibration.keeps(Label::Money, 0.1));
        assert!(Calibration::default().keeps(casualty, 0.1));
    }

    #[test]
    fn a_falling_curve_is_refused() {
        let calibration = Calibration(BTreeMap::from([(
            "date".to_owned(),
            vec![(0.5, 0.6), (0.9, 0.2)],
        )]));
        assert!(calibration.check().is_err());
    }
}

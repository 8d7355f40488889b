//! The `model_type` of a config.json → what sets the family apart from the others of BERT's kin.

use serde::Deserialize;

/// A family of encoders: tokens in, hidden states out, and a head named `classifier` on top of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[non_exhaustive]
pub enum Family {
    /// Devlin et al. 2019.
    #[default]
    #[serde(rename = "bert")]
    Bert,
    /// Sanh et al. 2019.
    #[serde(rename = "distilbert")]
    DistilBert,
    /// Liu et al. 2019.
    #[serde(rename = "roberta", alias = "xlm-roberta")]
    Roberta,
    /// He et al. 2020.
    #[serde(rename = "deberta")]
    Deberta,
    /// He et al. 2021; versions 2 and 3 are of one architecture.
    #[serde(rename = "deberta-v2")]
    DebertaV2,
}

impl Family {
    /// Its `model_type`, such as `deberta-v2`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bert => "bert",
            Self::DistilBert => "distilbert",
            Self::Roberta => "roberta",
            Self::Deberta => "deberta",
            Self::DebertaV2 => "deberta-v2",
        }
    }

    /// The tokens that open and close a sequence.
    #[must_use]
    pub fn bounds(self) -> [&'static str; 2] {
        match self {
            Self::Roberta => ["<s>", "</s>"],
            Self::Bert | Self::DistilBert | Self::Deberta | Self::DebertaV2 => ["[CLS]", "[SEP]"],
        }
    }

    /// Whether its tokenizers part words at every punctuation mark, as BERT's does. The others part them at white
    /// space alone, or keep several marks together.
    #[must_use]
    pub fn parts_words_at_marks(self) -> bool {
        matches!(self, Self::Bert | Self::DistilBert)
    }

    /// Whether every model of it has a table of segments.
    pub(super) fn has_types(self) -> bool {
        matches!(self, Self::Bert | Self::Roberta)
    }
}

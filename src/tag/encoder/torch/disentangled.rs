//! What config.json says of DeBERTa's attention → its tables' sizes, and the distances between tokens.
//!
//! Not supported are the convolution of the largest version 2 models, talking heads, terms from position to position,
//! and embeddings of another width than the layers.

use serde::Deserialize;
use tch::{Kind, Tensor};

use super::padded::number;
use crate::error::{Error, ErrorKind};
use crate::tag::encoder::config::{EncoderConfig, LARGEST};

/// The parts of config.json that only DeBERTa has.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Disentangled {
    #[serde(default = "yes")]
    pub(super) position_biased_input: bool,
    #[serde(default)]
    relative_attention: bool,
    #[serde(default)]
    pos_att_type: Option<Terms>,
    #[serde(default)]
    max_relative_positions: i64,
    #[serde(default)]
    position_buckets: i64,
    #[serde(default)]
    norm_rel_ebd: Option<String>,
    #[serde(default)]
    pub(super) share_att_key: bool,
    #[serde(default)]
    conv_kernel_size: i64,
    #[serde(default)]
    talking_head: bool,
    #[serde(default)]
    embedding_size: Option<usize>,
}

/// Terms of the attention beyond the content's own: `c2p|p2c` or `["c2p", "p2c"]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Terms {
    Joined(String),
    Listed(Vec<String>),
}

fn yes() -> bool {
    true
}

impl Disentangled {
    /// Reads them; distances that the file leaves open become as long as the longest sequence.
    pub(super) fn parse(config: &EncoderConfig, json: &[u8]) -> Result<Self, Error> {
        let mut parsed: Self = serde_json::from_slice(json).map_err(|cause| {
            Error::new(
                ErrorKind::Model,
                "config.json is not that of a DeBERTa encoder",
            )
            .caused_by(cause)
        })?;
        if parsed.max_relative_positions < 1 {
            parsed.max_relative_positions = number(config.max_tokens);
        }
        let width = parsed.embedding_size.unwrap_or(config.hidden_size);
        for (key, wrong) in [
            ("conv_kernel_size", parsed.conv_kernel_size > 0),
            ("talking_head", parsed.talking_head),
            (
                "pos_att_type",
                !parsed
                    .terms()
                    .iter()
                    .all(|term| ["c2p", "p2c"].contains(term)),
            ),
            ("embedding_size", width != config.hidden_size),
        ] {
            if wrong {
                let message = format!("config.json: DeBERTa with such a `{key}` is not supported");
                return Err(Error::new(ErrorKind::Unsupported, message));
            }
        }
        for (key, size) in [
            ("max_relative_positions", parsed.max_relative_positions),
            ("position_buckets", parsed.position_buckets),
        ] {
            if size > number(LARGEST) {
                let message = format!("config.json: `{key}` is {size}, wanted at most {LARGEST}");
                return Err(Error::new(ErrorKind::Model, message));
            }
        }
        Ok(parsed)
    }

    /// Rows of the table of distances.
    pub(super) fn rows(&self) -> usize {
        usize::try_from(2 * self.reach()).unwrap_or_default()
    }

    /// Distances that are told apart on each side; 0 if none are.
    pub(super) fn reach(&self) -> i64 {
        match (self.relative_attention, self.position_buckets > 0) {
            (false, _) => 0,
            (true, true) => self.position_buckets,
            (true, false) => self.max_relative_positions,
        }
    }

    /// Names of the terms beyond the content's own.
    fn terms(&self) -> Vec<&str> {
        match &self.pos_att_type {
            Some(Terms::Joined(terms)) => terms.split('|').map(str::trim).collect(),
            Some(Terms::Listed(terms)) => terms.iter().map(String::as_str).collect(),
            None => Vec::new(),
        }
    }

    /// Whether scores have a term from the query's content to the key's position.
    pub(super) fn content_to_position(&self) -> bool {
        self.terms().contains(&"c2p")
    }

    /// Whether scores have a term from the query's position to the key's content.
    pub(super) fn position_to_content(&self) -> bool {
        self.terms().contains(&"p2c")
    }

    /// Whether distances are normalized before use.
    pub(super) fn normalizes_distances(&self) -> bool {
        self.norm_rel_ebd
            .as_deref()
            .is_some_and(|kinds| kinds.split('|').any(|kind| kind.trim() == "layer_norm"))
    }

    /// How far the key of each column stands before the query of each row, `[longest, longest]`, from -reach to reach;
    /// `positions` are `[1, longest]`.
    pub(super) fn distances(&self, positions: &Tensor) -> Tensor {
        let distances = positions.transpose(0, 1) - positions;
        if self.position_buckets <= 0 {
            return distances;
        }
        // Distances beyond half the buckets share one with others, the more the longer they are: He et al. 2021, whose
        // program rounds in single precision.
        let middle = self.position_buckets / 2;
        #[expect(
            clippy::cast_precision_loss,
            reason = "both are far below 2⁵², and their program divides likewise"
        )]
        let most = Tensor::from((self.max_relative_positions - 1) as f64 / middle as f64)
            .to_kind(Kind::Float)
            .to_device(positions.device())
            .log();
        let length = distances.abs();
        let buckets = (((&length / middle).log() / most) * (middle - 1)).ceil() + middle;
        let far = (buckets * distances.sign()).to_kind(Kind::Int64);
        distances.where_self(&length.le(middle), &far)
    }
}

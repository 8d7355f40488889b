//! The text of a `config.json` in the Hugging Face form → the sizes of the encoder, checked.
//!
//! Labels and heads are not read here.

use serde::Deserialize;

use super::family::Family;
use crate::error::{Error, ErrorKind};

/// No width or count of a BERT encoder comes near it; it keeps every product of two sizes, and every
/// sum of products of 8-bit numbers, within its type.
pub(super) const LARGEST: usize = 1 << 16;

/// The sizes of an encoder of BERT's kin. DistilBERT has its own names for some of them.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct EncoderConfig {
    /// Which of the kin.
    #[serde(rename = "model_type", default)]
    pub family: Family,
    /// Numbers of a token's hidden state.
    #[serde(alias = "dim")]
    pub hidden_size: usize,
    /// Layers.
    #[serde(rename = "num_hidden_layers", alias = "n_layers")]
    pub layers: usize,
    /// Attention heads of each layer; they divide `hidden_size`.
    #[serde(rename = "num_attention_heads", alias = "n_heads")]
    pub heads: usize,
    /// Numbers of a token between the two dense layers of the feed-forward part.
    #[serde(alias = "hidden_dim")]
    pub intermediate_size: usize,
    /// Tokens of the vocabulary.
    #[serde(rename = "vocab_size")]
    pub vocabulary_size: usize,
    /// Tokens of the longest sequence.
    #[serde(rename = "max_position_embeddings")]
    pub max_tokens: usize,
    /// Row of the table of positions at which a sequence starts.
    #[serde(skip)]
    pub first_position: usize,
    /// Segments that a token may be in; 0 in families that have none.
    #[serde(rename = "type_vocab_size", default)]
    pub types: usize,
    /// What layer normalization adds to the variance; where the file does not say, what BERT's authors took.
    #[serde(rename = "layer_norm_eps", default = "usual_epsilon")]
    pub norm_epsilon: f32,
}

/// The choices of an encoder of which only one is supported, and what only one family has.
#[derive(Deserialize)]
struct Choices {
    #[serde(alias = "activation")]
    hidden_act: String,
    #[serde(default = "absolute")]
    position_embedding_type: String,
    #[serde(default)]
    pad_token_id: Option<usize>,
}

fn usual_epsilon() -> f32 {
    1e-12
}

/// The kind of positions that a file means when it does not say.
fn absolute() -> String {
    "absolute".to_owned()
}

impl EncoderConfig {
    /// Reads the sizes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if the text is not JSON, a size is missing or impossible, or the file wants
    /// another activation than the exact GELU or other than absolute positions.
    pub fn parse(json: &[u8]) -> Result<Self, Error> {
        let malformed = |source: serde_json::Error| {
            Error::new(
                ErrorKind::Model,
                "config.json is not that of a BERT encoder",
            )
            .caused_by(source)
        };
        let mut config: Self = serde_json::from_slice(json).map_err(malformed)?;
        let choices: Choices = serde_json::from_slice(json).map_err(malformed)?;
        if config.family == Family::Roberta {
            // RoBERTa counts positions from one beyond its padding token, which was 1 in all that came of it.
            config.first_position = choices.pad_token_id.unwrap_or(1).saturating_add(1);
            config.max_tokens = config.max_tokens.saturating_sub(config.first_position);
        }
        config.check()?;
        for (key, found, wanted) in [
            ("hidden_act", choices.hidden_act, "gelu"),
            (
                "position_embedding_type",
                choices.position_embedding_type,
                "absolute",
            ),
        ] {
            if found != wanted {
                let message =
                    format!("config.json: `{key}` is \"{found}\", only \"{wanted}\" is supported");
                return Err(Error::new(ErrorKind::Model, message));
            }
        }
        Ok(config)
    }

    /// Whether the sizes are possible.
    fn check(&self) -> Result<(), Error> {
        for (key, size, largest) in [
            ("hidden_size", self.hidden_size, LARGEST),
            ("num_hidden_layers", self.layers, LARGEST),
            ("num_attention_heads", self.heads, self.hidden_size),
            ("intermediate_size", self.intermediate_size, LARGEST),
            ("vocab_size", self.vocabulary_size, LARGEST * LARGEST),
            ("max_position_embeddings", self.max_tokens, LARGEST),
            ("type_vocab_size", self.types, LARGEST),
        ] {
            let least = usize::from(key != "type_vocab_size" || self.family.has_types());
            if size < least || size > largest {
                let message =
                    format!("config.json: `{key}` is {size}, wanted {least} to {largest}");
                return Err(Error::new(ErrorKind::Model, message));
            }
        }
        Ok(())
    }
}

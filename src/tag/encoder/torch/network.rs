//! What config.json says of an encoder → that encoder, in the store's tensors: rust-bert's for BERT, DistilBERT and
//! RoBERTa, ours for DeBERTa.
//!
//! rust-bert normalizes with an epsilon of 1e-12 whatever config.json says. That is the epsilon of BERT and DistilBERT;
//! RoBERTa's 1e-5 moves hidden states in the third or fourth digit.

use rust_bert::bert::{BertConfig, BertEmbedding, BertEmbeddings, BertModel};
use rust_bert::distilbert::{DistilBertConfig, DistilBertModel};
use rust_bert::roberta::RobertaEmbeddings;
use tch::{Tensor, nn};

use super::deberta::Deberta;
use super::disentangled::Disentangled;
use super::padded::{Padded, number};
use crate::error::Error;
use crate::tag::encoder::config::EncoderConfig;
use crate::tag::encoder::family::Family;

/// All that must be known to make a network.
pub(super) struct Architecture {
    pub(super) config: EncoderConfig,
    /// How DeBERTa attends; nothing for the other families.
    disentangled: Option<Disentangled>,
}

impl Architecture {
    /// `config` is what was read of `json`, the text of a config.json; this reads the rest of it.
    pub(super) fn parse(config: &EncoderConfig, json: &[u8]) -> Result<Self, Error> {
        let disentangled = match config.family {
            Family::Deberta | Family::DebertaV2 => Some(Disentangled::parse(config, json)?),
            Family::Bert | Family::DistilBert | Family::Roberta => None,
        };
        Ok(Self {
            config: *config,
            disentangled,
        })
    }

    /// Numbers in the tensors whose sizes are products.
    pub(super) fn numbers(&self) -> usize {
        let config = &self.config;
        let tables = config
            .vocabulary_size
            .saturating_add(config.first_position + config.types)
            .saturating_add(self.disentangled.as_ref().map_or(0, Disentangled::rows));
        let layer = (3 * config.hidden_size).saturating_add(2 * config.intermediate_size);
        tables
            .saturating_add(layer.saturating_mul(config.layers))
            .saturating_mul(config.hidden_size)
    }
}

/// An encoder.
pub(super) enum Network {
    Bert(BertModel<BertEmbeddings>),
    DistilBert(DistilBertModel),
    Roberta(BertModel<RobertaEmbeddings>),
    Deberta(Box<Deberta>),
}

impl Network {
    /// The encoder whose tensors are made under `root`, with the names that Hugging Face gives them.
    pub(super) fn new(root: &nn::Path<'_>, architecture: &Architecture) -> Self {
        let config = &architecture.config;
        match (&architecture.disentangled, config.family) {
            (Some(disentangled), _) => {
                let deberta = Deberta::new(&(root / "deberta"), config, disentangled);
                Self::Deberta(Box::new(deberta))
            }
            (None, Family::DistilBert) => {
                Self::DistilBert(DistilBertModel::new(root, &distilbert(config)))
            }
            (None, Family::Roberta) => Self::Roberta(bert(&(root / "roberta"), config)),
            (None, _) => Self::Bert(bert(&(root / "bert"), config)),
        }
    }

    /// Hidden states, `[sequences, longest, hidden]`.
    pub(super) fn forward(&self, batch: &Padded) -> Tensor {
        let states = match self {
            Self::Bert(model) => bert_states(model, batch),
            Self::Roberta(model) => bert_states(model, batch),
            Self::DistilBert(model) => model
                .forward_t(Some(&batch.token_ids), Some(&batch.mask), None, false)
                .map(|output| output.hidden_state),
            Self::Deberta(model) => Ok(model.forward(batch)),
        };
        // rust-bert refuses only tokens given twice or not at all, and masks of other dimensions.
        states.unwrap_or_else(|error| unreachable!("rust-bert refused a batch: {error}"))
    }
}

fn bert<Embeddings: BertEmbedding>(
    path: &nn::Path<'_>,
    config: &EncoderConfig,
) -> BertModel<Embeddings> {
    let config = BertConfig {
        hidden_size: number(config.hidden_size),
        intermediate_size: number(config.intermediate_size),
        max_position_embeddings: number(config.first_position + config.max_tokens),
        num_attention_heads: number(config.heads),
        num_hidden_layers: number(config.layers),
        type_vocab_size: number(config.types),
        vocab_size: number(config.vocabulary_size),
        ..BertConfig::default()
    };
    BertModel::new_with_optional_pooler(path, &config, false)
}

fn distilbert(config: &EncoderConfig) -> DistilBertConfig {
    DistilBertConfig {
        dim: number(config.hidden_size),
        hidden_dim: number(config.intermediate_size),
        max_position_embeddings: number(config.max_tokens),
        n_heads: number(config.heads),
        n_layers: number(config.layers),
        vocab_size: number(config.vocabulary_size),
        ..DistilBertConfig::default()
    }
}

fn bert_states<Embeddings: BertEmbedding>(
    model: &BertModel<Embeddings>,
    batch: &Padded,
) -> Result<Tensor, rust_bert::RustBertError> {
    let output = model.forward_t(
        Some(&batch.token_ids),
        Some(&batch.mask),
        Some(&batch.type_ids),
        Some(&batch.positions),
        None,
        None,
        None,
        false,
    )?;
    Ok(output.hidden_state)
}

//! A padded batch → hidden states, by DeBERTa (He et al. 2020; versions 2 and 3: He et al. 2021), on libtorch.
//!
//! It stands here because the attention of rust-bert 0.23 is not DeBERTa's: in version 1 it cuts distances off at the
//! number of heads, in version 2 it lacks the root in its scale and the offset in its distances.

use tch::nn::{self, Init, Module};
use tch::{Kind, Tensor};

use super::disentangled::Disentangled;
use super::padded::{Padded, number};
use crate::tag::encoder::config::EncoderConfig;
use crate::tag::encoder::family::Family;

/// The encoder.
pub(super) struct Deberta {
    words: nn::Embedding,
    positions: Option<nn::Embedding>,
    types: Option<nn::Embedding>,
    norm: nn::LayerNorm,
    relative: Option<Relative>,
    layers: Vec<Layer>,
}

/// The table of distances, `[2 · reach, hidden]`.
struct Relative {
    table: nn::Embedding,
    norm: Option<nn::LayerNorm>,
    disentangled: Disentangled,
}

/// What the layers need to know of a batch's distances.
struct Distances {
    /// The rows of the table that the batch can name, `[1, rows, hidden]`.
    table: Tensor,
    /// Row for each query and key, `[1, 1, longest, longest]`.
    to_position: Tensor,
    /// The same for each key and query.
    to_content: Tensor,
}

struct Layer {
    attention: Attention,
    attention_output: nn::Linear,
    attention_norm: nn::LayerNorm,
    intermediate: nn::Linear,
    output: nn::Linear,
    output_norm: nn::LayerNorm,
}

struct Attention {
    heads: i64,
    scale: f64,
    content: Content,
    position_key: Option<nn::Linear>,
    position_query: Option<nn::Linear>,
}

/// Queries, keys and values: one product in version 1, three since.
enum Content {
    Joined {
        product: nn::Linear,
        query_bias: Tensor,
        value_bias: Tensor,
    },
    Apart {
        query: nn::Linear,
        key: nn::Linear,
        value: nn::Linear,
    },
}

fn norm(path: nn::Path<'_>, config: &EncoderConfig) -> nn::LayerNorm {
    let settings = nn::LayerNormConfig {
        eps: config.norm_epsilon.into(),
        ..Default::default()
    };
    nn::layer_norm(path, vec![number(config.hidden_size)], settings)
}

impl Deberta {
    /// The encoder whose tensors are made under `path`, with the names that Hugging Face gives them.
    pub(super) fn new(
        path: &nn::Path<'_>,
        config: &EncoderConfig,
        disentangled: &Disentangled,
    ) -> Self {
        let embeddings = path / "embeddings";
        let hidden = number(config.hidden_size);
        let table = |name: &str, rows: usize| {
            nn::embedding(&embeddings / name, number(rows), hidden, Default::default())
        };
        let encoder = path / "encoder";
        Self {
            words: table("word_embeddings", config.vocabulary_size),
            positions: disentangled
                .position_biased_input
                .then(|| table("position_embeddings", config.max_tokens)),
            types: (config.types > 0).then(|| table("token_type_embeddings", config.types)),
            norm: norm(&embeddings / "LayerNorm", config),
            relative: (disentangled.reach() > 0).then(|| Relative {
                table: nn::embedding(
                    &encoder / "rel_embeddings",
                    number(disentangled.rows()),
                    hidden,
                    Default::default(),
                ),
                norm: disentangled
                    .normalizes_distances()
                    .then(|| norm(&encoder / "LayerNorm", config)),
                disentangled: disentangled.clone(),
            }),
            layers: (0..config.layers)
                .map(|index| Layer::new(&(&encoder / "layer" / index), config, disentangled))
                .collect(),
        }
    }

    /// Hidden states, `[sequences, longest, hidden]`.
    pub(super) fn forward(&self, batch: &Padded) -> Tensor {
        let mut states = self.words.forward(&batch.token_ids);
        if let Some(positions) = &self.positions {
            states += positions.forward(&batch.positions);
        }
        if let Some(types) = &self.types {
            states += types.forward(&batch.type_ids);
        }
        let mut states = self.norm.forward(&states);
        let padding = batch.mask.eq(0).unsqueeze(1).unsqueeze(1);
        let distances = self
            .relative
            .as_ref()
            .map(|relative| relative.distances(&batch.positions));
        for layer in &self.layers {
            states = layer.forward(&states, &padding, distances.as_ref());
        }
        states
    }
}

impl Relative {
    /// `positions` are `[1, longest]`.
    fn distances(&self, positions: &Tensor) -> Distances {
        let table = match &self.norm {
            Some(norm) => norm.forward(&self.table.ws),
            None => self.table.ws.shallow_clone(),
        };
        let longest = positions.numel();
        let reach = self.disentangled.reach();
        let used = reach.min(number(longest));
        let distances = self.disentangled.distances(positions);
        let row = |distances: Tensor| {
            let rows = (distances + used).clamp(0, 2 * used - 1);
            rows.unsqueeze(0).unsqueeze(0)
        };
        Distances {
            table: table.narrow(0, reach - used, 2 * used).unsqueeze(0),
            to_position: row(distances.shallow_clone()),
            to_content: row(-distances),
        }
    }
}

impl Layer {
    fn new(path: &nn::Path<'_>, config: &EncoderConfig, disentangled: &Disentangled) -> Self {
        let (hidden, wide) = (number(config.hidden_size), number(config.intermediate_size));
        let attention = path / "attention";
        let dense = |path: nn::Path<'_>, inputs, outputs| {
            nn::linear(path / "dense", inputs, outputs, Default::default())
        };
        Self {
            attention: Attention::new(&(&attention / "self"), config, disentangled),
            attention_output: dense(&attention / "output", hidden, hidden),
            attention_norm: norm(&attention / "output" / "LayerNorm", config),
            intermediate: dense(path / "intermediate", hidden, wide),
            output: dense(path / "output", wide, hidden),
            output_norm: norm(path / "output" / "LayerNorm", config),
        }
    }

    fn forward(&self, states: &Tensor, padding: &Tensor, distances: Option<&Distances>) -> Tensor {
        let context = self.attention.forward(states, padding, distances);
        let attended = self
            .attention_norm
            .forward(&(self.attention_output.forward(&context) + states));
        let wide = self.intermediate.forward(&attended).gelu("none");
        self.output_norm
            .forward(&(self.output.forward(&wide) + attended))
    }
}

impl Attention {
    fn new(path: &nn::Path<'_>, config: &EncoderConfig, disentangled: &Disentangled) -> Self {
        let hidden = number(config.hidden_size);
        let linear = |name: &str, outputs: i64, bias: bool| {
            let settings = nn::LinearConfig {
                bias,
                ..Default::default()
            };
            nn::linear(path / name, hidden, outputs, settings)
        };
        let bias = |name: &str| path.var(name, &[hidden], Init::Const(0.0));
        let joined = config.family == Family::Deberta;
        let content = if joined {
            Content::Joined {
                product: linear("in_proj", 3 * hidden, false),
                query_bias: bias("q_bias"),
                value_bias: bias("v_bias"),
            }
        } else {
            Content::Apart {
                query: linear("query_proj", hidden, true),
                key: linear("key_proj", hidden, true),
                value: linear("value_proj", hidden, true),
            }
        };
        let (key_name, query_name) = if joined {
            ("pos_proj", "pos_q_proj")
        } else {
            ("pos_key_proj", "pos_query_proj")
        };
        let relative = disentangled.reach() > 0;
        let key = relative && disentangled.content_to_position();
        let query = relative && disentangled.position_to_content();
        let (position_key, position_query) = match &content {
            Content::Apart {
                query: shared_query,
                key: shared_key,
                ..
            } if disentangled.share_att_key => (
                key.then(|| share(shared_key)),
                query.then(|| share(shared_query)),
            ),
            _ => (
                key.then(|| linear(key_name, hidden, !joined)),
                query.then(|| linear(query_name, hidden, true)),
            ),
        };
        // The scale counts the terms that the file names, computed or not.
        let terms = 1
            + u8::from(disentangled.content_to_position())
            + u8::from(disentangled.position_to_content());
        let heads = number(config.heads);
        Self {
            heads,
            #[expect(clippy::cast_precision_loss, reason = "heads are narrow")]
            scale: ((hidden / heads) as f64 * f64::from(terms)).sqrt(),
            content,
            position_key,
            position_query,
        }
    }

    /// `[sequences, longest, width]` → `[sequences, heads, longest, width / heads]`.
    fn split(&self, states: &Tensor) -> Tensor {
        let size = states.size();
        states
            .view([size[0], size[1], self.heads, -1])
            .transpose(1, 2)
    }

    fn content(&self, states: &Tensor) -> [Tensor; 3] {
        match &self.content {
            Content::Joined {
                product,
                query_bias,
                value_bias,
            } => {
                let joined = self.split(&product.forward(states));
                let width = joined.size()[3] / 3;
                let part = |index: i64| joined.narrow(3, index * width, width);
                let bias = |bias: &Tensor| self.split(&bias.view([1, 1, -1]));
                [
                    part(0) + bias(query_bias),
                    part(1),
                    part(2) + bias(value_bias),
                ]
            }
            Content::Apart { query, key, value } => {
                [query, key, value].map(|linear| self.split(&linear.forward(states)))
            }
        }
    }

    /// Equation 4 of He et al. 2020, and the mean of values that it weighs; `padding` is `[sequences, 1, 1, longest]`.
    fn forward(&self, states: &Tensor, padding: &Tensor, distances: Option<&Distances>) -> Tensor {
        let [query, key, value] = self.content(states);
        let mut scores = query.matmul(&key.transpose(-1, -2));
        if let Some(distances) = distances {
            let shape = scores.size();
            let term = |states: &Tensor, linear: &nn::Linear, rows: &Tensor| {
                let positions = self.split(&linear.forward(&distances.table));
                states.matmul(&positions.transpose(-1, -2)).gather(
                    -1,
                    &rows.expand(&shape, false),
                    false,
                )
            };
            if let Some(linear) = &self.position_key {
                scores += term(&query, linear, &distances.to_position);
            }
            if let Some(linear) = &self.position_query {
                scores += term(&key, linear, &distances.to_content).transpose(-1, -2);
            }
        }
        let weights = (scores / self.scale)
            .masked_fill(padding, f64::NEG_INFINITY)
            .softmax(-1, Kind::Float);
        weights.matmul(&value).transpose(1, 2).flatten(2, 3)
    }
}

/// The same layer once more, over the same tensors.
fn share(linear: &nn::Linear) -> nn::Linear {
    nn::Linear {
        ws: linear.ws.shallow_clone(),
        bs: linear.bs.as_ref().map(Tensor::shallow_clone),
    }
}

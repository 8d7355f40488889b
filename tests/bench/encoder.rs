//! Tokens per second of the encoder in the shape of the shipped model, on one thread.
//!
//! The weights are invented here, 23 million of them, and so are the tokens: neither changes the speed.
//! Sentences have 4 to 70 words, 24 on average, as in news, packed into chunks of about 512 tokens.

use std::sync::LazyLock;

use claimex::tag::{Batch, Encoder, EncoderConfig, Level, NativeEncoder, Precision, Weights};
use divan::Bencher;
use divan::counter::ItemsCount;

/// Words of a sentence, over and over: quantiles of what news has.
const WORDS: [usize; 16] = [4, 8, 11, 14, 16, 18, 20, 22, 23, 25, 27, 29, 32, 36, 43, 60];

/// Tokens of a word, times four: names and numbers break into several.
const QUARTER_TOKENS_A_WORD: usize = 5;

/// Tokens of a chunk.
const CHUNK_TOKENS: usize = 512;

const CONFIG: &[u8] = br#"{"hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12,
    "intermediate_size": 1536, "vocab_size": 30522, "max_position_embeddings": 512, "type_vocab_size": 2,
    "layer_norm_eps": 1e-12, "hidden_act": "gelu"}"#;

static WEIGHTS: LazyLock<Vec<u8>> = LazyLock::new(weights);

/// The bytes of a model file: the word table in 8 bits, the rest in 16, as the shipped model has them.
fn weights() -> Vec<u8> {
    let mut tensors = vec![
        (
            "embeddings.word_embeddings.weight".to_owned(),
            vec![30_522, 384],
        ),
        (
            "embeddings.position_embeddings.weight".to_owned(),
            vec![512, 384],
        ),
        (
            "embeddings.token_type_embeddings.weight".to_owned(),
            vec![2, 384],
        ),
        ("embeddings.LayerNorm.weight".to_owned(), vec![384]),
        ("embeddings.LayerNorm.bias".to_owned(), vec![384]),
    ];
    for layer in 0..6 {
        for (part, outputs, inputs) in [
            ("attention.self.query", 384, 384),
            ("attention.self.key", 384, 384),
            ("attention.self.value", 384, 384),
            ("attention.output.dense", 384, 384),
            ("intermediate.dense", 1_536, 384),
            ("output.dense", 384, 1_536),
        ] {
            tensors.push((
                format!("encoder.layer.{layer}.{part}.weight"),
                vec![outputs, inputs],
            ));
            tensors.push((format!("encoder.layer.{layer}.{part}.bias"), vec![outputs]));
        }
        for part in ["attention.output.LayerNorm", "output.LayerNorm"] {
            tensors.push((format!("encoder.layer.{layer}.{part}.weight"), vec![384]));
            tensors.push((format!("encoder.layer.{layer}.{part}.bias"), vec![384]));
        }
    }
    let mut header = serde_json::Map::new();
    let mut data = Vec::new();
    for (name, shape) in tensors {
        let start = data.len();
        let words = name.starts_with("embeddings.word");
        for index in 0..shape.iter().product() {
            // Magnitudes from 0.03 to 0.06 of both signs.
            let noise: u32 = u32::wrapping_mul(index, 2_654_435_761) >> 16;
            let half = 0x2800 + (noise & 0x83ff);
            data.push(if words {
                noise.to_le_bytes()[0] & 0x8f | 0x10
            } else {
                half.to_le_bytes()[0]
            });
            if !words {
                data.push(half.to_le_bytes()[1]);
            }
        }
        let kind = if words { "F8_E4M3" } else { "F16" };
        let entry =
            serde_json::json!({"dtype": kind, "shape": shape, "data_offsets": [start, data.len()]});
        header.insert(format!("bert.{name}"), entry);
    }
    let header = serde_json::Value::Object(header).to_string();
    [
        &(header.len() as u64).to_le_bytes(),
        header.as_bytes(),
        &data,
    ]
    .concat()
}

/// Two chunks of sentences.
fn chunks() -> Vec<Batch> {
    let mut chunks = vec![Batch::default()];
    let mut next_token = 0_u32;
    for words in WORDS.iter().cycle() {
        let length = words * QUARTER_TOKENS_A_WORD / 4 + 2;
        if chunks
            .last()
            .is_none_or(|chunk| chunk.tokens() + length > CHUNK_TOKENS)
        {
            if chunks.len() == 2 {
                break;
            }
            chunks.push(Batch::default());
        }
        let tokens: Vec<u32> = (0..length)
            .map(|_| {
                next_token = (next_token + 7_919) % 30_522;
                next_token
            })
            .collect();
        if let Some(chunk) = chunks.last_mut() {
            chunk.push(&tokens);
        }
    }
    chunks
}

/// Runs both chunks through the encoder of one kind.
fn encode(bencher: Bencher<'_, '_>, precision: Precision, level: Level) {
    let weights = Weights::parse(WEIGHTS.as_slice()).expect("a sound file");
    let config = EncoderConfig::parse(CONFIG).expect("a sound configuration");
    let encoder =
        NativeEncoder::at_level(&weights, &config, precision, level).expect("a whole model");
    let chunks = chunks();
    let tokens: usize = chunks.iter().map(Batch::tokens).sum();
    bencher.counter(ItemsCount::new(tokens)).bench_local(|| {
        for chunk in &chunks {
            divan::black_box(encoder.encode(chunk));
        }
    });
}

/// In single precision.
#[divan::bench(sample_count = 8)]
fn f32(bencher: Bencher<'_, '_>) {
    encode(bencher, Precision::F32, Level::detect());
}

/// In 8-bit integers; the portable level is left out, for it is there to be right, not fast.
#[divan::bench(sample_count = 8, args = Level::available().into_iter().skip(1))]
fn int8(bencher: Bencher<'_, '_>, level: Level) {
    encode(bencher, Precision::Int8, level);
}

/// From the bytes of a model to an encoder that is ready.
#[divan::bench(sample_count = 8, args = [Precision::F32, Precision::Int8])]
fn load(bencher: Bencher<'_, '_>, precision: Precision) {
    let bytes = WEIGHTS.as_slice();
    bencher.bench_local(|| {
        let weights = Weights::parse(bytes).expect("a sound file");
        let config = EncoderConfig::parse(CONFIG).expect("a sound configuration");
        NativeEncoder::new(&weights, &config, precision).expect("a whole model")
    });
}

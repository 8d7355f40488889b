//! The two backends on the shipped model: the same hidden states, scores and claims; the same whatever the threads.

mod families;

use claimex::evaluate::GoldDocument;
use claimex::split::split;
use claimex::tag::{
    Backend, Batch, Dense, Device, Encoder, EncoderConfig, Model, NativeEncoder, Precision,
    TorchEncoder, Weights,
};
use claimex::{Claim, Document, Extractor, batch};
use tokenizers::Tokenizer;

const ARTICLES: [&str; 2] = [
    include_str!("../../../seeds/gold.jsonl"),
    include_str!("../../../seeds/training.jsonl"),
];
const CONFIG: &[u8] = include_bytes!("../../../models/claimex-base-1/config.json");
const TOKENIZER: &[u8] = include_bytes!("../../../models/claimex-base-1/tokenizer.json");
const SHARDS: [&[u8]; 2] = [
    include_bytes!("../../../models/claimex-base-1/model-00001-of-00002.safetensors"),
    include_bytes!("../../../models/claimex-base-1/model-00002-of-00002.safetensors"),
];
/// How far the backends may differ, in hidden states, scores and confidence.
const TOLERANCE: f32 = 1e-3;

fn weights() -> Weights {
    Weights::parse_shards(SHARDS.map(|shard| ("a shard".to_owned(), shard))).unwrap()
}

fn documents() -> Vec<Document> {
    ARTICLES
        .iter()
        .flat_map(|articles| articles.lines())
        .map(|line| GoldDocument::parse(line).unwrap().document)
        .collect()
}

fn extractor(backend: Backend) -> Extractor {
    Extractor::open_with(&Model::Base, backend).unwrap()
}

fn assert_close(what: &str, found: &[f32], wanted: &[f32]) {
    assert_eq!(found.len(), wanted.len());
    for (index, (found, wanted)) in found.iter().zip(wanted).enumerate() {
        assert!(
            (found - wanted).abs() <= TOLERANCE,
            "{what} {index}: {found}, wanted {wanted}"
        );
    }
}

#[test]
fn hidden_states_and_scores_of_200_sentences_are_those_of_the_native_backend() {
    let tokenizer = Tokenizer::from_bytes(TOKENIZER).unwrap();
    let weights = weights();
    let config = EncoderConfig::parse(CONFIG).unwrap();
    let mut sentences = Batch::default();
    for document in documents() {
        for sentence in split(&document.text) {
            let encoding = tokenizer
                .encode(sentence.span.slice(&document.text), true)
                .unwrap();
            if sentences.lengths.len() < 200 && encoding.len() <= config.max_tokens {
                sentences.push(encoding.get_ids());
            }
        }
    }
    assert_eq!(sentences.lengths.len(), 200);
    for (index, kind) in sentences.type_ids.iter_mut().enumerate() {
        *kind = u32::try_from(index % config.types).unwrap();
    }
    let native = NativeEncoder::new(&weights, &config, Precision::F32)
        .unwrap()
        .encode(&sentences);
    let torch = TorchEncoder::new(&weights, &config, CONFIG, Device::Cpu)
        .unwrap()
        .encode(&sentences);
    let numbers = |hidden: &ndarray::Array2<f32>| hidden.iter().copied().collect::<Vec<_>>();
    assert_close("hidden state", &numbers(&torch), &numbers(&native));
    let classifier = Dense::new(&weights, "classifier", 17, config.hidden_size).unwrap();
    assert_close(
        "score",
        &numbers(&classifier.apply(torch.view())),
        &numbers(&classifier.apply(native.view())),
    );
}

#[test]
fn claims_are_those_of_the_native_backend() {
    let (native, torch) = (
        extractor(Backend::Native(Precision::F32)),
        extractor(Backend::Torch(Device::Cpu)),
    );
    let mut count = 0;
    for document in documents() {
        let (found, wanted) = (torch.extract(&document), native.extract(&document));
        let confidence = |claims: &[Claim]| -> Vec<f32> {
            claims.iter().map(|claim| claim.confidence).collect()
        };
        assert_close(&document.id, &confidence(&found), &confidence(&wanted));
        let rest = |mut claims: Vec<Claim>| {
            for claim in &mut claims {
                claim.confidence = 0.0;
            }
            claims
        };
        count += found.len();
        assert_eq!(rest(found), rest(wanted), "{}", document.id);
    }
    assert!(count > 500, "{count} claims");
}

#[test]
fn threads_do_not_change_the_claims() {
    let torch = extractor(Backend::Torch(Device::Cpu));
    let all = |threads: usize| {
        let mut claims = Vec::new();
        let documents = documents().into_iter().take(30).map(Ok);
        batch::extract(
            &torch,
            documents,
            threads.try_into().unwrap(),
            |extraction| {
                claims.extend(extraction?.claims);
                Ok::<(), claimex::Error>(())
            },
        )
        .unwrap();
        claims
    };
    assert_eq!(all(3), all(1));
}

#[test]
fn an_empty_batch_gives_no_rows() {
    let weights = weights();
    let config = EncoderConfig::parse(CONFIG).unwrap();
    let encoder = TorchEncoder::new(&weights, &config, CONFIG, Device::Cpu).unwrap();
    let empty_sequence = Batch {
        lengths: vec![0],
        ..Batch::default()
    };
    for batch in [Batch::default(), empty_sequence] {
        assert_eq!(encoder.encode(&batch).dim(), (0, config.hidden_size));
    }
}

#[test]
fn a_device_that_is_not_there_is_named() {
    let error = Extractor::open_with(&Model::Base, Backend::Torch(Device::Cuda(99))).err();
    let message = error.expect("no machine has a hundred devices").to_string();
    assert!(
        message.starts_with("device cuda:99 is not there, libtorch finds "),
        "{message}"
    );
}

#[test]
fn a_model_that_does_not_fit_its_config_is_named() {
    let text = std::str::from_utf8(CONFIG).unwrap();
    let weights = weights();
    let of_shard = |shard: &[u8]| {
        let header = u64::from_le_bytes(shard[..8].try_into().unwrap());
        shard.len() - 8 - usize::try_from(header).unwrap()
    };
    let bytes: usize = SHARDS.into_iter().map(of_shard).sum();
    let too_large =
        format!("config.json wants 1536009733248 numbers, the weights have {bytes} bytes");
    for (from, to, wanted) in [
        (
            "\"intermediate_size\": 1536",
            "\"intermediate_size\": 1535",
            "a shard: tensor \"bert.encoder.layer.0.intermediate.dense.bias\" has shape [1536], wanted [1535]",
        ),
        (
            "\"num_hidden_layers\": 6",
            "\"num_hidden_layers\": 7",
            "there is no tensor \"bert.encoder.layer.6.attention.output.LayerNorm.bias\", wanted one of shape [384]",
        ),
        (
            "\"vocab_size\": 30522",
            "\"vocab_size\": 4000000000",
            &too_large,
        ),
    ] {
        let changed = text.replacen(from, to, 1);
        let error = EncoderConfig::parse(changed.as_bytes())
            .and_then(|config| {
                TorchEncoder::new(&weights, &config, changed.as_bytes(), Device::Cpu)
            })
            .err();
        assert_eq!(error.expect(wanted).to_string(), wanted);
    }
}

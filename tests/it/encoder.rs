//! The encoder on the tiny model of `tests/golden/encoder`: against the hidden states that the reference
//! implementation computed, alone against in company, one thread against several.

use std::collections::BTreeMap;

use claimex::ErrorKind;
use claimex::tag::{
    Batch, Dense, Encoder, EncoderConfig, Layer, LayerConfig, Level, NativeEncoder, Precision,
    Weights, Workspace,
};
use ndarray::{Array2, s};
use serde::Deserialize;

const CONFIG: &[u8] = include_bytes!("../golden/encoder/config.json");
const WEIGHTS: &[u8] = include_bytes!("../golden/encoder/model.safetensors");
const REFERENCE: &str = include_str!("../golden/encoder/reference.json");

#[derive(Deserialize)]
struct Sequence {
    token_ids: Vec<u32>,
    type_ids: Vec<u32>,
    hidden: Vec<Vec<f32>>,
    hidden_int8: Vec<Vec<f32>>,
}

fn sequences() -> Vec<Sequence> {
    serde_json::from_str(REFERENCE).unwrap()
}

fn batch(sequences: &[&Sequence]) -> Batch {
    let mut batch = Batch::default();
    for sequence in sequences {
        batch.token_ids.extend(&sequence.token_ids);
        batch.type_ids.extend(&sequence.type_ids);
        batch.lengths.push(sequence.token_ids.len());
    }
    batch
}

fn encoder(precision: Precision, level: Level) -> NativeEncoder {
    let weights = Weights::parse(WEIGHTS).unwrap();
    let config = EncoderConfig::parse(CONFIG).unwrap();
    NativeEncoder::at_level(&weights, &config, precision, level).unwrap()
}

fn bits(hidden: &Array2<f32>) -> Vec<u32> {
    hidden.iter().map(|value| value.to_bits()).collect()
}

/// Both precisions at every level.
fn every_kind() -> impl Iterator<Item = (Precision, Level)> {
    let precisions = [Precision::F32, Precision::Int8];
    precisions.into_iter().flat_map(|precision| {
        Level::available()
            .into_iter()
            .map(move |level| (precision, level))
    })
}

#[test]
fn hidden_states_are_those_of_the_reference() {
    for (precision, level) in every_kind() {
        let encoder = encoder(precision, level);
        for sequence in &sequences() {
            let hidden = encoder.encode(&batch(&[sequence]));
            let wanted = match precision {
                Precision::F32 => &sequence.hidden,
                Precision::Int8 => &sequence.hidden_int8,
            };
            for ((place, found), wanted) in hidden.indexed_iter().zip(wanted.iter().flatten()) {
                assert!(
                    (found - wanted).abs() < 1e-4,
                    "{precision:?} {level}: of {} tokens, (token, dimension) {place:?}: {found}, wanted {wanted}",
                    sequence.token_ids.len()
                );
            }
            assert_eq!(hidden.len(), wanted.iter().flatten().count());
        }
    }
}

#[test]
fn int8_has_the_same_bits_at_every_level() {
    let all = batch(&sequences().iter().collect::<Vec<_>>());
    let portable = bits(&encoder(Precision::Int8, Level::available()[0]).encode(&all));
    for level in Level::available() {
        let found = bits(&encoder(Precision::Int8, level).encode(&all));
        assert_eq!(found, portable, "{level}");
    }
}

#[test]
fn a_sequence_alone_is_the_same_to_the_bit_as_in_any_batch() {
    let sequences = sequences();
    for (precision, level) in every_kind() {
        let encoder = encoder(precision, level);
        let alone: Vec<_> = sequences
            .iter()
            .map(|one| bits(&encoder.encode(&batch(&[one]))))
            .collect();
        for turn in 0..sequences.len() {
            // Some hundreds of tokens, so that the products cut the rows in several ways.
            let order: Vec<usize> = (0..31 + turn)
                .map(|i| (i * 3 + turn) % sequences.len())
                .collect();
            let together: Vec<&Sequence> = order.iter().map(|&i| &sequences[i]).collect();
            let hidden = encoder.encode(&batch(&together));
            let mut start = 0;
            for &index in &order {
                let end = start + sequences[index].token_ids.len();
                let rows = hidden.slice(s![start..end, ..]).to_owned();
                assert_eq!(
                    bits(&rows),
                    alone[index],
                    "{precision:?} {level}: sequence {index} at row {start}"
                );
                start = end;
            }
        }
    }
}

#[test]
fn threads_that_share_an_encoder_give_the_same_bits_as_one() {
    let encoder = encoder(Precision::Int8, Level::detect());
    let sequences = sequences();
    let batches: Vec<Batch> = (0..12)
        .map(|i| {
            batch(&[
                &sequences[i % 5],
                &sequences[(i * 2 + 1) % 5],
                &sequences[(i + 3) % 5],
            ])
        })
        .collect();
    let wanted: Vec<_> = batches
        .iter()
        .map(|batch| bits(&encoder.encode(batch)))
        .collect();
    std::thread::scope(|scope| {
        for offset in 0..4 {
            let (encoder, batches, wanted) = (&encoder, &batches, &wanted);
            scope.spawn(move || {
                for step in 0..batches.len() {
                    let index = (step + offset) % batches.len();
                    assert_eq!(bits(&encoder.encode(&batches[index])), wanted[index]);
                }
            });
        }
    });
}

#[test]
fn an_empty_batch_gives_no_rows() {
    let encoder = encoder(Precision::F32, Level::detect());
    assert_eq!(encoder.encode(&Batch::default()).dim(), (0, 32));
    let empty_sequence = Batch {
        lengths: vec![0],
        ..Batch::default()
    };
    assert_eq!(encoder.encode(&empty_sequence).dim(), (0, 32));
}

#[test]
fn a_dense_layer_is_a_product_and_a_bias() {
    let weights = Weights::parse(WEIGHTS).unwrap();
    let name = "bert.encoder.layer.1.output.dense";
    let dense = Dense::new(&weights, name, 32, 64).unwrap();
    let weight = weights.matrix(&format!("{name}.weight"), 32, 64).unwrap();
    let bias = weights.vector(&format!("{name}.bias"), 32).unwrap();
    let rows = Array2::from_shape_fn((3, 64), |(row, column)| {
        (row * 5 + column) as f32 / 64.0 - 0.5
    });
    let found = dense.apply(rows.view());
    for ((row, output), found) in found.indexed_iter() {
        let wanted: f32 = (0..64)
            .map(|i| rows[[row, i]] * weight[[output, i]])
            .sum::<f32>()
            + bias[output];
        assert!(
            (found - wanted).abs() < 1e-4,
            "{row} {output}: {found}, wanted {wanted}"
        );
    }
}

#[test]
fn a_model_that_does_not_fit_its_config_is_named() {
    let weights = Weights::parse(WEIGHTS).unwrap();
    let text = std::str::from_utf8(CONFIG).unwrap();
    let cases = BTreeMap::from([
        (
            ("\"intermediate_size\": 64", "\"intermediate_size\": 65"),
            "tensor \"bert.encoder.layer.0.intermediate.dense.weight\" has shape [64, 32], wanted [65, 32]",
        ),
        (
            ("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"),
            "there is no tensor \"bert.encoder.layer.2.attention.self.query.weight\", wanted one of shape [32, 32]",
        ),
        (
            ("\"num_attention_heads\": 4", "\"num_attention_heads\": 5"),
            "5 attention heads do not divide a hidden state of 32",
        ),
        (
            ("\"vocab_size\": 100", "\"vocab_size\": 0"),
            "config.json: `vocab_size` is 0, wanted 1 to 4294967296",
        ),
        (
            ("\"hidden_act\": \"gelu\"", "\"hidden_act\": \"relu\""),
            "config.json: `hidden_act` is \"relu\", only \"gelu\" is supported",
        ),
        (("{", ""), "config.json is not that of a BERT encoder"),
    ]);
    for ((from, to), wanted) in cases {
        let changed = text.replacen(from, to, 1);
        let error = EncoderConfig::parse(changed.as_bytes())
            .and_then(|config| NativeEncoder::new(&weights, &config, Precision::F32))
            .err()
            .expect(wanted);
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Model, wanted)
        );
    }
}

#[test]
fn damaged_weights_are_an_error() {
    for length in [0, 7, 8, 9, 100, WEIGHTS.len() - 1] {
        let error = Weights::parse(&WEIGHTS[..length]).err().expect("cut short");
        assert_eq!(error.kind(), ErrorKind::Model, "cut to {length} bytes");
    }
    let config = EncoderConfig::parse(CONFIG).unwrap();
    let header = 8 + usize::from(u16::from_le_bytes([WEIGHTS[0], WEIGHTS[1]]));
    for offset in (0..8).chain((8..header).step_by(5)) {
        for byte in [0x00, b'"', b'9', b'[', b'}', 0xff] {
            let mut bytes = WEIGHTS.to_vec();
            bytes[offset] = byte;
            // Damage in a number may leave a whole file; then what it lacks must be named.
            let result = Weights::parse(bytes)
                .and_then(|weights| NativeEncoder::new(&weights, &config, Precision::Int8));
            if let Err(error) = result {
                assert_eq!(error.kind(), ErrorKind::Model, "byte {offset} as {byte:#x}");
            }
        }
    }
}

/// A layer of the reference model.
fn layer(precision: Precision, level: Level) -> Layer {
    let config = LayerConfig {
        hidden_size: 32,
        heads: 4,
        intermediate_size: 64,
        norm_epsilon: 1e-12,
    };
    let weights = Weights::parse(WEIGHTS).unwrap();
    Layer::new(&weights, "bert.encoder.layer.0", &config, precision, level).unwrap()
}

#[test]
fn repeated_rows_change_nothing() {
    // Twenty times the same eight rows, each time but for one of them: more than pass through together.
    let rows = Array2::from_shape_fn((160, 32), |(row, column)| {
        let changed = if row % 8 == row / 8 % 8 { row } else { 0 };
        ((row % 8) * 11 + column + changed) as f32 / 60.0 - 0.7
    });
    let sources: Vec<usize> = (0..160)
        .map(|row| {
            (0..row)
                .find(|&earlier| rows.row(earlier) == rows.row(row))
                .unwrap_or(row)
        })
        .collect();
    let lengths = [8; 20];
    for (precision, level) in every_kind() {
        let layer = layer(precision, level);
        let (mut plain, mut repeated) = (rows.clone(), rows.clone());
        layer.forward(&mut plain, &lengths, &mut Workspace::default());
        layer.forward_repeated(&mut repeated, &lengths, &sources, &mut Workspace::default());
        assert_eq!(bits(&plain), bits(&repeated), "{precision:?} {level:?}");
    }
}

#[test]
fn a_layer_takes_rows_in_any_memory_order_and_no_impossible_sizes() {
    let weights = Weights::parse(WEIGHTS).unwrap();
    let config = LayerConfig {
        hidden_size: 32,
        heads: 4,
        intermediate_size: 64,
        norm_epsilon: 1e-12,
    };
    let layer = |config: &LayerConfig| {
        Layer::new(
            &weights,
            "bert.encoder.layer.0",
            config,
            Precision::Int8,
            Level::detect(),
        )
    };
    let rows = Array2::from_shape_fn((5, 32), |(row, column)| {
        (row * 7 + column) as f32 / 50.0 - 0.6
    });
    let mut columns_first = Array2::zeros((32, 5)).reversed_axes();
    columns_first.assign(&rows);
    let mut rows_first = rows;
    let sound = layer(&config).unwrap();
    sound.forward(&mut rows_first, &[2, 0, 3], &mut Workspace::default());
    sound.forward(&mut columns_first, &[2, 0, 3], &mut Workspace::default());
    assert_eq!(bits(&rows_first), bits(&columns_first));
    for broken in [
        LayerConfig { heads: 0, ..config },
        LayerConfig { heads: 3, ..config },
        LayerConfig {
            hidden_size: 0,
            ..config
        },
        LayerConfig {
            intermediate_size: 0,
            ..config
        },
        LayerConfig {
            intermediate_size: 1 << 40,
            ..config
        },
    ] {
        assert_eq!(
            layer(&broken).err().map(|error| error.kind()),
            Some(ErrorKind::Model),
            "{broken:?}"
        );
    }
}

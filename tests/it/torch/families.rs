//! Models of every family in `tests/golden/families` against what transformers made of the same sentences.

use std::path::Path;

use claimex::split::split;
use claimex::tag::{Backend, Device, Model, Tagger};
use claimex::{Mention, Span};
use serde::Deserialize;

const FAMILIES: [&str; 5] = ["bert", "distilbert", "roberta", "deberta", "deberta-v2"];
/// How far probabilities may be from those of transformers.
const TOLERANCE: f32 = 1e-3;

#[derive(Deserialize)]
struct Sample {
    text: String,
    /// Start and end in code points, label, probability.
    words: Vec<(usize, usize, String, f32)>,
}

/// Our name of a label of these models; what labels.toml leaves out is outside.
fn ours(label: &str) -> String {
    match label.split_once('-') {
        Some((part, "MON")) => format!("{part}-money"),
        Some((part, "DATE")) => format!("{part}-date"),
        _ => "O".to_owned(),
    }
}

/// Byte offsets of a stretch in code points.
fn span(text: &str, start: usize, end: usize) -> Span {
    let byte = |letters: usize| {
        text.char_indices()
            .nth(letters)
            .map_or(text.len(), |(byte, _)| byte)
    };
    Span::new(byte(start), byte(end))
}

/// The mentions that the greatest logits of the words' first pieces mark.
fn marked(sample: &Sample) -> Vec<(Span, &'static str)> {
    let mut mentions: Vec<(Span, &'static str)> = Vec::new();
    for (start, end, label, _) in &sample.words {
        let place = span(&sample.text, *start, *end);
        match label.as_str() {
            "B-MON" => mentions.push((place, "money")),
            "B-DATE" => mentions.push((place, "date")),
            "I-MON" | "I-DATE" => mentions.last_mut().unwrap().0.end = place.end,
            _ => {}
        }
    }
    mentions
}

#[test]
fn every_family_marks_what_transformers_marks() {
    for family in FAMILIES {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/families");
        let folder = folder.join(family);
        let samples: Vec<Sample> =
            serde_json::from_str(&fs_err::read_to_string(folder.join("reference.json")).unwrap())
                .unwrap();
        let model = Model::Directory(folder);
        let tagger = Tagger::open(&model, Backend::Torch(Device::Cpu)).unwrap();
        assert!(!samples.is_empty());
        for sample in &samples {
            let sentences = split(&sample.text);
            assert_eq!(sentences.len(), 1, "{}", sample.text);
            let traced = tagger.trace(&sample.text, &sentences);
            assert_eq!(
                traced.iter().map(|word| word.span).collect::<Vec<_>>(),
                sample
                    .words
                    .iter()
                    .map(|word| span(&sample.text, word.0, word.1))
                    .collect::<Vec<_>>(),
                "{family}: {}",
                sample.text
            );
            for (found, (.., label, probability)) in traced.iter().zip(&sample.words) {
                let word = found.span.slice(&sample.text);
                assert_eq!(
                    found.tag,
                    ours(label),
                    "{family}: {word} in {}",
                    sample.text
                );
                assert!(
                    (found.probability - probability).abs() < TOLERANCE,
                    "{family}: {word} in {}: {}, wanted {probability}",
                    sample.text,
                    found.probability
                );
            }
            let found: Vec<_> = tagger
                .tag(&sample.text, &sentences)
                .iter()
                .map(|mention: &Mention| (mention.span, mention.label.name()))
                .collect();
            assert_eq!(found, marked(sample), "{family}: {}", sample.text);
        }
        // All at once, so that sequences of every length are padded together.
        let together = samples.iter().map(|sample| sample.text.as_str());
        let text = together.collect::<Vec<_>>().join("\n\n");
        let mentions = tagger.tag(&text, &split(&text));
        let count: usize = samples.iter().map(|sample| marked(sample).len()).sum();
        assert_eq!(mentions.len(), count, "{family}");
    }
}

//! What a backend cannot compute, and options that contradict each other → one clear refusal.

use std::path::Path;

use claimex::ErrorKind;
use claimex::tag::{Backend, Model, Tagger};

#[test]
fn the_native_backend_names_the_one_that_takes_other_families() {
    for family in ["distilbert", "roberta", "deberta", "deberta-v2"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/families");
        let model = Model::Directory(folder.join(family));
        let error = Tagger::open(&model, Backend::default())
            .err()
            .expect(family);
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        let wanted = format!(
            "config.json: `model_type` is \"{family}\"; the native backend computes \"bert\" alone, --backend torch computes it too"
        );
        assert!(error.to_string().ends_with(&wanted), "{error}");
    }
}

#[test]
fn the_native_backend_takes_any_model_of_berts_family() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/families/bert");
    let tagger = Tagger::open(&Model::Directory(folder), Backend::default()).unwrap();
    let text = "The bank paid $4bn on Friday.";
    let labels: Vec<_> = tagger
        .tag(text, &claimex::split::split(text))
        .iter()
        .map(|mention| mention.label.name())
        .collect();
    assert_eq!(labels, ["money", "date"]);
}

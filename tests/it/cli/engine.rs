//! Options of the model and its backend: what goes together, and what is refused with exit code 2.

use super::{ARTICLE, Scene};

#[test]
fn options_without_effect_are_refused() {
    let scene = Scene::new(&[("article.txt", ARTICLE)]);
    for (options, wanted) in [
        (
            &["--device", "cpu"][..],
            "--device is for --backend torch, the native backend runs on the processor",
        ),
        (
            &["--backend", "torch", "--precision", "int8"],
            "--precision int8 is for --backend native, torch computes in f32",
        ),
        (
            &["--backend", "torch", "--device", "gpu"],
            "wanted cpu, or cuda:N with the number of the device, such as cuda:0",
        ),
    ] {
        let run = scene.run(&[&["extract", "article.txt"], options].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{options:?}");
        assert!(run.stderr.contains(wanted), "{options:?}: {}", run.stderr);
    }
}

/// A file of a model directory in the tree.
fn of_model(path: &str) -> Vec<u8> {
    fs_err::read(format!("{}/models/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// An article, and the directory `m` with a model of random weights, but with `changed` files.
fn scene_with(changed: &[(&str, &[u8])]) -> Scene {
    let scene = Scene::new(&[
        ("article.txt", ARTICLE),
        ("m/config.json", &of_model("tiny/config.json")),
        ("m/tokenizer.json", &of_model("tiny/tokenizer.json")),
    ]);
    for (file, bytes) in changed {
        fs_err::write(scene.path().join("m").join(file), bytes).unwrap();
    }
    scene
}

#[test]
fn a_model_in_several_files_is_read_by_its_index() {
    let scene = Scene::new(&[("article.txt", ARTICLE)]);
    let inside = scene.run(&["extract", "article.txt"]);
    assert!(!inside.stdout.is_empty());
    // The directory has no gate: it would pass every sentence of this article that holds a claim.
    let folder = format!("{}/models/claimex-base-1", env!("CARGO_MANIFEST_DIR"));
    let outside = scene.run(&["extract", "article.txt", "--model", &folder]);
    assert_eq!((outside.code, outside.stdout), (0, inside.stdout));
}

#[test]
fn a_whole_model_is_read_though_an_index_stands_beside_it() {
    let scene = scene_with(&[
        ("model.safetensors", &of_model("tiny/model.safetensors")),
        ("model.safetensors.index.json", b"not even JSON"),
    ]);
    let run = scene.run(&["extract", "article.txt", "--model", "m"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn an_index_that_cannot_be_followed_is_refused() {
    let beside = "wanted a file beside it";
    for (file, wanted) in [
        ("../article.txt", beside),
        ("..", beside),
        ("", beside),
        ("/etc/hosts", beside),
        ("sub/model-1.safetensors", beside),
        (
            "model-1.safetensors",
            "m: model has no readable model-1.safetensors",
        ),
        ("config.json", "m: config.json cannot be read"),
    ] {
        let index = format!(r#"{{"weight_map":{{"classifier.bias":"{file}"}}}}"#);
        let scene = scene_with(&[("model.safetensors.index.json", index.as_bytes())]);
        let run = scene.run(&["extract", "article.txt", "--model", "m"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(wanted), "{file}: {}", run.stderr);
    }
    for (index, wanted) in [
        (&b"[]"[..], "m: model.safetensors.index.json cannot be read"),
        (
            br#"{"weight_map":{}}"#,
            "m: model.safetensors.index.json names no file",
        ),
    ] {
        let scene = scene_with(&[("model.safetensors.index.json", index)]);
        let run = scene.run(&["extract", "article.txt", "--model", "m"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(wanted), "{}", run.stderr);
    }
    let run = scene_with(&[]).run(&["extract", "article.txt", "--model", "m"]);
    let wanted = "m: model has neither model.safetensors nor model.safetensors.index.json";
    assert!(run.stderr.contains(wanted), "{}", run.stderr);
}

#[test]
fn a_tokenizer_that_does_not_fit_is_refused() {
    let words = String::from_utf8(of_model("tiny/tokenizer.json")).unwrap();
    let beyond = words.replacen(r#""people":"#, r#""people":4000000000,"peoples":"#, 1);
    assert_ne!(beyond, words);
    let weights = of_model("tiny/model.safetensors");
    for (words, wanted) in [
        (
            beyond.as_str(),
            "m: tokenizer.json numbers `people` 4000000000, config.json knows ",
        ),
        (
            r#"{"normalizer":{"type":"Precompiled","precompiled_charsmap":"AAAA"},"model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"\u0023\u0023","max_input_chars_per_word":100,"vocab":{"[UNK]":0}}}"#,
            "m: tokenizer.json cannot be read",
        ),
    ] {
        let scene = scene_with(&[
            ("model.safetensors", &weights),
            ("tokenizer.json", words.as_bytes()),
        ]);
        let run = scene.run(&["extract", "article.txt", "--model", "m"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(wanted), "{}", run.stderr);
    }
}

#[cfg(not(feature = "torch"))]
#[test]
fn a_build_without_torch_says_how_to_get_it() {
    let scene = Scene::new(&[("article.txt", ARTICLE)]);
    let run = scene.run(&["extract", "article.txt", "--backend", "torch"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .contains("cargo build --release --features torch"),
        "{}",
        run.stderr
    );
}

#[cfg(feature = "torch")]
#[test]
fn the_torch_backend_writes_what_the_native_one_writes() {
    let scene = Scene::new(&[("2025-03-14-article.txt", ARTICLE)]);
    let native = scene.run(&[
        "extract",
        "2025-03-14-article.txt",
        "--format",
        "csv",
        "--precision",
        "f32",
    ]);
    let torch = scene.run(&[
        "extract",
        "2025-03-14-article.txt",
        "--format",
        "csv",
        "--backend",
        "torch",
        "--device",
        "cpu",
    ]);
    assert_eq!((torch.code, torch.stdout), (0, native.stdout));
}

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

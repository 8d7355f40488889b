//! What is written, where, and in which form.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use super::{ARTICLE, Scene};

#[test]
fn threads_do_not_change_a_byte() {
    let mut records = Vec::new();
    for number in 0..60 {
        let text = "It paid $4bn. ".repeat(1 + number * 7 % 40);
        let record = serde_json::json!({"text": text, "id": format!("{number:03}")});
        writeln!(records, "{record}").unwrap();
        if number % 9 == 0 {
            records.extend(b"{}\n");
        }
    }
    let scene = Scene::new(&[("news.jsonl", &records)]);
    for format in ["jsonl", "csv", "table"] {
        let run = |threads| {
            scene.run(&[
                "extract",
                "news.jsonl",
                "--format",
                format,
                "--threads",
                threads,
            ])
        };
        let one = run("1");
        assert_eq!((one.code, one.told().len()), (1, 7));
        assert!(one.stdout.lines().count() > 60);
        for threads in ["2", "5"] {
            let more = run(threads);
            assert_eq!(one.stdout, more.stdout, "{format}, {threads} threads");
            assert_eq!(one.told(), more.told(), "{format}, {threads} threads");
        }
    }
}

#[test]
fn the_ending_of_the_output_decides_its_format() {
    let scene = Scene::new(&[("fund.txt", ARTICLE)]);
    for (file, start) in [
        ("claims.jsonl", "{\"document\":\"fund\""),
        ("claims.ndjson", "{\"document\":\"fund\""),
        ("claims.CSV", "document,published,kind,"),
        ("claims.txt", "fund  date unknown\n"),
    ] {
        let run = scene.run(&["extract", "fund.txt", "-o", file]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        assert!(
            scene.read(file).starts_with(start),
            "{file}: {}",
            scene.read(file)
        );
    }
    scene.run(&["extract", "fund.txt", "-o", "claims.txt", "--format", "csv"]);
    assert!(scene.read("claims.txt").starts_with("document,"));

    let run = scene.run(&["extract", "fund.txt", "-o", "claims.xml"]);
    let told = "claims.xml: the ending tells no format, wanted .jsonl, .ndjson, .csv, .parquet, .sqlite, .txt or --format";
    assert_eq!((run.code, run.told()), (2, vec![told]));
}

#[test]
fn the_output_appears_whole_or_not_at_all() {
    let scene = Scene::new(&[("fund.txt", ARTICLE), ("old.jsonl", b"older claims")]);
    let run = scene.run(&["extract", "missing.txt", "-o", "old.jsonl"]);
    assert_eq!(
        (run.code, scene.read("old.jsonl").as_str()),
        (1, "older claims")
    );
    assert_eq!(scene.names(), ["fund.txt", "old.jsonl"]);

    let run = scene.run(&["extract", "missing.txt", "fund.txt", "-o", "old.jsonl"]);
    assert_eq!(run.code, 1);
    assert!(scene.read("old.jsonl").ends_with("}\n"));
    assert_eq!(scene.names(), ["fund.txt", "old.jsonl"]);

    let run = scene.run(&["extract", "fund.txt", "-o", "nowhere/claims.jsonl"]);
    assert_eq!((run.code, run.told().len()), (2, 1));
    assert!(
        run.stderr
            .starts_with("nowhere/claims.jsonl: cannot be written: "),
        "{}",
        run.stderr
    );
}

#[test]
fn an_input_is_never_replaced_and_claims_are_not_read_as_articles() {
    let scene = Scene::new(&[("fund.txt", ARTICLE)]);
    let run = scene.run(&["extract", "fund.txt", "-o", "./fund.txt"]);
    let told = "./fund.txt: is an input too, wanted another file to write to";
    assert_eq!((run.code, run.told()), (2, vec![told]));
    assert_eq!(scene.read("fund.txt").as_bytes(), ARTICLE);

    assert_eq!(scene.run(&["extract", ".", "-o", "claims.jsonl"]).code, 0);
    let claims = scene.read("claims.jsonl");
    let run = scene.run(&["extract", ".", "-o", "claims.jsonl"]);
    let told =
        "./claims.jsonl:1:1: found a claim, wanted articles; the file is left out from here on";
    assert_eq!((run.code, run.told()), (1, vec![told]));
    assert_eq!(scene.read("claims.jsonl"), claims);
}

#[cfg(unix)]
#[test]
fn the_output_keeps_links_devices_and_rights() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let scene = Scene::new(&[("fund.txt", ARTICLE), ("real.jsonl", b"older")]);
    let rights = |file: &str| {
        let metadata = fs_err::symlink_metadata(scene.path().join(file)).unwrap();
        metadata.permissions().mode() & 0o777
    };
    let real = scene.path().join("real.jsonl");
    fs_err::set_permissions(&real, PermissionsExt::from_mode(0o640)).unwrap();
    symlink("real.jsonl", scene.path().join("link.jsonl")).unwrap();
    assert_eq!(
        scene.run(&["extract", "fund.txt", "-o", "link.jsonl"]).code,
        0
    );
    assert!(scene.read("real.jsonl").starts_with("{\"document\":"));
    assert_eq!(rights("real.jsonl"), 0o640);
    assert!(
        fs_err::symlink_metadata(scene.path().join("link.jsonl"))
            .unwrap()
            .is_symlink()
    );

    assert_eq!(
        scene.run(&["extract", "fund.txt", "-o", "new.jsonl"]).code,
        0
    );
    assert_eq!(rights("new.jsonl"), rights("fund.txt"));

    let run = scene.run(&["extract", "fund.txt", "-o", "/dev/null", "--format", "csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!Path::new("/dev/null").is_file());
}

#[test]
fn a_closed_pipe_is_a_quiet_success() {
    let record = format!("{{\"text\": \"{}\"}}\n", "It paid $4bn. ".repeat(20));
    let scene = Scene::new(&[("news.jsonl", record.repeat(400).as_bytes())]);
    let mut child = scene
        .command(&["extract", "news.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn unlikely_claims_are_left_out_on_request() {
    let scene = Scene::new(&[("fund.txt", ARTICLE)]);
    assert!(
        !scene
            .run(&["extract", "fund.txt", "--min-confidence", "0"])
            .stdout
            .is_empty()
    );
    let run = scene.run(&["extract", "fund.txt", "--min-confidence", "1"]);
    assert!(
        run.stderr.contains("claims: 0 money, 0 casualty, 0 date"),
        "{}",
        run.stderr
    );
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
}

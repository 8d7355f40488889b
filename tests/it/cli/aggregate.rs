//! `aggregate` and `run`: from claims, or from articles, to findings in every form.

use super::{ARTICLE, Scene};

/// One claim on a line: so many killed by the bomb in Quetta.
fn line(document: &str, published: &str, words: &str, count: u32) -> String {
    let sentence = format!("A bomb on a bus in Quetta killed {words} on Friday.");
    let start = sentence.find(words).unwrap();
    let claim = serde_json::json!({
        "document": document, "published": published, "kind": "casualty", "start": start,
        "end": start + words.len(), "text": words, "status": "asserted", "qualifier": "exact",
        "lo": count, "hi": count, "type": "killed", "group": "unknown", "subset": false,
        "scope": "incident", "on": "2026-02-06",
        "arguments": {"about": {"start": 2, "end": 6, "text": "bomb"}, "place": {"start": 19, "end": 25, "text": "Quetta"}},
        "sentence": sentence, "confidence": 0.9,
    });
    format!("{claim}\n")
}

fn january() -> String {
    line("a", "2026-02-06", "30 people", 30) + &line("b", "2026-02-07", "31 people", 31)
}

fn february() -> String {
    line("c", "2026-02-08", "33 people", 33) + &line("b", "2026-02-07", "31 people", 31)
}

#[test]
fn claims_become_findings() {
    let scene = Scene::new(&[("claims.jsonl", january().as_bytes())]);
    let run = scene.run(&["aggregate", "claims.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let finding: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (&finding["best"], &finding["agreement"]),
        (&31.into(), &"updated".into())
    );
    let told =
        "2 claims, 2 articles; findings: 0 money, 1 casualty, 0 date; 0 disputed, 1 updated\n";
    assert_eq!(run.stderr, told);
}

#[test]
fn the_ending_decides_the_form_of_findings() {
    let scene = Scene::new(&[("claims.jsonl", january().as_bytes())]);
    for (file, start) in [
        ("f.jsonl", &b"{\"id\":\"casualty:a:33-42\""[..]),
        ("f.csv", b"id,kind,"),
        ("f.parquet", b"PAR1"),
        ("f.sqlite", b"SQLite format 3\0"),
        ("f.html", b"<!doctype html>"),
        ("f.txt", b"killed "),
    ] {
        let run = scene.run(&["aggregate", "claims.jsonl", "-o", file]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        let bytes = fs_err::read(scene.path().join(file)).unwrap();
        let head = bytes[..start.len()].to_ascii_lowercase();
        assert_eq!(head, start.to_ascii_lowercase(), "{file}");
    }
    let run = scene.run(&["aggregate", "claims.jsonl", "-o", "f.xml"]);
    let told = "f.xml: the ending tells no format, wanted .jsonl, .ndjson, .csv, .parquet, .sqlite, .html, .txt or --format";
    assert_eq!((run.code, run.told()), (2, vec![told]));
    let run = scene.run(&["aggregate", "claims.jsonl", "--format", "sqlite"]);
    let told = "format sqlite cannot be written to standard output, wanted -o FILE";
    assert_eq!((run.code, run.told()), (2, vec![told]));
    assert_eq!(scene.names().len(), 7);
}

#[test]
fn adding_to_a_store_gives_what_one_run_over_all_gives() {
    let (january, february) = (january(), february());
    let scene = Scene::new(&[
        ("january.jsonl", january.as_bytes()),
        ("february.jsonl", february.as_bytes()),
    ]);
    let run = |arguments: &[&str]| {
        let run = scene.run(&[&["aggregate"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let whole = run(&["february.jsonl", "january.jsonl", "-o", "whole.sqlite"]);
    assert_eq!(whole, "");
    run(&["january.jsonl", "--into", "added.sqlite"]);
    run(&[
        "february.jsonl",
        "--into",
        "added.sqlite",
        "-o",
        "added.jsonl",
    ]);
    run(&["january.jsonl", "february.jsonl", "-o", "whole.jsonl"]);
    assert_eq!(scene.read("added.jsonl"), scene.read("whole.jsonl"));
    assert_eq!(scene.read("whole.jsonl").lines().count(), 1);
    let bytes = |file: &str| fs_err::read(scene.path().join(file)).unwrap();
    assert_eq!(bytes("added.sqlite"), bytes("whole.sqlite"));
    // The same claims once more add nothing.
    run(&["january.jsonl", "--into", "added.sqlite"]);
    assert_eq!(bytes("added.sqlite"), bytes("whole.sqlite"));
}

#[test]
fn a_store_keeps_the_articles_of_an_extraction() {
    let scene = Scene::new(&[
        ("fund.txt", ARTICLE),
        ("january.jsonl", january().as_bytes()),
    ]);
    assert_eq!(
        scene
            .run(&["extract", "fund.txt", "-o", "store.sqlite"])
            .code,
        0
    );
    let run = scene.run(&["aggregate", "january.jsonl", "--into", "store.sqlite"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let store = rusqlite::Connection::open(scene.path().join("store.sqlite")).unwrap();
    let count = |query: &str| -> i64 { store.query_row(query, [], |row| row.get(0)).unwrap() };
    assert_eq!(
        count("SELECT count(*) FROM documents WHERE text LIKE 'The fund paid %'"),
        1
    );
    assert!(count("SELECT count(*) FROM findings WHERE kind = 'money'") > 0);
    assert_eq!(
        count("SELECT count(*) FROM claims"),
        count("SELECT count(*) FROM finding_claims")
    );
}

#[test]
fn what_is_no_store_is_left_as_it_is() {
    let scene = Scene::new(&[
        ("claims.jsonl", january().as_bytes()),
        ("other.sqlite", b"no database"),
    ]);
    for (store, told) in [
        ("other.sqlite", "other.sqlite: is no SQLite file: "),
        (
            "store.jsonl",
            "store.jsonl: is no store, wanted a .sqlite file",
        ),
        (
            "claims.jsonl",
            "claims.jsonl: is an input too, wanted another file to write to",
        ),
    ] {
        let run = scene.run(&["aggregate", "claims.jsonl", "--into", store]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.starts_with(told), "{}", run.stderr);
    }
    assert_eq!(scene.read("other.sqlite"), "no database");
    rusqlite::Connection::open(scene.path().join("foreign.sqlite"))
        .unwrap()
        .execute_batch("CREATE TABLE birds (name TEXT)")
        .unwrap();
    let run = scene.run(&["aggregate", "claims.jsonl", "--into", "foreign.sqlite"]);
    assert!(
        run.stderr
            .starts_with("foreign.sqlite: found a SQLite file with `user_version` 0")
    );
    assert_eq!(run.code, 2);
}

#[test]
fn a_line_that_is_no_claim_is_told_by_its_place() {
    let article = "{\"text\": \"It paid $4bn.\", \"id\": \"x\"}\n";
    let broken = january() + "{\"document\": 3}\n\n" + article + "[]\n";
    let scene = Scene::new(&[("claims.jsonl", broken.as_bytes()), ("fund.txt", ARTICLE)]);
    let run = scene.run(&[
        "aggregate",
        "claims.jsonl",
        "fund.txt",
        "missing.jsonl",
        ".",
    ]);
    let wanted = "wanted a claim as `claimex extract` writes it to .jsonl";
    let told: Vec<&str> = run.stderr.lines().collect();
    assert!(
        told[0].starts_with("claims.jsonl:3:14: found "),
        "{}",
        told[0]
    );
    assert_eq!(
        told[1],
        format!("claims.jsonl:5:1: found an article, {wanted}")
    );
    assert_eq!(told[2], format!("claims.jsonl:6:1: found `[`, {wanted}"));
    assert_eq!(told[3], format!("fund.txt: holds no JSON Lines, {wanted}"));
    assert_eq!(told[4], "missing.jsonl: no such file or folder");
    assert_eq!(told[5], ".: is a folder, wanted files of claims");
    assert!(told[6].ends_with("; 6 inputs not read"), "{}", told[6]);
    assert_eq!((run.code, told.len()), (1, 7));
    assert_eq!(run.stdout.lines().count(), 1);

    let run = scene.run(&["aggregate", "missing.jsonl", "-o", "out.jsonl"]);
    assert_eq!((run.code, scene.names().len()), (1, 2));
}

#[test]
fn annotated_articles_are_read_too() {
    let gold = concat!(
        r#"{"id": "press/1", "date": "2026-02-06", "text": "A bomb killed 30 people in Quetta. It was Friday.","#,
        r#" "sentences": [[0, 34], [35, 49]], "claims": [{"kind": "casualty", "start": 14, "end": 23, "text": "30 people","#,
        r#" "status": "asserted", "qualifier": "exact", "lo": 30, "hi": 30, "type": "killed", "group": "unknown","#,
        r#" "subset": false, "scope": "incident", "on": "2026-02-06", "cluster": "q-killed", "arguments": {}}]}"#,
        "\n"
    );
    let scene = Scene::new(&[("gold.jsonl", gold.as_bytes())]);
    let run = scene.run(&["aggregate", "gold.jsonl"]);
    let finding: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        finding["claims"][0]["sentence"],
        "A bomb killed 30 people in Quetta."
    );
    assert_eq!((&finding["best"], run.code), (&30.into(), 0));
}

#[test]
fn run_does_all() {
    let scene = Scene::new(&[("news/fund.txt", ARTICLE), ("news/broken.txt", b"\xff\xfe")]);
    let run = scene.run(&["run", "news", "-o", "out", "--date", "2026-02-08"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let mut names: Vec<_> = fs_err::read_dir(scene.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "claims.parquet",
            "findings.parquet",
            "report.html",
            "run.json"
        ]
    );
    let account: serde_json::Value = serde_json::from_str(&scene.read("out/run.json")).unwrap();
    assert_eq!(account["claimex"], env!("CARGO_PKG_VERSION"));
    assert_eq!(account["counts"]["articles"], 1);
    assert_eq!(account["options"]["date"], "2026-02-08");
    let files = account["model"]["sha256"].as_object().unwrap();
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        [
            "config.json",
            "gate.safetensors",
            "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors",
            "tokenizer.json"
        ]
    );
    assert!(
        files
            .values()
            .all(|digits| digits.as_str().unwrap().len() == 64)
    );
    let skipped = account["skipped"].as_array().unwrap();
    assert_eq!(skipped.len(), 1);
    assert!(skipped[0].as_str().unwrap().starts_with("news/broken.txt:"));
    let first = scene.read("out/run.json");
    scene.run(&["run", "news", "-o", "out", "--date", "2026-02-08"]);
    assert_eq!(scene.read("out/run.json"), first);

    let run = scene.run(&["run", "missing", "-o", "other"]);
    assert_eq!(run.code, 1);
    assert!(!scene.path().join("other/claims.parquet").exists());
}

#[test]
fn claims_go_to_databases_and_annotation_tools() {
    let hostile = "{\"id\": \"../../up\", \"text\": \"It paid $4bn'); DROP TABLE claims; --\"}\n";
    let scene = Scene::new(&[("fund.txt", ARTICLE), ("up.jsonl", hostile.as_bytes())]);
    let extract = |more: &[&str]| {
        let run = scene.run(&[&["extract", "fund.txt", "up.jsonl"], more].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
    };
    extract(&["-o", "claims.parquet"]);
    extract(&["-o", "claims.sqlite"]);
    extract(&["-o", "tasks.json", "--format", "label-studio"]);
    extract(&["-o", "marked", "--format", "brat"]);
    assert_eq!(
        fs_err::read(scene.path().join("claims.parquet")).unwrap()[..4],
        *b"PAR1"
    );
    let tasks: serde_json::Value = serde_json::from_str(&scene.read("tasks.json")).unwrap();
    assert_eq!(tasks.as_array().unwrap().len(), 2);
    assert!(scene.read("marked/fund.ann").contains("\tMoney "));
    assert!(scene.path().join("marked/_._.._up.txt").exists());
    let store = rusqlite::Connection::open(scene.path().join("claims.sqlite")).unwrap();
    let count: i64 = store
        .query_row("SELECT count(*) FROM claims JOIN documents ON documents.id = document_id WHERE name = '../../up'", [], |row| row.get(0))
        .unwrap();
    assert!(count > 0);

    let run = scene.run(&["extract", "fund.txt", "-o", "marked", "--format", "brat"]);
    assert_eq!(
        run.told(),
        ["marked: is there already, wanted a new folder for brat's files"]
    );
    assert_eq!(run.code, 2);
}

//! What is read and what cannot be → claims, messages, exit codes.

use super::{ARTICLE, Scene, owned};

#[test]
fn claims_come_in_the_order_of_the_input_with_their_dates() {
    let record = br#"{"text": "It paid $4bn.", "date": "2024-01-01", "id": "r"}"#;
    let scene = Scene::new(&[
        ("b/2025-03-14-fund.txt", ARTICLE),
        ("b/c/fund.txt", ARTICLE),
        ("a.jsonl", record),
    ]);
    let run = scene.run(&["extract", "b", "a.jsonl", "--date", "2023-06-01"]);
    let expected = [
        ("b/2025-03-14-fund", "2025-03-14"),
        ("b/c/fund", "2023-06-01"),
        ("r", "2024-01-01"),
    ];
    assert_eq!(run.documents(), owned(&expected));
    assert_eq!((run.code, run.told()), (0, vec![]));
    assert_eq!(run.summary(), ("3 articles", ""));
}

#[test]
fn standard_input_is_an_article_or_records() {
    let scene = Scene::new(&[]);
    let run = scene.run_with_input(&["extract", "-"], ARTICLE);
    assert_eq!(run.documents(), owned(&[("stdin", "null")]));
    let records =
        b"{\"text\": \"$4bn in aid was paid.\"}\n{\"text\": \"It lost $3m.\", \"id\": \"x\"}\n";
    let run = scene.run_with_input(&["extract", "-", "--date", "2025-03-14"], records);
    let expected = [("stdin:1", "2025-03-14"), ("x", "2025-03-14")];
    assert_eq!(run.documents(), owned(&expected));

    let run = scene.run_with_input(&["extract", "-"], b"");
    assert_eq!(run.code, 1);
    assert_eq!(
        run.told(),
        [
            "stdin: empty, wanted an article",
            "no article was read, nothing is written",
        ]
    );
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let scene = Scene::new(&[
        ("empty.txt", b""),
        ("fund.txt", ARTICLE),
        ("latin.txt", b"It cost one\ncaf\xe9"),
        ("nothing/picture.png", b""),
        ("news.jsonl", b"{\"text\": \"It paid $4bn.\", \"id\": \"first\"}\n{\"text\"}\n{\"title\": 1}\n{}\n{\"text\": \"It paid $5bn.\", \"id\": \"last\"}"),
        ("wide.txt", b"\xff\xfeI\0t\0"),
    ]);
    let arguments = [
        "extract",
        "empty.txt",
        "latin.txt",
        "missing.txt",
        "nothing",
        "news.jsonl",
        "wide.txt",
        "fund.txt",
    ];
    let run = scene.run(&arguments);
    assert_eq!(
        run.told(),
        [
            "empty.txt: empty, wanted an article",
            "latin.txt:2:4: found byte 0xE9 at byte offset 15, wanted UTF-8",
            "missing.txt: no such file or folder",
            "nothing: no article in this folder, wanted .txt, .text, .md, .jsonl or .ndjson files",
            "news.jsonl:2:8: found `}`, wanted `:`",
            "news.jsonl:3:11: found integer `1`, wanted a string",
            "news.jsonl:4:2: found no `text`, wanted the article's text under that name",
            "wide.txt: found UTF-16 (little-endian), wanted UTF-8",
        ]
    );
    let expected = [("first", "null"), ("last", "null"), ("fund", "null")];
    assert_eq!(run.documents(), owned(&expected));
    assert_eq!(
        run.summary(),
        (
            "3 articles",
            "; 8 inputs not read; other files passed over: 1"
        )
    );
    assert_eq!(run.code, 1);
}

#[cfg(unix)]
#[test]
fn a_file_name_cannot_act_on_the_terminal() {
    let scene = Scene::new(&[]);
    let run = scene.run(&["extract", "a\n\u{1b}[2J"]);
    assert_eq!(run.told()[0], "a\\n\\u{1b}[2J: no such file or folder");
}

#[test]
fn what_cannot_start_says_why() {
    let scene = Scene::new(&[("fund.txt", ARTICLE), ("model/config.txt", b"")]);
    for model in ["model", "nowhere"] {
        let run = scene.run(&["extract", "fund.txt", "--model", model]);
        assert_eq!((run.code, run.told().len()), (2, 1), "{}", run.stderr);
        assert!(run.stderr.starts_with(model), "{}", run.stderr);
    }
    let cases: [(&[&str], &str); 6] = [
        (
            &["--date", "14.3.2025"],
            "wanted a day as YYYY-MM-DD, such as 2025-03-14",
        ),
        (
            &["--date", "2025-02-30"],
            "wanted a day as YYYY-MM-DD, such as 2025-03-14",
        ),
        (
            &["--min-confidence", "1.5"],
            "wanted a number from 0 to 1, such as 0.5",
        ),
        (
            &["--min-confidence", "NaN"],
            "wanted a number from 0 to 1, such as 0.5",
        ),
        (&["--threads", "0"], "0 is not in 1..=1024"),
        (
            &["--format", "xml"],
            "[possible values: table, jsonl, csv, parquet, sqlite, brat, label-studio]",
        ),
    ];
    for (arguments, reason) in cases {
        let run = scene.run(&[&["extract", "fund.txt"], arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains(reason), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(scene.run(&["extract"]).code, 2);
}

#[test]
fn the_help_tells_what_a_user_must_know() {
    let run = Scene::new(&[]).run(&["extract", "--help"]);
    assert_eq!(run.code, 0);
    for part in [
        "Examples:",
        "Input:",
        "Publication date:",
        "Formats:",
        "Exit codes:",
    ] {
        assert!(run.stdout.contains(part), "{part}");
    }
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 100));
}

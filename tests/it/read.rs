//! Files in a temporary folder → the documents read from them, and what is told of those that are none.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use claimex::read::{self, Input};
use claimex::{Document, ErrorKind};
use proptest::prelude::*;
use tempfile::TempDir;

/// A folder with `files` in it: path and bytes.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs_err::create_dir_all(path.parent().unwrap()).unwrap();
        fs_err::write(path, bytes).unwrap();
    }
    folder
}

/// One line for each document, `id [date] text`, and for each failure, with paths below the folder.
fn read_all(folder: &Path, inputs: &[&str]) -> Vec<String> {
    let inputs = inputs
        .iter()
        .map(|path| Input::Path(folder.join(path)))
        .collect();
    let prefix = format!("{}{MAIN_SEPARATOR}", folder.display());
    read::open(inputs, None)
        .map(|document| match document {
            Ok(Document {
                id,
                text,
                published,
            }) => match published {
                Some(day) => format!("{id} [{day}] {text}"),
                None => format!("{id} [] {text}"),
            },
            Err(error) => error.to_string().replace(&prefix, ""),
        })
        .collect()
}

/// What one file gives.
fn read_one(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = folder(&[(name, bytes)]);
    read_all(folder.path(), &[name])
}

#[test]
fn a_folder_is_read_with_all_folders_in_it_sorted() {
    let folder = folder(&[
        ("b.txt", b"b"),
        ("a/z.md", b"z"),
        ("a/2025-01-31.txt", b"dated"),
        (
            "c.jsonl",
            b"{\"text\": \"one\"}\n\n{\"text\": \"three\", \"id\": 3}",
        ),
        (".hidden.txt", b"hidden"),
        (".git/config.txt", b"hidden"),
        ("picture.png", b"\x89PNG"),
    ]);
    let documents = [
        "a/2025-01-31 [2025-01-31] dated",
        "a/z.md [] z",
        "b [] b",
        "c.jsonl:1 [] one",
        "3 [] three",
    ];
    assert_eq!(read_all(folder.path(), &[""]), documents);

    let all = read::open(vec![Input::Path(folder.path().to_owned())], None);
    let progress = all.progress();
    assert_eq!(all.count(), 5);
    assert_eq!(progress.files_passed_over(), 1);
    let bytes = read::size_bytes(&[Input::Path(folder.path().to_owned())]);
    assert_eq!(Some(progress.bytes()), bytes);
}

#[test]
fn ids_tell_files_of_one_name_apart() {
    let folder = folder(&[("x/news.txt", b"1"), ("y/news.txt", b"2")]);
    assert_eq!(read_all(folder.path(), &["x/news.txt"]), ["news [] 1"]);
    assert_eq!(
        read_all(folder.path(), &["x", "missing.txt"])[0],
        "news [] 1"
    );
    assert_eq!(
        read_all(folder.path(), &["x", "y"]),
        ["x/news [] 1", "y/news [] 2"]
    );
}

#[test]
fn what_a_path_cannot_give_is_told_in_its_place() {
    let folder = folder(&[("a.txt", b"a"), ("none/picture.png", b""), ("z.txt", b"z")]);
    let read = read_all(folder.path(), &["a.txt", "missing.txt", "none", "z.txt"]);
    let expected = [
        "a [] a",
        "missing.txt: no such file or folder",
        "none: no article in this folder, wanted .txt, .text, .md, .jsonl or .ndjson files",
        "z [] z",
    ];
    assert_eq!(read, expected);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_is_told_and_not_followed() {
    let folder = folder(&[("a/1.txt", b"1")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/back")).unwrap();
    let expected = [
        "a/1 [] 1",
        "a/back: this link leads back to a folder that it lies in",
    ];
    assert_eq!(read_all(folder.path(), &[""]), expected);
}

#[test]
fn a_record_has_its_own_id_date_and_title() {
    let cases: [(&str, &[&str]); 12] = [
        (r#"{"text": "t"}"#, &["n.jsonl:1 [] t"]),
        ("\u{feff}{\"text\": \"t\"}\r\n", &["n.jsonl:1 [] t"]),
        (
            r#" {"id": "x", "date": "2025-03-14", "text": "t", "more": [{}]} "#,
            &["x [2025-03-14] t"],
        ),
        (
            r#"{"id": null, "date": null, "title": null, "text": ""}"#,
            &["n.jsonl:1 [] "],
        ),
        (
            r#"{"id": 17, "date": "", "title": " ", "text": "t"}"#,
            &["17 [] t"],
        ),
        (
            r#"{"date": "2025-03-14T23:30:00-08:00", "text": "t"}"#,
            &["n.jsonl:1 [2025-03-14] t"],
        ),
        (r#"{"title": "T", "text": "t"}"#, &["n.jsonl:1 [] T\n\nt"]),
        (r#"{"title": "T", "text": "T\nt"}"#, &["n.jsonl:1 [] T\nt"]),
        (
            r#"{"title": "T", "text": "Tea"}"#,
            &["n.jsonl:1 [] T\n\nTea"],
        ),
        (
            "{\"text\": \"\\u00e9\u{e9}\\ud83d\\ude00\"}",
            &["n.jsonl:1 [] éé😀"],
        ),
        ("\n  \n{\"text\": \"t\"}\n\n", &["n.jsonl:3 [] t"]),
        (
            "{\"text\": \"a\"}\n{\"text\": \"b\"}",
            &["n.jsonl:1 [] a", "n.jsonl:2 [] b"],
        ),
    ];
    for (file, documents) in cases {
        assert_eq!(read_one("n.jsonl", file.as_bytes()), documents, "{file}");
    }
}

#[test]
fn a_line_that_is_no_record_is_told_by_its_place_and_the_rest_goes_on() {
    let cases: [(&[u8], &str); 18] = [
        (
            b"{\"text\": \"a\"",
            "1:12: found the end of the line, wanted the rest of the JSON object",
        ),
        (
            b"{\"text\": \"a",
            "1:11: found the end of the line, wanted the rest of the JSON object",
        ),
        (
            b"{\"text\": \"a\"}}",
            "1:14: found `}`, wanted a JSON object with `text` (trailing characters)",
        ),
        (b"{\"text\" \"a\"}", "1:9: found `\\\"`, wanted `:`"),
        (b"{\"text\": x}", "1:10: found `x`, wanted value"),
        (
            b"{\"text\": \"a\" \"id\": 1}",
            "1:14: found `\\\"`, wanted `,` or `}`",
        ),
        (
            b"{text: \"a\"}",
            "1:2: found `t`, wanted a JSON object with `text` (key must be a string)",
        ),
        (
            b"{\"id\": \"x\"}",
            "1:11: found no `text`, wanted the article's text under that name",
        ),
        (
            b"  {}",
            "1:4: found no `text`, wanted the article's text under that name",
        ),
        (b"{\"text\": null}", "1:13: found null, wanted a string"),
        (b"{\"text\": [1]}", "1:9: found sequence, wanted a string"),
        (
            b"{\"text\": \"a\", \"id\": []}",
            "1:23: found something else, wanted a string or a number as `id`",
        ),
        (
            b"{\"text\": \"a\", \"date\": \"March 14\"}",
            "1:33: found string \"March 14\", wanted a date as YYYY-MM-DD",
        ),
        (
            b"{\"text\": \"a\", \"date\": \"2025-02-30\"}",
            "1:35: found string \"2025-02-30\", wanted a date as YYYY-MM-DD",
        ),
        (
            b"{\"text\": \"a\", \"text\": \"b\"}",
            "1:20: duplicate field `text`",
        ),
        (
            b"[\"id\", null, null, \"a\"]",
            "1:1: found `[`, wanted a JSON object with `text`",
        ),
        (
            b"\xef\xbb\xbfplain",
            "1:4: found `p`, wanted a JSON object with `text`",
        ),
        (
            b"{\"text\": \"caf\xe9\"}",
            "1:14: found byte 0xE9, wanted UTF-8",
        ),
    ];
    for (line, message) in cases {
        let shown = line.escape_ascii();
        let file = [line, b"\n{\"text\": \"next\"}\n"].concat();
        let expected = [format!("n.jsonl:{message}"), "n.jsonl:2 [] next".to_owned()];
        assert_eq!(read_one("n.jsonl", &file), expected, "{shown}");
    }
}

#[test]
fn messages_stay_short_whatever_the_line_holds() {
    let line = format!(
        "{{\"text\": \"a\", \"date\": \"{}\"}}",
        "long ".repeat(10_000)
    );
    let told = read_one("n.jsonl", line.as_bytes()).concat();
    assert!(told.chars().count() < 200, "{told}");
    let deep = format!("{{\"text\": \"a\", \"x\": {}", "[".repeat(100_000));
    let told = read_one("n.jsonl", deep.as_bytes()).concat();
    assert!(told.contains("found the end of the line"), "{told}");
}

#[test]
fn text_is_utf8_or_refused() {
    let cases: [(&[u8], &str); 10] = [
        (b"\xef\xbb\xbftext\r\n", "a [] text\r\n"),
        (
            b"caf\xe9",
            "a.txt:1:4: found byte 0xE9 at byte offset 3, wanted UTF-8",
        ),
        (
            b"\xef\xbb\xbfone\ntwo \xff",
            "a.txt:2:5: found byte 0xFF at byte offset 11, wanted UTF-8",
        ),
        (
            b"cut \xe2\x82",
            "a.txt:1:5: found byte 0xE2 at byte offset 4, wanted UTF-8",
        ),
        (
            b"\xff\xfet\0e\0",
            "a.txt: found UTF-16 (little-endian), wanted UTF-8",
        ),
        (
            b"\xfe\xff\0t\0e",
            "a.txt: found UTF-16 (big-endian), wanted UTF-8",
        ),
        (
            b"t\0e\0x\0t\0",
            "a.txt: found UTF-16 (little-endian, no byte order mark), wanted UTF-8",
        ),
        (
            b"\0t\0e\0x\0t",
            "a.txt: found UTF-16 (big-endian, no byte order mark), wanted UTF-8",
        ),
        (b"", "a.txt: empty, wanted an article"),
        (b"\xef\xbb\xbf \r\n\t", "a.txt: empty, wanted an article"),
    ];
    for (bytes, read) in cases {
        assert_eq!(read_one("a.txt", bytes), [read], "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_file_of_another_name_is_known_by_its_first_bytes() {
    assert_eq!(
        read_one("article.html", b"{{Wiki}}"),
        ["article.html [] {{Wiki}}"]
    );
    assert_eq!(
        read_one("feed", b"\xef\xbb\xbf\n{ \"text\": \"t\"}"),
        ["feed:2 [] t"]
    );
    assert_eq!(
        read_one("a.txt", b"{\"text\": \"t\"}"),
        ["a [] {\"text\": \"t\"}"]
    );
    assert_eq!(
        read_one("empty.jsonl", b" \n\n"),
        ["empty.jsonl: empty, wanted a JSON object with `text` on each line"]
    );
}

/// What `printf 'news\n' | gzip -n` gives.
const NEWS_GZIP: [u8; 25] = [
    0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xcb, 0x4b, 0x2d, 0x2f, 0xe6, 0x02, 0x00, 0xfe, 0x84,
    0xa1, 0x59, 5, 0, 0, 0,
];

#[test]
fn compressed_files_are_unpacked_or_told() {
    let folder = folder(&[("2025-03-14.txt.gz", &NEWS_GZIP), ("plain.txt", &NEWS_GZIP)]);
    let expected = ["2025-03-14 [2025-03-14] news\n", "plain [] news\n"];
    assert_eq!(read_all(folder.path(), &[""]), expected);

    let cut = read_one("a.txt.gz", &NEWS_GZIP[..15]);
    assert_eq!(
        cut,
        ["a.txt.gz: ends in the middle of its compressed bytes"]
    );
    let mut changed = NEWS_GZIP;
    changed[20] ^= 1;
    let changed = read_one("a.txt.gz", &changed).concat();
    assert!(
        changed.starts_with("a.txt.gz: damaged compressed bytes ("),
        "{changed}"
    );
}

#[test]
fn the_date_of_the_record_wins_over_the_file_name_and_that_over_the_rest() {
    let folder = folder(&[
        (
            "2025-03-14.jsonl",
            b"{\"text\": \"a\", \"date\": \"2024-01-01\"}\n{\"text\": \"b\"}",
        ),
        ("plain.txt", b"c"),
    ]);
    let inputs = vec![Input::Path(folder.path().to_owned())];
    let dates: Vec<_> = read::open(inputs, Some(jiff::civil::date(2023, 6, 1)))
        .map(|document| document.unwrap().published.unwrap().to_string())
        .collect();
    assert_eq!(dates, ["2024-01-01", "2025-03-14", "2023-06-01"]);
}

#[test]
fn errors_carry_their_place() {
    let folder = folder(&[("n.jsonl", b"\n{}")]);
    let path: PathBuf = folder.path().join("n.jsonl");
    let error = read::open(vec![Input::Path(path.clone())], None)
        .find_map(Result::err)
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert_eq!(error.path(), Some(path.as_path()));
    assert_eq!(error.place(), Some((2, 2)));
}

proptest! {
    #[test]
    fn any_bytes_are_articles_or_failures(
        name in prop::sample::select(vec!["a.txt", "a.jsonl", "a"]),
        head in prop::sample::select(vec![&b""[..], b"{\"", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\xef\xbb\xbf"]),
        tail in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        for line in read_one(name, &[head, &tail].concat()) {
            prop_assert!(line.starts_with('a'), "{line}");
        }
    }

    #[test]
    fn any_text_comes_through_a_record(id in ".*", title in "[a-z]{0,3}", text in ".*") {
        let record = serde_json::json!({"id": id, "title": title, "text": text}).to_string();
        let folder = folder(&[("a.jsonl", record.as_bytes())]);
        let inputs = vec![Input::Path(folder.path().join("a.jsonl"))];
        let documents: Vec<_> = read::open(inputs, None).map(Result::unwrap).collect();
        prop_assert_eq!(documents.len(), 1);
        prop_assert_eq!(&documents[0].id, &id);
        prop_assert!(documents[0].text.ends_with(&text));
        prop_assert!(documents[0].text.trim_start().starts_with(&title));
    }
}

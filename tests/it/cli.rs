//! The program itself, run on files in a temporary folder → exit code, standard output, standard error.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder that the program runs in.
struct Scene(TempDir);

/// What a run came to; the speed in the summary is left out.
struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Scene {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = TempDir::new().unwrap();
        for (path, bytes) in files {
            let path = folder.path().join(path);
            fs_err::create_dir_all(path.parent().unwrap()).unwrap();
            fs_err::write(path, bytes).unwrap();
        }
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimex"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::from(self.command(arguments).output().unwrap())
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::from(child.wait_with_output().unwrap())
    }

    fn read(&self, file: &str) -> String {
        fs_err::read_to_string(self.path().join(file)).unwrap()
    }

    /// Names of all that lies in the folder, hidden or not, sorted.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs_err::read_dir(self.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

impl Run {
    /// Standard error without the summary.
    fn told(&self) -> Vec<&str> {
        self.stderr
            .lines()
            .filter(|line| !line.contains(" words/s"))
            .collect()
    }

    /// The summary without figures that the model or the machine decides.
    fn summary(&self) -> (&str, &str) {
        let line = self
            .stderr
            .lines()
            .find(|line| line.contains(" words/s"))
            .unwrap();
        let articles = line.split_once(", ").unwrap().0;
        let rest = line.split_once(" words/s").unwrap().1;
        (articles, rest)
    }

    /// The claims' documents and publication dates, in the order of the output.
    fn documents(&self) -> Vec<(String, String)> {
        let mut documents: Vec<_> = self.stdout.lines().map(document).collect();
        documents.dedup();
        documents
    }
}

fn document(line: &str) -> (String, String) {
    let claim: serde_json::Value = serde_json::from_str(line).unwrap();
    let text = |name: &str| claim[name].as_str().unwrap_or("null").to_owned();
    (text("document"), text("published"))
}

/// An article with claims in it.
const ARTICLE: &[u8] = b"The fund paid $4bn on Friday, more than the $300 million of last year.\n";

fn owned(documents: &[(&str, &str)]) -> Vec<(String, String)> {
    documents
        .iter()
        .map(|(id, day)| ((*id).to_owned(), (*day).to_owned()))
        .collect()
}

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
    let told =
        "claims.xml: the ending tells no format, wanted .jsonl, .ndjson, .csv, .txt or --format";
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
        (&["--format", "xml"], "[possible values: table, jsonl, csv]"),
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

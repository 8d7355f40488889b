//! The source tree → whether it keeps the rules of the house: floors, doors, lengths, heads; and whether
//! the sample collection is tidy.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Nouns, in an order in which each may use those before it.
const NOUNS: [&str; 7] = [
    "error", "span", "value", "document", "mention", "claim", "finding",
];
/// Verbs, of which none may name another.
const ROOMS: [&str; 8] = [
    "read",
    "split",
    "tag",
    "normalize",
    "assemble",
    "aggregate",
    "export",
    "evaluate",
];
/// What knows the rooms, in an order in which each may use those before it.
const ABOVE: [&str; 2] = ["extractor", "batch"];

const MOST_LINES: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `folder`, sorted, with its text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut sources: Vec<_> = walkdir::WalkDir::new(root().join(folder))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let text = fs_err::read_to_string(&path).unwrap();
            (path.strip_prefix(root()).unwrap().to_owned(), text)
        })
        .collect();
    sources.sort();
    assert!(!sources.is_empty(), "{folder} holds no source");
    sources
}

/// The modules at the top of the crate that `text` names as `crate::name`, with the lines.
fn named(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .flat_map(|(index, line)| {
            line.split("crate::").skip(1).map(move |rest| {
                let end =
                    rest.find(|character: char| !character.is_alphanumeric() && character != '_');
                (index + 1, &rest[..end.unwrap_or(rest.len())])
            })
        })
}

/// The module at the top of the crate that a file of the library belongs to.
fn home(path: &Path) -> Option<String> {
    let below = path.strip_prefix("src").ok()?;
    let first = below.components().next()?.as_os_str().to_str()?;
    (first != "bin").then(|| first.trim_end_matches(".rs").to_owned())
}

/// Whether a file of `home` may name `other`.
fn may_name(home: &str, other: &str) -> bool {
    if home == other || home == "lib" {
        return true;
    }
    let place = |names: &[&str], name: &str| names.iter().position(|known| *known == name);
    match (place(&NOUNS, home), place(&NOUNS, other)) {
        (Some(own), Some(used)) => return used < own,
        (None, Some(_)) => return true,
        (Some(_), None) => return false,
        (None, None) => {}
    }
    match (place(&ABOVE, home), place(&ABOVE, other)) {
        (Some(own), Some(used)) => used < own,
        (Some(_), None) => ROOMS.contains(&other),
        (None, _) => false,
    }
}

#[test]
fn every_module_has_a_floor() {
    for (path, _) in sources("src") {
        let Some(home) = home(&path) else { continue };
        let known = NOUNS
            .iter()
            .chain(&ROOMS)
            .chain(&ABOVE)
            .any(|name| *name == home);
        assert!(known || home == "lib", "{}: on no floor", path.display());
    }
}

#[test]
fn imports_run_down_and_no_room_names_another() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let Some(home) = home(&path) else { continue };
        for (line, other) in named(&text) {
            let is_module = other.starts_with(|letter: char| letter.is_ascii_lowercase());
            if is_module && !may_name(&home, other) {
                wrong.push(format!(
                    "{}:{line}: `{home}` names `{other}`",
                    path.display()
                ));
            }
        }
        if text.contains(concat!("super::", "super")) {
            wrong.push(format!("{}: reaches past its own door", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src").into_iter().chain(sources("tests")) {
        let lines = text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!(
                "{}: {lines} lines, wanted at most {MOST_LINES}",
                path.display()
            ));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!(
                "{}:1: wanted `//!` and what the file takes and gives",
                path.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sample_collection_is_tidy() {
    let gold = fs_err::read_to_string(root().join("seeds/gold.jsonl")).unwrap();
    let mut ids = BTreeSet::new();
    for (index, line) in gold.lines().enumerate() {
        let at = format!("seeds/gold.jsonl:{}", index + 1);
        let document: Value = serde_json::from_str(line).unwrap();
        let (id, text) = (
            document["id"].as_str().unwrap(),
            document["text"].as_str().unwrap(),
        );
        assert!(
            ids.last().is_none_or(|last: &String| last.as_str() < id),
            "{at}: `{id}` out of order"
        );
        ids.insert(id.to_owned());

        let article =
            fs_err::read_to_string(root().join(format!("seeds/articles/{id}.txt"))).unwrap();
        assert_eq!(
            article.trim_end(),
            text,
            "{at}: the text is not the article's"
        );
        let date = document["date"].as_str().unwrap();
        assert!(id.starts_with(date), "{at}: `{id}` is dated {date}");

        let letters: Vec<char> = text.chars().collect();
        let mut last_end = 0;
        for claim in document["claims"].as_array().unwrap() {
            let place =
                |quote: &Value, name: &str| usize::try_from(quote[name].as_u64().unwrap()).unwrap();
            let quoted = |quote: &Value| {
                let slice: String = letters[place(quote, "start")..place(quote, "end")]
                    .iter()
                    .collect();
                assert_eq!(slice, quote["text"].as_str().unwrap(), "{at}");
            };
            quoted(claim);
            claim["arguments"]
                .as_object()
                .unwrap()
                .values()
                .for_each(quoted);
            assert!(
                last_end <= place(claim, "start"),
                "{at}: claims overlap or are out of order"
            );
            last_end = place(claim, "end");
        }
    }
    let articles = fs_err::read_dir(root().join("seeds/articles"))
        .unwrap()
        .count();
    assert_eq!(articles, ids.len(), "articles without gold claims");
}

#[test]
fn tables_are_sorted_without_duplicates() {
    for entry in fs_err::read_dir(root().join("seeds")).unwrap() {
        let path = entry.unwrap().path();
        if !path
            .extension()
            .is_some_and(|ending| ending == "tsv" || ending == "txt")
        {
            continue;
        }
        let text = fs_err::read_to_string(&path).unwrap();
        let mut last = "";
        for (index, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let at = format!("{}:{}", path.display(), index + 1);
            assert!(last < line, "{at}: out of order or twice");
            last = line;
        }
    }
}

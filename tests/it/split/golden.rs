//! Case files in → one failure that names every case whose sentences differ, as `file:line`.
//!
//! A case is a text, a line `---`, and the sentences wanted, one on a line; `===` parts the cases. Runs of white space in
//! a sentence are written as one space. A malformed case fails too.

use claimex::split::split;
use fs_err as fs;
use std::path::Path;

/// One case: where it stands, what goes in, what must come out.
struct Case<'file> {
    line: usize,
    input: &'file str,
    wanted: Vec<&'file str>,
}

/// The cases of `file`; an error names the line of the malformed one.
fn cases(file: &str) -> Result<Vec<Case<'_>>, String> {
    let mut cases = Vec::new();
    let mut line = 1;
    for part in file.split("===\n") {
        let Some((input, wanted)) = part.split_once("---\n") else {
            return Err(format!("{line}: a case without `---`"));
        };
        let wanted: Vec<&str> = wanted.lines().collect();
        if input.trim().is_empty() {
            return Err(format!("{line}: a case without a text"));
        }
        if wanted.is_empty()
            || wanted
                .iter()
                .any(|sentence| sentence.trim() != *sentence || sentence.is_empty())
        {
            return Err(format!(
                "{line}: want one sentence on each line behind `---`, and no other line"
            ));
        }
        if wanted.contains(&"---") {
            return Err(format!("{line}: a case with two `---`"));
        }
        cases.push(Case {
            line,
            input,
            wanted,
        });
        line += part.lines().count() + 1;
    }
    Ok(cases)
}

#[test]
fn sentences_are_those_of_the_case_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/split");
    let mut failures = String::new();
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let file = fs::read_to_string(&path).unwrap();
        let name = path.display();
        for case in cases(&file).unwrap_or_else(|message| panic!("{name}:{message}")) {
            count += 1;
            let found: Vec<String> = split(case.input)
                .into_iter()
                .map(|sentence| {
                    sentence
                        .span
                        .slice(case.input)
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .collect();
            if found != case.wanted {
                failures += &format!(
                    "{name}:{}:\n  wanted {:#?}\n  found {found:#?}\n",
                    case.line, case.wanted
                );
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(count > 0, "{}: no cases", folder.display());
}

#[test]
fn malformed_cases_are_named() {
    for (file, line) in [
        ("one\n", "1"),
        ("One.\n---\nOne.\n===\n---\nTwo.\n", "5"),
        ("One.\n---\n", "1"),
        ("One.\n---\nOne.\n\n", "1"),
    ] {
        let message = cases(file).err().unwrap_or_default();
        assert!(
            message.starts_with(&format!("{line}:")),
            "{file:?}: {message}"
        );
    }
}

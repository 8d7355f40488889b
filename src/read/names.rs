//! File names → ids and publication dates. Only the names are looked at, never the files.

use std::ffi::OsStr;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use jiff::civil::Date;

/// Endings of compressed files.
const WRAPPINGS: [&str; 2] = ["gz", "zst"];

/// What a file's name says of its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One article.
    Article,
    /// One article a line.
    Lines,
    /// Its first bytes must tell.
    Untold,
}

/// The form that the name of `path` tells.
pub(super) fn form(path: &Path) -> Form {
    let name = unwrapped(path);
    let ending = name
        .extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("txt" | "text" | "md") => Form::Article,
        Some("jsonl" | "ndjson") => Form::Lines,
        _ => Form::Untold,
    }
}

/// The path without the ending that compression adds.
fn unwrapped(path: &Path) -> PathBuf {
    if path
        .extension()
        .is_some_and(|ending| is_any(ending, &WRAPPINGS))
    {
        path.with_extension("")
    } else {
        path.to_owned()
    }
}

fn is_any(ending: &OsStr, known: &[&str]) -> bool {
    known.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The folders that all inputs share, which ids leave out.
#[derive(Debug, Clone)]
pub(super) struct Shared(PathBuf);

impl Shared {
    /// What `folders` share: for an input that is a folder itself, for a file the one that it lies in.
    pub(super) fn of(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        let shared = folders
            .into_iter()
            .map(|folder| plain(&folder))
            .reduce(|shared, folder| {
                shared
                    .components()
                    .zip(folder.components())
                    .take_while(|(one, other)| one == other)
                    .map(|(one, _)| one)
                    .collect()
            });
        Self(shared.unwrap_or_default())
    }

    /// The id of the article, or the name of the records, in the file at `path`.
    pub(super) fn name(&self, path: &Path) -> String {
        let path = unwrapped(&plain(path));
        let path = match path.extension() {
            Some(ending) if is_any(ending, &["txt"]) => path.with_extension(""),
            _ => path,
        };
        let rest = path.strip_prefix(&self.0).unwrap_or(&path);
        rest.to_string_lossy().replace(MAIN_SEPARATOR, "/")
    }
}

/// The path without the `.` components.
fn plain(path: &Path) -> PathBuf {
    path.components()
        .filter(|part| *part != Component::CurDir)
        .collect()
}

/// The one `YYYY-MM-DD` in the file's own name; `None` if it holds none, or two that differ.
pub(super) fn date(path: &Path) -> Option<Date> {
    let name = path.file_name()?.to_string_lossy();
    let digit_at = |at: usize| name.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let mut dates = (0..name.len())
        .filter(|start| (*start == 0 || !digit_at(start - 1)) && !digit_at(start + DAY_BYTES))
        .filter_map(|start| day(name.get(start..start + DAY_BYTES)?));
    let first = dates.next()?;
    dates.all(|other| other == first).then_some(first)
}

/// Bytes of a day written `YYYY-MM-DD`.
const DAY_BYTES: usize = 10;

/// The day that `text` writes as `YYYY-MM-DD`, and no other way.
pub(super) fn day(text: &str) -> Option<Date> {
    let spelled = text.len() == DAY_BYTES
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    spelled.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_stands_anywhere_in_the_file_name() {
        for name in [
            "2025-03-14.txt",
            "2025-03-14-conflict-digest.txt",
            "articles/conflict digest (2025-03-14).txt",
            "1999-01-01/news_2025-03-14T10.jsonl.gz",
            "2025-03-14 and again 2025-03-14",
            "Überblick2025-03-14é",
        ] {
            let found = date(Path::new(name)).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some("2025-03-14"), "{name}");
        }
    }

    #[test]
    fn what_is_no_day_or_not_one_day_dates_nothing() {
        for name in [
            "2025-02-30.txt",
            "12025-03-14",
            "2025-03-145",
            "2025-3-14",
            "20250314",
            "2025-03",
            "2025-03-14 to 2025-03-20",
            "2025-03-14/digest.txt",
            "2025–03–14",
            "",
            "..",
        ] {
            assert_eq!(date(Path::new(name)), None, "{name}");
        }
    }

    fn ids<const COUNT: usize>(folders: [&str; COUNT], paths: [&str; COUNT]) -> [String; COUNT] {
        let shared = Shared::of(folders.map(PathBuf::from));
        paths.map(|path| shared.name(Path::new(path)))
    }

    #[test]
    fn ids_leave_out_what_all_inputs_share() {
        assert_eq!(ids(["seeds"], ["seeds/digest.txt"]), ["digest"]);
        assert_eq!(ids(["./seeds/"], ["seeds/a/b.txt.gz"]), ["a/b"]);
        assert_eq!(ids([""], ["digest.md"]), ["digest.md"]);
        assert_eq!(ids(["."], ["./v1.2.TXT"]), ["v1.2"]);
        assert_eq!(ids(["/data"], ["/data/news.jsonl.zst"]), ["news.jsonl"]);
        assert_eq!(
            ids(
                ["x/2024", "x/2025"],
                ["x/2024/digest.txt", "x/2025/digest.txt"]
            ),
            ["2024/digest", "2025/digest"]
        );
        assert_eq!(
            ids(["x", "/y"], ["x/digest.txt", "/y/news"]),
            ["x/digest", "/y/news"]
        );
        assert_eq!(
            ids(["x", "x/y"], ["x/y/digest.txt", "x/y/digest.txt"]),
            ["y/digest"; 2]
        );
    }
}

//! What the exporters write: snapshots of every format from one fixture, and a reader that knows
//! nothing of the writers.

#[cfg(feature = "databases")]
mod databases;
mod fixture;
mod report;
mod standoff;
mod strict;

use claimex::export::{self, ClaimWriter, Colors, FindingWriter, Format, Layout};
use claimex::{Claim, Finding};

use self::fixture::{claims, findings};

fn written(format: Format, claims: &[Claim]) -> String {
    let mut bytes = Vec::new();
    export::write(&mut bytes, format, claims).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn jsonl() {
    insta::assert_snapshot!(written(Format::Jsonl, &claims()));
}

#[test]
fn csv() {
    insta::assert_snapshot!(written(Format::Csv, &claims()));
}

#[test]
fn table() {
    insta::assert_snapshot!(written(Format::Table, &claims()));
}

fn findings_written(format: Format) -> String {
    let mut bytes = Vec::new();
    export::write_findings(&mut bytes, format, &findings()).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn findings_jsonl() {
    insta::assert_snapshot!(findings_written(Format::Jsonl));
}

#[test]
fn findings_csv() {
    insta::assert_snapshot!(findings_written(Format::Csv));
}

#[test]
fn findings_table() {
    insta::assert_snapshot!(findings_written(Format::Table));
}

#[test]
fn findings_table_of_a_wide_colored_terminal() {
    let layout = Layout {
        columns: 120,
        colors: Colors::Always,
    };
    let mut writer = FindingWriter::table(layout, Vec::new());
    writer.write(&findings()).unwrap();
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    insta::assert_snapshot!(text.replace('\u{1b}', "␛"));
}

#[test]
fn findings_come_back_from_jsonl() {
    let lines = findings_written(Format::Jsonl);
    for (line, mut finding) in lines.lines().zip(findings()) {
        for claim in &mut finding.claims {
            claim.confidence = (claim.confidence * 1e4).round() / 1e4;
        }
        assert_eq!(serde_json::from_str::<Finding>(line).unwrap(), finding);
    }
}

#[test]
fn table_of_a_narrow_colored_terminal() {
    let layout = Layout {
        columns: 80,
        colors: Colors::Always,
    };
    let mut writer = ClaimWriter::table(layout, Vec::new());
    writer.write(&claims()).unwrap();
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    insta::assert_snapshot!(text.replace('\u{1b}', "␛"));
}

#[test]
fn without_claims_only_csv_has_a_line() {
    assert_eq!(written(Format::Jsonl, &[]), "");
    assert_eq!(written(Format::Table, &[]), "");
    assert_eq!(written(Format::Csv, &[]).lines().count(), 1);
}

#[test]
fn parting_the_claims_changes_no_byte() {
    for format in [Format::Jsonl, Format::Csv, Format::Table] {
        let mut writer = ClaimWriter::new(format, Vec::new());
        for one in claims() {
            writer.write(&[one]).unwrap();
        }
        let parted = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert_eq!(parted, written(format, &claims()), "{format:?}");
    }
}

#[test]
fn claims_come_back_from_jsonl() {
    let lines = written(Format::Jsonl, &claims());
    for (line, mut claim) in lines.lines().zip(claims()) {
        claim.confidence = (claim.confidence * 1e4).round() / 1e4;
        assert_eq!(serde_json::from_str::<Claim>(line).unwrap(), claim);
    }
}

//! Parquet and `SQLite`. What other tools make of every format is the business of `tests/readers`.

use std::fs;
use std::path::Path;

use claimex::export::{self, ClaimWriter, Database, FindingWriter, Format};

use super::fixture::{claims, documents, findings};

#[test]
fn parquet_bytes_do_not_depend_on_the_calls() {
    let many: Vec<_> = claims().into_iter().cycle().take(20_000).collect();
    let mut whole = Vec::new();
    export::write(&mut whole, Format::Parquet, &many).unwrap();
    let mut writer = ClaimWriter::new(Format::Parquet, Vec::new());
    for part in many.chunks(77) {
        writer.write(part).unwrap();
    }
    assert_eq!(writer.finish().unwrap(), whole);
    assert_eq!(&whole[..4], b"PAR1");
    assert_eq!(&whole[whole.len() - 4..], b"PAR1");
}

#[test]
fn parquet_without_records_is_a_whole_file() {
    let writer = FindingWriter::new(Format::Parquet, Vec::new());
    let bytes = writer.finish().unwrap();
    assert_eq!(&bytes[bytes.len() - 4..], b"PAR1");
}

#[test]
fn sqlite_keeps_every_claim_once() {
    let folder = tempfile::tempdir().unwrap();
    let filled = |name: &str| {
        let path = folder.path().join(name);
        let mut database = Database::create(&path).unwrap();
        database.add_documents(&documents()).unwrap();
        database.add_claims(&claims()).unwrap();
        database.add_findings(&findings()).unwrap();
        database.finish().unwrap();
        path
    };
    let path = filled("one.sqlite");
    let connection = rusqlite::Connection::open(&path).unwrap();
    let count = |table: &str| -> usize {
        let query = format!("SELECT count(*) FROM {table}");
        let count: i64 = connection.query_row(&query, [], |row| row.get(0)).unwrap();
        count.try_into().unwrap()
    };
    assert_eq!(count("documents"), documents().len());
    assert_eq!(count("claims"), claims().len());
    assert_eq!(count("findings"), findings().len());
    assert_eq!(count("finding_claims"), claims().len());
    let words: String = connection
        .query_row(
            "SELECT arguments.text FROM arguments JOIN claims ON claims.id = claim_id
             WHERE arguments.role = 'to' AND currency = 'USD'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(words, "Libya’s army");
    drop(connection);
    let again = filled("two.sqlite");
    assert_eq!(fs_err::read(path).unwrap(), fs_err::read(again).unwrap());
}

#[test]
fn sqlite_file_that_is_there_already_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("there.sqlite");
    Database::create(&path).unwrap().finish().unwrap();
    let error = Database::create(&path).unwrap_err();
    assert_eq!(error.path(), Some(path.as_path()));
    assert!(error.to_string().ends_with("SQLite file cannot be written"));
}

/// Writes the fixture in every format to `target/tmp/readers`, where `tests/readers/read.py` opens it.
#[test]
fn files_for_other_readers() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("brat")).unwrap();
    let file = |name: &str| fs_err::File::create(folder.join(name)).unwrap();
    for (format, ending) in [
        (Format::Jsonl, "jsonl"),
        (Format::Csv, "csv"),
        (Format::Parquet, "parquet"),
    ] {
        export::write(file(&format!("claims.{ending}")), format, &claims()).unwrap();
        export::write_findings(file(&format!("findings.{ending}")), format, &findings()).unwrap();
    }
    fs::write(folder.join("claim.schema.json"), export::CLAIM_SCHEMA).unwrap();
    fs::write(folder.join("finding.schema.json"), export::FINDING_SCHEMA).unwrap();
    for (number, document) in documents().iter().enumerate() {
        fs::write(folder.join(format!("brat/{number}.txt")), &document.text).unwrap();
        export::write_brat(file(&format!("brat/{number}.ann")), document, &claims()).unwrap();
    }
    export::write_label_studio(file("label_studio.json"), &documents(), &claims()).unwrap();
    let mut database = Database::create(folder.join("findings.sqlite")).unwrap();
    database.add_documents(&documents()).unwrap();
    database.add_findings(&findings()).unwrap();
    database.finish().unwrap();
}

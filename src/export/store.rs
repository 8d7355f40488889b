//! A `SQLite` file that [`Database`](super::Database) wrote → its articles and claims. Its findings are not read: they follow
//! from the claims.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde_json::{Map, Value, json};

use super::row::{Column, Record, Shape};
use super::sqlite::{VERSION, is_scalar};
use crate::claim::Claim;
use crate::document::Document;
use crate::error::{Error, ErrorKind};

/// A `SQLite` file of claims that is read. While it is open no other program can write to it, so that what is written in
/// its place holds all that it held.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the file at `path`.
    ///
    /// # Errors
    /// If it cannot be read, was not written by a [`Database`](super::Database) of this version, or is in use.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref().to_owned();
        let opened = Connection::open_with_flags(
            &path,
            rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .and_then(|connection| {
            connection.busy_timeout(std::time::Duration::ZERO)?;
            connection.execute_batch("BEGIN IMMEDIATE")?;
            let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            Ok((connection, version))
        });
        match opened {
            Ok((connection, VERSION)) => Ok(Self { connection, path }),
            Ok((_, version)) => {
                let message = format!(
                    "found a SQLite file with `user_version` {version}, wanted {VERSION}, as claimex writes it"
                );
                Err(Error::new(ErrorKind::Input, message).at(path))
            }
            Err(error) => Err(unread(&path, error)),
        }
    }

    /// The articles whose text it holds.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn documents(&self) -> Result<Vec<Document>, Error> {
        let read = || {
            let mut query = self.connection.prepare(
                "SELECT name, published, text FROM documents WHERE text IS NOT NULL ORDER BY id",
            )?;
            let rows = query.query_map([], |row| {
                let published: Option<String> = row.get(1)?;
                let name: String = row.get(0)?;
                let text: String = row.get(2)?;
                Ok((name, text, published))
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        let rows = read().map_err(|error| unread(&self.path, error))?;
        rows.into_iter()
            .map(|(name, text, published)| {
                Ok(Document::new(name, text, self.day(published.as_deref())?))
            })
            .collect()
    }

    /// All its claims, in the order of the file.
    ///
    /// # Errors
    /// If the file cannot be read, or holds what is no claim.
    pub fn claims(&self) -> Result<Vec<Claim>, Error> {
        self.read_claims()
            .map_err(|error| unread(&self.path, error))?
            .into_iter()
            .map(|claim| {
                serde_json::from_value(claim).map_err(|error| {
                    let message = "holds a claim that cannot be read";
                    Error::new(ErrorKind::Input, message)
                        .at(&self.path)
                        .caused_by(error)
                })
            })
            .collect()
    }

    fn day(&self, day: Option<&str>) -> Result<Option<Date>, Error> {
        day.map(str::parse).transpose().map_err(|error| {
            Error::new(ErrorKind::Input, "holds a date that cannot be read")
                .at(&self.path)
                .caused_by(error)
        })
    }

    /// Every claim as JSON Lines have it.
    fn read_claims(&self) -> rusqlite::Result<Vec<Value>> {
        let columns: Vec<&Column> = Claim::COLUMNS
            .iter()
            .filter(|column| is_scalar(column))
            .collect();
        let names: Vec<String> = columns
            .iter()
            .map(|column| format!("claims.\"{}\"", column.name))
            .collect();
        let mut claims = self.connection.prepare(&format!(
            "SELECT claims.id, documents.name, documents.published, {} FROM claims
             JOIN documents ON documents.id = document_id ORDER BY claims.id",
            names.join(", ")
        ))?;
        let mut arguments = self.connection.prepare(
            r#"SELECT claim_id, role, start, "end", text FROM arguments ORDER BY claim_id"#,
        )?;
        let mut arguments = arguments.query([])?;
        let mut argument = next_argument(&mut arguments)?;
        let mut rows = claims.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let mut claim = object(row, &columns)?;
            let mut own = Map::new();
            while let Some((_, role, quote)) = argument.take_if(|(owner, ..)| *owner <= id) {
                own.insert(role, quote);
                argument = next_argument(&mut arguments)?;
            }
            claim.insert("arguments".to_owned(), Value::Object(own));
            found.push(Value::Object(claim));
        }
        Ok(found)
    }
}

/// The claim that the next argument belongs to, its role, and itself.
fn next_argument(rows: &mut rusqlite::Rows<'_>) -> rusqlite::Result<Option<(i64, String, Value)>> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let (start, end): (i64, i64) = (row.get(2)?, row.get(3)?);
    let quote = json!({"start": start, "end": end, "text": row.get::<_, String>(4)?});
    Ok(Some((row.get(0)?, row.get(1)?, quote)))
}

/// The row's columns that are not null, by their names.
fn object(row: &Row<'_>, columns: &[&Column]) -> rusqlite::Result<Map<String, Value>> {
    let mut object = Map::new();
    object.insert("document".to_owned(), row.get::<_, String>(1)?.into());
    object.insert(
        "published".to_owned(),
        row.get::<_, Option<String>>(2)?.into(),
    );
    for (index, column) in columns.iter().enumerate() {
        let value = match (row.get_ref(index + 3)?, column.shape) {
            (ValueRef::Null, _) => continue,
            (ValueRef::Integer(number), Shape::Flag) => Value::Bool(number != 0),
            (ValueRef::Integer(number), _) => number.into(),
            (ValueRef::Real(number), _) => number.into(),
            (ValueRef::Text(text), Shape::Texts) => {
                serde_json::from_slice(text).unwrap_or_default()
            }
            (ValueRef::Text(text), _) => String::from_utf8_lossy(text).into(),
            (ValueRef::Blob(_), _) => Value::Null,
        };
        object.insert(column.name.to_owned(), value);
    }
    Ok(object)
}

fn unread(path: &Path, error: rusqlite::Error) -> Error {
    let message = match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            "is in use by another program"
        }
        Some(rusqlite::ErrorCode::NotADatabase) => "is no SQLite file",
        _ => "SQLite file cannot be read",
    };
    Error::new(ErrorKind::Io, message).at(path).caused_by(error)
}

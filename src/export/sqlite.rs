//! Documents, claims and findings → one `SQLite` file: related tables with keys and indexes. It writes new
//! files; it does not read or change old ones.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, Statement, params, params_from_iter};

use super::json::Shown;
use super::row::{Cell, Column, Record, Shape};
use crate::claim::Claim;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::finding::Finding;

/// The version of the tables, which the file keeps as its `user_version`.
pub(super) const VERSION: i64 = 1;

/// A new `SQLite` file that is being filled; the schema above lists its tables.
///
/// Claims may be added by themselves, inside their findings, or both ways: a claim is known by its
/// document, kind and place, and stands in the file once. The same additions give the same bytes.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
    path: PathBuf,
}

impl Database {
    /// A new file at `path`.
    ///
    /// # Errors
    /// If the file cannot be written or already has tables.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref().to_owned();
        let created = Connection::open(&path).and_then(|connection| {
            connection.execute_batch(&tables())?;
            Ok(connection)
        });
        match created {
            Ok(connection) => Ok(Self { connection, path }),
            Err(error) => Err(failed(&path, error)),
        }
    }

    /// Adds articles with their text. An article that claims have named before gets its text now.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn add_documents(&mut self, documents: &[Document]) -> Result<(), Error> {
        self.within(|connection| {
            let mut insert = connection.prepare(
                "INSERT INTO documents (name, published, text) VALUES (?1, ?2, ?3)
                 ON CONFLICT (name, ifnull(published, '')) DO UPDATE SET text = excluded.text",
            )?;
            for document in documents {
                let published = document.published.map(|day| day.to_string());
                insert.execute(params![document.id, published, document.text])?;
            }
            Ok(())
        })
    }

    /// Adds claims with their arguments.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn add_claims(&mut self, claims: &[Claim]) -> Result<(), Error> {
        self.within(|connection| {
            let mut inserts = ClaimInserts::new(connection)?;
            claims
                .iter()
                .try_for_each(|claim| inserts.add(claim).map(drop))
        })
    }

    /// Adds findings, and those of their claims that are not there yet.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn add_findings(&mut self, findings: &[Finding]) -> Result<(), Error> {
        self.within(|connection| {
            let mut claim_inserts = ClaimInserts::new(connection)?;
            let mut insert = connection.prepare(&insertion("findings", Finding::COLUMNS))?;
            let mut link = connection.prepare(
                "INSERT INTO finding_claims (claim_id, finding_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?;
            for finding in findings {
                insert.execute(params_from_iter(scalars(finding)?))?;
                for claim in &finding.claims {
                    link.execute(params![claim_inserts.add(claim)?, finding.id])?;
                }
            }
            Ok(())
        })
    }

    /// Writes everything out. Without it, the file is left empty.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn finish(self) -> Result<(), Error> {
        let Self { connection, path } = self;
        connection
            .execute_batch("COMMIT")
            .map_err(|error| failed(&path, error))?;
        connection
            .close()
            .map_err(|(_, error)| failed(&path, error))
    }

    fn within(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<()>,
    ) -> Result<(), Error> {
        work(&self.connection).map_err(|error| failed(&self.path, error))
    }
}

fn failed(path: &Path, error: rusqlite::Error) -> Error {
    Error::new(ErrorKind::Io, "SQLite file cannot be written")
        .at(path)
        .caused_by(error)
}

/// The statements that add a claim.
struct ClaimInserts<'connection> {
    document: Statement<'connection>,
    document_id: Statement<'connection>,
    claim: Statement<'connection>,
    claim_id: Statement<'connection>,
    argument: Statement<'connection>,
}

impl<'connection> ClaimInserts<'connection> {
    fn new(connection: &'connection Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            document: connection.prepare(
                "INSERT INTO documents (name, published) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?,
            document_id: connection.prepare(
                "SELECT id FROM documents WHERE name = ?1 AND ifnull(published, '') = ifnull(?2, '')",
            )?,
            claim: connection.prepare(&insertion("claims", Claim::COLUMNS))?,
            claim_id: connection.prepare(
                r#"SELECT id FROM claims WHERE document_id = ?1 AND kind = ?2 AND start = ?3 AND "end" = ?4"#,
            )?,
            argument: connection.prepare(
                r#"INSERT INTO arguments (claim_id, role, start, "end", text) VALUES (?1, ?2, ?3, ?4, ?5)"#,
            )?,
        })
    }

    /// Adds the claim if it is not there yet; its key.
    fn add(&mut self, claim: &Claim) -> rusqlite::Result<i64> {
        let published = claim.published.map(|day| day.to_string());
        self.document.execute(params![claim.document, published])?;
        let document: i64 = self
            .document_id
            .query_row(params![claim.document, published], |row| row.get(0))?;
        let mut values = vec![Value::Integer(document)];
        values.extend(scalars(claim)?);
        let added = self.claim.execute(params_from_iter(values))?;
        let id = id_of(&mut self.claim_id, claim, document)?;
        if added > 0 {
            for (role, quote) in claim.arguments.by_role() {
                if let Some(quote) = quote {
                    self.argument.execute(params![
                        id,
                        role,
                        integer(quote.start)?,
                        integer(quote.end)?,
                        quote.text
                    ])?;
                }
            }
        }
        Ok(id)
    }
}

fn id_of(query: &mut Statement<'_>, claim: &Claim, document: i64) -> rusqlite::Result<i64> {
    let place = params![
        document,
        claim.meaning.kind(),
        integer(claim.quote.start)?,
        integer(claim.quote.end)?
    ];
    query.query_row(place, |row| row.get(0))
}

/// Whether the column has a place in the record's own table, and is not kept in another one.
pub(super) fn is_scalar(column: &Column) -> bool {
    !matches!(column.shape, Shape::Quote | Shape::Claims)
        && !matches!(column.name, "document" | "published")
}

/// The record's cells, but for those that other tables keep.
fn scalars(record: &impl Record) -> rusqlite::Result<Vec<Value>> {
    columns_of(record)
        .iter()
        .zip(record.cells())
        .filter(|(column, _)| is_scalar(column))
        .map(|(column, cell)| value(column, &cell))
        .collect()
}

fn columns_of<R: Record>(_: &R) -> &'static [Column] {
    R::COLUMNS
}

fn value(column: &Column, cell: &Cell<'_>) -> rusqlite::Result<Value> {
    Ok(match cell {
        Cell::Text(text) => Value::Text((*text).to_owned()),
        Cell::Count(count) => Value::Integer(integer(*count)?),
        Cell::Number(number) => Value::Real(*number),
        Cell::Flag(flag) => Value::Integer(i64::from(*flag)),
        Cell::Day(day) => Value::Text(day.to_string()),
        Cell::Texts(_) | Cell::Rows(_) if !cell.is_empty() => Value::Text(
            serde_json::to_string(&Shown(column, cell))
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?,
        ),
        _ => Value::Null,
    })
}

fn integer(count: usize) -> rusqlite::Result<i64> {
    i64::try_from(count).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// The statement that adds a row of `table`.
fn insertion(table: &str, columns: &[Column]) -> String {
    let owner = (table == "claims").then_some("document_id");
    let names: Vec<String> = owner
        .into_iter()
        .chain(
            columns
                .iter()
                .filter(|column| is_scalar(column))
                .map(|column| column.name),
        )
        .map(|name| format!("\"{name}\""))
        .collect();
    let places = vec!["?"; names.len()].join(", ");
    format!(
        "INSERT INTO {table} ({}) VALUES ({places}) ON CONFLICT DO NOTHING",
        names.join(", ")
    )
}

/// Columns as SQL declares them.
fn declarations(columns: &[Column]) -> String {
    let mut sql = String::new();
    for column in columns.iter().filter(|column| is_scalar(column)) {
        let sort = match column.shape {
            Shape::Count | Shape::Flag => "INTEGER",
            Shape::Number => "REAL",
            _ => "TEXT",
        };
        let key = if column.name == "id" {
            " PRIMARY KEY"
        } else {
            ""
        };
        // Writing to a string cannot fail.
        let _ = write!(sql, "\"{}\" {sort}{key}, ", column.name);
    }
    sql
}

/// The statements that make the tables and begin the one transaction that fills them.
fn tables() -> String {
    format!(
        r#"
        PRAGMA journal_mode = OFF;
        PRAGMA user_version = {VERSION};
        BEGIN;
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, published TEXT, text TEXT
        ) STRICT;
        CREATE UNIQUE INDEX documents_by_name ON documents (name, ifnull(published, ''));
        CREATE TABLE claims (
            id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents (id),
            {claims} UNIQUE (document_id, kind, start, "end")
        ) STRICT;
        CREATE INDEX claims_by_kind ON claims (kind, type);
        CREATE TABLE arguments (
            claim_id INTEGER NOT NULL REFERENCES claims (id), role TEXT NOT NULL,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (claim_id, role)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX arguments_by_text ON arguments (role, text);
        CREATE TABLE findings (
            {findings} FOREIGN KEY (part_of) REFERENCES findings (id) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE INDEX findings_by_kind ON findings (kind, agreement);
        CREATE TABLE finding_claims (
            claim_id INTEGER PRIMARY KEY REFERENCES claims (id), finding_id TEXT NOT NULL REFERENCES findings (id)
        ) STRICT;
        CREATE INDEX finding_claims_by_finding ON finding_claims (finding_id);
        "#,
        claims = declarations(Claim::COLUMNS),
        findings = declarations(Finding::COLUMNS),
    )
}

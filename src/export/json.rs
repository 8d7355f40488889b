//! Cells and rows → JSON values, through serde. Which of them stand on a line of their own is the business of the
//! formats.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::row::{Cell, Column, Record, Shape};
use crate::claim::{Claim, whole};

/// A claim or finding as one JSON object: the keys that its kind has, in the order of the columns; the arguments of
/// a claim stand together under `arguments`.
pub(super) struct Object<'record, R>(pub(super) &'record R);

impl<R: Record> Serialize for Object<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.0.cells();
        let mut object = serializer.serialize_map(None)?;
        let mut arguments_written = false;
        for (column, cell) in R::COLUMNS.iter().zip(&cells) {
            match column.shape {
                Shape::Quote if arguments_written => {}
                Shape::Quote => {
                    arguments_written = true;
                    object.serialize_entry("arguments", &Arguments(R::COLUMNS, &cells))?;
                }
                _ if column.belongs_to(self.0.kind()) && column.is_written(cell) => {
                    object.serialize_entry(column.name, &Shown(column, cell))?;
                }
                _ => {}
            }
        }
        object.end()
    }
}

/// The arguments that there are, by role.
struct Arguments<'record>(&'static [Column], &'record [Cell<'record>]);

impl Serialize for Arguments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let present = self
            .0
            .iter()
            .zip(self.1)
            .filter_map(|(column, cell)| match cell {
                Cell::Quote(quote) => Some((column.name, quote)),
                _ => None,
            });
        serializer.collect_map(present)
    }
}

/// What stands in a cell of a column.
pub(super) struct Shown<'record>(
    pub(super) &'record Column,
    pub(super) &'record Cell<'record>,
);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.1, self.0.shape) {
            (Cell::Text(text), _) => serializer.serialize_str(text),
            (Cell::Count(count), _) => count.serialize(serializer),
            (Cell::Number(number), _) => whole::serialize(&Some(*number), serializer),
            (Cell::Flag(flag), _) => serializer.serialize_bool(*flag),
            (Cell::Day(day), _) => serializer.collect_str(day),
            (Cell::Quote(quote), _) => quote.serialize(serializer),
            (Cell::Texts(texts), _) => texts.serialize(serializer),
            (Cell::Claims(claims), _) => serializer.collect_seq(claims.iter().map(Object)),
            (Cell::Rows(rows), Shape::Rows(columns)) => {
                serializer.collect_seq(rows.iter().map(|cells| Nested { columns, cells }))
            }
            (Cell::Empty | Cell::Rows(_), _) => serializer.serialize_none(),
        }
    }
}

/// A row inside a cell.
struct Nested<'record> {
    columns: &'static [Column],
    cells: &'record [Cell<'record>],
}

impl Serialize for Nested<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shown = self.columns.iter().zip(self.cells);
        serializer.collect_map(
            shown
                .filter(|(column, cell)| column.is_written(cell))
                .map(|(column, cell)| (column.name, Shown(column, cell))),
        )
    }
}

/// Where a claim stands: enough to find it among the claims, for formats that do not nest them.
#[derive(serde::Serialize)]
pub(super) struct Reference<'claim> {
    document: &'claim str,
    start: usize,
    end: usize,
}

impl<'claim> From<&'claim Claim> for Reference<'claim> {
    fn from(claim: &'claim Claim) -> Self {
        Self {
            document: &claim.document,
            start: claim.quote.start,
            end: claim.quote.end,
        }
    }
}

//! Records → Apache Parquet: their flat rows as typed columns. A stretch is a struct, a list is a list, a
//! finding's claims are whole rows inside it.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, ListArray, RecordBatch,
    StringArray, StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use jiff::civil::{Date, date};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::row::{Cell, Column, Record, Shape};
use crate::claim::Claim;

/// Writes claims or findings as Parquet, compressed with Snappy, in batches.
pub(super) struct Parquet<W> {
    writer: W,
    columns: &'static [Column],
    /// Encodes into memory, from where the bytes are taken after each batch; made with the first.
    encoder: Option<ArrowWriter<Vec<u8>>>,
}

impl<W: Write> Parquet<W> {
    pub(super) fn new(columns: &'static [Column], writer: W) -> Self {
        Self {
            writer,
            columns,
            encoder: None,
        }
    }

    pub(super) fn write<R: Record>(&mut self, records: &[R]) -> io::Result<()> {
        let batch = batch(self.columns, records).map_err(io::Error::other)?;
        let encoder = match &mut self.encoder {
            Some(encoder) => encoder,
            none => none.insert(encoder(batch.schema()).map_err(io::Error::other)?),
        };
        encoder.write(&batch).map_err(io::Error::other)?;
        encoder.sync()?;
        self.writer.write_all(encoder.inner())?;
        encoder.inner_mut().clear();
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        if let Some(encoder) = self.encoder {
            let last = encoder.into_inner().map_err(io::Error::other)?;
            self.writer.write_all(&last)?;
        }
        self.writer.flush()?;
        Ok(self.writer)
    }
}

impl<W: fmt::Debug> fmt::Debug for Parquet<W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Parquet")
            .field("writer", &self.writer)
            .finish_non_exhaustive()
    }
}

fn encoder(schema: Arc<Schema>) -> parquet::errors::Result<ArrowWriter<Vec<u8>>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    let options = ArrowWriterOptions::new()
        .with_properties(properties)
        .with_skip_arrow_metadata(true);
    ArrowWriter::try_new_with_options(Vec::new(), schema, options)
}

fn batch<R: Record>(columns: &'static [Column], records: &[R]) -> Result<RecordBatch, ArrowError> {
    let rows: Vec<Vec<Cell<'_>>> = records.iter().map(Record::cells).collect();
    let schema = Arc::new(Schema::new(fields(columns)));
    RecordBatch::try_new(schema, arrays(columns, &rows)?)
}

fn fields(columns: &[Column]) -> Fields {
    columns
        .iter()
        .map(|column| Field::new(column.name, data_type(column.shape), true))
        .collect()
}

/// The fields of a stretch: Unicode code points, and the text.
fn quote_fields() -> Fields {
    Fields::from(vec![
        Field::new("start", DataType::Int64, false),
        Field::new("end", DataType::Int64, false),
        Field::new("text", DataType::Utf8, false),
    ])
}

fn data_type(shape: Shape) -> DataType {
    match shape {
        Shape::Text => DataType::Utf8,
        Shape::Count => DataType::Int64,
        Shape::Number => DataType::Float64,
        Shape::Flag => DataType::Boolean,
        Shape::Day => DataType::Date32,
        Shape::Quote => DataType::Struct(quote_fields()),
        Shape::Texts => DataType::List(element(DataType::Utf8)),
        Shape::Rows(columns) => DataType::List(element(DataType::Struct(fields(columns)))),
        Shape::Claims => data_type(Shape::Rows(Claim::COLUMNS)),
    }
}

/// The field of a list's elements, named as the Parquet format wants it.
fn element(data_type: DataType) -> Arc<Field> {
    Arc::new(Field::new("element", data_type, false))
}

/// One array for each column of `rows`.
fn arrays(columns: &[Column], rows: &[Vec<Cell<'_>>]) -> Result<Vec<ArrayRef>, ArrowError> {
    let column_cells = |index: usize| rows.iter().filter_map(move |row| row.get(index));
    columns
        .iter()
        .enumerate()
        .map(|(index, column)| array(column.shape, &column_cells(index).collect::<Vec<_>>()))
        .collect()
}

/// The cells of one column; a cell of another shape is null.
fn array(shape: Shape, cells: &[&Cell<'_>]) -> Result<ArrayRef, ArrowError> {
    Ok(match shape {
        Shape::Text => Arc::new(StringArray::from_iter(cells.iter().map(
            |cell| match cell {
                Cell::Text(text) => Some(text),
                _ => None,
            },
        ))),
        Shape::Count => Arc::new(Int64Array::from_iter(cells.iter().map(|cell| match cell {
            Cell::Count(count) => i64::try_from(*count).ok(),
            _ => None,
        }))),
        Shape::Number => Arc::new(Float64Array::from_iter(cells.iter().map(
            |cell| match cell {
                Cell::Number(number) => Some(*number),
                _ => None,
            },
        ))),
        Shape::Flag => Arc::new(BooleanArray::from_iter(cells.iter().map(
            |cell| match cell {
                Cell::Flag(flag) => Some(*flag),
                _ => None,
            },
        ))),
        Shape::Day => Arc::new(Date32Array::from_iter(cells.iter().map(
            |cell| match cell {
                Cell::Day(day) => days_since_epoch(*day),
                _ => None,
            },
        ))),
        Shape::Quote => quotes(cells)?,
        Shape::Texts => {
            let lists = cells.iter().map(|cell| match cell {
                Cell::Texts(texts) => texts.iter().map(|text| Cell::Text(text)).collect(),
                _ => Vec::new(),
            });
            let (lengths, values) = flattened(lists);
            let values = array(Shape::Text, &values.iter().collect::<Vec<_>>())?;
            list(DataType::Utf8, lengths, values)?
        }
        Shape::Rows(columns) => {
            let lists = cells.iter().map(|cell| match cell {
                Cell::Rows(rows) => rows.clone(),
                _ => Vec::new(),
            });
            let (lengths, rows) = flattened(lists);
            rows_list(columns, lengths, &rows)?
        }
        Shape::Claims => {
            let lists = cells.iter().map(|cell| match cell {
                Cell::Claims(claims) => claims.iter().map(Record::cells).collect(),
                _ => Vec::new(),
            });
            let (lengths, rows) = flattened(lists);
            rows_list(Claim::COLUMNS, lengths, &rows)?
        }
    })
}

fn quotes(cells: &[&Cell<'_>]) -> Result<ArrayRef, ArrowError> {
    let quotes = || {
        cells.iter().map(|cell| match cell {
            Cell::Quote(quote) => Some(*quote),
            _ => None,
        })
    };
    let there: NullBuffer = quotes()
        .map(|quote| quote.is_some())
        .collect::<Vec<_>>()
        .into();
    let places = |place: fn(&crate::claim::Quote) -> usize| {
        quotes()
            .map(|quote| quote.map_or(Ok(0), |quote| i64::try_from(place(quote))))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| ArrowError::InvalidArgumentError(error.to_string()))
    };
    let starts = Int64Array::from(places(|quote| quote.start)?);
    let ends = Int64Array::from(places(|quote| quote.end)?);
    let texts = StringArray::from_iter_values(
        quotes().map(|quote| quote.map_or("", |quote| quote.text.as_str())),
    );
    let fields: Vec<ArrayRef> = vec![Arc::new(starts), Arc::new(ends), Arc::new(texts)];
    Ok(Arc::new(StructArray::try_new(
        quote_fields(),
        fields,
        Some(there),
    )?))
}

/// The lists' lengths, and their elements one after another.
fn flattened<Element>(lists: impl Iterator<Item = Vec<Element>>) -> (Vec<usize>, Vec<Element>) {
    let mut lengths = Vec::new();
    let mut elements = Vec::new();
    for list in lists {
        lengths.push(list.len());
        elements.extend(list);
    }
    (lengths, elements)
}

fn rows_list(
    columns: &'static [Column],
    lengths: Vec<usize>,
    rows: &[Vec<Cell<'_>>],
) -> Result<ArrayRef, ArrowError> {
    let fields = fields(columns);
    let structs = StructArray::try_new(fields.clone(), arrays(columns, rows)?, None)?;
    list(DataType::Struct(fields), lengths, Arc::new(structs))
}

fn list(
    data_type: DataType,
    lengths: Vec<usize>,
    values: ArrayRef,
) -> Result<ArrayRef, ArrowError> {
    let offsets = OffsetBuffer::from_lengths(lengths);
    Ok(Arc::new(ListArray::try_new(
        element(data_type),
        offsets,
        values,
        None,
    )?))
}

/// Days since 1970-01-01, which a Parquet date counts from.
fn days_since_epoch(day: Date) -> Option<i32> {
    let hours = day.duration_since(date(1970, 1, 1)).as_hours();
    i32::try_from(hours / 24).ok()
}

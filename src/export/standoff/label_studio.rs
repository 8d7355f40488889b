//! Articles and their claims → Label Studio tasks: one JSON array, the claims as predictions to be corrected.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::Marks;
use crate::claim::{Claim, Meaning, four_decimals};
use crate::document::Document;
use crate::export::display;

/// Label Studio's labeling configuration for these tasks: every label, relation and choice that they use.
pub const LABEL_STUDIO_CONFIGURATION: &str = include_str!("label_studio.xml");

/// Writes one task for each of `documents`, in their order, with the claims among `claims` that are theirs.
///
/// `data` holds `text`, `document` and `published`. The one prediction holds, for each claim, its stretch with a
/// label (`money`, `killed`, …, `date`) and its confidence, its `status` as a choice and its `value` as
/// people read it; each argument is a stretch labeled `argument`, with a relation by role from the claim to it.
///
/// # Errors
/// Whatever the writer refuses.
pub fn write_label_studio(
    writer: impl Write,
    documents: &[Document],
    claims: &[Claim],
) -> io::Result<()> {
    let by_document = super::by_document(claims);
    let mut tasks = LabelStudioWriter::new(writer);
    for document in documents {
        let own = by_document
            .get(document.id.as_str())
            .map_or(&[][..], Vec::as_slice);
        tasks.write_task(document, own)?;
    }
    tasks.finish().map(drop)
}

/// Writes the tasks of [`write_label_studio`] as the articles come, holding none of them back.
#[derive(Debug)]
pub struct LabelStudioWriter<W> {
    writer: W,
    empty: bool,
}

impl<W: Write> LabelStudioWriter<W> {
    /// A writer of one array; nothing is written yet.
    pub fn new(writer: W) -> Self {
        Self {
            writer,
            empty: true,
        }
    }

    /// Writes the task of `document`, whose claims are `claims`.
    ///
    /// # Errors
    /// Whatever the writer refuses.
    pub fn write(&mut self, document: &Document, claims: &[Claim]) -> io::Result<()> {
        self.write_task(document, &claims.iter().collect::<Vec<_>>())
    }

    fn write_task(&mut self, document: &Document, claims: &[&Claim]) -> io::Result<()> {
        let before = if self.empty { b"[" } else { b"," };
        self.empty = false;
        self.writer.write_all(before)?;
        serde_json::to_writer(&mut self.writer, &task(document, claims))?;
        Ok(())
    }

    /// Closes the array, flushes, and hands the writer back.
    ///
    /// # Errors
    /// Whatever the writer refuses.
    pub fn finish(mut self) -> io::Result<W> {
        let rest: &[u8] = if self.empty { b"[]\n" } else { b"]\n" };
        self.writer.write_all(rest)?;
        self.writer.flush()?;
        Ok(self.writer)
    }
}

#[derive(Serialize)]
struct Task<'document> {
    data: Data<'document>,
    predictions: [Prediction; 1],
}

#[derive(Serialize)]
struct Data<'document> {
    text: &'document str,
    document: &'document str,
    published: Option<String>,
}

#[derive(Serialize)]
struct Prediction {
    model_version: &'static str,
    result: Vec<Value>,
}

fn task<'document>(document: &'document Document, claims: &[&Claim]) -> Task<'document> {
    Task {
        data: Data {
            text: &document.text,
            document: &document.id,
            published: document.published.map(|day| day.to_string()),
        },
        predictions: [Prediction {
            model_version: concat!("claimex ", env!("CARGO_PKG_VERSION")),
            result: result(claims),
        }],
    }
}

/// The parts of a prediction. What belongs to one stretch shares its `id`.
fn result(claims: &[&Claim]) -> Vec<Value> {
    let marks = Marks::of(claims);
    let mut result = Vec::new();
    for (number, mark) in marks.marks.iter().enumerate() {
        let (start, end) = (mark.quote.start, mark.quote.end);
        let part = |from_name: &str, kind: &str, value: Value| {
            json!({
                "id": id(number), "from_name": from_name, "to_name": "text", "type": kind, "value": value,
            })
        };
        let label = mark.claim.map_or("argument", label);
        let mut labels = part(
            "label",
            "labels",
            json!({"start": start, "end": end, "text": mark.quote.text, "labels": [label]}),
        );
        if let Some(claim) = mark.claim {
            labels["score"] = json!(four_decimals(claim.confidence));
        }
        result.push(labels);
        if let Some(status) = mark.claim.and_then(|claim| claim.status) {
            let value = json!({"start": start, "end": end, "choices": [status.name()]});
            result.push(part("status", "choices", value));
        }
        if let Some(claim) = mark.claim {
            let value = display::claim_value(&claim.meaning);
            let value = json!({"start": start, "end": end, "text": [value]});
            result.push(part("value", "textarea", value));
        }
    }
    for (claim, role, argument) in marks.links() {
        result.push(json!({
            "type": "relation", "from_id": id(claim), "to_id": id(argument), "direction": "right",
            "labels": [role],
        }));
    }
    result
}

fn label(claim: &Claim) -> &'static str {
    match &claim.meaning {
        Meaning::Casualty { harm, .. } => harm.name(),
        other => other.kind(),
    }
}

/// A stretch's id, unique within its task.
fn id(number: usize) -> String {
    format!("s{}", number + 1)
}

//! A claim's row, under its article's heading.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::text::{harmless, padded, shortened};
use super::{GAP, SORT, Table, Tabulated, VALUE, kind_style};
use crate::claim::{Claim, Quote};
use crate::export::display;
use crate::mention::Status;

/// As wide as `hypothetical`.
const STATUS: usize = 12;
/// The least width at which a column of words tells anything.
const LEAST_WORDS: usize = 18;

impl Tabulated for Claim {
    fn tabulate<W: Write>(&self, table: &mut Table<W>) -> io::Result<()> {
        if table.document.as_ref() != Some(&self.document) {
            write_heading(self, table)?;
        }
        let value = padded(&harmless(&display::claim_value(&self.meaning)), VALUE);
        let status = self.status.map_or("", Status::name);
        let room = Room::of(table.layout.columns, value.width().saturating_sub(VALUE));
        let text = shortened(&harmless(&self.quote.text), room.words);
        let sort = padded(&display::claim_sort(&self.meaning), SORT);
        let mut line = [
            "",
            &table.painted(kind_style(self.meaning.kind()), &sort),
            &table.painted(Style::new().bold(), &value),
            &table.painted(status_style(self.status), &padded(status, STATUS)),
            "",
        ]
        .join(GAP);
        let surroundings = room
            .surroundings
            .map(|width| shortened(&harmless(&surroundings(self)), width));
        match surroundings {
            Some(surroundings) if !surroundings.is_empty() => {
                line += &padded(&text, room.words);
                line += GAP;
                line += &table.painted(Style::new().dimmed(), &surroundings);
            }
            _ => line += &text,
        }
        writeln!(table.writer, "{}", line.trim_end())
    }
}

fn write_heading<W: Write>(claim: &Claim, table: &mut Table<W>) -> io::Result<()> {
    if table.document.is_some() {
        writeln!(table.writer)?;
    }
    let name = table.painted(Style::new().bold().underline(), &harmless(&claim.document));
    let published = match claim.published {
        Some(day) => day.to_string(),
        None => "date unknown".to_owned(),
    };
    let published = table.painted(Style::new().dimmed(), &published);
    table.document = Some(claim.document.clone());
    writeln!(table.writer, "{name}{GAP}{published}")
}

/// The columns left for words.
struct Room {
    /// For the claim's own.
    words: usize,
    /// For what stands around it, where there is room for that.
    surroundings: Option<usize>,
}

impl Room {
    /// What a terminal of `columns` leaves, where the value runs over its column by `overrun`.
    fn of(columns: usize, overrun: usize) -> Self {
        let fixed = SORT + VALUE + STATUS + GAP.len() * 4;
        let rest = columns.saturating_sub(fixed).max(LEAST_WORDS);
        let least = LEAST_WORDS / 2;
        if rest < LEAST_WORDS * 2 + GAP.len() {
            return Self {
                words: rest.saturating_sub(overrun).max(least),
                surroundings: None,
            };
        }
        let words = LEAST_WORDS.max(rest * 2 / 5);
        Self {
            words: words.saturating_sub(overrun).max(least),
            surroundings: Some(rest - words - GAP.len()),
        }
    }
}

fn status_style(status: Option<Status>) -> Style {
    match status {
        Some(Status::Denied) => AnsiColor::Magenta.on_default(),
        Some(Status::Hypothetical) => AnsiColor::Yellow.on_default(),
        Some(Status::Reported) => Style::new().dimmed(),
        Some(Status::Asserted) | None => Style::new(),
    }
}

/// What the claim is about, who acts on whom, and where.
fn surroundings(claim: &Claim) -> String {
    let text = |quote: &Option<Quote>| quote.as_ref().map(|quote| quote.text.clone());
    let arguments = &claim.arguments;
    let parties = display::parties(text(&arguments.agent), text(&arguments.to));
    display::listed([text(&arguments.about), parties, text(&arguments.place)])
}

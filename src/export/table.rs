//! Claims → an aligned table for the terminal, grouped by article. It shortens words to the width, but
//! never a value; it is not meant to be read back.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::display;
use crate::claim::{Claim, Meaning, Quote};
use crate::mention::Status;

/// Whether the table is colored, by ANSI escape codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colors {
    /// Colors and weights.
    Always,
    /// Plain text.
    #[default]
    Never,
}

/// How the table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The terminal's width, in columns. Under 80 the lines may run over.
    pub columns: usize,
    /// Whether it is colored.
    pub colors: Colors,
}

/// 100 columns, no colors.
impl Default for Layout {
    fn default() -> Self {
        Self {
            columns: 100,
            colors: Colors::Never,
        }
    }
}

const INDENT: usize = 2;
const GAP: usize = 2;
/// As wide as `investment`.
const SORT: usize = 10;
/// As wide as `USD 999,999,999,999`, with a sign and some air.
const VALUE: usize = 24;
/// As wide as `hypothetical`.
const STATUS: usize = 12;
/// The least width at which a column of words tells anything.
const LEAST_WORDS: usize = 18;

/// Writes claims as a table. Widths follow from the layout alone, so that a row can be written as
/// soon as its claim comes and the bytes do not depend on what comes after.
///
/// Control characters and marks that reorder text are shown as `U+FFFD`: an article cannot
/// write to the terminal.
#[derive(Debug)]
pub(super) struct Table<W> {
    writer: W,
    colors: Colors,
    words: usize,
    about: Option<usize>,
    document: Option<String>,
}

impl<W: Write> Table<W> {
    pub(super) fn new(layout: Layout, writer: W) -> Self {
        let fixed = INDENT + SORT + GAP + VALUE + GAP + STATUS + GAP;
        let rest = layout.columns.saturating_sub(fixed).max(LEAST_WORDS);
        let (words, about) = if rest >= LEAST_WORDS * 2 + GAP {
            let words = LEAST_WORDS.max(rest * 2 / 5);
            (words, Some(rest - words - GAP))
        } else {
            (rest, None)
        };
        Self {
            writer,
            colors: layout.colors,
            words,
            about,
            document: None,
        }
    }

    pub(super) fn write(&mut self, claim: &Claim) -> io::Result<()> {
        if self.document.as_ref() != Some(&claim.document) {
            self.write_heading(claim)?;
        }
        let value = display::value(&claim.meaning);
        let value = padded(&harmless(&value), VALUE);
        let overrun = value.width().saturating_sub(VALUE);
        let status = claim.status.map_or("", Status::name);
        let words = self.words.saturating_sub(overrun).max(LEAST_WORDS / 2);
        let text = shortened(&harmless(&claim.quote.text), words);
        let mut line = format!(
            "{:INDENT$}{}{:GAP$}{}{:GAP$}{}{:GAP$}",
            "",
            self.painted(
                kind_style(&claim.meaning),
                &padded(&display::sort(&claim.meaning), SORT)
            ),
            "",
            self.painted(Style::new().bold(), &value),
            "",
            self.painted(status_style(claim.status), &padded(status, STATUS)),
            "",
        );
        match self
            .about
            .map(|width| shortened(&harmless(&surroundings(claim)), width))
        {
            Some(about) if !about.is_empty() => {
                line += &padded(&text, words);
                line += &format!("{:GAP$}{}", "", self.painted(Style::new().dimmed(), &about));
            }
            _ => line += &text,
        }
        writeln!(self.writer, "{}", line.trim_end())
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.writer.flush()?;
        Ok(self.writer)
    }

    fn write_heading(&mut self, claim: &Claim) -> io::Result<()> {
        if self.document.is_some() {
            writeln!(self.writer)?;
        }
        let name = self.painted(Style::new().bold().underline(), &harmless(&claim.document));
        let published = match claim.published {
            Some(day) => day.to_string(),
            None => "date unknown".to_owned(),
        };
        let published = self.painted(Style::new().dimmed(), &published);
        self.document = Some(claim.document.clone());
        writeln!(self.writer, "{name}{:GAP$}{published}", "")
    }

    fn painted(&self, style: Style, text: &str) -> String {
        match self.colors {
            Colors::Always => format!("{style}{text}{style:#}"),
            Colors::Never => text.to_owned(),
        }
    }
}

fn kind_style(meaning: &Meaning) -> Style {
    let color = match meaning {
        Meaning::Money { .. } => AnsiColor::Green,
        Meaning::Casualty { .. } => AnsiColor::Red,
        Meaning::Date { .. } => AnsiColor::Cyan,
    };
    color.on_default()
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
    let parties = match (text(&arguments.agent), text(&arguments.to)) {
        (Some(agent), Some(to)) => Some(format!("{agent} → {to}")),
        (None, Some(to)) => Some(format!("→ {to}")),
        (agent, None) => agent,
    };
    [text(&arguments.about), parties, text(&arguments.place)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The text with white space as single spaces, and `U+FFFD` for every character that acts instead of showing:
/// control characters (Unicode Cc) and the marks of the bidirectional algorithm (UAX #9, table 4).
fn harmless(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(
            |character: char| {
                character.is_control()
                    || matches!(character,
                        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            },
            "\u{fffd}",
        )
}

/// The text with spaces after it up to `width` columns; longer text is left whole.
fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{:missing$}", "")
}

/// The text in at most `width` columns, ending in `…` where something was cut.
fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let kept: String = text
        .chars()
        .take_while(|character| {
            let needed = character.width().unwrap_or(0);
            let fits = needed <= room;
            room = room.saturating_sub(needed);
            fits
        })
        .collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortening_counts_columns_not_bytes() {
        assert_eq!(shortened("earthquake", 10), "earthquake");
        assert_eq!(shortened("earthquakes", 10), "earthquak…");
        assert_eq!(shortened("地震地震地震", 7), "地震地…");
        assert_eq!(shortened("a b c d", 3), "a…");
    }

    #[test]
    fn text_cannot_act_on_the_terminal() {
        assert_eq!(
            harmless("\u{1b}[2Jone\r\n\ttwo\u{202e}three\u{9b}m"),
            "\u{fffd}[2Jone two\u{fffd}three\u{fffd}m"
        );
    }
}

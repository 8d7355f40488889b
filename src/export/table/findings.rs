//! A finding's row.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::text::{harmless, padded, shortened};
use super::{GAP, SORT, Table, Tabulated, VALUE, kind_style};
use crate::export::display;
use crate::finding::{Agreement, Finding};

/// As wide as `consistent`.
const AGREEMENT: usize = 10;
/// As wide as `99999 articles`.
const ARTICLES: usize = 14;
/// The least width at which a column of words tells anything.
const LEAST_WORDS: usize = 18;

impl Tabulated for Finding {
    fn tabulate<W: Write>(&self, table: &mut Table<W>) -> io::Result<()> {
        let value = padded(&harmless(&display::finding_value(self)), VALUE);
        let overrun = value.width().saturating_sub(VALUE);
        let fixed = SORT + VALUE + AGREEMENT + ARTICLES + GAP.len() * 4;
        let words = table.layout.columns.saturating_sub(fixed + overrun);
        let articles = match self.documents {
            1 => "1 article".to_owned(),
            many => format!("{many} articles"),
        };
        let line = [
            table.painted(
                kind_style(self.kind()),
                &padded(&display::finding_sort(self), SORT),
            ),
            table.painted(Style::new().bold(), &value),
            table.painted(
                agreement_style(self.agreement),
                &padded(self.agreement.name(), AGREEMENT),
            ),
            padded(&articles, ARTICLES),
            shortened(
                &harmless(&display::finding_subject(self)),
                words.max(LEAST_WORDS),
            ),
        ]
        .join(GAP);
        writeln!(table.writer, "{}", line.trim_end())
    }
}

fn agreement_style(agreement: Agreement) -> Style {
    match agreement {
        Agreement::Consistent => Style::new().dimmed(),
        Agreement::Updated => AnsiColor::Yellow.on_default(),
        Agreement::Disputed => AnsiColor::Magenta.on_default().bold(),
    }
}

//! A claim or finding → its flat row: named, typed cells in one order, the one view that every format
//! writes. Rows borrow; how a cell is spelled is each format's own business.

mod claim;
mod finding;

use jiff::civil::Date;

use crate::claim::{Claim, Quote};

/// What a column's cells hold.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Text of an article, an id, a TIMEX3 value, or one name of a short closed list.
    Text,
    /// A whole number from 0: an offset in Unicode code points, or how many there are.
    Count,
    /// An amount in whole units, or a share from 0 to 1.
    Number,
    /// Yes or no.
    Flag,
    /// A calendar day.
    Day,
    /// A stretch of the claim's own sentence, with its place.
    Quote,
    /// Any number of texts.
    Texts,
    /// Any number of rows of these columns.
    Rows(&'static [Column]),
    /// Any number of claims.
    Claims,
}

/// A column: its name in every format, what it holds, and the kinds of record that have it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Its name.
    pub(super) name: &'static str,
    /// What its cells hold.
    pub(super) shape: Shape,
    /// The kinds whose cells may be filled.
    kinds: &'static [&'static str],
    /// Whether JSON leaves it out where it is empty.
    optional: bool,
}

const ALL: &[&str] = &["money", "casualty", "date"];
const COUNTED: &[&str] = &["money", "casualty"];

impl Column {
    const fn new(name: &'static str, shape: Shape, kinds: &'static [&'static str]) -> Self {
        Self {
            name,
            shape,
            kinds,
            optional: false,
        }
    }

    const fn optional(name: &'static str, shape: Shape, kinds: &'static [&'static str]) -> Self {
        Self {
            optional: true,
            ..Self::new(name, shape, kinds)
        }
    }

    /// Whether records of `kind` have this column.
    pub(super) fn belongs_to(&self, kind: &str) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether JSON writes `cell` under this column.
    pub(super) fn is_written(&self, cell: &Cell<'_>) -> bool {
        !(self.optional && cell.is_empty())
    }
}

/// One value of a row.
#[derive(Debug, Clone)]
pub(super) enum Cell<'record> {
    /// Not known, or not a column of this kind of record.
    Empty,
    /// [`Shape::Text`].
    Text(&'record str),
    /// [`Shape::Count`].
    Count(usize),
    /// [`Shape::Number`].
    Number(f64),
    /// [`Shape::Flag`].
    Flag(bool),
    /// [`Shape::Day`].
    Day(Date),
    /// [`Shape::Quote`].
    Quote(&'record Quote),
    /// [`Shape::Texts`].
    Texts(Vec<&'record str>),
    /// [`Shape::Rows`]: in every row a cell for each of the shape's columns.
    Rows(Vec<Vec<Cell<'record>>>),
    /// [`Shape::Claims`].
    Claims(&'record [Claim]),
}

impl<'record> Cell<'record> {
    fn text(text: Option<&'record str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Empty, Self::Flag)
    }

    fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    fn quote(quote: Option<&'record Quote>) -> Self {
        quote.map_or(Self::Empty, Self::Quote)
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Texts(texts) => texts.is_empty(),
            Self::Rows(rows) => rows.is_empty(),
            _ => false,
        }
    }

    fn texts(texts: &'record [String]) -> Self {
        Self::Texts(texts.iter().map(String::as_str).collect())
    }
}

/// What the formats write rows of.
pub(super) trait Record {
    /// The columns, in the order of the cells.
    const COLUMNS: &'static [Column];

    /// `money`, `casualty` or `date`.
    fn kind(&self) -> &'static str;

    /// A cell for each column.
    fn cells(&self) -> Vec<Cell<'_>>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::FINDING_SCHEMA;
    use crate::finding::{Finding, Rule};

    fn documented<R: Record>(part: &str) {
        for column in R::COLUMNS {
            let name = format!("`{}`", column.name);
            assert!(part.contains(&name), "schema.md does not tell of {name}");
        }
    }

    #[test]
    fn the_schema_tells_of_every_column() {
        let schema = include_str!("../schema/schema.md");
        let parts: Vec<&str> = schema.split("\n# ").collect();
        documented::<Claim>(parts[1]);
        documented::<Finding>(parts[2]);
    }

    #[test]
    fn the_schemas_tell_of_every_rule() {
        let schema: serde_json::Value = serde_json::from_str(FINDING_SCHEMA).unwrap_or_default();
        let rules: Vec<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        assert_eq!(
            schema["properties"]["rule"]["enum"],
            serde_json::json!(rules)
        );
        for rule in rules {
            assert!(
                include_str!("../schema/schema.md").contains(&format!("`{rule}`")),
                "{rule}"
            );
        }
    }
}

//! `Reading`: a value with the account of how it was read.

use serde::{Deserialize, Serialize};

use super::{Amount, Money, When};
use crate::span::Span;

/// A part of a value that the mention's own words do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inferred {
    /// The currency of an ambiguous symbol or name (`$`, `pesos`), from the rest of the document.
    Currency,
    /// The magnitude of a bare number, from the other end of its range (`$1.5-2bn`) or from the sum before it (`asked for
    /// $38 million and got forty`).
    Magnitude,
    /// The year, month, week or day of a partial date, from an anchor date.
    Date,
    /// The order of day and month in a numeric date, from the document's other dates.
    DayMonthOrder,
}

impl Inferred {
    /// The name that the output uses, such as `day_month_order`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Currency => "currency",
            Self::Magnitude => "magnitude",
            Self::Date => "date",
            Self::DayMonthOrder => "day_month_order",
        }
    }
}

/// A value and how it came: what `claimex explain` shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading<Value> {
    /// The value itself.
    pub value: Value,
    /// Name of the rule that read it, such as `symbol-number-magnitude`.
    pub rule: &'static str,
    /// The date that a relative expression was counted from, as a TIMEX3 value; `None` where none was needed.
    pub anchor: Option<String>,
    /// What the words themselves did not say, in the order of [`Inferred`].
    pub inferred: Vec<Inferred>,
}

impl<Value> Reading<Value> {
    /// A value that the words say in full.
    pub fn plain(value: Value, rule: &'static str) -> Self {
        Self {
            value,
            rule,
            anchor: None,
            inferred: Vec::new(),
        }
    }

    /// The same account of a value made from this one.
    pub fn map<Other>(self, change: impl FnOnce(Value) -> Other) -> Reading<Other> {
        Reading {
            value: change(self.value),
            rule: self.rule,
            anchor: self.anchor,
            inferred: self.inferred,
        }
    }
}

/// What a mention's words mean, by the kind of mention.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Of a money mention.
    Money(Money),
    /// Of a casualty mention: a number of people.
    Count(Amount),
    /// Of a date mention.
    When(When),
}

/// All that was read in one mention.
#[derive(Debug, Clone, PartialEq)]
pub struct Valued {
    /// The stretch that was read: the mention's own, or one that begins or ends a few words beside it; `None`
    /// where the words make no claim, or where another mention's stretch takes them in.
    pub span: Option<Span>,
    /// What its words mean; `None` where they could not be read.
    pub reading: Option<Reading<Value>>,
    /// Money and casualty: the TIMEX3 value of the time it belongs to.
    pub on: Option<String>,
}

//! `When`: a TIMEX3 value and its type.

use std::fmt;

use serde::{Deserialize, Serialize};

/// TIMEX3's four types of time expression (`TimeML` 1.2.1, section on TIMEX3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum WhenKind {
    /// A calendar date of any grain: a day, month, season, year, decade, or an interval of them.
    Date,
    /// A time of day, with or without its date.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time or a rate.
    Set,
}

impl WhenKind {
    /// The name that TIMEX3 and the output use, such as `DATE`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A point, length or recurrence of time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// Its TIMEX3 type.
    pub kind: WhenKind,
    /// Its TIMEX3 value: `2026-02-06`, `2026-Q1`, `P2Y6M`, `2026-02-02/2026-02-04`, `XXXX-WXX-5`.
    pub timex: String,
}

impl When {
    /// A value of `kind`; `timex` is written as TIMEX3 writes it.
    pub fn new(kind: WhenKind, timex: impl Into<String>) -> Self {
        Self {
            kind,
            timex: timex.into(),
        }
    }
}

/// Prints `TYPE value`.
impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.kind.name(), self.timex)
    }
}

//! `Amount`: how much or how many, as bounds and the qualifier that gave them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How the words bound the number (guidelines, section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// `216`, `$4bn`, `a man`.
    Exact,
    /// `about N`, `nearly N`, `an estimated N`.
    About,
    /// `more than N`: `lo` is N, `hi` open.
    MoreThan,
    /// `at least N`: `lo` is N, `hi` open.
    AtLeast,
    /// `fewer than N`: `hi` is N, `lo` open.
    LessThan,
    /// `up to N`: `hi` is N, `lo` open.
    AtMost,
    /// `N to M`.
    Range,
    /// `dozens`, `several`, `many`: bounds by the guidelines' table.
    Vague,
}

impl Qualifier {
    /// Every qualifier, in the order of the guidelines' table.
    pub const ALL: [Self; 8] = [
        Self::Exact,
        Self::About,
        Self::MoreThan,
        Self::AtLeast,
        Self::LessThan,
        Self::AtMost,
        Self::Range,
        Self::Vague,
    ];

    /// The name that the output uses, such as `more_than`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::MoreThan => "more_than",
            Self::AtLeast => "at_least",
            Self::LessThan => "less_than",
            Self::AtMost => "at_most",
            Self::Range => "range",
            Self::Vague => "vague",
        }
    }
}

/// A number or a bounded stretch of numbers, in whole units (one person, one dollar).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// How the words bound it.
    pub qualifier: Qualifier,
    /// The least it can be; `None` for no lower bound. Finite.
    pub lo: Option<f64>,
    /// The most it can be; `None` for no upper bound. Finite.
    pub hi: Option<f64>,
}

impl Amount {
    /// Exactly `value`.
    #[must_use]
    pub fn exact(value: f64) -> Self {
        Self::qualified(Qualifier::Exact, value)
    }

    /// `value` under a qualifier that names one number: the bounds follow from the qualifier.
    /// For [`Qualifier::Range`] both bounds are `value`.
    #[must_use]
    pub fn qualified(qualifier: Qualifier, value: f64) -> Self {
        let (lo, hi) = match qualifier {
            Qualifier::MoreThan | Qualifier::AtLeast => (Some(value), None),
            Qualifier::LessThan | Qualifier::AtMost => (None, Some(value)),
            Qualifier::Exact | Qualifier::About | Qualifier::Range | Qualifier::Vague => {
                (Some(value), Some(value))
            }
        };
        Self { qualifier, lo, hi }
    }

    /// From `lo` to `hi`.
    #[must_use]
    pub fn range(lo: f64, hi: f64) -> Self {
        Self {
            qualifier: Qualifier::Range,
            lo: Some(lo),
            hi: Some(hi),
        }
    }
}

/// Prints `qualifier lo..hi`, an open bound left empty: `more_than 30..`, `exact 216..216`.
impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ", self.qualifier.name())?;
        if let Some(lo) = self.lo {
            write!(formatter, "{lo}")?;
        }
        formatter.write_str("..")?;
        if let Some(hi) = self.hi {
            write!(formatter, "{hi}")?;
        }
        Ok(())
    }
}

/// The text is not an amount as `Amount` prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnAmount;

impl fmt::Display for NotAnAmount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("expected `qualifier lo..hi`, such as `more_than 30..`")
    }
}

impl std::error::Error for NotAnAmount {}

impl FromStr for Amount {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let bound = |text: &str| match text {
            "" => Ok(None),
            number => number
                .parse::<f64>()
                .ok()
                .filter(|value| value.is_finite())
                .map(Some)
                .ok_or(NotAnAmount),
        };
        let (name, bounds) = text.split_once(' ').ok_or(NotAnAmount)?;
        let (lo, hi) = bounds.split_once("..").ok_or(NotAnAmount)?;
        let qualifier = Qualifier::ALL
            .into_iter()
            .find(|known| known.name() == name)
            .ok_or(NotAnAmount)?;
        Ok(Self {
            qualifier,
            lo: bound(lo)?,
            hi: bound(hi)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_and_parses_back() {
        for amount in [
            Amount::exact(216.0),
            Amount::qualified(Qualifier::MoreThan, 30.0),
            Amount::range(1.5e9, 2e9),
        ] {
            assert_eq!(amount.to_string().parse(), Ok(amount));
        }
        assert_eq!("exact inf..".parse::<Amount>(), Err(NotAnAmount));
    }
}

//! `Money`: an amount and its currency.

use std::fmt;
use std::str::FromStr;

use super::{Amount, Currency};

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Money {
    /// How much, in whole units of the currency: dollars, not cents.
    pub amount: Amount,
    /// In which currency; `None` where it cannot be told.
    pub currency: Option<Currency>,
}

/// Prints the amount, then the currency if known: `more_than 1200000.. USD`.
impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.amount.fmt(formatter)?;
        match self.currency {
            Some(currency) => write!(formatter, " {currency}"),
            None => Ok(()),
        }
    }
}

/// The text is not money as `Money` prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotMoney;

impl fmt::Display for NotMoney {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("expected `qualifier lo..hi CUR`, such as `more_than 30.. USD`")
    }
}

impl std::error::Error for NotMoney {}

impl FromStr for Money {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Self, NotMoney> {
        let (amount, currency) = match text.rsplit_once(' ') {
            Some((amount, code)) if code.starts_with(|first: char| first.is_ascii_alphabetic()) => {
                (amount, Some(code.parse().map_err(|_| NotMoney)?))
            }
            _ => (text, None),
        };
        Ok(Self {
            amount: amount.parse().map_err(|_| NotMoney)?,
            currency,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Qualifier;

    #[test]
    fn prints_and_parses_back() {
        for currency in [Some(Currency::USD), None] {
            let money = Money {
                amount: Amount::qualified(Qualifier::MoreThan, 1.5),
                currency,
            };
            assert_eq!(money.to_string().parse(), Ok(money));
        }
        assert_eq!("exact 5..5 dollars".parse::<Money>(), Err(NotMoney));
    }
}

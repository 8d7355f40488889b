//! An amount → whether it is sound. The property tests and the fuzz targets hold money and counts to it.

use std::fmt::Display;
use std::str::FromStr;

use claimex::value::Amount;

/// Whether the bounds of `amount` are finite and in order, and it prints as what parses back to it.
pub(crate) fn is_sound(amount: Amount) -> bool {
    let finite = [amount.lo, amount.hi]
        .into_iter()
        .flatten()
        .all(f64::is_finite);
    let ordered = match (amount.lo, amount.hi) {
        (Some(lo), Some(hi)) => lo <= hi,
        _ => true,
    };
    finite && ordered && parses_back(&amount)
}

/// Whether `value` prints as what parses back to it.
pub(crate) fn parses_back<Value: Display + FromStr + PartialEq>(value: &Value) -> bool {
    value
        .to_string()
        .parse()
        .is_ok_and(|parsed: Value| parsed == *value)
}

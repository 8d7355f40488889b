//! Lengths of time → TIMEX3 values: `P2Y6M`, `PT24H`, `PXD`. Fractions become smaller units where those
//! fit whole; decimals in digits are kept as written.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::expression::{Length, Quantity, Unit};

/// The TIMEX3 value of `length`; `None` if it is too long to write.
pub(super) fn timex(length: &Length) -> Option<String> {
    let (letter, factor, clock) = letter(length.unit);
    let mut value = String::with_capacity(8);
    value.push_str(if clock { "PT" } else { "P" });
    let Quantity::Exact(count) = length.quantity else {
        value.push('X');
        value.push_str(letter);
        return Some(value);
    };
    let count = count.checked_mul(Decimal::from(factor))?.normalize();
    let whole = count.fract().is_zero() || length.decimal;
    if !whole && let Some(split) = split(count, length.unit) {
        // Two fractions of one length are no length that anybody says.
        return length.rest.iter().all(Option::is_none).then_some(split);
    }
    write!(value, "{count}{letter}").ok()?;
    let mut in_clock = clock;
    for (rest, unit) in length.rest.into_iter().flatten() {
        let (letter, factor, rest_clock) = self::letter(unit);
        if rest_clock && !in_clock {
            value.push('T');
            in_clock = true;
        }
        let rest = rest.checked_mul(Decimal::from(factor))?.normalize();
        write!(value, "{rest}{letter}").ok()?;
    }
    Some(value)
}

/// A count that is not whole as two units: 2.5 years are `P2Y6M`, half a decade is `P5Y`.
fn split(count: Decimal, unit: Unit) -> Option<String> {
    let (per, smaller, marks) = match unit {
        Unit::Year => (12, "M", ("P", "Y", "")),
        Unit::Day => (24, "H", ("P", "D", "T")),
        Unit::Hour => (60, "M", ("PT", "H", "")),
        Unit::Minute => (60, "S", ("PT", "M", "")),
        Unit::Decade | Unit::Century | Unit::Millennium => {
            let years = count.checked_mul(Decimal::from(match unit {
                Unit::Decade => 10,
                Unit::Century => 100,
                _ => 1,
            }))?;
            return years
                .is_integer()
                .then(|| format!("P{}Y", years.normalize()));
        }
        _ => return None,
    };
    let whole = count.trunc();
    let rest = (count - whole).checked_mul(Decimal::from(per))?;
    let (prefix, letter, time) = marks;
    if !rest.is_integer() {
        return None;
    }
    let rest = rest.normalize();
    Some(if whole.is_zero() {
        format!("{}{time}{rest}{smaller}", prefix)
    } else {
        format!("{prefix}{whole}{letter}{time}{rest}{smaller}")
    })
}

/// The TIMEX3 letter of a unit, how many of the letter's units it has, and whether it belongs to the clock.
fn letter(unit: Unit) -> (&'static str, u16, bool) {
    match unit {
        Unit::Second => ("S", 1, true),
        Unit::Minute => ("M", 1, true),
        Unit::Hour => ("H", 1, true),
        Unit::Day | Unit::Night => ("D", 1, false),
        Unit::Weekend => ("WE", 1, false),
        Unit::Week => ("W", 1, false),
        Unit::Fortnight => ("W", 2, false),
        Unit::Month => ("M", 1, false),
        Unit::Quarter => ("M", 3, false),
        Unit::Semester => ("M", 6, false),
        Unit::Year => ("Y", 1, false),
        Unit::Decade => ("DE", 1, false),
        Unit::Century => ("Y", 100, false),
        Unit::Millennium => ("Y", 1000, false),
    }
}

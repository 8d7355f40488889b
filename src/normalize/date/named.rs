//! Days that are known by their date: `the September 11 attacks` are those of 2001, whatever the year of the
//! article.

use jiff::civil::Date;

use super::expression::{Expression, Year};
use crate::span::Span;

/// Month, day and year of attacks that the press names by day and month alone.
const ATTACKS: &[(i8, i8, i16)] = &[(9, 11, 2001), (10, 7, 2023)];

/// What follows the date of such a day.
const NAMES: &[&str] = &[
    "attack",
    "attacks",
    "massacre",
    "terror",
    "terrorist",
    "hijackers",
    "hijackings",
];

/// Gives a day its year where the text after `span` makes it one of the named attacks.
pub(super) fn add_year(
    expression: &mut Expression,
    text: &str,
    span: Span,
    published: Option<Date>,
) {
    let Expression::Point(point) = expression else {
        return;
    };
    let (None, Some(month), Some(day)) = (point.year, point.month, point.day) else {
        return;
    };
    let Some((_, _, year)) = ATTACKS
        .iter()
        .find(|(named_month, named_day, _)| (*named_month, *named_day) == (month, day))
    else {
        return;
    };
    let after = text.get(span.end..).unwrap_or_default();
    let next = after
        .split(|char: char| !char.is_alphanumeric())
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    let named =
        span.slice(text) == "9/11" || NAMES.iter().any(|name| name.eq_ignore_ascii_case(next));
    let ahead = published.is_some_and(|date| date.year() <= *year);
    if named && !ahead {
        point.year = Some(Year::Given(*year));
    }
}

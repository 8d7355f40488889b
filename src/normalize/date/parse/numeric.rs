//! Dates in digits alone: `2024-05-04`, `04/05/2024`, `4.5.24`. The order of day and month is the
//! document's business.

use super::cursor::Cursor;
use crate::normalize::date::expression::{Point, Year};
use crate::normalize::date::lex::Kind;

/// Whether the month or the day comes first in `04/05/2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::normalize::date) enum DayMonthOrder {
    /// As in Britain: 4 May.
    DayFirst,
    /// As in the United States: April 5.
    MonthFirst,
}

/// Three groups of digits with the same mark between, in the order that they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::normalize::date) struct Groups {
    /// The numbers.
    pub(in crate::normalize::date) values: [u32; 3],
    /// How many digits each has.
    pub(in crate::normalize::date) widths: [usize; 3],
}

impl Groups {
    /// What the numbers themselves say of the order: `None` where both day and month are possible.
    pub(in crate::normalize::date) fn order(&self) -> Option<DayMonthOrder> {
        match self.values {
            _ if self.widths[0] > 2 => None,
            [first, second, _] if first > 12 && second <= 12 => Some(DayMonthOrder::DayFirst),
            [first, second, _] if second > 12 && first <= 12 => Some(DayMonthOrder::MonthFirst),
            _ => None,
        }
    }
}

/// Reads three groups of digits; `None` if none stand here.
pub(in crate::normalize::date) fn groups(cursor: &mut Cursor<'_>) -> Option<Groups> {
    let mut at = *cursor;
    let (mut values, mut widths) = ([0; 3], [0; 3]);
    let mut mark = None;
    for group in 0..3 {
        if group > 0 {
            let kind = at.kind()?;
            let fits = matches!(kind, Kind::Dash | Kind::Slash | Kind::Dot);
            if !fits || mark.is_some_and(|mark| mark != kind) || !at.touches() {
                return None;
            }
            mark = Some(kind);
            at.step(1);
        }
        let Some(Kind::Digits(value, width)) = at.kind() else {
            return None;
        };
        values[group] = value;
        widths[group] = width;
        at.step(1);
    }
    *cursor = at;
    Some(Groups { values, widths })
}

/// Reads a date in digits. `pivot` is the year that a year of two digits lies nearest to.
pub(super) fn date(cursor: &mut Cursor<'_>, order: DayMonthOrder, pivot: i16) -> Option<Point> {
    let mut at = *cursor;
    let groups = groups(&mut at)?;
    let (year, month, day) = match (groups.widths, groups.values) {
        ([4, 1..=2, 1..=2], [year, month, day]) => (i16::try_from(year).ok()?, month, day),
        ([1..=2, 1..=2, width @ (2 | 4)], [first, second, year]) => {
            let year = i16::try_from(year).ok()?;
            let year = if width == 4 { year } else { near(year, pivot)? };
            match groups.order().unwrap_or(order) {
                DayMonthOrder::DayFirst => (year, second, first),
                DayMonthOrder::MonthFirst => (year, first, second),
            }
        }
        _ => return None,
    };
    *cursor = at;
    Some(Point {
        year: Some(Year::Given(year)),
        month: Some(i8::try_from(month).ok()?),
        day: Some(i8::try_from(day).ok()?),
        ..Point::default()
    })
}

/// The year that ends in the two digits `year`, from 80 years before `pivot` to 19 after; `None` for more digits.
pub(super) fn near(year: i16, pivot: i16) -> Option<i16> {
    if !(0..100).contains(&year) {
        return None;
    }
    let century = pivot - pivot.rem_euclid(100);
    [century + 100, century, century - 100]
        .into_iter()
        .map(|century| century + year)
        .find(|candidate| *candidate < pivot + 20)
}

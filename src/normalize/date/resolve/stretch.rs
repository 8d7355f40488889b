//! Stretches of the calendar: intervals, shares of a longer time, lengths up to an end.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::year::of_same;
use super::{Ground, Resolved, anchor, calendar, dated, day, is_full, moment};
use crate::normalize::date::expression::{Length, Point, Quantity, Unit};
use crate::normalize::date::moment::{Calendar, Moment, Time, monday};
use crate::value::WhenKind;

/// More units than this before an end lead out of the calendar.
const MOST_UNITS: i32 = 100;

/// From the beginning of one moment to the end of the other.
pub(super) fn interval(from: &Point, to: &Point, ground: &Ground) -> Option<Resolved> {
    let mut first = moment(from, ground)?;
    let mut last = moment(
        to,
        &Ground {
            stated: Some(first),
            ..*ground
        },
    )?;
    let day = |point: &Point| Point {
        clock: None,
        part: None,
        ..*point
    };
    if day(from) == day(to) && last.time.is_some() {
        last.calendar = same_or_next(first, last);
    }
    match (first.calendar, last.calendar) {
        // `December 21 to January 2`, `Friday to Sunday`: the end that names no year lies on its side of the other.
        (Calendar::Day(start), Calendar::Day(end)) if !is_full(to) && to.shift.is_none() => {
            last.calendar = Calendar::Day(day::after(to, end, start)?);
        }
        (Calendar::Day(start), Calendar::Day(end)) if start > end && !is_full(from) => {
            first.calendar = Calendar::Day(day::before(from, start, end)?);
        }
        (
            Calendar::Month(Some(start), Some(month)),
            Calendar::Month(Some(end), Some(last_month)),
        ) => {
            let turn = i16::from(month > last_month);
            if !is_full(to) && to.year.is_none() && to.aim.is_none() {
                last.calendar = Calendar::Month(Some(start + turn), Some(last_month));
            } else if (start, month) > (end, last_month) && !is_full(from) {
                first.calendar = Calendar::Month(Some(end - turn), Some(month));
            }
        }
        _ => {}
    }
    if let (Calendar::Day(start), Calendar::Day(end)) = (first.calendar, last.calendar)
        && start > end
    {
        return None;
    }
    // `September-2020-23`: a part of a time is no end of it.
    let (Calendar::Day(_) | Calendar::Month(..), Calendar::Day(_) | Calendar::Month(..)) =
        (first.calendar, last.calendar)
    else {
        return stretch(first, last, from, to, ground);
    };
    let within = first.calendar.year() == last.calendar.year()
        && first.calendar.month() == last.calendar.month()
        && first.calendar.is_day() != last.calendar.is_day()
        && first.time.is_none()
        && last.time.is_none()
        && from.shift.is_none()
        && to.shift.is_none();
    if within {
        return None;
    }
    stretch(first, last, from, to, ground)
}

/// The day of the second end of a time of day that began at `first`: `10 p.m. to 5 a.m.` ends the day after.
fn same_or_next(first: Moment, last: Moment) -> Calendar {
    match (first.calendar, first.time, last.time) {
        (
            Calendar::Day(day),
            Some(Time::Clock(start, minute, _)),
            Some(Time::Clock(end, last_minute, _)),
        ) if (end, last_minute) < (start, minute) => Calendar::Day(day.tomorrow().unwrap_or(day)),
        _ => first.calendar,
    }
}

/// The value of the stretch between two moments.
fn stretch(
    first: Moment,
    last: Moment,
    from: &Point,
    to: &Point,
    ground: &Ground,
) -> Option<Resolved> {
    let start = edge(first, false);
    let end = edge(last, true);
    let kind = if first.time.is_some() && last.time.is_some() {
        WhenKind::Time
    } else {
        WhenKind::Date
    };
    let mut resolved = dated(kind, format!("{start}/{end}"), last, "interval", to, ground);
    if !is_full(from) && resolved.reading.anchor.is_none() && from.year.is_none() {
        resolved.reading.anchor = anchor(from, ground);
    }
    Some(resolved)
}

/// A split year at an end of an interval is its first or its last year.
fn edge(moment: Moment, last: bool) -> Moment {
    match moment.calendar {
        Calendar::SplitYear(first, second) => {
            Moment::from(Calendar::Year(Some(if last { second } else { first })))
        }
        _ => moment,
    }
}

/// `the first nine months of 2007`, `the first two weeks of March`.
pub(super) fn share(first: bool, length: &Length, of: &Point, ground: &Ground) -> Option<Resolved> {
    let Quantity::Exact(count) = length.quantity else {
        return None;
    };
    let count = count.ceil().to_i8()?;
    let whole = calendar(of, ground)?;
    let value = match (whole, length.unit) {
        (Calendar::Year(year), Unit::Month | Unit::Quarter) => {
            let months = if length.unit == Unit::Quarter {
                count.checked_mul(3)?
            } else {
                count
            };
            match (months, first) {
                (3, false) => Calendar::Quarter(year, Some(4)).to_string(),
                (1..=12, true) => months_of(year, 1, months),
                (1..=12, false) => months_of(year, 13 - months, 12),
                _ => return None,
            }
        }
        (Calendar::Year(Some(year)), Unit::Week) => weeks_of(year, first, count)?,
        (Calendar::Month(Some(year), Some(month)), Unit::Day | Unit::Week) => {
            let days = if length.unit == Unit::Week {
                count.checked_mul(7)?
            } else {
                count
            };
            let start = Date::new(year, month, 1).ok()?;
            let last = start.last_of_month();
            if days > last.day() || days < 1 {
                return None;
            }
            let (from, to) = if first {
                (start, Date::new(year, month, days).ok()?)
            } else {
                (Date::new(year, month, last.day() - days + 1).ok()?, last)
            };
            format!("{}/{}", Calendar::Day(from), Calendar::Day(to))
        }
        _ => return None,
    };
    Some(dated(
        WhenKind::Date,
        value,
        Moment::from(whole),
        "share",
        of,
        ground,
    ))
}

/// The first or last `count` ISO weeks of a year.
fn weeks_of(year: i16, first: bool, count: i8) -> Option<String> {
    let day = |month, day| Date::new(year, month, day).ok();
    // The fourth of January and the 28th of December always lie in the year's own weeks.
    let (from, to) = if first {
        let start = day(1, 4)?;
        (
            start,
            start.checked_add((i32::from(count) - 1).weeks()).ok()?,
        )
    } else {
        let end = day(12, 28)?;
        (end.checked_sub((i32::from(count) - 1).weeks()).ok()?, end)
    };
    (1..=26).contains(&count).then(|| {
        format!(
            "{}/{}",
            Calendar::Week(monday(from)),
            Calendar::Week(monday(to))
        )
    })
}

/// `the same period of 2012`, after `the first nine months of 2013`: the same months of another year, by itself the one
/// before.
pub(super) fn same(point: &Point, ground: &Ground) -> Option<Resolved> {
    let (from, to) = ground.months.filter(|_| point.shift.is_none())?;
    let year = of_same(point, ground);
    let moment = Moment::from(Calendar::Month(year, Some(to)));
    let value = months_of(year, from, to);
    Some(dated(
        WhenKind::Date,
        value,
        moment,
        "interval",
        point,
        ground,
    ))
}

fn months_of(year: Option<i16>, from: i8, to: i8) -> String {
    let (from, to) = (
        Calendar::Month(year, Some(from)),
        Calendar::Month(year, Some(to)),
    );
    format!("{from}/{to}")
}

/// `the six months to June`, `the four years to 2029`: both ends included.
pub(super) fn until(length: &Length, end: &Point, ground: &Ground) -> Option<Resolved> {
    let Quantity::Exact(count) = length.quantity else {
        return None;
    };
    let moment = moment(end, ground)?;
    let value = match length.unit {
        Unit::Week => week_to(moment.calendar)?,
        unit => months_to(count, unit, moment.calendar)?,
    };
    Some(dated(
        WhenKind::Date,
        value,
        moment,
        "length-to-end",
        end,
        ground,
    ))
}

/// `the week to 9 January`: the seven days up to it.
fn week_to(end: Calendar) -> Option<String> {
    let Calendar::Day(last) = end else {
        return None;
    };
    let first = Calendar::Day(last.checked_sub(6.days()).ok()?);
    Some(format!("{first}/{end}"))
}

/// So many months, quarters or years up to `end`.
fn months_to(count: Decimal, unit: Unit, end: Calendar) -> Option<String> {
    let months = match unit {
        Unit::Month => 1,
        Unit::Quarter => 3,
        Unit::Semester => 6,
        Unit::Year => 12,
        Unit::Decade => 120,
        _ => return None,
    };
    let months = count
        .to_i32()
        .filter(|count| (1..=MOST_UNITS).contains(count))?
        * months;
    let quarterly = unit == Unit::Quarter && months == 3;
    Some(match end {
        // `the quarter ended September 30`
        Calendar::Day(last)
            if quarterly && last.month() % 3 == 0 && last == last.last_of_month() =>
        {
            let quarter = u8::try_from(last.month() / 3).ok();
            Calendar::Quarter(Some(last.year()), quarter).to_string()
        }
        Calendar::Month(Some(year), Some(month)) if quarterly && month % 3 == 0 => {
            let quarter = u8::try_from(month / 3).ok();
            Calendar::Quarter(Some(year), quarter).to_string()
        }
        Calendar::Month(Some(year), Some(month)) => {
            let last = Date::new(year, month, 1).ok()?;
            let first = last.checked_sub((months - 1).months()).ok()?;
            let start = Calendar::Month(Some(first.year()), Some(first.month()));
            format!("{start}/{end}")
        }
        Calendar::Day(last) => {
            // The end of a month is an end of whole months.
            let first = if last == last.last_of_month() {
                last.first_of_month()
                    .checked_sub((months - 1).months())
                    .ok()?
            } else {
                last.checked_sub(months.months()).ok()?.tomorrow().ok()?
            };
            format!("{}/{end}", Calendar::Day(first))
        }
        Calendar::Year(Some(last)) => {
            let years = i16::try_from(months / 12).ok().filter(|years| *years > 0)?;
            format!("{:04}/{last:04}", last.checked_sub(years - 1)?)
        }
        Calendar::SplitYear(_, last) => {
            let years = i16::try_from(months / 12).ok().filter(|years| *years > 0)?;
            format!("{:04}/{last:04}", last.checked_sub(years)?)
        }
        _ => return None,
    })
}

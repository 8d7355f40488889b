//! What the words say, with what the article says around them → the value and the account of it.
//! All calendar arithmetic is `jiff`'s.

mod day;
mod shift;
mod time;
mod year;

use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use rust_decimal::prelude::ToPrimitive;

use super::expression::{Division, Expression, Length, Origin, Point, Quantity, Unit, Year};
use super::length;
use super::moment::{Calendar, Moment};
use crate::mention::Outlook;
use crate::value::{Inferred, Reading, When, WhenKind};

/// What the article says around a date mention.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// The date that the article told last, of any grain.
    pub(super) stated: Option<Moment>,
    /// The day that the article told last: the day of a bare time.
    pub(super) told: Option<Moment>,
    /// The time by the clock that the article told last: what hours are counted from.
    pub(super) clock: Option<DateTime>,
    /// Whether the day told last stands in the same sentence.
    pub(super) told_beside: bool,
    /// A day told in full earlier in the same sentence: `On February 6 … during Friday prayers`.
    pub(super) beside: Option<Date>,
    /// The year of a date told earlier in the same sentence.
    pub(super) year: Option<i16>,
    /// The day told last where it is of another age, and whether it stands in the same sentence.
    pub(super) history: Option<(bool, Date)>,
    /// Whether the time lies before or after publication.
    pub(super) outlook: Outlook,
    /// How the outlook is known.
    pub(super) certainty: Certainty,
}

/// How an outlook is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    /// The tagger says so; it never calls the day of publication future.
    Tagged,
    /// The words of the sentence say so.
    Cued,
    /// Nothing says so: news mostly looks back.
    Assumed,
}

/// A value, the moment that later mentions can be counted from, and the account of how it was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    /// The value and its account.
    pub(super) reading: Reading<When>,
    /// The moment, or the last of two.
    pub(super) moment: Option<Moment>,
    /// Whether the words themselves give the day.
    pub(super) full: bool,
}

/// The value of `expression` on `ground`; `None` if no such time exists.
pub(super) fn resolve(expression: &Expression, ground: &Ground) -> Option<Resolved> {
    match expression {
        Expression::Point(point) => {
            let moment = moment(point, ground)?;
            let kind = if moment.time.is_some() {
                WhenKind::Time
            } else {
                WhenKind::Date
            };
            Some(dated(
                kind,
                moment.to_string(),
                moment,
                rule(point),
                point,
                ground,
            ))
        }
        Expression::Interval(from, to) => interval(from, to, ground),
        Expression::Share { first, length, of } => share(*first, length, of, ground),
        Expression::Until(length, end) => until(length, end, ground),
        Expression::Length(one) => Some(plain(WhenKind::Duration, length::timex(one)?, "length")),
        Expression::Lengths(from, to) => {
            let mut value = length::timex(from)?;
            write!(value, "/{}", length::timex(to)?).ok()?;
            Some(plain(WhenKind::Duration, value, "lengths"))
        }
        Expression::Every(one) => Some(plain(WhenKind::Set, length::timex(one)?, "rate")),
        Expression::Each(point) => {
            let unknown = Ground {
                published: None,
                stated: None,
                told: None,
                clock: None,
                told_beside: false,
                beside: None,
                year: None,
                history: None,
                ..*ground
            };
            let value = moment(point, &unknown)?.to_string();
            Some(plain(WhenKind::Set, value, "recurring-date"))
        }
        Expression::Stopwatch(hours, minutes, seconds) => Some(plain(
            WhenKind::Duration,
            format!("PT{hours}H{minutes}M{seconds}S"),
            "stopwatch",
        )),
    }
}

/// A value that the words say in full and that no other is counted from.
fn plain(kind: WhenKind, timex: String, rule: &'static str) -> Resolved {
    Resolved {
        reading: Reading::plain(When { kind, timex }, rule),
        moment: None,
        full: false,
    }
}

/// A value from `point`, with the anchor that it needed.
fn dated(
    kind: WhenKind,
    timex: String,
    moment: Moment,
    rule: &'static str,
    point: &Point,
    ground: &Ground,
) -> Resolved {
    let mut reading = Reading::plain(When { kind, timex }, rule);
    let full = is_full(point);
    if !full {
        reading.anchor = anchor(point, ground);
        if reading.anchor.is_some() {
            reading.inferred.push(Inferred::Date);
        }
    }
    Resolved {
        reading,
        moment: Some(moment),
        full: full && moment.calendar.is_day(),
    }
}

/// Whether the words name the year, decade or century.
fn is_full(point: &Point) -> bool {
    matches!(point.year, Some(Year::Given(_))) || point.decade.is_some() || point.century.is_some()
}

/// The date that the point was counted from, as a TIMEX3 value.
fn anchor(point: &Point, ground: &Ground) -> Option<String> {
    let from_stated = matches!(point.shift, Some(shift) if shift.origin == Origin::Stated)
        || matches!(point.year, Some(Year::Stated(_)));
    let bare_time = *point
        == Point {
            clock: point.clock,
            part: point.part,
            ..Point::default()
        };
    match (ground.stated, ground.told, ground.beside) {
        (Some(stated), _, _) if from_stated => Some(stated.to_string()),
        (_, Some(told), _) if bare_time => Some(told.calendar.to_string()),
        (_, _, Some(beside)) if point.weekday.is_some() => Some(Calendar::Day(beside).to_string()),
        _ => ground.published.map(|date| Calendar::Day(date).to_string()),
    }
}

/// The name of the rule that reads a point of this make.
fn rule(point: &Point) -> &'static str {
    if point.shift.is_some() {
        "relative-date"
    } else if point.holiday.is_some() {
        "holiday"
    } else if point.division.is_some() {
        "part-of-year"
    } else if point.month.is_some() {
        if point.day.is_some() {
            "calendar-day"
        } else {
            "calendar-month"
        }
    } else if point.weekday.is_some() {
        "weekday"
    } else if point.day.is_some() {
        "day-of-month"
    } else if point.year.is_some() || point.decade.is_some() || point.century.is_some() {
        "calendar-year"
    } else {
        "time-of-day"
    }
}

/// The moment that `point` says on `ground`.
fn moment(point: &Point, ground: &Ground) -> Option<Moment> {
    if let Some(hours) = shift::hours(point, ground) {
        return Some(hours);
    }
    let calendar = calendar(point, ground)?;
    let time = time::time(point);
    let calendar = match time {
        // A time belongs to a day.
        Some(_) if !calendar.is_day() => match calendar {
            Calendar::Month(year, month) => Calendar::PartOfDay(year, month, None),
            Calendar::Year(year) => Calendar::PartOfDay(year, None, None),
            _ => return None,
        },
        _ => calendar,
    };
    Some(Moment { calendar, time })
}

/// The place in the calendar that `point` says on `ground`.
fn calendar(point: &Point, ground: &Ground) -> Option<Calendar> {
    if let Some(century) = point.century {
        return Some(Calendar::Century(century));
    }
    if let Some(decade) = point.decade {
        return Some(Calendar::Decade(decade));
    }
    if let Some(shift) = point.shift.filter(|_| {
        !matches!(
            point.division,
            Some(Division::Same | Division::NthWeekday(_) | Division::Week(_))
        )
    }) {
        return shift::shifted(point, shift, ground);
    }
    if let Some(division) = point.division {
        return year::division(point, division, ground);
    }
    if point.holiday.is_some()
        || point.month.is_some()
        || point.weekday.is_some()
        || point.day.is_some()
    {
        return day::day(point, ground);
    }
    match (point.year, point.split) {
        (Some(Year::Given(first)), Some(second)) => Some(Calendar::SplitYear(first, second)),
        (Some(year), None) => Some(Calendar::Year(year::given(year, ground))),
        _ => Some(time::own_day(point, ground)),
    }
}

/// From the beginning of one moment to the end of the other.
fn interval(from: &Point, to: &Point, ground: &Ground) -> Option<Resolved> {
    let mut first = moment(from, ground)?;
    let mut last = moment(
        to,
        &Ground {
            stated: Some(first),
            ..*ground
        },
    )?;
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
fn share(first: bool, length: &Length, of: &Point, ground: &Ground) -> Option<Resolved> {
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
                (3, true) => Calendar::Quarter(year, Some(1)).to_string(),
                (3, false) => Calendar::Quarter(year, Some(4)).to_string(),
                (1..=12, true) => months_of(year, 1, months),
                (1..=12, false) => months_of(year, 13 - months, 12),
                _ => return None,
            }
        }
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

fn months_of(year: Option<i16>, from: i8, to: i8) -> String {
    let (from, to) = (
        Calendar::Month(year, Some(from)),
        Calendar::Month(year, Some(to)),
    );
    format!("{from}/{to}")
}

/// `the six months to June`, `the four years to 2029`: both ends included.
fn until(length: &Length, end: &Point, ground: &Ground) -> Option<Resolved> {
    let Quantity::Exact(count) = length.quantity else {
        return None;
    };
    let months = match length.unit {
        Unit::Month => 1,
        Unit::Quarter => 3,
        Unit::Semester => 6,
        Unit::Year => 12,
        Unit::Decade => 120,
        _ => return None,
    };
    let months = count.to_i32()?.checked_mul(months)?;
    let moment = moment(end, ground)?;
    let value = match moment.calendar {
        Calendar::Month(Some(year), Some(month)) => {
            let last = Date::new(year, month, 1).ok()?;
            let first = last.checked_sub((months - 1).months()).ok()?;
            let start = Calendar::Month(Some(first.year()), Some(first.month()));
            format!("{start}/{}", moment.calendar)
        }
        Calendar::Day(last) => {
            let first = last.checked_sub(months.months()).ok()?.tomorrow().ok()?;
            format!("{}/{}", Calendar::Day(first), moment.calendar)
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

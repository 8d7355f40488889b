//! What the words say, with what the article says around them → the value and the account of it.
//! All calendar arithmetic is `jiff`'s.

mod day;
mod feast;
mod shift;
mod stretch;
mod time;
mod weekday;
mod year;

use std::fmt::Write;

use jiff::civil::{Date, DateTime};

use super::expression::{Division, Expression, Origin, Point, Year};
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
    /// The first and last month of the stretch of a year that the article told last.
    pub(super) months: Option<(i8, i8)>,
    /// The day that the article told last: the day of a bare time.
    pub(super) told: Option<Moment>,
    /// The time by the clock that the article told last: what hours are counted from.
    pub(super) clock: Option<DateTime>,
    /// The time by the clock that the mention repeats in another zone, in brackets.
    pub(super) repeated: Option<DateTime>,
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
        Expression::Point(point)
            if point.division == Some(Division::SamePeriod) && ground.months.is_some() =>
        {
            stretch::same(point, ground)
        }
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
        Expression::Interval(from, to) => stretch::interval(from, to, ground),
        Expression::Share { first, length, of } => stretch::share(*first, length, of, ground),
        Expression::Until(length, end) => stretch::until(length, end, ground),
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
                months: None,
                told: None,
                clock: None,
                repeated: None,
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
        return Some(hours).filter(|moment| moment.calendar.is_writable());
    }
    let calendar = calendar(point, ground).filter(|calendar| calendar.is_writable())?;
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
            Some(
                Division::Same
                    | Division::SamePeriod
                    | Division::LastDay
                    | Division::NthWeekday(_)
                    | Division::Week(_)
            )
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

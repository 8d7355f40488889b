//! Years and parts of years: quarters, halves, seasons, weekends, weeks of a month.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate};

use super::{Certainty, Ground};
use crate::mention::Outlook;
use crate::normalize::date::expression::{Aim, Division, Point, Season, Year};
use crate::normalize::date::moment::{Calendar, monday};

/// The number of a year; `None` where the anchor is not known.
pub(super) fn given(year: Year, ground: &Ground) -> Option<i16> {
    let published = ground.published.map(Date::year);
    match year {
        Year::Given(year) => Some(year),
        Year::Shifted(steps) => published.and_then(|year| year.checked_add(steps)),
        Year::Stated(steps) => ground
            .stated
            .and_then(|stated| stated.calendar.year())
            .or(published)
            .and_then(|year| year.checked_add(steps)),
    }
}

/// A quarter, half, season, weekend or week of a month.
pub(super) fn division(point: &Point, division: Division, ground: &Ground) -> Option<Calendar> {
    let year = point.year.map(|year| given(year, ground));
    match division {
        Division::Half(half) => match point.month {
            // `the second half of December` is said of the month.
            Some(_) => super::day::day(
                &Point {
                    division: None,
                    ..*point
                },
                ground,
            ),
            None => {
                let start = if half == 1 { 1 } else { 7 };
                let year = year.unwrap_or_else(|| nearest(start, 6, point, ground));
                Some(Calendar::Half(year, half))
            }
        },
        Division::Quarter(Some(quarter)) => {
            let start = i8::try_from(quarter).ok()? * 3 - 2;
            let year = year.unwrap_or_else(|| nearest(start, 3, point, ground));
            Some(Calendar::Quarter(year, Some(quarter)))
        }
        Division::Quarter(None) => unnumbered_quarter(point, year, ground),
        Division::Season(season) => {
            let year = year.unwrap_or_else(|| nearest(first_month(season), 3, point, ground));
            Some(Calendar::Season(year, season))
        }
        Division::Same | Division::SamePeriod => same_part(of_same(point, ground), ground),
        Division::LastDay => {
            let named = Point {
                division: None,
                ..*point
            };
            match super::calendar(&named, ground)? {
                Calendar::Month(Some(year), Some(month)) => {
                    let first = Date::new(year, month, 1).ok()?;
                    Some(Calendar::Day(first.last_of_month()))
                }
                Calendar::Month(year, month) => Some(Calendar::PartOfDay(year, month, None)),
                Calendar::Year(Some(year)) => Date::new(year, 12, 31).ok().map(Calendar::Day),
                _ => None,
            }
        }
        Division::NthWeekday(nth) => nth_weekday(point, nth, ground),
        Division::NumberedWeek(number) => {
            match (numbered_week(number, year, ground)?, point.weekday) {
                // `Thursday, week 23`
                (Calendar::Week(Some(monday)), Some(weekday)) => Some(Calendar::Day(
                    monday.checked_add(i64::from(weekday - 1).days()).ok()?,
                )),
                (week, _) => Some(week),
            }
        }
        Division::WeekOf => match super::day::day(
            &Point {
                division: None,
                ..*point
            },
            ground,
        )? {
            Calendar::Day(date) => Some(Calendar::Week(monday(date))),
            Calendar::Month(..) => None,
            _ => Some(Calendar::Week(None)),
        },
        // `Labor Day weekend`: the nearest one.
        Division::Weekend if point.holiday.is_some() || point.day.is_some() => {
            match super::day::day(
                &Point {
                    division: None,
                    ..*point
                },
                ground,
            )? {
                Calendar::Day(date) => {
                    let near = date.checked_sub(2.days()).ok().and_then(monday);
                    Some(Calendar::Weekend(near))
                }
                _ => Some(Calendar::Weekend(None)),
            }
        }
        Division::Weekend => Some(Calendar::Weekend(weekend(point, ground))),
        Division::Week(number) => week_of_month(point, number, ground),
    }
}

fn first_month(season: Season) -> i8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Fall => 9,
        Season::Winter => 12,
    }
}

/// The year of the part of a year that begins in month `start` and has so many `months`, by aim and outlook.
fn nearest(start: i8, months: i8, point: &Point, ground: &Ground) -> Option<i16> {
    let anchor = match point.aim {
        Some(Aim::Following | Aim::Previous | Aim::That) => ground
            .stated
            .and_then(|stated| {
                Date::new(
                    stated.calendar.year()?,
                    stated.calendar.month().unwrap_or(1),
                    1,
                )
                .ok()
            })
            .or(ground.published),
        _ => ground.published,
    };
    let Some(anchor) = anchor else {
        return ground.year.filter(|_| point.aim.is_none());
    };
    if point.aim.is_none()
        && let Some(year) = ground.year
    {
        return Some(year);
    }
    let (year, month) = (anchor.year(), anchor.month());
    let began = start <= month;
    let inside = began && month < start + months;
    let last = if began { year } else { year - 1 };
    let next = if start > month { year } else { year + 1 };
    // The turn of the year lies inside a winter.
    let inside_last = inside || (!began && month + 12 < start + months);
    Some(match point.aim {
        Some(Aim::Last | Aim::Past | Aim::Previous) => {
            if inside_last {
                last - 1
            } else {
                last
            }
        }
        Some(Aim::Next | Aim::Coming) => next,
        Some(Aim::Following) => {
            if inside {
                year
            } else {
                next
            }
        }
        Some(Aim::This) => {
            if inside_last {
                last
            } else {
                year
            }
        }
        Some(Aim::That) => year,
        None if ground.outlook == Outlook::Future => {
            if inside && ground.certainty != Certainty::Tagged {
                year
            } else {
                next
            }
        }
        None => last,
    })
}

/// The n-th weekday of a month: the month named, else that of publication.
fn nth_weekday(point: &Point, nth: i8, ground: &Ground) -> Option<Calendar> {
    let weekday = jiff::civil::Weekday::from_monday_one_offset(point.weekday?).ok()?;
    let named = Point {
        division: None,
        weekday: None,
        ..*point
    };
    let month = if named.month.is_some() {
        super::day::day(&named, ground)?
    } else if named == Point::default() {
        let published = ground.published;
        Calendar::Month(published.map(Date::year), published.map(Date::month))
    } else {
        super::calendar(&named, ground)?
    };
    match month {
        Calendar::Month(Some(year), Some(month)) => {
            let first = Date::new(year, month, 1).ok()?;
            first
                .nth_weekday_of_month(nth, weekday)
                .ok()
                .map(Calendar::Day)
        }
        Calendar::Month(year, month) => Some(Calendar::PartOfDay(year, month, None)),
        _ => None,
    }
}

/// A week by its number, of the year of publication if none is named.
fn numbered_week(number: u8, year: Option<Option<i16>>, ground: &Ground) -> Option<Calendar> {
    let Some(year) = year.flatten().or(ground.published.map(Date::year)) else {
        return Some(Calendar::Week(None));
    };
    let week = ISOWeekDate::new(
        year,
        i8::try_from(number).ok()?,
        jiff::civil::Weekday::Monday,
    )
    .ok()?;
    Some(Calendar::Week(Some(week.date())))
}

/// The year that `the same period of 2012` names; by itself the one before what was told last.
pub(super) fn of_same(point: &Point, ground: &Ground) -> Option<i16> {
    match point.year {
        Some(year) => given(year, ground),
        None => ground
            .stated
            .and_then(|stated| stated.calendar.year())
            .map(|year| year - 1),
    }
}

/// The part of a year that was told last, in another year.
fn same_part(year: Option<i16>, ground: &Ground) -> Option<Calendar> {
    let stated = ground.stated?.calendar;
    match stated {
        Calendar::Month(_, month) => Some(Calendar::Month(year, month)),
        Calendar::Quarter(_, quarter) => Some(Calendar::Quarter(year, quarter)),
        Calendar::Half(_, half) => Some(Calendar::Half(year, half)),
        Calendar::Season(_, season) => Some(Calendar::Season(year, season)),
        _ => None,
    }
}

/// `last quarter`, `the latest quarter`, `the last quarter of 2023`.
fn unnumbered_quarter(
    point: &Point,
    year: Option<Option<i16>>,
    ground: &Ground,
) -> Option<Calendar> {
    if let Some(year) = year {
        return match point.aim {
            Some(Aim::Last) => Some(Calendar::Quarter(year, Some(4))),
            Some(Aim::That) => {
                let month = ground.stated.and_then(|stated| stated.calendar.month());
                let quarter = month.and_then(|month| u8::try_from((month - 1) / 3 + 1).ok());
                Some(Calendar::Quarter(year, quarter))
            }
            _ => None,
        };
    }
    let steps = match point.aim {
        Some(Aim::Last | Aim::Past | Aim::Previous) => -3,
        Some(Aim::Next | Aim::Coming | Aim::Following) => 3,
        _ => 0,
    };
    let Some(published) = ground.published else {
        return Some(Calendar::Quarter(None, None));
    };
    let inside = published
        .first_of_month()
        .checked_add(steps.months())
        .ok()?;
    let quarter = u8::try_from((inside.month() - 1) / 3 + 1).ok()?;
    Some(Calendar::Quarter(Some(inside.year()), Some(quarter)))
}

/// The Monday before a weekend. On a Saturday or Sunday `the weekend` is the one that is.
fn weekend(point: &Point, ground: &Ground) -> Option<Date> {
    let published = ground.published?;
    let this = monday(published)?;
    let inside = published.weekday().to_monday_zero_offset() >= 5;
    let weeks = match point.aim {
        Some(Aim::Last | Aim::Past | Aim::Previous) => -1,
        Some(Aim::Next | Aim::Coming | Aim::Following) => 1,
        Some(Aim::This) => 0,
        _ if inside || ground.outlook == Outlook::Future => 0,
        _ => -1,
    };
    this.checked_add(weeks.weeks()).ok()
}

/// The n-th week of a month, or its last.
fn week_of_month(point: &Point, number: u8, ground: &Ground) -> Option<Calendar> {
    let named = Point {
        division: None,
        aim: None,
        ..*point
    };
    // `the second week of 2015`
    if named.month.is_none() && named.year.is_some() {
        return numbered_week(number, named.year.map(|year| given(year, ground)), ground);
    }
    let month = super::calendar(&named, ground)?;
    let (year, month) = match month {
        Calendar::Month(Some(year), Some(month)) => (year, month),
        Calendar::Month(..) => return Some(Calendar::Week(None)),
        _ => return None,
    };
    let first = Date::new(year, month, 1).ok()?;
    // As in ISO 8601, a week belongs to the month of its Thursday.
    let nth = if number == u8::MAX {
        -1
    } else {
        i8::try_from(number).ok()?
    };
    let thursday = first
        .nth_weekday_of_month(nth, jiff::civil::Weekday::Thursday)
        .ok()?;
    Some(Calendar::Week(monday(thursday)))
}

//! Days and months without all of their parts: the nearest one before or after the anchor that fits.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Certainty, Ground, feast, weekday, year};
use crate::mention::Outlook;
use crate::normalize::date::expression::{Aim, Point};
use crate::normalize::date::moment::Calendar;

/// A leap year, in which every day that any year has exists.
const LEAP: i16 = 2000;

/// A holiday, a month, a day of a month or a weekday.
pub(super) fn day(point: &Point, ground: &Ground) -> Option<Calendar> {
    if point.holiday.is_some() {
        return feast::feast(point, ground);
    }
    match (point.month, point.day, point.weekday) {
        (Some(month), Some(day), _) => day_of_month(point, month, day, ground),
        (Some(month), None, None) => Some(month_of_year(point, month, ground)),
        (None, Some(day), _) => bare_day(point, day, ground),
        (None, None, Some(number)) => weekday::weekday(point, number, ground),
        // `a Saturday night in September`: which one is not said.
        (Some(month), None, Some(_)) => {
            let month = month_of_year(point, month, ground);
            Some(Calendar::PartOfDay(month.year(), month.month(), None))
        }
        (None, None, None) => None,
    }
}

/// On which side of the anchor the nearest one is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Before it, never it.
    Last,
    /// Before it, or it.
    Past,
    /// After it, or it.
    Future,
    /// In the anchor's own year.
    Own,
}

pub(super) fn sided(aim: Option<Aim>, ground: &Ground) -> Side {
    match aim {
        Some(Aim::Last | Aim::Past | Aim::Previous) => Side::Last,
        Some(Aim::Next | Aim::Coming | Aim::Following) => Side::Future,
        Some(Aim::This) => Side::Own,
        Some(Aim::That) => Side::Own,
        None if ground.outlook == Outlook::Future => Side::Future,
        None => Side::Past,
    }
}

/// Days on the other side of publication that are so near that a cue word is more likely wrong than the day
/// is almost a year away.
const NEAR: i32 = 45;

/// The side again, where the tagger does not say and the nearest day on the other side is much nearer.
fn side_of(date: Option<Date>, anchor: Date, point: &Point, ground: &Ground) -> Side {
    let side = sided(point.aim, ground);
    let told = point.aim.is_some() || ground.certainty == Certainty::Tagged;
    let Some(date) = date.filter(|_| !told) else {
        return side;
    };
    let near = |earlier: Date, later: Date| {
        earlier
            .checked_add(NEAR.days())
            .is_ok_and(|end| end >= later)
    };
    match side {
        Side::Past if date > anchor && near(anchor, date) => Side::Future,
        Side::Future if date < anchor && near(date, anchor) => Side::Past,
        _ => side,
    }
}

/// How many days before publication a date without a year is taken to be this year's, whatever year its
/// sentence speaks of.
const RECENT: i32 = 60;

/// The year told earlier in the sentence of a day without a year, which would by itself be `picked`:
/// `in 2005, when 214 died on February 14`. A month is more often the last one, as in
/// `planned in 2018, dropped in February`: of 42 such months in annotated articles 35 were.
fn told_year(picked: Date, point: &Point, ground: &Ground) -> Option<i16> {
    let (published, year) = (ground.published?, ground.year?);
    let looks_back = ground.outlook == Outlook::Past && point.aim.is_none() && point.year.is_none();
    let recent = picked
        .checked_add(RECENT.days())
        .is_ok_and(|end| end >= published);
    (looks_back && !recent && year < published.year()).then_some(year)
}

/// The date that the point is nearest to, and the side: the date told last for `the following August`.
pub(super) fn anchor(point: &Point, ground: &Ground) -> Option<Date> {
    match point.aim {
        Some(Aim::Following | Aim::Previous | Aim::That) => match ground
            .stated
            .map(|stated| stated.calendar)
        {
            Some(Calendar::Day(date)) => Some(date),
            Some(calendar) => Date::new(calendar.year()?, calendar.month().unwrap_or(1), 1).ok(),
            None => ground.published,
        },
        _ => ground.published,
    }
}

/// A month with its year as far as it can be told.
fn month_of_year(point: &Point, month: i8, ground: &Ground) -> Calendar {
    let year = match point.year {
        Some(year) => year::given(year, ground),
        None => anchor(point, ground).map(|anchor| {
            let (year, own) = (anchor.year(), anchor.month());
            let first = Date::new(year, month, 1).ok();
            match side_of(first, anchor, point, ground) {
                Side::Last if month >= own => year - 1,
                Side::Past if month > own => year - 1,
                Side::Future if month < own || (month == own && point.aim.is_some()) => year + 1,
                _ => year,
            }
        }),
    };
    Calendar::Month(year, Some(month))
}

/// A day of a month with its year as far as it can be told; `None` if there is no such day.
fn day_of_month(point: &Point, month: i8, day: i8, ground: &Ground) -> Option<Calendar> {
    Date::new(LEAP, month, day).ok()?;
    let known = point.year.map(|year| year::given(year, ground));
    match known {
        Some(Some(year)) => return Date::new(year, month, day).ok().map(Calendar::Day),
        Some(None) => return Some(Calendar::PartOfDay(None, Some(month), Some(day))),
        None => {}
    }
    let Some(anchor) = anchor(point, ground) else {
        return Some(Calendar::PartOfDay(None, Some(month), Some(day)));
    };
    let of = |year: i16| Date::new(year, month, day).ok();
    let this = of(anchor.year());
    let side = side_of(this, anchor, point, ground);
    let picked = match (side, this) {
        (Side::Last | Side::Past, Some(this))
            if this > anchor || (side == Side::Last && this == anchor) =>
        {
            of(anchor.year() - 1)
        }
        (Side::Future, Some(this)) if this < anchor => of(anchor.year() + 1),
        (_, this) => this,
    };
    // `Monday, 5 January` in the nearest year in which it is one, if that is not far.
    let fits = |date: &Date| {
        point
            .weekday
            .is_none_or(|weekday| date.weekday().to_monday_one_offset() == weekday)
    };
    let told = picked.and_then(|picked| of(told_year(picked, point, ground)?));
    if told.is_some() {
        return told.map(Calendar::Day);
    }
    if let Some(told) = of_history(month, day, picked, anchor, point, ground) {
        return Some(Calendar::Day(told));
    }
    picked
        .filter(fits)
        .or_else(|| {
            let steps: [i16; 3] = if side == Side::Future {
                [0, 1, -1]
            } else {
                [0, -1, 1]
            };
            steps
                .into_iter()
                .filter_map(|step| of(anchor.year() + step))
                .find(fits)
        })
        .or(picked)
        .map(Calendar::Day)
}

/// The day in the tale of another age that the article is telling, where it lies near the day told last and
/// not near publication.
fn of_history(
    month: i8,
    day: i8,
    picked: Option<Date>,
    anchor: Date,
    point: &Point,
    ground: &Ground,
) -> Option<Date> {
    let (beside, told) = ground.history?;
    if point.aim.is_some() || point.weekday.is_some() || ground.outlook == Outlook::Future {
        return None;
    }
    let reach = if beside { 10 } else { 62 };
    let recent =
        picked.is_some_and(|picked| picked.checked_add(31.days()).is_ok_and(|end| end >= anchor));
    if recent && !beside {
        return None;
    }
    [told.year(), told.year() + 1, told.year() - 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|date| {
            let (earlier, later) = if *date < told {
                (*date, told)
            } else {
                (told, *date)
            };
            earlier
                .checked_add(reach.days())
                .is_ok_and(|end| end >= later)
        })
}

/// `the 16th`: of the month told last, else the nearest one.
fn bare_day(point: &Point, day: i8, ground: &Ground) -> Option<Calendar> {
    let stated = ground.stated.map(|stated| stated.calendar);
    if let Some((Some(year), Some(month))) = stated.map(|stated| (stated.year(), stated.month())) {
        let told = Date::new(year, month, day).ok();
        // `the 31st` soon after a day of April of the article's own weeks is none of April.
        let own = ground.published.is_some_and(|published| {
            let months = |year: i16, month: i8| i32::from(year) * 12 + i32::from(month);
            (months(published.year(), published.month()) - months(year, month)).abs() <= 2
        });
        if told.is_some() || !own {
            return told.map(Calendar::Day);
        }
    }
    let Some(published) = ground.published else {
        let month = stated.and_then(Calendar::month);
        return Some(Calendar::PartOfDay(None, month, Some(day)));
    };
    let future = sided(point.aim, ground) == Side::Future;
    let of = |months: i32| {
        let month = published
            .first_of_month()
            .checked_add(months.months())
            .ok()?;
        Date::new(month.year(), month.month(), day).ok()
    };
    let fits = |date: &Date| {
        point
            .weekday
            .is_none_or(|weekday| date.weekday().to_monday_one_offset() == weekday)
    };
    // `Sunday 31` fits only some months: the nearest, on either side where the words do not tell.
    let either = point.weekday.is_some() && ground.certainty != Certainty::Tagged;
    (0..24)
        .flat_map(|months| {
            if future {
                [months, -months]
            } else {
                [-months, months]
            }
        })
        .filter_map(of)
        .filter(fits)
        .find(|date| {
            either
                || if future {
                    *date >= published
                } else {
                    *date <= published
                }
        })
        .map(Calendar::Day)
}

/// The second end of an interval that begins on `start`: the nearest one not before it.
pub(super) fn after(point: &Point, end: Date, start: Date) -> Option<Date> {
    if point.month.is_some() {
        [start.year(), start.year() + 1]
            .into_iter()
            .filter_map(|year| Date::new(year, end.month(), end.day()).ok())
            .find(|date| *date >= start)
    } else if point.weekday.is_some() {
        if end.weekday() == start.weekday() {
            Some(start)
        } else {
            start.nth_weekday(1, end.weekday()).ok()
        }
    } else {
        Some(end)
    }
}

/// The first end of an interval that came out after its second, `end`: the one before it.
pub(super) fn before(point: &Point, start: Date, end: Date) -> Option<Date> {
    if point.month.is_some() || point.holiday.is_some() {
        Date::new(end.year(), start.month(), start.day())
            .ok()
            .filter(|date| *date <= end)
            .or_else(|| Date::new(end.year() - 1, start.month(), start.day()).ok())
    } else if point.weekday.is_some() {
        end.nth_weekday(-1, start.weekday()).ok()
    } else {
        Some(start)
    }
}

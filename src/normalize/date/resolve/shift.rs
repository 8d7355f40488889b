//! Points counted from another: days, weeks, months and years from the day of publication or from the
//! date told last; hours from the time told last.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Ground;
use crate::normalize::date::expression::{Origin, Point, Quantity, Shift, Unit};
use crate::normalize::date::moment::{Calendar, Moment, Time, monday};

/// A common year, for days whose year is not known.
const COMMON: i16 = 2001;

/// More steps than this lead out of the calendar in every unit that is counted by the calendar itself.
const MOST_STEPS: i32 = 30_000;

/// A hundred years of seconds: no hours of a story are counted from farther.
const MOST_SECONDS: i64 = 3_155_760_000;

/// The place in the calendar that `shift` leads to, with what else `point` says of it.
pub(super) fn shifted(point: &Point, shift: Shift, ground: &Ground) -> Option<Calendar> {
    let Quantity::Exact(count) = shift.quantity else {
        return Some(vague(shift, ground));
    };
    let steps = count
        .round()
        .to_i32()
        .filter(|steps| *steps <= MOST_STEPS)?;
    let steps = steps * i32::from(shift.sign);
    let reached = match shift.origin {
        Origin::Published => from_published(steps, shift.unit, ground)?,
        Origin::Stated => from_stated(steps, shift.unit, ground)?,
        Origin::Day(days) => {
            let Some(published) = ground.published else {
                return Some(unknown(shift.unit));
            };
            let day = published.checked_add(days.days()).ok()?;
            let length = match shift.unit {
                Unit::Week => steps.weeks(),
                Unit::Month => steps.months(),
                Unit::Year => steps.checked_mul(12)?.months(),
                _ => return None,
            };
            Calendar::Day(day.checked_add(length).ok()?)
        }
        Origin::Named => {
            if matches!(shift.unit, Unit::Second | Unit::Minute | Unit::Hour) {
                return None;
            }
            let named = Point {
                shift: None,
                ..*point
            };
            return match super::calendar(&named, ground)? {
                Calendar::Day(date) if shift.unit == Unit::Week => {
                    Some(Calendar::Day(date.checked_add(steps.weeks()).ok()?))
                }
                Calendar::Day(date) => stepped(date, steps, shift.unit),
                _ => None,
            };
        }
    };
    // `Tuesday next week`, `April next month`.
    Some(match (reached, point.weekday) {
        (Calendar::Week(Some(monday)), Some(weekday)) => {
            Calendar::Day(monday.checked_add(i64::from(weekday - 1).days()).ok()?)
        }
        (Calendar::Week(None), Some(weekday)) => Calendar::Weekday(weekday),
        (Calendar::Month(Some(year), Some(month)), _) => match point.day {
            Some(day) => Calendar::Day(Date::new(year, month, day).ok()?),
            None => reached,
        },
        _ => reached,
    })
}

/// Where a number that is not said leads: the unit is known, its number is not. The year is that of the
/// anchor where so many units as `a few` can mean do not leave it.
fn vague(shift: Shift, ground: &Ground) -> Calendar {
    let unit = shift.unit;
    let anchor = match (shift.origin, ground.stated.map(|stated| stated.calendar)) {
        (Origin::Stated, Some(Calendar::Day(date) | Calendar::Week(Some(date)))) => Some(date),
        (Origin::Stated, Some(_)) => None,
        _ => ground.published,
    };
    let year = anchor.map(Date::year).filter(|year| {
        let most = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => 1.days(),
            Unit::Day | Unit::Night => 12.days(),
            Unit::Week | Unit::Weekend | Unit::Fortnight => 6.weeks(),
            _ => 6.months(),
        };
        let far = anchor.map(|date| {
            if shift.sign < 0 {
                date.checked_sub(most)
            } else {
                date.checked_add(most)
            }
        });
        matches!(far, Some(Ok(far)) if far.year() == *year)
    });
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => {
            Calendar::PartOfDay(year, None, None)
        }
        Unit::Week | Unit::Weekend | Unit::Fortnight => match year {
            None if anchor.is_none() => Calendar::Week(None),
            _ => Calendar::Month(year, None),
        },
        Unit::Month | Unit::Quarter | Unit::Semester => Calendar::Month(year, None),
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => Calendar::Year(None),
    }
}

/// The place of `date` at the grain of `unit`, so many steps away.
fn stepped(date: Date, steps: i32, unit: Unit) -> Option<Calendar> {
    let years = |years: i32| date.year().checked_add(i16::try_from(years).ok()?);
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Calendar::Day(date),
        Unit::Day | Unit::Night => Calendar::Day(date.checked_add(steps.days()).ok()?),
        Unit::Week => Calendar::Week(monday(date.checked_add(steps.weeks()).ok()?)),
        // Who counts in fortnights counts to the day.
        Unit::Fortnight => Calendar::Day(date.checked_add(steps.checked_mul(2)?.weeks()).ok()?),
        Unit::Weekend => Calendar::Weekend(monday(date.checked_add(steps.weeks()).ok()?)),
        Unit::Month | Unit::Quarter | Unit::Semester => {
            let per = match unit {
                Unit::Quarter => 3,
                Unit::Semester => 6,
                _ => 1,
            };
            let month = date.checked_add(steps.checked_mul(per)?.months()).ok()?;
            Calendar::Month(Some(month.year()), Some(month.month()))
        }
        Unit::Year => Calendar::Year(Some(years(steps)?)),
        Unit::Decade => Calendar::Decade(years(steps.checked_mul(10)?)?.div_euclid(10)),
        Unit::Century => Calendar::Century(years(steps.checked_mul(100)?)?.div_euclid(100)),
        Unit::Millennium => return None,
    })
}

fn from_published(steps: i32, unit: Unit, ground: &Ground) -> Option<Calendar> {
    match ground.published {
        Some(published) => stepped(published, steps, unit),
        None => Some(unknown(unit)),
    }
}

/// The grain of `unit` with nothing known.
fn unknown(unit: Unit) -> Calendar {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => {
            Calendar::PartOfDay(None, None, None)
        }
        Unit::Weekend => Calendar::Weekend(None),
        Unit::Week | Unit::Fortnight => Calendar::Week(None),
        Unit::Month | Unit::Quarter | Unit::Semester => Calendar::Month(None, None),
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => Calendar::Year(None),
    }
}

/// So many steps from the date told last, at the grain that the two allow.
fn from_stated(steps: i32, unit: Unit, ground: &Ground) -> Option<Calendar> {
    let Some(stated) = ground.stated else {
        return from_published(steps, unit, ground);
    };
    let years = |year: i16| {
        i16::try_from(steps)
            .ok()
            .and_then(|steps| year.checked_add(steps))
    };
    Some(match (stated.calendar, unit) {
        (Calendar::Day(date), Unit::Week) if steps == 0 => Calendar::Week(monday(date)),
        (Calendar::Day(date), Unit::Week) => Calendar::Day(date.checked_add(steps.weeks()).ok()?),
        (Calendar::Day(date), Unit::Fortnight) => {
            Calendar::Day(date.checked_add(steps.checked_mul(2)?.weeks()).ok()?)
        }
        // `a year earlier` than a day is spoken of its month.
        (Calendar::Day(date), Unit::Year) if steps.abs() == 1 => {
            Calendar::Month(Some(years(date.year())?), Some(date.month()))
        }
        (Calendar::Day(date) | Calendar::Week(Some(date)), _) => stepped(date, steps, unit)?,
        (Calendar::Weekday(weekday), Unit::Day | Unit::Night) => {
            let place = (i32::from(weekday) - 1 + steps).rem_euclid(7) + 1;
            Calendar::Weekday(i8::try_from(place).ok()?)
        }
        (
            Calendar::PartOfDay(None, Some(month), Some(day)),
            Unit::Day | Unit::Night | Unit::Week | Unit::Month,
        ) => {
            let date = Date::new(COMMON, month, day).ok()?;
            match stepped(
                date,
                steps,
                if unit == Unit::Week { Unit::Day } else { unit },
            )? {
                Calendar::Day(_) if unit == Unit::Week => {
                    let date = date.checked_add(steps.weeks()).ok()?;
                    Calendar::PartOfDay(None, Some(date.month()), Some(date.day()))
                }
                Calendar::Day(date) => {
                    Calendar::PartOfDay(None, Some(date.month()), Some(date.day()))
                }
                Calendar::Month(_, month) => Calendar::Month(None, month),
                other => other,
            }
        }
        (Calendar::Month(Some(year), Some(month)), Unit::Month) => {
            stepped(Date::new(year, month, 1).ok()?, steps, unit)?
        }
        (Calendar::Month(None, Some(month)), Unit::Month) => {
            match stepped(Date::new(COMMON, month, 1).ok()?, steps, unit)? {
                Calendar::Month(_, month) => Calendar::Month(None, month),
                other => other,
            }
        }
        (Calendar::Month(Some(year), month), Unit::Year) => {
            Calendar::Month(Some(years(year)?), month)
        }
        (Calendar::Quarter(Some(year), quarter), Unit::Year) => {
            Calendar::Quarter(Some(years(year)?), quarter)
        }
        (calendar, Unit::Year) => Calendar::Year(calendar.year().and_then(years)),
        (calendar @ Calendar::Month(..), Unit::Day | Unit::Night) => {
            Calendar::PartOfDay(calendar.year(), calendar.month(), None)
        }
        _ => from_published(steps, unit, ground)?,
    })
}

/// `two hours later`, `an hour ago`: a moment that only a time told before can give; `None` for other points.
pub(super) fn hours(point: &Point, ground: &Ground) -> Option<Moment> {
    let shift = point.shift?;
    let seconds = match shift.unit {
        Unit::Hour => 3600,
        Unit::Minute => 60,
        Unit::Second => 1,
        _ => return None,
    };
    let day = |calendar: Calendar, time| {
        Some(Moment {
            calendar,
            time: Some(time),
        })
    };
    if matches!(shift.origin, Origin::Named | Origin::Day(_)) {
        return None;
    }
    if shift.origin == Origin::Published {
        let published = ground
            .published
            .map_or(Calendar::PartOfDay(None, None, None), Calendar::Day);
        return day(published, Time::UnknownHour);
    }
    let told = ground
        .told
        .map(|told| told.calendar)
        .or(ground.published.map(Calendar::Day));
    let told = told.unwrap_or(Calendar::PartOfDay(None, None, None));
    let (Some(start), Quantity::Exact(count)) = (ground.clock, shift.quantity) else {
        return day(told, Time::Unknown);
    };
    let steps = count
        .checked_mul(Decimal::from(seconds))?
        .to_i64()
        .filter(|steps| *steps <= MOST_SECONDS)?;
    let reached = start
        .checked_add((steps * i64::from(shift.sign)).seconds())
        .ok()?;
    day(
        Calendar::Day(reached.date()),
        Time::Clock(reached.hour(), reached.minute(), None),
    )
}

//! Times of day: what the clock or the part of the day says, and the day that a bare time belongs to.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time as Time24};

use super::Ground;
use crate::normalize::date::expression::{Clock, Part, Point};
use crate::normalize::date::moment::{Calendar, Moment, Time};

/// From this hour on a story may go on after midnight.
const LATE: i8 = 20;

/// Up to this hour a time can belong to the night before.
const EARLY: i8 = 5;

/// The time of day that `point` says.
pub(super) fn time(point: &Point) -> Option<Time> {
    match (point.clock, point.part) {
        (Some(clock), _) => Some(Time::Clock(clock.hour, clock.minute, clock.second)),
        (None, Some(part)) => Some(Time::Part(part)),
        (None, None) => None,
    }
}

/// The day of a time without one: the day told last, else the day of publication. `overnight` began the
/// evening before the article appeared.
pub(super) fn own_day(point: &Point, ground: &Ground) -> Calendar {
    if let (Some(repeated), Some(clock)) = (ground.repeated, point.clock)
        && let Some(day) = nearest(repeated, clock)
    {
        return Calendar::Day(day);
    }
    let overnight = point.part == Some(Part::Overnight);
    match (ground.told, ground.published) {
        (Some(told), None) => after_night(told, point),
        (Some(told), Some(_)) if !overnight || ground.told_beside => after_night(told, point),
        (_, Some(published)) => {
            let day = published.checked_sub(i64::from(overnight).days());
            Calendar::Day(day.unwrap_or(published))
        }
        (None, None) => Calendar::PartOfDay(None, None, None),
    }
}

/// The day on which `clock` lies nearest to a time told in another zone: `8:30 p.m. (0030 UTC)` is the next.
fn nearest(told: DateTime, clock: Clock) -> Option<Date> {
    let distance = |date: Date| {
        let time = Time24::new(clock.hour.rem_euclid(24), clock.minute, 0, 0).ok()?;
        let apart = date
            .to_datetime(time)
            .since((jiff::Unit::Minute, told))
            .ok()?;
        Some((apart.get_minutes().abs(), date))
    };
    let day = told.date();
    [day.yesterday().ok()?, day, day.tomorrow().ok()?]
        .into_iter()
        .filter_map(distance)
        .min()
        .map(|(_, date)| date)
}

/// The day told last, or the one after it where the morning hour follows a night.
fn after_night(told: Moment, point: &Point) -> Calendar {
    let night = matches!(told.time, Some(Time::Part(Part::Night | Part::Overnight)));
    let morning = point.clock.is_some_and(|clock| clock.hour < 12);
    // What began at 23:40 goes on at 00:20 of the next day.
    let late = match told.time {
        Some(Time::Clock(hour, ..)) => hour >= LATE,
        Some(Time::Part(Part::Evening)) => true,
        _ => false,
    };
    let small_hours = point
        .clock
        .is_some_and(|clock| clock.settled && clock.hour < EARLY);
    match told.calendar {
        Calendar::Day(day) if (night && morning) || (late && small_hours) => {
            Calendar::Day(day.tomorrow().unwrap_or(day))
        }
        calendar => calendar,
    }
}

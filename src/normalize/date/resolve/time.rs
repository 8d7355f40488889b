//! Times of day: what the clock or the part of the day says, and the day that a bare time belongs to.

use jiff::ToSpan;

use super::Ground;
use crate::normalize::date::expression::{Part, Point};
use crate::normalize::date::moment::{Calendar, Moment, Time};

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

/// The day told last, or the one after it where the morning hour follows a night.
fn after_night(told: Moment, point: &Point) -> Calendar {
    let night = matches!(told.time, Some(Time::Part(Part::Night | Part::Overnight)));
    let morning = point.clock.is_some_and(|clock| clock.hour < 12);
    match told.calendar {
        Calendar::Day(day) if night && morning => Calendar::Day(day.tomorrow().unwrap_or(day)),
        calendar => calendar,
    }
}

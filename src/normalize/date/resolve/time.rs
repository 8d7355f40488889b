//! Times of day: what the clock or the part of the day says, and the day that a bare time belongs to.

use jiff::ToSpan;

use super::Ground;
use crate::normalize::date::expression::{Part, Point};
use crate::normalize::date::moment::{Calendar, Time};

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
    match (ground.told, ground.published) {
        (Some(told), _) => told,
        (None, Some(published)) => {
            let overnight = point.part == Some(Part::Overnight);
            let day = published.checked_sub(i64::from(overnight).days());
            Calendar::Day(day.unwrap_or(published))
        }
        (None, None) => Calendar::PartOfDay(None, None, None),
    }
}

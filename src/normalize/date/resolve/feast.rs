//! Holidays: the year's own day, of the year that the words, the aim or the outlook give.

use jiff::ToSpan;
use jiff::civil::Date;

use super::day::{Side, sided};
use super::{Ground, year};
use crate::normalize::date::expression::Point;
use crate::normalize::date::holiday;
use crate::normalize::date::moment::Calendar;

/// The day of a holiday in the year that fits.
pub(super) fn feast(point: &Point, ground: &Ground) -> Option<Calendar> {
    let holiday = point.holiday?;
    let fixed = holiday::fixed(holiday);
    if let Some(year) = point.year {
        return match (year::given(year, ground), fixed) {
            (Some(year), _) => holiday::day(holiday, year).map(Calendar::Day),
            (None, Some((month, day))) => Some(Calendar::PartOfDay(None, Some(month), Some(day))),
            (None, None) => None,
        };
    }
    let Some(published) = ground.published else {
        let (month, day) = fixed?;
        return Some(Calendar::PartOfDay(None, Some(month), Some(day)));
    };
    let of = |year: i16| holiday::day(holiday, year);
    let this = of(published.year())?;
    let picked = match sided(point.aim, ground) {
        Side::Last if this >= published => of(published.year() - 1),
        Side::Past if this > published => {
            // A feast a few days off is the coming one, whatever the tense.
            let near = published
                .checked_add(14.days())
                .is_ok_and(|soon| this <= soon);
            if near {
                Some(this)
            } else {
                of(published.year() - 1)
            }
        }
        Side::Future if this < published => of(published.year() + 1),
        _ => Some(this),
    };
    // `Easter Friday` is no Easter Sunday.
    let fits = |date: &Date| {
        point
            .weekday
            .is_none_or(|weekday| date.weekday().to_monday_one_offset() == weekday)
    };
    picked.filter(fits).map(Calendar::Day)
}

//! Weekdays by name: the nearest one before or after the anchor, or the one that the sentence told.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::day::anchor;
use super::{Certainty, Ground};
use crate::mention::Outlook;
use crate::normalize::date::expression::{Aim, Point};
use crate::normalize::date::moment::{Calendar, monday};

/// A weekday by name.
pub(super) fn weekday(point: &Point, number: i8, ground: &Ground) -> Option<Calendar> {
    let weekday = Weekday::from_monday_one_offset(number).ok()?;
    if point.aim.is_none()
        && let Some(beside) = ground.beside.filter(|beside| beside.weekday() == weekday)
    {
        return Some(Calendar::Day(beside));
    }
    let anchor = match point.aim {
        Some(Aim::Following | Aim::Previous | Aim::That) => anchor(point, ground),
        _ => ground.published,
    };
    let Some(anchor) = anchor else {
        return Some(Calendar::Weekday(number));
    };
    let today = anchor.weekday() == weekday;
    let before = |date: Date| date.nth_weekday(-1, weekday).ok();
    let after = |date: Date| date.nth_weekday(1, weekday).ok();
    let date = match point.aim {
        Some(Aim::Last) => {
            // On a Thursday, `last Wednesday` is not yesterday.
            let nearest = before(anchor)?;
            if nearest.tomorrow().ok()? == anchor {
                before(nearest)?
            } else {
                nearest
            }
        }
        // `5 p.m. that Friday`: of the week of the day told last.
        Some(Aim::That) => monday(anchor)?
            .checked_add(i64::from(number - 1).days())
            .ok()?,
        Some(Aim::Past | Aim::Previous) => before(anchor)?,
        Some(Aim::Following | Aim::Coming) => after(anchor)?,
        Some(Aim::Next) => {
            let next_week = monday(anchor)?.checked_add(1.week()).ok()?;
            next_week.checked_add(i64::from(number - 1).days()).ok()?
        }
        Some(Aim::This) => {
            let own = monday(anchor)?
                .checked_add(i64::from(number - 1).days())
                .ok()?;
            match (ground.certainty, ground.outlook) {
                (Certainty::Tagged, Outlook::Past) if own > anchor => before(anchor)?,
                (Certainty::Tagged | Certainty::Cued, Outlook::Future) if own < anchor => {
                    after(anchor)?
                }
                _ => own,
            }
        }
        // The tagger does not know what day it is: a day of today's name has always been today.
        None if today => anchor,
        None if ground.outlook == Outlook::Future => after(anchor)?,
        None => before(anchor)?,
    };
    Some(Calendar::Day(date))
}

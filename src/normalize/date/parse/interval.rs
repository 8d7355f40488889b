//! Two points joined: `February 2 to 4`, `14–16 May`, `between 2:30 and 6:00 a.m.`, `1993 and 1998`.
//! What one end leaves out, the other gives.

use super::clock::of_part;
use super::cursor::Cursor;
use super::point::{Settings, point};
use crate::normalize::date::expression::{Clock, Division, Expression, Part, Point};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::word::Word;

/// Reads all of the tokens as an interval.
pub(super) fn interval(cursor: Cursor<'_>, settings: Settings) -> Option<Expression> {
    let tokens = cursor.tokens();
    (1..tokens.len().saturating_sub(1)).find_map(|place| {
        if !matches!(
            tokens[place].kind,
            Kind::Dash | Kind::Word(Word::To | Word::And | Word::Or)
        ) {
            return None;
        }
        let mut right = cursor.with(&tokens[place + 1..]);
        // `through to Wednesday`
        right.take_word(Word::To);
        let to = now(right).or_else(|| point(right, settings, true))?;
        let left = cursor.with(&tokens[..place]);
        let from = start_hour(left, to, settings).or_else(|| point(left, settings, true))?;
        joined(from, to)
    })
}

/// `now` as the end of an interval: the day of publication.
fn now(mut at: Cursor<'_>) -> Option<Point> {
    let mut today = Point::default();
    let named = at.take_word(Word::Now) && at.is_done();
    (named && super::relative::unit_of_day(&mut today)).then_some(today)
}

/// `3` in `3 to 5 p.m.`, `Monday 3` in `Monday 3-5 p.m.`.
fn start_hour(cursor: Cursor<'_>, to: Point, settings: Settings) -> Option<Point> {
    to.clock?;
    let (last, earlier) = cursor.tokens().split_last()?;
    let Kind::Digits(hour @ 1..=12, 1..=2) = last.kind else {
        return None;
    };
    let clock = Clock {
        hour: i8::try_from(hour).ok()?,
        minute: 0,
        second: None,
        dotted: false,
        settled: false,
    };
    let mut at = cursor.with(earlier);
    at.skip(|kind| matches!(kind, Kind::Word(Word::About | Word::Hence)));
    let day = if at.is_done() {
        Point::default()
    } else {
        // `December 12 to 3 p.m.` names its day by the same number.
        let day = point(cursor.with(earlier), settings, false)?;
        let is_day = day.day.is_some() || day.weekday.is_some() || day.shift.is_some();
        Some(day).filter(|day| is_day && day.clock.is_none())?
    };
    Some(Point {
        clock: Some(clock),
        ..day
    })
}

/// The two ends with what they share.
fn joined(mut from: Point, mut to: Point) -> Option<Expression> {
    if to.split.is_some() && from.split.is_none() && from.month.is_some() {
        return None;
    }
    // `Monday 3-8`: days or hours cannot be told.
    if from.weekday.is_some() && from.day.is_some() && from.month.is_none() && is_bare_day(to) {
        return None;
    }
    let bare_to = is_bare_day(to);
    let bare_from = is_bare_day(from);
    // `15 to noon`
    let mixed = bare_from && is_time_alone(to) || bare_to && is_time_alone(from);
    if bare_to && bare_from || mixed {
        return None;
    }
    // `4 till 23 of this month`
    if bare_from && to.day.is_some() && to.shift.is_some() {
        from = Point {
            day: from.day,
            ..to
        };
    }
    // `the weekend of 21-22 September`
    if from.day.is_some() && from.division == Some(Division::Weekend) {
        from.division = None;
    }
    if to.month.is_none() && to.shift.is_none() && to.day.is_some() && to.holiday.is_none() {
        to.month = from.month;
    }
    if from.month.is_none() && from.shift.is_none() && from.day.is_some() && from.holiday.is_none()
    {
        // `the 27th to the 3rd of April` begins in March.
        from.month = match (to.month, from.day > to.day) {
            (Some(1), true) => Some(12),
            (month, later) => month.map(|month| month - i8::from(later)),
        };
    }
    if from.year.is_none() && needs_year(from) {
        from.year = to.year;
    } else if to.year.is_none() && needs_year(to) {
        to.year = from.year;
    }
    // `from 2024-05-01 10:00 to 14:00`, `2:30 and 6:00 a.m. Friday`: one day for both.
    if to.clock.is_some() && is_time_alone(to) {
        to = Point {
            clock: to.clock,
            part: to.part.or(from.part),
            ..from
        };
        // `last evening between 10:30 and 11:45`
        if let (Some(clock), Some(part)) = (to.clock, to.part) {
            to.clock = Some(of_part(clock, part));
        }
    } else if from.clock.is_some() && is_time_alone(from) {
        from = Point {
            clock: from.clock,
            part: from.part.or(to.part),
            ..to
        };
    }
    if let (Some(first), Some(second)) = (from.clock.as_mut(), to.clock) {
        if !first.settled
            && second.settled
            && second.hour >= 12
            && first.hour < 12
            && first.hour + 12 <= second.hour
        {
            first.hour += 12;
        }
        first.settled |= second.settled;
    }
    // `the night of May 8-9` is the night that begins on May 8.
    if (from.part == Some(Part::Night))
        && to.part.is_none()
        && to.clock.is_none()
        && from.day.is_some()
        && to.day.is_some()
    {
        return Some(Expression::Point(from));
    }
    Some(Expression::Interval(from, to))
}

/// Whether the point says nothing but a day of an unknown month.
fn is_bare_day(point: Point) -> bool {
    point
        == Point {
            day: point.day,
            ..Point::default()
        }
}

/// Whether the point says nothing but a time of day.
fn is_time_alone(point: Point) -> bool {
    point
        == Point {
            clock: point.clock,
            part: point.part,
            ..Point::default()
        }
}

/// Whether a year would say more of the point.
fn needs_year(point: Point) -> bool {
    point.shift.is_none()
        && point.aim.is_none()
        && point.decade.is_none()
        && point.century.is_none()
        && (point.month.is_some() || point.division.is_some() || point.holiday.is_some())
}

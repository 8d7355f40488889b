//! Points of the calendar: slots filled by components in any order, until no token is left.
//! What no component takes makes the whole mention unreadable.

use super::clock::{self, clock};
use super::cursor::Cursor;
use super::numeric::{self, DayMonthOrder};
use super::relative::{days_from, relative};
use super::shift::shifted;
use super::{day, year};
use crate::normalize::date::expression::{
    Aim, Clock, Division, Origin, Part, Point, Season, Unit, Year,
};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::word::Word;
use crate::normalize::token::is_any;

/// What the parser needs to know of the document.
#[derive(Debug, Clone, Copy)]
pub(in crate::normalize::date) struct Settings {
    /// Order of day and month in digits.
    pub(in crate::normalize::date) order: DayMonthOrder,
    /// The year that years of two digits lie near.
    pub(in crate::normalize::date) pivot: i16,
    /// Whether a preposition of time stands before: `at 7.30` is a time, `7.30` alone is not.
    pub(in crate::normalize::date) timed: bool,
    /// Whether an article and a unit are a rate here: `$5 a day`.
    pub(in crate::normalize::date) rate: bool,
}

/// Puts `value` into an empty slot; `false` if it is taken.
pub(super) fn fill<Value>(slot: &mut Option<Value>, value: Value) -> bool {
    let empty = slot.is_none();
    if empty {
        *slot = Some(value);
    }
    empty
}

/// Reads all of the tokens as one point. `bare_day` says whether a number alone may be a day: `14` in `14 to 16 May`.
pub(super) fn point(cursor: Cursor<'_>, settings: Settings, bare_day: bool) -> Option<Point> {
    let mut at = cursor;
    let mut point = Point::default();
    let mut edged = false;
    while !at.is_done() {
        let taken = attempt(&mut at, &mut point, one_of)
            || attempt(&mut at, &mut point, |at, point| {
                numeric_date(at, point, settings)
            })
            || attempt(&mut at, &mut point, relative)
            || attempt(&mut at, &mut point, shifted)
            || attempt(&mut at, &mut point, |at, point| {
                year::year(at, point, settings.pivot)
            })
            || attempt(&mut at, &mut point, |at, point| {
                time_of_day(at, point, edged)
            })
            || attempt(&mut at, &mut point, |at, point| {
                day::day(at, point, settings, bare_day)
            })
            || attempt(&mut at, &mut point, |at, point| edge(at, point, &mut edged))
            || filler(&mut at, point, edged);
        if !taken {
            return None;
        }
    }
    // `the next afternoon, September 18`, `Friday week, December 7`: the day by its name says it all.
    let counted = match point.shift {
        Some(shift) => match shift.origin {
            Origin::Stated => shift.unit == Unit::Day,
            Origin::Named => point.aim == Some(Aim::Coming) && point.weekday.is_some(),
            // `yesterday, February 14` needs no guess of the year.
            Origin::Published | Origin::Day(_) => false,
        },
        None => false,
    };
    if counted && point.month.is_some() && point.day.is_some() {
        (point.shift, point.aim) = (None, None);
    }
    if is_unclear(&point, settings) {
        return None;
    }
    if let (Some(clock), Some(part)) = (point.clock, point.part) {
        point.clock = Some(clock::of_part(clock, part));
    }
    (point != Point::default()).then_some(point)
}

/// Tries a component; where it does not fit, it leaves no trace.
fn attempt<'mention>(
    at: &mut Cursor<'mention>,
    point: &mut Point,
    component: impl FnOnce(&mut Cursor<'mention>, &mut Point) -> bool,
) -> bool {
    let before = (*at, *point);
    let taken = component(at, point);
    if !taken {
        (*at, *point) = before;
    }
    taken
}

/// Whether the slots do not make a date together: `5.12` alone, a month of a split year.
fn is_unclear(point: &Point, settings: Settings) -> bool {
    let dotted = !settings.timed && point.clock.is_some_and(|clock| clock.dotted);
    let alone = *point
        == Point {
            clock: point.clock,
            ..Point::default()
        };
    // `Q1 FY25`: which months those are differs from payer to payer.
    let winter = point.division == Some(Division::Season(Season::Winter));
    let split = point.split.is_some()
        && !winter
        && (point.month.is_some()
            || point.weekday.is_some()
            || point.shift.is_some()
            || point.division.is_some());
    // `8 yesterday`: a day of a day.
    let twice = point.day.is_some()
        && point.month.is_none()
        && point.shift.is_some_and(|shift| shift.unit != Unit::Month);
    // `Monday 2017`: which Monday is not said.
    let loose = point.weekday.is_some()
        && matches!(point.year, Some(Year::Given(_)))
        && point.month.is_none()
        && point.day.is_none()
        && point.holiday.is_none()
        && point.division.is_none();
    (dotted && alone) || split || twice || loose
}

/// `one night in February`, `one day in March 1999`, `a single week in July`: which one is not said, only within what.
fn one_of(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    if *point != Point::default() {
        return false;
    }
    let one = at.text(1).eq_ignore_ascii_case("one");
    let single = at.word() == Some(Word::Article) && at.word_ahead(1) == Some(Word::Single);
    at.step(if one { 1 } else { 2 });
    let part = match at.word() {
        Some(Word::Part(part)) => Some(part),
        Some(Word::Unit(Unit::Day | Unit::Week | Unit::Weekend)) => None,
        _ => return false,
    };
    at.step(1);
    let within = is_any(at.text(1), &["in", "of"]) && at.ahead(1).is_some_and(begins_stretch);
    let last = at.word() == Some(Word::Last) && at.ahead(1).is_some_and(begins_stretch);
    if within {
        at.step(1);
    }
    point.part = part;
    (one || single) && (within || last)
}

/// Whether the token is a month, a year, or the word before one.
fn begins_stretch(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Word(Word::Month(_) | Word::Last) | Kind::Digits(1000..3000, 4)
    )
}

fn numeric_date(at: &mut Cursor<'_>, point: &mut Point, settings: Settings) -> bool {
    if !matches!(at.ahead(1), Some(Kind::Dash | Kind::Slash | Kind::Dot)) || point.day.is_some() {
        return false;
    }
    let mut ahead = *at;
    match numeric::date(&mut ahead, settings.order, settings.pivot) {
        Some(date) => {
            *at = ahead;
            (point.year, point.month, point.day) = (date.year, date.month, date.day);
            true
        }
        None => false,
    }
}

/// A time by the clock or a part of the day.
fn time_of_day(at: &mut Cursor<'_>, point: &mut Point, edged: bool) -> bool {
    let mut ahead = *at;
    if let Some(read) = clock(&mut ahead) {
        // A second clock time is the same moment in another zone: `2am local time (0100 UTC)`.
        let repeats = point.clock.is_some() && at.word() != Some(Word::Article);
        if repeats || fill(&mut point.clock, read) {
            *at = ahead;
            return true;
        }
    }
    match at.word() {
        Some(Word::Part(Part::Noon)) => {
            at.step(1);
            let noon = Clock {
                hour: 12,
                minute: 0,
                second: None,
                dotted: false,
                settled: true,
            };
            fill(&mut point.clock, noon)
        }
        Some(Word::Part(part)) => {
            at.step(1);
            // `Friday night` after `overnight`: the first part is kept, and so it is in `early hours of the morning`.
            point.part.get_or_insert(part);
            true
        }
        Some(Word::Earlier) if at.word_ahead(1) == Some(Word::Part(Part::Midnight)) => {
            at.step(2);
            fill(&mut point.part, Part::Night)
        }
        Some(Word::Later) if at.word_ahead(1) == Some(Word::Part(Part::Midnight)) => {
            at.step(2);
            let midnight = Clock {
                hour: 0,
                minute: 0,
                second: None,
                dotted: false,
                settled: true,
            };
            fill(&mut point.clock, midnight)
        }
        Some(Word::Units(Unit::Hour)) if edged => {
            at.step(1);
            fill(&mut point.part, Part::Morning)
        }
        _ => false,
    }
}

/// Words that say which end of a time is meant and leave its value as it is: `early`, `the end of`, `later`.
fn edge(at: &mut Cursor<'_>, point: &mut Point, edged: &mut bool) -> bool {
    match at.word() {
        Some(Word::Edge | Word::Late) => {
            at.step(1);
            *edged = true;
            // `mid to late 2025`
            let mut ahead = *at;
            if ahead.skip(|kind| matches!(kind, Kind::Dash | Kind::Word(Word::To | Word::Or)))
                && matches!(ahead.word(), Some(Word::Edge | Word::Late))
            {
                *at = ahead;
            }
            true
        }
        Some(Word::Earlier | Word::Later)
            if at.tokens().len() == 1 && is_any(at.text(1), &["before", "after"]) =>
        {
            let before = at.word() == Some(Word::Earlier);
            at.step(1);
            beside(point, before)
        }
        // `earlier in the day`: the day last told.
        Some(Word::Earlier | Word::Later)
            if at.word_ahead(1) == Some(Word::About)
                && at.word_ahead(2) == Some(Word::The)
                && at.word_ahead(3) == Some(Word::Unit(Unit::Day)) =>
        {
            at.step(4);
            *edged = true;
            fill(&mut point.shift, days_from(0, Origin::Stated))
        }
        // `earlier this year`, `later Friday`, `shortly after 9 a.m.`; alone they name no time.
        Some(Word::Earlier | Word::Later)
            if !matches!(at.word_ahead(1), Some(Word::Next | Word::Last))
                && (at.tokens().len() > 1 || *point != Point::default()) =>
        {
            at.step(1);
            *edged = true;
            true
        }
        // `the summer season`; the end or a day of a season is at no known place.
        Some(Word::Unit(_)) if at.text(1).eq_ignore_ascii_case("season") => {
            at.step(1);
            matches!(point.division, Some(Division::Season(_)))
        }
        Some(Word::Unit(unit)) => {
            let mut ahead = *at;
            ahead.step(1);
            ahead.skip(|kind| matches!(kind, Kind::Dash | Kind::Word(Word::Plural)));
            let ends = ahead.take_word(Word::Edge);
            // `the first quarter of the year`
            let whole = match point.division {
                Some(Division::NthWeekday(_) | Division::LastDay) => {
                    matches!(unit, Unit::Month | Unit::Year)
                }
                division => division.is_some() && unit == Unit::Year,
            };
            if !(*edged || ends || whole) {
                return false;
            }
            *at = ahead;
            // `year-end 2025`
            let numbered = ends && unit == Unit::Year && at.digits(4..=4).is_some();
            numbered || super::relative::unit_of_anchor(point, unit)
        }
        _ => false,
    }
}

/// `the night before`, `the Friday after`, `the summer before`: beside the day last told.
fn beside(point: &mut Point, before: bool) -> bool {
    if point.shift.is_some() || point.day.is_some() {
        return point.shift.is_some();
    }
    if point.weekday.is_some() || matches!(point.division, Some(Division::Season(_))) {
        let aim = if before {
            Aim::Previous
        } else {
            Aim::Following
        };
        return fill(&mut point.aim, aim);
    }
    let days = if before { -1 } else { 1 };
    point.part.is_some() && fill(&mut point.shift, days_from(days, Origin::Stated))
}

/// Words and marks that join or soften and add nothing.
fn filler(at: &mut Cursor<'_>, point: Point, edged: bool) -> bool {
    // `8am-1pm`, `Monday 8-9am`: the other end of an interval.
    let joins = at.kind() == Some(Kind::Dash)
        && matches!(at.ahead(1), Some(Kind::Digits(..)))
        && (point.clock.is_some() || (point.day.is_some() && point.month.is_none()));
    if joins {
        return false;
    }
    // `the summer months`, `the Christmas holiday period`
    let seasonal = matches!(point.division, Some(Division::Season(_)))
        && at.take_word(Word::Units(Unit::Month));
    if seasonal || (point.holiday.is_some() && at.take_word(Word::Period)) {
        return true;
    }
    // `the whole of 2025`
    if at.word() == Some(Word::Single) && at.word_ahead(1) == Some(Word::Of) {
        at.step(2);
        return true;
    }
    at.skip(|kind| match kind {
        Kind::Comma | Kind::Dash | Kind::Dot => true,
        // The zone of a date and time in one: `2014-10-15T16:12:20+00:00` keeps its own clock.
        Kind::Word(word) => match word {
            Word::The
            | Word::Of
            | Word::On
            | Word::About
            | Word::Filler
            | Word::Zone
            | Word::Plural
            | Word::Fiscal
            | Word::Hence => true,
            Word::Article => point == Point::default() || point.clock.is_some() || edged,
            _ => false,
        },
        _ => false,
    })
}

//! Points that are told from another: `yesterday`, `last week`, `next May`, `two years ago`, `the following day`.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::point::fill;
use crate::normalize::date::expression::{
    Aim, Division, Origin, Part, Point, Quantity, Shift, Unit, Year,
};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::word::Word;
use crate::normalize::token::is_any;

/// So many days from the origin.
pub(super) fn days_from(days: i32, origin: Origin) -> Shift {
    Shift {
        quantity: Quantity::Exact(Decimal::from(days.abs())),
        sign: if days < 0 { -1 } else { 1 },
        unit: Unit::Day,
        origin,
    }
}

/// The unit that the anchor lies in: `the end of the year`, `mid-decade`.
pub(super) fn unit_of_anchor(point: &mut Point, unit: Unit) -> bool {
    aimed_unit(point, Aim::This, unit)
}

/// The day of publication.
pub(super) fn unit_of_day(point: &mut Point) -> bool {
    fill(&mut point.shift, days_from(0, Origin::Published))
}

/// `today`, `last week`, `this May`, `that afternoon`.
pub(super) fn relative(at: &mut Cursor<'_>, point: &mut Point) -> bool {
    if let Some(Word::Days(days, part)) = at.word() {
        at.step(1);
        if let Some(part) = part {
            point.part.get_or_insert(part);
        }
        return fill(&mut point.shift, days_from(days, Origin::Published));
    }
    if let Some(same) = year_ago_part(at) {
        return fill(&mut point.division, same);
    }
    let prior =
        at.text(1).eq_ignore_ascii_case("prior") && matches!(at.word_ahead(1), Some(Word::Unit(_)));
    let Some(aim) = at.word().and_then(aim).or(prior.then_some(Aim::Previous)) else {
        return false;
    };
    let mut ahead = *at;
    ahead.step(1);
    if aim == Aim::That {
        ahead.take_word(Word::Same);
    }
    // `this past December`, `this coming May`, `this very week`: the second word decides.
    let aim = match ahead.word() {
        Some(Word::Past) => Aim::Past,
        Some(Word::Coming) => Aim::Coming,
        _ => aim,
    };
    ahead.skip_words(|word| {
        matches!(
            word,
            Word::Past
                | Word::Coming
                | Word::About
                | Word::Fiscal
                | Word::Filler
                | Word::Edge
                | Word::Late
        )
    });
    match ahead.kind() {
        // `the last Monday of April`
        Some(Kind::Word(Word::Weekday(weekday))) if aim == Aim::Last && is_within(ahead) => {
            ahead.step(2);
            *at = ahead;
            fill(&mut point.weekday, weekday) && fill(&mut point.division, Division::NthWeekday(-1))
        }
        // `the last day of October`
        Some(Kind::Word(Word::Unit(Unit::Day)))
            if aim == Aim::Last && ahead.word_ahead(1) == Some(Word::Of) =>
        {
            ahead.step(2);
            *at = ahead;
            fill(&mut point.division, Division::LastDay)
        }
        // `this week-end`
        Some(Kind::Word(Word::Unit(Unit::Week)))
            if ahead.ahead(1) == Some(Kind::Dash) && ahead.word_ahead(2) == Some(Word::Edge) =>
        {
            ahead.step(3);
            *at = ahead;
            aimed_unit(point, aim, Unit::Weekend)
        }
        // `the same month a year ago`, `the same period of 2024`.
        Some(Kind::Word(
            Word::Period
            | Word::Unit(Unit::Month | Unit::Quarter | Unit::Week)
            | Word::Units(Unit::Month),
        )) if aim == Aim::That && ahead.tokens().len() > 1 => {
            let same = same_as(ahead.word());
            ahead.step(1);
            *at = ahead;
            fill(&mut point.division, same)
        }
        // `the last week of May` is a part of May.
        Some(Kind::Word(Word::Unit(Unit::Week)))
            if aim == Aim::Last && ahead.word_ahead(1) == Some(Word::Of) =>
        {
            ahead.step(2);
            *at = ahead;
            fill(&mut point.division, Division::Week(u8::MAX))
        }
        Some(Kind::Word(Word::Unit(unit))) => {
            ahead.step(1);
            *at = ahead;
            aimed_unit(point, aim, unit)
        }
        Some(Kind::Word(Word::Part(part))) => {
            ahead.step(1);
            *at = ahead;
            let shift = match aim {
                Aim::Last | Aim::Past => days_from(-1, Origin::Published),
                Aim::This => days_from(0, Origin::Published),
                Aim::Next | Aim::Coming | Aim::Following => days_from(1, Origin::Stated),
                Aim::Previous => days_from(-1, Origin::Stated),
                Aim::That => days_from(0, Origin::Stated),
            };
            // `last evening` is yesterday; `last Monday night` has its day already.
            point.part.get_or_insert(if part == Part::Overnight {
                Part::Night
            } else {
                part
            });
            fill(&mut point.shift, shift)
        }
        Some(Kind::Holiday(_) | Kind::Ordinal(_))
        | Some(Kind::Word(
            Word::Weekday(_)
            | Word::Month(_)
            | Word::Season(_)
            | Word::Ordinal(_)
            | Word::QuarterLetter,
        )) => {
            *at = ahead;
            fill(&mut point.aim, aim)
        }
        // `next 5/12`
        Some(Kind::Digits(_, 1..=2)) if ahead.ahead(1) == Some(Kind::Slash) => {
            *at = ahead;
            fill(&mut point.aim, aim)
        }
        // `11 January last`, `Friday last`: after the name that it belongs to.
        None if matches!(aim, Aim::Last | Aim::Next)
            && (point.weekday.is_some() || point.month.is_some()) =>
        {
            *at = ahead;
            fill(&mut point.aim, aim)
        }
        _ => false,
    }
}

/// Whether `of` or `in` and a longer time follow the word here; `last Friday at noon` is no last Friday of anything.
fn is_within(mut at: Cursor<'_>) -> bool {
    at.step(1);
    at.tokens().len() > 1 && is_any(at.text(1), &["of", "in"])
}

/// `year-ago quarter`, `year-earlier period`.
fn year_ago_part(at: &mut Cursor<'_>) -> Option<Division> {
    let part = at.word_ahead(3);
    let fits = matches!(at.word(), Some(Word::Unit(Unit::Year)))
        && at.ahead(1) == Some(Kind::Dash)
        && matches!(at.word_ahead(2), Some(Word::Ago | Word::Earlier))
        && matches!(
            part,
            Some(Word::Period | Word::Unit(Unit::Quarter | Unit::Month))
        );
    if fits {
        at.step(4);
    }
    fits.then(|| same_as(part))
}

/// What `the same` and the word mean: of a period it is not said how long it is.
fn same_as(word: Option<Word>) -> Division {
    match word {
        Some(Word::Period | Word::Units(_)) => Division::SamePeriod,
        _ => Division::Same,
    }
}

fn aim(word: Word) -> Option<Aim> {
    match word {
        Word::Last => Some(Aim::Last),
        Word::Past => Some(Aim::Past),
        Word::This | Word::Latest => Some(Aim::This),
        Word::Next => Some(Aim::Next),
        Word::Coming => Some(Aim::Coming),
        Word::Following => Some(Aim::Following),
        Word::Previous => Some(Aim::Previous),
        Word::That | Word::Same => Some(Aim::That),
        _ => None,
    }
}

/// A unit with the word before it: `last year`, `the following day`.
fn aimed_unit(point: &mut Point, aim: Aim, unit: Unit) -> bool {
    let (steps, origin) = match aim {
        Aim::Last | Aim::Past => (-1, Origin::Published),
        Aim::This => (0, Origin::Published),
        Aim::Next | Aim::Coming => (1, Origin::Published),
        Aim::Following => (1, Origin::Stated),
        Aim::Previous => (-1, Origin::Stated),
        Aim::That => (0, Origin::Stated),
    };
    match unit {
        Unit::Year => {
            let year = match origin {
                Origin::Published => Year::Shifted(steps),
                Origin::Stated | Origin::Named | Origin::Day(_) => Year::Stated(steps),
            };
            fill(&mut point.year, year)
        }
        Unit::Weekend => fill(&mut point.division, Division::Weekend) && fill(&mut point.aim, aim),
        Unit::Quarter => {
            fill(&mut point.division, Division::Quarter(None)) && fill(&mut point.aim, aim)
        }
        // `the next day` follows the day last told; `this day` is none in particular.
        Unit::Day => match aim {
            Aim::Next => fill(&mut point.shift, days_from(1, Origin::Stated)),
            Aim::Last | Aim::Past | Aim::This => false,
            _ => fill(&mut point.shift, days_from(i32::from(steps), origin)),
        },
        Unit::Week
        | Unit::Fortnight
        | Unit::Month
        | Unit::Decade
        | Unit::Century
        | Unit::Millennium => fill(
            &mut point.shift,
            Shift {
                quantity: Quantity::Exact(Decimal::from(steps.abs())),
                sign: if steps < 0 { -1 } else { 1 },
                unit,
                origin,
            },
        ),
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Night | Unit::Semester => false,
    }
}

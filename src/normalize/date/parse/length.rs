//! Lengths of time: `about two and a half years`, `the past week`, `8-11 weeks`, `months-long`.
//! What is counted from them (`two years ago`) is the business of `point`.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::quarters::quarters;
use crate::normalize::date::expression::{Length, PARTS, Part, Quantity, Unit};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::number;
use crate::normalize::date::word::Word;

/// One half.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// One length, or two of the same unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Lengths {
    /// One.
    One(Length),
    /// From one to another.
    Two(Length, Length),
}

/// Reads a length and leaves what follows it; `None` if none stands here.
pub(super) fn lengths(cursor: &mut Cursor<'_>) -> Option<Lengths> {
    let mut at = *cursor;
    let frame = frame(&mut at);
    let (first, decimal) = match amount(&mut at) {
        Some(read) => read,
        None if and_a_half(at) => (Quantity::Exact(Decimal::ONE), false),
        None => (bare(at, frame)?, false),
    };
    let mut range_end = None;
    let mut ahead = at;
    let joined = ahead.skip(|kind| {
        matches!(
            kind,
            Kind::Dash | Kind::Word(Word::To | Word::Or | Word::And)
        )
    });
    if joined && let Some(read) = amount(&mut ahead).filter(|(end, _)| exceeds(*end, first)) {
        range_end = Some(read);
        at = ahead;
    }
    let unit = unit(&mut at, matches!(first, Quantity::Exact(_)))?;
    let mut one = Length {
        quantity: first,
        unit,
        rest: [None; PARTS],
        decimal,
    };
    let lengths = if let Some((quantity, decimal)) = range_end {
        Lengths::Two(
            one,
            Length {
                quantity,
                unit,
                rest: [None; PARTS],
                decimal,
            },
        )
    } else {
        one = with_rest(&mut at, one);
        Lengths::One(one)
    };
    trailer(&mut at);
    *cursor = at;
    Some(lengths)
}

/// Whether the second number of a range is the greater.
fn exceeds(end: Quantity, start: Quantity) -> bool {
    match (end, start) {
        (Quantity::Exact(end), Quantity::Exact(start)) => end > start,
        _ => false,
    }
}

/// What the words before a unit make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// Nothing: it needs a number.
    None,
    /// A length, unless it is a day: `the next year`.
    Side,
    /// A length: `the past day`, `a single day`.
    Single,
}

/// Reads `the past`, `the first`, `an additional`, `nearly`; says what it makes of a single unit.
fn frame(at: &mut Cursor<'_>) -> Frame {
    let mut the = false;
    let mut frame = Frame::None;
    loop {
        match at.word() {
            Some(Word::The | Word::That) => the = true,
            Some(Word::Past) => frame = Frame::Single,
            Some(Word::Last | Word::Next | Word::Coming) if the => frame = Frame::Side,
            Some(Word::Last | Word::Next | Word::Coming) => {}
            Some(Word::Previous | Word::Following | Word::This) if is_counted(*at) => {}
            Some(Word::Ordinal(_)) if is_counted(*at) => {}
            // `the first quarter` is a date, `the first month` a length.
            Some(Word::Ordinal(1)) if matches!(at.word_ahead(1), Some(Word::Unit(unit)) if !matches!(unit, Unit::Quarter | Unit::Century)) =>
            {
                frame = Frame::Single;
            }
            Some(Word::Single) if is_unit_after_dash(*at) => {
                frame = Frame::Single;
                at.step(1);
                at.take(Kind::Dash);
                continue;
            }
            // `up to ten days`, `a maximum of three years`.
            Some(Word::About) if matches!(at.word_ahead(1), Some(Word::To | Word::Of)) => {
                at.step(1);
            }
            Some(Word::Article)
                if at.word_ahead(1) == Some(Word::About) && at.word_ahead(2) == Some(Word::Of) => {}
            Some(Word::About | Word::Filler | Word::Single) => {}
            // `as long as three years`
            Some(Word::Long) if at.word_ahead(1) == Some(Word::About) => {}
            Some(Word::Vague | Word::Later) if is_counted(*at) => {}
            _ => return frame,
        }
        at.step(1);
    }
}

/// Whether a number follows the word here.
fn is_counted(at: Cursor<'_>) -> bool {
    match at.ahead(1) {
        Some(Kind::Digits(..) | Kind::Fraction) => true,
        Some(Kind::Word(word)) => matches!(
            word,
            Word::Numeral | Word::Vague | Word::Couple | Word::Filler | Word::Fiscal
        ),
        _ => false,
    }
}

/// Whether a unit follows the word here, or a dash and a unit: `single-day`.
fn is_unit_after_dash(at: Cursor<'_>) -> bool {
    let place = if at.ahead(1) == Some(Kind::Dash) {
        2
    } else {
        1
    };
    at.word_ahead(place).is_some_and(is_unit)
}

/// Whether the word is a unit of time, one or many.
pub(super) fn is_unit(word: Word) -> bool {
    matches!(word, Word::Unit(_) | Word::Units(_))
}

/// Reads how many: digits, number words, `a`, `several`. Says whether it is a decimal fraction in digits.
fn amount(at: &mut Cursor<'_>) -> Option<(Quantity, bool)> {
    let mut ahead = *at;
    let article = ahead.take_word(Word::Article);
    if article && ahead.word_ahead(1) != Some(Word::Long) {
        ahead.take(Kind::Dash);
    }
    ahead.skip_words(|word| matches!(word, Word::About | Word::Filler | Word::Single));
    if ahead.take_word(Word::Couple) {
        ahead.skip_words(|word| matches!(word, Word::Of | Word::About));
        *at = ahead;
        return Some((Quantity::Exact(Decimal::TWO), false));
    }
    if ahead.word() == Some(Word::Vague) && !is_counted_number(ahead) {
        ahead.skip_words(|word| matches!(word, Word::Vague | Word::Of));
        *at = ahead;
        return Some((Quantity::Vague, false));
    }
    if ahead.take_word(Word::Multi) {
        *at = ahead;
        return Some((Quantity::Vague, false));
    }
    if let Some(quarters) = quarters(&mut ahead) {
        *at = ahead;
        return Some((Quantity::Exact(quarters), false));
    }
    if is_year(ahead) || is_clock(ahead) {
        return None;
    }
    // The article belongs to `a hundred`.
    let mut start = ahead;
    let read = number::leading(ahead.tokens(), |count| ahead.text(count)).or_else(|| {
        start = *at;
        number::leading(at.tokens(), |count| at.text(count))
    });
    if let Some((value, count)) = read {
        let decimal = matches!(ahead.ahead(1), Some(Kind::Dot)) && count == 3;
        start.step(count);
        half_a(&mut start);
        *at = start;
        return Some((Quantity::Exact(value), decimal));
    }
    // `a single night`, `a night`; `a night in June` is one in particular.
    let single = at.word_ahead(1) == Some(Word::Single) || at.tokens().len() == 2;
    let unit = match ahead.word() {
        Some(Word::Part(Part::Night)) => single,
        Some(word) => is_unit(word) || word == Word::Fiscal,
        None => false,
    };
    if article && unit {
        *at = ahead;
        return Some((Quantity::Exact(Decimal::ONE), false));
    }
    None
}

/// `the 2023 fiscal year`: a year by number.
fn is_year(at: Cursor<'_>) -> bool {
    matches!(at.digits(4..=4), Some(1900..2100))
        && (1..=3)
            .find_map(|place| match at.word_ahead(place)? {
                Word::Fiscal | Word::Filler => None,
                word => Some(word),
            })
            .is_some_and(|word| word == Word::Unit(Unit::Year))
}

/// `2105 hours`: four digits that can be hours and minutes are no number of hours.
fn is_clock(at: Cursor<'_>) -> bool {
    at.digits(4..=4)
        .is_some_and(|digits| digits < 2400 && digits % 100 < 60)
        && at.word_ahead(1) == Some(Word::Units(Unit::Hour))
}

fn is_counted_number(at: Cursor<'_>) -> bool {
    matches!(
        at.ahead(1),
        Some(Kind::Digits(..) | Kind::Word(Word::Numeral))
    )
}

/// The article in `half a day`, `half an hour`.
fn half_a(at: &mut Cursor<'_>) {
    at.skip_words(|word| matches!(word, Word::Article | Word::Of));
}

/// A unit without a number that is a length all the same: `days`, `week-long`, `the past week`, `a fortnight`.
fn bare(at: Cursor<'_>, frame: Frame) -> Option<Quantity> {
    let (single, frame) = (frame == Frame::Single, frame != Frame::None);
    let one = Some(Quantity::Exact(Decimal::ONE));
    match at.word()? {
        // `weekdays` recur.
        Word::Units(Unit::Day) if !at.text(1).eq_ignore_ascii_case("days") => None,
        Word::Units(_) => Some(Quantity::Vague),
        Word::Unit(unit) => {
            let next = if at.ahead(1) == Some(Kind::Dash) {
                2
            } else {
                1
            };
            let long = at.word_ahead(next) == Some(Word::Long);
            // `a year-ago quarter`, `year-earlier`.
            let compared =
                next == 2 && matches!(at.word_ahead(next), Some(Word::Ago | Word::Earlier));
            let is_name = matches!(unit, Unit::Fortnight | Unit::Decade | Unit::Century);
            let alone = at.tokens().len() == 1;
            // `the next day` is a day.
            let framed = frame && !follows_of(at) && unit != Unit::Day;
            let single = single && unit == Unit::Day;
            if long || compared || framed || single || (is_name && alone) {
                one
            } else {
                None
            }
        }
        _ => None,
    }
}

/// `year and a half`: one and a half.
fn and_a_half(at: Cursor<'_>) -> bool {
    let mut ahead = at;
    ahead.step(1);
    at.word().is_some_and(|word| matches!(word, Word::Unit(_)))
        && ahead.skip(|kind| matches!(kind, Kind::Dash | Kind::Word(Word::And | Word::Article)))
        && ahead.text(1).eq_ignore_ascii_case("half")
}

/// Whether `of` follows the unit here: `the last week of May` is no length.
fn follows_of(at: Cursor<'_>) -> bool {
    at.word_ahead(1) == Some(Word::Of)
}

/// Reads the unit, and the words between number and unit.
fn unit(at: &mut Cursor<'_>, counted: bool) -> Option<Unit> {
    at.skip(|kind| {
        matches!(
            kind,
            Kind::Dash
                | Kind::Word(
                    Word::Filler
                        | Word::Single
                        | Word::Fiscal
                        | Word::About
                        | Word::Of
                        | Word::Past
                        | Word::Next
                        | Word::Coming
                )
        )
    });
    let unit = match at.word()? {
        Word::Unit(unit) | Word::Units(unit) => unit,
        // `the 81-second film`: the ordinal and the unit are spelled alike.
        Word::Ordinal(2) if counted => Unit::Second,
        Word::Part(Part::Night) if counted => Unit::Night,
        _ => return None,
    };
    at.step(1);
    Some(unit)
}

/// Adds `and a half`, `and six months` to a length.
fn with_rest(at: &mut Cursor<'_>, mut length: Length) -> Length {
    let Quantity::Exact(value) = length.quantity else {
        return length;
    };
    let mut least = length.unit;
    for place in 0..PARTS {
        let mut ahead = *at;
        let joined =
            ahead.skip(|kind| matches!(kind, Kind::Comma | Kind::Dash | Kind::Word(Word::And)));
        let Some((Quantity::Exact(part), _)) = amount(&mut ahead) else {
            break;
        };
        match unit(&mut ahead, true) {
            Some(smaller) if smaller < least => {
                length.rest[place] = Some((part, smaller));
                least = smaller;
                *at = ahead;
            }
            // `a year and a half`, `two years and a half`.
            None if place == 0 && joined && part == HALF && value.is_integer() => {
                if let Some(sum) = value.checked_add(part) {
                    length.quantity = Quantity::Exact(sum);
                    *at = ahead;
                }
                break;
            }
            _ => break,
        }
    }
    length
}

/// Skips what may follow a length without changing it: `-long`, `or more`, `straight`.
fn trailer(at: &mut Cursor<'_>) {
    at.skip(|kind| matches!(kind, Kind::Word(Word::Plural | Word::Period)));
    let mut ahead = *at;
    ahead.take(Kind::Dash);
    if ahead.take_word(Word::Long) || ahead.take_word(Word::Old) {
        *at = ahead;
    }
    let mut ahead = *at;
    if ahead.take_word(Word::Or)
        && ahead.skip_words(|word| matches!(word, Word::About | Word::Filler))
    {
        *at = ahead;
    }
    // `a fortnight at most`, `ten days at least`
    let mut ahead = *at;
    if ahead.text(1).eq_ignore_ascii_case("at") && ahead.tokens().len() == 2 {
        ahead.step(1);
        if ["most", "least"]
            .iter()
            .any(|end| ahead.text(1).eq_ignore_ascii_case(end))
        {
            ahead.step(1);
            *at = ahead;
        }
    }
    at.skip_words(|word| matches!(word, Word::Filler));
}

//! Parts of a year, month or week: `Q3`, `the second half`, `spring`, `the third week of May`, `the weekend`.

use super::cursor::Cursor;
use super::numeric::near;
use super::point::fill;
use crate::normalize::date::expression::{Division, Point, Unit, Year};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::word::Word;
use crate::normalize::token::is_any;

/// `Q3`, `third-quarter`, `the June quarter`, `the second half`, `H1`, `spring`, `the third week`, `the weekend`.
pub(super) fn division(at: &mut Cursor<'_>, point: &mut Point, pivot: i16) -> bool {
    let mut ahead = *at;
    let read = match ahead.kind() {
        Some(Kind::Word(Word::Season(season))) => {
            ahead.step(1);
            Some(Division::Season(season))
        }
        Some(Kind::Word(Word::Unit(Unit::Weekend))) => {
            ahead.step(1);
            Some(Division::Weekend)
        }
        Some(Kind::Word(Word::QuarterLetter)) => {
            ahead.step(1);
            part_number(&mut ahead, 4).map(|number| Division::Quarter(Some(number)))
        }
        Some(Kind::Word(Word::Unit(Unit::Hour))) => {
            ahead.step(1);
            part_number(&mut ahead, 2).map(Division::Half)
        }
        // `3Q`, `1H`.
        Some(Kind::Digits(number @ 1..=4, 1)) => {
            ahead.step(1);
            let touches = ahead.touches();
            let number = u8::try_from(number).ok();
            match ahead.word() {
                Some(Word::QuarterLetter) if touches => {
                    ahead.step(1);
                    // `4Q24`
                    if ahead.touches()
                        && point.year.is_none()
                        && let Some(short) = ahead.digits(2..=2)
                    {
                        ahead.step(1);
                        point.year = i16::try_from(short)
                            .ok()
                            .and_then(|short| near(short, pivot))
                            .map(Year::Given);
                    }
                    Some(Division::Quarter(number))
                }
                Some(Word::Unit(Unit::Hour))
                    if touches && number < Some(3) && ahead.tokens().len() != 1 =>
                {
                    ahead.step(1);
                    number.map(Division::Half)
                }
                _ => None,
            }
        }
        Some(Kind::Ordinal(number) | Kind::Word(Word::Ordinal(number))) => {
            ahead.step(1);
            ordinal_part(&mut ahead, number)
        }
        Some(Kind::Word(Word::Month(first))) => month_quarter(&mut ahead, first),
        _ => None,
    };
    match read {
        Some(division) if fill(&mut point.division, division) => {
            *at = ahead;
            true
        }
        _ => false,
    }
}

/// One digit up to `most`, written against the letter before it.
fn part_number(at: &mut Cursor<'_>, most: u32) -> Option<u8> {
    let number = at
        .digits(1..=1)
        .filter(|number| (1..=most).contains(number) && at.touches())?;
    at.step(1);
    u8::try_from(number).ok()
}

/// What the ordinal `number` is of: a quarter, a half, a week.
fn ordinal_part(at: &mut Cursor<'_>, number: u32) -> Option<Division> {
    // `the third consecutive quarter` counts a row of them.
    if is_any(at.text(1), &["consecutive", "straight", "successive"]) {
        return None;
    }
    at.skip(|kind| matches!(kind, Kind::Dash | Kind::Word(Word::Fiscal | Word::Filler)));
    let number = u8::try_from(number).ok()?;
    match at.word()? {
        Word::Unit(Unit::Quarter) => {
            at.step(1);
            match number {
                1..=4 => Some(Division::Quarter(Some(number))),
                99 => Some(Division::Quarter(Some(4))),
                _ => None,
            }
        }
        Word::Numeral if at.text(1).eq_ignore_ascii_case("half") => {
            at.step(1);
            matches!(number, 1 | 2).then_some(Division::Half(number))
        }
        Word::Weekday(_) => match i8::try_from(number).ok()? {
            nth @ 1..=5 => Some(Division::NthWeekday(nth)),
            99 => Some(Division::NthWeekday(-1)),
            _ => None,
        },
        Word::Unit(Unit::Week)
            if matches!(
                at.word_ahead(1),
                Some(Word::Of | Word::About | Word::Next | Word::This | Word::Last)
            ) =>
        {
            at.step(1);
            at.skip_words(|word| matches!(word, Word::Of | Word::About));
            match number {
                1..=5 => Some(Division::Week(number)),
                99 => Some(Division::Week(u8::MAX)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `the June quarter`, `the April-June quarter`, from its first or only month.
fn month_quarter(at: &mut Cursor<'_>, first: i8) -> Option<Division> {
    at.step(1);
    let mut last = first;
    if at.skip(|kind| matches!(kind, Kind::Dash | Kind::Word(Word::To))) {
        let Some(Word::Month(month)) = at.word() else {
            return None;
        };
        last = month;
        at.step(1);
    }
    let quarter = at.take_word(Word::Unit(Unit::Quarter));
    // `the July-September period`
    let period = !quarter && last == first + 2 && last % 3 == 0 && at.take_word(Word::Period);
    if !quarter && !period {
        return None;
    }
    let fits = last == first || last == first + 2;
    let quarter = u8::try_from((last - 1) / 3 + 1).ok()?;
    fits.then_some(Division::Quarter(Some(quarter)))
}

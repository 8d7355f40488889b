//! Times of day by the clock: `10:30 a.m.`, `5.10am`, `0315 GMT`, `ten past one`, `four in the morning`.

use rust_decimal::prelude::ToPrimitive;

use super::cursor::Cursor;
use crate::normalize::date::expression::{Clock, Part, Unit};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::number;
use crate::normalize::date::word::Word;

/// Reads a time by the clock and leaves what follows it; `None` if none stands here.
pub(super) fn clock(cursor: &mut Cursor<'_>) -> Option<Clock> {
    [written, spoken].into_iter().find_map(|rule| {
        let mut at = *cursor;
        let read = rule(&mut at)?;
        *cursor = at;
        Some(read)
    })
}

/// In digits: `10:30:05`, `10.30am`, `10am`, `1030 GMT`, `20h30`.
fn written(at: &mut Cursor<'_>) -> Option<Clock> {
    let digits = at.digits(1..=4)?;
    let width = at.digits(1..=2).is_some();
    let leading_zero = at.text(1).starts_with('0');
    if !width {
        return military(at);
    }
    let hour = small(digits)?;
    at.step(1);
    let mut minute = None;
    let mut second = None;
    let separator = at.kind();
    let is_hours = at.touches() && at.word() == Some(Word::Unit(Unit::Hour));
    if matches!(separator, Some(Kind::Colon | Kind::Dot)) || is_hours {
        let mut ahead = *at;
        ahead.step(1);
        if let Some(minutes) = ahead.digits(2..=2) {
            ahead.step(1);
            minute = Some(small(minutes)?);
            *at = ahead;
            if separator == Some(Kind::Colon) && ahead.take(Kind::Colon) {
                second = ahead.digits(2..=2).and_then(small);
                if second.is_some() {
                    ahead.step(1);
                    *at = ahead;
                }
            }
        } else if is_hours {
            at.step(1);
            minute = Some(0);
        }
    }
    let meridiem = meridiem(at);
    let before_part = {
        let mut ahead = *at;
        ahead.skip_words(|word| matches!(word, Word::Filler | Word::Zone));
        in_part(&mut ahead).map(|part| (ahead, part))
    };
    let sure = separator == Some(Kind::Colon) && minute.is_some() || is_hours;
    let zoned = is_zoned(*at);
    let in_dots = separator == Some(Kind::Dot) && minute.is_some();
    let settled_by_part = before_part.filter(|_| meridiem.is_none());
    if !(sure || meridiem.is_some() || zoned || settled_by_part.is_some() || in_dots) {
        return None;
    }
    let mut clock = Clock {
        hour,
        minute: minute.unwrap_or(0),
        second,
        dotted: in_dots && meridiem.is_none() && !zoned,
        settled: hour > 12 || leading_zero || zoned && sure || is_hours,
    };
    if let Some(afternoon) = meridiem {
        clock = of_half(clock, afternoon)?;
    } else if let Some((ahead, part)) = settled_by_part {
        *at = ahead;
        clock.dotted = false;
        clock = of_part(clock, part);
    }
    valid(clock)
}

/// Four digits that are a time: `0315 GMT`, `1500 hours`, `1140 yesterday`.
fn military(at: &mut Cursor<'_>) -> Option<Clock> {
    let digits = at.digits(3..=4)?;
    let mut ahead = *at;
    ahead.step(1);
    if let Some(afternoon) = meridiem(&mut ahead) {
        let clock = Clock {
            hour: small(digits / 100)?,
            minute: small(digits % 100)?,
            second: None,
            dotted: false,
            settled: true,
        };
        *at = ahead;
        return of_half(clock, afternoon).and_then(valid);
    }
    let marked = is_zoned(ahead)
        || ahead.take_word(Word::Units(Unit::Hour))
        || (at.text(1).starts_with('0') && at.digits(4..=4).is_some())
        || matches!(ahead.word(), Some(Word::Days(..) | Word::Weekday(_)));
    if !marked {
        return None;
    }
    *at = ahead;
    valid(Clock {
        hour: small(digits / 100)?,
        minute: small(digits % 100)?,
        second: None,
        dotted: false,
        settled: true,
    })
}

/// In words: `ten past one`, `half past six`, `quarter to five`, `four in the morning`, `nine o'clock`.
fn spoken(at: &mut Cursor<'_>) -> Option<Clock> {
    let mut ahead = *at;
    let minutes = if ahead.take_word(Word::Article)
        || ahead.word() == Some(Word::Unit(Unit::Quarter))
    {
        ahead.take_word(Word::Unit(Unit::Quarter)).then_some(15)
    } else if ahead.word() == Some(Word::Numeral) && ahead.text(1).eq_ignore_ascii_case("half") {
        ahead.step(1);
        Some(30)
    } else {
        numeral(&mut ahead)
    }?;
    let named = ahead
        .skip_words(|word| matches!(word, Word::Unit(Unit::Minute) | Word::Units(Unit::Minute)));
    // `9 to 12 June`, `5 to 10 p.m.` are intervals.
    let in_digits = at.digits(1..=2).is_some() && !named;
    let side = match ahead.word() {
        Some(Word::To) if in_digits => None,
        Some(Word::Past | Word::Later) => Some(1),
        Some(Word::To | Word::Earlier) => Some(-1),
        _ => None,
    };
    let mut clock = match side {
        Some(sign) => {
            ahead.step(1);
            // `ten to midnight`
            if let Some(Word::Part(part @ (Part::Noon | Part::Midnight))) = ahead.word() {
                ahead.step(1);
                *at = ahead;
                return beside_twelve(part, sign * i16::from(minutes));
            }
            let hour = numeral(&mut ahead)?;
            let minutes_of_day = i16::from(hour) * 60 + sign * i16::from(minutes);
            let minutes_of_day = (minutes_of_day + 720) % 720;
            let hour = i8::try_from(minutes_of_day / 60).ok()?;
            Clock {
                hour: if hour == 0 { 12 } else { hour },
                minute: i8::try_from(minutes_of_day % 60).ok()?,
                second: None,
                dotted: false,
                settled: false,
            }
        }
        None => Clock {
            hour: minutes,
            minute: 0,
            second: None,
            dotted: false,
            settled: false,
        },
    };
    let named = oclock(&mut ahead) || side.is_some();
    if let Some(afternoon) = meridiem(&mut ahead) {
        clock = of_half(clock, afternoon)?;
    } else if let Some(part) = in_part(&mut ahead) {
        clock = of_part(clock, part);
    } else if !named && !before_part(ahead) {
        return None;
    }
    *at = ahead;
    valid(clock)
}

/// So many minutes after noon or midnight, before it if less than none.
fn beside_twelve(part: Part, minutes: i16) -> Option<Clock> {
    let twelve = if part == Part::Noon { 720 } else { 1440 };
    let minutes = (twelve + minutes) % 1440;
    valid(Clock {
        hour: i8::try_from(minutes / 60).ok()?,
        minute: i8::try_from(minutes % 60).ok()?,
        second: None,
        dotted: false,
        settled: true,
    })
}

/// Whether a part of the day follows that makes a number an hour: `eight this morning`, `eight on the morning
/// of`, `eight on Monday morning`, `eight yesterday morning`.
fn before_part(mut at: Cursor<'_>) -> bool {
    let on = at.take_word(Word::On);
    let day = match at.word() {
        Some(Word::The | Word::Weekday(_)) => on,
        Some(Word::This | Word::Days(..)) => !on,
        _ => false,
    };
    day && matches!(at.word_ahead(1), Some(Word::Part(_)))
}

/// `o'clock`.
fn oclock(at: &mut Cursor<'_>) -> bool {
    let mut ahead = *at;
    let read =
        ahead.take_word(Word::Clock) || (ahead.take_word(Word::Oh) && ahead.take_word(Word::Clock));
    if read {
        *at = ahead;
    }
    read
}

/// A whole number from 0 to 59 in digits or words.
fn numeral(at: &mut Cursor<'_>) -> Option<i8> {
    if let Some(value) = at.digits(1..=2) {
        at.step(1);
        return small(value);
    }
    let (value, count) = number::leading(at.tokens(), |count| at.text(count))?;
    let value = value.is_integer().then(|| value.to_i8())??;
    at.step(count);
    (0..60).contains(&value).then_some(value)
}

/// `am` or `pm`; `true` for the latter.
fn meridiem(at: &mut Cursor<'_>) -> Option<bool> {
    if at.take_word(Word::Morning12) {
        Some(false)
    } else {
        at.take_word(Word::Afternoon12).then_some(true)
    }
}

/// `in the morning`, `at night`: a part of the day that only settles its half.
fn in_part(at: &mut Cursor<'_>) -> Option<Part> {
    let mut ahead = *at;
    // `in`, `at`
    if !ahead.take_word(Word::About) {
        return None;
    }
    ahead.take_word(Word::The);
    let Some(Word::Part(part)) = ahead.word() else {
        return None;
    };
    ahead.step(1);
    *at = ahead;
    Some(part)
}

fn is_zoned(mut at: Cursor<'_>) -> bool {
    at.take(Kind::Comma);
    at.skip_words(|word| matches!(word, Word::Filler));
    at.word() == Some(Word::Zone)
}

/// The hour in the half of the day that `am` or `pm` names.
fn of_half(clock: Clock, afternoon: bool) -> Option<Clock> {
    let hour = match (clock.hour, afternoon) {
        (12, false) => 0,
        (hour @ 1..=11, true) => hour + 12,
        (hour @ 0..=12, _) => hour,
        // `20:00 pm` is written; the hour is plain.
        (hour @ 13..=23, true) => hour,
        _ => return None,
    };
    Some(Clock {
        hour,
        settled: true,
        ..clock
    })
}

/// The hour in the half of the day that the part lies in.
pub(super) fn of_part(clock: Clock, part: Part) -> Clock {
    if clock.settled || clock.hour > 12 {
        return clock;
    }
    let hour = match (part, clock.hour) {
        (Part::Morning | Part::Overnight, 12) => 0,
        (Part::Afternoon | Part::Evening, hour @ 1..=11) => hour + 12,
        (Part::Night, hour @ 5..=11) => hour + 12,
        (Part::Night, 12) => 0,
        (_, hour) => hour,
    };
    Clock {
        hour,
        settled: true,
        ..clock
    }
}

fn valid(clock: Clock) -> Option<Clock> {
    let whole_day = clock.hour == 24 && clock.minute == 0 && clock.second.unwrap_or(0) == 0;
    let fits = (0..24).contains(&clock.hour)
        && (0..60).contains(&clock.minute)
        && clock.second.is_none_or(|second| (0..60).contains(&second));
    (whole_day || fits).then_some(clock)
}

fn small(value: u32) -> Option<i8> {
    i8::try_from(value).ok().filter(|value| *value < 100)
}

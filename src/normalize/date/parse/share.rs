//! Parts at one end of a longer time: `the first nine months of 2007`, `the last three months of the year`,
//! `the first two weeks of March`, and lengths up to an end: `the six months to June`, `the year to March`.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::length::{Lengths, lengths};
use super::point::{Settings, point};
use crate::normalize::date::expression::{Aim, Expression, Length, PARTS, Point, Quantity, Unit};
use crate::normalize::date::lex::Kind;
use crate::normalize::date::word::Word;
use crate::normalize::token::is_any;

/// Reads all of the tokens as a part of a longer time.
pub(super) fn share(cursor: Cursor<'_>, settings: Settings) -> Option<Expression> {
    first_or_last(cursor, settings).or_else(|| until(cursor, settings))
}

fn first_or_last(cursor: Cursor<'_>, settings: Settings) -> Option<Expression> {
    let mut at = cursor;
    at.skip_words(|word| matches!(word, Word::The | Word::About));
    let first = match at.word()? {
        Word::Ordinal(1) | Word::Edge => true,
        Word::Last | Word::Ordinal(99) => false,
        _ => return None,
    };
    let mut ahead = at;
    ahead.step(1);
    let Lengths::One(length) = lengths(&mut ahead)? else {
        return None;
    };
    let fits = matches!(
        length.unit,
        Unit::Day | Unit::Week | Unit::Month | Unit::Quarter
    );
    if !fits || !ahead.take_word(Word::Of) {
        return None;
    }
    // `of the fiscal year`, `of the year`: an end of the anchor's own.
    let of = point_of(ahead, settings)?;
    if length.quantity == Quantity::Vague {
        // `the first days of October` lie in October.
        let short = matches!(length.unit, Unit::Day | Unit::Week) && of.month.is_some();
        return short.then_some(Expression::Point(of));
    }
    Some(Expression::Share { first, length, of })
}

/// The point after `of`; a unit alone is the anchor's own: `the year`.
fn point_of(cursor: Cursor<'_>, settings: Settings) -> Option<Point> {
    let mut at = cursor;
    at.skip_words(|word| matches!(word, Word::The | Word::Fiscal | Word::Filler));
    if let (Some(Word::Unit(unit @ (Unit::Year | Unit::Month))), 1) = (at.word(), at.tokens().len())
    {
        let mut own = Point::default();
        super::relative::unit_of_anchor(&mut own, unit);
        return Some(own);
    }
    point(cursor, settings, false)
}

/// `the six months to end-June`, `the year to March`, `the decade to 2033-34`, `the 12 months ended June 30`.
fn until(cursor: Cursor<'_>, settings: Settings) -> Option<Expression> {
    let tokens = cursor.tokens();
    let place = tokens
        .iter()
        .position(|token| matches!(token.kind, Kind::Word(Word::To | Word::Ended)))?;
    // `the fiscal year that ended March 31`
    let that =
        matches!(tokens[..place].last(), Some(token) if token.kind == Kind::Word(Word::That));
    let mut at = cursor.with(&tokens[..place - usize::from(that)]);
    let length = match lengths(&mut at) {
        // `the half-year to June`
        Some(Lengths::One(length)) if is_half_year(length) => one(Unit::Semester),
        Some(Lengths::One(length)) => length,
        Some(Lengths::Two(..)) => return None,
        None => single(&mut at)?,
    };
    // `the week to 9 January` is over then; `a week to 9 January` is left until then.
    let weekly = is_any(cursor.text(1), &["the"])
        && is_any(cursor.with(&tokens[place..]).text(1), &["to"])
        && place == 2;
    let exact = matches!(length.quantity, Quantity::Exact(count) if count.is_integer());
    if !at.is_done()
        || !exact
        || matches!(length.unit, Unit::Weekend | Unit::Fortnight)
        || (length.unit == Unit::Week && !weekly)
    {
        return None;
    }
    let ended = cursor.with(&tokens[place..]);
    let mut end = point(cursor.with(&tokens[place + 1..]), settings, false)?;
    // What `ended` does not lie ahead.
    if ended.text(1).eq_ignore_ascii_case("ended") && end.year.is_none() && end.month.is_some() {
        end.aim = end.aim.or(Some(Aim::Past));
    }
    // `the 48 hours to Thursday evening` are as long as any.
    if length.unit < Unit::Week {
        return Some(Expression::Length(length));
    }
    Some(Expression::Until(length, end))
}

/// `the year`, `the week`.
fn single(at: &mut Cursor<'_>) -> Option<Length> {
    at.skip_words(|word| matches!(word, Word::The | Word::Fiscal | Word::Filler));
    let Some(Word::Unit(
        unit @ (Unit::Year | Unit::Decade | Unit::Quarter | Unit::Month | Unit::Week),
    )) = at.word()
    else {
        return None;
    };
    at.step(1);
    Some(one(unit))
}

fn is_half_year(length: Length) -> bool {
    let half = Decimal::new(5, 1);
    length.quantity == Quantity::Exact(half) && length.unit == Unit::Year
}

fn one(unit: Unit) -> Length {
    Length {
        quantity: Quantity::Exact(Decimal::ONE),
        unit,
        rest: [None; PARTS],
        decimal: false,
    }
}

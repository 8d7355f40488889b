//! Quarters of a unit: `a quarter of a century`, `three quarters of an hour`.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::length::is_unit;
use crate::normalize::date::expression::Unit;
use crate::normalize::date::lex::Kind;
use crate::normalize::date::number;
use crate::normalize::date::word::Word;

/// One quarter.
const QUARTER: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// `a quarter of a century`, `three quarters of an hour`, `one and a quarter years`: quarters of the unit that
/// follows.
pub(super) fn quarters(at: &mut Cursor<'_>) -> Option<Decimal> {
    let mut ahead = *at;
    let (whole, quarters) = match number::leading(ahead.tokens(), |count| ahead.text(count)) {
        Some((number, count)) => {
            ahead.step(count);
            if ahead.take_word(Word::And) {
                ahead.take_word(Word::Article);
                (number, Decimal::ONE)
            } else {
                ahead.take(Kind::Dash);
                (Decimal::ZERO, number)
            }
        }
        None => (Decimal::ZERO, Decimal::ONE),
    };
    if !matches!(
        ahead.word(),
        Some(Word::Unit(Unit::Quarter) | Word::Units(Unit::Quarter))
    ) {
        return None;
    }
    ahead.step(1);
    ahead.take(Kind::Dash);
    ahead.skip_words(|word| matches!(word, Word::Of | Word::Article));
    if !ahead.word().is_some_and(is_unit) {
        return None;
    }
    *at = ahead;
    whole.checked_add(quarters.checked_mul(QUARTER)?)
}

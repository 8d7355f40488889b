//! Tokens → an amount in pounds, shillings and pence, as British presses wrote it until 1971: `£5 5s.`, `3s 6d`,
//! `sixpence`. Twelve pence were a shilling, twenty shillings a pound. `20s` and `5d` alone may be anything.

use rust_decimal::Decimal;

use crate::normalize::number::{Grouping, Suffixes, number};
use crate::normalize::token::{Kind, Token};

/// Shillings and pence behind their numbers, and how many of them are a pound.
const UNITS: [(&str, i64); 2] = [("s", 20), ("d", 240)];

/// Coins by their names, and how many pence each was.
const COINS: [(&str, i64); 6] = [
    ("fourpence", 4),
    ("ninepence", 9),
    ("sixpence", 6),
    ("threepence", 3),
    ("tuppence", 2),
    ("twopence", 2),
];

/// Pence of `half a crown`.
const HALF_CROWN: i64 = 30;

/// The pounds that the whole of `tokens` is, if shillings or pence of old are among them.
pub(super) fn shillings(tokens: &[Token<'_>]) -> Option<Decimal> {
    coin(tokens).or_else(|| written(tokens))
}

/// `sixpence`, `half-a-crown`.
fn coin(tokens: &[Token<'_>]) -> Option<Decimal> {
    let mut words = tokens.iter().filter(|token| token.kind != Kind::Dash);
    let first = words.next()?;
    let pence = match COINS.iter().find(|(name, _)| first.is_word(name)) {
        Some((_, pence)) => *pence,
        None => {
            let crown = first.is_word("half")
                && words.next()?.is_word("a")
                && words.next()?.is_word("crown");
            crown.then_some(HALF_CROWN)?
        }
    };
    words
        .next()
        .is_none()
        .then(|| Decimal::new(pence, 0) / Decimal::new(240, 0))
}

/// `£6 13s. 4d.`, `28s.`, `3s 6d`.
fn written(tokens: &[Token<'_>]) -> Option<Decimal> {
    let (mut rest, whole) = match tokens {
        [sign, whole, rest @ ..] if sign.text == "£" => {
            (rest, Some(value(std::slice::from_ref(whole))?))
        }
        _ => (tokens, None),
    };
    let mut pounds = whole.unwrap_or_default();
    let (mut parts, mut dotted) = (0, false);
    for (unit, of_a_pound) in UNITS {
        let length = rest
            .iter()
            .take_while(|token| matches!(token.kind, Kind::Digits | Kind::Vulgar))
            .count();
        let named = rest
            .get(length)
            .is_some_and(|name| name.is_word(unit) && !name.spaced);
        if length > 0 && named {
            let (figure, after) = rest.split_at_checked(length)?;
            let count = value(figure).filter(|count| *count < Decimal::ONE_THOUSAND)?;
            pounds = pounds.checked_add(count / Decimal::new(of_a_pound, 0))?;
            dotted |= after.first()?.text.ends_with('.');
            rest = after.get(1..)?;
            parts += 1;
        }
    }
    // One part alone wants the dot of its abbreviation.
    let sure = parts > 1 || (parts == 1 && (whole.is_some() || dotted));
    (sure && rest.is_empty()).then_some(pounds)
}

/// The number that the whole of `figure` is.
fn value(figure: &[Token<'_>]) -> Option<Decimal> {
    let number = number(figure, Grouping::English, Suffixes::Spaced)?;
    (number.length == figure.len()).then_some(number.value)
}

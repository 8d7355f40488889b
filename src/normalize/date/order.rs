//! Whether `04/05/2024` is 4 May or April 5 in an article: its own other dates tell.

use super::DateMention;
use super::lex::{self, Kind, Token};
use super::parse::{DayMonthOrder, groups_of};
use super::word::Word;

/// The order that an article writes day and month in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DocumentOrder {
    /// The order.
    pub(super) order: DayMonthOrder,
}

impl DocumentOrder {
    /// Whether a date of these tokens was read by the article's order and not by its own numbers.
    pub(super) fn is_inferred_for(tokens: &[Token]) -> bool {
        groups_of(tokens).is_some_and(|groups| groups.order().is_none() && groups.widths[0] <= 2)
    }
}

/// The order that the article's dates in digits show by a number above 12, else the order that its dates
/// with names of months are written in, else month first.
pub(super) fn day_month_order(
    text: &str,
    mentions: &[DateMention],
    tokens: &mut Vec<Token>,
) -> DocumentOrder {
    let in_digits = mentions
        .iter()
        .any(|mention| is_in_digits(mention.span.slice(text)));
    if !in_digits {
        return DocumentOrder {
            order: DayMonthOrder::MonthFirst,
        };
    }
    let (mut digits, mut names) = (0_i32, 0_i32);
    for mention in mentions {
        lex::lex(mention.span.slice(text), tokens);
        match groups_of(tokens).and_then(|groups| groups.order()) {
            Some(DayMonthOrder::DayFirst) => digits += 1,
            Some(DayMonthOrder::MonthFirst) => digits -= 1,
            None => names += named(tokens),
        }
    }
    let vote = if digits == 0 { names } else { digits };
    let order = if vote > 0 {
        DayMonthOrder::DayFirst
    } else {
        DayMonthOrder::MonthFirst
    };
    DocumentOrder { order }
}

/// 1 for `6 February`, -1 for `February 6`, 0 for neither.
fn named(tokens: &[Token]) -> i32 {
    tokens
        .windows(2)
        .fold(0, |vote, pair| match (pair[0].kind, pair[1].kind) {
            (Kind::Digits(_, 1..=2) | Kind::Ordinal(_), Kind::Word(Word::Month(_))) => vote + 1,
            (Kind::Word(Word::Month(_)), Kind::Digits(_, 1..=2) | Kind::Ordinal(_)) => vote - 1,
            _ => vote,
        })
}

/// Whether digits stand on both sides of a mark in `words`.
fn is_in_digits(words: &str) -> bool {
    words.as_bytes().windows(3).any(|bytes| {
        matches!(bytes[1], b'/' | b'.' | b'-')
            && bytes[0].is_ascii_digit()
            && bytes[2].is_ascii_digit()
    })
}

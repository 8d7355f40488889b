//! The number at the head of some tokens: which tokens spell it; its value is the number parser's business.

use rust_decimal::Decimal;

use crate::normalize::number;

use super::lex::{Kind, Token};
use super::word::Word;

/// The longest number at the head of `tokens`, and how many of them spell it. `text` gives the text of so
/// many tokens.
pub(super) fn leading<'mention>(
    tokens: &[Token],
    text: impl Fn(usize) -> &'mention str,
) -> Option<(Decimal, usize)> {
    let is_number = |kind: Kind| {
        matches!(
            kind,
            Kind::Digits(..) | Kind::Fraction | Kind::Word(Word::Numeral)
        )
    };
    let first = tokens.first()?.kind;
    let second = tokens.get(1).map(|token| token.kind);
    // The article belongs to `a hundred`.
    let article = first == Kind::Word(Word::Article) && second == Some(Kind::Word(Word::Numeral));
    if !is_number(first) && !article {
        return None;
    }
    if let (Kind::Digits(value, _), None | Some(Kind::Word(Word::Unit(_) | Word::Units(_)))) =
        (first, second)
    {
        return Some((Decimal::from(value), 1));
    }
    // Marks and small words belong to the number only between two of its words: `1,000`, `two and a half`.
    let mut count = 0;
    let mut ahead = 0;
    while let Some(token) = tokens.get(ahead) {
        if is_number(token.kind) {
            count = ahead + 1;
        } else if !matches!(
            token.kind,
            Kind::Comma | Kind::Dot | Kind::Dash | Kind::Word(Word::And | Word::Article)
        ) {
            break;
        }
        ahead += 1;
    }
    (1..=count)
        .rev()
        .filter(|end| is_number(tokens[*end - 1].kind))
        .find_map(|end| Some((number::read(text(end))?, end)))
}

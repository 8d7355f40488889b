//! Tokens → the sums of money among them, the words that bound each, and what stands between them.
//! What they amount to together is `money`'s business.

use super::item::{Item, is_numeric, item};
use crate::normalize::bound::{Side, bound};
use crate::normalize::number::{Part, part};
use crate::normalize::setting::Setting;
use crate::normalize::token::{Kind, Token};
use crate::value::Qualifier;

/// Words that may stand around a number without a currency and leave it an amount.
const FILLERS: [&str; 19] = [
    "a",
    "additional",
    "addition",
    "an",
    "another",
    "between",
    "combined",
    "extra",
    "from",
    "further",
    "it",
    "more",
    "of",
    "ones",
    "sum",
    "that",
    "the",
    "them",
    "total",
];

/// What stands between two sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Nothing at all.
    Adjacent,
    /// `to`, a dash, `or`.
    To,
    /// `and`.
    And,
    /// Other words.
    Apart,
}

/// The sums of a stretch and the words that bound them.
#[derive(Debug, Default)]
pub(super) struct Sums {
    pub(super) items: Vec<(Item, Option<Qualifier>)>,
    pub(super) link: Option<Link>,
    pub(super) between: bool,
    pub(super) leftover: bool,
}

/// Finds the sums of `tokens`; `None` where a number is left over that belongs to none.
pub(super) fn sums(tokens: &[Token<'_>], setting: &Setting) -> Option<Sums> {
    let mut sums = Sums::default();
    let mut pending = None;
    let mut link = Link::Adjacent;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = &tokens[at..];
        if let Some(item) = item(tokens, at, setting.grouping) {
            if !sums.items.is_empty() {
                sums.link = Some(link);
            }
            link = Link::Adjacent;
            at = item.end;
            let after = tokens.get(at..).and_then(|rest| bound(rest, Side::After));
            at += after.map_or(0, |(_, length)| length);
            let after = after.map(|(qualifier, _)| qualifier);
            sums.items.push((item, stronger(pending.take(), after)));
            continue;
        }
        if let Some((qualifier, length)) = bound(rest, Side::Before) {
            pending = stronger(pending, Some(qualifier));
            at += length;
            continue;
        }
        // `a third of a cent`, `half of the $5m`: not the sum that follows.
        let share = matches!(
            part(token.text),
            Some(Part::Fraction(_) | Part::Fractions(_))
        );
        if is_numeric(rest) || (share && sums.items.is_empty()) {
            return None;
        }
        link = match (token.kind, link) {
            (Kind::Dash, Link::Adjacent | Link::To) => Link::To,
            _ if token.is_word("to") || token.is_word("or") => Link::To,
            _ if token.is_word("and") && link == Link::Adjacent => Link::And,
            _ => Link::Apart,
        };
        sums.between |= token.is_word("between") || token.is_word("from");
        let filler = token.kind != Kind::Word
            || matches!(link, Link::To | Link::And)
            || token.is_any(&FILLERS);
        sums.leftover |= !filler || token.is_mark("%");
        at += 1;
    }
    Some(sums)
}

/// The bound that holds where two are said: one with an open end before `about`.
fn stronger(one: Option<Qualifier>, other: Option<Qualifier>) -> Option<Qualifier> {
    let weak = |qualifier| matches!(qualifier, Qualifier::Exact | Qualifier::About);
    match (one, other) {
        (Some(one), Some(other)) if weak(one) && one != other && other != Qualifier::Exact => {
            Some(other)
        }
        (one, other) => one.or(other),
    }
}

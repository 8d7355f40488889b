//! A casualty mention's words → how many people. What it cannot tell from the mention's own words
//! (`half of those killed`, `twice as many`, a bare plural) it leaves untold.

mod part;
mod words;

use rust_decimal::Decimal;

use self::part::{age, number_at, part, quantity_ahead};
use self::words::{ARTICLES, KIN, LEADING, NOT_PEOPLE, OWNERS, is_one_of, is_singular};
use super::Around;
use super::bound::{Side, bound, verb_bound};
use super::number::Number;
use super::quantity::{Quantity, bounded, double, may_share_thousands, range};
use super::token::{Kind, Token, is_any, last_word, tokens};
use crate::value::{Amount, Inferred, Qualifier, Reading};

/// How many people `text`, a casualty mention's verbatim stretch, says. A verb in front of it (`topped`)
/// bounds it too.
#[must_use]
pub fn count(text: &str, around: Around<'_>) -> Option<Reading<Amount>> {
    let tokens = tokens(text);
    if negated(&tokens, around.before) {
        return Some(Reading::plain(Amount::exact(0.0), "nobody"));
    }
    let (start, mut qualifier, between) = leading(&tokens);
    let first = part(&tokens, start)?;
    let mut at = first.end;
    if let Some((second, end)) = other_end(&tokens, at, between) {
        let (low, high) = (first.quantity.number()?, second);
        if may_share_thousands(low, high) {
            return None;
        }
        let (low, high, shared) = range(low, high)?;
        at = end;
        let mut reading = Reading::plain(Amount::range(whole(low)?, whole(high)?), "range");
        if shared {
            reading.rule = "range-shared-magnitude";
            reading.inferred.push(Inferred::Magnitude);
        }
        return (!counts_others(&tokens, at)).then_some(reading);
    }
    if let Some((behind, length)) = tokens.get(at..).and_then(|rest| bound(rest, Side::After)) {
        qualifier = Some(behind);
        at += length;
    }
    if counts_others(&tokens, at) {
        return None;
    }
    let (quantity, rule) = match first.quantity {
        Quantity::Number(number) => {
            let total = number.value.checked_add(further_parts(&tokens, at)?)?;
            whole(total)?;
            let rule = if total == number.value {
                first.rule
            } else {
                "sum-of-parts"
            };
            let number = Number {
                value: total,
                ..number
            };
            (Quantity::Number(number), rule)
        }
        vague => (vague, first.rule),
    };
    let qualifier = match qualifier.or_else(|| verb_bound(around.before)) {
        // `some people` says no number that could be approximate.
        Some(qualifier) => qualifier,
        None => Qualifier::Exact,
    };
    bounded(quantity, Decimal::ONE, qualifier).map(|amount| Reading::plain(amount, rule))
}

/// Whether the words in front make `a single casualty` or `one person` nobody: `without`, `not`.
fn negated(tokens: &[Token<'_>], before: &str) -> bool {
    let negates = is_any(last_word(before), &["without", "not", "nor"]);
    let article = is_one_of(tokens.first(), &["a", "an"]);
    // `not one but two`
    let one = is_one_of(tokens.first(), &["one"]) && !is_one_of(tokens.last(), &["one"]);
    let single = is_one_of(tokens.first(), &["single"]);
    negates && (article || one || single) && !tokens.iter().any(|token| token.kind == Kind::Digits)
}

/// Where the quantity begins, the bound in front of it, and whether `between` is.
fn leading(tokens: &[Token<'_>]) -> (usize, Option<Qualifier>, bool) {
    let (mut at, mut qualifier, mut between) = (0, None, false);
    while let Some(token) = tokens.get(at) {
        if let Some((found, length)) = bound(&tokens[at..], Side::Before)
            && (!token.is_word("some") || quantity_ahead(tokens, at + 1))
        {
            qualifier = match qualifier {
                Some(known) if known != Qualifier::About && known != Qualifier::Exact => {
                    Some(known)
                }
                _ => Some(found),
            };
            at += length;
        } else if token.is_word("between") || token.is_word("from") {
            between = true;
            at += 1;
        } else if is_one_of(Some(token), &LEADING) || matches!(token.kind, Kind::Mark) {
            at += 1;
        } else {
            break;
        }
    }
    (at, qualifier, between)
}

/// The further end of a range that goes on at `at`, and where it ends.
fn other_end(tokens: &[Token<'_>], at: usize, between: bool) -> Option<(Number, usize)> {
    let link = tokens.get(at)?;
    let joins = link.kind == Kind::Dash
        || link.is_word("to")
        || link.is_word("or")
        || (between && link.is_word("and"));
    let second = number_at(tokens, at + 1).filter(|_| joins)?;
    let end = at + 1 + second.length;
    age(tokens.get(at + 1..)?)
        .is_none()
        .then_some((second, end))
}

/// What further parts of the count that follow add: `and their three children`; `None` where one cannot
/// be told.
fn further_parts(tokens: &[Token<'_>], start: usize) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        let comma = token.is_mark(",");
        at += 1;
        if !comma && !token.is_word("and") {
            continue;
        }
        let after =
            at + usize::from(comma && tokens.get(at).is_some_and(|next| next.is_word("and")));
        let next = tokens.get(after);
        let behind_number = at.checked_sub(2).and_then(|before| tokens.get(before));
        if behind_number.is_some_and(|before| matches!(before.kind, Kind::Digits | Kind::Mark)) {
            continue;
        }
        let owner = is_one_of(next, &OWNERS);
        let begins = after + usize::from(owner);
        let found = if owner || is_one_of(next, &ARTICLES) || number_at(tokens, after).is_some() {
            part(tokens, begins)
        } else {
            None
        };
        match found {
            Some(found) => {
                sum = sum.checked_add(found.quantity.number()?.value)?;
                at = found.end.max(at);
            }
            // `her husband` is one; how many `his brothers` are is not said.
            None if owner => {
                let noun = tokens.get(begins)?;
                if !is_singular(noun) {
                    return None;
                }
                sum = sum.checked_add(Decimal::ONE)?;
            }
            None if is_one_of(next, &KIN) => sum = sum.checked_add(Decimal::ONE)?,
            None => {}
        }
    }
    Some(sum)
}

/// Whether what is counted up to `at` is no people: `three families`.
fn counts_others(tokens: &[Token<'_>], at: usize) -> bool {
    let behind = tokens.get(at);
    if behind.is_some_and(|token| {
        token.is_mark("%") || is_one_of(Some(token), &["per", "percent", "percentage", "pct"])
    }) {
        return true;
    }
    tokens
        .last()
        .is_some_and(|last| at < tokens.len() && is_one_of(Some(last), &NOT_PEOPLE))
}

/// A number of people: whole, and not out of range.
fn whole(value: Decimal) -> Option<f64> {
    double(value).filter(|_| value.fract().is_zero())
}

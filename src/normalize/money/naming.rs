//! The names of one or two sums → their currency, by the mention, its sentence and its document.

use rust_decimal::Decimal;

use super::item::{Item, item};
use super::reach::beside;
use super::sums::Sums;
use crate::normalize::Context;
use crate::normalize::currency::{Choice, choose};
use crate::normalize::number::{Suffixes, number};
use crate::normalize::setting::Setting;
use crate::normalize::token::{Token, tokens};

/// The currency of one or two sums; without any name, none, as long as no other word is left over.
pub(super) fn currency(
    first: &Item,
    second: Option<&Item>,
    sums: &Sums,
    context: Context<'_>,
) -> Option<Choice> {
    let named = [Some(first), second];
    let mut named = named
        .into_iter()
        .flatten()
        .filter(|item| item.name().is_some());
    let Some(item) = named.next() else {
        let unnamed = || Choice {
            row: neighbor(context).or(context.setting.nearest()),
            worth: Decimal::ONE,
            inferred: true,
            inherited: true,
        };
        return (!sums.leftover).then(|| beside(context).unwrap_or_else(unnamed));
    };
    let other = named.next();
    let candidates = item.candidates().filter(move |candidate| {
        other.is_none_or(|item| item.candidates().any(|known| known.row == candidate.row))
    });
    let sign = item.is_sign();
    let mut choice = choose(candidates, sign, context)?;
    for name in [item.before, item.after].into_iter().flatten() {
        // `ALL 5 solutions` is no lek.
        if name.unit.word && sums.leftover {
            return None;
        }
        // One letter may be anything, unless the document has to do with its currency.
        let spoken_for = choice.row.is_some_and(|row| {
            context.setting.evidence(row) > 0
                || name
                    .candidates()
                    .any(|known| known.row == row && known.starred)
        });
        if name.letter && !spoken_for {
            return None;
        }
        // What `MCFA` is a million of cannot be told.
        if choice.row.is_none() && name.times != Decimal::ONE {
            return None;
        }
        choice.inferred |= name.letter;
    }
    Some(choice)
}

/// The row of the currency that a sum without one shares with the nearest sum in its sentence: `fetched
/// 4.2 million pesos and now brings 2.4 million`. What stands in brackets is a conversion, not a neighbor.
fn neighbor(context: Context<'_>) -> Option<usize> {
    let Context { around, setting } = context;
    let row = |item: &Item| choose(item.candidates(), item.is_sign(), context)?.row;
    let before = named_items(&tokens(around.before), setting);
    before.last().and_then(row).or_else(|| {
        named_items(&tokens(around.after), setting)
            .first()
            .and_then(row)
    })
}

/// The sums of `tokens` that name a currency, have a number, and stand outside brackets.
fn named_items(tokens: &[Token<'_>], setting: &Setting) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(token) = tokens.get(at) {
        depth += usize::from(token.is_mark("("));
        depth = depth.saturating_sub(usize::from(token.is_mark(")")));
        let counted = |item: &Item| {
            let rest = tokens.get(at..).unwrap_or_default();
            item.before.is_some() || number(rest, setting.grouping, Suffixes::Glued).is_some()
        };
        let found = item(tokens, at, setting.grouping)
            .filter(|item| depth == 0 && item.name().is_some_and(|name| !name.letter))
            .filter(counted);
        match found {
            Some(item) => {
                at = item.end;
                items.push(item);
            }
            None => at += 1,
        }
    }
    items
}

//! A mention's words → an amount of money: one sum, two ends of a range, or a whole with its coins.
//! Anything else gives nothing, rather than a guess.

mod item;
mod naming;
mod reach;
mod shillings;
mod sums;

use rust_decimal::Decimal;

use self::item::Item;
use self::naming::currency;
use self::reach::{beside, cut_off};
use self::shillings::shillings;
use self::sums::{Link, Sums, sums};
use super::bound::{Side, bound, is_disputed, verb_bound};
use super::currency::{Choice, choose, name};
use super::quantity::{Quantity, bounded, double, may_share_thousands, range};
use super::setting::Setting;
use super::token::{Kind, Token, tokens};
use super::{Around, Context};
use crate::value::{Amount, Inferred, Money, Qualifier, Reading};

/// The amount of money that `text`, a mention's verbatim stretch, says. A verb in front of it (`topped`)
/// bounds it too; a currency that the mention leaves open is taken from what stands around it in its
/// sentence and from `setting`, which is what the whole document says.
#[must_use]
pub fn money(text: &str, around: Around<'_>, setting: &Setting) -> Option<Reading<Money>> {
    let cut = cut_off(text, around.after);
    if let Some((rest, after)) = around.after.split_at_checked(cut).filter(|_| cut > 0) {
        return whole(
            &format!("{text}{rest}"),
            Around { after, ..around },
            setting,
        );
    }
    whole(text, around, setting)
}

/// The amount that `text` says, which is cut off nowhere.
fn whole(text: &str, around: Around<'_>, setting: &Setting) -> Option<Reading<Money>> {
    if is_conference(text) {
        return None;
    }
    let tokens = tokens(text);
    let (negative, mut tokens) = sign(&tokens);
    // `talks over £6m` are about six million, no more.
    if let [over, rest @ ..] = tokens
        && over.is_word("over")
        && is_disputed(around.before)
    {
        tokens = rest;
    }
    let context = Context { around, setting };
    let mut reading = old_money(tokens, context).or_else(|| {
        let sums = sums(tokens, setting)?;
        match &sums.items[..] {
            [(item, bound)] => single(item, *bound, &sums, context),
            [first, second] => pair(first, second, &sums, context),
            _ => None,
        }
    })?;
    let amount = &mut reading.value.amount;
    if negative {
        *amount = negated(*amount)?;
    }
    if amount.qualifier == Qualifier::Exact
        && let (Some(qualifier), Some(value)) = (verb_bound(around.before), amount.lo)
    {
        *amount = Amount::qualified(qualifier, value);
    }
    Some(reading)
}

/// Pounds, shillings and pence, perhaps bounded: `more than 3s 6d`; in the currency that `£` means in the document.
fn old_money(tokens: &[Token<'_>], context: Context<'_>) -> Option<Reading<Money>> {
    let (qualifier, length) = bound(tokens, Side::Before).unwrap_or((Qualifier::Exact, 0));
    let pounds = double(shillings(tokens.get(length..)?)?)?;
    let pound = self::tokens("£");
    let choice = choose(name(&pound)?.candidates(), true, context)?;
    let amount = Amount::qualified(qualifier, pounds);
    Some(reading(
        amount,
        Choice {
            inferred: true,
            ..choice
        },
        context.setting,
        "shillings-and-pence",
        false,
    ))
}

/// What a sum is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// The number is all there is: `forty`, which may go on from `$38 million`.
    Bare(Decimal),
    /// What one of its number is worth in the currency: a million in `$38 million`, a hundredth in `30 cents`.
    In {
        /// The worth.
        unit: Decimal,
        /// How many of it.
        number: Decimal,
    },
}

/// What the last sum of `text` is counted in; `None` where it is vague, or is no sum.
pub(super) fn counted(text: &str, around: Around<'_>, setting: &Setting) -> Option<Counted> {
    let tokens = tokens(text);
    let sums = sums(&tokens, setting)?;
    let context = Context { around, setting };
    let (item, _) = sums.items.last()?;
    let number = item.quantity.number()?;
    let magnitude = number
        .last_scale
        .filter(|scale| *scale >= Decimal::ONE_THOUSAND);
    let named = sums.items.iter().any(|(item, _)| item.name().is_some());
    let beside = beside(context).filter(|_| !named);
    if !named && beside.is_none() && magnitude.is_none() && number.value < Decimal::ONE_THOUSAND {
        return (!sums.leftover).then_some(Counted::Bare(number.value));
    }
    let named = if named {
        currency(item, None, &sums, context)
    } else {
        beside
    };
    let worth = named.map_or(Decimal::ONE, |choice| choice.worth);
    let scale = magnitude.unwrap_or(Decimal::ONE);
    Some(Counted::In {
        unit: scale.checked_mul(worth)?,
        number: number.value.checked_div(scale)?,
    })
}

/// Whether this is a Conference of the Parties, such as `COP27`, and not a few of Colombia's pesos.
fn is_conference(text: &str) -> bool {
    let number = text.strip_prefix("COP").unwrap_or_default();
    matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The same amount below zero; `None` where a bound would have to change sides.
fn negated(amount: Amount) -> Option<Amount> {
    let same_sides = matches!(amount.qualifier, Qualifier::Exact | Qualifier::About);
    same_sides.then(|| Amount {
        lo: amount.lo.map(|lo| -lo),
        hi: amount.hi.map(|hi| -hi),
        ..amount
    })
}

/// Whether a minus stands in front, as a sign or a word, and what follows it.
fn sign<'t, 'a>(tokens: &'t [Token<'a>]) -> (bool, &'t [Token<'a>]) {
    match tokens {
        [dash, next, ..] if dash.kind == Kind::Dash && !next.spaced => (true, &tokens[1..]),
        [word, rest @ ..] if word.is_word("minus") || word.is_word("negative") => (true, rest),
        _ => (false, tokens),
    }
}

/// One sum.
fn single(
    item: &Item,
    bound: Option<Qualifier>,
    sums: &Sums,
    context: Context<'_>,
) -> Option<Reading<Money>> {
    let choice = currency(item, None, sums, context)?;
    let worth = match choice.row {
        Some(row) if item.name().is_some() => item.worth(row)?,
        _ => choice.worth,
    };
    let number = item.quantity.number();
    // A decimal with neither currency nor magnitude is a price only by what its neighbors say.
    let unsaid =
        number.is_some_and(|number| number.scale.is_none() && !number.value.fract().is_zero());
    if item.name().is_none() && unsaid && context.setting.nearest().is_none() {
        return None;
    }
    let unit = if item.name().is_none() {
        context.setting.unit()
    } else {
        Decimal::ONE
    };
    let worth = worth.checked_mul(unit)?;
    let amount = bounded(item.quantity, worth, bound.unwrap_or(Qualifier::Exact))?;
    let magnitude = number.is_some_and(|number| number.scale.is_some());
    let rule = match (
        item.quantity,
        item.before.is_some(),
        magnitude,
        item.after.is_some(),
    ) {
        (Quantity::Vague(_), ..) => "vague-quantity",
        (_, true, false, _) => "symbol-number",
        (_, true, true, _) => "symbol-number-magnitude",
        (_, false, false, true) => "number-name",
        (_, false, true, true) => "number-magnitude-name",
        (_, false, false, false) => "number-alone",
        (_, false, true, false) => "number-magnitude-alone",
    };
    Some(reading(
        amount,
        choice,
        context.setting,
        rule,
        unit != Decimal::ONE,
    ))
}

/// Two sums: a range, or a whole with its coins.
fn pair(
    (first, first_bound): &(Item, Option<Qualifier>),
    (second, second_bound): &(Item, Option<Qualifier>),
    sums: &Sums,
    context: Context<'_>,
) -> Option<Reading<Money>> {
    let choice = currency(first, Some(second), sums, context)?;
    let worth = |item: &Item| match choice.row {
        Some(row) if item.name().is_some() => item.worth(row),
        _ => Some(choice.worth),
    };
    let link = sums.link?;
    if !sums.between
        && matches!(link, Link::Adjacent | Link::And)
        && let Some(value) = with_coins(first, second, worth(first)?, worth(second)?)
    {
        let amount = Amount::qualified(first_bound.unwrap_or(Qualifier::Exact), double(value)?);
        return Some(reading(
            amount,
            choice,
            context.setting,
            "whole-and-coins",
            false,
        ));
    }
    let (low, high) = match (first.quantity, second.quantity) {
        (Quantity::Number(low), Quantity::Number(high)) => (low, high),
        // `hundreds of thousands to millions of dollars` is at least the first.
        (Quantity::Vague(_), _) if link == Link::To => {
            let amount = bounded(first.quantity, worth(second)?, Qualifier::Exact)?;
            return Some(reading(
                amount,
                choice,
                context.setting,
                "vague-quantity",
                false,
            ));
        }
        _ => return None,
    };
    let split = matches!(first_bound, Some(Qualifier::AtLeast | Qualifier::MoreThan))
        && matches!(second_bound, Some(Qualifier::AtMost | Qualifier::LessThan));
    let low_worth = if first.name().is_some() {
        worth(first)?
    } else {
        worth(second)?
    };
    let high_worth = if second.name().is_some() {
        worth(second)?
    } else {
        worth(first)?
    };
    let both_named = first.name().is_some() && second.name().is_some();
    if !both_named && may_share_thousands(low, high) {
        return None;
    }
    let (low, high, shared) = if low_worth == high_worth {
        range(low, high)?
    } else {
        (low.value, high.value, false)
    };
    let low = low.checked_mul(low_worth)?;
    let high = high.checked_mul(high_worth)?;
    let joined = match link {
        Link::To => true,
        Link::And => sums.between || shared || split,
        Link::Adjacent | Link::Apart => split,
    };
    if !joined || low >= high {
        return None;
    }
    let rule = if shared {
        "range-shared-magnitude"
    } else {
        "range"
    };
    let amount = Amount::range(double(low)?, double(high)?);
    Some(reading(amount, choice, context.setting, rule, shared))
}

/// `20 dollars and 43 cents`, `15 dollars 50`: a whole with what is less than one of it.
fn with_coins(first: &Item, second: &Item, worth: Decimal, coin: Decimal) -> Option<Decimal> {
    let (whole, part) = (first.quantity.number()?, second.quantity.number()?);
    first.name()?;
    let coin = match second.name() {
        Some(_) => coin,
        None => {
            first.after?;
            Decimal::new(1, 2)
        }
    };
    let fits = coin < worth
        && whole.value.fract().is_zero()
        && part.scale.is_none()
        && part.value.checked_mul(coin)? < worth;
    let coins = part.value.checked_mul(coin)?;
    fits.then(|| whole.value.checked_mul(worth)?.checked_add(coins))?
}

/// The reading of an amount.
fn reading(
    amount: Amount,
    choice: Choice,
    setting: &Setting,
    rule: &'static str,
    magnitude_inferred: bool,
) -> Reading<Money> {
    let money = Money {
        amount,
        currency: choice.currency(setting),
    };
    let mut reading = Reading::plain(money, rule);
    if choice.inferred && money.currency.is_some() {
        reading.inferred.push(Inferred::Currency);
    }
    if magnitude_inferred {
        reading.inferred.push(Inferred::Magnitude);
    }
    reading
}

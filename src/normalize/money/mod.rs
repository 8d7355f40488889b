//! A mention's words → an amount of money: one sum, two ends of a range, or a whole with its coins.
//! Anything else gives nothing, rather than a guess.

mod item;

use rust_decimal::Decimal;

use self::item::{Item, is_numeric, item};
use super::bound::{Side, bound, verb_bound};
use super::currency::{Choice, choose};
use super::quantity::{Quantity, bounded, double, range};
use super::setting::Setting;
use super::token::{Kind, Token, tokens};
use super::{Around, Context};
use crate::value::{Amount, Inferred, Money, Qualifier, Reading};

/// Words that may stand around a number without a currency and leave it an amount.
const FILLERS: [&str; 13] = [
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
    "sum",
    "the",
    "total",
];

/// What stands between two sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
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
struct Sums {
    items: Vec<(Item, Option<Qualifier>)>,
    link: Option<Link>,
    between: bool,
    leftover: bool,
}

/// The amount of money that `text`, a mention's verbatim stretch, says. A verb in front of it (`topped`)
/// bounds it too; a currency that the mention leaves open is taken from what stands around it in its
/// sentence and from `setting`, which is what the whole document says.
#[must_use]
pub fn money(text: &str, around: Around<'_>, setting: &Setting) -> Option<Reading<Money>> {
    let tokens = tokens(text);
    let (negative, tokens) = sign(&tokens);
    let sums = sums(tokens, setting)?;
    let mut reading = match &sums.items[..] {
        [(item, bound)] => single(item, *bound, &sums, Context { around, setting }),
        [first, second] => pair(first, second, &sums, Context { around, setting }),
        _ => None,
    }?;
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

/// Whether a minus stands in front, as a sign or a word, and what follows it.
fn sign<'t, 'a>(tokens: &'t [Token<'a>]) -> (bool, &'t [Token<'a>]) {
    match tokens {
        [sign, rest @ ..]
            if sign.kind == Kind::Dash || sign.is_word("minus") || sign.is_word("negative") =>
        {
            (true, rest)
        }
        _ => (false, tokens),
    }
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

/// Finds the sums of `tokens`; `None` where a number is left over that belongs to none.
fn sums(tokens: &[Token<'_>], setting: &Setting) -> Option<Sums> {
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
        if is_numeric(rest) {
            return None;
        }
        link = match (token.kind, link) {
            (Kind::Dash, Link::Adjacent | Link::To) => Link::To,
            _ if token.is_word("to") || token.is_word("or") => Link::To,
            _ if token.is_word("and") && link == Link::Adjacent => Link::And,
            _ => Link::Apart,
        };
        sums.between |= token.is_word("between");
        let filler = token.kind != Kind::Word
            || matches!(link, Link::To | Link::And)
            || FILLERS.iter().any(|filler| token.is_word(filler));
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
    if item.name().is_none() && unsaid {
        return None;
    }
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
    Some(reading(amount, choice, rule, false))
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
        return Some(reading(amount, choice, "whole-and-coins", false));
    }
    let (low, high) = match (first.quantity, second.quantity) {
        (Quantity::Number(low), Quantity::Number(high)) => (low, high),
        // `hundreds of thousands to millions of dollars` is at least the first.
        (Quantity::Vague(_), _) if link == Link::To => {
            let amount = bounded(first.quantity, worth(second)?, Qualifier::Exact)?;
            return Some(reading(amount, choice, "vague-quantity", false));
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
    Some(reading(amount, choice, rule, shared))
}

/// The currency of one or two sums; without any name, none, as long as no other word is left over.
fn currency(
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
        return (!sums.leftover).then(|| Choice {
            row: neighbor(context),
            worth: Decimal::ONE,
            inferred: true,
        });
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
        choice.inferred |= name.letter;
        choice.worth = choice
            .worth
            .checked_mul(name.times)
            .filter(|_| choice.row.is_none())
            .unwrap_or(choice.worth);
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

/// The sums of `tokens` that name a currency and stand outside brackets.
fn named_items(tokens: &[Token<'_>], setting: &Setting) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(token) = tokens.get(at) {
        depth += usize::from(token.is_mark("("));
        depth = depth.saturating_sub(usize::from(token.is_mark(")")));
        match item(tokens, at, setting.grouping)
            .filter(|item| depth == 0 && item.name().is_some_and(|name| !name.letter))
        {
            Some(item) => {
                at = item.end;
                items.push(item);
            }
            None => at += 1,
        }
    }
    items
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
fn reading(amount: Amount, choice: Choice, rule: &'static str, shared: bool) -> Reading<Money> {
    let money = Money {
        amount,
        currency: choice.currency(),
    };
    let mut reading = Reading::plain(money, rule);
    if choice.inferred && money.currency.is_some() {
        reading.inferred.push(Inferred::Currency);
    }
    if shared {
        reading.inferred.push(Inferred::Magnitude);
    }
    reading
}

//! A casualty mention's words → how many people. What it cannot tell from the mention's own words
//! (`half of those killed`, `twice as many`, a bare plural) it leaves untold.

mod words;

use rust_decimal::Decimal;

use self::words::{
    AMPLIFIERS, ARTICLES, BASE_LEADING, COLLECTIVES, GROUPS, KIN, LEADING, NONE, NOT_PEOPLE,
    OWNERS, PLURALS, UNTOLD, is_one_of,
};
use super::Around;
use super::bound::{Side, bound, verb_bound};
use super::number::{Grouping, Number, Part as NumberPart, Suffixes, number, part as number_part};
use super::quantity::{Quantity, bounded, double, quantity, range};
use super::token::{Kind, Token, tokens};
use crate::value::{Amount, Inferred, Qualifier, Reading};

/// One part of a count: how many, by which rule, and where its quantity ends.
#[derive(Debug, Clone, Copy)]
struct Part {
    quantity: Quantity,
    rule: &'static str,
    end: usize,
}

impl Part {
    fn people(count: i64, rule: &'static str, end: usize) -> Self {
        Self::number(Decimal::from(count), rule, end)
    }

    fn number(value: Decimal, rule: &'static str, end: usize) -> Self {
        let number = Number {
            value,
            scale: None,
            last_scale: None,
            length: 0,
        };
        Self {
            quantity: Quantity::Number(number),
            rule,
            end,
        }
    }
}

/// How many people `text`, a casualty mention's verbatim stretch, says. A verb in front of it (`topped`)
/// bounds it too.
#[must_use]
pub fn count(text: &str, around: Around<'_>) -> Option<Reading<Amount>> {
    let tokens = tokens(text);
    let (start, mut qualifier, between) = leading(&tokens);
    let first = part(&tokens, start)?;
    let mut at = first.end;
    if let Some((second, end)) = other_end(&tokens, at, between) {
        let (low, high) = (first.quantity.number()?, second);
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

/// Where the quantity begins, the bound in front of it, and whether `between` is.
fn leading(tokens: &[Token<'_>]) -> (usize, Option<Qualifier>, bool) {
    let (mut at, mut qualifier, mut between) = (0, None, false);
    while let Some(token) = tokens.get(at) {
        if let Some((found, length)) = bound(&tokens[at..], Side::Before)
            && !(token.is_word("some") && !quantity_ahead(tokens, at + 1))
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

/// The count that begins at `start`.
fn part(tokens: &[Token<'_>], start: usize) -> Option<Part> {
    let rest = tokens.get(start..)?;
    let first = rest.first()?;
    if let Some(end) = age(rest) {
        return is_singular(tokens.last()?).then(|| Part::people(1, "one-of-an-age", start + end));
    }
    if let Some(length) = nobody(rest) {
        return Some(Part::people(0, "nobody", start + length));
    }
    if first.is_word("both") {
        return Some(Part::people(2, "both", start + 1));
    }
    if let Some((people, length)) = group(rest) {
        return Some(Part::people(people, "group", start + length));
    }
    let article = is_one_of(Some(first), &ARTICLES);
    if article && is_one_of(rest.get(1), &AMPLIFIERS) && quantity_ahead(rest, 2) {
        return part(tokens, start + 2);
    }
    if let Some(found) = counted(tokens, start) {
        return Some(found);
    }
    // `a quarter of the dead`, `an equal number of people`: not one person.
    let fraction = rest
        .get(1)
        .is_some_and(|token| matches!(number_part(token.text), Some(NumberPart::Fraction(_))));
    let part_of = fraction && is_one_of(rest.get(2), &["of"]);
    if article && (part_of || is_one_of(rest.get(1), &UNTOLD)) {
        return None;
    }
    if article {
        let with_count = first.is_word("another") && quantity_ahead(rest, 1);
        return if with_count {
            part(tokens, start + 1)
        } else {
            collective(tokens, start).unwrap_or_else(|| Some(Part::people(1, "article", start + 1)))
        };
    }
    let some = first.is_word("some")
        || rest
            .iter()
            .take(3)
            .any(|token| is_one_of(Some(token), &["number", "numbers"]));
    some.then_some(Part {
        quantity: Quantity::Vague(None),
        rule: "vague-quantity",
        end: start + 1,
    })
}

/// A number or a vague word, with the whole that it is a part of: `two thirds of the 90`.
fn counted(tokens: &[Token<'_>], start: usize) -> Option<Part> {
    let rest = tokens.get(start..)?;
    let (quantity, length) = quantity(rest, Grouping::English, Suffixes::Glued)?;
    let end = start + length;
    let glued = |token: &Token<'_>| token.kind == Kind::Word && !token.spaced;
    if rest.get(length - 1)?.kind == Kind::Digits && rest.get(length).is_some_and(glued) {
        return None;
    }
    // `over one 1,000 deaths` is a slip: neither number is sure.
    let slip = rest
        .get(length)
        .is_some_and(|next| next.kind == Kind::Digits && next.spaced)
        && !rest
            .get(length + 1)
            .is_some_and(|after| after.kind == Kind::Dash || !after.spaced);
    if slip {
        return None;
    }
    let Quantity::Number(number) = quantity else {
        return Some(Part {
            quantity,
            rule: "vague-quantity",
            end,
        });
    };
    let (share, end) = match share(tokens, number, end) {
        Some(share) => share,
        None if number.value.fract().is_zero() => {
            return Some(Part {
                quantity,
                rule: "number",
                end,
            });
        }
        None if is_one_of(rest.get(length), &["of"]) => (number.value, end),
        // `a third` at the end of a list of victims is a third one.
        None if is_one_of(rest.first(), &ARTICLES) => return None,
        None => return regrouped(tokens, start),
    };
    let base = tokens
        .get(end)
        .filter(|token| token.is_word("of"))
        .map(|_| end + 1)?;
    let base = base + usize::from(is_one_of(tokens.get(base), &BASE_LEADING));
    let whole = number_at(tokens, base)?;
    let people = whole.value.checked_mul(share)?.round_dp(6);
    people
        .fract()
        .is_zero()
        .then(|| Part::number(people, "share-of-a-whole", base + whole.length))
}

/// `one in three`, as a fraction, and where it ends.
fn share(tokens: &[Token<'_>], number: Number, end: usize) -> Option<(Decimal, usize)> {
    tokens.get(end).filter(|token| token.is_word("in"))?;
    let every = usize::from(is_one_of(tokens.get(end + 1), &["every"]));
    let parts = number_at(tokens, end + 1 + every)?;
    let share = number.value.checked_div(parts.value)?;
    (share < Decimal::ONE).then_some((share, end + 1 + every + parts.length))
}

/// `1.034 people` are no fraction of people, but a thousand and thirty-four.
fn regrouped(tokens: &[Token<'_>], start: usize) -> Option<Part> {
    let rest = tokens.get(start..)?;
    let number = number(rest, Grouping::Continental, Suffixes::Glued)?;
    number.value.fract().is_zero().then(|| Part {
        quantity: Quantity::Number(number),
        rule: "number-continental",
        end: start + number.length,
    })
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

/// `no`, `none of the troops`, `not a single soldier`, `no one`: how many tokens they take.
fn nobody(tokens: &[Token<'_>]) -> Option<usize> {
    match tokens {
        [not, a, single, ..]
            if not.is_word("not") && a.is_word("a") && single.is_word("single") =>
        {
            Some(3)
        }
        [no, dash, one, ..]
            if no.is_word("no") && dash.kind == Kind::Dash && one.is_word("one") =>
        {
            Some(3)
        }
        [no, one, ..] if no.is_word("no") && one.is_word("one") => Some(2),
        [first, ..] => is_one_of(Some(first), &NONE).then_some(1),
        [] => None,
    }
}

/// `an elderly couple`, `twins`, `three couples`; `a couple of people` is vague instead.
fn group(tokens: &[Token<'_>]) -> Option<(i64, usize)> {
    let reach = tokens
        .iter()
        .take(4)
        .take_while(|token| token.kind == Kind::Word);
    for (at, token) in reach.enumerate() {
        let Some(&(noun, people)) = GROUPS.iter().find(|(noun, _)| token.is_word(noun)) else {
            continue;
        };
        let next = tokens.get(at + 1);
        let vague = noun == "couple" || noun == "pair";
        let ends = next.is_none_or(|next| next.kind == Kind::Mark || next.is_word("and"));
        let article = is_one_of(tokens.first(), &["a", "an", "another", "one"]);
        let of = !vague && is_one_of(next, &["of"]);
        return ((article || at == 0) && (ends || of)).then_some((people, at + 1));
    }
    let couples = number(tokens, Grouping::English, Suffixes::Glued)?;
    let noun = tokens.get(couples.length)?;
    if !noun.is_word("couples") {
        return None;
    }
    let people = couples.value.checked_mul(Decimal::TWO)?;
    i64::try_from(people)
        .ok()
        .map(|people| (people, couples.length + 1))
}

/// `a family of seven`: the number behind `of`; `Some(None)` where the collective has none.
#[expect(
    clippy::option_option,
    reason = "the inner option is a group that says no number"
)]
fn collective(tokens: &[Token<'_>], start: usize) -> Option<Option<Part>> {
    let noun = (start + 1..start + 4).find(|&at| is_one_of(tokens.get(at), &COLLECTIVES))?;
    let of = tokens.get(noun + 1);
    if !of.is_some_and(|of| of.is_word("of")) {
        // `a crew member` is one of a crew.
        let alone = of.is_none_or(|next| next.kind != Kind::Word);
        return alone.then_some(None);
    }
    let behind = noun
        + 2
        + usize::from(is_one_of(
            tokens.get(noun + 2),
            &["about", "some", "around"],
        ));
    Some(number_at(tokens, behind).map(|number| Part {
        quantity: Quantity::Number(number),
        rule: "collective",
        end: behind + number.length,
    }))
}

/// Length of an age that `tokens` begin with: `14-year-old`, `12 year old`.
fn age(tokens: &[Token<'_>]) -> Option<usize> {
    let years = number(tokens, Grouping::English, Suffixes::Glued)?;
    let mut at = years.length;
    let skip_dash =
        |at: usize| at + usize::from(tokens.get(at).is_some_and(|token| token.kind == Kind::Dash));
    at = skip_dash(at);
    if !is_one_of(
        tokens.get(at),
        &[
            "year", "years", "month", "months", "week", "weeks", "day", "days", "yr",
        ],
    ) {
        return None;
    }
    at = skip_dash(at + 1);
    is_one_of(tokens.get(at), &["old", "olds"]).then_some(at + 1)
}

/// The number at `at`, which is no age.
fn number_at(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    let rest = tokens.get(at..)?;
    number(rest, Grouping::English, Suffixes::Glued).filter(|_| age(rest).is_none())
}

/// Whether a number or vague word stands at `at`.
fn quantity_ahead(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at..).is_some_and(|rest| {
        age(rest).is_none() && quantity(rest, Grouping::English, Suffixes::Glued).is_some()
    })
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

/// Whether `token` can be one person.
fn is_singular(token: &Token<'_>) -> bool {
    !is_one_of(Some(token), &PLURALS) && !token.text.ends_with(['s', 'S'])
}

/// A number of people: whole, and not out of range.
fn whole(value: Decimal) -> Option<f64> {
    double(value).filter(|_| value.fract().is_zero())
}

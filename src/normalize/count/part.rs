//! Tokens → one part of a count of people: a number, a vague word, an article, a group that says how
//! many it is. Sums and ranges of parts are `count`'s business.

use rust_decimal::Decimal;

use super::words::{
    AMPLIFIERS, ARTICLES, BASE_LEADING, COLLECTIVES, GROUPS, NONE, UNTOLD, is_one_of, is_singular,
};
use crate::normalize::number::{
    Grouping, Number, Part as NumberPart, Suffixes, number, part as number_part,
};
use crate::normalize::quantity::{Quantity, quantity};
use crate::normalize::token::{Kind, Token};

/// One part of a count: how many, by which rule, and where its quantity ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) quantity: Quantity,
    pub(super) rule: &'static str,
    pub(super) end: usize,
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

/// The count that begins at `start`.
pub(super) fn part(tokens: &[Token<'_>], start: usize) -> Option<Part> {
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
    let amplified = start + 1 + usize::from(is_one_of(rest.get(1), &AMPLIFIERS));
    let counts = quantity_ahead(tokens, amplified) || magnitude(tokens, amplified).is_some();
    if article && counts && (amplified > start + 1 || first.is_word("another")) {
        return part(tokens, amplified);
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
    if counts_a_number(rest) {
        return Some(Part {
            quantity: Quantity::Vague(None),
            rule: "vague-quantity",
            end: start + 1,
        });
    }
    if is_one_of(Some(first), &COLLECTIVES) {
        return collective(tokens, start).flatten();
    }
    if article {
        let one = || Some(Part::people(1, "article", start + 1));
        return collective(tokens, start).unwrap_or_else(one);
    }
    first.is_word("some").then_some(Part {
        quantity: Quantity::Vague(None),
        rule: "vague-quantity",
        end: start + 1,
    })
}

/// `an unknown number of people`, `large numbers of civilians`.
fn counts_a_number(tokens: &[Token<'_>]) -> bool {
    tokens.windows(2).take(3).any(|pair| {
        is_one_of(pair.first(), &["number", "numbers"]) && is_one_of(pair.last(), &["of"])
    })
}

/// A number or a vague word, with the whole that it is a part of: `two thirds of the 90`.
fn counted(tokens: &[Token<'_>], start: usize) -> Option<Part> {
    let rest = tokens.get(start..)?;
    let Some((quantity, length)) = quantity(rest, Grouping::English, Suffixes::Glued) else {
        return magnitude(tokens, start);
    };
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

/// A magnitude that does without a count: `dozen` in `another dozen`, `hundred thousand`.
fn magnitude(tokens: &[Token<'_>], start: usize) -> Option<Part> {
    let scales = tokens
        .get(start..)?
        .iter()
        .map_while(|token| match number_part(token.text)? {
            NumberPart::Scale(scale) => Some(Decimal::from(scale)),
            _ => None,
        });
    let length = scales.clone().count();
    let product = scales
        .into_iter()
        .try_fold(Decimal::ONE, Decimal::checked_mul)?;
    (length > 0).then(|| Part::number(product, "number", start + length))
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

/// `no`, `none of the troops`, `not one`, `not a single soldier`, `no one`: how many tokens they take.
fn nobody(tokens: &[Token<'_>]) -> Option<usize> {
    match tokens {
        [not, a, single, ..]
            if not.is_word("not") && a.is_word("a") && single.is_word("single") =>
        {
            Some(3)
        }
        [not, one, ..] if not.is_word("not") && one.is_word("one") => Some(2),
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

/// `a family of seven`, `crew of three`: the number behind `of`; `Some(None)` where the collective has none.
#[expect(
    clippy::option_option,
    reason = "the inner option is a group that says no number"
)]
fn collective(tokens: &[Token<'_>], start: usize) -> Option<Option<Part>> {
    let noun = (start..start + 4).find(|&at| is_one_of(tokens.get(at), &COLLECTIVES))?;
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
pub(super) fn age(tokens: &[Token<'_>]) -> Option<usize> {
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
pub(super) fn number_at(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    let rest = tokens.get(at..)?;
    number(rest, Grouping::English, Suffixes::Glued).filter(|_| age(rest).is_none())
}

/// Whether a number or vague word stands at `at`.
pub(super) fn quantity_ahead(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at..).is_some_and(|rest| {
        age(rest).is_none() && quantity(rest, Grouping::English, Suffixes::Glued).is_some()
    })
}

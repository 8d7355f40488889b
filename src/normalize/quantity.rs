//! Tokens → how many they say: a number, or a vague word with the bound that the guidelines give it.
//! Then the rules of bounds and ranges, which money and counts share.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::number::{Grouping, Number, Part, Suffixes, number, part};
use super::token::{Kind, Token};
use crate::value::{Amount, Qualifier};

/// What a stretch says of how many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::normalize) enum Quantity {
    /// A number.
    Number(Number),
    /// At least so many, vaguely: `dozens`, `several`; `None` for `many`.
    Vague(Option<Decimal>),
}

impl Quantity {
    /// The number itself, unless it is vague.
    pub(in crate::normalize) fn number(self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(number),
            Self::Vague(_) => None,
        }
    }
}

/// Vague words that may multiply a magnitude, and the least that they mean (guidelines, section 2).
const VAGUE: [(&str, Option<i64>); 12] = [
    ("couple", Some(2)),
    ("multiple", Some(2)),
    ("few", Some(3)),
    ("several", Some(3)),
    ("handful", Some(3)),
    ("many", None),
    ("numerous", None),
    ("countless", None),
    ("various", None),
    ("untold", None),
    ("innumerable", None),
    ("numberless", None),
];

/// The quantity that `tokens` begin with, and how many tokens it takes.
pub(in crate::normalize) fn quantity(
    tokens: &[Token<'_>],
    grouping: Grouping,
    suffixes: Suffixes,
) -> Option<(Quantity, usize)> {
    let vague = |(least, length)| (Quantity::Vague(least), length);
    figures(tokens)
        .map(vague)
        .or_else(|| {
            let number = number(tokens, grouping, suffixes)?;
            Some((Quantity::Number(number), number.length))
        })
        .or_else(|| plural_scales(tokens).map(vague))
        .or_else(|| vague_words(tokens).map(vague))
        .or_else(|| multi(tokens).map(vague))
}

/// `dozens`, `tens of thousands`, `hundreds of millions`: two of the first, times the others.
fn plural_scales(tokens: &[Token<'_>]) -> Option<(Option<Decimal>, usize)> {
    let first = tokens.first().filter(|token| token.kind == Kind::Word)?;
    let first = match part(first.text) {
        Some(Part::Scales(scale)) => scale,
        _ if first.is_word("tens") => 10,
        _ => return None,
    };
    let mut least = Decimal::from(first).checked_mul(Decimal::TWO)?;
    let mut length = 1;
    while let [of, next, ..] = tokens.get(length..).unwrap_or_default() {
        match part(next.text) {
            Some(Part::Scales(scale)) if of.is_word("of") => {
                least = least.checked_mul(Decimal::from(scale))?;
            }
            // `thousands upon thousands` says no more than `thousands`.
            Some(Part::Scales(scale))
                if scale == first && ["and", "upon", "on"].iter().any(|word| of.is_word(word)) => {}
            _ => break,
        }
        length += 2;
    }
    Some((Some(least), length))
}

/// `several`, `a few hundred`, `a couple of dozen`, `many thousands`, `a number of`.
fn vague_words(tokens: &[Token<'_>]) -> Option<(Option<Decimal>, usize)> {
    let article = usize::from(
        tokens
            .first()
            .is_some_and(|token| token.is_word("a") || token.is_word("an")),
    );
    let word = tokens
        .get(article)
        .filter(|token| token.kind == Kind::Word)?;
    if article == 1
        && ["number", "lot", "host"]
            .iter()
            .any(|noun| word.is_word(noun))
    {
        let of = tokens.get(2).is_some_and(|token| token.is_word("of"));
        return of.then_some((None, 3));
    }
    let least = VAGUE
        .iter()
        .find(|(known, _)| word.is_word(known))
        .map(|&(_, least)| least)?;
    let mut length = article + 1;
    let mut product: Option<Decimal> = None;
    loop {
        let rest = tokens.get(length..).unwrap_or_default();
        let skipped = usize::from(
            rest.first()
                .is_some_and(|token| token.is_word("of") || token.kind == Kind::Dash),
        );
        let scale = rest
            .get(skipped)
            .filter(|token| token.kind == Kind::Word)
            .and_then(|token| match part(token.text) {
                Some(Part::Scale(scale) | Part::Scales(scale)) => Some(scale),
                _ => None,
            });
        let Some(scale) = scale else {
            break;
        };
        let scale = Decimal::from(scale);
        product = Some(product.unwrap_or(Decimal::ONE).checked_mul(scale)?);
        length += skipped + 1;
    }
    let least = match (least, product) {
        (Some(least), product) => {
            Some(Decimal::from(least).checked_mul(product.unwrap_or(Decimal::ONE))?)
        }
        // `many thousands` is no less than `thousands`.
        (None, Some(product)) => Some(product.checked_mul(Decimal::TWO)?),
        (None, None) => None,
    };
    Some((least, length))
}

/// `multi-million`, `multibillion`: two of the magnitude.
fn multi(tokens: &[Token<'_>]) -> Option<(Option<Decimal>, usize)> {
    let first = tokens.first().filter(|token| token.kind == Kind::Word)?;
    let (scale, length) = match tokens {
        [_, dash, scale, ..] if first.is_word("multi") && dash.kind == Kind::Dash => {
            (scale.text, 3)
        }
        _ => {
            let (prefix, scale) = first.text.split_at_checked("multi".len())?;
            (
                Some(scale).filter(|_| prefix.eq_ignore_ascii_case("multi"))?,
                1,
            )
        }
    };
    match part(scale)? {
        Part::Scale(scale) => Some((
            Some(Decimal::from(scale).checked_mul(Decimal::TWO)?),
            length,
        )),
        _ => None,
    }
}

/// `six-figure`, `nine-figure sum`: the least number with so many digits.
fn figures(tokens: &[Token<'_>]) -> Option<(Option<Decimal>, usize)> {
    // Numbers are many and figures few: look for the noun first.
    let near = tokens.iter().take(5).skip(2);
    if !near
        .into_iter()
        .any(|token| token.text.starts_with(['f', 'd', 'F', 'D']))
    {
        return None;
    }
    let article = usize::from(tokens.first()?.is_word("a"));
    let count = number(tokens.get(article..)?, Grouping::English, Suffixes::Glued)?;
    let start = article + count.length;
    let [dash, figures, ..] = tokens.get(start..)? else {
        return None;
    };
    let noun = ["figure", "figures", "digit", "digits"]
        .iter()
        .any(|noun| figures.is_word(noun));
    let digits = count
        .value
        .to_u32()
        .filter(|digits| (2..=15).contains(digits))?;
    if dash.kind != Kind::Dash || !noun {
        return None;
    }
    let sum = tokens
        .get(start + 2)
        .is_some_and(|token| token.is_word("sum") || token.is_word("amount"));
    let least = 10_i64.checked_pow(digits - 1)?;
    Some((Some(Decimal::from(least)), start + 2 + usize::from(sum)))
}

/// The amount that `quantity` is under `qualifier`; `None` if it is out of range.
pub(in crate::normalize) fn bounded(
    quantity: Quantity,
    worth: Decimal,
    qualifier: Qualifier,
) -> Option<Amount> {
    match quantity {
        Quantity::Number(number) => {
            let value = double(number.value.checked_mul(worth)?)?;
            Some(Amount::qualified(qualifier, value))
        }
        Quantity::Vague(least) => {
            let least = match least {
                Some(least) => Some(double(least.checked_mul(worth)?)?),
                None => None,
            };
            let amount = match qualifier {
                Qualifier::MoreThan | Qualifier::AtLeast if least.is_some() => Amount {
                    qualifier,
                    lo: least,
                    hi: None,
                },
                // `up to several hundred` has no bound that can be told.
                Qualifier::LessThan | Qualifier::AtMost => Amount {
                    qualifier: Qualifier::Vague,
                    lo: None,
                    hi: None,
                },
                _ => Amount {
                    qualifier: Qualifier::Vague,
                    lo: least,
                    hi: None,
                },
            };
            Some(amount)
        }
    }
}

/// The two ends of a range, the first with the second's magnitude where it has none of its own, and
/// whether it took it. `None` where they do not rise, or where it cannot be told which is meant.
pub(in crate::normalize) fn range(low: Number, high: Number) -> Option<(Decimal, Decimal, bool)> {
    let rises = |value: Decimal| (value < high.value).then_some(value);
    if low.scale.is_none() {
        for scale in [high.scale, high.last_scale].into_iter().flatten() {
            if let Some(value) = low.value.checked_mul(scale).and_then(rises) {
                return Some((value, high.value, true));
            }
        }
        // `500 to 1 million` may be half a million to a million, or not.
        let unsure = high
            .scale
            .is_some_and(|scale| scale >= Decimal::ONE_THOUSAND)
            && low.value >= Decimal::ONE_HUNDRED
            && low.value < Decimal::ONE_THOUSAND;
        if unsure {
            return None;
        }
    }
    rises(low.value).map(|low| (low, high.value, false))
}

/// Whether `12-20,000` may be twelve thousand to twenty, or twelve to twenty thousand.
pub(in crate::normalize) fn may_share_thousands(low: Number, high: Number) -> bool {
    let thousand = Decimal::ONE_THOUSAND;
    low.scale.is_none()
        && high.scale.is_none()
        && low.value < thousand
        && high.value >= thousand
        && (high.value % thousand).is_zero()
        && low.value * thousand < high.value
}

/// The double nearest to `value`, which prints as `value` does; `None` if it is not finite.
pub(in crate::normalize) fn double(value: Decimal) -> Option<f64> {
    /// Up to here whole numbers are exact in a double (IEEE 754: 2^53), and so are powers of ten up to 10^22.
    const EXACT: i128 = 9_007_199_254_740_992;
    let value = value.normalize();
    let (mantissa, scale) = (value.mantissa(), value.scale());
    let double = if mantissa.abs() < EXACT && scale <= 22 {
        mantissa.to_f64()? / 10_f64.powi(i32::try_from(scale).ok()?)
    } else {
        value.to_string().parse().ok()?
    };
    double.is_finite().then_some(double)
}

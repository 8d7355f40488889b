//! All mentions of one document → what each of them means.
//!
//! Each kind of mention has its own reader; this file only hands them the words and what stands around them.

use rust_decimal::Decimal;

use super::money::{Counted, counted};
use super::token::is_any;
use super::{Around, DateMention, Setting, count, dates, money, on, repair};
use crate::document::{Document, Sentence};
use crate::mention::{Label, Mention};
use crate::span::Span;
use crate::value::{Currency, Qualifier, Reading, Value, Valued, When};

/// How many sums on either side have a say in the currency of one that names none.
const NEIGHBORS: usize = 6;

/// What follows the price of one thing: `275 a kilo`, `829 to the dollar`.
const RATES: [&str; 9] = [
    "a ",
    "an ",
    "apiece",
    "each",
    "for adults",
    "for children",
    "per ",
    "per-",
    "to the ",
];

/// What is priced one by one, in front of its price.
const PRICED: [&str; 16] = [
    "admission",
    "apiece",
    "bidding",
    "each",
    "entrance",
    "entry",
    "fare",
    "fares",
    "fee",
    "fees",
    "price",
    "prices",
    "share",
    "shares",
    "ticket",
    "tickets",
];

/// Within how many words in front of it.
const PRICED_WITHIN: usize = 6;

/// How many times the number of the sum before it a bare number is at most, or the other way round, to count in the same.
const MOST_TIMES: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// Hundredths of a whole.
const HUNDRED: f64 = 100.0;

/// No coin is worth less of its currency.
const LEAST_COIN: f64 = 1e-3;

/// Mentions further away than this are no neighbors.
const REACH: usize = 256;

/// What the nearest of them says; the second half as much, the third a third.
const NEAREST_VOTE: usize = 60;

/// Reads the `mentions` of a document, which stand in text order; the result runs alongside them.
#[must_use]
pub fn normalize(document: &Document, sentences: &[Sentence], mentions: &[Mention]) -> Vec<Valued> {
    let (dated, events): (Vec<&Mention>, Vec<&Mention>) = mentions
        .iter()
        .partition(|mention| mention.label == Label::Date);
    let events: Vec<Mention> = events.into_iter().copied().collect();
    let times = times(document, sentences, &dated, mentions);
    let (told, whens): (Vec<DateMention>, Vec<Option<Reading<When>>>) =
        times.iter().flatten().cloned().unzip();
    let mut on = on(&document.text, document.published, &told, &whens, &events).into_iter();
    let mut times = times.into_iter();
    let mut setting = None;
    let mut values: Vec<Valued> = mentions
        .iter()
        .map(|mention| {
            let text = document.slice(mention.span);
            let around = around(document, sentences, mention);
            let reading = match mention.label {
                Label::Money => {
                    // Only a document that speaks of money is searched for its currencies.
                    let setting = setting
                        .get_or_insert_with(|| Setting::of(&document.text, document.published));
                    money(text, around, setting).map(|reading| reading.map(Value::Money))
                }
                Label::Casualty(_) => count(text, around).map(|reading| reading.map(Value::Count)),
                Label::Date => {
                    let (date, reading) = times.next().flatten().unzip();
                    return Valued {
                        span: date.map(|date| date.span),
                        reading: reading.flatten().map(|reading| reading.map(Value::When)),
                        on: None,
                    };
                }
            };
            Valued {
                span: reading.is_some().then_some(mention.span),
                reading,
                on: on.next().flatten(),
            }
        })
        .collect();
    if let Some(setting) = setting {
        join_coins(document, sentences, mentions, &setting, &mut values);
        read_bare_sums(document, sentences, mentions, setting, &mut values);
    }
    values
}

/// Makes one of two mentions that are one sum, a currency and its coins: `thirteen dollars` and `forty-five cents`, or
/// `15 dollars and` and `50`.
fn join_coins(
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
    setting: &Setting,
    values: &mut [Valued],
) {
    let sum = |valued: &Valued| match &valued.reading.as_ref()?.value {
        Value::Money(money) if money.amount.qualifier != Qualifier::Range => money.amount.lo,
        _ => None,
    };
    for (at, pair) in mentions.windows(2).enumerate() {
        let [whole, coins] = pair else { continue };
        let together = whole.sentence == coins.sentence
            && whole.label == Label::Money
            && coins.label == Label::Money;
        if !together {
            continue;
        }
        let between = document.slice(Span::new(whole.span.end, coins.span.start));
        let (Some(major), Some(minor), "" | "and") =
            (sum(&values[at]), sum(&values[at + 1]), between.trim())
        else {
            continue;
        };
        let joined = Mention {
            span: Span::new(whole.span.start, coins.span.end),
            ..*whole
        };
        let (reading, minor) = if minor < 1.0 {
            let around = around(document, sentences, &joined);
            let reading = money(document.slice(joined.span), around, setting);
            (reading.map(|reading| reading.map(Value::Money)), minor)
        } else if are_hundredths(document.slice(whole.span), document.slice(coins.span)) {
            let minor = minor / HUNDRED;
            (with_more(values[at].reading.clone(), minor), minor)
        } else {
            continue;
        };
        let valued = Valued {
            span: Some(joined.span),
            reading,
            on: values[at].on.clone(),
        };
        // Where they do not add up they are two sums.
        if sum(&valued).is_some_and(|sum| (sum - major - minor).abs() < LEAST_COIN) {
            values[at] = valued;
            values[at + 1] = Valued {
                span: None,
                reading: None,
                on: None,
            };
        }
    }
}

/// Whether `coins` is a bare number behind the name of a currency: `15 dollars and` and `50`.
fn are_hundredths(whole: &str, coins: &str) -> bool {
    let name = whole.trim_end_matches(" and");
    let bare = matches!(coins.len(), 1 | 2) && coins.bytes().all(|byte| byte.is_ascii_digit());
    bare && name.ends_with(char::is_alphabetic) && name.starts_with(char::is_alphanumeric)
}

/// The sum with so much more.
fn with_more(reading: Option<Reading<Value>>, more: f64) -> Option<Reading<Value>> {
    reading.map(|reading| {
        reading.map(|value| match value {
            Value::Money(mut money) => {
                for end in [&mut money.amount.lo, &mut money.amount.hi] {
                    *end = end.map(|end| end + more);
                }
                Value::Money(money)
            }
            other => other,
        })
    })
}

/// What the sum at `at` counts in if it is a bare number: what the sum before it in its sentence does (`asked for $38 million
/// and got forty`), else the currency itself. `None` if it is no bare number.
fn unit_of_bare(
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
    setting: &Setting,
    at: usize,
) -> Option<Decimal> {
    let counted_at = |mention: &Mention| {
        let around = around(document, sentences, mention);
        counted(document.slice(mention.span), around, setting)
    };
    let mention = mentions.get(at)?;
    let Counted::Bare(number) = counted_at(mention)? else {
        return None;
    };
    let Around { before, after } = around(document, sentences, mention);
    let earlier = mentions.iter().take(at).rev().take(REACH);
    let counted = earlier
        .take_while(|other| other.sentence == mention.sentence)
        .filter(|other| other.label == Label::Money && !converts(document, other))
        .find_map(|other| match counted_at(other)? {
            Counted::In { unit, number } => Some((unit, number)),
            Counted::Bare(_) => None,
        });
    // Two decimals are cents, and what is far less than the sum before it is no part or rival of it.
    let comparable = |other: Decimal| {
        let (less, more) = (number.min(other), number.max(other));
        number.scale() < 2
            && less
                .checked_mul(MOST_TIMES)
                .is_some_and(|least| more <= least)
    };
    let unit = counted.filter(|(unit, other)| {
        comparable(*other) && (*unit < Decimal::ONE || !is_price(before, after))
    });
    Some(unit.map_or(Decimal::ONE, |(unit, _)| unit))
}

/// Whether a bracket opens right in front of `sum`: it converts another one, and is nobody's neighbor.
fn converts(document: &Document, sum: &Mention) -> bool {
    let before = document.text.get(..sum.span.start);
    before.is_some_and(|before| before.ends_with('('))
}

/// Whether the words around a number make it the price of one thing, which is no millions: `275 a kilo`, `entry costs 20`.
fn is_price(before: &str, after: &str) -> bool {
    let behind = after.trim_start();
    let opens = |rate: &&str| {
        let head = behind.get(..rate.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(rate))
    };
    let mut in_front = before.split_whitespace().rev().take(PRICED_WITHIN);
    RATES.iter().any(opens) || in_front.any(|word| is_any(word, &PRICED))
}

/// Reads again, by the sums around them, the sums that do not say all: those that name no currency, and stand in a sentence
/// that names none, in the currency of their neighbors; bare numbers in what the sum before them counts in. A sum in
/// brackets converts another one, and is nobody's neighbor; a vague one stays without a currency.
fn read_bare_sums(
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
    mut setting: Setting,
    values: &mut [Valued],
) {
    let currency = |values: &[Valued], at: usize| match &values.get(at)?.reading.as_ref()?.value {
        Value::Money(money) => {
            let mention = mentions.get(at)?;
            money.currency.filter(|_| !converts(document, mention))
        }
        _ => None,
    };
    for (at, mention) in mentions.iter().enumerate() {
        if mention.label != Label::Money || is_joined(values, at, mention) {
            continue;
        }
        let reading = values.get(at).and_then(|valued| valued.reading.as_ref());
        let unnamed = reading.is_some_and(
            |reading| matches!(&reading.value, Value::Money(money) if money.currency.is_none() && money.amount.qualifier != Qualifier::Vague),
        );
        let alone = reading.is_none_or(|reading| reading.rule == "number-alone");
        let unit = if alone {
            unit_of_bare(document, sentences, mentions, &setting, at)
        } else {
            None
        };
        let unread = reading.is_none() && unit.is_some();
        if !unnamed && !unread && unit.is_none_or(|unit| unit == Decimal::ONE) {
            continue;
        }
        // The nearer a sum, the more it says; of equals the first that was seen, which stands before.
        let mut votes: Vec<(Currency, usize)> = Vec::new();
        let mut count = |neighbors: &mut dyn Iterator<Item = usize>| {
            let found = neighbors
                .take(REACH)
                .filter_map(|near| currency(values, near));
            for (rank, found) in found.take(NEIGHBORS).enumerate() {
                let vote = NEAREST_VOTE / (rank + 1);
                match votes.iter_mut().find(|(known, _)| *known == found) {
                    Some((_, sum)) => *sum += vote,
                    None => votes.push((found, vote)),
                }
            }
        };
        count(&mut (0..at).rev());
        count(&mut (at + 1..mentions.len()));
        let most = votes
            .into_iter()
            .reduce(|most, next| if next.1 > most.1 { next } else { most });
        setting.stand_beside(most.map(|(found, _)| found), unit.unwrap_or(Decimal::ONE));
        let around = around(document, sentences, mention);
        let reading = money(document.slice(mention.span), around, &setting);
        if let (Some(valued), Some(reading)) = (values.get_mut(at), reading) {
            valued.span = Some(mention.span);
            valued.reading = Some(reading.map(Value::Money));
        }
    }
}

/// Whether the coins at `at` were made one with the sum before them.
fn is_joined(values: &[Valued], at: usize, coins: &Mention) -> bool {
    let before = at
        .checked_sub(1)
        .and_then(|before| values.get(before)?.span);
    before.is_some_and(|whole| whole.contains(coins.span))
}

/// A date mention at the stretch that was read, and its value.
type Told = (DateMention, Option<Reading<When>>);

/// What the date mentions `dated` among `mentions` say, at the stretches where they say it; `None` for those
/// that are no times.
fn times(
    document: &Document,
    sentences: &[Sentence],
    dated: &[&Mention],
    mentions: &[Mention],
) -> Vec<Option<Told>> {
    let read = |dated: &[DateMention]| dates(&document.text, document.published, sentences, dated);
    let dated: Vec<DateMention> = dated
        .iter()
        .map(|mention| DateMention {
            span: mention.span,
            sentence: mention.sentence,
            outlook: mention.attributes.outlook,
        })
        .collect();
    let whens = read(&dated);
    let marked: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    let (text, published) = (&document.text, document.published);
    let spans = repair(text, published, sentences, &dated, &whens, &marked);
    let moved: Vec<Option<DateMention>> = dated
        .iter()
        .zip(spans)
        .map(|(date, span)| {
            Some(DateMention {
                span: span?,
                ..*date
            })
        })
        .collect();
    let unmoved = moved
        .iter()
        .zip(&dated)
        .all(|(moved, date)| moved.as_ref() == Some(date));
    let whens = if unmoved {
        whens
    } else {
        read(&moved.iter().flatten().copied().collect::<Vec<_>>())
    };
    let mut whens = whens.into_iter();
    moved
        .into_iter()
        .map(|date| Some((date?, whens.next().flatten())))
        .collect()
}

/// What stands around a mention in its own sentence.
fn around<'a>(document: &'a Document, sentences: &[Sentence], mention: &Mention) -> Around<'a> {
    let Some(sentence) = sentences
        .get(mention.sentence)
        .map(|sentence| sentence.span)
    else {
        return Around::default();
    };
    if !sentence.contains(mention.span) {
        return Around::default();
    }
    Around {
        before: document.slice(Span::new(sentence.start, mention.span.start)),
        after: document.slice(Span::new(mention.span.end, sentence.end)),
    }
}

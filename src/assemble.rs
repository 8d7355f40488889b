//! Mentions and their values → the document's claims, owned, in text order.
//!
//! Byte spans become code-point quotes here and nowhere else. Nothing is guessed: what the tagger or the normalizer
//! left open stays open.

use crate::claim::{Claim, Meaning, Quote, QuotedArguments};
use crate::document::{Document, Sentence};
use crate::mention::{Label, Mention};
use crate::span::Span;
use crate::value::{Value, Valued};

/// Makes one claim of each mention that has a stretch; `values` runs alongside `mentions`. A stretch that was
/// tagged as money or as a number of people but holds no amount has none: of such on the development articles two
/// in three were no claims. A date that could not be read stays, with a confidence of 0, since its value cannot be
/// right.
pub(crate) fn assemble(
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
    values: Vec<Valued>,
) -> Vec<Option<Claim>> {
    let places = CodePoints::new(&document.text);
    let quote = |span: Span| Quote {
        start: places.before(span.start),
        end: places.before(span.end),
        text: document.slice(span).to_owned(),
    };
    let spans: Vec<Option<Span>> = values.iter().map(|value| value.span).collect();
    mentions
        .iter()
        .zip(values)
        .map(|(mention, Valued { span, reading, on })| {
            let span = span?;
            let confidence = if reading.is_some() {
                mention.confidence
            } else {
                0.0
            };
            let (value, inferred) = reading
                .map(|reading| (reading.value, reading.inferred))
                .unzip();
            let arguments = &mention.arguments;
            Some(Claim {
                document: document.id.clone(),
                published: document.published,
                quote: quote(span),
                status: mention.attributes.status,
                meaning: meaning(mention, value, on),
                arguments: QuotedArguments {
                    about: arguments.about.map(quote),
                    agent: arguments.agent.map(quote),
                    to: arguments.to.map(quote),
                    place: arguments.place.map(quote),
                    source: arguments.source.map(quote),
                    when: arguments
                        .when
                        .and_then(|when| moved(when, mentions, &spans))
                        .map(quote),
                },
                sentence: sentences
                    .get(mention.sentence)
                    .map(|sentence| document.one_line(*sentence).into_owned())
                    .unwrap_or_default(),
                confidence,
                inferred: inferred.unwrap_or_default(),
            })
        })
        .collect()
}

/// The stretch of the claim of the date at `when`, which may have been read beside it; `None` if it made none.
fn moved(when: Span, mentions: &[Mention], spans: &[Option<Span>]) -> Option<Span> {
    let own = mentions.partition_point(|mention| mention.span.end <= when.start);
    let Some(mention) = mentions
        .get(own)
        .filter(|mention| mention.label == Label::Date && mention.span.overlaps(when))
    else {
        return Some(when);
    };
    let taken = || {
        let before = spans[..own].iter().rev().flatten().next();
        before.copied().filter(|span| span.overlaps(mention.span))
    };
    spans[own].or_else(taken)
}

fn meaning(mention: &Mention, value: Option<Value>, on: Option<String>) -> Meaning {
    let attributes = mention.attributes;
    let (amount, currency, when) = match value {
        Some(Value::Money(money)) => (Some(money.amount), money.currency, None),
        Some(Value::Count(amount)) => (Some(amount), None, None),
        Some(Value::When(when)) => (None, None, Some(when)),
        None => (None, None, None),
    };
    let (qualifier, lo, hi) = (
        amount.map(|amount| amount.qualifier),
        amount.and_then(|amount| amount.lo),
        amount.and_then(|amount| amount.hi),
    );
    match mention.label {
        Label::Money => Meaning::Money {
            qualifier,
            lo,
            hi,
            currency,
            role: attributes.role,
            on,
        },
        Label::Casualty(harm) => Meaning::Casualty {
            qualifier,
            lo,
            hi,
            harm,
            group: attributes.group,
            subset: attributes.subset,
            scope: attributes.scope,
            on,
        },
        Label::Date => {
            let (when_kind, value) = when.map(|when| (when.kind, when.timex)).unzip();
            Meaning::Date { when_kind, value }
        }
    }
}

/// How many code points stand before a byte of a text, in constant time.
struct CodePoints<'text> {
    text: &'text [u8],
    /// Code points before every `STRIDE`th byte.
    marks: Vec<usize>,
}

/// Bytes between two marks: 64 bytes are counted faster than a mark is fetched from far away.
const STRIDE: usize = 64;

impl<'text> CodePoints<'text> {
    fn new(text: &'text str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += starts(block);
        }
        marks.push(count);
        Self {
            text: text.as_bytes(),
            marks,
        }
    }

    /// Code points before `byte`, which is a char boundary.
    fn before(&self, byte: usize) -> usize {
        let mark = byte / STRIDE;
        self.marks[mark] + starts(&self.text[mark * STRIDE..byte])
    }
}

/// Bytes that begin a code point: all but UTF-8's continuation bytes, `10xxxxxx`.
fn starts(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .filter(|byte| **byte & 0b1100_0000 != 0b1000_0000)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "Rs 500 crore – “₹5bn” 🙂 ".repeat(40);
        let places = CodePoints::new(&text);
        for (index, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(places.before(byte), index);
        }
        assert_eq!(places.before(text.len()), text.chars().count());
        assert_eq!(CodePoints::new("").before(0), 0);
    }
}

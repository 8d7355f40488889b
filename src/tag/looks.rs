//! The words of a window → stretches that are sums of money by their very looks: a currency sign and the digits beside it.
//! The model seldom misses one, but a sum that stands in no sentence (`$ 20,000.00 $ 37,305.97 february expenses`) is a
//! sum too. How likely it is to be a claim is still the model's to say.

use std::ops::Range;

use ndarray::ArrayView2;

use super::decode::{Stretch, Tag, stretch_as};
use super::tokenize::Word;
use crate::mention::Label;

/// Words behind digits that multiply them.
const MAGNITUDES: [&str; 7] = [
    "thousand", "million", "billion", "trillion", "lakh", "crore", "bn",
];

/// The `stretches` of a window's `words`, those of money parted where one sum stands right behind another, and the sums by
/// their looks that lie in none of them; in their order. `scores` and `tags` are what the model gave them.
pub(super) fn with_amounts(
    text: &str,
    words: &[Word],
    scores: ArrayView2<f32>,
    tags: &[Tag],
    mut stretches: Vec<Stretch>,
) -> Vec<Stretch> {
    let mut end = usize::MAX;
    for sum in amounts(text, words) {
        let behind = sum.start == end;
        end = sum.end;
        let free = |stretch: &Stretch| stretch.end <= sum.start || sum.end <= stretch.first;
        if stretches.iter().all(free) {
            stretches.extend(stretch_as(scores, tags, sum, Label::Money));
            continue;
        }
        let is_around = |stretch: &&mut Stretch| {
            stretch.label == Label::Money && stretch.first < sum.start && sum.start < stretch.end
        };
        if let Some(around) = stretches.iter_mut().find(is_around).filter(|_| behind) {
            let second = Stretch {
                first: sum.start,
                ..*around
            };
            around.end = sum.start;
            stretches.push(second);
        }
    }
    stretches.sort_by_key(|stretch| stretch.first);
    stretches
}

/// The sums of `words`, which lie in `text`, in their order: none overlaps another.
fn amounts(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let of = |place: usize| words.get(place).map_or("", |word| word.span.slice(text));
    let gap = |place: usize| match (words.get(place - 1), words.get(place)) {
        (Some(before), Some(word)) => word.span.start - before.span.end,
        _ => usize::MAX,
    };
    let mut found = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let start = place;
        place += 1;
        if !of(start).starts_with(is_currency_sign) {
            continue;
        }
        if !of(start).ends_with(|last: char| last.is_ascii_alphanumeric()) {
            if !is_number(of(place)) || gap(place) > 1 {
                continue;
            }
            place += 1;
        }
        // `20`, `,`, `000`, `.`, `00` are one number.
        while matches!(of(place), "," | ".")
            && gap(place) == 0
            && is_number(of(place + 1))
            && gap(place + 1) == 0
        {
            place += 2;
        }
        if MAGNITUDES.contains(&of(place)) && gap(place) == 1 {
            place += 1;
        }
        found.push(start..place);
    }
    found
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `$`, `¢`, `£`, `¥`, and Unicode's block of currency symbols.
pub(super) fn is_currency_sign(mark: char) -> bool {
    matches!(mark, '$' | '¢' | '£' | '¥' | '\u{20a0}'..='\u{20bf}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    /// The sums among words that are runs of letters and digits, or single marks; `€` and `£` count as letters.
    fn found(text: &str) -> Vec<&str> {
        let mut words: Vec<Word> = Vec::new();
        let joins = |mark: char| mark.is_alphanumeric() || matches!(mark, '€' | '£');
        let mut before = ' ';
        for (at, mark) in text.char_indices() {
            let end = at + mark.len_utf8();
            match words.last_mut() {
                Some(last) if joins(before) && joins(mark) => last.span.end = end,
                _ if !mark.is_whitespace() => words.push(Word {
                    span: Span::new(at, end),
                    first: 0,
                    end: 0,
                }),
                _ => {}
            }
            before = mark;
        }
        amounts(text, &words)
            .into_iter()
            .map(|words_of| {
                &text[words[words_of.start].span.start..words[words_of.end - 1].span.end]
            })
            .collect()
    }

    #[test]
    fn a_sign_and_digits_are_a_sum() {
        for (text, wanted) in [
            (
                "$ 20,000.00 $ 37,305.97 february",
                vec!["$ 20,000.00", "$ 37,305.97"],
            ),
            (
                "it paid $4 billion, not €300m.",
                vec!["$4 billion", "€300m"],
            ),
            ("£1.50, £2", vec!["£1.50", "£2"]),
            ("$, $x, US 5 and 16 €", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }
}

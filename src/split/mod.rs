//! Text in → its sentences out, as spans in text order.
//!
//! `layout` cuts the text into blocks that no sentence leaves. In a block, `stop` finds each mark that could end a
//! sentence, `enclosure` holds those inside a quotation or a bracket, `judge` rules on the others by the `word`s around
//! them and what the `lexicon` says of those, and `item` starts the next entry of a list written on one line.
//!
//! When in doubt it does not split: half a sentence hides who did what, while two sentences in one hide nothing. It
//! does not fix the text, does not learn from it, and knows the abbreviations of English only; the full stops of other
//! scripts it knows.

mod character;
mod enclosure;
mod item;
mod judge;
mod layout;
mod lexicon;
mod stop;
mod word;

use crate::document::Sentence;
use crate::span::Span;
use enclosure::Enclosures;
use item::Items;

/// The sentences of `text`: sorted, disjoint, never empty, without white space at either end, and with nothing but
/// white space between them. A blank line begins a new paragraph. Takes time linear in the length of the text,
/// whatever the text.
pub fn split(text: &str) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for block in layout::blocks(text) {
        split_block(block.slice(text), |sentence| {
            let span = sentence.shifted(block.start);
            let paragraph = sentences.last().map_or(0, |last| {
                let gap = Span::new(last.span.end, span.start).slice(text);
                last.paragraph + usize::from(has_blank_line(gap))
            });
            sentences.push(Sentence { span, paragraph });
        });
    }
    sentences
}

/// Whether white space holds a blank line: two line ends, `\r\n` being one.
fn has_blank_line(gap: &str) -> bool {
    let line_feeds = gap.bytes().filter(|byte| *byte == b'\n').count();
    let lone_returns = gap
        .bytes()
        .filter(|byte| *byte == b'\r')
        .count()
        .saturating_sub(line_feeds);
    line_feeds + lone_returns >= 2 || gap.contains('\u{2029}')
}

/// Hands on the sentences of one block, which has no white space at either end; their offsets count from its start.
fn split_block(block: &str, mut push: impl FnMut(Span)) {
    let mut enclosures = Enclosures::new(block);
    let mut items = Items::new(block);
    let mut start = 0;
    let mut next_item = items.after(start);
    let mut from = 0;
    loop {
        let stop = stop::next(block, from);
        let limit = stop.map_or(block.len(), |stop| stop.start);
        if let Some(item) = next_item.filter(|&item| item <= limit) {
            push(trimmed(block, start, item));
            start = item;
            from = item;
            next_item = items.after(start);
            continue;
        }
        let Some(stop) = stop else { break };
        from = stop.marks_end;
        let ends = stop.next < block.len()
            && !enclosures.hold(stop.end)
            && judge::ends_sentence(block, start, &stop);
        if ends {
            push(trimmed(block, start, stop.end));
            start = stop.next;
            from = stop.next;
            next_item = items.after(start);
        }
    }
    if start < block.len() {
        push(Span::new(start, block.len()));
    }
}

/// Bytes `start..end` of `block` without the white space at their end.
fn trimmed(block: &str, start: usize, end: usize) -> Span {
    Span::new(start, start + block[start..end].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::split;

    fn sentences(text: &str) -> Vec<&str> {
        split(text)
            .into_iter()
            .map(|sentence| sentence.span.slice(text))
            .collect()
    }

    #[test]
    fn nothing_has_no_sentence() {
        assert!(split("").is_empty());
        assert!(split(" \n\t\u{a0}\r\n").is_empty());
    }

    #[test]
    fn a_title_is_a_sentence_of_its_own() {
        let text = "Two die in fire\n\nA fire killed two\npeople. It began at 3 a.m. on Monday.\n";
        assert_eq!(
            sentences(text),
            [
                "Two die in fire",
                "A fire killed two\npeople.",
                "It began at 3 a.m. on Monday."
            ]
        );
    }

    #[test]
    fn hostile_texts_are_survived_and_kept_whole() {
        let pieces = [
            "a", ".", ". ", "a.", "A. ", "\"", "\". ", "(", "( a. ", "((((. ", "\0", "\u{301}",
            "。", "\n", "\r", "a\n", "! ", "1. ", "a) ", "• ", " ", "\u{a0}. ", "[1]", ".[1]",
            ". . . ", "…", "'", "' a. ", "“", "”. ", "😀. ",
        ];
        for piece in pieces {
            let text = piece.repeat(4_000);
            let kept: usize = sentences(&text)
                .iter()
                .map(|sentence| sentence.split_whitespace().count())
                .sum();
            assert_eq!(kept, text.split_whitespace().count(), "{piece:?}");
        }
    }
}

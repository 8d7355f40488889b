//! Text in → its blocks out: stretches that no sentence leaves. Each is trimmed and holds no blank line.
//!
//! A blank line ends a block. A single new line does so if someone typed it, and does not if a program wrapped a long
//! line there. The two are told apart as a reader does: a wrapped line is so long that the next word did not fit. Does
//! not look at the marks at the end of a line.

use super::character::{at, is_bullet, is_dash};
use super::item;
use crate::span::Span;

/// The longest line that a program may have wrapped, in characters. Terminals have 80, old printers have 132.
const WIDEST: usize = 120;

/// Below this width, in characters, lines are taken for headings and lists: no one wraps text so narrow.
const NARROWEST: usize = 40;

/// The blocks of `text`, in its order. All but white space is in one of them.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let mut blocks = Vec::new();
    let mut paragraph: Vec<Span> = Vec::new();
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes());
    for end in ends.chain([text.len()]) {
        let line = trim(text, Span::new(start, end));
        // The second half of `\r\n` is not a line.
        let is_pair = start == end
            && start > 0
            && text.as_bytes()[start - 1] == b'\r'
            && text[start..].starts_with('\n');
        start = end + 1;
        if !line.is_empty() {
            paragraph.push(line);
        } else if !is_pair {
            close(text, &mut paragraph, &mut blocks);
        }
    }
    close(text, &mut paragraph, &mut blocks);
    blocks
}

/// Moves the lines of `paragraph` to `blocks`, wrapped lines joined.
fn close(text: &str, paragraph: &mut Vec<Span>, blocks: &mut Vec<Span>) {
    if let [first, .., last] = paragraph[..] {
        let widest = paragraph
            .iter()
            .filter_map(|line| wrapped_width(line.slice(text)))
            .try_fold(0, |widest, width| {
                (width <= WIDEST).then_some(widest.max(width))
            });
        let mut block = first;
        for pair in paragraph.windows(2) {
            if is_wrapped(pair[0].slice(text), pair[1].slice(text), widest) {
                continue;
            }
            blocks.push(Span::new(block.start, pair[0].end));
            block = pair[1];
        }
        blocks.push(Span::new(block.start, last.end));
        paragraph.clear();
    } else {
        blocks.append(paragraph);
    }
}

/// Whether the new line between `line` and `next` comes from wrapping at `widest` characters; `None` if nothing is
/// wrapped in their paragraph.
fn is_wrapped(line: &str, next: &str, widest: Option<usize>) -> bool {
    let next_begins_item = begins_item(next);
    let goes_on = at(next, 0).is_some_and(char::is_lowercase) && !next_begins_item;
    let Some(widest) = widest else {
        return goes_on && !line.ends_with([':', ';']);
    };
    if widest < NARROWEST {
        // Entries of a list agree in their first letters; the second half of a sentence is small after a capital.
        return goes_on && !at(line, 0).is_some_and(char::is_lowercase);
    }
    let word = next.split(char::is_whitespace).next().unwrap_or(next);
    let is_full = width(line) + 1 + width(word) > widest;
    if next_begins_item {
        // `on March` / `15. The locomotives`: a count only looks like an entry at the start of a wrapped line.
        return is_full && line.ends_with(char::is_alphanumeric) && !begins_item(line);
    }
    let is_hyphenated = line
        .strip_suffix('-')
        .is_some_and(|word| word.ends_with(char::is_alphanumeric));
    goes_on || is_hyphenated || line.ends_with(',') || is_full
}

/// Whether `line` begins with a bullet or a count.
fn begins_item(line: &str) -> bool {
    let Some(first) = at(line, 0) else {
        return false;
    };
    let dashed = is_dash(first) && {
        let rest = line[first.len_utf8()..].trim_start();
        at(rest, 0).is_some_and(|character| character.is_uppercase() || character.is_numeric())
    };
    is_bullet(first) || dashed || item::marker(line).is_some()
}

/// The width of `line` in characters, if it has a space at which it could have been wrapped.
fn wrapped_width(line: &str) -> Option<usize> {
    line.contains(char::is_whitespace).then(|| width(line))
}

/// The width of `line` in characters.
fn width(line: &str) -> usize {
    line.chars().count()
}

/// `span` without the white space at its ends.
fn trim(text: &str, span: Span) -> Span {
    let line = span.slice(text);
    let start = span.start + (line.len() - line.trim_start().len());
    Span::new(start, start + line.trim().len())
}

#[cfg(test)]
mod tests {
    use super::blocks;

    fn block_texts(text: &str) -> Vec<&str> {
        blocks(text)
            .into_iter()
            .map(|block| block.slice(text))
            .collect()
    }

    #[test]
    fn blank_lines_end_blocks() {
        assert_eq!(
            block_texts("One\n\nTwo\r\n\r\nThree\n\u{a0}\u{a0}\nFour\n"),
            ["One", "Two", "Three", "Four"]
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The spokesman says there have been reports from northern Somalia of\nIllness and of fear.";
        assert_eq!(block_texts(text), [text]);
        assert_eq!(block_texts(&text.replace('\n', "\r\n")).len(), 1);
    }

    #[test]
    fn a_line_on_which_the_next_word_had_room_is_a_block() {
        let text = "Ceasefire talks stall\nMediators in Cairo said on Monday that the two sides had not met.";
        assert_eq!(block_texts(text).len(), 2);
    }

    #[test]
    fn short_lines_are_a_list() {
        assert_eq!(
            block_texts("features\ncontact manager\nevents, activities\n").len(),
            3
        );
        assert_eq!(block_texts("It was a cold \nnight in the city.").len(), 1);
    }

    #[test]
    fn a_wrapped_date_is_not_an_entry_of_a_list() {
        let text = "The freight train with its forty wagons of coal left the track on November\n22. Nobody was hurt.";
        assert_eq!(block_texts(text), [text]);
    }

    #[test]
    fn entries_of_a_list_are_blocks() {
        let text = "The commission asked the government in its letter for three things:\n- Money\n1. Time\n• patience";
        assert_eq!(block_texts(text).len(), 4);
    }
}

//! The start of a sentence in → where the next entry of its list begins, if it is an entry of a list on one line.
//!
//! `1. Wash the cup 2. Dry it` is two sentences though no mark stands between them. Does not find entries that begin a
//! line, which is the matter of the layout, or follow a full stop, which is the judge's.

use super::character::{at, before, is_bullet, is_dash, skip};

/// How far the next entry may be from the start of this one, in bytes.
const LONGEST_BYTES: usize = 1000;

/// The most bullets, dashes and spaces that may stand before the count of an entry.
const MOST_BULLETS: usize = 4;

/// What counts the entries of a list, such as `1.`, `a)` or `(iv)`, at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker<'text> {
    /// The count: digits or a letter.
    pub(super) count: &'text str,
    /// What closes it: `.`, `)` or `.)`.
    pub(super) close: &'text str,
    /// Whether a bracket opens it.
    pub(super) bracketed: bool,
    /// Its length in bytes, white space after it included.
    pub(super) length: usize,
}

/// The marker that `text` begins with, if any; a bullet before it is passed over.
pub(super) fn marker(text: &str) -> Option<Marker<'_>> {
    let open = text
        .char_indices()
        .take(MOST_BULLETS)
        .find(|&(_, character)| !is_bullet(character) && !is_dash(character) && character != ' ');
    let open = open?.0;
    let bracketed = text[open..].starts_with('(');
    let from = open + usize::from(bracketed);
    let digits_end = skip(text, from, |character| character.is_ascii_digit());
    let letter = at(text, from).is_some_and(|character| character.is_ascii_alphabetic());
    let count_end = if letter { from + 1 } else { digits_end };
    let end = skip(text, count_end, |character| matches!(character, '.' | ')'));
    let close = &text[count_end..end];
    let next = skip(text, end, char::is_whitespace);
    let closed = if bracketed {
        close == ")"
    } else {
        matches!(close, "." | ")" | ".)")
    };
    let counted = (1..=3).contains(&(count_end - from));
    // A capital letter with a full stop is an initial.
    let initial = close == "." && at(text, from).is_some_and(char::is_uppercase);
    let found = closed && counted && !initial && next > end && next < text.len();
    found.then(|| Marker {
        count: &text[from..count_end],
        close,
        bracketed,
        length: next,
    })
}

/// The entries of the lists in one block that no full stop and no new line sets apart, asked from left to right.
pub(super) struct Items<'block> {
    block: &'block str,
    /// Where the next list begins that is inside a sentence; the length of the block if there is none.
    opening: usize,
}

impl<'block> Items<'block> {
    /// Before the first byte of `block`.
    pub(super) fn new(block: &'block str) -> Self {
        Self { block, opening: 0 }
    }

    /// Where the first entry begins behind the start of the sentence at byte `start`.
    pub(super) fn after(&mut self, start: usize) -> Option<usize> {
        if self.opening <= start {
            self.opening = opening(self.block, start).unwrap_or(self.block.len());
        }
        let opening = Some(self.opening).filter(|&opening| opening < self.block.len());
        following(self.block, start).or(opening)
    }
}

/// Where the first entry begins of a list inside the sentence at byte `start` of `block`, or inside a later one: `by 1)
/// waiting and 2) asking`. Only lists counted with half brackets are found; others look like the text around them.
fn opening(block: &str, start: usize) -> Option<usize> {
    let bytes = block.as_bytes();
    let mut from = start + 1;
    loop {
        let close = from + memchr::memchr(b')', bytes.get(from..)?)?;
        let count = close - 1;
        from = close + 1;
        let counts_one = count > start && matches!(bytes[count], b'1' | b'a');
        if !counts_one || !before(block, count).is_some_and(char::is_whitespace) {
            continue;
        }
        let bracket = bytes[start..count]
            .iter()
            .rev()
            .find(|byte| matches!(byte, b'(' | b')'));
        if bracket != Some(&b'(') && following(block, count).is_some() {
            return Some(count);
        }
    }
}

/// Where the entry begins that follows the one at byte `start` of `block`, in a list that is written on one line.
fn following(block: &str, start: usize) -> Option<usize> {
    let first = marker(&block[start..])?;
    let text = &block[..block.floor_char_boundary(start + LONGEST_BYTES)];
    let wanted = successor(first.count)?;
    let mut from = start + first.length;
    while let Some(found) = text[from..].find(wanted.as_str()) {
        let count = from + found;
        let entry = count - usize::from(first.bracketed);
        from = count + wanted.len();
        // One byte before the count may lie inside a character.
        let same = block.is_char_boundary(entry)
            && before(block, entry).is_some_and(char::is_whitespace)
            && marker(&block[entry..]).is_some_and(|second| {
                let capital = at(block, entry + second.length)
                    .is_some_and(|character| !character.is_lowercase());
                second.count == wanted
                    && second.close == first.close
                    && second.bracketed == first.bracketed
                    && (capital || second.close != ".")
            });
        if same {
            let bullet = block[..entry].trim_end();
            let bulleted = before(block, bullet.len()).filter(|&character| is_bullet(character));
            return Some(bulleted.map_or(entry, |character| bullet.len() - character.len_utf8()));
        }
    }
    None
}

/// The count after `count`: `2` after `1`, `b` after `a`.
fn successor(count: &str) -> Option<String> {
    if let Ok(number) = count.parse::<u16>() {
        return Some((number + 1).to_string());
    }
    let letter = count
        .bytes()
        .next()
        .filter(|letter| !matches!(letter, b'z' | b'Z'))?;
    Some(char::from(letter + 1).to_string())
}

#[cfg(test)]
mod tests {
    use super::{following, marker};

    #[test]
    fn a_wide_character_before_a_count_is_survived() {
        assert_eq!(following("(a) \u{a1}b)", 0), None);
    }

    #[test]
    fn markers_are_short_and_closed() {
        for text in [
            "1. One",
            "a) one",
            "(b) one",
            "2.) two",
            "• 9. nine",
            "a. one",
        ] {
            assert!(marker(text).is_some(), "{text}");
        }
        for text in [
            "A. Smith",
            "1",
            "1.",
            "1.5 million",
            "2024. Then",
            "(Reuters) One",
            "in (a) case",
            "",
        ] {
            assert!(marker(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_next_entry_counts_on_in_the_same_style() {
        assert_eq!(following("1. One 2. Two", 0), Some(7));
        assert_eq!(following("(a) one, (b) two", 0), Some(9));
        assert_eq!(following("• 9. One • 10. Two", 0), Some("• 9. One ".len()));
        assert_eq!(following("1. One 2) Two", 0), None);
        assert_eq!(following("1. One 3. Three", 0), None);
        assert_eq!(following("1. One of 2. and more", 0), None);
    }
}

//! A block in → whether a place in it is inside a quotation or a bracket, asked from left to right.
//!
//! A quotation counts only if it is closed in its block and is short; the others are taken to be torn. Does not nest:
//! what is inside an enclosure is not looked at.

use super::character::{at, before};

/// The longest quotation or bracket that is kept in one sentence, in bytes. Chosen on the gold sentences of news: shorter
/// limits cut quotations that the annotators kept whole, longer ones changed nothing.
const LONGEST_BYTES: usize = 1000;

/// The bytes that an opener may begin with.
const LEADS: [bool; 256] = {
    let mut leads = [false; 256];
    let bytes = *b"\"'`([\xC2\xE2\xE3";
    let mut index = 0;
    while index < bytes.len() {
        leads[bytes[index] as usize] = true;
        index += 1;
    }
    leads
};

/// The quotations and brackets of one block, found as they are asked for.
pub(super) struct Enclosures<'block> {
    block: &'block str,
    /// Everything before this byte has been looked at.
    seen: usize,
    /// The closing character of the last enclosure that was found.
    closer: usize,
}

impl<'block> Enclosures<'block> {
    /// Before the first byte of `block`.
    pub(super) fn new(block: &'block str) -> Self {
        Self {
            block,
            seen: 0,
            closer: 0,
        }
    }

    /// Whether byte `end` lies inside an enclosure. Each call must ask for a byte at or after the one before.
    pub(super) fn hold(&mut self, end: usize) -> bool {
        while self.seen < end {
            let bytes = &self.block.as_bytes()[self.seen..end];
            let Some(length) = bytes.iter().position(|&byte| LEADS[usize::from(byte)]) else {
                self.seen = end;
                break;
            };
            let opener = self.seen + length;
            let Some(character) = at(self.block, opener) else {
                break;
            };
            self.seen = opener + character.len_utf8();
            if let Some(closer) = self.closer_of(character, opener) {
                self.closer = closer;
                self.seen = self.block.ceil_char_boundary(closer + 1);
            }
        }
        end <= self.closer
    }

    /// The byte at which the enclosure closes that `character` opens at byte `opener`, if it does open one.
    fn closer_of(&self, character: char, opener: usize) -> Option<usize> {
        let closing = match character {
            '"' => '"',
            '\'' | '`' => '\'',
            '(' => ')',
            '[' => ']',
            '“' => '”',
            '‘' => '’',
            '«' => '»',
            '「' => '」',
            '『' => '』',
            _ => return None,
        };
        let inside = opener + character.len_utf8();
        let straight = matches!(character, '"' | '\'' | '`');
        if straight && !opens(self.block, opener, inside) {
            return None;
        }
        let limit = self.block.floor_char_boundary(inside + LONGEST_BYTES);
        let is_apostrophe = matches!(closing, '\'' | '’');
        self.block[inside..limit]
            .match_indices(closing)
            .map(|(length, _)| inside + length)
            .find(|&closer| {
                !is_apostrophe || closes(self.block, closer, closer + closing.len_utf8())
            })
    }
}

/// Whether the straight quote at bytes `start..end` opens: it leans on what follows.
fn opens(block: &str, start: usize, end: usize) -> bool {
    let free = before(block, start).is_none_or(|character| {
        character.is_whitespace() || matches!(character, '(' | '[' | '-' | '–' | '—')
    });
    free && at(block, end).is_some_and(|character| !character.is_whitespace())
}

/// Whether the apostrophe at bytes `start..end` closes a quotation: it follows a mark, which a possessive does not.
fn closes(block: &str, start: usize, end: usize) -> bool {
    before(block, start).is_some_and(|character| character.is_ascii_punctuation())
        && at(block, end).is_none_or(|character| !character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::Enclosures;

    /// Whether the byte of the first `|` of `text`, which is taken out, is inside an enclosure.
    fn holds(text: &str) -> bool {
        let at = text.find('|').unwrap();
        Enclosures::new(&text.replace('|', "")).hold(at)
    }

    #[test]
    fn closed_quotations_and_brackets_hold() {
        for text in [
            "a \"b.| c\" d",
            "a “b.| c” d",
            "a (b.| c) d",
            "a 'b.| c.' d",
            "«b.| c»",
            "「b.|c」",
        ] {
            assert!(holds(text), "{text}");
        }
    }

    #[test]
    fn torn_and_finished_ones_do_not() {
        for text in [
            "a \"b.| c",
            "a \"b.\"| c",
            "(b.)| c",
            "5\" b.| c\"",
            "dogs' b.| c' d",
            "a) b.| c",
        ] {
            assert!(!holds(text), "{text}");
        }
        assert!(!holds(&format!("\"a.| {}\"", "b".repeat(2000))));
    }
}

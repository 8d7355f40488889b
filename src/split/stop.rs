//! A block and a byte in → the next place where a sentence could end: marks, what closes after them, what follows.
//!
//! Does not decide whether the sentence ends there.

use super::character::{at, before, is_bullet, is_closer, is_foreign_stop, is_mark, skip};

/// What kind of mark a stop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One full stop, or two by mistake.
    Period,
    /// Marks with a `?` or a `!` among them.
    Exclamation,
    /// Three full stops or more, or `…`.
    Ellipsis,
    /// A full stop of another script, a bullet or a separator: always the end.
    Certain,
}

/// A place where a sentence could end. All offsets are bytes of the block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    /// What kind of mark it is.
    pub(super) kind: Kind,
    /// The first mark.
    pub(super) start: usize,
    /// One past the last mark.
    pub(super) marks_end: usize,
    /// One past the closing quotes, brackets and citations that belong to the sentence.
    pub(super) end: usize,
    /// The first character of what follows; the length of the block if nothing does.
    pub(super) next: usize,
}

/// The bytes that a stop may begin with: ASCII marks, and the lead bytes of all others.
const LEADS: [bool; 256] = {
    let mut leads = [false; 256];
    let bytes = *b".!?\xD6\xD8\xDB\xE0\xE1\xE2\xE3\xEF";
    let mut index = 0;
    while index < bytes.len() {
        leads[bytes[index] as usize] = true;
        index += 1;
    }
    leads
};

/// The longest run of footnote numbers, in bytes: `11, 12` and the like.
const LONGEST_FOOTNOTE_BYTES: usize = 9;

/// The first stop of `block` at or after byte `from`.
pub(super) fn next(block: &str, from: usize) -> Option<Stop> {
    let bytes = block.as_bytes();
    let mut from = from;
    loop {
        let start = from
            + bytes[from..]
                .iter()
                .position(|&byte| LEADS[usize::from(byte)])?;
        let character = at(block, start)?;
        if is_mark(character) {
            return Some(mark(block, start));
        }
        if is_foreign_stop(character) {
            let marks_end = skip(block, start, |character| {
                is_foreign_stop(character) || is_mark(character)
            });
            return Some(after_marks(block, Kind::Certain, start, marks_end));
        }
        if is_bullet(character) && before(block, start).is_none_or(char::is_whitespace) {
            let marks_end = start + character.len_utf8();
            return Some(Stop {
                kind: Kind::Certain,
                start,
                marks_end,
                end: start,
                next: start,
            });
        }
        if matches!(character, '\u{2028}' | '\u{2029}') {
            let next = skip(block, start, char::is_whitespace);
            return Some(Stop {
                kind: Kind::Certain,
                start,
                marks_end: next,
                end: start,
                next,
            });
        }
        from = start + character.len_utf8();
    }
}

/// The stop whose first mark is at byte `start`.
fn mark(block: &str, start: usize) -> Stop {
    let marks_end = skip(block, start, is_mark);
    let marks = &block[start..marks_end];
    if marks == "...." && before(block, start).is_some_and(char::is_whitespace) {
        // A full stop set apart, then an ellipsis that stands alone.
        let end = start + 1;
        let next = skip(block, marks_end, char::is_whitespace);
        if at(block, next).is_some_and(char::is_uppercase) {
            return Stop {
                kind: Kind::Certain,
                start,
                marks_end: end,
                end,
                next: end,
            };
        }
    }
    let kind = if marks.contains(|character| !matches!(character, '.' | '…')) {
        Kind::Exclamation
    } else if marks.len() > 2 {
        Kind::Ellipsis
    } else {
        Kind::Period
    };
    after_marks(block, kind, start, marks_end)
}

/// The stop of marks `start..marks_end` with all that belongs to the sentence after them.
fn after_marks(block: &str, kind: Kind, start: usize, marks_end: usize) -> Stop {
    let mut end = skip(block, marks_end, is_closer);
    // A straight quote with a letter right behind it opens the next sentence: `said."It is over`.
    let glued = at(block, end).is_some_and(char::is_alphanumeric);
    if glued && end > marks_end && before(block, end) == Some('"') {
        end -= 1;
    }
    end = footnote(block, start, end);
    loop {
        let next = skip(block, end, char::is_whitespace);
        let after = closing_quote(block, next).or_else(|| citation(block, next));
        match after {
            Some(after) if next > end || kind == Kind::Period => end = after,
            _ => {
                return Stop {
                    kind,
                    start,
                    marks_end,
                    end,
                    next,
                };
            }
        }
    }
}

/// One past the footnote numbers that follow the marks at once, as in `(type 2).10 This`; else `end`.
fn footnote(block: &str, marks_start: usize, end: usize) -> usize {
    let after_word = before(block, marks_start).is_some_and(|character| !character.is_numeric());
    if !after_word || !at(block, end).is_some_and(|character| character.is_ascii_digit()) {
        return end;
    }
    let next = skip(block, end, |character| {
        matches!(character, '0'..='9' | ',' | '-' | '–' | ' ')
    });
    let numbers_end = end + block[end..next].trim_end().len();
    let before_capital = next > numbers_end && at(block, next).is_some_and(char::is_uppercase);
    if before_capital && numbers_end - end <= LONGEST_FOOTNOTE_BYTES {
        numbers_end
    } else {
        end
    }
}

/// One past a quote at byte `from` that stands between spaces: such a quote closes, `the war. " Then`.
fn closing_quote(block: &str, from: usize) -> Option<usize> {
    let quote = at(block, from).filter(|&character| matches!(character, '"' | '”'))?;
    let end = from + quote.len_utf8();
    at(block, end)
        .is_none_or(char::is_whitespace)
        .then_some(end)
}

/// One past a citation at byte `from`: `[6]`, `[12, 13]`.
fn citation(block: &str, from: usize) -> Option<usize> {
    let bytes = block.as_bytes();
    if bytes.get(from) != Some(&b'[') || !bytes.get(from + 1)?.is_ascii_digit() {
        return None;
    }
    let end = skip(block, from + 1, |character| {
        matches!(character, '0'..='9' | ',' | ' ' | '-' | '–')
    });
    (bytes.get(end) == Some(&b']')).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::{Kind, next};

    /// What the first stop of `text` is, and the sentence up to it.
    fn first(text: &str) -> Option<(Kind, &str)> {
        next(text, 0).map(|stop| (stop.kind, &text[..stop.end]))
    }

    #[test]
    fn what_closes_stays_with_the_sentence() {
        assert_eq!(first("“Go.” He"), Some((Kind::Period, "“Go.”")));
        assert_eq!(first("(Go!) He"), Some((Kind::Exclamation, "(Go!)")));
        assert_eq!(first("the war. \" He"), Some((Kind::Period, "the war. \"")));
        assert_eq!(first("he said.\"It is"), Some((Kind::Period, "he said.")));
    }

    #[test]
    fn citations_stay_with_the_sentence() {
        assert_eq!(first("So.[1][2] He"), Some((Kind::Period, "So.[1][2]")));
        assert_eq!(
            first("So. [12, 13] He"),
            Some((Kind::Period, "So. [12, 13]"))
        );
        assert_eq!(first("So.11 12 He"), Some((Kind::Period, "So.11 12")));
        assert_eq!(first("3.11 He"), Some((Kind::Period, "3.")));
        assert_eq!(first("So. [sic] He"), Some((Kind::Period, "So.")));
    }

    #[test]
    fn marks_have_kinds() {
        assert_eq!(first("So… he"), Some((Kind::Ellipsis, "So…")));
        assert_eq!(first("So... he"), Some((Kind::Ellipsis, "So...")));
        assert_eq!(first("So?!. He"), Some((Kind::Exclamation, "So?!.")));
        assert_eq!(first("好。」他"), Some((Kind::Certain, "好。」")));
        assert_eq!(first("one • two"), Some((Kind::Certain, "one ")));
        assert_eq!(first("no mark, été"), None);
    }
}

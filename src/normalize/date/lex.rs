//! The text of a mention → tokens. It splits and looks words up; it knows no grammar.

use super::expression::HolidayIndex;
use super::holiday;
use super::word::{self, Word};

/// What one token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Digits: their value and how many there are.
    Digits(u32, usize),
    /// Digits with an ordinal ending: `9th`.
    Ordinal(u32),
    /// A known word.
    Word(Word),
    /// A holiday of one or more words.
    Holiday(HolidayIndex),
    /// A hyphen or dash.
    Dash,
    /// `/`.
    Slash,
    /// `:`.
    Colon,
    /// `.`.
    Dot,
    /// `,`.
    Comma,
    /// `½`, `¼`, `¾`: read by the number parser.
    Fraction,
    /// A word or mark with no meaning in dates.
    Unknown,
}

/// A token and its place in the mention, in bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// First byte.
    pub(super) start: usize,
    /// First byte after.
    pub(super) end: usize,
}

/// No known word is longer.
const WORD_BYTES: usize = 16;

/// Fills `tokens` with the tokens of `text`, in order. Brackets, quotation marks and apostrophes are
/// left out.
pub(super) fn lex(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let (kind, length) = match first {
            '0'..='9' => digits(&text[start..]),
            _ if first.is_alphabetic() => letters(&text[start..], tokens.last()),
            _ => (mark(first), first.len_utf8()),
        };
        let end = start + length;
        if let Some(kind) = kind {
            tokens.push(Token { kind, start, end });
        }
        start = end;
    }
}

/// What a mark is; `None` for those that are left out.
fn mark(mark: char) -> Option<Kind> {
    match mark {
        '-' | '~' | '‐' | '‑' | '–' | '—' | '−' => Some(Kind::Dash),
        '/' => Some(Kind::Slash),
        ':' => Some(Kind::Colon),
        '.' => Some(Kind::Dot),
        ',' => Some(Kind::Comma),
        '½' | '¼' | '¾' => Some(Kind::Fraction),
        '&' => Some(Kind::Word(Word::And)),
        '\'' | '’' | '‘' | '"' | '“' | '”' | '(' | ')' | '[' | ']' => None,
        _ if mark.is_whitespace() => None,
        _ => Some(Kind::Unknown),
    }
}

/// The run of digits at the start of `text`, with an ordinal ending if it has one.
fn digits(text: &str) -> (Option<Kind>, usize) {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let Ok(value) = text[..length].parse::<u32>() else {
        return (Some(Kind::Unknown), length);
    };
    let rest = text.as_bytes().get(length..length + 2).unwrap_or_default();
    let ends_there = !text[length..]
        .chars()
        .nth(2)
        .is_some_and(char::is_alphanumeric);
    let ordinal = [b"st", b"nd", b"rd", b"th"]
        .iter()
        .any(|ending| rest.eq_ignore_ascii_case(*ending));
    if ordinal && ends_there {
        (Some(Kind::Ordinal(value)), length + 2)
    } else {
        (Some(Kind::Digits(value, length)), length)
    }
}

/// The word, abbreviation or holiday at the start of `text`, which follows the token `before`.
fn letters(text: &str, before: Option<&Token>) -> (Option<Kind>, usize) {
    if let Some((meridiem, length)) = dotted_meridiem(text) {
        return (Some(Kind::Word(meridiem)), length);
    }
    let length = text
        .char_indices()
        .find(|(_, char)| !char.is_alphabetic())
        .map_or(text.len(), |(at, _)| at);
    let mut buffer = [0_u8; WORD_BYTES];
    let Some(lower) = buffer.get_mut(..length) else {
        return (Some(Kind::Unknown), length);
    };
    lower.copy_from_slice(&text.as_bytes()[..length]);
    lower.make_ascii_lowercase();
    let lower = str::from_utf8(lower).unwrap_or_default();
    let known = word::meaning(lower);
    if matches!(
        known,
        None | Some(Word::Month(5) | Word::Filler | Word::About | Word::Single)
    ) && let Some((index, length)) = holiday::find(text)
    {
        return (Some(Kind::Holiday(index)), length);
    }
    match known {
        // `Q3`, `h1` and `5s` apart, a single letter means something only beside digits.
        Some(Word::Plural) if before.is_none() => (Some(Kind::Unknown), length),
        Some(meaning) => (Some(Kind::Word(meaning)), length),
        // `yearlong` is `year` and `long`.
        None => match lower
            .strip_suffix("long")
            .and_then(|unit| Some((word::meaning(unit)?, unit.len())))
        {
            Some((unit @ (Word::Unit(_) | Word::Units(_) | Word::Part(_)), length)) => {
                (Some(Kind::Word(unit)), length)
            }
            _ => (Some(Kind::Unknown), length),
        },
    }
}

/// `a.m.`, `p.m.`, `a.m`, `P. M.`, `p . m .` at the start of `text`.
fn dotted_meridiem(text: &str) -> Option<(Word, usize)> {
    let bytes = text.as_bytes();
    let meaning = match bytes.first()? {
        b'a' | b'A' => Word::Morning12,
        b'p' | b'P' => Word::Afternoon12,
        _ => return None,
    };
    let space = |at: usize| at + usize::from(bytes.get(at) == Some(&b' '));
    let dot = space(1);
    if bytes.get(dot) != Some(&b'.') {
        return None;
    }
    let letter = space(dot + 1);
    if !matches!(bytes.get(letter), Some(b'm' | b'M')) {
        return None;
    }
    let end = letter + 1;
    match bytes.get(space(end)) {
        Some(b'.') => Some((meaning, space(end) + 1)),
        _ if bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) => None,
        _ => Some((meaning, end)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, lex};
    use crate::normalize::date::word::Word;

    fn kinds(text: &str) -> Vec<Kind> {
        let mut tokens = Vec::new();
        lex(text, &mut tokens);
        tokens.into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn meridiems_end_where_they_end() {
        let four = Kind::Digits(4, 1);
        for text in ["4 p.m.", "4p.m", "4 PM", "4 P. M.", "4 p . m ."] {
            assert_eq!(kinds(text), [four, Kind::Word(Word::Afternoon12)], "{text}");
        }
    }

    #[test]
    fn ordinals_are_digits_with_their_ending() {
        assert_eq!(kinds("9th"), [Kind::Ordinal(9)]);
        assert_eq!(kinds("9 the"), [Kind::Digits(9, 1), Kind::Word(Word::The)]);
        assert_eq!(kinds("9thé"), [Kind::Digits(9, 1), Kind::Unknown]);
    }

    #[test]
    fn too_many_digits_are_unknown() {
        assert_eq!(kinds("99999999999"), [Kind::Unknown]);
    }
}

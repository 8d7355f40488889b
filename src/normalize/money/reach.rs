//! A mention and what stands around it → how far the sum really reaches: the rest of a number that was
//! cut, its magnitude, the name of its currency right beside it. Words that do not belong to the sum it
//! leaves alone.

use crate::normalize::Context;
use crate::normalize::currency::{self, Choice, Name, choose};
use crate::normalize::number::{Part, part};
use crate::normalize::token::{Kind, Token, last_word, tokens};

/// Names of money that are common words, or weights, as well: right behind a number they may be those.
const COMMON: [&str; 15] = [
    "ban", "cup", "den", "din", "fen", "grand", "mark", "marks", "para", "pound", "pounds", "pul",
    "sen", "sum", "won",
];

/// A name in small letters has at least so many.
const LEAST_LETTERS: usize = 3;

/// How many bytes of `after` go on with the number that `text` ends in: `,000`, ` billion`, `bn`.
pub(super) fn cut_off(text: &str, after: &str) -> usize {
    let digits = digits_behind(text, after);
    let in_digits = digits > 0 || text.ends_with(|last: char| last.is_ascii_digit());
    if !in_digits {
        return 0;
    }
    let mut length = digits;
    while let Some(end) = magnitude_behind(after.get(length..).unwrap_or_default(), length > digits)
    {
        length += end;
    }
    length
}

/// How many bytes of `after` are digits of the number that `text` ends in.
fn digits_behind(text: &str, after: &str) -> usize {
    let mut last = text.bytes().rev();
    let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    let mark = |byte: Option<u8>| matches!(byte, Some(b',' | b'.'));
    let (end, before_end) = (last.next(), last.next());
    let open = mark(end) && digit(before_end);
    if !open && !digit(end) {
        return 0;
    }
    let bytes = after.as_bytes();
    let at = |index: usize| bytes.get(index).copied();
    let mut length = 0;
    while digit(at(length)) || (mark(at(length)) && digit(at(length + 1)) && !(open && length == 0))
    {
        length += 1;
    }
    length
}

/// How many bytes of `after` are a magnitude right behind digits; behind another magnitude only `crore`
/// and its like follow a space.
fn magnitude_behind(after: &str, behind_word: bool) -> Option<usize> {
    let word = after.trim_start_matches([' ', '\u{a0}', '-']);
    let gap = after.len() - word.len();
    let length = word
        .find(|character: char| !character.is_alphabetic())
        .unwrap_or(word.len());
    let apart = gap <= 2 && (!behind_word || gap > 0);
    let found = match part(word.get(..length)?)? {
        Part::Scale(_) | Part::Scales(_) => apart,
        Part::Suffix(_) => gap == 0 && !behind_word,
        _ => false,
    };
    found.then_some(gap + length)
}

/// The currency whose name stands right behind a mention without one, or right in front of it.
pub(super) fn beside(context: Context<'_>) -> Option<Choice> {
    let around = context.around;
    let name = name_behind(around.after).or_else(|| name_in_front(around.before))?;
    let mut choice = choose(name.candidates(), name.sign, context)?;
    choice.inferred = true;
    Some(choice)
}

/// The name that `after` begins with: ` soles will`, `-dollar`.
fn name_behind(after: &str) -> Option<Name> {
    let end = after
        .char_indices()
        .find(|(_, character)| matches!(character, ',' | ';' | ':' | '(' | ')' | '\n'))
        .map_or(after.len(), |(at, _)| at);
    let pieces = tokens(after.get(..end)?);
    let hyphen = usize::from(pieces.first()?.kind == Kind::Dash);
    let rest = pieces.get(hyphen..)?;
    let name = currency::name(rest).filter(is_unmistakable)?;
    let last = rest.get(name.length.checked_sub(1)?)?;
    let next = rest.get(name.length);
    let of_another = next.is_some_and(|next| matches!(next.kind, Kind::Digits | Kind::Symbol));
    // `id`, `re`, `la` are words; as names they are printed with a capital.
    let spelled =
        last.text.chars().count() >= LEAST_LETTERS || !last.text.starts_with(char::is_lowercase);
    (!of_another && spelled && !is_common(last)).then_some(name)
}

/// The name that `before` ends with: `Rp `, `of S$`.
fn name_in_front(before: &str) -> Option<Name> {
    let pieces = tokens(last_word(before));
    let first = pieces.first()?;
    let name = currency::name(&pieces).filter(is_unmistakable)?;
    let printed = first.kind == Kind::Symbol || first.text.starts_with(char::is_uppercase);
    (printed && name.length == pieces.len() && !is_common(first)).then_some(name)
}

fn is_unmistakable(name: &Name) -> bool {
    !name.letter && !name.unit.word
}

fn is_common(token: &Token<'_>) -> bool {
    token.is_any(&COMMON)
}

//! Sentence text → word pieces, and the words that they make up, by a model's tokenizer. It does not cut long sentences:
//! `window` does.

use tokenizers::Tokenizer;

use super::encoder::EncoderConfig;
use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// How a word is written, which the uncased vocabulary forgets; its number is the piece's `token_type_id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum Case {
    /// No capital letter.
    Lower = 0,
    /// A capital letter at the start only.
    Capitalized = 1,
    /// A capital letter further on.
    Upper = 2,
}

impl Case {
    fn of(word: &str) -> Self {
        let mut letters = word.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        if letters.any(char::is_uppercase) {
            Self::Upper
        } else if first {
            Self::Capitalized
        } else {
            Self::Lower
        }
    }
}

/// One word of a sentence: a run of letters and digits, or one punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands, in bytes of the document's text.
    pub(super) span: Span,
    /// Index of its first piece in [`Tokens::ids`].
    pub(super) first: usize,
    /// Index after its last piece.
    pub(super) end: usize,
}

/// The pieces and words of one sentence, without `[CLS]` and `[SEP]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tokens {
    /// Vocabulary index of each piece.
    pub(super) ids: Vec<u32>,
    /// `token_type_id` of each piece.
    pub(super) types: Vec<u32>,
    /// The words, in text order; each has at least one piece.
    pub(super) words: Vec<Word>,
}

/// What sets the tokenizers of models apart, beyond their own rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// Whether the model reads letter case from `token_type_ids`; if not, every type is 0.
    pub(super) knows_case: bool,
    /// Whether the tokenizer's own words end at every mark; if not, they are cut where a piece has one.
    pub(super) parts_at_marks: bool,
}

/// The tokenizer in `json`, the text of a tokenizer.json, and the numbers of the pieces before and after every sequence of
/// the encoder that `config` tells of.
///
/// # Errors
///
/// [`ErrorKind::Model`] if it cannot be read, lacks one of the two, or numbers a piece beyond those that the encoder knows.
pub(super) fn read_tokenizer(
    json: &[u8],
    config: &EncoderConfig,
) -> Result<(Tokenizer, [u32; 2]), Error> {
    let wrong = |message: String| Error::new(ErrorKind::Model, message);
    let tokenizer = Tokenizer::from_bytes(json)
        .map_err(|cause| wrong("tokenizer.json cannot be read".to_owned()).caused_by(cause))?;
    let known = config.vocabulary_size;
    let highest = tokenizer
        .get_vocab(true)
        .into_iter()
        .max_by_key(|(_, number)| *number);
    if let Some((piece, number)) = highest
        && number as usize >= known
    {
        let message =
            format!("tokenizer.json numbers `{piece}` {number}, config.json knows {known} pieces");
        return Err(wrong(message));
    }
    let bound = |token: &str| {
        let number = tokenizer.token_to_id(token);
        number.ok_or_else(|| wrong(format!("tokenizer.json has no token `{token}`")))
    };
    let [opening, closing] = config.family.bounds();
    let bounds = [bound(opening)?, bound(closing)?];
    Ok((tokenizer, bounds))
}

/// Cuts the sentence at `span` of `text` into word pieces. A text that the tokenizer refuses has no tokens.
pub(super) fn tokenize(tokenizer: &Tokenizer, text: &str, span: Span, reading: Reading) -> Tokens {
    let sentence = span.slice(text);
    let Ok(encoding) = tokenizer.encode(sentence, false) else {
        return Tokens::default();
    };
    let mut tokens = Tokens {
        ids: encoding.get_ids().to_vec(),
        ..Tokens::default()
    };
    let mut current = None;
    for (piece, (word, &(start, end))) in encoding
        .get_word_ids()
        .iter()
        .zip(encoding.get_offsets())
        .enumerate()
    {
        let place = trimmed(sentence, Span::new(start, end.max(start))).shifted(span.start);
        match tokens.words.last_mut() {
            Some(last)
                if current == *word
                    && (reading.parts_at_marks || goes_on(text, last.span, place)) =>
            {
                last.span.end = last.span.end.max(place.end);
                last.end = piece + 1;
            }
            _ => tokens.words.push(Word {
                span: place,
                first: piece,
                end: piece + 1,
            }),
        }
        current = *word;
    }
    // Pieces of white space alone stay between the words.
    tokens.words.retain(|word| !word.span.is_empty());
    tokens.types = vec![Case::Lower as u32; tokens.ids.len()];
    if reading.knows_case {
        for word in &tokens.words {
            tokens.types[word.first..word.end].fill(Case::of(word.span.slice(text)) as u32);
        }
    }
    tokens
}

/// The part of `span` without the white space that byte-level pieces and SentencePiece take with a word.
fn trimmed(sentence: &str, span: Span) -> Span {
    let whole = span.slice(sentence);
    let start = span.start + (whole.len() - whole.trim_start().len());
    Span::new(start, start + whole.trim().len())
}

/// Whether a piece at `next` belongs to the word at `last`: no mark on either side, or both of one character, or only the
/// white space before a word so far.
fn goes_on(text: &str, last: Span, next: Span) -> bool {
    let before = last.slice(text).chars().next_back();
    let after = next.slice(text).chars().next();
    let joins = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    last.is_empty() || next.start < last.end || (joins(before) && joins(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_looks_past_the_first_letter() {
        for (word, case) in [
            ("may", Case::Lower),
            ("May", Case::Capitalized),
            ("US", Case::Upper),
            ("iPhone", Case::Upper),
            ("4bn", Case::Lower),
            ("$", Case::Lower),
        ] {
            assert_eq!(Case::of(word), case, "{word}");
        }
    }
}

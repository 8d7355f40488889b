//! `Cursor`: a place among the tokens of one mention, and the small steps that every rule is made of.

use crate::normalize::date::lex::{Kind, Token};
use crate::normalize::date::word::Word;

/// A place among tokens. Rules copy it to look ahead and keep the copy that fits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'mention> {
    /// The tokens that are left.
    tokens: &'mention [Token],
    /// The mention, which numbers in words are read from.
    text: &'mention str,
    /// The byte where the last token that was taken ends.
    end: usize,
}

impl<'mention> Cursor<'mention> {
    /// At the first of `tokens`, which were lexed from `text`.
    pub(super) fn new(tokens: &'mention [Token], text: &'mention str) -> Self {
        Self {
            tokens,
            text,
            end: 0,
        }
    }

    /// The same text with other tokens of it.
    pub(super) fn with(self, tokens: &'mention [Token]) -> Self {
        Self { tokens, ..self }
    }

    /// The tokens that are left.
    pub(super) fn tokens(self) -> &'mention [Token] {
        self.tokens
    }

    /// Whether no token is left.
    pub(super) fn is_done(self) -> bool {
        self.tokens.is_empty()
    }

    /// The token here.
    pub(super) fn kind(self) -> Option<Kind> {
        self.ahead(0)
    }

    /// The token so many after this one.
    pub(super) fn ahead(self, distance: usize) -> Option<Kind> {
        self.tokens.get(distance).map(|token| token.kind)
    }

    /// The word here, if there is one.
    pub(super) fn word(self) -> Option<Word> {
        self.word_ahead(0)
    }

    /// The word so many tokens after this one.
    pub(super) fn word_ahead(self, distance: usize) -> Option<Word> {
        match self.ahead(distance) {
            Some(Kind::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// Takes so many tokens.
    pub(super) fn step(&mut self, count: usize) {
        let (taken, left) = self.tokens.split_at(count.min(self.tokens.len()));
        self.tokens = left;
        self.end = taken.last().map_or(self.end, |token| token.end);
    }

    /// Takes the token here if it is `kind`.
    pub(super) fn take(&mut self, kind: Kind) -> bool {
        let fits = self.kind() == Some(kind);
        if fits {
            self.step(1);
        }
        fits
    }

    /// Takes the word here if it is `word`.
    pub(super) fn take_word(&mut self, word: Word) -> bool {
        self.take(Kind::Word(word))
    }

    /// Takes tokens as long as they fit; says whether there were any.
    pub(super) fn skip(&mut self, fits: impl Fn(Kind) -> bool) -> bool {
        let count = self
            .tokens
            .iter()
            .take_while(|token| fits(token.kind))
            .count();
        self.step(count);
        count > 0
    }

    /// Takes words as long as they fit; says whether there were any.
    pub(super) fn skip_words(&mut self, fits: impl Fn(Word) -> bool) -> bool {
        self.skip(|kind| matches!(kind, Kind::Word(word) if fits(word)))
    }

    /// The value of `width` or fewer digits here.
    pub(super) fn digits(self, widths: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.kind() {
            Some(Kind::Digits(value, width)) if widths.contains(&width) => Some(value),
            _ => None,
        }
    }

    /// Whether the token here follows the one before without a space.
    pub(super) fn touches(self) -> bool {
        self.tokens
            .first()
            .is_some_and(|token| token.start == self.end)
    }

    /// The text of the next `count` tokens.
    pub(super) fn text(self, count: usize) -> &'mention str {
        match (self.tokens.first(), self.tokens.get(count.wrapping_sub(1))) {
            (Some(first), Some(last)) => self.text.get(first.start..last.end).unwrap_or_default(),
            _ => "",
        }
    }
}

//! A place in a number's tokens, and the steps that it can take: over joints and hyphens, over
//! magnitudes. What the steps add up to is `cardinal`'s business.

use rust_decimal::Decimal;

use super::cardinal::Suffixes;
use super::digits::Grouping;
use super::words::{Part, part};
use crate::normalize::token::{Kind, Token};

/// A place in the tokens.
pub(super) struct Cursor<'t, 'a> {
    pub(super) tokens: &'t [Token<'a>],
    pub(super) at: usize,
    pub(super) grouping: Grouping,
    pub(super) suffixes: Suffixes,
}

impl<'a> Cursor<'_, 'a> {
    /// Product and last of the magnitudes that stand here; `Some(None)` where there are none, `None`
    /// where their product is out of range.
    #[expect(clippy::option_option, reason = "the outer option is overflow")]
    pub(super) fn scales(&mut self) -> Option<Option<(Decimal, Decimal)>> {
        let mut found: Option<(Decimal, Decimal)> = None;
        while let Some((scale, end)) = self.scale() {
            self.at = end;
            let scale = Decimal::from(scale);
            let product = match found {
                Some((product, _)) => product.checked_mul(scale)?,
                None => scale,
            };
            found = Some((product, scale));
        }
        Some(found)
    }

    /// The magnitude that stands here, behind a hyphen or a stray comma perhaps, and where it ends.
    pub(super) fn scale(&self) -> Option<(i64, usize)> {
        let mut at = self.at;
        let mut token = self.tokens.get(at)?;
        let behind_digits = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let behind_digits =
            behind_digits.is_some_and(|token| matches!(token.kind, Kind::Digits | Kind::Vulgar));
        let hyphen = token.kind == Kind::Dash && !token.spaced;
        if hyphen || (token.is_mark(",") && behind_digits) {
            at += 1;
            token = self.tokens.get(at)?;
            if hyphen && token.spaced {
                return None;
            }
        }
        let scale = match part(token.text).filter(|_| token.kind == Kind::Word)? {
            Part::Scale(scale) | Part::Scales(scale) => scale,
            // In `1 T$` the letter belongs to the sign.
            Part::Suffix(scale)
                if !(token.spaced && self.tokens.get(at + 1).is_some_and(is_glued_sign))
                    && behind_digits
                    && (at == self.at || (hyphen && self.suffixes == Suffixes::Spaced))
                    && (!token.spaced || self.suffixes == Suffixes::Spaced) =>
            {
                scale
            }
            _ => return None,
        };
        Some((scale, at + 1))
    }

    /// Whether a magnitude stands here; one that could do without a count is none.
    pub(super) fn scale_ahead(&self) -> bool {
        matches!(self.part(), Some(Part::Scale(_)))
    }

    /// Takes `hundred`, behind a hyphen perhaps.
    pub(super) fn hundred(&mut self) -> bool {
        match self.scale() {
            Some((100, end)) => {
                self.at = end;
                true
            }
            _ => false,
        }
    }

    pub(super) fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    pub(super) fn peek_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.is_word(word))
    }

    pub(super) fn part(&self) -> Option<Part> {
        let token = self.peek().filter(|token| token.kind == Kind::Word)?;
        part(token.text)
    }

    pub(super) fn skip_mark(&mut self, mark: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.is_mark(mark));
        self.at += usize::from(found);
        found
    }

    pub(super) fn skip_hyphen(&mut self) -> bool {
        let found = self
            .peek()
            .is_some_and(|token| token.kind == Kind::Dash && !token.spaced);
        self.at += usize::from(found);
        found
    }

    /// Takes `word` with the hyphens around it: `two-and-a-half`.
    pub(super) fn skip_joint(&mut self, word: &str) -> bool {
        let start = self.at;
        self.skip_hyphen();
        if self.peek_word(word) {
            self.at += 1;
            self.skip_hyphen();
            true
        } else {
            self.at = start;
            false
        }
    }
}

/// Whether `token` is a currency sign right behind something.
fn is_glued_sign(token: &Token<'_>) -> bool {
    token.kind == Kind::Symbol && !token.spaced
}

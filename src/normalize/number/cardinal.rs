//! Tokens → the number that they begin with: digits or words, fractions, magnitudes. Comparators and
//! ranges are `amount`'s business.

use rust_decimal::Decimal;

use super::digits::{self, Grouping};
use super::words::{Part, part};
use crate::normalize::token::{Kind, Token};

/// Whether `m` and its like count only right behind a digit (`5m`) or also after a space (`$5 m`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::normalize) enum Suffixes {
    /// Only right behind the digits.
    Glued,
    /// Also after a space, as beside a currency.
    Spaced,
}

/// A number, and the words that multiplied it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::normalize) struct Number {
    /// Its value.
    pub(in crate::normalize) value: Decimal,
    /// Product of all its magnitudes, where it is one count of them: 100,000 in `two hundred thousand`.
    pub(in crate::normalize) scale: Option<Decimal>,
    /// The last of its magnitudes: 1,000 in `two hundred thousand`.
    pub(in crate::normalize) last_scale: Option<Decimal>,
    /// How many tokens it takes.
    pub(in crate::normalize) length: usize,
}

/// The longest number that `tokens` begin with.
pub(in crate::normalize) fn number(
    tokens: &[Token<'_>],
    grouping: Grouping,
    suffixes: Suffixes,
) -> Option<Number> {
    Cursor {
        tokens,
        at: 0,
        grouping,
        suffixes,
    }
    .sum()
}

/// A count of something, before its magnitudes.
struct Group {
    value: Decimal,
    /// 100 where the count is of hundreds: `three hundred`, not `three hundred and one`.
    scale: Option<Decimal>,
    /// Whether it is written in digits.
    digits: bool,
}

/// A place in the tokens.
struct Cursor<'t, 'a> {
    tokens: &'t [Token<'a>],
    at: usize,
    grouping: Grouping,
    suffixes: Suffixes,
}

impl<'t, 'a> Cursor<'t, 'a> {
    /// Terms of falling magnitude: `two million three hundred thousand and five`.
    fn sum(mut self) -> Option<Number> {
        let group = match self.fraction_of() {
            Some(group) => group,
            None => self.group()?,
        };
        let mut last = self.scales()?;
        let scale = match (group.scale, last) {
            (Some(hundred), Some((product, _))) => Some(product.checked_mul(hundred)?),
            (hundred, product) => product.map(|(product, _)| product).or(hundred),
        };
        let mut number = Number {
            value: times(group.value, last)?,
            scale,
            last_scale: last.map(|(_, scale)| scale).or(group.scale),
            length: 0,
        };
        while let Some((_, ceiling)) = last {
            if let Some(part) = self.and_fraction() {
                number.value = number.value.checked_add(part.checked_mul(ceiling)?)?;
                break;
            }
            let Some((term, scale)) = self.next_term(ceiling) else {
                break;
            };
            number.value = number.value.checked_add(term)?;
            number.scale = None;
            number.last_scale = None;
            last = scale;
        }
        number.length = self.at;
        Some(number)
    }

    /// A further term below `ceiling`; takes nothing where there is none.
    fn next_term(&mut self, ceiling: Decimal) -> Option<(Decimal, Option<(Decimal, Decimal)>)> {
        if ceiling < Decimal::ONE_HUNDRED {
            return None;
        }
        let start = self.at;
        let joined = self.skip_mark(",") | self.skip_joint("and");
        let term = self.group().and_then(|group| {
            let scale = self.scales()?;
            let value = times(group.value, scale)?;
            let whole = !group.digits || (scale.is_some() && !joined);
            (whole && value < ceiling).then_some((value, scale))
        });
        if term.is_none() {
            self.at = start;
        }
        term
    }

    /// A part of a magnitude, or a part alone: `half a million`, `three-quarters of a billion`, `two thirds`.
    fn fraction_of(&mut self) -> Option<Group> {
        let start = self.at;
        let Some(value) = self.fraction() else {
            self.at = start;
            return None;
        };
        let end = self.at;
        let of = self.skip_joint("of");
        let article = self.skip_joint("a") || self.skip_joint("an") || self.skip_joint("one");
        let group = |scale| Group {
            value,
            scale,
            digits: false,
        };
        self.skip_hyphen();
        if self.scale_ahead() {
            if self.hundred() {
                return Some(Group {
                    value: value.checked_mul(Decimal::ONE_HUNDRED)?,
                    ..group(Some(Decimal::ONE_HUNDRED))
                });
            }
            return Some(group(None));
        }
        self.at = end;
        // `half a loaf` is no number, and neither is `quarter` before a noun.
        let alone = end == self.tokens.len() || (of && !article);
        alone.then(|| group(None)).or_else(|| {
            self.at = start;
            None
        })
    }

    /// `half`, `a quarter`, `one-third`, `three quarters`; ordinals (`a third man`) are none.
    fn fraction(&mut self) -> Option<Decimal> {
        let one = self.skip_joint("a") || self.skip_joint("one");
        let count = match self.part() {
            Some(Part::Unit(count)) if !one => {
                self.at += 1;
                self.skip_hyphen();
                count
            }
            _ => 1,
        };
        let parts = match self.part()? {
            Part::Fraction(parts) if count == 1 && (one || parts == 2 || parts == 4) => parts,
            Part::Fractions(parts) if count > 1 && count < parts => parts,
            _ => return None,
        };
        self.at += 1;
        let ordinal = parts != 2 && parts != 4 && count == 1;
        let of = self.peek_word("of") || self.at == self.tokens.len();
        (!ordinal || of).then(|| Decimal::from(count).checked_div(Decimal::from(parts)))?
    }

    /// A count below the magnitudes: digits, or words up to hundreds.
    fn group(&mut self) -> Option<Group> {
        let token = self.peek()?;
        let digits = matches!(token.kind, Kind::Digits | Kind::Vulgar);
        let mut value = match token.kind {
            Kind::Digits => self.digits()?,
            Kind::Vulgar => self.vulgar()?,
            Kind::Word => self.small()?,
            _ => return None,
        };
        if let Some(part) = self.and_fraction() {
            value = value.checked_add(part)?;
        }
        if !self.hundred() {
            return Some(Group {
                value,
                scale: None,
                digits,
            });
        }
        value = value.checked_mul(Decimal::ONE_HUNDRED)?;
        let end = self.at;
        self.skip_joint("and");
        self.skip_hyphen();
        let rest = self
            .peek()
            .filter(|token| token.kind == Kind::Word && !token.is_word("a"))
            .and_then(|_| self.small());
        match rest {
            Some(rest) => value = value.checked_add(rest)?,
            None => self.at = end,
        }
        Some(Group {
            value,
            scale: rest.is_none().then_some(Decimal::ONE_HUNDRED),
            digits,
        })
    }

    /// `forty-two`, `seven`, `two point five`, or the article of a magnitude (`a` in `a million`).
    fn small(&mut self) -> Option<Decimal> {
        let start = self.at;
        if self.skip_joint("a") || self.skip_joint("an") {
            if self.scale_ahead() {
                return Some(Decimal::ONE);
            }
            self.at = start;
            return None;
        }
        let mut value = match self.part()? {
            Part::Unit(unit) => {
                self.at += 1;
                Decimal::from(unit)
            }
            Part::Ten(ten) => {
                self.at += 1;
                let end = self.at;
                self.skip_hyphen();
                match self.part() {
                    Some(Part::Unit(unit)) if (1..10).contains(&unit) => {
                        self.at += 1;
                        Decimal::from(ten + unit)
                    }
                    _ => {
                        self.at = end;
                        Decimal::from(ten)
                    }
                }
            }
            _ => return None,
        };
        if self.peek_word("point") {
            let end = self.at;
            self.at += 1;
            let mut place = Decimal::ONE;
            while let Some(Part::Unit(digit @ 0..10)) = self.part() {
                place = place.checked_div(Decimal::TEN)?;
                value = value.checked_add(place.checked_mul(Decimal::from(digit))?)?;
                self.at += 1;
            }
            if place == Decimal::ONE {
                self.at = end;
            }
        }
        Some(value)
    }

    /// Digits with what belongs to them: groups parted by spaces, a fraction behind.
    fn digits(&mut self) -> Option<Decimal> {
        let first = self.peek()?;
        self.at += 1;
        if let Some(divisor) = self.slash() {
            return part_of(digits::read(first.text, self.grouping)?, divisor);
        }
        let mut value = digits::read(first.text, self.grouping)?;
        if first.text.len() <= 3 {
            while let Some(group) = self.spaced_group() {
                value = value
                    .checked_mul(Decimal::ONE_THOUSAND)?
                    .checked_add(group)?;
            }
        }
        if let Some(part) = self.vulgar() {
            return value.checked_add(part);
        }
        let end = self.at;
        if let Some(numerator) = self.peek().filter(|token| token.kind == Kind::Digits) {
            self.at += 1;
            let part = self
                .slash()
                .and_then(|divisor| part_of(digits::read(numerator.text, self.grouping)?, divisor));
            match part {
                Some(part) => return value.checked_add(part),
                None => self.at = end,
            }
        }
        Some(value)
    }

    /// The next three digits of `1 034 567`, or of `158, 666` with its slip of the space bar.
    fn spaced_group(&mut self) -> Option<Decimal> {
        let start = self.at;
        self.skip_mark(",");
        let group = self.peek().filter(|token| {
            token.kind == Kind::Digits
                && token.spaced
                && token.text.len() == 3
                && token.text.bytes().all(|byte| byte.is_ascii_digit())
        });
        match group {
            Some(group) => {
                self.at += 1;
                digits::read(group.text, self.grouping)
            }
            None => {
                self.at = start;
                None
            }
        }
    }

    /// The divisor of `1/2`; takes nothing where there is no slash with digits around it.
    fn slash(&mut self) -> Option<Decimal> {
        let slash = self.peek()?;
        let divisor = self.tokens.get(self.at + 1)?;
        let fraction = (slash.is_mark("/") || slash.is_mark("\u{2044}"))
            && divisor.kind == Kind::Digits
            && !slash.spaced
            && !divisor.spaced;
        if !fraction {
            return None;
        }
        self.at += 2;
        digits::read(divisor.text, self.grouping)
    }

    /// `½` and its like.
    fn vulgar(&mut self) -> Option<Decimal> {
        let token = self.peek().filter(|token| token.kind == Kind::Vulgar)?;
        let (count, parts) = match token.text {
            "¼" => (1, 4),
            "½" => (1, 2),
            "¾" => (3, 4),
            "⅓" => (1, 3),
            "⅔" => (2, 3),
            "⅕" => (1, 5),
            "⅖" => (2, 5),
            "⅗" => (3, 5),
            "⅘" => (4, 5),
            "⅙" => (1, 6),
            "⅚" => (5, 6),
            "⅛" => (1, 8),
            "⅜" => (3, 8),
            "⅝" => (5, 8),
            "⅞" => (7, 8),
            _ => return None,
        };
        self.at += 1;
        Decimal::from(count).checked_div(Decimal::from(parts))
    }

    /// The part that follows a whole: `and a half`, `-and-three-quarters`.
    fn and_fraction(&mut self) -> Option<Decimal> {
        let start = self.at;
        let part = if self.skip_joint("and") {
            self.fraction()
        } else {
            None
        };
        if part.is_none() {
            self.at = start;
        }
        part
    }

    /// Product and last of the magnitudes that stand here; `Some(None)` where there are none, `None`
    /// where their product is out of range.
    #[expect(clippy::option_option, reason = "the outer option is overflow")]
    fn scales(&mut self) -> Option<Option<(Decimal, Decimal)>> {
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
    fn scale(&self) -> Option<(i64, usize)> {
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
            Part::Suffix(scale)
                if behind_digits
                    && at == self.at
                    && (!token.spaced || self.suffixes == Suffixes::Spaced) =>
            {
                scale
            }
            _ => return None,
        };
        Some((scale, at + 1))
    }

    /// Whether a magnitude stands here; one that could do without a count is none.
    fn scale_ahead(&self) -> bool {
        matches!(self.part(), Some(Part::Scale(_)))
    }

    /// Takes `hundred`, behind a hyphen perhaps.
    fn hundred(&mut self) -> bool {
        match self.scale() {
            Some((100, end)) => {
                self.at = end;
                true
            }
            _ => false,
        }
    }

    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    fn peek_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.is_word(word))
    }

    fn part(&self) -> Option<Part> {
        let token = self.peek().filter(|token| token.kind == Kind::Word)?;
        part(token.text)
    }

    fn skip_mark(&mut self, mark: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.is_mark(mark));
        self.at += usize::from(found);
        found
    }

    fn skip_hyphen(&mut self) -> bool {
        let found = self
            .peek()
            .is_some_and(|token| token.kind == Kind::Dash && !token.spaced);
        self.at += usize::from(found);
        found
    }

    /// Takes `word` with the hyphens around it: `two-and-a-half`.
    fn skip_joint(&mut self, word: &str) -> bool {
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

/// `value` times the magnitudes found, if any; `None` if that is out of range.
fn times(value: Decimal, scales: Option<(Decimal, Decimal)>) -> Option<Decimal> {
    match scales {
        Some((product, _)) => value.checked_mul(product),
        None => Some(value),
    }
}

/// A proper fraction such as is said of money and time: `1/2`, `3/16`. Dates and rates are none.
fn part_of(count: Decimal, parts: Decimal) -> Option<Decimal> {
    let proper = count < parts && count > Decimal::ZERO && parts <= Decimal::from(64);
    proper.then(|| count.checked_div(parts))?
}

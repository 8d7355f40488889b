//! Tokens → the number that they begin with: digits or words, fractions, magnitudes. Comparators and
//! ranges are `amount`'s business.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::digits::Grouping;
use super::words::Part;
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

impl Cursor<'_, '_> {
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
            let end = self.at;
            if let Some(part) = self.and_fraction() {
                // `a billion and a quarter` is one term, `a billion and a quarter million` are two.
                if !self.scale_ahead() {
                    number.value = number.value.checked_add(part.checked_mul(ceiling)?)?;
                    break;
                }
                self.at = end;
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
        let group = self.fraction_of().or_else(|| self.group());
        let term = group.and_then(|group| {
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
        if let Some(part) = self.and_fraction() {
            return Some(Group {
                value: value.checked_add(part)?,
                scale: None,
                digits,
            });
        }
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
}

/// `value` times the magnitudes found, if any; `None` if that is out of range.
fn times(value: Decimal, scales: Option<(Decimal, Decimal)>) -> Option<Decimal> {
    match scales {
        Some((product, _)) => value.checked_mul(product),
        None => Some(value),
    }
}

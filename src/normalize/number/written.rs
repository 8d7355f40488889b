//! Digits at a cursor → their value, with what belongs to them: groups parted by spaces, a fraction
//! behind. Words are `cardinal`'s business.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::digits;
use crate::normalize::token::Kind;

impl Cursor<'_, '_> {
    /// Digits with what belongs to them: groups parted by spaces, a fraction behind.
    pub(super) fn digits(&mut self) -> Option<Decimal> {
        let first = self.peek()?;
        self.at += 1;
        if let Some(divisor) = self.slash() {
            return part_of(digits::read(first.text, self.grouping)?, divisor);
        }
        let mut value = digits::read(first.text, self.grouping)?;
        if first.text.len() <= 3 {
            while let Some(group) = self.spaced_group() {
                // A group with decimals is the last.
                let last = !group.fract().is_zero() || group.scale() > 0;
                value = value
                    .checked_mul(Decimal::ONE_THOUSAND)?
                    .checked_add(group)?;
                if last {
                    break;
                }
            }
        }
        if self.peek_word("point")
            && let Some(decimals) = self.tokens.get(self.at + 1)
            && let Some(text) = Some(decimals.text).filter(|_| decimals.kind == Kind::Digits)
            && let Ok(scale) = u32::try_from(text.len())
            && scale < 10
        {
            self.at += 2;
            let part = digits::read(text, self.grouping)?;
            let place = Decimal::try_from_i128_with_scale(1, scale).ok()?;
            return value.checked_add(part.checked_mul(place)?);
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

    /// The next three digits of `1 034 567`, or of `158, 666` with its slip of the space bar; the last
    /// group may go on in decimals: `5 833,00`.
    fn spaced_group(&mut self) -> Option<Decimal> {
        let start = self.at;
        self.skip_mark(",");
        let group = self.peek().filter(|token| {
            let text = token.text.as_bytes();
            let three = text.iter().take(3).filter(|byte| byte.is_ascii_digit());
            let decimals = matches!(text.get(3), Some(b'.' | b',')) && text.len() < 7;
            token.kind == Kind::Digits
                && token.spaced
                && three.count() == 3
                && (text.len() == 3 || decimals)
        });
        let value = group.and_then(|group| digits::read(group.text, self.grouping));
        match value {
            Some(_) => self.at += 1,
            None => self.at = start,
        }
        value
    }

    /// The divisor of `1/2`; takes nothing where there is no slash with digits around it.
    pub(super) fn slash(&mut self) -> Option<Decimal> {
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
    pub(super) fn vulgar(&mut self) -> Option<Decimal> {
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
}

/// A proper fraction such as is said of money and time: `1/2`, `3/16`. Dates and rates are none.
fn part_of(count: Decimal, parts: Decimal) -> Option<Decimal> {
    let proper = count < parts && count > Decimal::ZERO && parts <= Decimal::from(64);
    proper.then(|| count.checked_div(parts))?
}

//! Digits and their separators → an exact number: `1,034.50`, `1,00,000`, `1.034,50`, `1'034`.
//! Separators that group nothing give nothing.

use rust_decimal::Decimal;

/// Which mark parts thousands where a number could be read both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::normalize) enum Grouping {
    /// `1,034` is a thousand and thirty-four, `1.034` is one and a bit.
    #[default]
    English,
    /// `1.034` is a thousand and thirty-four, `1,5` is one and a half.
    Continental,
}

/// The value of `text`, which is digits with single separators between them.
pub(in crate::normalize) fn read(text: &str, grouping: Grouping) -> Option<Decimal> {
    let Some(last) = text.rfind(|character: char| !character.is_ascii_digit()) else {
        return from_parts(text, "");
    };
    let (head, tail) = (&text[..last], &text[last..]);
    let mark = tail.chars().next()?;
    let tail = &tail[mark.len_utf8()..];
    match head.chars().find(|character| !character.is_ascii_digit()) {
        // Two or more separators of one kind part groups; of two kinds, the last one is the decimal mark.
        Some(first) if same(first, mark) => grouped(text, first).then(|| from_parts(text, ""))?,
        Some(first) => {
            (is_decimal(mark) && grouped(head, first)).then(|| from_parts(head, tail))?
        }
        None => {
            let thousands = tail.len() == 3 && (1..=3).contains(&head.len()) && head != "0";
            match (mark, grouping) {
                ('.', Grouping::English) => from_parts(head, tail),
                ('.' | '\'' | '\u{2019}', _) if thousands => from_parts(text, ""),
                ('.', Grouping::Continental) => from_parts(head, tail),
                (',', Grouping::English) if thousands => from_parts(text, ""),
                // Where commas mark decimals, three digits after one could still be thousands.
                (',', Grouping::Continental) if thousands => None,
                (',', _) if tail.len() < 3 || head == "0" => from_parts(head, tail),
                _ => None,
            }
        }
    }
}

/// Whether the two marks are the same separator; both apostrophes are.
fn same(one: char, other: char) -> bool {
    let apostrophe = |mark| matches!(mark, '\'' | '\u{2019}');
    one == other || (apostrophe(one) && apostrophe(other))
}

/// Whether `mark` can stand before decimals.
fn is_decimal(mark: char) -> bool {
    matches!(mark, '.' | ',')
}

/// Whether `mark` parts `text` into thousands, or by twos above the last three digits (lakh, crore).
fn grouped(text: &str, mark: char) -> bool {
    let mut groups = text.rsplit(|character| same(character, mark));
    let Some(last) = groups.next() else {
        return false;
    };
    let mut widths = groups.map(str::len).peekable();
    if last.len() != 3 || widths.peek().is_none() {
        return false;
    }
    let (mut thousands, mut lakhs) = (true, mark == ',');
    while let Some(width) = widths.next() {
        let leading = widths.peek().is_none();
        thousands &= width == 3 || (leading && (1..3).contains(&width));
        lakhs &= width == 2 || (leading && width == 1);
    }
    let is_number = |character: char| character.is_ascii_digit() || same(character, mark);
    text.chars().all(is_number) && (thousands || lakhs)
}

/// The number whose whole digits are those of `whole`, any marks aside, and whose decimals are `decimals`.
fn from_parts(whole: &str, decimals: &str) -> Option<Decimal> {
    let mut mantissa = 0_i128;
    for digit in whole.bytes().chain(decimals.bytes()) {
        if digit.is_ascii_digit() {
            mantissa = mantissa
                .checked_mul(10)?
                .checked_add(i128::from(digit - b'0'))?;
        }
    }
    let scale = u32::try_from(decimals.len()).ok()?;
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

#[cfg(test)]
mod tests {
    use super::{Grouping, read};

    #[test]
    fn separators_group_by_the_press_that_uses_them() {
        for (text, english, continental) in [
            ("1034", Some("1034"), Some("1034")),
            ("1,034", Some("1034"), None),
            ("1.034", Some("1.034"), Some("1034")),
            ("1,034.50", Some("1034.50"), Some("1034.50")),
            ("1.034,50", Some("1034.50"), Some("1034.50")),
            ("1.034.567", Some("1034567"), Some("1034567")),
            ("1,00,000", Some("100000"), Some("100000")),
            ("12,34,56,789", Some("123456789"), Some("123456789")),
            ("1'034", Some("1034"), Some("1034")),
            (
                "1\u{2019}034\u{2019}567.5",
                Some("1034567.5"),
                Some("1034567.5"),
            ),
            ("2,5", Some("2.5"), Some("2.5")),
            ("0,750", Some("0.750"), Some("0.750")),
            ("1,0345", None, None),
            ("1.2.3", None, None),
            ("1234,567", None, None),
            ("1,2,3", None, None),
            ("99999999999999999999999999999999999999999", None, None),
        ] {
            let printed = |grouping| read(text, grouping).map(|number| number.to_string());
            assert_eq!(printed(Grouping::English).as_deref(), english, "{text}");
            assert_eq!(
                printed(Grouping::Continental).as_deref(),
                continental,
                "{text}"
            );
        }
    }
}

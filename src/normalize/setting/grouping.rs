//! A document's text → how its numbers part thousands. Where it does not tell, as the English press does.

use crate::normalize::number::Grouping;

/// `1.034,50` and `1.034.567` are continental, `1,034` and `1,034.50` English; the more frequent wins.
pub(super) fn grouping(text: &str) -> Grouping {
    let bytes = text.as_bytes();
    let (mut english, mut continental) = (0_u32, 0_u32);
    for at in separators(bytes) {
        if digits(bytes, at + 1) != 3 {
            continue;
        }
        let next = bytes.get(at + 4).copied();
        let more = digits(bytes, at + 5);
        match (bytes.get(at), next) {
            (Some(b'.'), Some(b'.')) if more == 3 => continental += 1,
            (Some(b'.'), Some(b',')) if more > 0 => continental += 1,
            (Some(b','), _) => english += 1,
            _ => {}
        }
    }
    if continental > english {
        Grouping::Continental
    } else {
        Grouping::English
    }
}

/// Offsets of the dots and commas that follow a digit.
fn separators(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[0].is_ascii_digit() && matches!(pair[1], b'.' | b','))
        .map(|(at, _)| at + 1)
}

/// How many digits begin at `from`, up to four.
fn digits(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter()
        .take(4)
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

#[cfg(test)]
mod tests {
    use super::{Grouping, grouping};

    #[test]
    fn the_document_s_own_numbers_tell() {
        for (text, wanted) in [
            ("", Grouping::English),
            ("rose by 1.5 to 1.034", Grouping::English),
            ("1.034,50 euros", Grouping::Continental),
            ("12.345.678 people", Grouping::Continental),
            ("1,034 of 12.345.678 and 2,000", Grouping::English),
        ] {
            assert_eq!(grouping(text), wanted, "{text}");
        }
    }
}

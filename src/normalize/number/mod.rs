//! Text → an exact number: digits, words, fractions, magnitudes. What it cannot read whole, it does
//! not read: no comparators, no ranges, no units.

mod cardinal;
mod cursor;
mod digits;
mod words;
mod written;

use rust_decimal::Decimal;

use super::token::tokens;

pub(in crate::normalize) use cardinal::{Number, Suffixes, number};
pub(in crate::normalize) use digits::Grouping;
pub(in crate::normalize) use words::{Part, lowercase, part};

/// The number that the whole of `text` says: `1,034`, `two and a half`, `half a million`, `1½`, `5bn`;
/// `None` if any of it is left over.
pub(in crate::normalize) fn read(text: &str) -> Option<Decimal> {
    let tokens = tokens(text);
    number(&tokens, Grouping::English, Suffixes::Glued)
        .filter(|number| number.length == tokens.len())
        .map(|number| number.value)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn whole_stretches_are_numbers() {
        for (text, wanted) in [
            ("two and a half", "2.5"),
            ("two-and-a-half", "2.5"),
            ("1,034", "1034"),
            ("1 034 567", "1034567"),
            ("three hundred and forty-two", "342"),
            ("three hundred and forty-two thousand", "342000"),
            ("half a million", "500000"),
            ("a quarter of a million", "250000"),
            ("three-quarters of a billion", "750000000"),
            ("three quarters", "0.75"),
            ("a half-million", "500000"),
            ("half a dozen", "6"),
            ("a million and a half", "1500000"),
            ("two and a half million", "2500000"),
            ("1½", "1.5"),
            ("2 ½", "2.5"),
            ("1 1/2", "1.5"),
            ("3/4", "0.75"),
            ("a hundred", "100"),
            ("twenty-five hundred", "2500"),
            ("one point two million", "1200000.0"),
            ("4.7 million", "4700000.0"),
            ("1.07 lakh crore", "1070000000000"),
            ("2.5-billion", "2500000000"),
            ("5bn", "5000000000"),
            ("two million three hundred thousand and five", "2300005"),
            ("5 crore 20 lakh", "52000000"),
            ("a thousand", "1000"),
            ("two dozen", "24"),
            ("one hundred thousand", "100000"),
            ("one billion and a quarter million", "1000250000"),
            ("one hundred and three quarters", "100.75"),
            ("5 833,00", "5833.00"),
            ("1 234 567.89", "1234567.89"),
            (".75", "0.75"),
            ("10 bln", "10000000000"),
            ("1 point 5", "1.5"),
        ] {
            let number = read(text);
            assert_eq!(number, wanted.parse().ok(), "{text}");
        }
    }

    #[test]
    fn leftovers_and_nonsense_are_no_number() {
        for text in [
            "",
            "and",
            "a",
            "million",
            "16 JF-17",
            "4.5-generation",
            "G7",
            "A350",
            "1-0",
            "version 2.0",
            "one and two",
            "a third man",
            "31 April",
            "5 m",
            "dozens",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

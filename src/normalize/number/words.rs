//! One word → its part in a number: a unit, a ten, a scale, a fraction. What words build together is
//! `cardinal`'s business.

/// The longest word that means anything in a number, in bytes, and room to spare.
const LONGEST: usize = 16;

/// What one word adds to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::normalize) enum Part {
    /// Zero to nineteen.
    Unit(i64),
    /// Twenty to ninety.
    Ten(i64),
    /// A word that multiplies what stands before it: `hundred`, `dozen`, `crore`, `billion`.
    Scale(i64),
    /// The plural of a scale, which also counts without a number: `dozens`, `millions`.
    Scales(i64),
    /// A letter or two that multiply the digits before them: `k`, `m`, `bn`.
    Suffix(i64),
    /// One part of so many, singular: `half`, `quarter`, `third`.
    Fraction(i64),
    /// The plural of such a part: `halves`, `thirds`.
    Fractions(i64),
}

/// The part that `word` plays in a number, in any case, dots aside.
pub(in crate::normalize) fn part(word: &str) -> Option<Part> {
    let mut buffer = [0; LONGEST];
    let part = match lowercase(word, &mut buffer)? {
        "zero" | "nil" | "nought" | "naught" => Part::Unit(0),
        "one" => Part::Unit(1),
        "two" => Part::Unit(2),
        "three" => Part::Unit(3),
        "four" => Part::Unit(4),
        "five" => Part::Unit(5),
        "six" => Part::Unit(6),
        "seven" => Part::Unit(7),
        "eight" => Part::Unit(8),
        "nine" => Part::Unit(9),
        "ten" => Part::Unit(10),
        "eleven" => Part::Unit(11),
        "twelve" => Part::Unit(12),
        "thirteen" => Part::Unit(13),
        "fourteen" => Part::Unit(14),
        "fifteen" => Part::Unit(15),
        "sixteen" => Part::Unit(16),
        "seventeen" => Part::Unit(17),
        "eighteen" => Part::Unit(18),
        "nineteen" => Part::Unit(19),
        "twenty" => Part::Ten(20),
        "thirty" => Part::Ten(30),
        "forty" | "fourty" => Part::Ten(40),
        "fifty" => Part::Ten(50),
        "sixty" => Part::Ten(60),
        "seventy" => Part::Ten(70),
        "eighty" => Part::Ten(80),
        "ninety" => Part::Ten(90),
        "dozen" | "doz" => Part::Scale(12),
        "score" => Part::Scale(20),
        "hundred" => Part::Scale(100),
        "thousand" => Part::Scale(1_000),
        "lakh" | "lac" => Part::Scale(100_000),
        "million" | "mio" | "mil" => Part::Scale(1_000_000),
        "crore" => Part::Scale(10_000_000),
        "billion" | "bil" | "milliard" => Part::Scale(1_000_000_000),
        "trillion" => Part::Scale(1_000_000_000_000),
        "quadrillion" => Part::Scale(1_000_000_000_000_000),
        "dozens" => Part::Scales(12),
        "scores" => Part::Scales(20),
        "hundreds" => Part::Scales(100),
        "thousands" => Part::Scales(1_000),
        "lakhs" | "lacs" => Part::Scales(100_000),
        "millions" => Part::Scales(1_000_000),
        "crores" => Part::Scales(10_000_000),
        "billions" => Part::Scales(1_000_000_000),
        "trillions" => Part::Scales(1_000_000_000_000),
        "k" => Part::Suffix(1_000),
        "m" | "mn" | "mln" | "mm" => Part::Suffix(1_000_000),
        "cr" => Part::Suffix(10_000_000),
        "b" | "bn" | "bln" => Part::Suffix(1_000_000_000),
        "t" | "tn" | "tr" | "trn" | "tln" => Part::Suffix(1_000_000_000_000),
        "half" => Part::Fraction(2),
        "third" => Part::Fraction(3),
        "quarter" => Part::Fraction(4),
        "fifth" => Part::Fraction(5),
        "sixth" => Part::Fraction(6),
        "eighth" => Part::Fraction(8),
        "tenth" => Part::Fraction(10),
        "halves" => Part::Fractions(2),
        "thirds" => Part::Fractions(3),
        "quarters" => Part::Fractions(4),
        "fifths" => Part::Fractions(5),
        "sixths" => Part::Fractions(6),
        "eighths" => Part::Fractions(8),
        "tenths" => Part::Fractions(10),
        _ => return None,
    };
    Some(part)
}

/// `word` in lower case without its dots, written into `buffer`; `None` where it does not fit or is
/// not ASCII.
pub(in crate::normalize) fn lowercase<'a>(word: &str, buffer: &'a mut [u8]) -> Option<&'a str> {
    let mut length = 0;
    for byte in word.bytes().filter(|&byte| byte != b'.') {
        *buffer.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    let lower = buffer.get(..length)?;
    if lower.is_ascii() {
        str::from_utf8(lower).ok()
    } else {
        None
    }
}

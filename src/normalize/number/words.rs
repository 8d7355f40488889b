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
    /// A letter or two that multiply the digits before them, and mean other things elsewhere: `k`, `m`.
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
        b"zero" | b"nil" | b"nought" | b"naught" => Part::Unit(0),
        b"one" => Part::Unit(1),
        b"two" => Part::Unit(2),
        b"three" => Part::Unit(3),
        b"four" => Part::Unit(4),
        b"five" => Part::Unit(5),
        b"six" => Part::Unit(6),
        b"seven" => Part::Unit(7),
        b"eight" => Part::Unit(8),
        b"nine" => Part::Unit(9),
        b"ten" => Part::Unit(10),
        b"eleven" => Part::Unit(11),
        b"twelve" => Part::Unit(12),
        b"thirteen" => Part::Unit(13),
        b"fourteen" => Part::Unit(14),
        b"fifteen" => Part::Unit(15),
        b"sixteen" => Part::Unit(16),
        b"seventeen" => Part::Unit(17),
        b"eighteen" => Part::Unit(18),
        b"nineteen" => Part::Unit(19),
        b"twenty" => Part::Ten(20),
        b"thirty" => Part::Ten(30),
        b"forty" | b"fourty" => Part::Ten(40),
        b"fifty" => Part::Ten(50),
        b"sixty" => Part::Ten(60),
        b"seventy" => Part::Ten(70),
        b"eighty" => Part::Ten(80),
        b"ninety" => Part::Ten(90),
        b"dozen" | b"doz" => Part::Scale(12),
        b"score" => Part::Scale(20),
        b"hundred" => Part::Scale(100),
        b"thousand" => Part::Scale(1_000),
        b"lakh" | b"lac" | b"lkh" => Part::Scale(100_000),
        b"million" | b"mio" | b"mil" | b"mn" | b"mln" => Part::Scale(1_000_000),
        b"crore" | b"cr" => Part::Scale(10_000_000),
        b"billion" | b"bil" | b"milliard" | b"bn" | b"bln" => Part::Scale(1_000_000_000),
        b"trillion" | b"tn" | b"trn" | b"tln" => Part::Scale(1_000_000_000_000),
        b"quadrillion" => Part::Scale(1_000_000_000_000_000),
        b"dozens" => Part::Scales(12),
        b"scores" => Part::Scales(20),
        b"hundreds" => Part::Scales(100),
        b"thousands" => Part::Scales(1_000),
        b"lakhs" | b"lacs" => Part::Scales(100_000),
        b"millions" => Part::Scales(1_000_000),
        b"crores" => Part::Scales(10_000_000),
        b"billions" => Part::Scales(1_000_000_000),
        b"trillions" => Part::Scales(1_000_000_000_000),
        b"k" => Part::Suffix(1_000),
        b"m" | b"mm" => Part::Suffix(1_000_000),
        b"b" => Part::Suffix(1_000_000_000),
        b"t" | b"tr" => Part::Suffix(1_000_000_000_000),
        b"half" => Part::Fraction(2),
        b"third" => Part::Fraction(3),
        b"quarter" => Part::Fraction(4),
        b"fifth" => Part::Fraction(5),
        b"sixth" => Part::Fraction(6),
        b"eighth" => Part::Fraction(8),
        b"tenth" => Part::Fraction(10),
        b"halves" => Part::Fractions(2),
        b"thirds" => Part::Fractions(3),
        b"quarters" => Part::Fractions(4),
        b"fifths" => Part::Fractions(5),
        b"sixths" => Part::Fractions(6),
        b"eighths" => Part::Fractions(8),
        b"tenths" => Part::Fractions(10),
        _ => return None,
    };
    Some(part)
}

/// `word` in lower case without its dots, written into `buffer`; `None` where it does not fit or is
/// not ASCII.
pub(in crate::normalize) fn lowercase<'a>(word: &str, buffer: &'a mut [u8]) -> Option<&'a [u8]> {
    let mut length = 0;
    for byte in word.bytes().filter(|&byte| byte != b'.') {
        if !byte.is_ascii() {
            return None;
        }
        *buffer.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    buffer.get(..length)
}

//! A sentence's text → whether it could hold a claim, told without the transformer from words and their neighbors.
//!
//! Each word is scored by hashed features of itself and of the two words on either side; a sentence passes if any word
//! scores at least the threshold, or is an amount by its very looks (`K33bn`, `€345m`): such words are too many for their
//! hashes to be learned. Words are runs of letters and digits, or single marks; digits count as one digit.
//! `models/train/gate.py` learns the weights and computes the same features. What a sentence claims is not asked here.

use super::looks::is_currency_sign;
use crate::error::{Error, ErrorKind};

/// Buckets of the hash are 2 to this power.
const BUCKETS_LOG2: u32 = 17;

/// Bytes of the threshold at the start of the file.
const THRESHOLD_BYTES: usize = 4;

/// FNV-1a's offset basis and prime for 32 bits (Fowler, Noll and Vo).
const FNV_START: u32 = 0x811C_9DC5;
const FNV_PRIME: u32 = 0x0100_0193;

/// Odd numbers, one for each place of a feature.
const PLACES: [u32; 7] = [
    0x9E37_79B1,
    0x85EB_CA77,
    0xC2B2_AE3D,
    0x27D4_EB2F,
    0x1656_67B1,
    0xD3A2_646D,
    0xFD70_46C5,
];

/// What spreads a feature over the buckets; odd.
const SPREAD: u32 = 0x2C1B_3C6D;

/// The weights of the gate.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    threshold: i32,
    /// `[buckets]`.
    weights: Box<[i8]>,
}

/// The hashes of a word: with capitals as small letters, and as written.
#[derive(Debug, Clone, Copy, Default)]
struct Hashes {
    small: u32,
    exact: u32,
}

impl Gate {
    /// Reads the threshold, four bytes, and a byte for each bucket.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if the file is not as long as that.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let wanted = THRESHOLD_BYTES + (1 << BUCKETS_LOG2);
        match bytes.split_first_chunk::<THRESHOLD_BYTES>() {
            Some((threshold, weights)) if bytes.len() == wanted => Ok(Self {
                threshold: i32::from_le_bytes(*threshold),
                weights: weights.iter().map(|byte| byte.cast_signed()).collect(),
            }),
            _ => {
                let message = format!("gate.bin has {} bytes, wanted {wanted}", bytes.len());
                Err(Error::new(ErrorKind::Model, message))
            }
        }
    }

    /// Whether `sentence` could hold a claim.
    pub(super) fn passes(&self, sentence: &str) -> bool {
        if looks_like_an_amount(sentence) {
            return true;
        }
        let nothing = [Hashes::default(); 2];
        let mut words = Words(sentence.as_bytes()).chain(nothing);
        // The word itself stands in the middle, with two on either side.
        let mut five = [Hashes::default(); 5];
        for hashes in &mut five[3..] {
            *hashes = words.next().unwrap_or_default();
        }
        words.any(|next| {
            five.rotate_left(1);
            five[4] = next;
            self.score(&five) >= self.threshold
        })
    }

    /// The sum of the weights of the middle word's features.
    fn score(&self, five: &[Hashes; 5]) -> i32 {
        let [far_before, before, here, after, far_after] = five.map(|hashes| hashes.small);
        let product = |hash: u32, place: usize| hash.wrapping_mul(PLACES[place]);
        let features = [
            product(here, 0),
            product(five[2].exact, 1),
            product(before, 2),
            product(after, 3),
            product(here, 4) ^ product(before, 2),
            product(here, 4) ^ product(after, 3),
            product(far_before, 5),
            product(far_after, 6),
        ];
        let weight = |feature: u32| {
            let mixed = (feature ^ (feature >> 15)).wrapping_mul(SPREAD);
            i32::from(self.weights[(mixed >> (32 - BUCKETS_LOG2)) as usize])
        };
        features.into_iter().map(weight).sum()
    }
}

/// Whether a currency sign stands in `text`, or a digit beside a letter of ASCII.
fn looks_like_an_amount(text: &str) -> bool {
    text.contains(is_currency_sign)
        || text.as_bytes().windows(2).any(|two| {
            two[0].is_ascii_digit() && two[1].is_ascii_alphabetic()
                || two[0].is_ascii_alphabetic() && two[1].is_ascii_digit()
        })
}

/// The hashes of the words in the bytes of a text.
struct Words<'text>(&'text [u8]);

/// Bytes of the character at the start of `text` if it is a mark of U+2000 to U+203F or a space: `None` for letters
/// and digits, and for the bytes of other characters beyond ASCII, which count as letters.
fn mark_length(text: &[u8]) -> Option<usize> {
    match *text {
        [0xE2, 0x80, _, ..] => Some(3),
        [0xC2, 0xA0, ..] => Some(2),
        [first, ..] if first.is_ascii() && !first.is_ascii_alphanumeric() => Some(1),
        _ => None,
    }
}

impl Iterator for Words<'_> {
    type Item = Hashes;

    fn next(&mut self) -> Option<Hashes> {
        let text = self.0;
        let mut at = 0;
        // White space before the word.
        while let Some(length) = mark_length(&text[at..]) {
            let is_space = length == 2 || (length == 1 && is_space(text[at]));
            if !is_space {
                break;
            }
            at += length;
        }
        let start = at;
        match mark_length(&text[at..]) {
            Some(length) => at += length,
            None => {
                while at < text.len() && mark_length(&text[at..]).is_none() {
                    at += 1;
                }
            }
        }
        self.0 = &text[at..];
        (at > start).then(|| hash(&text[start..at]))
    }
}

/// White space within ASCII, the separators of U+001C to U+001F among it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r' | 0x1C..=0x1F)
}

fn hash(word: &[u8]) -> Hashes {
    let add = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(FNV_PRIME);
    let start = Hashes {
        small: FNV_START,
        exact: FNV_START,
    };
    word.iter().fold(start, |hashes, &byte| {
        let byte = if byte.is_ascii_digit() { b'0' } else { byte };
        Hashes {
            small: add(hashes.small, byte.to_ascii_lowercase()),
            exact: add(hashes.exact, byte),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> usize {
        Words(text.as_bytes()).count()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits_or_marks() {
        assert_eq!(words(""), 0);
        assert_eq!(words("  \u{a0}\n"), 0);
        assert_eq!(words("$4bn, on Friday."), 6);
        assert_eq!(words("\u{201c}Zwölf\u{201d}\u{2014}12"), 5);
    }

    #[test]
    fn any_word_can_open_the_gate_wherever_it_stands() {
        let mut bytes = 100_i32.to_le_bytes().to_vec();
        bytes.resize(THRESHOLD_BYTES + (1 << BUCKETS_LOG2), 0);
        let mut gate = Gate::parse(&bytes).unwrap();
        assert!(!gate.passes("") && !gate.passes("dozens died"));
        for text in ["K33bn", "a €5 note", "£ 5", "$", "5m", "F16"] {
            assert!(gate.passes(text), "{text}");
        }
        assert!(!gate.passes("16 of 20, an F-16 and H₂O"));
        let feature = hash(b"dozens").small.wrapping_mul(PLACES[0]);
        let mixed = (feature ^ (feature >> 15)).wrapping_mul(SPREAD);
        gate.weights[(mixed >> (32 - BUCKETS_LOG2)) as usize] = 100;
        for text in [
            "dozens",
            "Dozens",
            "a dozens",
            "dozens of them",
            "in all the dozens",
        ] {
            assert!(gate.passes(text), "{text}");
        }
        assert!(!gate.passes("in all the dozen"));
    }

    #[test]
    fn a_file_of_another_length_is_refused() {
        for length in [0, 3, 4, 1 << BUCKETS_LOG2] {
            let error = Gate::parse(&vec![0; length]).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("gate.bin has {length} bytes, wanted 131076")
            );
        }
    }
}

//! A sentence's text → whether it could hold a claim, told without the transformer by a far smaller network.
//!
//! A word's vector is the sum of two rows that hashes of its letters choose (Svenstrup et al. 2017, "Hash embeddings") and
//! of one that its capitals choose. A convolution over five words and one over three, each with a bias and cut off below
//! zero, and a linear score follow; a sentence passes if any word scores at least the threshold, or is an amount by its
//! very looks (`K33bn`, `€345m`): such words are too many for their letters to be learned. Words are runs of letters and
//! digits, or single marks; digits count as one digit. The numbers are added in one order everywhere, so that the same
//! sentences pass on every processor. `models/train/gate.py` learns the weights. What a sentence claims is not asked here.

use std::array;

use super::looks::is_currency_sign;
use super::weights::{Table, Weights};
use crate::error::{Error, ErrorKind};

/// Rows that the hash of a word's letters chooses from are 2 to this power.
const ROWS_LOG2: u32 = 14;

/// Numbers of a word's vector, and of those that the convolutions make of it.
const WIDTH: usize = 32;

/// Words that the convolutions see at once.
const FIRST_TAPS: usize = 5;
const SECOND_TAPS: usize = 3;

/// FNV-1a's offset basis and prime for 32 bits (Fowler, Noll and Vo).
const FNV_START: u32 = 0x811C_9DC5;
const FNV_PRIME: u32 = 0x0100_0193;

/// Odd numbers that spread a hash over the rows, one for each of a word's two rows.
const SPREAD: [u32; 2] = [0x9E37_79B1, 0x85EB_CA77];

type Vector = [f32; WIDTH];

/// The gate's weights.
#[derive(Clone)]
pub(super) struct Gate {
    /// `[2^ROWS_LOG2, WIDTH]`, left as it is stored: a sentence needs few of its rows.
    letters: Table,
    /// Of words without a capital, with one at the start alone, and with one further on.
    capitals: [Vector; 3],
    first: Convolution<FIRST_TAPS>,
    second: Convolution<SECOND_TAPS>,
    score: Vector,
    threshold: f32,
}

/// A convolution over words, cut off below zero.
#[derive(Clone)]
struct Convolution<const TAPS: usize> {
    /// What each number of each of the words adds to the outcome.
    weights: Box<[[Vector; WIDTH]; TAPS]>,
    bias: Vector,
}

/// What chooses the rows of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    /// Hash of its letters, capitals as small ones and every digit as 0.
    letters: u32,
    /// Index into [`Gate::capitals`].
    capitals: usize,
}

impl<const TAPS: usize> Convolution<TAPS> {
    /// The tensors `{name}.weight`, `[TAPS * WIDTH, WIDTH]`, and `{name}.bias`.
    fn new(weights: &Weights, name: &str) -> Result<Self, Error> {
        let matrix = weights.matrix(&format!("{name}.weight"), TAPS * WIDTH, WIDTH)?;
        let row = |tap: usize, of: usize| array::from_fn(|to| matrix[[tap * WIDTH + of, to]]);
        Ok(Self {
            weights: Box::new(array::from_fn(|tap| array::from_fn(|of| row(tap, of)))),
            bias: vector(weights, &format!("{name}.bias"))?,
        })
    }

    /// What comes of the word in the middle; `None` stands for a place before the sentence or behind it.
    fn of(&self, words: &[Option<Vector>; TAPS]) -> Option<Vector> {
        words[TAPS / 2]?;
        let mut sum = self.bias;
        for (word, weights) in words.iter().zip(&*self.weights) {
            for (&number, weights) in word.iter().flatten().zip(weights) {
                for (sum, weight) in sum.iter_mut().zip(weights) {
                    *sum += number * weight;
                }
            }
        }
        Some(sum.map(|number| number.max(0.0)))
    }
}

impl Gate {
    /// Reads a `gate.safetensors`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if it is no such file, lacks a tensor of its name and shape, or its threshold is no number.
    pub(super) fn parse(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self, Error> {
        let weights = Weights::parse(bytes)?;
        let capitals = weights.matrix("capitals.weight", 3, WIDTH)?;
        let threshold = weights.vector("threshold", 1)?[0];
        if !threshold.is_finite() {
            let message = format!("tensor \"threshold\" is {threshold}, wanted a number");
            return Err(Error::new(ErrorKind::Model, message));
        }
        Ok(Self {
            letters: weights.table("letters.weight", 1 << ROWS_LOG2, WIDTH)?,
            capitals: array::from_fn(|row| array::from_fn(|at| capitals[[row, at]])),
            first: Convolution::new(&weights, "first")?,
            second: Convolution::new(&weights, "second")?,
            score: vector(&weights, "score.weight")?,
            threshold,
        })
    }

    /// Whether `sentence` could hold a claim.
    pub(super) fn passes(&self, sentence: &str) -> bool {
        looks_like_an_amount(sentence) || self.scores(sentence).any(|score| score >= self.threshold)
    }

    /// The score of each word, in order. However long the sentence is, only the words in reach are kept.
    fn scores<'a>(&'a self, sentence: &'a str) -> impl Iterator<Item = f32> + 'a {
        let ahead = FIRST_TAPS / 2 + SECOND_TAPS / 2;
        let words = Words(sentence.as_bytes()).map(|word| Some(self.vector(word)));
        let mut near = [None; FIRST_TAPS];
        let mut mixed = [None; SECOND_TAPS];
        words
            .chain(std::iter::repeat_n(None, ahead))
            .filter_map(move |next| {
                push(&mut near, next);
                push(&mut mixed, self.first.of(&near));
                let outcome = self.second.of(&mixed)?;
                let products = outcome.iter().zip(&self.score);
                Some(products.map(|(number, weight)| number * weight).sum())
            })
    }

    /// The sum of the rows that `word` chooses.
    fn vector(&self, word: Word) -> Vector {
        let mut sum = self.capitals[word.capitals];
        for chosen in word.rows() {
            let mut row = [0.0; WIDTH];
            self.letters.read_row(chosen, &mut row);
            for (sum, number) in sum.iter_mut().zip(row) {
                *sum += number;
            }
        }
        sum
    }
}

/// The tensor `name`, `[WIDTH]`.
fn vector(weights: &Weights, name: &str) -> Result<Vector, Error> {
    let values = weights.vector(name, WIDTH)?;
    Ok(array::from_fn(|at| values[at]))
}

/// Moves every word one place to the front and puts `next` behind them.
fn push<const COUNT: usize>(words: &mut [Option<Vector>; COUNT], next: Option<Vector>) {
    words.rotate_left(1);
    words[COUNT - 1] = next;
}

/// Whether a currency sign stands in `text`, or a digit beside a letter of ASCII.
fn looks_like_an_amount(text: &str) -> bool {
    text.contains(is_currency_sign)
        || text.as_bytes().windows(2).any(|two| {
            two[0].is_ascii_digit() && two[1].is_ascii_alphabetic()
                || two[0].is_ascii_alphabetic() && two[1].is_ascii_digit()
        })
}

/// The words in the bytes of a text.
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
    type Item = Word;

    fn next(&mut self) -> Option<Self::Item> {
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
        (at > start).then(|| Word::new(&text[start..at]))
    }
}

/// White space within ASCII, the separators of U+001C to U+001F among it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r' | 0x1C..=0x1F)
}

impl Word {
    /// Of the bytes of a word, which has at least one.
    fn new(word: &[u8]) -> Self {
        let letters = word.iter().fold(FNV_START, |hash, &byte| {
            let digit = byte.is_ascii_digit();
            let byte = if digit {
                b'0'
            } else {
                byte.to_ascii_lowercase()
            };
            (hash ^ u32::from(byte)).wrapping_mul(FNV_PRIME)
        });
        let capitals = match word.iter().rposition(u8::is_ascii_uppercase) {
            None => 0,
            Some(0) => 1,
            Some(_) => 2,
        };
        Self { letters, capitals }
    }

    /// The rows that its letters choose.
    fn rows(self) -> [usize; 2] {
        let mixed = self.letters ^ (self.letters >> 15);
        SPREAD.map(|spread| (mixed.wrapping_mul(spread) >> (32 - ROWS_LOG2)) as usize)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use safetensors::tensor::{Dtype, TensorView, serialize};

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
    fn capitals_choose_a_row_and_leave_the_letters() {
        let [small, capital, all, inside] =
            ["may", "May", "MAY", "mAy"].map(|word| Word::new(word.as_bytes()));
        assert_eq!(
            [small, capital, all, inside].map(|word| word.capitals),
            [0, 1, 2, 2]
        );
        assert_eq!(small.letters, all.letters);
        assert_eq!(Word::new(b"17"), Word::new(b"23"));
        assert_ne!(Word::new(b"17"), Word::new(b"170"));
    }

    /// A gate that only the word `dozens` opens: both of its rows hold a one, which the convolutions hand on.
    fn of_dozens() -> Vec<u8> {
        let mut tensors: BTreeMap<&str, (Vec<usize>, Vec<f32>)> = BTreeMap::new();
        let mut zeros = |name, shape: &[usize]| {
            tensors.insert(name, (shape.to_vec(), vec![0.0; shape.iter().product()]));
        };
        zeros("letters.weight", &[1 << ROWS_LOG2, WIDTH]);
        zeros("capitals.weight", &[3, WIDTH]);
        zeros("first.weight", &[FIRST_TAPS * WIDTH, WIDTH]);
        zeros("second.weight", &[SECOND_TAPS * WIDTH, WIDTH]);
        for name in ["first.bias", "second.bias", "score.weight"] {
            zeros(name, &[WIDTH]);
        }
        zeros("threshold", &[1]);
        let mut one = |name, at: usize| tensors.get_mut(name).expect("a tensor").1[at] = 1.0;
        for row in Word::new(b"dozens").rows() {
            one("letters.weight", row * WIDTH);
        }
        one("first.weight", FIRST_TAPS / 2 * WIDTH * WIDTH);
        one("second.weight", SECOND_TAPS / 2 * WIDTH * WIDTH);
        one("score.weight", 0);
        one("threshold", 0);
        let bytes = |values: &[f32]| -> Vec<u8> {
            values
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect()
        };
        let stored: Vec<_> = tensors
            .iter()
            .map(|(name, (shape, values))| (*name, shape.clone(), bytes(values)))
            .collect();
        let views = stored.iter().map(|(name, shape, bytes)| {
            let view = TensorView::new(Dtype::F32, shape.clone(), bytes).expect("a tensor");
            (*name, view)
        });
        serialize(views, None).expect("a file")
    }

    #[test]
    fn any_word_can_open_the_gate_wherever_it_stands() {
        let gate = Gate::parse(of_dozens()).unwrap();
        assert!(!gate.passes("") && !gate.passes("scores died"));
        for text in ["K33bn", "a €5 note", "£ 5", "$", "5m", "F16"] {
            assert!(gate.passes(text), "{text}");
        }
        assert!(!gate.passes("16 of 20, an F-16 and H₂O"));
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
    fn a_file_without_its_tensors_is_refused() {
        assert!(Gate::parse(Vec::new()).is_err());
        let error = Gate::parse(
            serialize::<_, TensorView<'_>, [(&str, TensorView<'_>); 0]>([], None).unwrap(),
        );
        assert_eq!(
            error.err().unwrap().to_string(),
            "there is no tensor \"capitals.weight\", wanted one of shape [3, 32]"
        );
    }

    /// The shipped gate scores words as the program that trained it does.
    #[test]
    fn scores_are_those_of_pytorch() {
        let gate = Gate::parse(include_bytes!(
            "../../models/claimex-gate-1/gate.safetensors"
        ))
        .unwrap();
        let reference: BTreeMap<String, Vec<f32>> =
            serde_json::from_str(include_str!("../../tests/golden/gate/reference.json")).unwrap();
        assert!(reference.len() > 5);
        for (sentence, wanted) in &reference {
            let scores: Vec<f32> = gate.scores(sentence).collect();
            assert_eq!(scores.len(), wanted.len(), "{sentence}");
            for (score, wanted) in scores.iter().zip(wanted) {
                assert!(
                    (score - wanted).abs() < 1e-3,
                    "{sentence}: {score} is not {wanted}"
                );
            }
        }
    }
}

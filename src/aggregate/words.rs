//! Words in, term numbers out: what of a text can show that two texts speak of one thing. Stop words and numbers are
//! dropped; the rest are stemmed, and words of one class (`coach`, `bus`; `Kenya`, `Kenyan`) share one term. Words with
//! several meanings are not told apart.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// Number of a term in one [`Words`]; equal numbers mean equal terms.
pub(super) type Term = u32;

/// Classes of words, embedded from `seeds/`.
const CLASSES: [&str; 2] = [
    include_str!("../../seeds/event_words.txt"),
    include_str!("../../seeds/countries.txt"),
];

/// Words that news uses to report rather than to tell; they say nothing of what is told.
const REPORTING: [&str; 22] = [
    "accord", "add", "also", "claim", "could", "earlier", "have", "last", "may", "month", "new",
    "one", "report", "said", "say", "state", "told", "two", "week", "would", "year", "years",
];

/// Words that only count; the value of a claim is compared, not its wording.
const COUNTING: [&str; 37] = [
    "zero",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "score",
    "about",
    "least",
    "nearly",
    "almost",
];

/// Names of days and months; the time of a claim is compared, not its wording.
const CALENDAR: [&str; 25] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "day",
    "today",
    "yesterday",
    "morning",
    "night",
    "evening",
    "afternoon",
];

/// Gives each term a number, in order of first sight.
pub(super) struct Words {
    stemmer: Stemmer,
    /// The term of every stem that belongs to a class; stop words have none.
    classes: HashMap<String, Option<String>>,
    /// The term of every written form seen so far.
    forms: HashMap<String, Option<Term>>,
    terms: HashMap<String, Term>,
    /// For each term, how often it was written with a capital inside a sentence, less how often without.
    capitals: Vec<i32>,
}

impl Words {
    /// The words of English news.
    pub(super) fn new() -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut classes = HashMap::new();
        let stop_words = stop_words::lookup("en").unwrap_or_default();
        for word in stop_words
            .iter()
            .chain(&REPORTING)
            .chain(&COUNTING)
            .chain(&CALENDAR)
        {
            classes.insert(stemmer.stem(word).into_owned(), None);
        }
        for line in CLASSES.iter().flat_map(|table| table.lines()) {
            if let Some((class, words)) = line.split_once(':').filter(|_| !line.starts_with('#')) {
                for word in words.split_whitespace().chain([class]) {
                    let stem = stemmer.stem(word).into_owned();
                    classes.insert(stem, Some(format!("={class}")));
                }
            }
        }
        Self {
            stemmer,
            classes,
            forms: HashMap::new(),
            terms: HashMap::new(),
            capitals: Vec::new(),
        }
    }

    /// Number of terms seen so far.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// The term for a mark that is no word, such as a day.
    pub(super) fn mark(&mut self, mark: String) -> Term {
        let next = Term::try_from(self.terms.len()).unwrap_or(Term::MAX);
        *self.terms.entry(mark).or_insert(next)
    }

    /// Whether a term is a name: mostly written with a capital.
    pub(super) fn is_name(&self, term: Term) -> bool {
        self.capitals
            .get(term as usize)
            .is_some_and(|&capitals| capitals > 0)
    }

    /// Whether both sides have names, and none in common.
    pub(super) fn names_clash(&self, one: &[Term], other: &[Term]) -> bool {
        let named = |terms: &[Term]| terms.iter().any(|&term| self.is_name(term));
        named(one)
            && named(other)
            && !one
                .iter()
                .any(|term| self.is_name(*term) && other.contains(term))
    }

    /// The terms of a whole sentence, as [`Words::terms`]; takes note of which are names.
    pub(super) fn read(&mut self, text: &str) -> Vec<Term> {
        for word in text.unicode_words().skip(1) {
            if let Some(term) = self.term(word) {
                self.capitals.resize(self.terms.len(), 0);
                self.capitals[term as usize] += if word.starts_with(char::is_uppercase) {
                    1
                } else {
                    -1
                };
            }
        }
        self.terms(text)
    }

    /// The terms of `text`, sorted, each once.
    pub(super) fn terms(&mut self, text: &str) -> Vec<Term> {
        let mut terms: Vec<Term> = text
            .unicode_words()
            .filter_map(|word| self.term(word))
            .collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    fn term(&mut self, word: &str) -> Option<Term> {
        if let Some(&known) = self.forms.get(word) {
            return known;
        }
        let term = self.canonical(word).map(|canonical| self.mark(canonical));
        self.forms.insert(word.to_owned(), term);
        term
    }

    /// The class or stem of `word`; `None` for stop words, numbers and single letters.
    fn canonical(&self, word: &str) -> Option<String> {
        let lower = word.to_lowercase().replace('’', "'");
        let base = lower.strip_suffix("'s").unwrap_or(&lower);
        if base.chars().any(|letter| letter.is_ascii_digit()) || base.chars().count() < 2 {
            return None;
        }
        // Country names and adjectives are listed as they are written: stems would run some together.
        let stem = self.stemmer.stem(base).into_owned();
        match self.classes.get(&stem) {
            Some(class) => class.clone(),
            None => Some(stem),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_class_are_one_term() {
        let mut words = Words::new();
        for (one, other) in [
            ("coach", "buses"),
            ("Kenya's", "Kenyan"),
            ("blasts", "explosion"),
            ("Quake", "earthquakes"),
        ] {
            assert_eq!(words.terms(one), words.terms(other), "{one} {other}");
        }
        assert_ne!(words.terms("killed"), words.terms("injured"));
    }

    #[test]
    fn numbers_and_stop_words_are_no_terms() {
        assert!(Words::new().terms("the 14 of them said a b").is_empty());
    }
}

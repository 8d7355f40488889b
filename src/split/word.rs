//! A place in a block in → the word there, and what it says of the place: a name goes on, a number, a time of day.
//!
//! Does not decide whether a sentence ends there.

use super::character::{at, is_closer, is_currency_sign, is_dash, is_opener};
use super::item;
use super::lexicon::starts_sentences;

/// The longest word that is read, in bytes: no abbreviation and no web address of interest is longer.
pub(super) const LONGEST_BYTES: usize = 48;

/// How the text goes on after a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// A small letter, or a mark that cannot begin a sentence.
    Small,
    /// A capital letter, or one of a script that has none.
    Capital,
    /// A word with a capital letter that few names begin with.
    Starter,
    /// A number or a sum of money.
    Number,
}

/// How the text goes on at byte `next` of `block`; opening quotes, brackets and dashes are passed over.
pub(super) fn start(block: &str, next: usize) -> Start {
    if item::marker(&block[next..]).is_some_and(|marker| marker.close != ".") {
        return Start::Starter;
    }
    let mut from = next;
    for _ in 0..4 {
        match at(block, from) {
            Some(character) if is_opener(character) || is_dash(character) || character == ' ' => {
                from += character.len_utf8();
            }
            _ => break,
        }
    }
    let Some(first) = at(block, from) else {
        return Start::Small;
    };
    let word = word_after(block, from);
    if first.is_numeric() || is_currency_sign(first) {
        Start::Number
    } else if first.is_lowercase() {
        // `iPhone`, `al-Qaida`, `eBay`: the capital letter comes late.
        let late = word.chars().take(4).any(char::is_uppercase);
        if late { Start::Capital } else { Start::Small }
    } else if first.is_uppercase() {
        let end = word
            .find(|character: char| !character.is_alphabetic() && !matches!(character, '\'' | '’'));
        let (word, rest) = word.split_at(end.unwrap_or(word.len()));
        // `Mr.` does not go on a name, so behind `C.I.A.` it starts a sentence; `A.` and `No.` may go on anything.
        let starts = matches!(word, "Mr" | "Mrs" | "Ms")
            || (!rest.starts_with(['.', '-'])
                && starts_sentences(word.trim_end_matches(['\'', '’'])));
        if starts {
            Start::Starter
        } else {
            Start::Capital
        }
    } else if first.is_alphabetic()
        || (!first.is_ascii() && !is_closer(first))
        || matches!(first, '#' | '@' | '<' | '&')
    {
        Start::Capital
    } else {
        Start::Small
    }
}

/// The word that ends at byte `end` of `block`, without the quotes and brackets that open before it; longer ones are
/// cut, and so are those that reach back behind byte `sentence`.
pub(super) fn word_before(block: &str, sentence: usize, end: usize) -> &str {
    let from = block.ceil_char_boundary(end.saturating_sub(LONGEST_BYTES).max(sentence));
    let text = &block[from..end];
    let mut words = text.rsplit(|character: char| character.is_whitespace() || is_dash(character));
    words.next().unwrap_or(text).trim_start_matches(is_opener)
}

/// The word that starts at byte `start` of `block`; longer ones are cut.
pub(super) fn word_after(block: &str, start: usize) -> &str {
    let text = &block[start..block.floor_char_boundary(start + LONGEST_BYTES)];
    &text[..text.find(char::is_whitespace).unwrap_or(text.len())]
}

/// Whether `word` is the initial of a name.
pub(super) fn is_initial(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether the text at byte `next` is a number written in another way: `IV`, `#3`.
pub(super) fn goes_on_with_numeral(block: &str, next: usize) -> bool {
    let word = word_after(block, next)
        .trim_end_matches(|character: char| character.is_ascii_punctuation());
    let roman = word
        .bytes()
        .all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'));
    word.starts_with('#') || (!word.is_empty() && roman && word != "I")
}

/// Whether `word` is a name that has an exclamation mark of its own.
pub(super) fn is_exclaiming_name(word: &str) -> bool {
    matches!(word, "Yahoo" | "Jeopardy" | "E")
}

/// Whether `opening`, all of a sentence up to a time of day, only says when: `At 5 a.m. Mr. Smith left`.
pub(super) fn is_opening_time(opening: &str) -> bool {
    let mut words = opening.split_whitespace();
    let says_when = matches!(
        words.next(),
        Some(
            "About"
                | "After"
                | "Around"
                | "At"
                | "Before"
                | "By"
                | "From"
                | "On"
                | "Since"
                | "Until"
        )
    );
    says_when && words.take(4).count() < 4
}

/// Whether the text at byte `next` goes on a time of day: `5 p.m. Monday`, `5 p.m. EST`, `5 p.m. Moscow time`.
pub(super) fn goes_on_with_day_or_zone(block: &str, next: usize) -> bool {
    let is_letter = |character: char| character.is_alphabetic();
    let word = word_after(block, next);
    let rest = &block[next + word.len()..];
    let zone_follows = ["time", "Time", "Standard Time", "Daylight Time"]
        .iter()
        .any(|zone| rest.trim_start().starts_with(zone));
    let word = word.trim_end_matches(|character| !is_letter(character));
    let is_zone = (2..=4).contains(&word.len())
        && word.ends_with(['T', 'C'])
        && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_day = matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "Eastern"
            | "Pacific"
            | "Central"
            | "Mountain"
    );
    (zone_follows && !starts_sentences(word)) || is_zone || is_day
}

#[cfg(test)]
mod tests {
    use super::{Start, goes_on_with_day_or_zone, is_opening_time, start, word_after, word_before};

    #[test]
    fn words_end_at_white_space_and_are_never_cut_in_a_character() {
        assert_eq!(word_before("the (U.S.", 0, 8), "U.S");
        assert_eq!(word_before("St. Mary's.", 0, 10), "Mary's");
        assert_eq!(word_after("of the war", 3), "the");
        let long = "é".repeat(100);
        assert!(long.starts_with(word_after(&long, 0)));
        assert!(long.ends_with(word_before(&long, 0, long.len())));
    }

    #[test]
    fn the_next_word_says_how_the_text_goes_on() {
        let starts = [
            ("The war", Start::Starter),
            ("“It’s over", Start::Starter),
            ("(b) wash", Start::Starter),
            ("Mr. Ott", Start::Starter),
            ("Army units", Start::Capital),
            ("A. Smith", Start::Capital),
            ("iPhone", Start::Capital),
            ("北京", Start::Capital),
            ("14 people", Start::Number),
            ("$5", Start::Number),
            ("and so", Start::Small),
            (", he", Start::Small),
            ("", Start::Small),
        ];
        for (text, wanted) in starts {
            assert_eq!(start(text, 0), wanted, "{text}");
        }
    }

    #[test]
    fn times_of_day_go_on_with_a_day_or_a_zone() {
        for text in ["Monday", "EST, said", "UTC)", "Moscow time", "Eastern"] {
            assert!(goes_on_with_day_or_zone(text, 0), "{text}");
        }
        for text in ["Firefighters had", "The time", "A"] {
            assert!(!goes_on_with_day_or_zone(text, 0), "{text}");
        }
        assert!(is_opening_time("At 5 a.m"));
        assert!(!is_opening_time("At the weekend he left at 5 a.m"));
    }
}

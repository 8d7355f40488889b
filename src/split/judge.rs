//! A stop in its block in → whether a sentence ends there.
//!
//! Reads the word before the mark and the word after it, never more. Does not know of quotations or of lists on one
//! line.

use super::character::{at, before, is_closer, is_currency_sign, is_dash, is_mark, is_opener};
use super::item;
use super::lexicon::{Role, role, starts_sentences};
use super::stop::{Kind, Stop};

/// The longest word that is read, in bytes: no abbreviation and no web address of interest is longer.
const LONGEST_BYTES: usize = 48;

/// How the text goes on after a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// A small letter, or a mark that cannot begin a sentence.
    Small,
    /// A capital letter, or one of a script that has none.
    Capital,
    /// A word with a capital letter that few names begin with.
    Starter,
    /// A number or a sum of money.
    Number,
}

/// Whether the sentence of `block` that begins at byte `sentence` ends at `stop`.
pub(super) fn ends_sentence(block: &str, sentence: usize, stop: &Stop) -> bool {
    if stop.kind == Kind::Certain {
        return stop.end > sentence
            && !(block[stop.start..].starts_with('．') && starts_with_digit(block, stop.next));
    }
    if stop.next == stop.end {
        return stop.kind != Kind::Ellipsis && is_missing_space(block, stop);
    }
    if at(block, stop.next).is_some_and(is_mark) {
        return is_before_spaced_ellipsis(block, stop);
    }
    let start = start(block, stop.next);
    let word = word_before(block, sentence, stop.start);
    match stop.kind {
        Kind::Exclamation => {
            start != Start::Small && !(is_exclaiming_name(word) && start != Start::Starter)
        }
        Kind::Ellipsis => start != Start::Small,
        _ if word.is_empty() => ends_at_lone_period(block, sentence, stop, start),
        _ => ends_at_period(block, sentence, stop, word, start),
    }
}

/// Whether a sentence ends at a full stop with `word` before it.
fn ends_at_period(block: &str, sentence: usize, stop: &Stop, word: &str, start: Start) -> bool {
    let word_start = stop.start - word.len();
    let counts = item::marker(&block[sentence..])
        .is_some_and(|marker| sentence + marker.length == stop.next);
    if counts || start == Start::Small {
        return false;
    }
    let marks_and_closers = &block[stop.marks_end..stop.end];
    if marks_and_closers.starts_with('"') || marks_and_closers.starts_with('”') {
        return true;
    }
    if stop.marks_end - stop.start > 1 {
        return true;
    }
    let starts = start == Start::Starter;
    if is_initial(word) {
        return starts
            || (start == Start::Number
                && word.starts_with(|letter: char| letter.is_ascii_uppercase()));
    }
    let opens_bracket = block[stop.next..].starts_with('(');
    let follows_comma = block[..word_start].trim_end().ends_with(',');
    match role(word) {
        Some(Role::Title | Role::Joiner) => false,
        Some(Role::Number) => start != Start::Number && !is_numeral(block, stop.next),
        Some(Role::Name) if word.contains('.') => starts,
        Some(Role::Name) => starts || (start == Start::Number && !opens_bracket),
        Some(Role::State) => starts || (follows_comma && !opens_bracket),
        Some(Role::Clock) => !opens_bracket && !tells_day_or_zone(block, stop.next),
        None => true,
    }
}

/// Whether a sentence ends at a full stop that has white space before it: `. . .`, or a slip such as `Kansas . The`.
fn ends_at_lone_period(block: &str, sentence: usize, stop: &Stop, start: Start) -> bool {
    let mut from = stop.start.saturating_sub(LONGEST_BYTES).max(sentence);
    while !block.is_char_boundary(from) {
        from += 1;
    }
    let dots = block[from..stop.marks_end]
        .bytes()
        .rev()
        .filter(|byte| *byte != b' ')
        .take_while(|byte| *byte == b'.');
    let dots = dots.count();
    let opens = block[sentence..stop.start]
        .bytes()
        .all(|byte| matches!(byte, b' ' | b'.'));
    match start {
        Start::Small => false,
        Start::Starter => !opens,
        _ => !opens && dots != 3,
    }
}

/// Whether the full stop of `stop` ends a sentence before an ellipsis written with spaces: `compounds. . . . The`.
fn is_before_spaced_ellipsis(block: &str, stop: &Stop) -> bool {
    let attached = before(block, stop.start).is_some_and(|character| !character.is_whitespace());
    let rest = block[stop.next..].trim_start_matches(['.', ' ', '\n']);
    stop.kind == Kind::Period
        && attached
        && block[stop.next..].starts_with(". . ")
        && at(rest, 0).is_some_and(char::is_uppercase)
}

/// Whether a space is missing after the mark: `Hello world.Today`, but not `Jane.Doe@example.com` or `example.Com`.
fn is_missing_space(block: &str, stop: &Stop) -> bool {
    let word = word_before(block, 0, stop.start);
    let next = word_after(block, stop.next);
    let small = |character: char| character.is_lowercase();
    let ends_word = word
        .chars()
        .rev()
        .take(2)
        .filter(|&character| small(character))
        .count()
        == 2
        || word.ends_with(|character: char| character.is_ascii_digit());
    let begins_word = {
        let mut letters = next.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none_or(small)
            && !next.contains(['.', '@', '/', '_', '=', '('])
    };
    let is_address = word.contains(['@', '/', '_', '=', '.'])
        && !word.ends_with(|character: char| character.is_ascii_digit());
    ends_word && begins_word && !is_address && stop.marks_end - stop.start == 1
}

/// How the text goes on at byte `next` of `block`; opening quotes, brackets and dashes are passed over.
fn start(block: &str, next: usize) -> Start {
    if item::marker(&block[next..]).is_some() {
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
        let starts =
            !rest.starts_with(['.', '-']) && starts_sentences(word.trim_end_matches(['\'', '’']));
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

/// The word that ends at byte `end` of `block`, without opening quotes, brackets and dashes; at most one line long.
fn word_before(block: &str, sentence: usize, end: usize) -> &str {
    let mut from = end.saturating_sub(LONGEST_BYTES).max(sentence);
    while !block.is_char_boundary(from) {
        from += 1;
    }
    let text = &block[from..end];
    let is_edge =
        |character: char| character.is_whitespace() || is_opener(character) || is_dash(character);
    let start = text.rfind(is_edge).map_or(0, |at| {
        at + super::character::at(text, at).map_or(0, char::len_utf8)
    });
    &text[start..]
}

/// The word that starts at byte `start` of `block`; longer ones are cut.
fn word_after(block: &str, start: usize) -> &str {
    let mut limit = block.len().min(start + LONGEST_BYTES);
    while !block.is_char_boundary(limit) {
        limit -= 1;
    }
    let text = &block[start..limit];
    &text[..text.find(char::is_whitespace).unwrap_or(text.len())]
}

/// Whether `word` is the initial of a name.
fn is_initial(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether the text at byte `next` is a number written in another way: `IV`, `A`, `#3`.
fn is_numeral(block: &str, next: usize) -> bool {
    let word = word_after(block, next)
        .trim_end_matches(|character: char| character.is_ascii_punctuation());
    let roman = word
        .bytes()
        .all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'));
    word.starts_with('#') || (!word.is_empty() && roman && word != "I")
}

/// Whether the text goes on with a digit.
fn starts_with_digit(block: &str, next: usize) -> bool {
    at(block, next).is_some_and(char::is_numeric)
}

/// Whether `word` is a name that has an exclamation mark of its own.
fn is_exclaiming_name(word: &str) -> bool {
    matches!(word, "Yahoo" | "Jeopardy" | "E")
}

/// Whether the text at byte `next` goes on a time of day: `5 p.m. Monday`, `5 p.m. EST`, `5 p.m. Moscow time`.
fn tells_day_or_zone(block: &str, next: usize) -> bool {
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
    zone_follows || is_zone || is_day
}

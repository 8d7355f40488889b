//! A stop in its block in → whether a sentence ends there.
//!
//! Reads the word before the mark, the word after it and the brackets there. Does not know of quotations that hold more
//! than one sentence, or of lists on one line.

use super::character::{at, before, is_dash, is_mark};
use super::item;
use super::lexicon::{Role, role};
use super::stop::{Kind, Stop};
use super::word::{
    LONGEST_BYTES, Start, goes_on_with_day_or_zone, goes_on_with_numeral, is_exclaiming_name,
    is_initial, is_opening_time, start, word_after, word_before,
};

/// The most words of a sentence that are searched for a quotation: long sentences have fewer.
const MOST_WORDS: usize = 100;

/// How far around a full stop without a space another one is looked for, in bytes: about two sentences.
const GLUED_BYTES: usize = 200;

/// Whether the sentence of `block` that begins at byte `sentence` ends at `stop`.
pub(super) fn ends_sentence(block: &str, sentence: usize, stop: &Stop) -> bool {
    if stop.kind == Kind::Certain {
        let is_decimal_point = block[stop.start..].starts_with('．')
            && at(block, stop.next).is_some_and(char::is_numeric);
        return stop.end > sentence && !is_decimal_point;
    }
    if stop.next == stop.end {
        return stop.kind != Kind::Ellipsis && is_missing_space(block, stop);
    }
    if at(block, stop.next).is_some_and(is_mark) {
        return is_before_spaced_ellipsis(block, stop);
    }
    if is_aside(block, stop.next) || is_remark(block, sentence, stop) {
        return false;
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
    let is_compound = block[..word_start].ends_with('-') && !block[..word_start].ends_with(".-");
    if is_initial(word) && !is_compound {
        // At the start it is a label or a name: `Q. What is his name?`, `J. Smith`.
        return starts && word_start > sentence;
    }
    let follows = at(block, stop.next);
    let opens_bracket = follows == Some('(');
    let role = role(word);
    if role.is_some() && follows.is_some_and(is_dash) {
        // A dateline: `MILL CREEK, Okla. — A tornado`.
        return false;
    }
    let follows_comma = block[..word_start].trim_end().ends_with(',');
    match role {
        Some(Role::Title | Role::Joiner) => false,
        Some(Role::Number) => start != Start::Number && !goes_on_with_numeral(block, stop.next),
        Some(Role::Name) if word.contains('.') => starts,
        Some(Role::Name) => starts || (start == Start::Number && !opens_bracket),
        Some(Role::State) => starts || (follows_comma && !opens_bracket),
        Some(Role::Clock) => {
            !opens_bracket
                && !goes_on_with_day_or_zone(block, stop.next)
                && !is_opening_time(&block[sentence..stop.start])
        }
        None => true,
    }
}

/// Whether a sentence ends at a full stop that has white space before it: `. . .`, or a slip such as `Kansas . The`.
fn ends_at_lone_period(block: &str, sentence: usize, stop: &Stop, start: Start) -> bool {
    let from = block.ceil_char_boundary(stop.start.saturating_sub(LONGEST_BYTES).max(sentence));
    let dots = block[from..stop.marks_end]
        .bytes()
        .rev()
        .filter(|byte| *byte != b' ')
        .take_while(|byte| *byte == b'.');
    let dots = dots.count();
    let opens = from == sentence
        && block[from..stop.start]
            .bytes()
            .all(|byte| matches!(byte, b' ' | b'.'));
    match start {
        Start::Small => false,
        _ => !opens && dots != 3,
    }
}

/// Whether the full stop of `stop` ends a sentence before an ellipsis written with spaces: `compounds. . . . The`.
fn is_before_spaced_ellipsis(block: &str, stop: &Stop) -> bool {
    let attached = before(block, stop.start).is_some_and(|character| !character.is_whitespace());
    let follows = block[stop.next..]
        .chars()
        .take(LONGEST_BYTES)
        .find(|character| !matches!(character, '.' | ' ' | '\n'));
    stop.kind == Kind::Period
        && attached
        && block[stop.next..].starts_with(". . ")
        && follows.is_some_and(char::is_uppercase)
}

/// Whether a space is missing after the full stop: `Hello world.Today is Tuesday.Mr. Smith left`, but not
/// `Jane.Doe@example.com`. One such place may be the name of a firm or a file; a text with several is written so.
fn is_missing_space(block: &str, stop: &Stop) -> bool {
    let word = word_before(block, 0, stop.start);
    let next = word_after(block, stop.next);
    let next = next.strip_suffix('.').unwrap_or(next);
    let begins_word = {
        let mut letters = next.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none_or(char::is_lowercase)
    };
    let is_address = |word: &str| word.contains(['.', '@', '/', '_', '=', '(']);
    let bytes = block.as_bytes();
    let around =
        &bytes[stop.start.saturating_sub(GLUED_BYTES)..bytes.len().min(stop.end + GLUED_BYTES)];
    begins_word
        && is_glued(&bytes[stop.start.saturating_sub(2)..bytes.len().min(stop.end + 1)])
        && !is_address(next)
        && (!is_address(word) || ends_with_digit(word))
        && around
            .windows(4)
            .filter(|window| is_glued(window))
            .nth(1)
            .is_some()
}

/// Whether `window` is the end of a word or a number, a full stop and a capital letter.
fn is_glued(window: &[u8]) -> bool {
    let [first, second, b'.', third] = window else {
        return false;
    };
    let ends_word =
        (first.is_ascii_lowercase() && second.is_ascii_lowercase()) || second.is_ascii_digit();
    ends_word && third.is_ascii_uppercase()
}

/// Whether `word` ends with a digit.
fn ends_with_digit(word: &str) -> bool {
    word.ends_with(|character: char| character.is_ascii_digit())
}

/// Whether the bracket that opens at byte `next` belongs to the sentence before it: the mark of that sentence, or the
/// rest of it, comes after the bracket, as in `"stairways [...]" (Smith 55).`
fn is_aside(block: &str, next: usize) -> bool {
    let Some(inside) = block[next..].strip_prefix('(') else {
        return false;
    };
    let Some(length) = inside
        .bytes()
        .take(LONGEST_BYTES)
        .position(|byte| byte == b')')
    else {
        return false;
    };
    inside[length + 1..].starts_with(['.', ',', ';', ':', '?', '!'])
}

/// Whether what follows `stop` is a remark in brackets of the one who quotes: `'Off I go!' he said, 'Now!' (He did.)`. A
/// sentence that is nothing but a quotation has none.
fn is_remark(block: &str, sentence: usize, stop: &Stop) -> bool {
    let is_quote = |character: char| matches!(character, '"' | '”' | '\'' | '’');
    let quotes = block[stop.marks_end..stop.end].starts_with(is_quote)
        && block[stop.next..].starts_with('(');
    let mut earlier = block[sentence..stop.start]
        .split_whitespace()
        .take(MOST_WORDS)
        .skip(1);
    quotes && earlier.any(|word| word.starts_with(['"', '“', '\'', '‘']))
}

#[cfg(test)]
mod tests {
    use super::ends_sentence;
    use crate::split::stop;

    /// Whether the sentence that `text` begins with ends at its last stop that something follows.
    fn ends(text: &str) -> bool {
        let mut from = 0;
        let mut ends = false;
        while let Some(stop) = stop::next(text, from).filter(|stop| stop.next < text.len()) {
            ends = ends_sentence(text, 0, &stop);
            from = stop.marks_end;
        }
        ends
    }

    #[test]
    fn sentences_end() {
        for text in [
            "Two died. Ten lived",
            "Two died. 10 lived",
            "They left Waco, Tex. Soldiers came",
            "It is in the U.S. The state",
            "It was 5 p.m. Soldiers came",
            "All was lost. (Nobody wept.) ",
            "They cost No. They",
            "It is over! Nobody",
        ] {
            assert!(ends(text), "{text}");
        }
    }

    #[test]
    fn sentences_go_on() {
        for text in [
            "He met Gen. The",
            "It is in the U.S. Army",
            "It cost Rs. 50",
            "It was 5 p.m. Monday",
            "J. Smith",
            "1. Wash",
            "A fire broke out. (Reuters).",
            "No! he",
            "Shares of Yahoo! Inc",
            "One is Node.Js it",
        ] {
            assert!(!ends(text), "{text}");
        }
    }
}

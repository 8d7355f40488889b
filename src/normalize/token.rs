//! Text → tokens: runs of digits, words, currency symbols, dashes and other marks, borrowed from the
//! text. It knows no word's meaning.

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::normalize) enum Kind {
    /// Digits, with the separators between them: `1,034.50`, `.75`.
    Digits,
    /// One vulgar fraction: `½`.
    Vulgar,
    /// Letters, with the dots and apostrophes of abbreviations: `U.S.`, `mln`, `Rs.`.
    Word,
    /// One currency symbol: `$`, `₦`.
    Symbol,
    /// A hyphen, dash or minus sign.
    Dash,
    /// Any other single character.
    Mark,
}

/// A piece of a text.
#[derive(Debug, Clone, Copy)]
pub(in crate::normalize) struct Token<'a> {
    /// Its own characters.
    pub(in crate::normalize) text: &'a str,
    /// What it is made of.
    pub(in crate::normalize) kind: Kind,
    /// Whether white space stands before it.
    pub(in crate::normalize) spaced: bool,
}

impl Token<'_> {
    /// Whether this is the mark `mark`.
    pub(in crate::normalize) fn is_mark(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }

    /// Whether this is the word `word` in any case, a dot behind it aside.
    pub(in crate::normalize) fn is_word(&self, word: &str) -> bool {
        let own = self.text.strip_suffix('.').unwrap_or(self.text);
        self.kind == Kind::Word && own.eq_ignore_ascii_case(word)
    }

    /// Whether this is one of `words`, in any case, a dot behind it aside.
    pub(in crate::normalize) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(word))
    }
}

/// Whether `word` is one of `list`, in any case.
pub(in crate::normalize) fn is_any(word: &str, list: &[&str]) -> bool {
    list.iter().any(|listed| word.eq_ignore_ascii_case(listed))
}

/// The last word of `words`, up to white space; empty if there is none.
pub(in crate::normalize) fn last_word(words: &str) -> &str {
    words.split_whitespace().next_back().unwrap_or_default()
}

/// The tokens of `text`, in order. Every character that is not white space is in exactly one.
pub(in crate::normalize) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(8);
    let mut rest = text;
    let mut spaced = false;
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            spaced = true;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (kind, length) = first_token(first, rest);
        let (text, after) = rest.split_at(length);
        tokens.push(Token { text, kind, spaced });
        spaced = false;
        rest = after;
    }
    tokens
}

/// Kind and length in bytes of the token that `rest` begins with.
fn first_token(first: char, rest: &str) -> (Kind, usize) {
    let decimals = first == '.' && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    if first.is_ascii_digit() || decimals {
        (Kind::Digits, digits_length(rest))
    } else if is_vulgar(first) {
        (Kind::Vulgar, first.len_utf8())
    } else if first.is_alphabetic() {
        (Kind::Word, word_length(rest))
    } else if is_symbol(first) {
        (Kind::Symbol, first.len_utf8())
    } else if matches!(first, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}') {
        (Kind::Dash, first.len_utf8())
    } else {
        (Kind::Mark, first.len_utf8())
    }
}

/// Length in bytes of the digits that `rest` begins with, single separators between digits included.
fn digits_length(rest: &str) -> usize {
    let mut end = 0;
    let mut separator = None;
    for (at, character) in rest.char_indices() {
        match character {
            '0'..='9' => {
                end = at + 1;
                separator = None;
            }
            '.' | ',' | '\'' | '\u{2019}' if separator.is_none() => separator = Some(character),
            _ => break,
        }
    }
    end
}

/// Length in bytes of the word that `rest` begins with; a possessive `'s` is a part of it.
fn word_length(rest: &str) -> usize {
    rest.char_indices()
        .find(|(_, character)| {
            !(character.is_alphabetic() || matches!(character, '.' | '\'' | '\u{2019}'))
        })
        .map_or(rest.len(), |(at, _)| at)
}

/// Whether `character` is a fraction of its own, such as `½`.
fn is_vulgar(character: char) -> bool {
    matches!(character, '¼'..='¾' | '\u{2150}'..='\u{215e}')
}

/// Whether `character` is a currency symbol: Unicode's category Sc.
fn is_symbol(character: char) -> bool {
    matches!(
        character,
        '$' | '¢'..='¥' | '\u{58f}' | '\u{60b}' | '\u{9f2}' | '\u{9f3}' | '\u{e3f}' | '\u{17db}'
            | '\u{20a0}'..='\u{20cf}' | '\u{fdfc}' | '\u{fe69}' | '\u{ff04}' | '\u{ffe0}'
            | '\u{ffe1}' | '\u{ffe5}' | '\u{ffe6}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    #[test]
    fn a_mention_falls_into_its_pieces() {
        let pieces: Vec<_> = tokens("about US$2.5-billion, 1,034.")
            .into_iter()
            .map(|token| (token.text, token.kind))
            .collect();
        assert_eq!(
            pieces,
            [
                ("about", Kind::Word),
                ("US", Kind::Word),
                ("$", Kind::Symbol),
                ("2.5", Kind::Digits),
                ("-", Kind::Dash),
                ("billion", Kind::Word),
                (",", Kind::Mark),
                ("1,034", Kind::Digits),
                (".", Kind::Mark),
            ]
        );
    }
}

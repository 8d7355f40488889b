//! One character in → what it may do at the edge of a sentence. Does not look at what stands around it.

/// Whether `character` closes what a sentence may end in: a quotation or a bracket.
pub(super) fn is_closer(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | ')'
            | ']'
            | '}'
            | '”'
            | '’'
            | '»'
            | '›'
            | '」'
            | '』'
            | '）'
            | '】'
            | '〉'
            | '》'
    )
}

/// Whether `character` opens what a sentence may begin with: a quotation or a bracket.
pub(super) fn is_opener(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '`'
            | '('
            | '['
            | '{'
            | '“'
            | '‘'
            | '«'
            | '‹'
            | '„'
            | '‚'
            | '「'
            | '『'
            | '（'
            | '【'
            | '〈'
            | '《'
            | '¿'
            | '¡'
    )
}

/// Whether `character` is a dot that marks an entry of a list, wherever it stands.
pub(super) fn is_bullet(character: char) -> bool {
    matches!(
        character,
        '•' | '‣' | '⁃' | '▪' | '▫' | '●' | '○' | '◦' | '■' | '□' | '►'
    )
}

/// Whether `character` is a dash, which may announce an entry of a list or a speaker.
pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '*')
}

/// Whether `character` ends a sentence whatever follows: the full stops of scripts that have no capital letters.
pub(super) fn is_foreign_stop(character: char) -> bool {
    matches!(
        character,
        '。' | '．' | '｡' | '！' | '？' // Chinese, Japanese
            | '؟' | '۔' // Arabic, Urdu
            | '।' | '॥' // Devanagari and its neighbors
            | '։' // Armenian
            | '።' | '፧' // Ethiopic
            | '။' // Myanmar
            | '។' | '៕' // Khmer
    )
}

/// Whether `character` is an end mark of Latin, Greek or Cyrillic text.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‽' | '⁇' | '⁈' | '⁉')
}

/// Whether `character` announces a sum of money, and so reads like a number.
pub(super) fn is_currency_sign(character: char) -> bool {
    matches!(
        character,
        '$' | '¢'
            | '£'
            | '¤'
            | '¥'
            | '₩'
            | '₪'
            | '₫'
            | '€'
            | '₱'
            | '₴'
            | '₦'
            | '₹'
            | '₺'
            | '₽'
    )
}

/// The character of `text` at byte `at`, if there is one.
pub(super) fn at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The character of `text` just before byte `at`, if there is one.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The first byte at or after `from` whose character `keep` does not hold for.
pub(super) fn skip(text: &str, from: usize, keep: impl Fn(char) -> bool) -> usize {
    text[from..]
        .find(|character| !keep(character))
        .map_or(text.len(), |length| from + length)
}

//! A word in → what its full stop means, or whether it starts sentences. The words are in `seeds/`.
//!
//! Does not look at what stands around the word.

use std::sync::LazyLock;

/// What an abbreviation is followed by, and so what its full stop means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// `Gen.`: a name follows, never a new sentence.
    Title,
    /// `No.`, `Fig.`, `Feb.`: an abbreviation only if a number follows.
    Number,
    /// `Inc.`, `St.`, `U.N.`: a name may go on, or the sentence may end.
    Name,
    /// `Calif.`, `D.C.`: as a name; behind a city and a comma the sentence ends.
    State,
    /// `p.m.`: a day or a time zone may follow, or the sentence may end.
    Clock,
    /// `e.g.`, `vs.`: the sentence never ends.
    Joiner,
}

/// The abbreviations, each with its role; sorted by bytes, which a test holds them to.
static ABBREVIATIONS: LazyLock<Vec<(&str, Role)>> = LazyLock::new(|| {
    let lines = include_str!("../../seeds/abbreviations.txt").lines();
    lines.filter_map(abbreviation).collect()
});

/// The words that seldom have a capital letter but at the start of a sentence; sorted by bytes.
static STARTERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../seeds/sentence_starters.txt")
        .lines()
        .collect()
});

/// The longest word that is looked up, in bytes.
const LONGEST_BYTES: usize = 8;

/// One line of the table of abbreviations: the word without its last full stop, a space, its role.
fn abbreviation(line: &str) -> Option<(&str, Role)> {
    let (word, role) = line.split_once(' ')?;
    let role = match role {
        "title" => Role::Title,
        "number" => Role::Number,
        "name" => Role::Name,
        "state" => Role::State,
        "clock" => Role::Clock,
        "joiner" => Role::Joiner,
        _ => return None,
    };
    Some((word, role))
}

/// The role of `word`, which stands before a full stop. A word listed in lower case may have a capital letter
/// (`Approx.`), one listed with a capital letter may be in capitals (`GEN.`).
pub(super) fn role(word: &str) -> Option<Role> {
    if word.len() > LONGEST_BYTES {
        return None;
    }
    let find = |word: &str| {
        let index = ABBREVIATIONS
            .binary_search_by(|(listed, _)| listed.cmp(&word))
            .ok()?;
        Some(ABBREVIATIONS[index].1)
    };
    if !word.starts_with(|character: char| character.is_ascii_uppercase()) {
        return find(word).or_else(|| is_dotted(word).then_some(Role::Name));
    }
    let mut buffer = [0; LONGEST_BYTES];
    let other = &mut buffer[..word.len()];
    other.copy_from_slice(word.as_bytes());
    other[0].make_ascii_lowercase();
    let shouted = other.len() > 2 && other[1..].iter().all(u8::is_ascii_uppercase);
    if shouted {
        other[0].make_ascii_uppercase();
        other[1..].make_ascii_lowercase();
    }
    find(word)
        .or_else(|| find(str::from_utf8(other).ok()?))
        .or_else(|| is_dotted(word).then_some(Role::Name))
}

/// Whether `word` is letters with full stops between them: `U.S`, `i.v`, `Ph.D`.
fn is_dotted(word: &str) -> bool {
    let mut parts = 0;
    let short = word.split('.').all(|part| {
        parts += 1;
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    short && parts > 1
}

/// Whether `word`, which has a capital letter, is one that few names begin with: it starts a sentence.
pub(super) fn starts_sentences(word: &str) -> bool {
    let (stem, ending) = match word.find(['\'', '’']) {
        Some(length) => (
            &word[..length],
            word[length..].trim_start_matches(['\'', '’']),
        ),
        None => (word, ""),
    };
    ending == "t" || STARTERS.binary_search(&stem).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Role, abbreviation, role, starts_sentences};

    #[test]
    fn the_tables_are_tidy() {
        for (name, table) in [
            (
                "abbreviations.txt",
                include_str!("../../seeds/abbreviations.txt"),
            ),
            (
                "sentence_starters.txt",
                include_str!("../../seeds/sentence_starters.txt"),
            ),
        ] {
            let mut last = "";
            for (index, line) in table.lines().enumerate() {
                let word = line.split(' ').next().unwrap_or(line);
                let place = format!("seeds/{name}:{}", index + 1);
                assert!(last < word, "{place}: {word:?} must come before {last:?}");
                if name == "abbreviations.txt" {
                    assert!(
                        abbreviation(line).is_some(),
                        "{place}: want `word role`, found {line:?}"
                    );
                }
                last = word;
            }
        }
    }

    #[test]
    fn words_have_roles_in_any_case_they_are_written_in() {
        assert_eq!(role("Gen"), Some(Role::Title));
        assert_eq!(role("GEN"), Some(Role::Title));
        assert_eq!(role("gen"), None);
        assert_eq!(role("Approx"), Some(Role::Joiner));
        assert_eq!(role("U.N"), Some(Role::Name));
        assert_eq!(role("fire"), None);
        assert_eq!(role(""), None);
        assert_eq!(role("é"), None);
    }

    #[test]
    fn starters_may_be_contracted() {
        for word in ["The", "It's", "He’ll", "Don't"] {
            assert!(starts_sentences(word), "{word}");
        }
        for word in ["Army", "the", "", "O'Brien"] {
            assert!(!starts_sentences(word), "{word}");
        }
    }
}

//! The words by which a count of people is told from its surroundings: articles, owners, kin, groups.

use crate::normalize::token::Token;

/// Whether `token` is one of `words`, in any case.
pub(super) fn is_one_of(token: Option<&Token<'_>>, words: &[&str]) -> bool {
    token.is_some_and(|token| token.is_any(words))
}

/// Whether `token` can be one person.
pub(super) fn is_singular(token: &Token<'_>) -> bool {
    !is_one_of(Some(token), &PLURALS) && !token.text.ends_with(['s', 'S'])
}

/// One, before a noun.
pub(super) const ARTICLES: [&str; 3] = ["a", "an", "another"];

/// Nobody, before a noun or alone.
pub(super) const NONE: [&str; 7] = [
    "no", "none", "nobody", "neither", "any", "anyone", "anybody",
];

/// Words before a quantity that do not change it.
pub(super) const LEADING: [&str; 27] = [
    "additional",
    "all",
    "and",
    "as",
    "but",
    "even",
    "extra",
    "further",
    "her",
    "herself",
    "himself",
    "his",
    "itself",
    "its",
    "more",
    "other",
    "our",
    "out",
    "plus",
    "the",
    "their",
    "them",
    "themselves",
    "these",
    "those",
    "what",
    "with",
];

/// Words between an article and the number that it stands before: `a further 61`.
pub(super) const AMPLIFIERS: [&str; 10] = [
    "additional",
    "confirmed",
    "extra",
    "further",
    "massive",
    "new",
    "reported",
    "staggering",
    "total",
    "whole",
];

/// Owners that begin a further part of a count: `and their three children`.
pub(super) const OWNERS: [&str; 6] = ["her", "his", "its", "our", "their", "my"];

/// What stands between a fraction and the number that it is a part of.
pub(super) const BASE_LEADING: [&str; 6] = ["the", "its", "their", "those", "these", "all"];

/// Nouns that say how many by themselves.
pub(super) const GROUPS: [(&str, i64); 7] = [
    ("couple", 2),
    ("pair", 2),
    ("duo", 2),
    ("twins", 2),
    ("trio", 3),
    ("triplets", 3),
    ("quartet", 4),
];

/// Nouns for people of whom the number follows: `a family of seven`.
pub(super) const COLLECTIVES: [&str; 9] = [
    "band", "convoy", "crew", "family", "gang", "group", "party", "squad", "team",
];

/// Nouns that count something else than people.
pub(super) const NOT_PEOPLE: [&str; 4] = ["families", "family", "household", "households"];

/// Kin that need no article behind `and`: `a husband and wife`.
pub(super) const KIN: [&str; 14] = [
    "aunt",
    "boyfriend",
    "brother",
    "child",
    "daughter",
    "father",
    "girlfriend",
    "grandson",
    "husband",
    "mother",
    "sister",
    "son",
    "uncle",
    "wife",
];

/// Plurals that do not end in `s`.
pub(super) const PLURALS: [&str; 7] = [
    "children",
    "men",
    "people",
    "personnel",
    "police",
    "troops",
    "women",
];

/// Words behind an article that say a part, a likeness or a crowd, and no number.
pub(super) const UNTOLD: [&str; 23] = [
    "batch",
    "boatload",
    "busload",
    "comparable",
    "crowd",
    "equal",
    "fraction",
    "half",
    "majority",
    "minority",
    "mob",
    "percentage",
    "proportion",
    "quarter",
    "record",
    "series",
    "share",
    "similar",
    "string",
    "tenth",
    "truckload",
    "twelfth",
    "wave",
];

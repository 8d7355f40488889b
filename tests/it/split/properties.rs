//! Any string in → its sentences must tile it.

use claimex::split::split;
use proptest::prelude::{
    Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

/// Texts of the pieces that the splitter looks at, in any order.
fn texts() -> impl Strategy<Value = String> {
    let pieces = [
        ".",
        "!",
        "?",
        "…",
        "...",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n\n",
        "\r",
        "\"",
        "'",
        "“",
        "”",
        "‘",
        "’",
        "(",
        ")",
        "[",
        "]",
        "[1]",
        "1.",
        "2.",
        "1)",
        "2)",
        "a)",
        "b)",
        "(a)",
        "(b)",
        "•",
        "-",
        "—",
        "The",
        "word",
        "U.S.",
        "Mr.",
        "No.",
        "p.m.",
        "J.",
        "Inc.",
        "Calif.",
        "e.g.",
        "7",
        "$5",
        "world.Today",
        "x@y.z",
        "。",
        "．",
        "？",
        "؟",
        "।",
        "「",
        "」",
        "é",
        "😀",
        "\u{301}",
        "\0",
        "\u{a0}",
        "\u{2028}",
        "\u{2029}",
        "\u{feff}",
        "Ünder",
        "iPhone",
    ];
    let piece = prop_oneof![
        prop::sample::select(pieces.to_vec()).prop_map(String::from),
        Just(" ".to_owned()),
        any::<char>().prop_map(String::from)
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn sentences_tile_any_text(text in prop_oneof![texts(), any::<String>()]) {
        let mut end = 0;
        for sentence in split(&text).into_iter().map(|sentence| sentence.span) {
            prop_assert!(sentence.start >= end, "sentences overlap: {sentence:?} after {end}");
            prop_assert!(text[end..sentence.start].trim().is_empty(), "text is lost before {sentence:?}");
            let words = sentence.slice(&text);
            prop_assert!(!words.is_empty());
            prop_assert_eq!(words, words.trim());
            end = sentence.end;
        }
        prop_assert!(text[end..].trim().is_empty(), "text is lost at the end");
    }
}

//! The shipped model on the sample collection: a change of any figure is a diff that somebody reads.

use claimex::evaluate::{print_scores, score};
use claimex::{Claim, Extractor};

use crate::evaluate::gold;

const GOLD: &str = include_str!("../../seeds/gold.jsonl");

#[test]
fn figures_on_the_sample_collection() {
    let extractor = Extractor::open_default().unwrap();
    let gold = gold(GOLD);
    let claims: Vec<Claim> = gold
        .iter()
        .flat_map(|gold| extractor.extract(&gold.document))
        .collect();
    let mut table = Vec::new();
    print_scores(&mut table, &score(&gold, &claims).0).unwrap();
    insta::assert_snapshot!("scores", String::from_utf8(table).unwrap());
}

#[test]
fn a_sentence_is_read_the_same_alone_and_among_others() {
    let extractor = Extractor::open_default().unwrap();
    let alone = "The blast killed at least 12 people and injured about 170.";
    let long = format!(
        "{alone}\n\n{}\n\n{alone}",
        "Nothing else was said of it that day. ".repeat(60)
    );
    let bare = |text: &str| -> Vec<_> {
        let document = claimex::Document::new("same", text, None);
        let claims = extractor.extract(&document);
        claims
            .into_iter()
            .map(|claim| (claim.quote.text, claim.meaning, claim.confidence.to_bits()))
            .collect()
    };
    let expected = bare(alone);
    let found = bare(&long);
    assert_eq!(expected.len(), 2);
    assert_eq!(found, [expected.clone(), expected].concat());
}

#[test]
fn a_sentence_longer_than_the_model_is_read_to_its_end() {
    let extractor = Extractor::open_default().unwrap();
    let text = format!(
        "The flood killed 14 people, {}and it cost $4bn on Friday.",
        "as they said, ".repeat(400)
    );
    let document = claimex::Document::new("long", text, None);
    let kinds: Vec<_> = extractor
        .extract(&document)
        .iter()
        .map(|claim| claim.meaning.kind())
        .collect();
    assert_eq!(kinds, ["casualty", "money", "date"]);
}

#[test]
fn what_was_read_before_changes_nothing() {
    let gold = gold(GOLD);
    let used = Extractor::open_default().unwrap();
    let first: Vec<_> = gold
        .iter()
        .map(|gold| used.extract(&gold.document))
        .collect();
    // By now every sentence is known, to `used` alone.
    let fresh = Extractor::open_default().unwrap();
    for (gold, first) in gold.iter().zip(first).rev() {
        assert!(!first.is_empty());
        assert_eq!(used.extract(&gold.document), first);
        assert_eq!(fresh.extract(&gold.document), first);
    }
}

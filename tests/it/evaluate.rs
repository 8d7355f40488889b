//! The scorer against the figures of the yardstick that the project is measured with, on a fixture of
//! damaged claims. `score.json` is what the yardstick printed of `gold.jsonl` and `claims.jsonl`.

use claimex::Claim;
use claimex::evaluate::{Figure, GoldDocument, Scores, score};
use serde_json::Value;

const GOLD: &str = include_str!("../golden/evaluate/gold.jsonl");
const CLAIMS: &str = include_str!("../golden/evaluate/claims.jsonl");
const EXPECTED: &str = include_str!("../golden/evaluate/score.json");

/// The annotated articles of JSON Lines.
pub(crate) fn gold(lines: &str) -> Vec<GoldDocument> {
    lines
        .lines()
        .map(|line| GoldDocument::parse(line).unwrap())
        .collect()
}

/// Shares agree as far as double precision goes.
fn assert_share(found: f64, expected: &Value, what: &str) {
    let expected = expected
        .as_f64()
        .unwrap_or_else(|| panic!("{what} is not in score.json"));
    assert!(
        (found - expected).abs() < 1e-12,
        "{what}: {found}, wanted {expected}"
    );
}

fn assert_figure(found: Figure, expected: &Value, what: &str) {
    assert_share(
        found.precision(),
        &expected["p"],
        &format!("{what} precision"),
    );
    assert_share(found.recall(), &expected["r"], &format!("{what} recall"));
    assert_share(found.f1(), &expected["f"], &format!("{what} F1"));
}

#[test]
fn figures_are_those_of_the_yardstick() {
    let gold = gold(GOLD);
    let claims: Vec<Claim> = CLAIMS
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let (scores, faults) = score(&gold, &claims);
    for kind in ["money", "casualty", "date"] {
        for (measure, figures) in [
            ("exact", &scores.exact),
            ("overlap", &scores.overlap),
            ("claim", &scores.claim),
        ] {
            assert_figure(
                figures[kind],
                &expected[kind][measure],
                &format!("{kind} {measure}"),
            );
        }
        let attributes = expected[kind]["attributes"].as_object().unwrap();
        for (name, share) in attributes {
            let name: &str = name;
            let (_, (right, all)) = scores
                .attributes
                .iter()
                .find(|((k, n), _)| *k == kind && *n == name)
                .unwrap();
            assert_share(
                f64::from(u32::try_from(*right).unwrap()) / f64::from(u32::try_from(*all).unwrap()),
                share,
                name,
            );
        }
    }
    for (role, figure) in &scores.arguments {
        assert_figure(*figure, &expected["arguments"][role], role);
    }
    assert_figure(
        Scores::total(&scores.claim),
        &expected["all"]["claim"],
        "all claim",
    );
    assert_figure(
        Scores::total(&scores.arguments),
        &expected["arguments"]["all"],
        "all arguments",
    );
    assert!(!faults.is_empty());
}

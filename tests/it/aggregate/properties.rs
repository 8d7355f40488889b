//! Any claims in any order → the same findings, each claim in exactly one.

use std::collections::BTreeSet;

use claimex::{Claim, Finding, aggregate};
use proptest::prelude::*;
use serde_json::json;

use super::{date, sum, toll};

/// A claim made of small numbers, so that many of them speak of one thing.
fn any_claim() -> impl Strategy<Value = Claim> {
    let numbers = (
        0..12_usize,
        0..4_usize,
        0..6_u32,
        0..3_usize,
        any::<bool>(),
        0..100_u8,
    );
    numbers.prop_map(|(article, happening, count, kind, subset, confidence)| {
        let happening = ["bomb in Quetta", "flood in Sylhet", "fire in Ruda", "deal with Halden"][happening];
        let day = format!("2026-02-{:02}", 1 + article % 9);
        let id = format!("article-{article}");
        let words = format!("{count} of them");
        let sentence = format!("After the {happening} there were {words}, and more was said of the {happening}.");
        let more = json!({
            "on": day, "subset": subset, "confidence": f64::from(confidence) / 100.0, "currency": "USD",
            "arguments": {"about": happening},
        });
        match kind {
            0 => toll(&id, &day, &sentence, &words, count, &more),
            1 => sum(&id, &day, &sentence, &words, f64::from(count), &more),
            _ => date(&id, &day, &sentence, &words, &day, &more),
        }
    })
}

fn place(claim: &Claim) -> (String, Option<String>, &'static str, usize, usize) {
    let published = claim.published.map(|day| day.to_string());
    let (start, end) = (claim.quote.start, claim.quote.end);
    (
        claim.document.clone(),
        published,
        claim.meaning.kind(),
        start,
        end,
    )
}

fn lines(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| serde_json::to_string(finding).unwrap())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn order_and_repetition_change_nothing(
        (claims, mixed) in prop::collection::vec(any_claim(), 0..60).prop_flat_map(|claims| {
            let twice = [claims.clone(), claims.clone()].concat();
            (Just(claims), Just(twice).prop_shuffle())
        })
    ) {
        prop_assert_eq!(lines(&aggregate(claims)), lines(&aggregate(mixed)));
    }

    #[test]
    fn each_claim_is_in_one_finding_and_every_name_names_one(claims in prop::collection::vec(any_claim(), 0..60)) {
        let given: BTreeSet<_> = claims.iter().map(place).collect();
        let findings = aggregate(claims);
        let held: Vec<_> = findings.iter().flat_map(|finding| &finding.claims).map(place).collect();
        prop_assert_eq!(held.len(), given.len());
        prop_assert_eq!(held.into_iter().collect::<BTreeSet<_>>(), given);
        let names: BTreeSet<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
        prop_assert_eq!(names.len(), findings.len());
        for finding in &findings {
            prop_assert!(finding.low <= finding.best && finding.best <= finding.high);
            prop_assert!(finding.independent_sources <= finding.documents);
            for name in finding.parts.iter().chain(&finding.part_of) {
                prop_assert!(names.contains(name.as_str()));
            }
        }
    }
}

#[test]
fn articles_of_two_days_with_one_id_are_two() {
    let of = |day: &str| {
        toll(
            "digest",
            day,
            "A bomb in Quetta killed 30.",
            "30",
            30,
            &json!({"on": day}),
        )
    };
    let findings = aggregate(vec![of("2026-02-06"), of("2026-03-06")]);
    let names: Vec<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(names.len(), 2);
    assert!(
        names[0].starts_with("casualty:digest@2026-02-06:"),
        "{names:?}"
    );
    assert!(
        names[1].starts_with("casualty:digest@2026-03-06:"),
        "{names:?}"
    );
}

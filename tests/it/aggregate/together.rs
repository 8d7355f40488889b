//! One quantity comes together, however it is worded.

use claimex::aggregate;
use serde_json::json;

use super::{date, finding_of, grouped, sum, toll};

#[test]
fn a_coach_is_a_bus() {
    let more = |about: &str| json!({"on": "2026-02-06", "arguments": {"about": about, "place": "Kilimanjaro"}});
    let groups = grouped(vec![
        toll(
            "one",
            "2026-02-06",
            "A coach plunged into a ravine near Kilimanjaro, killing 14 people.",
            "14 people",
            14,
            &more("plunged"),
        ),
        toll(
            "two",
            "2026-02-07",
            "Fourteen passengers died when a bus fell into a ravine near Kilimanjaro.",
            "Fourteen passengers",
            14,
            &more("fell"),
        ),
    ]);
    assert_eq!(groups, [["one 14 people", "two Fourteen passengers"]]);
}

#[test]
fn friday_is_the_sixth() {
    let more = json!({"arguments": {"about": "derailed"}});
    let groups = grouped(vec![
        date(
            "one",
            "2026-02-08",
            "The night train to Lviv derailed on Friday.",
            "Friday",
            "2026-02-06",
            &more,
        ),
        date(
            "two",
            "2026-02-20",
            "The Lviv night train derailed on 6 February.",
            "6 February",
            "2026-02-06",
            &more,
        ),
    ]);
    assert_eq!(groups, [["one Friday", "two 6 February"]]);
}

#[test]
fn a_sum_and_its_conversion() {
    let pounds = json!({"currency": "GBP", "role": "deal", "arguments": {"about": "takeover", "to": "Wexford Foods"}});
    let mut dollars = pounds.clone();
    dollars["currency"] = "USD".into();
    let first = "Halden agreed a £300m ($400m) takeover of Wexford Foods.";
    let second = "The $400m takeover of Wexford Foods by Halden was agreed.";
    let findings = aggregate(vec![
        sum("one", "2026-02-06", first, "£300m", 3e8, &pounds),
        sum("one", "2026-02-06", first, "$400m", 4e8, &dollars),
        sum("two", "2026-02-07", second, "$400m", 4e8, &dollars),
    ]);
    assert_eq!(findings.len(), 1);
    // The conversion is kept, but sums of two currencies are never held against each other.
    let finding = finding_of(&findings, "£300m");
    assert_eq!(finding.claims.len(), 3);
    assert_eq!((finding.low, finding.high), (finding.best, finding.best));
}

#[test]
fn repeated_mentions_of_one_article_are_one_and_a_part_hangs_under_its_total() {
    let title = "Bomb kills 30 in Quetta";
    let body = "The bomb in Quetta killed 30 people, including 12 children, police said.";
    let more = json!({"on": "2026-02-06", "arguments": {"place": "Quetta"}});
    let mut part = more.clone();
    part["subset"] = true.into();
    part["group"] = "civilian".into();
    let findings = aggregate(vec![
        toll("one", "2026-02-06", title, "30", 30, &more),
        toll("one", "2026-02-06", body, "30 people", 30, &more),
        toll("one", "2026-02-06", body, "12 children", 12, &part),
    ]);
    let (total, part) = (
        finding_of(&findings, "30 people"),
        finding_of(&findings, "12 children"),
    );
    assert_eq!((findings.len(), total.claims.len()), (2, 2));
    assert_eq!(part.part_of.as_ref(), Some(&total.id));
    assert_eq!(total.parts, [part.id]);
    assert_eq!(
        (total.low, total.best, total.high),
        (Some(30.0), Some(30.0), Some(30.0))
    );
}

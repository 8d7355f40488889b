//! Which figure is best, who agrees with whom, and who is independent of whom.

use claimex::{Agreement, Claim, Finding, Rule, aggregate};
use serde_json::{Value, json};

use super::{sum, toll};

/// What one article says of the mine at Ruda: day, words, number, source.
fn mine(day: &str, words: &str, count: u32, source: Option<&str>) -> Claim {
    let mut more =
        json!({"on": "2025-10-04", "arguments": {"about": "explosion", "place": "Ruda"}});
    let sentence = match source {
        Some(source) => {
            more["status"] = "reported".into();
            more["arguments"]["source"] = source.into();
            format!("The explosion in the Ruda mine killed {words}, {source} said.")
        }
        None => format!("The explosion in the Ruda mine killed {words}."),
    };
    let id = format!("{day}-{}", source.unwrap_or("own"));
    toll(&id, day, &sentence, words, count, &more)
}

fn only(claims: Vec<Claim>) -> Finding {
    let mut findings = aggregate(claims);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    findings.remove(0)
}

fn figures(finding: &Finding) -> [Option<f64>; 3] {
    [finding.low, finding.best, finding.high]
}

#[test]
fn figures_that_rise_with_time_are_updated_and_the_latest_is_best() {
    let finding = only(vec![
        mine("2025-10-04", "five miners", 5, None),
        mine("2025-10-05", "16 miners", 16, None),
        mine("2025-10-08", "19 miners", 19, None),
    ]);
    assert_eq!(figures(&finding), [Some(5.0), Some(19.0), Some(19.0)]);
    assert_eq!(finding.agreement, Agreement::Updated);
    assert_eq!(finding.rule, Rule::LatestSupported);
    assert!(finding.sides.is_empty());
    let days: Vec<String> = finding
        .timeline
        .iter()
        .filter_map(|entry| Some(format!("{} {}", entry.published?, entry.figure.lo?)))
        .collect();
    assert_eq!(days, ["2025-10-04 5", "2025-10-05 16", "2025-10-08 19"]);
    assert_eq!(
        finding.first_seen.map(|day| day.to_string()).as_deref(),
        Some("2025-10-04")
    );
    assert_eq!(
        finding.last_seen.map(|day| day.to_string()).as_deref(),
        Some("2025-10-08")
    );
}

#[test]
fn sources_that_differ_on_one_day_are_in_dispute() {
    let finding = only(vec![
        mine("2025-10-08", "19 miners", 19, Some("the ministry")),
        mine("2025-10-08", "22 miners", 22, Some("the union")),
    ]);
    assert_eq!(finding.agreement, Agreement::Disputed);
    let mut sides: Vec<_> = finding
        .sides
        .iter()
        .map(|side| (side.figure.lo, side.sources.clone()))
        .collect();
    sides.sort_by(|x, y| x.0.partial_cmp(&y.0).unwrap());
    assert_eq!(
        sides,
        [
            (Some(19.0), vec!["the ministry".to_owned()]),
            (Some(22.0), vec!["the union".to_owned()])
        ]
    );
}

#[test]
fn a_figure_that_comes_back_was_never_brought_up_to_date() {
    let finding = only(vec![
        mine("2025-10-05", "19 miners", 19, Some("the ministry")),
        mine("2025-10-06", "22 miners", 22, Some("the union")),
        mine("2025-10-09", "19 miners", 19, Some("the ministry")),
    ]);
    assert_eq!(finding.agreement, Agreement::Disputed);
    assert_eq!(finding.sides.len(), 2);
}

fn price(day: &str, words: &str, amount: f64) -> Claim {
    let more = json!({"currency": "GBP", "role": "deal", "arguments": {"about": "takeover", "to": "Wexford Foods"}});
    let sentence = format!("Halden's takeover of Wexford Foods for {words} is complete.");
    sum(day, day, &sentence, words, amount, &more)
}

#[test]
fn a_rounded_figure_agrees_and_the_precise_one_is_best() {
    let finding = only(vec![
        price("2025-10-20", "£3.55bn", 3.55e9),
        price("2025-10-27", "£3.6bn", 3.6e9),
    ]);
    assert_eq!(finding.agreement, Agreement::Consistent);
    assert_eq!(
        (finding.best, finding.rule),
        (Some(3.55e9), Rule::LatestPrecise)
    );
    let finding = only(vec![
        price("2025-10-20", "£3.55bn", 3.55e9),
        price("2025-10-27", "£3.7bn", 3.7e9),
    ]);
    assert_eq!(finding.agreement, Agreement::Updated);
}

#[test]
fn near_copies_of_one_wire_text_count_once() {
    let wire = "An explosion tore through the Ruda coal mine in the south of the country on Saturday, killing five miners and trapping others deep below.";
    let more: Value =
        json!({"on": "2025-10-04", "arguments": {"about": "explosion", "place": "Ruda"}});
    let print =
        |id: &str, sentence: &str| toll(id, "2025-10-04", sentence, "five miners", 5, &more);
    let own = "Five miners died in Saturday's explosion at Ruda, the company said in a statement.";
    let mut claims = vec![
        print("wire", wire),
        print("paper", &wire.replace("tore through", "ripped through")),
        print("site", wire),
    ];
    claims.push(toll("own", "2025-10-04", own, "Five miners", 5, &more));
    let finding = only(claims);
    assert_eq!((finding.documents, finding.independent_sources), (4, 2));
}

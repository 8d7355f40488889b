//! Small collections, as lines of claims → the findings that a careful reader would make of them.

mod apart;
mod figures;
mod properties;
mod together;

use claimex::{Claim, Finding, aggregate};
use serde_json::{Value, json};

/// A claim of the article `document`, published on `day`: `words` in `sentence`, with more fields.
fn claim(document: &str, day: &str, sentence: &str, words: &str, more: &Value) -> Claim {
    let quote = |text: &str| {
        let before = sentence.find(text).map(|at| &sentence[..at]);
        let start = before
            .expect("words stand in their sentence")
            .chars()
            .count();
        let start = start + offset(sentence);
        json!({"start": start, "end": start + text.chars().count(), "text": text})
    };
    let mut line = quote(words);
    let fixed = json!({
        "document": document, "published": day, "sentence": sentence, "status": "asserted", "confidence": 0.9,
        "qualifier": "exact", "group": null, "subset": false, "scope": "incident", "role": null, "on": null,
        "currency": null,
    });
    for (name, value) in fixed
        .as_object()
        .into_iter()
        .chain(more.as_object())
        .flatten()
    {
        line[name] = match (name.as_str(), value) {
            ("arguments", Value::Object(arguments)) => arguments
                .iter()
                .map(|(role, words)| (role.clone(), quote(words.as_str().unwrap())))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            _ => value.clone(),
        };
    }
    serde_json::from_value(line).unwrap()
}

/// Somewhere in an article, the same for the same sentence.
fn offset(sentence: &str) -> usize {
    1000 + sentence.bytes().map(usize::from).sum::<usize>() * 10
}

/// So many people harmed, in the way that `harm` names.
fn toll(document: &str, day: &str, sentence: &str, words: &str, count: u32, more: &Value) -> Claim {
    let mut fields = json!({"kind": "casualty", "type": "killed", "lo": count, "hi": count});
    add(&mut fields, more);
    claim(document, day, sentence, words, &fields)
}

/// So much money.
fn sum(document: &str, day: &str, sentence: &str, words: &str, amount: f64, more: &Value) -> Claim {
    let mut fields = json!({"kind": "money", "lo": amount, "hi": amount});
    add(&mut fields, more);
    claim(document, day, sentence, words, &fields)
}

/// A date with its TIMEX3 value.
fn date(
    document: &str,
    day: &str,
    sentence: &str,
    words: &str,
    value: &str,
    more: &Value,
) -> Claim {
    let mut fields = json!({"kind": "date", "type": "DATE", "value": value});
    add(&mut fields, more);
    claim(document, day, sentence, words, &fields)
}

fn add(fields: &mut Value, more: &Value) {
    for (name, value) in more.as_object().into_iter().flatten() {
        fields[name] = value.clone();
    }
}

/// The words of each finding's claims, sorted.
fn grouped(claims: Vec<Claim>) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = aggregate(claims).iter().map(words).collect();
    groups.sort();
    groups
}

fn words(finding: &Finding) -> Vec<String> {
    finding
        .claims
        .iter()
        .map(|claim| format!("{} {}", claim.document, claim.quote.text))
        .collect()
}

/// The one finding that has a claim of these words.
fn finding_of(findings: &[Finding], words: &str) -> Finding {
    let mut found = findings
        .iter()
        .filter(|finding| finding.claims.iter().any(|claim| claim.quote.text == words));
    let first = found.next().expect("a finding of these words").clone();
    assert!(found.next().is_none(), "{words} are in several findings");
    first
}

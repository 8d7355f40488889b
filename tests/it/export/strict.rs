//! JSON Lines read by types made from its documentation alone, so that the format cannot drift unseen.

use std::collections::BTreeMap;

use claimex::export::Format;
use serde::Deserialize;

/// The documented line, written by hand: it knows nothing of the writer's types.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are only there to be parsed")]
enum StrictLine {
    Money {
        document: String,
        #[serde(deserialize_with = "there")]
        published: Option<String>,
        start: u64,
        end: u64,
        text: String,
        #[serde(deserialize_with = "there")]
        status: Option<String>,
        #[serde(deserialize_with = "there")]
        qualifier: Option<String>,
        #[serde(deserialize_with = "there")]
        lo: Option<f64>,
        #[serde(deserialize_with = "there")]
        hi: Option<f64>,
        #[serde(deserialize_with = "there")]
        currency: Option<String>,
        #[serde(deserialize_with = "there")]
        role: Option<String>,
        #[serde(deserialize_with = "there")]
        on: Option<String>,
        arguments: BTreeMap<StrictRole, StrictQuote>,
        sentence: String,
        confidence: f64,
        #[serde(default)]
        inferred: Vec<String>,
    },
    Casualty {
        document: String,
        #[serde(deserialize_with = "there")]
        published: Option<String>,
        start: u64,
        end: u64,
        text: String,
        #[serde(deserialize_with = "there")]
        status: Option<String>,
        #[serde(deserialize_with = "there")]
        qualifier: Option<String>,
        #[serde(deserialize_with = "there")]
        lo: Option<f64>,
        #[serde(deserialize_with = "there")]
        hi: Option<f64>,
        r#type: String,
        #[serde(deserialize_with = "there")]
        group: Option<String>,
        #[serde(deserialize_with = "there")]
        subset: Option<bool>,
        #[serde(deserialize_with = "there")]
        scope: Option<String>,
        #[serde(deserialize_with = "there")]
        on: Option<String>,
        arguments: BTreeMap<StrictRole, StrictQuote>,
        sentence: String,
        confidence: f64,
        #[serde(default)]
        inferred: Vec<String>,
    },
    Date {
        document: String,
        #[serde(deserialize_with = "there")]
        published: Option<String>,
        start: u64,
        end: u64,
        text: String,
        #[serde(deserialize_with = "there")]
        status: Option<String>,
        #[serde(deserialize_with = "there")]
        r#type: Option<String>,
        #[serde(deserialize_with = "there")]
        value: Option<String>,
        arguments: BTreeMap<StrictRole, StrictQuote>,
        sentence: String,
        confidence: f64,
        #[serde(default)]
        inferred: Vec<String>,
    },
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
enum StrictRole {
    About,
    Agent,
    To,
    Place,
    Source,
    When,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the fields are only there to be parsed")]
struct StrictQuote {
    start: u64,
    end: u64,
    text: String,
}

/// A key that may be null but must be there, which serde's own `Option` does not ask for.
fn there<'de, D, Value>(deserializer: D) -> Result<Option<Value>, D::Error>
where
    D: serde::Deserializer<'de>,
    Value: Deserialize<'de>,
{
    Option::deserialize(deserializer)
}

#[test]
fn jsonl_is_what_its_documentation_says() {
    let lines = super::written(Format::Jsonl, &super::claims());
    for line in lines.lines() {
        if let Err(error) = serde_json::from_str::<StrictLine>(line) {
            panic!("{error} in {line}");
        }
    }
}

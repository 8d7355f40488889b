//! config.json and labels.toml → what each output of a model means, checked once against our own choices.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::calibration::Calibration;
use super::decode::Tag;
use crate::error::{Error, ErrorKind};
use crate::mention::{Dating, Group, Label, Outlook, Role, Scope, Status};

/// The parts of config.json that say what the outputs mean; sizes are the encoder's business.
#[derive(Debug, Deserialize)]
struct Config {
    id2label: BTreeMap<usize, String>,
    #[serde(default)]
    claim_reader: Option<ReaderConfig>,
    #[serde(default)]
    token_types: Vec<String>,
    #[serde(default)]
    calibration: Calibration,
}

/// What config.json says of the claim reader.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ReaderConfig {
    /// Width of its feed-forward part.
    pub(super) intermediate_size: usize,
    /// Heads of the attention among the claims of a document.
    pub(super) document_attention_heads: usize,
    /// What tells which date is whose.
    pub(super) date_pointer: PointerConfig,
    labels: Vec<String>,
    attributes: BTreeMap<String, Vec<String>>,
    roles: Vec<String>,
}

/// What config.json says of the pointer from claims to dates.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct PointerConfig {
    /// How many numbers a claim and a date are compared by.
    pub(super) width: usize,
    /// How many sentences between a claim and a date it tells apart.
    pub(super) reach: usize,
}

/// What the outputs of a model mean.
#[derive(Debug)]
pub(super) struct Outputs {
    /// What each column of the tag head means.
    pub(super) tags: Vec<Tag>,
    /// The claim reader, if the model has one.
    pub(super) reader: Option<ReaderConfig>,
    /// Whether `token_type_ids` tell letter case.
    pub(super) knows_case: bool,
    /// From raw scores to confidence.
    pub(super) calibration: Calibration,
}

/// The attribute heads of the claim reader, by name and choices, in the order of our enums.
pub(super) const ATTRIBUTES: [&str; 7] = [
    "status", "role", "group", "subset", "scope", "outlook", "dating",
];
/// The arguments that the claim reader finds, in the order of its columns.
const ROLES: [&str; 6] = ["about", "agent", "to", "place", "source", "when"];

fn choices(attribute: &str) -> Vec<&'static str> {
    match attribute {
        "status" => Status::ALL.iter().map(|choice| choice.name()).collect(),
        "role" => Role::ALL.iter().map(|choice| choice.name()).collect(),
        "group" => Group::ALL.iter().map(|choice| choice.name()).collect(),
        "subset" => vec!["false", "true"],
        "scope" => Scope::ALL.iter().map(|choice| choice.name()).collect(),
        "outlook" => Outlook::ALL.iter().map(|choice| choice.name()).collect(),
        "dating" => Dating::ALL.iter().map(|choice| choice.name()).collect(),
        _ => Vec::new(),
    }
}

fn wrong(message: String) -> Error {
    Error::new(ErrorKind::Model, message)
}

impl Outputs {
    /// Reads config.json and, if the model has one, labels.toml: a table `[labels]` from the model's own label
    /// names, without `B-` and `I-`, to ours. Labels that it leaves out mean nothing.
    pub(super) fn parse(config: &[u8], labels: Option<&str>) -> Result<Self, Error> {
        let config: Config = serde_json::from_slice(config)
            .map_err(|cause| wrong("config.json cannot be read".to_owned()).caused_by(cause))?;
        let ours = |name: &str| Label::ALL.into_iter().find(|label| label.name() == name);
        let theirs = labels.map(LabelMap::parse).transpose()?;
        let mut tags = Vec::with_capacity(config.id2label.len());
        for (index, (number, text)) in config.id2label.iter().enumerate() {
            if index != *number {
                return Err(wrong(format!("config.json: id2label has no label {index}")));
            }
            let name = text.strip_prefix("B-").or_else(|| text.strip_prefix("I-"));
            let tag = match (&theirs, name) {
                (Some(map), Some(name)) if !map.labels.contains_key(name) => Tag::Outside,
                (Some(map), _) => Tag::parse(text, |name| map.labels.get(name).and_then(|known| ours(known)))
                    .ok_or_else(|| wrong(format!("labels.toml: no label for `{text}`")))?,
                (None, _) => Tag::parse(text, ours).ok_or_else(|| {
                    let known = Label::ALL.map(Label::name).join(", ");
                    wrong(format!("config.json: label `{text}` is not `O`, `B-…` or `I-…` of {known}, and there is no labels.toml"))
                })?,
            };
            tags.push(tag);
        }
        if let Some(reader) = &config.claim_reader {
            reader.check()?;
        }
        config.calibration.check()?;
        let knows_case = match config
            .token_types
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()[..]
        {
            [] => false,
            ["lower", "capitalized", "upper"] => true,
            _ => {
                return Err(wrong(format!(
                    "config.json: token_types is {:?}, wanted lower, capitalized, upper",
                    config.token_types
                )));
            }
        };
        Ok(Self {
            tags,
            reader: config.claim_reader,
            knows_case,
            calibration: config.calibration,
        })
    }
}

/// labels.toml.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelMap {
    labels: BTreeMap<String, String>,
}

impl LabelMap {
    fn parse(text: &str) -> Result<Self, Error> {
        toml::from_str(text)
            .map_err(|cause| wrong("labels.toml cannot be read".to_owned()).caused_by(cause))
    }
}

impl ReaderConfig {
    fn check(&self) -> Result<(), Error> {
        let same = |what: &str, found: &[String], wanted: &[&str]| {
            if found.iter().map(String::as_str).eq(wanted.iter().copied()) {
                Ok(())
            } else {
                Err(wrong(format!(
                    "config.json: claim_reader.{what} is {found:?}, wanted {wanted:?}"
                )))
            }
        };
        same("labels", &self.labels, &Label::ALL.map(Label::name))?;
        same("roles", &self.roles, &ROLES)?;
        for name in ATTRIBUTES {
            let found = self.attributes.get(name).map_or(&[][..], Vec::as_slice);
            same(&format!("attributes.{name}"), found, &choices(name))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = r#"{"id2label": {"0": "O", "1": "B-MON", "2": "I-MON", "3": "B-ORG"}}"#;

    #[test]
    fn foreign_labels_come_through_the_map() {
        let outputs = Outputs::parse(PLAIN.as_bytes(), Some("[labels]\nMON = \"money\"\n"))
            .map(|outputs| outputs.tags);
        assert_eq!(
            outputs.ok(),
            Some(vec![
                Tag::Outside,
                Tag::Begin(Label::Money),
                Tag::Inside(Label::Money),
                Tag::Outside
            ])
        );
    }

    #[test]
    fn foreign_labels_without_a_map_are_refused_by_name() {
        let error = Outputs::parse(PLAIN.as_bytes(), None)
            .err()
            .map(|error| error.to_string());
        assert!(error.is_some_and(|message| message.contains("B-MON")));
    }
}

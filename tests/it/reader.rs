//! The tagger on the small model of `tests/golden/reader`: every mention, attribute, argument and date pointed at is
//! what the reference implementation reads.

use std::collections::BTreeMap;
use std::path::Path;

use claimex::tag::{Backend, Model, Precision, Tagger};
use claimex::{Mention, Sentence, Span};
use serde::Deserialize;

const REFERENCE: &str = include_str!("../golden/reader/reference.json");

#[derive(Deserialize)]
struct Article {
    sentences: Vec<String>,
    mentions: Vec<Wanted>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Wanted {
    sentence: usize,
    /// Counted from its sentence's start.
    span: (usize, usize),
    label: String,
    /// Of every attribute the choice; those that do not apply to the label as well.
    attributes: BTreeMap<String, String>,
    arguments: BTreeMap<String, Option<(usize, usize)>>,
    /// Sentence and span of the date that gives its time.
    date: Option<(usize, usize, usize)>,
}

/// `mention` in the terms of `wanted`; attributes that do not apply to its label are taken as they are wanted.
fn as_wanted(mention: &Mention, sentences: &[Sentence], wanted: &Wanted) -> Wanted {
    let from = |span: Span| {
        let sentence = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let start = sentences[sentence].span.start;
        (sentence, span.start - start, span.end - start)
    };
    let own = |span: Span| {
        let (_, start, end) = from(span);
        (start, end)
    };
    let given = mention.attributes;
    let mut attributes = wanted.attributes.clone();
    for (name, found) in [
        (
            "status",
            given.status.map(|choice| choice.name().to_owned()),
        ),
        ("role", given.role.map(|choice| choice.name().to_owned())),
        ("group", given.group.map(|choice| choice.name().to_owned())),
        ("subset", given.subset.map(|subset| subset.to_string())),
        ("scope", given.scope.map(|choice| choice.name().to_owned())),
        (
            "outlook",
            given.outlook.map(|choice| choice.name().to_owned()),
        ),
    ] {
        if let Some(found) = found {
            attributes.insert(name.to_owned(), found);
        }
    }
    let arguments = mention.arguments;
    let arguments = [
        ("about", arguments.about),
        ("agent", arguments.agent),
        ("to", arguments.to),
        ("place", arguments.place),
        ("source", arguments.source),
        ("when", arguments.when),
    ];
    Wanted {
        sentence: mention.sentence,
        span: own(mention.span),
        label: mention.label.name().to_owned(),
        attributes,
        arguments: arguments
            .map(|(role, span)| (role.to_owned(), span.map(own)))
            .into(),
        date: if mention.label.name() == "date" {
            wanted.date
        } else {
            given.stated.map(from)
        },
    }
}

#[test]
fn what_is_read_is_what_the_reference_reads() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/reader");
    let backend = Backend::Native(Precision::F32);
    let tagger = Tagger::open(&Model::Directory(directory), backend).unwrap();
    let articles: Vec<Article> = serde_json::from_str(REFERENCE).unwrap();
    let (mut pointing, mut dates) = (0, 0);
    for article in &articles {
        let mut text = String::new();
        let mut sentences = Vec::new();
        for sentence in &article.sentences {
            let start = text.len();
            text.push_str(sentence);
            sentences.push(Sentence {
                span: Span::new(start, text.len()),
                paragraph: 0,
            });
            text.push('\n');
        }
        let mentions = tagger.tag(&text, &sentences);
        assert_eq!(mentions.len(), article.mentions.len());
        for (mention, wanted) in mentions.iter().zip(&article.mentions) {
            assert_eq!(
                &as_wanted(mention, &sentences, wanted),
                wanted,
                "{mention:?}"
            );
            pointing += usize::from(mention.attributes.stated.is_some());
            dates += usize::from(wanted.label == "date");
        }
    }
    // The reference has enough of both to tell.
    assert!(pointing > 20 && dates > 10, "{pointing} {dates}");
}

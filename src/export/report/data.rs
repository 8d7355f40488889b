//! Documents, claims and findings → the data that the page's script reads. Indexes stand for what is referred to.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::marks::{Mark, Utf16Offsets, marks};
use crate::claim::{Claim, four_decimals};
use crate::document::Document;
use crate::export::display;
use crate::finding::{Figure, Finding, Subject};
use crate::mention::{Group, Scope, Status};
use crate::value::{Currency, Inferred};

/// All that the page shows.
#[derive(Serialize)]
pub(super) struct Page<'input> {
    version: &'static str,
    documents: Vec<Article<'input>>,
    sentences: Vec<&'input str>,
    claims: Vec<ClaimLine<'input>>,
    findings: Vec<FindingLine<'input>>,
}

#[derive(Serialize)]
struct Article<'input> {
    id: &'input str,
    published: Option<Date>,
    title: Option<&'input str>,
    text: Option<&'input str>,
}

#[derive(Serialize)]
struct ClaimLine<'input> {
    document: usize,
    kind: &'static str,
    sort: String,
    text: &'input str,
    value: String,
    status: Option<&'static str>,
    /// UTF-16 code units into the article's text, if the page has that.
    start: usize,
    end: usize,
    sentence: usize,
    marks: Vec<Mark>,
    confidence: f64,
    inferred: Vec<&'static str>,
}

#[derive(Serialize)]
struct FindingLine<'input> {
    kind: &'static str,
    sort: String,
    /// The best figure and its bounds, for people.
    value: String,
    best: String,
    range: Option<String>,
    number: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    currency: Option<&'input str>,
    group: Option<&'static str>,
    subset: bool,
    scope: Option<&'static str>,
    subject: String,
    about: Option<&'input str>,
    #[serde(rename = "where")]
    place: Option<&'input str>,
    when: Option<&'input str>,
    who: Option<&'input str>,
    to: Option<&'input str>,
    agreement: &'static str,
    rule: &'static str,
    sides: Vec<SideLine<'input>>,
    documents: usize,
    independent: usize,
    first: Option<Date>,
    last: Option<Date>,
    timeline: Vec<EntryLine>,
    claims: Vec<usize>,
    part_of: Option<usize>,
    parts: Vec<usize>,
}

#[derive(Serialize)]
struct SideLine<'input> {
    value: String,
    number: Option<f64>,
    sources: &'input [String],
    documents: Vec<usize>,
    independent: usize,
}

#[derive(Serialize)]
struct EntryLine {
    published: Option<Date>,
    value: String,
    documents: usize,
}

/// An article's id and publication date, by which it is known.
type ArticleKey<'input> = (&'input str, Option<Date>);

/// A claim's document, kind and place, by which it is known.
type Key<'input> = (ArticleKey<'input>, &'static str, usize, usize);

fn key(claim: &Claim) -> Key<'_> {
    (
        (&claim.document, claim.published),
        claim.meaning.kind(),
        claim.quote.start,
        claim.quote.end,
    )
}

impl<'input> Page<'input> {
    /// The claims of findings that are not among `claims` are added to them.
    pub(super) fn new(
        documents: &'input [Document],
        claims: &'input [Claim],
        findings: &'input [Finding],
    ) -> Self {
        let mut builder = Builder::new(documents);
        let within = findings.iter().flat_map(|finding| &finding.claims);
        for claim in claims.iter().chain(within) {
            builder.add(claim);
        }
        let numbers: BTreeMap<&str, usize> = findings
            .iter()
            .enumerate()
            .map(|(number, finding)| (finding.id.as_str(), number))
            .collect();
        let findings = findings
            .iter()
            .map(|finding| builder.finding(finding, &numbers))
            .collect();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            documents: builder.articles,
            sentences: builder.sentences,
            claims: builder.claims,
            findings,
        }
    }
}

/// The page while claims are added to it.
struct Builder<'input> {
    articles: Vec<Article<'input>>,
    article_of: BTreeMap<ArticleKey<'input>, usize>,
    /// The first article of each id.
    article_named: BTreeMap<&'input str, usize>,
    /// Of each article's text.
    offsets: Vec<Utf16Offsets>,
    sentences: Vec<&'input str>,
    sentence_of: BTreeMap<(usize, &'input str), usize>,
    claims: Vec<ClaimLine<'input>>,
    claim_of: BTreeMap<Key<'input>, usize>,
}

impl<'input> Builder<'input> {
    fn new(documents: &'input [Document]) -> Self {
        let article = |document: &'input Document| Article {
            id: &document.id,
            published: document.published,
            title: title(&document.text),
            text: Some(&document.text),
        };
        Self {
            articles: documents.iter().map(article).collect(),
            article_of: documents
                .iter()
                .enumerate()
                .map(|(number, document)| ((document.id.as_str(), document.published), number))
                .collect(),
            article_named: documents
                .iter()
                .enumerate()
                .rev()
                .map(|(number, document)| (document.id.as_str(), number))
                .collect(),
            offsets: documents
                .iter()
                .map(|document| Utf16Offsets::new(&document.text))
                .collect(),
            sentences: Vec::new(),
            sentence_of: BTreeMap::new(),
            claims: Vec::new(),
            claim_of: BTreeMap::new(),
        }
    }

    /// Adds the claim, unless it is there already.
    fn add(&mut self, claim: &'input Claim) {
        if self.claim_of.contains_key(&key(claim)) {
            return;
        }
        self.claim_of.insert(key(claim), self.claims.len());
        let article = (claim.document.as_str(), claim.published);
        let document = *self.article_of.entry(article).or_insert_with(|| {
            self.articles.push(Article {
                id: &claim.document,
                published: claim.published,
                title: None,
                text: None,
            });
            self.articles.len() - 1
        });
        self.article_named
            .entry(&claim.document)
            .or_insert(document);
        let sentence = *self
            .sentence_of
            .entry((document, &claim.sentence))
            .or_insert_with(|| {
                self.sentences.push(&claim.sentence);
                self.sentences.len() - 1
            });
        let (start, end) = match self.offsets.get(document) {
            Some(offsets) => (offsets.of(claim.quote.start), offsets.of(claim.quote.end)),
            None => (claim.quote.start, claim.quote.end),
        };
        self.claims.push(ClaimLine {
            document,
            kind: claim.meaning.kind(),
            sort: display::claim_sort(&claim.meaning),
            text: &claim.quote.text,
            value: display::claim_value(&claim.meaning),
            status: claim.status.map(Status::name),
            start,
            end,
            sentence,
            marks: marks(claim),
            confidence: four_decimals(claim.confidence),
            inferred: claim
                .inferred
                .iter()
                .map(|part| Inferred::name(*part))
                .collect(),
        });
    }

    fn finding(
        &self,
        finding: &'input Finding,
        numbers: &BTreeMap<&str, usize>,
    ) -> FindingLine<'input> {
        let (currency, group, subset, scope) = match &finding.subject {
            Subject::Money { currency, .. } => {
                (currency.as_ref().map(Currency::code), None, false, None)
            }
            Subject::Casualty {
                group,
                subset,
                scope,
                ..
            } => (None, *group, *subset, *scope),
            Subject::Date => (None, None, false, None),
        };
        let (best, range) = display::finding_best(finding);
        let number_of = |id: &String| numbers.get(id.as_str()).copied();
        FindingLine {
            kind: finding.kind(),
            sort: display::finding_sort(finding),
            value: display::finding_value(finding),
            best,
            range,
            number: finding.best,
            low: finding.low,
            high: finding.high,
            currency,
            group: group.map(Group::name),
            subset,
            scope: scope.map(Scope::name),
            subject: display::finding_subject(finding),
            about: finding.about.as_deref(),
            place: finding.place.as_deref(),
            when: finding.when.as_deref(),
            who: finding.who.as_deref(),
            to: finding.to.as_deref(),
            agreement: finding.agreement.name(),
            rule: finding.rule.name(),
            sides: finding
                .sides
                .iter()
                .map(|side| SideLine {
                    value: display::figure(&side.figure, &finding.subject),
                    number: number(&side.figure),
                    sources: &side.sources,
                    documents: side
                        .documents
                        .iter()
                        .filter_map(|id| self.article_named.get(id.as_str()).copied())
                        .collect(),
                    independent: side.independent_sources,
                })
                .collect(),
            documents: finding.documents,
            independent: finding.independent_sources,
            first: finding.first_seen,
            last: finding.last_seen,
            timeline: finding
                .timeline
                .iter()
                .map(|entry| EntryLine {
                    published: entry.published,
                    value: display::figure(&entry.figure, &finding.subject),
                    documents: entry.documents.len(),
                })
                .collect(),
            claims: finding
                .claims
                .iter()
                .filter_map(|claim| self.claim_of.get(&key(claim)).copied())
                .collect(),
            part_of: finding.part_of.as_ref().and_then(number_of),
            parts: finding.parts.iter().filter_map(number_of).collect(),
        }
    }
}

/// The one number that a plot shows for a figure.
fn number(figure: &Figure) -> Option<f64> {
    figure.lo.or(figure.hi)
}

/// The text's first paragraph, if it is as short as a headline and not the whole text.
fn title(text: &str) -> Option<&str> {
    /// The longest headlines of newspapers are about this long, in bytes.
    const LONGEST: usize = 200;
    let (first, _) = text.split_once("\n\n")?;
    let first = first.trim();
    (!first.is_empty() && first.len() <= LONGEST && !first.contains('\n')).then_some(first)
}

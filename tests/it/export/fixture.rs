//! The claims, findings and articles that every format is tested with.

use claimex::value::{Inferred, Qualifier, WhenKind};
use claimex::{
    Agreement, Claim, Document, Figure, Finding, Group, Harm, Meaning, Quote, QuotedArguments,
    Role, Rule, Scope, Side, Status, Subject, TimelineEntry,
};

/// A stretch of `sentence`, as if the sentence were the whole article.
fn quote(sentence: &str, text: &str) -> Quote {
    let before = sentence.split(text).next().expect("split gives one part");
    let start = before.chars().count();
    Quote {
        start,
        end: start + text.chars().count(),
        text: text.to_owned(),
    }
}

/// The claim that `text` makes in `sentence`, with the `arguments` given by role.
fn claim(
    document: &str,
    sentence: &str,
    text: &str,
    meaning: Meaning,
    arguments: &[(&str, &str)],
) -> Claim {
    let argument = |role: &str| {
        let (_, words) = arguments.iter().find(|(known, _)| *known == role)?;
        Some(quote(sentence, words))
    };
    Claim {
        document: document.to_owned(),
        published: "2026-02-15".parse().ok(),
        quote: quote(sentence, text),
        status: Some(Status::Reported),
        meaning,
        arguments: QuotedArguments {
            about: argument("about"),
            agent: argument("agent"),
            to: argument("to"),
            place: argument("place"),
            source: argument("source"),
            when: argument("when"),
        },
        sentence: sentence.to_owned(),
        confidence: 0.973_06,
        inferred: Vec::new(),
    }
}

/// Claims of every kind, with every sort of gap, and text that tries to be more than text.
pub(super) fn claims() -> Vec<Claim> {
    let deal = "Pakistan signed a $4bn defence deal with Libya’s army on Friday, officials said.";
    let toll =
        "More than 30 people, including 12 children, were killed when a bomb hit a bus in Quetta.";
    let range = "\"Rs 500 to 600 crore\" was lost, he said.";
    let hostile =
        "=HYPERLINK(\"http://example.org\")\u{202e} cost 1e30 <script>alert(1)</script> in 東京.";
    let friday = WhenKind::Date;
    let exactly = |amount| (Some(Qualifier::Exact), Some(amount), Some(amount));
    let (qualifier, lo, hi) = exactly(4e9);
    let mut signed = claim(
        "press/deal.txt",
        deal,
        "$4bn",
        Meaning::Money {
            qualifier,
            lo,
            hi,
            currency: "USD".parse().ok(),
            role: Some(Role::Deal),
            on: Some("2026-02-13".to_owned()),
        },
        &[
            ("about", "defence deal"),
            ("agent", "Pakistan"),
            ("to", "Libya’s army"),
            ("source", "officials"),
            ("when", "Friday"),
        ],
    );
    signed.inferred = vec![Inferred::Currency, Inferred::Date];
    let day = claim(
        "press/deal.txt",
        deal,
        "Friday",
        Meaning::Date {
            when_kind: Some(friday),
            value: Some("2026-02-13".to_owned()),
        },
        &[("about", "signed"), ("agent", "Pakistan")],
    );
    let mut dead = claim(
        "press/bus.txt",
        toll,
        "More than 30 people",
        Meaning::Casualty {
            qualifier: Some(Qualifier::MoreThan),
            lo: Some(30.0),
            hi: None,
            harm: Harm::Killed,
            group: Some(Group::Unknown),
            subset: Some(false),
            scope: Some(Scope::Incident),
            on: None,
        },
        &[("about", "bomb"), ("place", "Quetta")],
    );
    dead.status = Some(Status::Asserted);
    let (qualifier, lo, hi) = exactly(12.0);
    let mut children = claim(
        "press/bus.txt",
        toll,
        "12 children",
        Meaning::Casualty {
            qualifier,
            lo,
            hi,
            harm: Harm::Killed,
            group: Some(Group::Civilian),
            subset: Some(true),
            scope: None,
            on: None,
        },
        &[],
    );
    children.status = None;
    let lost = claim(
        "press/crore.txt",
        range,
        "Rs 500 to 600 crore",
        Meaning::Money {
            qualifier: Some(Qualifier::Range),
            lo: Some(5e9),
            hi: Some(6e9),
            currency: None,
            role: None,
            on: None,
        },
        &[("source", "he")],
    );
    let (qualifier, lo, hi) = exactly(6.78e20);
    let mut formula = claim(
        "=cmd|'/C calc'!A0",
        hostile,
        "=HYPERLINK(\"http://example.org\")\u{202e} cost 1e30 <script>",
        Meaning::Money {
            qualifier,
            lo,
            hi,
            currency: None,
            role: Some(Role::Price),
            on: None,
        },
        &[("place", "東京")],
    );
    formula.published = None;
    formula.status = Some(Status::Hypothetical);
    formula.confidence = 1.0;
    let mut unread = claim(
        "=cmd|'/C calc'!A0",
        hostile,
        "1e30",
        Meaning::Date {
            when_kind: None,
            value: None,
        },
        &[],
    );
    unread.published = None;
    vec![signed, day, dead, children, lost, formula, unread]
}

/// The articles of [`claims`]: each is its claims' sentence.
pub(super) fn documents() -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for claim in claims() {
        if documents
            .last()
            .is_none_or(|last| last.id != claim.document)
        {
            documents.push(Document::new(
                claim.document,
                claim.sentence,
                claim.published,
            ));
        }
    }
    documents
}

/// Findings over [`claims`]: a disputed toll with a part, a deal, a date, and one that could not be read.
pub(super) fn findings() -> Vec<Finding> {
    let [signed, day, dead, children, lost, formula, unread] =
        claims().try_into().expect("there are seven claims");
    let toll = Subject::Casualty {
        harm: Harm::Killed,
        group: Some(Group::Unknown),
        subset: false,
        scope: Some(Scope::Incident),
    };
    let part = Subject::Casualty {
        harm: Harm::Killed,
        group: Some(Group::Civilian),
        subset: true,
        scope: None,
    };
    let deal = Subject::Money {
        role: Some(Role::Deal),
        currency: "USD".parse().ok(),
    };
    let loss = Subject::Money {
        role: None,
        currency: None,
    };
    let mut dispute = finding(toll, "bomb", vec![dead]);
    dispute.place = Some("Quetta".to_owned());
    dispute.when = Some("2026-02-14".to_owned());
    (dispute.low, dispute.best, dispute.high) = (Some(30.0), Some(38.0), Some(41.0));
    dispute.rule = Rule::LatestMostSources;
    dispute.agreement = Agreement::Disputed;
    dispute.sides = [(38.0, "police"), (31.0, "=army")]
        .into_iter()
        .map(|(figure, source)| Side {
            figure: exactly(figure),
            sources: vec![source.to_owned()],
            documents: vec!["press/bus.txt".to_owned()],
            independent_sources: 1,
        })
        .collect();
    dispute.timeline = ["2026-02-14", "2026-02-15"]
        .into_iter()
        .map(|published| TimelineEntry {
            published: published.parse().ok(),
            figure: exactly(30.0),
            documents: vec!["press/bus.txt".to_owned()],
        })
        .collect();
    let mut within = finding(part, "bomb", vec![children]);
    (within.low, within.best, within.high) = (Some(12.0), Some(12.0), Some(12.0));
    within.part_of = Some(dispute.id.clone());
    dispute.parts = vec![within.id.clone()];
    let mut contract = finding(deal, "defence deal", vec![signed]);
    contract.who = Some("Pakistan".to_owned());
    contract.to = Some("Libya’s army".to_owned());
    (contract.low, contract.best, contract.high) = (Some(4e9), Some(4e9), Some(4e9));
    let mut signing = finding(Subject::Date, "signed", vec![day]);
    signing.when = Some("2026-02-13".to_owned());
    let hostile = finding(
        loss,
        "=1+1\u{202e}</script><script>alert(1)</script>",
        vec![lost, formula, unread],
    );
    vec![dispute, within, contract, signing, hostile]
}

/// A figure without bounds.
pub(super) fn exactly(figure: f64) -> Figure {
    Figure {
        lo: Some(figure),
        hi: Some(figure),
        value: None,
    }
}

fn finding(subject: Subject, about: &str, claims: Vec<Claim>) -> Finding {
    let first = claims.first().expect("a finding has claims");
    Finding {
        id: format!(
            "{}:{}:{}-{}",
            first.meaning.kind(),
            first.document,
            first.quote.start,
            first.quote.end
        ),
        subject,
        about: Some(about.to_owned()),
        place: None,
        when: None,
        who: None,
        to: None,
        low: None,
        best: None,
        high: None,
        rule: Rule::Agreed,
        agreement: Agreement::Consistent,
        sides: Vec::new(),
        documents: 1,
        independent_sources: 1,
        first_seen: first.published,
        last_seen: first.published,
        timeline: Vec::new(),
        part_of: None,
        parts: Vec::new(),
        claims,
    }
}

//! The claims that every format is tested with.

use claimex::value::{Inferred, Qualifier, WhenKind};
use claimex::{Claim, Group, Harm, Meaning, Quote, QuotedArguments, Role, Scope, Status};

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
    let unread = claim(
        "=cmd|'/C calc'!A0",
        hostile,
        "1e30",
        Meaning::Date {
            when_kind: None,
            value: None,
        },
        &[],
    );
    vec![signed, day, dead, children, lost, formula, unread]
}

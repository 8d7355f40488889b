//! Counts → a table; faults → aligned lines that a person can read.

use std::io::{self, Write};

use super::scores::{Fault, Figure, KINDS, ROLES, Scores, share};
use crate::claim::{Claim, Meaning};

/// The attributes of each kind, in the order of the table.
const ATTRIBUTES: [(&str, &[&str]); 3] = [
    ("money", &["status", "qualifier", "currency", "role", "on"]),
    (
        "casualty",
        &[
            "status",
            "qualifier",
            "type",
            "group",
            "subset",
            "scope",
            "on",
        ],
    ),
    ("date", &["status", "type"]),
];

fn triple(figure: Figure) -> String {
    format!(
        "{:5.1} {:5.1} {:5.1}",
        100.0 * figure.precision(),
        100.0 * figure.recall(),
        100.0 * figure.f1()
    )
}

/// Writes all figures of `scores` as percentages.
///
/// # Errors
///
/// What `out` returns.
pub fn print_scores(mut out: impl Write, scores: &Scores) -> io::Result<()> {
    writeln!(out, "{} documents", scores.documents)?;
    writeln!(
        out,
        "{:9} {:>6} {:>6}   {:17}   {:17}   {:17}",
        "kind", "gold", "found", "exact P/R/F1", "overlap P/R/F1", "claim P/R/F1"
    )?;
    let row = |out: &mut dyn Write, kind: &str, exact: Figure, overlap: Figure, claim: Figure| {
        writeln!(
            out,
            "{kind:9} {:>6} {:>6}   {}   {}   {}",
            exact.gold,
            exact.found,
            triple(exact),
            triple(overlap),
            triple(claim)
        )
    };
    for kind in KINDS {
        let of = |figures: &std::collections::BTreeMap<&'static str, Figure>| {
            figures.get(kind).copied().unwrap_or_default()
        };
        row(
            &mut out,
            kind,
            of(&scores.exact),
            of(&scores.overlap),
            of(&scores.claim),
        )?;
    }
    row(
        &mut out,
        "all",
        Scores::total(&scores.exact),
        Scores::total(&scores.overlap),
        Scores::total(&scores.claim),
    )?;
    for (kind, names) in ATTRIBUTES {
        write!(out, "{kind:9}")?;
        for name in names {
            if let Some((right, all)) = scores.attributes.get(&(kind, *name)) {
                write!(out, "  {name} {:.1}", 100.0 * share(*right, *all))?;
            }
        }
        writeln!(out)?;
    }
    write!(out, "arguments")?;
    for role in ROLES {
        write!(
            out,
            "  {role} {:.1}",
            100.0 * scores.arguments.get(role).copied().unwrap_or_default().f1()
        )?;
    }
    writeln!(
        out,
        "  all {:.1}",
        100.0 * Scores::total(&scores.arguments).f1()
    )
}

/// Writes the first `limit` faults of each kind: what was wanted above what was found.
///
/// # Errors
///
/// What `out` returns.
pub fn print_errors(mut out: impl Write, faults: &[Fault<'_>], limit: usize) -> io::Result<()> {
    for kind in KINDS {
        let of_kind = |fault: &&Fault<'_>| {
            fault
                .gold
                .map(|claim| claim.meaning.kind())
                .or(fault.found.map(|claim| claim.meaning.kind()))
                == Some(kind)
        };
        for fault in faults.iter().filter(of_kind).take(limit) {
            let what = match (fault.gold, fault.found) {
                (Some(_), Some(_)) => "wrong meaning",
                (Some(_), None) => "missed",
                _ => "spurious",
            };
            writeln!(out, "{kind}: {what}: {}", fault.document)?;
            if let Some(gold) = fault.gold {
                writeln!(
                    out,
                    "  gold   {:30}  {}",
                    format!("{:?}", gold.quote.text),
                    described(&gold.meaning)
                )?;
            }
            if let Some(found) = fault.found {
                writeln!(
                    out,
                    "  found  {:30}  {}  ({:.2})",
                    format!("{:?}", found.quote.text),
                    described(&found.meaning),
                    found.confidence
                )?;
            }
            if let Some(Claim { sentence, .. }) = fault.found {
                writeln!(out, "  in     {sentence}")?;
            }
        }
    }
    Ok(())
}

/// The part of a meaning that scoring compares.
fn described(meaning: &Meaning) -> String {
    let bound =
        |value: &Option<f64>| value.map_or_else(|| "open".to_owned(), |number| number.to_string());
    match meaning {
        Meaning::Money {
            lo, hi, currency, ..
        } => {
            let code =
                currency.map_or_else(|| "no currency".to_owned(), |currency| currency.to_string());
            format!("{}..{} {code}", bound(lo), bound(hi))
        }
        Meaning::Casualty { lo, hi, harm, .. } => {
            format!("{}..{} {}", bound(lo), bound(hi), harm.name())
        }
        Meaning::Date {
            when_kind, value, ..
        } => {
            let kind = when_kind.map_or("no type", |kind| kind.name());
            format!("{kind} {}", value.as_deref().unwrap_or("no value"))
        }
    }
}

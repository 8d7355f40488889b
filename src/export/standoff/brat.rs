//! One article's claims → a brat `.ann` file, to lie beside the article's `.txt`.

use std::io::{self, Write};

use super::Marks;
use crate::claim::{Claim, Meaning};
use crate::document::Document;
use crate::export::display;
use crate::mention::{Harm, Status};
use crate::value::Qualifier;

/// brat's `annotation.conf` for the folder of these files: every type, relation and attribute that they use.
pub const BRAT_CONFIGURATION: &str = include_str!("annotation.conf");

/// Writes the `.ann` file of `document`, whose `.txt` is the document's text as it is.
///
/// `T` lines mark the claims (`Money`, `Killed`, `Injured`, `Missing`, `Captured`, `Displaced`, `Casualty`, `Date`) and
/// their arguments (`Argument`, where the stretch is not itself a claim); `R` lines link a claim to its arguments by
/// role; `A` lines give `Status`, `Qualifier`, `Group`, `Scope`, `Role` and `Subset`; `#` lines give the value
/// as people read it, and `on`. A stretch over several lines is written as one part for each.
///
/// `claims` are those of this document; others are left out.
///
/// # Errors
/// Whatever the writer refuses.
pub fn write_brat(mut writer: impl Write, document: &Document, claims: &[Claim]) -> io::Result<()> {
    let own: Vec<&Claim> = claims
        .iter()
        .filter(|claim| claim.document == document.id)
        .collect();
    let text: Vec<char> = document.text.chars().collect();
    let marks = Marks::of(&own);
    for (number, mark) in marks.marks.iter().enumerate() {
        let kind = mark.claim.map_or("Argument", |claim| kind(&claim.meaning));
        let parts = parts(&text, mark.quote.start, mark.quote.end);
        let places: Vec<String> = parts
            .iter()
            .map(|(start, end)| format!("{start} {end}"))
            .collect();
        let words: Vec<String> = parts
            .iter()
            .filter_map(|(start, end)| text.get(*start..*end))
            .map(String::from_iter)
            .collect();
        writeln!(
            writer,
            "T{}\t{kind} {}\t{}",
            number + 1,
            places.join(";"),
            words.join(" ")
        )?;
    }
    for (index, (claim, role, argument)) in marks.links().enumerate() {
        let role = capitalized(role);
        writeln!(
            writer,
            "R{}\t{role} Arg1:T{} Arg2:T{}",
            index + 1,
            claim + 1,
            argument + 1
        )?;
    }
    let mut attribute_number = 0;
    let mut note_number = 0;
    for (number, mark) in marks.marks.iter().enumerate() {
        let Some(claim) = mark.claim else { continue };
        for attribute in attributes(claim) {
            attribute_number += 1;
            let (name, choice) = attribute;
            let choice = choice.map_or_else(String::new, |choice| format!(" {choice}"));
            writeln!(
                writer,
                "A{attribute_number}\t{name} T{}{choice}",
                number + 1
            )?;
        }
        note_number += 1;
        writeln!(
            writer,
            "#{note_number}\tAnnotatorNotes T{}\t{}",
            number + 1,
            note(&claim.meaning)
        )?;
    }
    writer.flush()
}

/// The claim's type in brat, by its kind and, for casualties, by what befell them.
fn kind(meaning: &Meaning) -> &'static str {
    match meaning {
        Meaning::Money { .. } => "Money",
        Meaning::Date { .. } => "Date",
        Meaning::Casualty { harm, .. } => match harm {
            Harm::Killed => "Killed",
            Harm::Injured => "Injured",
            Harm::Missing => "Missing",
            Harm::Captured => "Captured",
            Harm::Displaced => "Displaced",
            Harm::Casualty => "Casualty",
        },
    }
}

/// The lines of a stretch, without the white space at the breaks: brat's text cannot hold a line break.
fn parts(text: &[char], start: usize, end: usize) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut from = start;
    for at in start..=end.min(text.len()) {
        let breaks = at == end
            || text
                .get(at)
                .is_some_and(|character| matches!(character, '\n' | '\r'));
        if breaks {
            if from < at {
                parts.push((from, at));
            }
            from = at + 1;
        }
    }
    parts
}

/// The attributes that are known, each with its choice; a flag has none.
fn attributes(claim: &Claim) -> Vec<(&'static str, Option<&'static str>)> {
    let mut attributes = Vec::new();
    let mut add = |name, choice: Option<&'static str>| {
        if choice.is_some() {
            attributes.push((name, choice));
        }
    };
    add("Status", claim.status.map(Status::name));
    match &claim.meaning {
        Meaning::Money {
            qualifier, role, ..
        } => {
            add("Qualifier", qualifier.map(Qualifier::name));
            add("Role", role.map(|role| role.name()));
        }
        Meaning::Casualty {
            qualifier,
            group,
            scope,
            subset,
            ..
        } => {
            add("Qualifier", qualifier.map(Qualifier::name));
            add("Group", group.map(|group| group.name()));
            add("Scope", scope.map(|scope| scope.name()));
            if *subset == Some(true) {
                attributes.push(("Subset", None));
            }
        }
        Meaning::Date { .. } => {}
    }
    attributes
}

/// The value, and the time that it belongs to.
fn note(meaning: &Meaning) -> String {
    let value = display::claim_value(meaning);
    match meaning {
        Meaning::Money { on: Some(on), .. } | Meaning::Casualty { on: Some(on), .. } => {
            format!("{value}; on {on}")
        }
        _ => value,
    }
}

fn capitalized(role: &str) -> String {
    let mut letters = role.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_parted_at_line_breaks() {
        let text: Vec<char> = "at least\r\n30 people".chars().collect();
        assert_eq!(parts(&text, 0, 19), [(0, 8), (10, 19)]);
        assert_eq!(parts(&text, 3, 8), [(3, 8)]);
        assert_eq!(parts(&text, 10, 12), [(10, 12)]);
    }
}

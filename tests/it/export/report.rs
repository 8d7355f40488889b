//! The report as a file: what must hold before any browser opens it. What browsers make of it is `tests/report`'s business.

use std::fs;
use std::io::BufWriter;
use std::path::Path;

use claimex::export;
use claimex::{Document, Finding};

use super::fixture::{claims, documents, findings};

fn report() -> String {
    let mut bytes = Vec::new();
    export::write_report(&mut bytes, &documents(), &claims(), &findings()).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn report_asks_for_nothing() {
    let report = report();
    for asking in [
        "src=",
        "<link",
        "url(",
        "@import",
        "fetch(",
        "innerHTML",
        "http-equiv=\"refresh\"",
    ] {
        assert!(!report.contains(asking), "{asking}");
    }
    assert!(report.contains("default-src 'none'; script-src 'sha256-"));
}

#[test]
fn report_keeps_hostile_text_in_its_data() {
    let report = report();
    assert_eq!(report.matches("<script").count(), 2);
    assert_eq!(report.matches("</script").count(), 2);
    assert!(!report.contains("alert(1)<"));
    let data = report
        .split_once("id=\"data\">")
        .and_then(|(_, rest)| rest.split_once("</script>"))
        .map(|(data, _)| serde_json::from_str::<serde_json::Value>(data).unwrap())
        .unwrap();
    assert_eq!(data["claims"].as_array().unwrap().len(), claims().len());
    assert_eq!(data["findings"].as_array().unwrap().len(), findings().len());
    assert_eq!(data["documents"][3]["text"], documents()[3].text);
}

#[test]
fn report_data() {
    let report = report();
    let (_, rest) = report.split_once("id=\"data\">").unwrap();
    let (data, _) = rest.split_once("</script>").unwrap();
    insta::assert_snapshot!(data.replace("},{", "},\n{"));
}

#[test]
fn report_is_the_same_every_time() {
    assert_eq!(report(), report());
}

/// Writes reports to `target/tmp`, where `tests/report/check.js` opens them: that of the fixture, and one of
/// 10,000 claims in 500 articles, four of which speak of the same twenty tolls.
#[test]
fn reports_for_browsers() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::write(folder.join("report.html"), report()).unwrap();
    let documents: Vec<Document> = (0..500).map(crowded::document).collect();
    let findings: Vec<Finding> = (0..2500).map(crowded::finding).collect();
    let file = BufWriter::new(fs_err::File::create(folder.join("report-large.html")).unwrap());
    export::write_report(file, &documents, &[], &findings).unwrap();
}

/// A large collection, made by number.
mod crowded {
    use claimex::{Agreement, Claim, Document, Finding, Meaning, Quote, Side};

    use super::super::fixture::{self, claims};

    fn sentence(document: usize, line: usize) -> String {
        let (place, toll) = (document / 4 * 20 + line, toll(document, line));
        format!("At least {toll} people were killed by a bomb in Place {place}, officials said.")
    }

    /// Every ninth toll differs from article to article.
    fn toll(document: usize, line: usize) -> usize {
        let spread = if line.is_multiple_of(9) {
            document % 4
        } else {
            0
        };
        (line + 2) * (document / 4 + 1) + spread
    }

    fn name(document: usize) -> String {
        format!("press/{document}.txt")
    }

    pub(super) fn document(number: usize) -> Document {
        let lines: Vec<String> = (0..20).map(|line| sentence(number, line)).collect();
        let text = format!("Tolls of day {number}\n\n{}", lines.join(" "));
        Document::new(name(number), text, published(number))
    }

    fn published(document: usize) -> Option<jiff::civil::Date> {
        let day = document % 28 + 1;
        format!("2026-{:02}-{day:02}", document / 4 % 12 + 1)
            .parse()
            .ok()
    }

    fn claim(document: usize, line: usize) -> Claim {
        let text = self::document(document).text;
        let (sentence, toll) = (sentence(document, line), toll(document, line));
        let before = text
            .split(&sentence)
            .next()
            .map_or(0, |before| before.chars().count());
        let words = format!("At least {toll} people");
        let mut claim = claims().swap_remove(2);
        claim.document = name(document);
        claim.published = published(document);
        claim.quote = Quote {
            start: before,
            end: before + words.len(),
            text: words,
        };
        claim.arguments = Default::default();
        claim.sentence = sentence;
        if let Meaning::Casualty { lo, .. } = &mut claim.meaning {
            *lo = u32::try_from(toll).ok().map(f64::from);
        }
        claim
    }

    pub(super) fn finding(number: usize) -> Finding {
        let (group, line) = (number / 20, number % 20);
        let documents = group * 4..group * 4 + 4;
        let mut finding = fixture::findings().swap_remove(0);
        finding.claims = documents
            .clone()
            .map(|document| claim(document, line))
            .collect();
        finding.id = format!("toll-{number}");
        finding.place = Some(format!("Place {number}"));
        finding.when = finding.claims[0].published.map(|day| day.to_string());
        finding.parts = Vec::new();
        finding.timeline = Vec::new();
        finding.documents = 4;
        let figures: Vec<f64> = finding.claims.iter().filter_map(figure).collect();
        (finding.low, finding.high) = (figures.first().copied(), figures.last().copied());
        finding.best = finding.high;
        if !line.is_multiple_of(9) {
            finding.agreement = Agreement::Consistent;
            finding.sides = Vec::new();
        }
        for (side, (document, toll)) in finding.sides.iter_mut().zip(documents.zip(figures)) {
            *side = Side {
                figure: fixture::exactly(toll),
                documents: vec![name(document)],
                ..side.clone()
            };
        }
        finding
    }

    fn figure(claim: &Claim) -> Option<f64> {
        match &claim.meaning {
            Meaning::Casualty { lo, .. } => *lo,
            _ => None,
        }
    }
}

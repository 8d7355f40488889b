//! The report as a file: what must hold before any browser opens it. What browsers make of it is `tests/report`'s business.

use std::fs;
use std::path::Path;

use claimex::export;

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

/// Writes the fixture's report to `target/tmp/report.html`, where a browser can look at it.
#[test]
fn report_for_browsers() {
    fs::write(
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("report.html"),
        report(),
    )
    .unwrap();
}

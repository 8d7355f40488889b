//! The formats of annotation tools: brat and Label Studio.

use claimex::Document;
use claimex::export;

use super::fixture::{claims, documents};

#[test]
fn brat() {
    let documents = documents();
    let mut text = String::new();
    for document in &documents {
        let mut bytes = Vec::new();
        export::write_brat(&mut bytes, document, &claims()).unwrap();
        text += &format!("{}\n{}\n", document.id, String::from_utf8(bytes).unwrap());
    }
    insta::assert_snapshot!(text);
}

#[test]
fn brat_marks_hold_the_words_of_the_text() {
    let sentence = "At least\r\n30 people died in Quetta.";
    let document = Document::new("press/bus.txt", sentence, None);
    let mut claim = claims().swap_remove(2);
    claim.quote.end = 19;
    claim.arguments = Default::default();
    let mut bytes = Vec::new();
    export::write_brat(&mut bytes, &document, &[claim]).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.starts_with("T1\tKilled 0 8;10 19\tAt least 30 people\n"),
        "{text}"
    );
}

#[test]
fn label_studio() {
    let mut bytes = Vec::new();
    export::write_label_studio(&mut bytes, &documents(), &claims()).unwrap();
    let tasks: Vec<serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
    let mut text = String::new();
    for task in &tasks {
        text += &format!("{}\n", task["data"]);
        for part in task["predictions"][0]["result"].as_array().unwrap() {
            text += &format!("  {part}\n");
        }
    }
    insta::assert_snapshot!(text);
}

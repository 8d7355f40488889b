//! A collection → `report.html`: one file that holds its data, its style and its script, and asks nothing of any network.
//!
//! What articles say reaches the page on one way only: as JSON in a data block, from which the script makes text nodes. A
//! Content-Security-Policy names the one style and the one script by their hashes, forbids every other source, and
//! forbids the script to make markup from text.

mod data;
mod marks;

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use self::data::Page;
use crate::claim::Claim;
use crate::document::Document;
use crate::finding::Finding;

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/style.css");
/// The script's parts, in their order; each only defines functions, but for the last.
const SCRIPT: [&str; 7] = [
    include_str!("page/dom.js"),
    include_str!("page/format.js"),
    include_str!("page/plots.js"),
    include_str!("page/glance.js"),
    include_str!("page/findings.js"),
    include_str!("page/detail.js"),
    include_str!("page/article.js"),
];
const START: &str = include_str!("page/main.js");

/// Writes the report of a collection: `findings`, the `claims` that they rest on, and the articles that those stand in.
///
/// An article that is not among `documents` is shown by the sentences of its claims. The whole page is made for
/// collections that a person reads: some ten thousand claims load in a second or two.
///
/// # Errors
/// Whatever the writer refuses.
pub fn write_report(
    mut writer: impl Write,
    documents: &[Document],
    claims: &[Claim],
    findings: &[Finding],
) -> io::Result<()> {
    let script = format!(
        "(() => {{\n\"use strict\";\n{}{START}}})();\n",
        SCRIPT.concat()
    );
    let policy = policy(&script);
    let mut rest = PAGE;
    for (slot, text) in [("{{policy}}", policy.as_str()), ("{{style}}", STYLE)] {
        let (before, after) = split_at_slot(rest, slot)?;
        writer.write_all(before.as_bytes())?;
        writer.write_all(text.as_bytes())?;
        rest = after;
    }
    let (before, after) = split_at_slot(rest, "{{data}}")?;
    writer.write_all(before.as_bytes())?;
    let page = Page::new(documents, claims, findings);
    serde_json::to_writer(InsideScript(&mut writer), &page)?;
    let (before, after) = split_at_slot(after, "{{script}}")?;
    writer.write_all(before.as_bytes())?;
    writer.write_all(script.as_bytes())?;
    writer.write_all(after.as_bytes())?;
    writer.flush()
}

fn split_at_slot<'page>(page: &'page str, slot: &str) -> io::Result<(&'page str, &'page str)> {
    page.split_once(slot)
        .ok_or_else(|| io::Error::other(format!("report page has no slot `{slot}`")))
}

/// What the page may do: run this script, use this style, and nothing else.
fn policy(script: &str) -> String {
    format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        source_hash(script),
        source_hash(STYLE),
    )
}

/// A hash source of Content Security Policy, level 2.
fn source_hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// Writes JSON so that it cannot end the script element that it stands in, or begin a comment there: `<`, `>` and `&`,
/// which JSON has inside strings alone, become escapes.
struct InsideScript<W>(W);

impl<W: Write> Write for InsideScript<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut rest = bytes;
        while let Some(at) = rest
            .iter()
            .position(|byte| matches!(byte, b'<' | b'>' | b'&'))
        {
            let (before, after) = rest.split_at(at);
            self.0.write_all(before)?;
            write!(self.0, "\\u{:04x}", after[0])?;
            rest = &after[1..];
        }
        self.0.write_all(rest)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_leave_its_script_element() {
        let hostile = "</script><!--<script> & \"quotes\" \u{202e}";
        let mut bytes = Vec::new();
        serde_json::to_writer(InsideScript(&mut bytes), hostile).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(['<', '>', '&']), "{text}");
        assert_eq!(
            serde_json::from_slice::<String>(&bytes).ok().as_deref(),
            Some(hostile)
        );
    }
}

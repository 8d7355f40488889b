//! Any text as money: its words, what stands before and after it, and the document, parted by line breaks
//! → no crash, and a value that prints and parses back.

#![no_main]

use claimex::normalize::{Around, Setting, money};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(4, '\n');
    let mut part = || parts.next().unwrap_or_default();
    let (words, before, after, document) = (part(), part(), part(), part());
    if let Some(reading) = money(words, Around { before, after }, &Setting::of(document)) {
        assert_eq!(
            reading.value.to_string().parse(),
            Ok(reading.value),
            "{words:?}"
        );
    }
});

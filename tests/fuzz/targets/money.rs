//! Any text as money: its words, what stands before and after it, and the document, parted by line breaks
//! → no crash, and a sound amount in money that prints and parses back.

#![no_main]

use claimex::normalize::{Around, Setting, money};
use libfuzzer_sys::fuzz_target;

#[path = "../../it/normalize/sound.rs"]
mod sound;

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(4, '\n');
    let mut part = || parts.next().unwrap_or_default();
    let (words, before, after, document) = (part(), part(), part(), part());
    if let Some(reading) = money(words, Around { before, after }, &Setting::of(document, None)) {
        let money = reading.value;
        assert!(sound::is_sound(money.amount), "{text:?}: {money}");
        assert!(sound::parses_back(&money), "{text:?}: {money}");
    }
});

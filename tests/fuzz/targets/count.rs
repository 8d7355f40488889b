//! Any text as a number of people: its words, and what stands before and after it, parted by line breaks
//! → no crash, and a sound amount of whole people.

#![no_main]

use claimex::normalize::{Around, count};
use libfuzzer_sys::fuzz_target;

#[path = "../../it/normalize/sound.rs"]
mod sound;

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(3, '\n');
    let mut part = || parts.next().unwrap_or_default();
    let (words, before, after) = (part(), part(), part());
    if let Some(reading) = count(words, Around { before, after }) {
        let amount = reading.value;
        assert!(sound::is_sound(amount), "{text:?}: {amount}");
        let whole = |bound: f64| bound >= 0.0 && bound.fract() == 0.0;
        let people = [amount.lo, amount.hi].into_iter().flatten().all(whole);
        assert!(people, "{text:?}: {amount}");
    }
});

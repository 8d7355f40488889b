//! Any text as a number of euros → no crash, and a sound amount in money that prints and parses back.

#![no_main]

use claimex::normalize::{Around, Setting, money};
use libfuzzer_sys::fuzz_target;

#[path = "../../it/normalize/sound.rs"]
mod sound;

fuzz_target!(|text: &str| {
    let text = format!("{text} euros");
    if let Some(reading) = money(&text, Around::default(), &Setting::default()) {
        let money = reading.value;
        assert!(sound::is_sound(money.amount), "{text:?}: {money}");
        assert!(sound::parses_back(&money), "{text:?}: {money}");
    }
});

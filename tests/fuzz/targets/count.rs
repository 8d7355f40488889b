//! Any text as a number of people: its words, and what stands before and after it, parted by line breaks
//! → no crash, and whole numbers that print and parse back.

#![no_main]

use claimex::normalize::{Around, count};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(3, '\n');
    let mut part = || parts.next().unwrap_or_default();
    let (words, before, after) = (part(), part(), part());
    if let Some(reading) = count(words, Around { before, after }) {
        let amount = reading.value;
        let whole = |bound: f64| bound >= 0.0 && bound.fract() == 0.0;
        assert!(
            [amount.lo, amount.hi].into_iter().flatten().all(whole),
            "{words:?}: {amount}"
        );
        assert_eq!(amount.to_string().parse(), Ok(amount), "{words:?}");
    }
});

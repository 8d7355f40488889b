//! Any text as a number of euros → no crash, and bounds that are finite, in order, and print and parse back.

#![no_main]

use claimex::normalize::{Around, Setting, money};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let text = format!("{text} euros");
    if let Some(reading) = money(&text, Around::default(), &Setting::default()) {
        let amount = reading.value.amount;
        assert!(
            [amount.lo, amount.hi]
                .into_iter()
                .flatten()
                .all(f64::is_finite),
            "{text:?}: {amount}"
        );
        if let (Some(lo), Some(hi)) = (amount.lo, amount.hi) {
            assert!(lo <= hi, "{text:?}: {amount}");
        }
        assert_eq!(amount.to_string().parse(), Ok(amount), "{text:?}");
    }
});

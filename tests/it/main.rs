//! The one integration binary: a module for each thing that is tested through the public API.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should say where"
)]

/// Values of numbers, money and counts, by hand-written cases and properties.
mod normalize;

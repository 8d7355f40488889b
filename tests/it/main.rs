//! The one integration binary: a module for each thing that is tested through the public API.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should say where"
)]

mod architecture;
#[cfg(feature = "cli")]
mod cli;
mod export;
mod read;

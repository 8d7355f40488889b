//! The one integration binary: a module for each thing that is tested through the public API.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should say where"
)]

/// What a whole collection says.
mod aggregate;
/// The rules of the house.
mod architecture;
/// What backends refuse.
mod backend;
/// The program as a user runs it.
#[cfg(feature = "cli")]
mod cli;
/// The encoder against hidden states of the reference implementation, and against itself.
mod encoder;
/// The scorer against the yardstick.
mod evaluate;
/// Every export format, fed by one fixture.
mod export;
/// Numbers, money and counts: case files, properties and tidy tables.
mod normalize;
/// The shipped model on the sample collection.
mod quality;
/// Every way for input to be wrong.
mod read;
mod reader;
/// Sentences of the case files, and of any text.
mod split;
/// The torch backend against the native one and against transformers.
#[cfg(feature = "torch")]
mod torch;

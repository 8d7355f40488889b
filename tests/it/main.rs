//! The one integration binary: a module for each thing that is tested through the public API.

/// Values of numbers, money and counts, by hand-written cases and properties.
mod normalize;

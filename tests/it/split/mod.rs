//! The sentence splitter: case files by hand, and a property of any text.

mod golden;
mod properties;

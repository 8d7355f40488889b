//! Every integration test, in one binary.
#![expect(clippy::unwrap_used, reason = "a test may stop where it fails")]

/// The encoder against hidden states of the reference implementation, and against itself.
mod encoder;

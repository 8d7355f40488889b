//! A number → so many made-up claims as JSON Lines on standard output, to time the program with:
//! `cargo run --release --example crowd 1000000 > crowd.jsonl`, then `claimex aggregate crowd.jsonl -o findings.jsonl`.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "made-up numbers need no exact casts"
)]

mod crowd;

use std::io;

use claimex::export::{ClaimWriter, Format};

fn main() -> io::Result<()> {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let count = count.ok_or_else(|| io::Error::other("wanted a number of claims"))?;
    let mut writer = ClaimWriter::new(Format::Jsonl, io::BufWriter::new(io::stdout().lock()));
    for claim in crowd::claims(count) {
        writer.write(&[claim])?;
    }
    writer.finish().map(drop)
}

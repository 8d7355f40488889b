//! Benchmarks: `cargo bench`; one part: `cargo bench -- stages`. The stages of an article's way to its claims, the
//! encoder alone, and the aggregator at sizes that show how its work grows. `compare/` sets them beside other programs.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "made-up numbers need no exact casts"
)]
#![expect(clippy::expect_used, reason = "a bench may stop where it fails")]

mod crowd;
mod encoder;
mod normalize;
mod stages;

use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 1, sample_size = 1)]
fn aggregate(bencher: Bencher, claims: usize) {
    bencher
        .counter(ItemsCount::new(claims))
        .with_inputs(|| crowd::claims(claims))
        .bench_values(claimex::aggregate);
}

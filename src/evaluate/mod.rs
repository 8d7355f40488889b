//! Gold claims and found claims → figures: precision, recall, F1, attribute accuracies, argument F1.
//!
//! In this order: `gold` reads annotated documents, `pair` sets found claims against gold ones, `scores` counts, `print`
//! shows the counts and the errors. It extracts nothing itself.
//!
//! A pair is right if the meaning is: lower and upper bound and currency of money, bounds and type of a casualty,
//! the TIMEX3 value of a date.

mod gold;
mod pair;
mod print;
mod scores;

pub use gold::{GoldClaim, GoldDocument};
pub use print::{print_errors, print_scores};
pub use scores::{Fault, Figure, Scores, score};

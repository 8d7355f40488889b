//! `Amount`, `Currency`, `Money`, `When`: what words mean, canonical. Each prints and parses back; none knows
//! which words it came from: that is what a `Reading` adds.

mod amount;
mod currency;
mod money;
mod reading;
mod when;

pub use amount::{Amount, NotAnAmount, Qualifier};
pub use currency::{Currency, NotACurrency};
pub use money::{Money, NotMoney};
pub use reading::{Inferred, Reading, Value, Valued};
pub use when::{When, WhenKind};

//! A mention's words → the value that they say: numbers, money, counts. `None` rather than a guess; what
//! stands around a mention has a say only in its currency and in the verb that bounds it.

mod bound;
mod count;
mod currency;
mod date;
mod document;
mod money;
mod number;
mod quantity;
mod setting;
mod token;

pub use count::count;
pub use date::{DateMention, dates, on, repair};
pub use document::normalize;
pub use money::money;
pub use setting::Setting;

/// What stands around a mention in its own sentence; either side may be empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// From the sentence's beginning to the mention.
    pub before: &'a str,
    /// From the mention to the sentence's end.
    pub after: &'a str,
}

/// What a mention's currency is read in.
#[derive(Debug, Clone, Copy)]
struct Context<'a> {
    around: Around<'a>,
    setting: &'a Setting,
}

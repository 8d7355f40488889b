//! A mention's words → the value that they say: numbers, money, counts. `None` rather than a guess;
//! no word outside the mention is read, except through what a document as a whole says.

mod bound;
mod count;
mod currency;
mod money;
mod number;
mod quantity;
mod setting;
mod token;

pub use count::count;
pub use money::money;
pub use setting::Setting;

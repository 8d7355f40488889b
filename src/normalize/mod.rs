//! A mention's words → the value that they say: numbers, money, counts. `None` rather than a guess;
//! no word outside the mention is read, except through what a document as a whole says.

pub mod date;
mod number;
mod token;

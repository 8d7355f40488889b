//! `claimex` reads English news and writes down every claim about money, casualties and dates.
//!
//! The map, which is also the order of the data:
//!
//! ```text
//! Document ─split→ Sentence ─tag→ Mention ─normalize→ value ─assemble→ Claim ─aggregate→ Finding ─export→ rows
//! └──────────── spans into one borrowed text ────────────┘              └── owned; the text is no longer needed ──┘
//! ```

mod aggregate;
mod assemble;
pub mod batch;
mod claim;
mod document;
mod error;
pub mod evaluate;
pub mod export;
mod extractor;
mod finding;
mod mention;
pub mod normalize;
pub mod read;
mod span;
pub mod split;
pub mod tag;
pub mod value;

pub use aggregate::aggregate;
pub use claim::{Claim, Meaning, Quote, QuotedArguments};
pub use document::{Document, Sentence};
pub use error::{Error, ErrorKind};
pub use extractor::{Explanation, Extraction, Extractor};
pub use finding::{Agreement, Figure, Finding, Rule, Side, Subject, TimelineEntry};
pub use mention::{
    Arguments, Attributes, Dating, Group, Harm, Label, Mention, Outlook, Role, Scope, Status,
};
pub use span::Span;

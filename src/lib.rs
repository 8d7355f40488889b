//! `claimex` reads English news and writes down every claim about money, casualties and dates.
//!
//! The map, which is also the order of the data:
//!
//! ```text
//! Document ─split→ Sentence ─tag→ Mention ─normalize→ value ─assemble→ Claim ─aggregate→ Finding ─export→ rows
//! └──────────── spans into one borrowed text ────────────┘              └── owned; the text is no longer needed ──┘
//! ```

mod aggregate;
mod claim;
mod document;
mod error;
mod finding;
mod mention;
mod span;
pub mod value;

pub use aggregate::aggregate;
pub use claim::{Claim, Meaning, Quote, QuotedArguments};
pub use document::{Document, Sentence};
pub use error::{Error, ErrorKind};
pub use finding::{Agreement, Figure, Finding, Rule, Side, Subject, TimelineEntry};
pub use mention::{
    Arguments, Attributes, Dating, Group, Harm, Label, Mention, Outlook, Role, Scope, Status,
};
pub use span::Span;

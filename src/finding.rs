//! `Finding`: what a collection says of one real-world quantity. Its claims, the figure that they settle on and
//! where they disagree. How claims are brought together is the business of `aggregate`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::claim::{Claim, whole};
use crate::mention::{Group, Harm, Role, Scope};
use crate::value::Currency;

/// The claims of a collection that speak of one real-world quantity: the dead of one attack, the price of one deal,
/// the date of one happening.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Names the finding: the kind, document and offsets of its first claim, such as `casualty:a-17:40-52`; where articles of
    /// several days have one id, with the day: `casualty:a-17@2026-02-06:40-52`. Unique within one aggregation.
    pub id: String,
    /// Its kind, and what its claims have in common.
    #[serde(flatten)]
    pub subject: Subject,
    /// What it is about, in the words that most of its claims use; `None` where no claim says.
    pub about: Option<String>,
    /// Where, in the words that most of its claims use.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// When: the TIMEX3 value that most of its claims give for the time of the event or amount. For a date finding,
    /// the value itself.
    pub when: Option<String>,
    /// Who acts, in the words that most of its claims use.
    pub who: Option<String>,
    /// Money only: who receives it or against whom, in the words that most of its claims use.
    pub to: Option<String>,
    /// Least figure that any counted claim gives; people, or whole units of the subject's currency. `None` for dates.
    #[serde(with = "whole")]
    pub low: Option<f64>,
    /// The figure to use, by `rule`; units as `low`. `None` for dates and where no claim gives a number.
    #[serde(with = "whole")]
    pub best: Option<f64>,
    /// Greatest figure that any counted claim gives; units as `low`.
    #[serde(with = "whole")]
    pub high: Option<f64>,
    /// Which rule chose `best`, or `when` for a date.
    pub rule: Rule,
    /// Whether the claims agree.
    pub agreement: Agreement,
    /// The figures that are held against each other and who holds them, the best supported first; empty unless
    /// `agreement` is disputed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<Side>,
    /// Number of documents that its claims stand in.
    pub documents: usize,
    /// Number of those documents when near-copies of one text are counted once.
    pub independent_sources: usize,
    /// Earliest publication date of its claims.
    pub first_seen: Option<Date>,
    /// Latest publication date of its claims.
    pub last_seen: Option<Date>,
    /// Every figure that was published, oldest first; one entry for each publication date and figure.
    pub timeline: Vec<TimelineEntry>,
    /// `id` of the finding that gives the total, of which this one counts a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// `id`s of the findings that count parts of this total, sorted. They are never added up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// Its claims: by publication date (unknown last), document and place in the document. Never empty.
    pub claims: Vec<Claim>,
}

impl Finding {
    /// `money`, `casualty` or `date`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.subject {
            Subject::Money { .. } => "money",
            Subject::Casualty { .. } => "casualty",
            Subject::Date => "date",
        }
    }
}

/// The kind of a finding, and what its claims have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Subject {
    /// An amount of money.
    Money {
        /// What sort of amount, as most of its claims have it.
        role: Option<Role>,
        /// ISO 4217 code of `low`, `best`, `high` and the timeline. Claims in another currency are kept but not counted.
        currency: Option<Currency>,
    },
    /// A number of people harmed.
    Casualty {
        /// What befell them.
        #[serde(rename = "type")]
        harm: Harm,
        /// Who they are, as most of its claims have it.
        group: Option<Group>,
        /// Whether it counts a part of another number given.
        subset: bool,
        /// One event or many, as most of its claims have it.
        scope: Option<Scope>,
    },
    /// A date, time, duration or recurrence.
    Date,
}

/// How the best figure was chosen. A document's own figure is the first that it gives without denying it; a figure is
/// well supported where a document states it as fact or two independent documents give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// No claim gives a readable figure.
    NoFigure,
    /// All documents' own figures are one.
    Agreed,
    /// The well supported figure of the last publication date that has one.
    LatestSupported,
    /// The last publication date with a well supported figure has several: the one that most independent documents give,
    /// then the one stated most firmly.
    LatestMostSources,
    /// The latest well supported figure is a rounding or a bound: the most recent exact figure that it allows.
    LatestPrecise,
    /// No figure is well supported: the latest.
    Latest,
    /// Nothing but denied or hypothetical claims: their latest figure.
    OnlyUncertain,
    /// For dates: the most precise value, and of these the one that most documents give.
    MostPrecise,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 8] = [
        Self::NoFigure,
        Self::Agreed,
        Self::LatestSupported,
        Self::LatestMostSources,
        Self::LatestPrecise,
        Self::Latest,
        Self::OnlyUncertain,
        Self::MostPrecise,
    ];

    /// The name that the output uses, such as `latest_supported`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoFigure => "no_figure",
            Self::Agreed => "agreed",
            Self::LatestSupported => "latest_supported",
            Self::LatestMostSources => "latest_most_sources",
            Self::LatestPrecise => "latest_precise",
            Self::Latest => "latest",
            Self::OnlyUncertain => "only_uncertain",
            Self::MostPrecise => "most_precise",
        }
    }
}

/// Whether the claims of a finding agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// All figures can be true at once.
    Consistent,
    /// Figures differ, but no two are held against each other at one time: they were brought up to date.
    Updated,
    /// Figures that cannot both be true are given on one day, by different sources in one document, or by turns: one comes
    /// back after another source's had taken its place.
    Disputed,
}

impl Agreement {
    /// The name that the output uses, such as `disputed`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::Updated => "updated",
            Self::Disputed => "disputed",
        }
    }
}

/// One side of a dispute: a figure and who gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The figure that this side gives.
    #[serde(flatten)]
    pub figure: Figure,
    /// Whom the claims name as their sources, sorted; empty where none is named.
    pub sources: Vec<String>,
    /// The documents that give it, sorted.
    pub documents: Vec<String>,
    /// Number of those documents when near-copies of one text are counted once.
    pub independent_sources: usize,
}

/// What was published on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// The publication date.
    pub published: Option<Date>,
    /// The figure.
    #[serde(flatten)]
    pub figure: Figure,
    /// The documents that give it on that day, sorted.
    pub documents: Vec<String>,
}

/// A figure as claims give it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Least number; people, or whole units of the finding's currency.
    #[serde(with = "whole")]
    pub lo: Option<f64>,
    /// Greatest number; units as `lo`.
    #[serde(with = "whole")]
    pub hi: Option<f64>,
    /// For dates, the TIMEX3 value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

//! `Mention`: a stretch that the tagger marked, what it says of it, and the stretches it is linked to.
//! A mention borrows nothing but places; what its words mean is the normalizer's business.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// What kind of claim a mention makes; casualties are told apart by what befell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// An amount of money.
    Money,
    /// A date, time of day, duration or recurring time.
    Date,
    /// A number of people harmed, and how.
    Casualty(Harm),
}

impl Label {
    /// Every label, in the order of the model's labels.
    pub const ALL: [Self; 8] = [
        Self::Money,
        Self::Date,
        Self::Casualty(Harm::Killed),
        Self::Casualty(Harm::Injured),
        Self::Casualty(Harm::Missing),
        Self::Casualty(Harm::Captured),
        Self::Casualty(Harm::Displaced),
        Self::Casualty(Harm::Casualty),
    ];

    /// The name that models use in their label lists, such as `killed`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Date => "date",
            Self::Casualty(harm) => harm.name(),
        }
    }
}

macro_rules! named_choices {
    ($(#[$about:meta])* $name:ident { $($(#[$case_about:meta])* $case:ident = $text:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$case_about])* $case),+ }

        impl $name {
            /// Every choice, in the order of the model's outputs.
            pub const ALL: &'static [Self] = &[$(Self::$case),+];

            /// The name that the output uses.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$case => $text),+ }
            }
        }
    };
}

named_choices! {
    /// What befell the people of a casualty claim.
    Harm {
        /// Dead.
        Killed = "killed",
        /// Wounded, also hospitalized, poisoned or sickened by the event.
        Injured = "injured",
        /// Missing or trapped.
        Missing = "missing",
        /// Arrested, detained, abducted or held.
        Captured = "captured",
        /// Evacuated, made homeless or fled.
        Displaced = "displaced",
        /// Harm not specified.
        Casualty = "casualty",
    }
}

named_choices! {
    /// How surely the article states a claim.
    Status {
        /// Stated as fact.
        Asserted = "asserted",
        /// Attributed to somebody, or hedged.
        Reported = "reported",
        /// Denied.
        Denied = "denied",
        /// Possible, planned, promised, demanded, feared or future.
        Hypothetical = "hypothetical",
    }
}

named_choices! {
    /// What sort of amount a money claim gives.
    Role {
        /// Contract, purchase, sale.
        Deal = "deal",
        /// Aid, grant, donation.
        Aid = "aid",
        /// Loan, debt, bail-out, deposit.
        Loan = "loan",
        /// Investment.
        Investment = "investment",
        /// Imports, exports, turnover between countries.
        Trade = "trade",
        /// Losses, cost of a disaster or crime, amount stolen.
        Damage = "damage",
        /// Fine, compensation, ransom, bail, reward.
        Penalty = "penalty",
        /// Revenue, profit, salary, tax, box office, prize.
        Income = "income",
        /// Spending, fund, programme or project cost.
        Budget = "budget",
        /// Price of a thing or of a unit.
        Price = "price",
        /// Market value, assets, reserves, gross domestic product.
        Value = "value",
        /// Anything else.
        Other = "other",
    }
}

named_choices! {
    /// Who the victims' own words say they are.
    Group {
        /// Passengers, workers, villagers, children, a man.
        Civilian = "civilian",
        /// Soldiers, police, guards, officials of the state's forces.
        Security = "security",
        /// Insurgents, gunmen, attackers, rebels.
        Militant = "militant",
        /// The words do not say.
        Unknown = "unknown",
    }
}

named_choices! {
    /// What a casualty number counts over.
    Scope {
        /// One event.
        Incident = "incident",
        /// A period, a war, or many events.
        Cumulative = "cumulative",
    }
}

named_choices! {
    /// On which side of the publication date the time of a claim lies.
    Outlook {
        /// Before the publication date, or on it.
        Past = "past",
        /// After the publication date.
        Future = "future",
    }
}

named_choices! {
    /// Where the time of a money or casualty claim is to be looked for.
    Dating {
        /// It cannot be told.
        Unknown = "unknown",
        /// The article speaks of its own day: the publication date.
        Published = "published",
        /// The month of publication: prices and payments of these weeks.
        Month = "month",
        /// The year of publication: budgets and incomes of this year.
        Year = "year",
        /// A date that the article gives, in the same sentence or another.
        Stated = "stated",
    }
}

/// What the tagger says of a mention beyond its label; `None` where the model has no head for it or
/// the attribute does not apply to the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attributes {
    /// How surely it is stated.
    pub status: Option<Status>,
    /// Money only: what sort of amount.
    pub role: Option<Role>,
    /// Casualty only: who the victims are.
    pub group: Option<Group>,
    /// Casualty only: whether the number is part of another number given.
    pub subset: Option<bool>,
    /// Casualty only: one event or many.
    pub scope: Option<Scope>,
    /// Date only: past or future.
    pub outlook: Option<Outlook>,
    /// Money and casualty only: where its time is found.
    pub dating: Option<Dating>,
    /// Money and casualty only: the date of the article, in any of its sentences, that gives its time if a date does.
    pub stated: Option<Span>,
}

/// The stretches of the same sentence that a mention is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arguments {
    /// What the claim is about.
    pub about: Option<Span>,
    /// Who acts.
    pub agent: Option<Span>,
    /// Money only: who receives it, or against whom.
    pub to: Option<Span>,
    /// Where.
    pub place: Option<Span>,
    /// Who says so.
    pub source: Option<Span>,
    /// Money and casualty only: the date stretch that dates it.
    pub when: Option<Span>,
}

/// A marked stretch of a document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mention {
    /// Where it stands, in bytes of the document's text.
    pub span: Span,
    /// Index of its sentence among the document's sentences.
    pub sentence: usize,
    /// What kind of claim it makes.
    pub label: Label,
    /// How sure the tagger is that span and label are right, calibrated, from 0 to 1.
    pub confidence: f32,
    /// What else the tagger says of it.
    pub attributes: Attributes,
    /// What it is linked to; spans in bytes of the document's text.
    pub arguments: Arguments,
}

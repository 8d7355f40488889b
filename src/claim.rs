//! `Claim`: what one stretch of one article says, owned, as the output writes it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use crate::mention::{Group, Harm, Role, Scope, Status};
use crate::value::{Currency, Inferred, Qualifier, WhenKind};

/// A verbatim stretch of an article: offsets in Unicode code points of the document's text, `end` exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// Code points before it.
    pub start: usize,
    /// Code points before its end.
    pub end: usize,
    /// The stretch itself.
    pub text: String,
}

/// A claim's arguments: stretches of its own sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QuotedArguments {
    /// What the claim is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Quote>,
    /// Who acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Quote>,
    /// Money only: who receives it, or against whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Quote>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Quote>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Quote>,
    /// Money and casualty only: the date stretch that dates it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Quote>,
}

impl QuotedArguments {
    /// Every argument by its role name, in the order of the fields.
    pub fn by_role(&self) -> impl Iterator<Item = (&'static str, Option<&Quote>)> {
        [
            ("about", &self.about),
            ("agent", &self.agent),
            ("to", &self.to),
            ("place", &self.place),
            ("source", &self.source),
            ("when", &self.when),
        ]
        .into_iter()
        .map(|(role, quote)| (role, quote.as_ref()))
    }
}

/// What a claim says, by its kind; a field is `None` where the text or the model does not tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Meaning {
    /// An amount of money.
    Money {
        /// How the words bound the amount; `None` where they could not be read.
        qualifier: Option<Qualifier>,
        /// Least amount, in whole currency units.
        #[serde(default, with = "whole")]
        lo: Option<f64>,
        /// Greatest amount, in whole currency units.
        #[serde(default, with = "whole")]
        hi: Option<f64>,
        /// ISO 4217 code.
        currency: Option<Currency>,
        /// What sort of amount.
        role: Option<Role>,
        /// TIMEX3 value of the time that the amount belongs to.
        on: Option<String>,
    },
    /// A number of people harmed.
    Casualty {
        /// How the words bound the number; `None` where they could not be read.
        qualifier: Option<Qualifier>,
        /// Least number of people.
        #[serde(default, with = "whole")]
        lo: Option<f64>,
        /// Greatest number of people.
        #[serde(default, with = "whole")]
        hi: Option<f64>,
        /// What befell them.
        #[serde(rename = "type")]
        harm: Harm,
        /// Who they are.
        group: Option<Group>,
        /// Whether the number is part of another number given.
        subset: Option<bool>,
        /// One event or many.
        scope: Option<Scope>,
        /// TIMEX3 value of the time of the event.
        on: Option<String>,
    },
    /// A date, time, duration or recurrence.
    Date {
        /// Its TIMEX3 type; `None` where the words could not be read.
        #[serde(rename = "type")]
        when_kind: Option<WhenKind>,
        /// Its TIMEX3 value; `None` where the words could not be read.
        value: Option<String>,
    },
}

impl Meaning {
    /// `money`, `casualty` or `date`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Money { .. } => "money",
            Self::Casualty { .. } => "casualty",
            Self::Date { .. } => "date",
        }
    }
}

/// One claim of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The article's id.
    pub document: String,
    /// The article's publication date, if known.
    pub published: Option<Date>,
    /// The claim's own words and place.
    #[serde(flatten)]
    pub quote: Quote,
    /// How surely the article states it; `None` where the model does not tell.
    pub status: Option<Status>,
    /// What it says.
    #[serde(flatten)]
    pub meaning: Meaning,
    /// Its arguments, in the same sentence.
    #[serde(default)]
    pub arguments: QuotedArguments,
    /// Its whole sentence, on one line.
    pub sentence: String,
    /// How likely the claim is to be right, calibrated on articles outside training, from 0 to 1, and
    /// 0 where its value could not be read; written at four decimals.
    #[serde(serialize_with = "write_four_decimals")]
    pub confidence: f32,
    /// Parts of the value that the words themselves do not say; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<Inferred>,
}

/// A share at four decimals: more would show float noise, not knowledge.
pub(crate) fn four_decimals(share: f32) -> f64 {
    (f64::from(share) * 1e4).round() / 1e4
}

fn write_four_decimals<S: Serializer>(share: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    whole::serialize(&Some(four_decimals(*share)), serializer)
}

/// Whole numbers are written without a decimal point or an exponent: `30`, not `30.0`.
pub(crate) mod whole {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Whole numbers below 10^21 are written out, as ECMAScript writes them.
    const WRITTEN_OUT: f64 = 1e21;

    #[expect(
        clippy::cast_possible_truncation,
        reason = "only whole numbers below 10^21 are cast, to 128 bits"
    )]
    pub(crate) fn serialize<S: Serializer>(
        value: &Option<f64>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(number) if number.fract() == 0.0 && number.abs() < WRITTEN_OUT => {
                serializer.serialize_i128(*number as i128)
            }
            other => other.serialize(serializer),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<f64>, D::Error> {
        Option::<f64>::deserialize(deserializer)
    }
}

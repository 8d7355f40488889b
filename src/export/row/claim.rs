//! A claim's row.

use super::{ALL, COUNTED, Cell, Column, Record, Shape};
use crate::claim::{Claim, Meaning, four_decimals};
use crate::mention::{Group, Role, Scope, Status};
use crate::value::{Currency, Inferred, Qualifier, WhenKind};

impl Record for Claim {
    const COLUMNS: &'static [Column] = &[
        Column::new("document", Shape::Text, ALL),
        Column::new("published", Shape::Day, ALL),
        Column::new("kind", Shape::Text, ALL),
        Column::new("start", Shape::Count, ALL),
        Column::new("end", Shape::Count, ALL),
        Column::new("text", Shape::Text, ALL),
        Column::new("status", Shape::Text, ALL),
        Column::new("qualifier", Shape::Text, COUNTED),
        Column::new("lo", Shape::Number, COUNTED),
        Column::new("hi", Shape::Number, COUNTED),
        Column::new("currency", Shape::Text, &["money"]),
        Column::new("role", Shape::Text, &["money"]),
        Column::new("type", Shape::Text, &["casualty", "date"]),
        Column::new("group", Shape::Text, &["casualty"]),
        Column::new("subset", Shape::Flag, &["casualty"]),
        Column::new("scope", Shape::Text, &["casualty"]),
        Column::new("value", Shape::Text, &["date"]),
        Column::new("on", Shape::Text, COUNTED),
        Column::new("about", Shape::Quote, ALL),
        Column::new("agent", Shape::Quote, ALL),
        Column::new("to", Shape::Quote, &["money"]),
        Column::new("place", Shape::Quote, ALL),
        Column::new("source", Shape::Quote, ALL),
        Column::new("when", Shape::Quote, COUNTED),
        Column::new("sentence", Shape::Text, ALL),
        Column::new("confidence", Shape::Number, ALL),
        Column::optional("inferred", Shape::Texts, ALL),
    ];

    fn kind(&self) -> &'static str {
        self.meaning.kind()
    }

    fn cells(&self) -> Vec<Cell<'_>> {
        let meaning = Flat::from(&self.meaning);
        let arguments = &self.arguments;
        vec![
            Cell::Text(&self.document),
            Cell::day(self.published),
            Cell::Text(self.meaning.kind()),
            Cell::Count(self.quote.start),
            Cell::Count(self.quote.end),
            Cell::Text(&self.quote.text),
            Cell::text(self.status.map(Status::name)),
            Cell::text(meaning.qualifier.map(Qualifier::name)),
            Cell::number(meaning.lo),
            Cell::number(meaning.hi),
            Cell::text(meaning.currency),
            Cell::text(meaning.role.map(Role::name)),
            Cell::text(meaning.kind_type),
            Cell::text(meaning.group.map(Group::name)),
            Cell::flag(meaning.subset),
            Cell::text(meaning.scope.map(Scope::name)),
            Cell::text(meaning.value),
            Cell::text(meaning.on),
            Cell::quote(arguments.about.as_ref()),
            Cell::quote(arguments.agent.as_ref()),
            Cell::quote(arguments.to.as_ref()),
            Cell::quote(arguments.place.as_ref()),
            Cell::quote(arguments.source.as_ref()),
            Cell::quote(arguments.when.as_ref()),
            Cell::Text(&self.sentence),
            Cell::Number(four_decimals(self.confidence)),
            Cell::Texts(
                self.inferred
                    .iter()
                    .map(|part| Inferred::name(*part))
                    .collect(),
            ),
        ]
    }
}

/// A meaning of any kind, side by side.
#[derive(Default)]
struct Flat<'claim> {
    qualifier: Option<Qualifier>,
    lo: Option<f64>,
    hi: Option<f64>,
    currency: Option<&'claim str>,
    role: Option<Role>,
    kind_type: Option<&'static str>,
    group: Option<Group>,
    subset: Option<bool>,
    scope: Option<Scope>,
    value: Option<&'claim str>,
    on: Option<&'claim str>,
}

impl<'claim> From<&'claim Meaning> for Flat<'claim> {
    fn from(meaning: &'claim Meaning) -> Self {
        match meaning {
            Meaning::Money {
                qualifier,
                lo,
                hi,
                currency,
                role,
                on,
            } => Self {
                qualifier: *qualifier,
                lo: *lo,
                hi: *hi,
                currency: currency.as_ref().map(Currency::code),
                role: *role,
                on: on.as_deref(),
                ..Self::default()
            },
            Meaning::Casualty {
                qualifier,
                lo,
                hi,
                harm,
                group,
                subset,
                scope,
                on,
            } => Self {
                qualifier: *qualifier,
                lo: *lo,
                hi: *hi,
                kind_type: Some(harm.name()),
                group: *group,
                subset: *subset,
                scope: *scope,
                on: on.as_deref(),
                ..Self::default()
            },
            Meaning::Date { when_kind, value } => Self {
                kind_type: when_kind.map(WhenKind::name),
                value: value.as_deref(),
                ..Self::default()
            },
        }
    }
}

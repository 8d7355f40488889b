//! A finding's row.

use super::{ALL, Cell, Column, Record, Shape};
use crate::finding::{Figure, Finding, Side, Subject, TimelineEntry};
use crate::mention::{Group, Role, Scope};
use crate::value::Currency;

/// The columns of [`Side`].
const SIDE: &[Column] = &[
    Column::new("lo", Shape::Number, ALL),
    Column::new("hi", Shape::Number, ALL),
    Column::optional("value", Shape::Text, ALL),
    Column::new("sources", Shape::Texts, ALL),
    Column::new("documents", Shape::Texts, ALL),
    Column::new("independent_sources", Shape::Count, ALL),
];

/// The columns of [`TimelineEntry`].
const TIMELINE_ENTRY: &[Column] = &[
    Column::new("published", Shape::Day, ALL),
    Column::new("lo", Shape::Number, ALL),
    Column::new("hi", Shape::Number, ALL),
    Column::optional("value", Shape::Text, ALL),
    Column::new("documents", Shape::Texts, ALL),
];

impl Record for Finding {
    const COLUMNS: &'static [Column] = &[
        Column::new("id", Shape::Text, ALL),
        Column::new("kind", Shape::Text, ALL),
        Column::new("currency", Shape::Text, &["money"]),
        Column::new("role", Shape::Text, &["money"]),
        Column::new("type", Shape::Text, &["casualty"]),
        Column::new("group", Shape::Text, &["casualty"]),
        Column::new("subset", Shape::Flag, &["casualty"]),
        Column::new("scope", Shape::Text, &["casualty"]),
        Column::new("about", Shape::Text, ALL),
        Column::new("where", Shape::Text, ALL),
        Column::new("when", Shape::Text, ALL),
        Column::new("who", Shape::Text, ALL),
        Column::new("to", Shape::Text, &["money"]),
        Column::new("low", Shape::Number, ALL),
        Column::new("best", Shape::Number, ALL),
        Column::new("high", Shape::Number, ALL),
        Column::new("rule", Shape::Text, ALL),
        Column::new("agreement", Shape::Text, ALL),
        Column::optional("sides", Shape::Rows(SIDE), ALL),
        Column::new("documents", Shape::Count, ALL),
        Column::new("independent_sources", Shape::Count, ALL),
        Column::new("first_seen", Shape::Day, ALL),
        Column::new("last_seen", Shape::Day, ALL),
        Column::new("timeline", Shape::Rows(TIMELINE_ENTRY), ALL),
        Column::optional("part_of", Shape::Text, ALL),
        Column::optional("parts", Shape::Texts, ALL),
        Column::new("claims", Shape::Claims, ALL),
    ];

    fn kind(&self) -> &'static str {
        Self::kind(self)
    }

    fn cells(&self) -> Vec<Cell<'_>> {
        let subject = Flat::from(&self.subject);
        vec![
            Cell::Text(&self.id),
            Cell::Text(Self::kind(self)),
            Cell::text(subject.currency),
            Cell::text(subject.role.map(Role::name)),
            Cell::text(subject.kind_type),
            Cell::text(subject.group.map(Group::name)),
            Cell::flag(subject.subset),
            Cell::text(subject.scope.map(Scope::name)),
            Cell::text(self.about.as_deref()),
            Cell::text(self.place.as_deref()),
            Cell::text(self.when.as_deref()),
            Cell::text(self.who.as_deref()),
            Cell::text(self.to.as_deref()),
            Cell::number(self.low),
            Cell::number(self.best),
            Cell::number(self.high),
            Cell::Text(self.rule.name()),
            Cell::Text(self.agreement.name()),
            Cell::Rows(self.sides.iter().map(side).collect()),
            Cell::Count(self.documents),
            Cell::Count(self.independent_sources),
            Cell::day(self.first_seen),
            Cell::day(self.last_seen),
            Cell::Rows(self.timeline.iter().map(timeline_entry).collect()),
            Cell::text(self.part_of.as_deref()),
            Cell::texts(&self.parts),
            Cell::Claims(&self.claims),
        ]
    }
}

fn side(side: &Side) -> Vec<Cell<'_>> {
    let [lo, hi, value] = figure(&side.figure);
    vec![
        lo,
        hi,
        value,
        Cell::texts(&side.sources),
        Cell::texts(&side.documents),
        Cell::Count(side.independent_sources),
    ]
}

fn timeline_entry(entry: &TimelineEntry) -> Vec<Cell<'_>> {
    let [lo, hi, value] = figure(&entry.figure);
    vec![
        Cell::day(entry.published),
        lo,
        hi,
        value,
        Cell::texts(&entry.documents),
    ]
}

fn figure(figure: &Figure) -> [Cell<'_>; 3] {
    [
        Cell::number(figure.lo),
        Cell::number(figure.hi),
        Cell::text(figure.value.as_deref()),
    ]
}

/// A subject of any kind, side by side.
#[derive(Default)]
struct Flat<'finding> {
    currency: Option<&'finding str>,
    role: Option<Role>,
    kind_type: Option<&'static str>,
    group: Option<Group>,
    subset: Option<bool>,
    scope: Option<Scope>,
}

impl<'finding> From<&'finding Subject> for Flat<'finding> {
    fn from(subject: &'finding Subject) -> Self {
        match subject {
            Subject::Money { role, currency } => Self {
                currency: currency.as_ref().map(Currency::code),
                role: *role,
                ..Self::default()
            },
            Subject::Casualty {
                harm,
                group,
                subset,
                scope,
            } => Self {
                kind_type: Some(harm.name()),
                group: *group,
                subset: Some(*subset),
                scope: *scope,
                ..Self::default()
            },
            Subject::Date => Self::default(),
        }
    }
}

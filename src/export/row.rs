//! A claim → its flat row: named, typed columns in one order, the one view that every format writes.
//! It borrows from the claim; how a cell is spelled is each format's own business.

use jiff::civil::Date;

use crate::claim::{Claim, Meaning, Quote};
use crate::mention::{Group, Role, Scope, Status};
use crate::value::{Currency, Inferred, Qualifier, WhenKind};

/// One value of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell<'claim> {
    /// Not known, or not a column of this kind of claim.
    Empty,
    /// Text of the article, a TIMEX3 value, or one name of a short closed list.
    Text(&'claim str),
    /// Unicode code points.
    Offset(usize),
    /// An amount in whole units, or a share from 0 to 1.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A calendar day.
    Day(Date),
}

impl<'claim> Cell<'claim> {
    fn text(text: Option<&'claim str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

/// A column: its name in every format, and the kinds of claim that have it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Its name.
    pub(super) name: &'static str,
    /// The kinds of claim whose cells may be filled.
    kinds: &'static [&'static str],
}

impl Column {
    const fn new(name: &'static str, kinds: &'static [&'static str]) -> Self {
        Self { name, kinds }
    }

    /// Whether claims of `kind` have this column.
    pub(super) fn belongs_to(&self, kind: &str) -> bool {
        self.kinds.contains(&kind)
    }
}

const ALL: &[&str] = &["money", "casualty", "date"];
const COUNTED: &[&str] = &["money", "casualty"];

/// The columns before the arguments: what the claim says.
pub(super) const SAYS: [Column; 18] = [
    Column::new("document", ALL),
    Column::new("published", ALL),
    Column::new("kind", ALL),
    Column::new("start", ALL),
    Column::new("end", ALL),
    Column::new("text", ALL),
    Column::new("status", ALL),
    Column::new("qualifier", COUNTED),
    Column::new("lo", COUNTED),
    Column::new("hi", COUNTED),
    Column::new("currency", &["money"]),
    Column::new("role", &["money"]),
    Column::new("type", &["casualty", "date"]),
    Column::new("group", &["casualty"]),
    Column::new("subset", &["casualty"]),
    Column::new("scope", &["casualty"]),
    Column::new("value", &["date"]),
    Column::new("on", COUNTED),
];

/// The arguments' roles, in their order.
pub(super) const ROLES: [&str; 6] = ["about", "agent", "to", "place", "source", "when"];

/// The columns after the arguments: what the claim rests on. `inferred` follows them.
pub(super) const RESTS_ON: [Column; 2] =
    [Column::new("sentence", ALL), Column::new("confidence", ALL)];

/// One claim as every format sees it.
#[derive(Debug, Clone)]
pub(super) struct Row<'claim> {
    /// `money`, `casualty` or `date`.
    pub(super) kind: &'static str,
    /// A cell for each of [`SAYS`].
    pub(super) says: [Cell<'claim>; SAYS.len()],
    /// A stretch for each of [`ROLES`].
    pub(super) arguments: [Option<&'claim Quote>; ROLES.len()],
    /// A cell for each of [`RESTS_ON`].
    pub(super) rests_on: [Cell<'claim>; RESTS_ON.len()],
    /// The parts of the value that the words themselves do not say.
    pub(super) inferred: &'claim [Inferred],
}

impl<'claim> From<&'claim Claim> for Row<'claim> {
    fn from(claim: &'claim Claim) -> Self {
        let kind = claim.meaning.kind();
        let meaning = Flat::from(&claim.meaning);
        let arguments = &claim.arguments;
        Self {
            kind,
            says: [
                Cell::Text(&claim.document),
                claim.published.map_or(Cell::Empty, Cell::Day),
                Cell::Text(kind),
                Cell::Offset(claim.quote.start),
                Cell::Offset(claim.quote.end),
                Cell::Text(&claim.quote.text),
                Cell::text(claim.status.map(Status::name)),
                Cell::text(meaning.qualifier.map(Qualifier::name)),
                Cell::number(meaning.lo),
                Cell::number(meaning.hi),
                Cell::text(meaning.currency),
                Cell::text(meaning.role.map(Role::name)),
                Cell::text(meaning.kind_type),
                Cell::text(meaning.group.map(Group::name)),
                meaning.subset.map_or(Cell::Empty, Cell::Flag),
                Cell::text(meaning.scope.map(Scope::name)),
                Cell::text(meaning.value),
                Cell::text(meaning.on),
            ],
            arguments: [
                arguments.about.as_ref(),
                arguments.agent.as_ref(),
                arguments.to.as_ref(),
                arguments.place.as_ref(),
                arguments.source.as_ref(),
                arguments.when.as_ref(),
            ],
            rests_on: [
                Cell::Text(&claim.sentence),
                Cell::Number(four_decimals(claim.confidence)),
            ],
            inferred: &claim.inferred,
        }
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

/// A share at four decimals: more would show float noise, not knowledge.
fn four_decimals(share: f32) -> f64 {
    (f64::from(share) * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::QuotedArguments;

    #[test]
    fn roles_stand_in_the_claims_own_order() {
        let empty = QuotedArguments::default();
        assert!(empty.by_role().map(|(role, _)| role).eq(ROLES));
    }
}

//! Claims and findings → the few words that a person reads. A number is written in full, never rounded
//! and never shortened; nothing here is meant to be read back by a program.

use crate::claim::Meaning;
use crate::finding::{Figure, Finding, Subject};
use crate::mention::Role;
use crate::value::{Currency, Qualifier, WhenKind};

/// A claim's value: `USD 4,000,000,000`, `≥ 30`, `2026-02-06`; `?` for what could not be read.
pub(super) fn claim_value(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Money {
            qualifier,
            lo,
            hi,
            currency,
            ..
        } => amount(*qualifier, *lo, *hi, &unit(currency.as_ref())),
        Meaning::Casualty {
            qualifier, lo, hi, ..
        } => amount(*qualifier, *lo, *hi, ""),
        Meaning::Date { value, .. } => value.clone().unwrap_or_else(|| UNREAD.to_owned()),
    }
}

/// What sort of claim it is, in one word: `killed`, `deal`, `date`.
pub(super) fn claim_sort(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Money { role, .. } => money_sort(*role).to_owned(),
        Meaning::Casualty { harm, .. } => harm.name().to_owned(),
        Meaning::Date { when_kind, .. } => when_kind.map_or("date", WhenKind::name).to_lowercase(),
    }
}

/// A finding's best figure, and the bounds where they differ from it: `38 (31–42)`.
pub(super) fn finding_value(finding: &Finding) -> String {
    match finding_best(finding) {
        (best, Some(range)) => format!("{best} ({range})"),
        (best, None) => best,
    }
}

/// A finding's best figure, and apart from it the bounds, where they differ: `38` and `31–42`.
pub(super) fn finding_best(finding: &Finding) -> (String, Option<String>) {
    let Some(unit) = unit_of(&finding.subject) else {
        let when = finding.when.clone().unwrap_or_else(|| UNREAD.to_owned());
        return (when, None);
    };
    let best = match finding.best {
        Some(best) => format!("{unit}{}", grouped(best)),
        None => unread(&unit),
    };
    let range = match (finding.low, finding.high) {
        (Some(low), Some(high)) if low < high => {
            Some(format!("{}–{}", grouped(low), grouped(high)))
        }
        _ => None,
    };
    (best, range)
}

/// A figure of a finding about `subject`: `≥ USD 30`, `2026-02-06`.
pub(super) fn figure(figure: &Figure, subject: &Subject) -> String {
    match unit_of(subject) {
        Some(unit) => amount(None, figure.lo, figure.hi, &unit),
        None => figure.value.clone().unwrap_or_else(|| UNREAD.to_owned()),
    }
}

/// What sort of finding it is, in one word: `killed`, `deal`, `date`.
pub(super) fn finding_sort(finding: &Finding) -> String {
    match finding.subject {
        Subject::Money { role, .. } => money_sort(role),
        Subject::Casualty { harm, .. } => harm.name(),
        Subject::Date => "date",
    }
    .to_owned()
}

/// What a finding is about, who acts on whom, where and when.
pub(super) fn finding_subject(finding: &Finding) -> String {
    let when = match finding.subject {
        Subject::Date => None,
        Subject::Money { .. } | Subject::Casualty { .. } => finding.when.clone(),
    };
    listed([
        finding.about.clone(),
        parties(finding.who.clone(), finding.to.clone()),
        finding.place.clone(),
        when,
    ])
}

/// Who acts on whom: `Pakistan → Libya`.
pub(super) fn parties(who: Option<String>, to: Option<String>) -> Option<String> {
    match (who, to) {
        (Some(who), Some(to)) => Some(format!("{who} → {to}")),
        (None, Some(to)) => Some(format!("→ {to}")),
        (who, None) => who,
    }
}

/// The parts that there are, in one line.
pub(super) fn listed(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Stands for a value that could not be read.
const UNREAD: &str = "?";

fn money_sort(role: Option<Role>) -> &'static str {
    role.map_or("money", Role::name)
}

/// What stands before a finding's figures; `None` for dates, which have none.
fn unit_of(subject: &Subject) -> Option<String> {
    match subject {
        Subject::Money { currency, .. } => Some(unit(currency.as_ref())),
        Subject::Casualty { .. } => Some(String::new()),
        Subject::Date => None,
    }
}

/// What stands before an amount.
fn unit(currency: Option<&Currency>) -> String {
    format!("{} ", currency.map_or(UNREAD, Currency::code))
}

fn amount(qualifier: Option<Qualifier>, lo: Option<f64>, hi: Option<f64>, unit: &str) -> String {
    match (lo, hi) {
        (Some(lo), Some(hi)) if lo < hi => format!("{unit}{}–{}", grouped(lo), grouped(hi)),
        (Some(one), Some(_)) => {
            let sign = match qualifier {
                Some(Qualifier::About) => "≈ ",
                Some(Qualifier::Vague) => "~ ",
                _ => "",
            };
            format!("{sign}{unit}{}", grouped(one))
        }
        (Some(lo), None) => {
            let sign = match qualifier {
                Some(Qualifier::MoreThan) => ">",
                _ => "≥",
            };
            format!("{sign} {unit}{}", grouped(lo))
        }
        (None, Some(hi)) => {
            let sign = match qualifier {
                Some(Qualifier::LessThan) => "<",
                _ => "≤",
            };
            format!("{sign} {unit}{}", grouped(hi))
        }
        (None, None) => unread(unit),
    }
}

/// An amount that could not be read, of a unit that may be known.
fn unread(unit: &str) -> String {
    if unit.starts_with(UNREAD) {
        UNREAD.to_owned()
    } else {
        format!("{unit}{UNREAD}")
    }
}

/// The number with commas between thousands, without an exponent: `4,000,000,000`, `6.78`.
fn grouped(number: f64) -> String {
    let digits = number.to_string();
    let (whole, fraction) = match digits.find('.') {
        Some(point) => digits.split_at(point),
        None => (digits.as_str(), ""),
    };
    let mut grouped = String::new();
    for (index, digit) in whole.char_indices() {
        let left = whole.len() - index;
        if left % 3 == 0 && grouped.ends_with(|before: char| before.is_ascii_digit()) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        for (number, shown) in [
            (0.0, "0"),
            (216.0, "216"),
            (4e9, "4,000,000,000"),
            (1234.5, "1,234.5"),
            (-123_456.0, "-123,456"),
            (1e21, "1,000,000,000,000,000,000,000"),
        ] {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn bounds_show_their_qualifier() {
        let usd = |qualifier, lo, hi| amount(Some(qualifier), lo, hi, "USD ");
        assert_eq!(
            usd(Qualifier::Exact, Some(4e9), Some(4e9)),
            "USD 4,000,000,000"
        );
        assert_eq!(usd(Qualifier::About, Some(5.0), Some(5.0)), "≈ USD 5");
        assert_eq!(usd(Qualifier::MoreThan, Some(5.0), None), "> USD 5");
        assert_eq!(usd(Qualifier::AtMost, None, Some(5.0)), "≤ USD 5");
        assert_eq!(
            usd(Qualifier::Range, Some(2e3), Some(3e3)),
            "USD 2,000–3,000"
        );
        assert_eq!(usd(Qualifier::Vague, None, None), "USD ?");
    }
}

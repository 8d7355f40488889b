//! A claim's meaning → the few words that a person reads. A number is written in full, never rounded
//! and never shortened; nothing here is meant to be read back by a program.

use crate::claim::Meaning;
use crate::value::Qualifier;

/// The value: `USD 4,000,000,000`, `≥ 30`, `2026-02-06`; `?` for what could not be read.
pub(super) fn value(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Money {
            qualifier,
            lo,
            hi,
            currency,
            ..
        } => {
            let code = currency.as_ref().map_or("?", |currency| currency.code());
            amount(*qualifier, *lo, *hi, &format!("{code} "))
        }
        Meaning::Casualty {
            qualifier, lo, hi, ..
        } => amount(*qualifier, *lo, *hi, ""),
        Meaning::Date { value, .. } => value.clone().unwrap_or_else(|| "?".to_owned()),
    }
}

/// What sort of claim it is, in one word: `killed`, `deal`, `date`.
pub(super) fn sort(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Money { role, .. } => role.map_or("money", |role| role.name()).to_owned(),
        Meaning::Casualty { harm, .. } => harm.name().to_owned(),
        Meaning::Date { when_kind, .. } => when_kind
            .map_or("date", |when_kind| when_kind.name())
            .to_lowercase(),
    }
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
        (None, None) => format!("{unit}?"),
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

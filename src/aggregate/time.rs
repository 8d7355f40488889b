//! TIMEX3 values in, stretches of days out, so that `Friday` and `last week` can be held against each other. Times of
//! day are read as their day. Values with unknown parts have no stretch.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};

/// A stretch of days, both ends inside, counted from the first day of the year 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Days {
    /// Its first day.
    pub(super) first: i32,
    /// Its last day.
    pub(super) last: i32,
}

impl Days {
    /// The stretch that a TIMEX3 date, time or interval covers; `None` for durations, sets and unknown parts.
    pub(super) fn read(timex: &str) -> Option<Self> {
        if let Some((first, last)) = timex.split_once('/') {
            let (first, last) = (Self::read(first)?, Self::read(last)?);
            return (first.first <= last.last).then_some(Self {
                first: first.first,
                last: last.last,
            });
        }
        let (first, last) = ends(timex)?;
        Some(Self {
            first: number(first),
            last: number(last),
        })
    }

    /// One day.
    pub(super) fn of(day: Date) -> Self {
        let number = number(day);
        Self {
            first: number,
            last: number,
        }
    }

    /// Number of days, at least 1.
    pub(super) fn len(self) -> i32 {
        self.last - self.first + 1
    }

    /// Days between the two; 0 where they touch or share days, negative by the number of shared days less one.
    pub(super) fn gap(self, other: Self) -> i32 {
        self.first.max(other.first) - self.last.min(other.last)
    }
}

fn number(day: Date) -> i32 {
    let origin = date(1, 1, 1);
    origin.until(day).map_or(0, |span| span.get_days())
}

/// First and last day of one TIMEX3 date or time.
fn ends(timex: &str) -> Option<(Date, Date)> {
    let day_part = timex.split('T').next()?;
    let digits = |text: &str| -> Option<i16> {
        text.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse().ok())?
    };
    if !day_part.contains('-') {
        let years = digits(day_part)?;
        return match day_part.len() {
            4 => whole_months(years, 1, 12),
            3 => whole_months(years.checked_mul(10)?, 1, 120),
            2 => whole_months(years.checked_mul(100)?, 1, 1200),
            _ => None,
        };
    }
    let mut parts = day_part.split('-');
    let year = parts
        .next()
        .filter(|part| part.len() == 4)
        .and_then(digits)?;
    let (part, day) = (parts.next()?, parts.next());
    if let Some(week) = part.strip_prefix('W').filter(|week| *week != "I") {
        let week = i8::try_from(digits(week)?).ok()?;
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
        let (from, to) = match day {
            None => (0, 6),
            Some("WE") => (5, 6),
            Some(day) => {
                let day = digits(day).filter(|day| (1..=7).contains(day))? - 1;
                (day, day)
            }
        };
        return Some((
            monday.checked_add(from.days()).ok()?,
            monday.checked_add(to.days()).ok()?,
        ));
    }
    // Seasons are the meteorological ones of the northern hemisphere; winter ends in the next year.
    let (month, months) = match part {
        "Q1" => (1, 3),
        "Q2" => (4, 3),
        "Q3" => (7, 3),
        "Q4" => (10, 3),
        "H1" => (1, 6),
        "H2" => (7, 6),
        "SP" => (3, 3),
        "SU" => (6, 3),
        "FA" => (9, 3),
        "WI" => (12, 3),
        month => (i8::try_from(digits(month)?).ok()?, 1),
    };
    match day {
        None => whole_months(year, month, months),
        Some(day) => {
            let day = Date::new(year, month, i8::try_from(digits(day)?).ok()?).ok()?;
            Some((day, day))
        }
    }
}

fn whole_months(year: i16, month: i8, months: i32) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    let last = first
        .checked_add(months.months())
        .and_then(|next| next.checked_sub(1.day()))
        .ok()?;
    Some((first, last))
}

/// A TIMEX3 duration in one unit, so that `P3Y` and `P36M` are equal: the unit is `M` for years and months, `D` for
/// weeks and days, `S` for hours and less. `None` for mixed or unknown parts, and for intervals of durations.
pub(super) fn length(timex: &str) -> Option<(char, f64)> {
    let body = timex.strip_prefix('P')?;
    let (clock, body) = match body.strip_prefix('T') {
        Some(body) => (true, body),
        None => (false, body),
    };
    let unit = body.chars().last()?;
    let number: f64 = body[..body.len() - unit.len_utf8()].parse().ok()?;
    let (unit, factor) = match (clock, unit) {
        (false, 'Y') => ('M', 12.0),
        (false, 'M') => ('M', 1.0),
        (false, 'W') => ('D', 7.0),
        (false, 'D') => ('D', 1.0),
        (true, 'H') => ('S', 3600.0),
        (true, 'M') => ('S', 60.0),
        (true, 'S') => ('S', 1.0),
        _ => return None,
    };
    Some((unit, number * factor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_as_long_as_its_grain() {
        for (timex, days) in [
            ("2026-02-06", 1),
            ("2026-02-06T10:30", 1),
            ("2026-02", 28),
            ("2024", 366),
            ("199", 3652),
            ("2026-W06", 7),
            ("2025-W37-WE", 2),
            ("2026-Q1", 90),
            ("2025-WI", 90),
            ("2026-02-02/2026-02-04", 3),
            ("2024/2025", 731),
        ] {
            assert_eq!(Days::read(timex).map(Days::len), Some(days), "{timex}");
        }
    }

    #[test]
    fn unknown_parts_and_lengths_have_no_stretch() {
        for timex in [
            "XXXX-WXX-5",
            "2026-XX",
            "P3M",
            "PT2H",
            "",
            "2026-13",
            "2026-W60",
            "é-1",
        ] {
            assert_eq!(Days::read(timex), None, "{timex}");
        }
    }

    #[test]
    fn a_week_holds_its_friday() {
        let (week, friday) = (Days::read("2026-W06"), Days::read("2026-02-06"));
        assert!(
            week.zip(friday)
                .is_some_and(|(week, day)| week.gap(day) <= 0)
        );
        assert_eq!(Days::read("2026-02-06").map(|day| day.gap(day)), Some(0));
    }

    #[test]
    fn equal_lengths_are_equal() {
        assert_eq!(length("P3Y"), length("P36M"));
        assert_ne!(length("P1M"), length("PT1M"));
        assert_eq!(length("PXD"), None);
    }
}

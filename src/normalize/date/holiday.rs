//! Holidays that have a date in every year: their names, and the year → the day.
//! Holidays that hang on the sighting of a moon, or that differ from country to country
//! (`Labour Day`), are not read.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use super::expression::HolidayIndex;

/// How a holiday's day follows from the year.
#[derive(Debug, Clone, Copy)]
enum Rule {
    /// The same month and day every year.
    Fixed(i8, i8),
    /// The n-th weekday (1 is Monday) of a month; -1 is the last.
    Weekday(i8, i8, i8),
    /// So many days after Western Easter Sunday.
    Easter(i32),
    /// So many days after Easter Sunday of the churches that keep the Julian calendar.
    OrthodoxEaster(i32),
    /// So many days after the fourth Thursday of November.
    Thanksgiving(i32),
    /// Days listed by year, as published by the countries that keep them.
    Listed(&'static [(i16, i8, i8)]),
}

/// Every country has one of its own; that of the United States is read where an article speaks of them.
const AMERICAN: &str = "independence day";

/// Names in lower case without apostrophes, longest first where one begins with another, by first word.
#[rustfmt::skip]
const HOLIDAYS: &[(&str, Rule)] = &[
    ("all saints day", Rule::Fixed(11, 1)),
    ("all saints", Rule::Fixed(11, 1)),
    ("all souls day", Rule::Fixed(11, 2)),
    ("all souls", Rule::Fixed(11, 2)),
    ("anzac day", Rule::Fixed(4, 25)),
    ("april fools day", Rule::Fixed(4, 1)),
    ("armistice day", Rule::Fixed(11, 11)),
    ("ascension day", Rule::Easter(39)),
    ("ash wednesday", Rule::Easter(-46)),
    ("australia day", Rule::Fixed(1, 26)),
    ("bastille day", Rule::Fixed(7, 14)),
    ("black friday", Rule::Thanksgiving(1)),
    ("bonfire night", Rule::Fixed(11, 5)),
    ("boxing day", Rule::Fixed(12, 26)),
    ("burns night", Rule::Fixed(1, 25)),
    ("canada day", Rule::Fixed(7, 1)),
    ("chinese new year", Rule::Listed(LUNAR_NEW_YEAR)),
    ("christmas day", Rule::Fixed(12, 25)),
    ("christmas eve", Rule::Fixed(12, 24)),
    ("christmas", Rule::Fixed(12, 25)),
    ("cinco de mayo", Rule::Fixed(5, 5)),
    ("columbus day", Rule::Weekday(10, 2, 1)),
    ("corpus christi", Rule::Easter(60)),
    ("cyber monday", Rule::Thanksgiving(4)),
    ("day of the dead", Rule::Fixed(11, 2)),
    ("diwali", Rule::Listed(DIWALI)),
    ("earth day", Rule::Fixed(4, 22)),
    ("easter monday", Rule::Easter(1)),
    ("easter saturday", Rule::Easter(-1)),
    ("easter sunday", Rule::Easter(0)),
    ("easter", Rule::Easter(0)),
    ("epiphany", Rule::Fixed(1, 6)),
    ("fat tuesday", Rule::Easter(-47)),
    ("good friday", Rule::Easter(-2)),
    ("groundhog day", Rule::Fixed(2, 2)),
    ("guy fawkes day", Rule::Fixed(11, 5)),
    ("guy fawkes night", Rule::Fixed(11, 5)),
    ("halloween", Rule::Fixed(10, 31)),
    ("hogmanay", Rule::Fixed(12, 31)),
    ("holy saturday", Rule::Easter(-1)),
    ("holy thursday", Rule::Easter(-3)),
    ("human rights day", Rule::Fixed(12, 10)),
    ("inauguration day", Rule::Fixed(1, 20)),
    (AMERICAN, Rule::Fixed(7, 4)),
    ("indigenous peoples day", Rule::Weekday(10, 2, 1)),
    ("international womens day", Rule::Fixed(3, 8)),
    ("international workers day", Rule::Fixed(5, 1)),
    ("juneteenth", Rule::Fixed(6, 19)),
    ("labor day", Rule::Weekday(9, 1, 1)),
    ("lunar new year", Rule::Listed(LUNAR_NEW_YEAR)),
    ("mardi gras", Rule::Easter(-47)),
    ("martin luther king day", Rule::Weekday(1, 3, 1)),
    ("martin luther king jr day", Rule::Weekday(1, 3, 1)),
    ("martin luther kings day", Rule::Weekday(1, 3, 1)),
    ("maundy thursday", Rule::Easter(-3)),
    ("may day", Rule::Fixed(5, 1)),
    ("memorial day", Rule::Weekday(5, -1, 1)),
    ("michaelmas", Rule::Fixed(9, 29)),
    ("mlk day", Rule::Weekday(1, 3, 1)),
    ("new year day", Rule::Fixed(1, 1)),
    ("new year eve", Rule::Fixed(12, 31)),
    ("new years day", Rule::Fixed(1, 1)),
    ("new years eve", Rule::Fixed(12, 31)),
    ("new years", Rule::Fixed(1, 1)),
    ("new year", Rule::Fixed(1, 1)),
    ("orthodox christmas", Rule::Fixed(1, 7)),
    ("orthodox easter", Rule::OrthodoxEaster(0)),
    ("orthodox good friday", Rule::OrthodoxEaster(-2)),
    ("palm sunday", Rule::Easter(-7)),
    ("pancake day", Rule::Easter(-47)),
    ("pentecost", Rule::Easter(49)),
    ("presidents day", Rule::Weekday(2, 3, 1)),
    ("remembrance day", Rule::Fixed(11, 11)),
    ("remembrance sunday", Rule::Weekday(11, 2, 7)),
    ("saint patricks day", Rule::Fixed(3, 17)),
    ("shrove tuesday", Rule::Easter(-47)),
    ("st patricks day", Rule::Fixed(3, 17)),
    ("st stephens day", Rule::Fixed(12, 26)),
    ("st valentines day", Rule::Fixed(2, 14)),
    ("thanksgiving day", Rule::Thanksgiving(0)),
    ("thanksgiving", Rule::Thanksgiving(0)),
    ("trinity sunday", Rule::Easter(56)),
    ("valentines day", Rule::Fixed(2, 14)),
    ("veterans day", Rule::Fixed(11, 11)),
    ("whit monday", Rule::Easter(50)),
    ("whit sunday", Rule::Easter(49)),
    ("whitsun", Rule::Easter(49)),
    ("world aids day", Rule::Fixed(12, 1)),
    ("world refugee day", Rule::Fixed(6, 20)),
    ("xmas", Rule::Fixed(12, 25)),
];

/// First day of the Chinese lunar year, from 2000 to 2030.
#[rustfmt::skip]
const LUNAR_NEW_YEAR: &[(i16, i8, i8)] = &[
    (2000, 2, 5), (2001, 1, 24), (2002, 2, 12), (2003, 2, 1), (2004, 1, 22), (2005, 2, 9), (2006, 1, 29),
    (2007, 2, 18), (2008, 2, 7), (2009, 1, 26), (2010, 2, 14), (2011, 2, 3), (2012, 1, 23), (2013, 2, 10),
    (2014, 1, 31), (2015, 2, 19), (2016, 2, 8), (2017, 1, 28), (2018, 2, 16), (2019, 2, 5), (2020, 1, 25),
    (2021, 2, 12), (2022, 2, 1), (2023, 1, 22), (2024, 2, 10), (2025, 1, 29), (2026, 2, 17), (2027, 2, 6),
    (2028, 1, 26), (2029, 2, 13), (2030, 2, 3),
];

/// Lakshmi Puja, the main day of Diwali in India, from 2005 to 2026.
#[rustfmt::skip]
const DIWALI: &[(i16, i8, i8)] = &[
    (2005, 11, 1), (2006, 10, 21), (2007, 11, 9), (2008, 10, 28), (2009, 10, 17), (2010, 11, 5),
    (2011, 10, 26), (2012, 11, 13), (2013, 11, 3), (2014, 10, 23), (2015, 11, 11), (2016, 10, 30),
    (2017, 10, 19), (2018, 11, 7), (2019, 10, 27), (2020, 11, 14), (2021, 11, 4), (2022, 10, 24),
    (2023, 11, 12), (2024, 10, 31), (2025, 10, 20), (2026, 11, 8),
];

/// The holiday whose name stands at the start of `text`, and how many bytes of `text` the name takes.
pub(super) fn find(text: &str) -> Option<(HolidayIndex, usize)> {
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    HOLIDAYS
        .iter()
        .enumerate()
        .filter(|(_, (name, _))| name.as_bytes().first() == Some(&first))
        .find_map(|(place, (name, _))| {
            let length = name_length(text, name)?;
            Some((HolidayIndex(u8::try_from(place).ok()?), length))
        })
}

/// How many bytes of `text` spell `name`, letter case, apostrophes, dots and the width of spaces apart.
fn name_length(text: &str, name: &str) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    for wanted in name.chars() {
        while rest
            .next_if(|(_, char)| matches!(char, '\'' | '’' | '.'))
            .is_some()
        {}
        rest.next_if(|(_, found)| match wanted {
            ' ' => found.is_whitespace() || *found == '-',
            _ => found.eq_ignore_ascii_case(&wanted),
        })?;
        if wanted == ' ' {
            while rest.next_if(|(_, char)| char.is_whitespace()).is_some() {}
        }
    }
    match rest.peek() {
        None => Some(text.len()),
        Some((_, next)) if next.is_alphanumeric() => None,
        Some((end, _)) => Some(*end),
    }
}

/// The day of a holiday in `year`; `None` outside the years that are known.
pub(super) fn day(holiday: HolidayIndex, year: i16) -> Option<Date> {
    let (_, rule) = HOLIDAYS.get(usize::from(holiday.0))?;
    match *rule {
        Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
        Rule::Weekday(month, nth, weekday) => nth_weekday(year, month, nth, weekday),
        Rule::Easter(days) => plus(easter(year)?, days.days()),
        Rule::OrthodoxEaster(days) => plus(orthodox_easter(year)?, days.days()),
        Rule::Thanksgiving(days) => plus(nth_weekday(year, 11, 4, 4)?, days.days()),
        Rule::Listed(list) => list
            .iter()
            .find(|(listed, _, _)| *listed == year)
            .map(|(year, month, day)| date(*year, *month, *day)),
    }
}

/// Month and day of a holiday that has the same every year.
pub(super) fn fixed(holiday: HolidayIndex) -> Option<(i8, i8)> {
    match HOLIDAYS.get(usize::from(holiday.0))?.1 {
        Rule::Fixed(month, day) => Some((month, day)),
        _ => None,
    }
}

/// Whether countries keep the holiday on different days, and its date here is that of the United States.
pub(super) fn is_american(holiday: HolidayIndex) -> bool {
    HOLIDAYS
        .get(usize::from(holiday.0))
        .is_some_and(|(name, _)| *name == AMERICAN)
}

/// Whether an article names the United States.
pub(super) fn speaks_of_america(text: &str) -> bool {
    ["United States", "U.S.", "American", "US "]
        .iter()
        .any(|name| text.contains(name))
}

fn nth_weekday(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
    Date::new(year, month, 1)
        .ok()?
        .nth_weekday_of_month(nth, weekday)
        .ok()
}

fn plus(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

/// Western Easter Sunday: the anonymous Gregorian algorithm in the form of H. Lichtenberg (1997), with
/// March 32 standing for April 1.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (golden, century) = (year_number % 19, year_number / 100);
    let secular_moon = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    let secular_sun = 2 - (3 * century + 3) / 4;
    let seed = (19 * golden + secular_moon) % 30;
    let correction = (seed + golden / 11) / 29;
    let full_moon = 21 + seed - correction;
    let first_sunday = 7 - (year_number + year_number / 4 + secular_sun) % 7;
    let distance = 7 - (full_moon - first_sunday) % 7;
    plus(
        Date::new(year, 3, 1).ok()?,
        (full_moon + distance - 1).days(),
    )
}

/// Easter Sunday by the Julian calendar, told in the Gregorian: the Julian algorithm of J. Meeus (1991).
/// `None` outside 1900 to 2099, when the two calendars lie 13 days apart.
fn orthodox_easter(year: i16) -> Option<Date> {
    if !(1900..2100).contains(&year) {
        return None;
    }
    let year_number = i32::from(year);
    let moon = (19 * (year_number % 19) + 15) % 30;
    let sunday = (2 * (year_number % 4) + 4 * (year_number % 7) - moon + 34) % 7;
    // Days after March 22 of the Julian calendar, which is April 4 of the Gregorian.
    plus(Date::new(year, 4, 4).ok()?, (moon + sunday).days())
}

#[cfg(test)]
mod tests {
    use super::{HOLIDAYS, day, find};
    use jiff::civil::{Date, date};

    fn of(name: &str, year: i16) -> Option<Date> {
        find(name).and_then(|(holiday, _)| day(holiday, year))
    }

    #[test]
    fn movable_feasts_fall_on_their_days() {
        for (name, expected) in [
            ("Easter", date(2019, 4, 21)),
            ("Easter", date(2024, 3, 31)),
            ("Easter Sunday", date(2038, 4, 25)),
            ("Good Friday", date(2025, 4, 18)),
            ("Thanksgiving", date(2025, 11, 27)),
            ("Black Friday", date(2024, 11, 29)),
            ("Memorial Day", date(2026, 5, 25)),
            ("Labor Day", date(2025, 9, 1)),
            ("Diwali", date(2024, 10, 31)),
            ("Orthodox Easter", date(2021, 5, 2)),
            ("Orthodox Easter", date(2024, 5, 5)),
            ("Orthodox Easter", date(2025, 4, 20)),
            ("Ascension Day", date(2024, 5, 9)),
            ("Remembrance Sunday", date(2024, 11, 10)),
        ] {
            assert_eq!(of(name, expected.year()), Some(expected), "{name}");
        }
    }

    #[test]
    fn names_end_at_word_ends() {
        assert_eq!(
            find("New Year’s Eve, 2007").map(|(_, length)| length),
            Some("New Year’s Eve".len())
        );
        assert_eq!(find("Christmastime"), None);
        assert_eq!(
            find("St. Patrick's Day").map(|(_, length)| length),
            Some(17)
        );
    }

    #[test]
    fn no_name_hides_a_longer_one() {
        for (place, (name, _)) in HOLIDAYS.iter().enumerate() {
            assert_eq!(
                find(name).map(|(holiday, _)| usize::from(holiday.0)),
                Some(place),
                "{name}"
            );
        }
    }
}

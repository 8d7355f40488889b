//! `Moment`: a place in the calendar as far as it is known, and its TIMEX3 form. It knows no words.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate};

use super::expression::{Part, Season};

/// A place in the calendar at some grain; `None` marks what is not known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Calendar {
    /// A hundred years: 20 for 2000 to 2099.
    Century(i16),
    /// Ten years: 199 for the 1990s.
    Decade(i16),
    /// A year.
    Year(Option<i16>),
    /// A year that spans two: `2024-25`.
    SplitYear(i16, i16),
    /// Half of a year.
    Half(Option<i16>, u8),
    /// A quarter of a year.
    Quarter(Option<i16>, Option<u8>),
    /// A season of a year; winter belongs to the year that it begins in.
    Season(Option<i16>, Season),
    /// A month.
    Month(Option<i16>, Option<i8>),
    /// A week from Monday, by its first day.
    Week(Option<Date>),
    /// A Saturday and Sunday, by the Monday before.
    Weekend(Option<Date>),
    /// A day.
    Day(Date),
    /// A day of which not all is known.
    PartOfDay(Option<i16>, Option<i8>, Option<i8>),
    /// A day of which only the weekday is known, 1 (Monday) to 7.
    Weekday(i8),
}

/// A time of day as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// By the clock: hour 0 to 24, minute, second if said.
    Clock(i8, i8, Option<i8>),
    /// A part of the day.
    Part(Part),
    /// Some hour.
    UnknownHour,
    /// Some hour and minute.
    Unknown,
}

/// A place in the calendar with or without a time of day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    /// The day, or what is longer.
    pub(super) calendar: Calendar,
    /// The time of day.
    pub(super) time: Option<Time>,
}

impl From<Calendar> for Moment {
    fn from(calendar: Calendar) -> Self {
        Self {
            calendar,
            time: None,
        }
    }
}

impl Calendar {
    /// The year, if it is known and one.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Self::Year(year)
            | Self::Half(year, _)
            | Self::Quarter(year, _)
            | Self::Season(year, _)
            | Self::Month(year, _)
            | Self::PartOfDay(year, _, _) => year,
            Self::Week(date) | Self::Weekend(date) => date.map(Date::year),
            Self::Day(date) => Some(date.year()),
            Self::SplitYear(..) | Self::Century(_) | Self::Decade(_) | Self::Weekday(_) => None,
        }
    }

    /// Whether TIMEX3 can write it: in years from 0 to 9999.
    pub(super) fn is_writable(self) -> bool {
        match self {
            Self::SplitYear(first, second) => first >= 0 && second <= 9999,
            Self::Decade(decade) => (0..=999).contains(&decade),
            Self::Century(century) => (0..=99).contains(&century),
            other => other.year().is_none_or(|year| (0..=9999).contains(&year)),
        }
    }

    /// The month, if it is known.
    pub(super) fn month(self) -> Option<i8> {
        match self {
            Self::Month(_, month) | Self::PartOfDay(_, month, _) => month,
            Self::Day(date) => Some(date.month()),
            _ => None,
        }
    }

    /// Whether it is a day, known or not.
    pub(super) fn is_day(self) -> bool {
        matches!(self, Self::Day(_) | Self::PartOfDay(..) | Self::Weekday(_))
    }
}

/// The Monday of the ISO week of `date`.
pub(super) fn monday(date: Date) -> Option<Date> {
    date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days())
        .ok()
}

/// Prints four digits, or `XXXX`.
fn year(formatter: &mut fmt::Formatter<'_>, year: Option<i16>) -> fmt::Result {
    match year {
        Some(year) => write!(formatter, "{year:04}"),
        None => formatter.write_str("XXXX"),
    }
}

/// Prints two digits, or `XX`.
fn two(formatter: &mut fmt::Formatter<'_>, value: Option<i8>) -> fmt::Result {
    match value {
        Some(value) => write!(formatter, "{value:02}"),
        None => formatter.write_str("XX"),
    }
}

/// Prints an ISO week, or `XXXX-WXX`.
fn week(formatter: &mut fmt::Formatter<'_>, date: Option<Date>) -> fmt::Result {
    match date.map(ISOWeekDate::from) {
        Some(week) => write!(formatter, "{:04}-W{:02}", week.year(), week.week()),
        None => formatter.write_str("XXXX-WXX"),
    }
}

/// Prints the TIMEX3 value.
impl fmt::Display for Calendar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(century) => write!(formatter, "{century:02}"),
            Self::Decade(decade) => write!(formatter, "{decade:03}"),
            Self::Year(known) => year(formatter, known),
            Self::SplitYear(first, second) => write!(formatter, "{first:04}/{second:04}"),
            Self::Half(known, half) => {
                year(formatter, known)?;
                write!(formatter, "-H{half}")
            }
            Self::Quarter(known, quarter) => {
                year(formatter, known)?;
                match quarter {
                    Some(quarter) => write!(formatter, "-Q{quarter}"),
                    None => formatter.write_str("-QX"),
                }
            }
            Self::Season(known, season) => {
                year(formatter, known)?;
                formatter.write_str(match season {
                    Season::Spring => "-SP",
                    Season::Summer => "-SU",
                    Season::Fall => "-FA",
                    Season::Winter => "-WI",
                })
            }
            Self::Month(known, month) => {
                year(formatter, known)?;
                formatter.write_str("-")?;
                two(formatter, month)
            }
            Self::Week(date) => week(formatter, date),
            Self::Weekend(date) => {
                week(formatter, date)?;
                formatter.write_str("-WE")
            }
            Self::Day(date) => write!(
                formatter,
                "{:04}-{:02}-{:02}",
                date.year(),
                date.month(),
                date.day()
            ),
            Self::PartOfDay(known, month, day) => {
                year(formatter, known)?;
                formatter.write_str("-")?;
                two(formatter, month)?;
                formatter.write_str("-")?;
                two(formatter, day)
            }
            Self::Weekday(weekday) => write!(formatter, "XXXX-WXX-{weekday}"),
        }
    }
}

/// Prints the TIMEX3 value.
impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.calendar.fmt(formatter)?;
        let Some(time) = self.time else {
            return Ok(());
        };
        formatter.write_str("T")?;
        match time {
            Time::Clock(hour, minute, second) => {
                write!(formatter, "{hour:02}:{minute:02}")?;
                second.map_or(Ok(()), |second| write!(formatter, ":{second:02}"))
            }
            Time::Part(part) => formatter.write_str(match part {
                Part::Morning => "MO",
                Part::Noon => "12:00",
                Part::Afternoon => "AF",
                Part::Evening => "EV",
                Part::Night | Part::Overnight => "NI",
                Part::Midnight => "24:00",
                Part::Daytime => "DT",
                Part::Lunch => "MI",
            }),
            Time::UnknownHour => formatter.write_str("XX"),
            Time::Unknown => formatter.write_str("XX:XX"),
        }
    }
}

//! What the words of a date say, before any anchor: the parser's output and the resolver's input.
//! Nothing here knows the calendar.

use rust_decimal::Decimal;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days of 24 hours.
    Day,
    /// Nights, counted as days.
    Night,
    /// Saturday and Sunday.
    Weekend,
    /// Weeks from Monday.
    Week,
    /// Two weeks.
    Fortnight,
    /// Calendar months.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Semester,
    /// Years.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Dawn to noon.
    Morning,
    /// Twelve o'clock by day.
    Noon,
    /// Noon to evening.
    Afternoon,
    /// Dusk and after.
    Evening,
    /// Night.
    Night,
    /// The night before the day of the article.
    Overnight,
    /// Twelve o'clock by night.
    Midnight,
    /// While the sun is up.
    Daytime,
    /// The time of the midday meal.
    Lunch,
}

/// A season of the northern year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Fall,
    /// December to February.
    Winter,
}

/// How far and on which side a relative word points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// `last May`, `last Friday`: the nearest one before.
    Last,
    /// `this past Friday`: the nearest one before, even if it was yesterday.
    Past,
    /// `this May`: the one of the anchor's own year or week.
    This,
    /// `next May`: the nearest one after.
    Next,
    /// `the coming May`: the nearest one after, even in the anchor's own week.
    Coming,
    /// `the following May`: the nearest one after the date last stated.
    Following,
    /// `the previous May`: the nearest one before the date last stated.
    Previous,
    /// `that afternoon`: of the date last stated.
    That,
}

/// What a relative expression is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The day of publication: `two days ago`.
    Published,
    /// The date that the article stated last: `two days later`.
    Stated,
    /// The day that the same words name: `two days after Christmas`.
    Named,
    /// So many days from publication, at whose grain the count stays: `ten years ago today`.
    Day(i32),
}

/// A number of units, possibly vague.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Quantity {
    /// Exactly this many.
    Exact(Decimal),
    /// `several`, `a few`, a bare plural.
    Vague,
}

/// A year as the words give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// By number.
    Given(i16),
    /// So many years from the year of publication.
    Shifted(i16),
    /// So many years from the year last stated.
    Stated(i16),
}

/// A part of a year or month that has its own TIMEX3 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Division {
    /// Half of a year, 1 or 2.
    Half(u8),
    /// Quarter of a year, 1 to 4; `None` for `the latest quarter`.
    Quarter(Option<u8>),
    /// Season of a year.
    Season(Season),
    /// Week of a month, from 1; `u8::MAX` for the last.
    Week(u8),
    /// The last day of a month.
    LastDay,
    /// The n-th of a weekday in a month: `the first Friday of May`; -1 for the last.
    NthWeekday(i8),
    /// ISO week of a year, by number.
    NumberedWeek(u8),
    /// The week that a day lies in: `the week of May 4`.
    WeekOf,
    /// Saturday and Sunday of a week.
    Weekend,
    /// `the same quarter`: the part of a year that was told last.
    Same,
    /// `the same period`, `the same months`: the same, or the months of a year that were told last.
    SamePeriod,
}

/// A distance from an origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shift {
    /// How many units; the sign says on which side.
    pub(super) quantity: Quantity,
    /// `-1` back, `1` forward.
    pub(super) sign: i8,
    /// The unit, which is also the grain of the result.
    pub(super) unit: Unit,
    /// What it is counted from.
    pub(super) origin: Origin,
}

/// A time of day by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// 0 to 24.
    pub(super) hour: i8,
    /// 0 to 59.
    pub(super) minute: i8,
    /// 0 to 59, if said.
    pub(super) second: Option<i8>,
    /// Whether it is written with a dot and nothing else makes it a time: `7.30`.
    pub(super) dotted: bool,
    /// Whether the words settle which half of the day: `pm`, or an hour above 12, or a leading zero.
    pub(super) settled: bool,
}

/// A holiday that has a date in every year, by its place in the table of holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HolidayIndex(pub(super) u8);

/// A point or stretch of the calendar, as slots that the words fill in any order.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    /// Number of the century, as TIMEX3 counts: 20 for the years 2000 to 2099.
    pub(super) century: Option<i16>,
    /// Number of the decade: 199 for the 1990s.
    pub(super) decade: Option<i16>,
    /// The year.
    pub(super) year: Option<Year>,
    /// The second year of a split year: `2024-25`.
    pub(super) split: Option<i16>,
    /// The month, 1 to 12.
    pub(super) month: Option<i8>,
    /// The day of the month, 1 to 31.
    pub(super) day: Option<i8>,
    /// The day of the week, 1 (Monday) to 7.
    pub(super) weekday: Option<i8>,
    /// A part of the year or month.
    pub(super) division: Option<Division>,
    /// A holiday.
    pub(super) holiday: Option<HolidayIndex>,
    /// Which one of those that recur.
    pub(super) aim: Option<Aim>,
    /// A distance from an origin.
    pub(super) shift: Option<Shift>,
    /// A part of the day.
    pub(super) part: Option<Part>,
    /// A time by the clock.
    pub(super) clock: Option<Clock>,
}

/// How many smaller parts a length can have: months, days, hours after the years.
pub(super) const PARTS: usize = 3;

/// A length of time: units from the greatest to the least.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Length {
    /// The main part.
    pub(super) quantity: Quantity,
    /// Its unit.
    pub(super) unit: Unit,
    /// Smaller parts, from the greatest: `two years, one month and 21 days`.
    pub(super) rest: [Option<(Decimal, Unit)>; PARTS],
    /// Whether the number was written as a decimal fraction, which the value keeps: `67.5 years`.
    pub(super) decimal: bool,
}

/// Everything that a date mention can say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Expression {
    /// A date or time.
    Point(Point),
    /// From one date or time to another.
    Interval(Point, Point),
    /// A length of time.
    Length(Length),
    /// Between two lengths.
    Lengths(Length, Length),
    /// `the first nine months of 2007`: a length at one end of a longer time.
    Share {
        /// Whether it lies at the beginning.
        first: bool,
        /// How long it is.
        length: Length,
        /// What it is a part of.
        of: Point,
    },
    /// `the six months to June`: a length that ends in the month, year or day of the point.
    Until(Length, Point),
    /// `every year`, `a day`: once in the length.
    Every(Length),
    /// `every Monday`: whenever the point recurs.
    Each(Point),
    /// Hours, minutes, seconds on a stop watch.
    Stopwatch(i8, i8, i8),
}

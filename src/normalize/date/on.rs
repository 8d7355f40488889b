//! The dates of a document and its money and casualty mentions → the time that each amount or event belongs to, as a
//! TIMEX3 value: from the mention's own `when`, else from where the tagger says that its time is found. It follows the
//! habits of the annotated articles, not a definition; it reads no new dates.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate};

use super::DateMention;
use crate::mention::{Dating, Mention, Scope, Status};
use crate::span::Span;
use crate::value::{Reading, When, WhenKind};

/// How many words before a date `since` may stand: `since the overthrow of the president in December`.
const SINCE_WORDS: usize = 12;

/// What began so many days before publication has lasted to its month, not to its day.
const OLD_DAYS: i32 = 365;

/// More units than this from publication lead out of the calendar.
const MOST_UNITS: i32 = 1000;

/// The letters of a day.
const DAY: usize = "2026-02-06".len();

/// The letters of a month.
const MONTH: usize = "2026-02".len();

/// The letters of a year.
const YEAR: usize = "2026".len();

/// The times of `events`, the money and casualty mentions of one document in text order; `None` where it
/// cannot be told. `dates` are the document's date mentions and `readings` their values, as
/// [`dates`](super::dates) gives them.
#[must_use]
pub fn on(
    text: &str,
    published: Option<Date>,
    dates: &[DateMention],
    readings: &[Option<Reading<When>>],
    events: &[Mention],
) -> Vec<Option<String>> {
    let told: Vec<Told> = dates
        .iter()
        .zip(readings)
        .filter_map(|(date, reading)| {
            Some(Told {
                date: *date,
                when: &reading.as_ref()?.value,
            })
        })
        .collect();
    let article = Article {
        text,
        published,
        told,
    };
    events
        .iter()
        .map(|event| article.own_time(event).or_else(|| article.elsewhere(event)))
        .collect()
}

/// A date mention with its value.
#[derive(Debug, Clone, Copy)]
struct Told<'document> {
    date: DateMention,
    when: &'document When,
}

impl Told<'_> {
    /// The value without times of day; `None` for lengths and recurring times.
    fn days(self) -> Option<String> {
        matches!(self.when.kind, WhenKind::Date | WhenKind::Time)
            .then(|| without_times(&self.when.timex))
    }
}

/// What the time of an amount or event is told from.
struct Article<'document> {
    text: &'document str,
    published: Option<Date>,
    /// The dates that have a value, in text order.
    told: Vec<Told<'document>>,
}

impl Article<'_> {
    /// The date that overlaps `span`, by its place.
    fn at(&self, span: Span) -> Option<usize> {
        let place = self
            .told
            .partition_point(|told| told.date.span.end <= span.start);
        let overlaps = |told: &Told<'_>| told.date.span.overlaps(span);
        self.told.get(place).is_some_and(overlaps).then_some(place)
    }

    /// The time that the mention's own `when` gives.
    fn own_time(&self, event: &Mention) -> Option<String> {
        let place = self.at(event.arguments.when?)?;
        let told_here = &self.told[place];
        let words = told_here.date.span.slice(self.text);
        let of_report = event.attributes.dating == Some(Dating::Published);
        match told_here.when.kind {
            // A digest counts the night before with its own day.
            WhenKind::Time if of_report && words.to_ascii_lowercase().contains("overnight") => None,
            WhenKind::Date | WhenKind::Time => self.point(place, event),
            WhenKind::Duration if of_report => None,
            WhenKind::Duration => length(words, &told_here.when.timex, self.published?, event),
            WhenKind::Set => None,
        }
    }

    /// The time of a mention whose own sentence does not date it.
    fn elsewhere(&self, event: &Mention) -> Option<String> {
        let grain = |letters: usize| {
            let published = self.published?.to_string();
            published.get(..letters).map(str::to_owned)
        };
        match event.attributes.dating? {
            Dating::Unknown => None,
            Dating::Published => grain(DAY),
            Dating::Month => grain(MONTH),
            Dating::Year => grain(YEAR),
            Dating::Stated => self.point(self.at(event.attributes.stated?)?, event),
        }
    }

    /// The time of `event` that the date at `place` gives: its days, or what has lasted since.
    fn point(&self, place: usize, event: &Mention) -> Option<String> {
        let days = self.told[place].days()?;
        let may_last = event.attributes.scope != Some(Scope::Incident);
        let lasts = may_last && follows_since(self.text, &self.told, place);
        Some(if lasts {
            open(&days, self.published)
        } else {
            days
        })
    }
}

/// `2019-12-24TNI/2019-12-25` → `2019-12-24/2019-12-25`; one day for an interval within it.
fn without_times(timex: &str) -> String {
    let day = |end: &str| end.split('T').next().unwrap_or_default().to_owned();
    match timex.split_once('/') {
        Some((from, to)) if day(from) == day(to) => day(from),
        Some((from, to)) => format!("{}/{}", day(from), day(to)),
        None => day(timex),
    }
}

/// Whether the date is the beginning of a time that lasts: `since 2003`, `since the war began in 2003`.
fn follows_since(text: &str, told: &[Told<'_>], place: usize) -> bool {
    let span = told[place].date.span;
    let last = place
        .checked_sub(1)
        .map_or(0, |before| told[before].date.span.end);
    let clause = text
        .get(last.min(span.start)..span.start)
        .unwrap_or_default();
    clause
        .rsplit(['.', ';', '\n'])
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .rev()
        .take(SINCE_WORDS)
        .any(|word| word.eq_ignore_ascii_case("since"))
}

/// From `start` to publication, at the grain of `start`; a day of another year is told apart by the month no more.
fn open(start: &str, published: Option<Date>) -> String {
    if start.contains('/') {
        return start.to_owned();
    }
    let Some(published) = published else {
        let begins = start.starts_with("XXXX");
        return if begins {
            start.to_owned()
        } else {
            format!("{start}/XXXX")
        };
    };
    let is_old = start.parse::<Date>().is_ok_and(|day| {
        day.checked_add(OLD_DAYS.days())
            .is_ok_and(|end| end <= published)
    });
    let grain = match start.len() {
        _ if is_old => MONTH,
        _ if start.contains('W') => DAY,
        letters if letters < MONTH => YEAR,
        letters => letters.min(DAY),
    };
    match published.to_string().get(..grain) {
        Some(end) if end != start => format!("{start}/{end}"),
        _ => start.to_owned(),
    }
}

/// A length that ends or begins with publication: `the past 18 months`, `the next five years`; where its words do not tell
/// which, what may come comes after and what has come came before: `€500bn over ten years`.
fn length(words: &str, timex: &str, published: Date, event: &Mention) -> Option<String> {
    let is_any = |list: &[&str]| {
        words
            .split(|char: char| !char.is_alphabetic())
            .any(|word| list.iter().any(|listed| word.eq_ignore_ascii_case(listed)))
    };
    let back = is_any(&["past", "last", "previous", "preceding"]);
    let forward = is_any(&["next", "coming"]);
    let back = if back == forward {
        event.attributes.status? != Status::Hypothetical
    } else {
        back
    };
    let (clock, rest) = match timex.strip_prefix("PT") {
        Some(rest) => (true, rest),
        None => (false, timex.strip_prefix('P')?),
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (count, unit) = rest.split_at(digits);
    let count: i32 = count.parse().ok().filter(|count| *count <= MOST_UNITS)?;
    let sign = if back { -1 } else { 1 };
    let shift = |span: jiff::Span| published.checked_add(span).ok();
    let between = |other: Date, grain: usize| {
        let (from, to) = if back {
            (other, published)
        } else {
            (published, other)
        };
        let (from, to) = (from.to_string(), to.to_string());
        Some(format!("{}/{}", from.get(..grain)?, to.get(..grain)?))
    };
    match (unit, clock) {
        ("H", true) if count <= 24 => Some(published.to_string()),
        ("H", true) => between(shift((sign * (count / 24)).days())?, DAY),
        ("D", false) if count == 1 => Some(published.to_string()),
        ("D", false) => between(shift((sign * count).days())?, DAY),
        ("W", false) if count == 1 => {
            let week = ISOWeekDate::from(shift((sign * 7).days())?);
            Some(format!("{:04}-W{:02}", week.year(), week.week()))
        }
        ("W", false) => between(shift((sign * count).weeks())?, MONTH),
        ("M", false) => between(shift((sign * count).months())?, MONTH),
        ("Y", false) if count == 1 => between(shift((sign * count).years())?, MONTH),
        ("Y", false) => between(shift((sign * count).years())?, YEAR),
        ("DE", false) => between(shift((sign * 10 * count).years())?, YEAR),
        _ => None,
    }
}

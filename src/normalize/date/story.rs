//! What an article has told of time so far: the date told last, the day it is at, the year of a sentence.
//! It is what relative dates, bare times and dates without a year are read on.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::DateMention;
use super::expression::{Expression, Point, Year};
use super::lex::{Kind, Token};
use super::moment::{Calendar, Moment, Time};
use super::resolve::{Certainty, Ground, Resolved};
use crate::document::Sentence;
use crate::mention::Outlook;

/// How many days a story goes on: a day longer ago is told for comparison.
const STORY: i32 = 30;

/// How many sentences a tale of another age goes on without a year.
const HISTORY: usize = 12;

/// How many sentences on a time that is to come still belongs to the day to come that was told last.
const AHEAD: usize = 2;

/// The dates told so far, in text order.
#[derive(Debug, Clone)]
pub(super) struct Story {
    published: Option<Date>,
    /// The moment told last.
    stated: Option<Moment>,
    /// The first and last month of the moment told last, where it was a stretch of months of one year.
    months: Option<(i8, i8)>,
    /// The day told last that does not lie ahead.
    told: Option<(usize, Moment)>,
    /// The day told last that lies ahead.
    ahead: Option<(usize, Moment)>,
    /// The time by the clock told last, and its sentence.
    clock: Option<(usize, DateTime)>,
    /// The sentence and day of the last day told in full words: `February 6`.
    day: Option<(usize, Date)>,
    /// The sentence and year of the last year told by number.
    year: Option<(usize, i16)>,
    /// The sentence and words of the last day of a month.
    month: Option<(usize, Point)>,
}

impl Story {
    /// Nothing told yet of an article published on `published`.
    pub(super) fn new(published: Option<Date>) -> Self {
        Self {
            published,
            stated: None,
            months: None,
            told: None,
            ahead: None,
            clock: None,
            day: None,
            year: None,
            month: None,
        }
    }

    /// What `mention` is read on.
    pub(super) fn ground(
        &self,
        text: &str,
        mention: &DateMention,
        sentence: Option<&Sentence>,
        outlook: Option<Outlook>,
    ) -> Ground {
        Ground {
            published: self.published,
            stated: self.stated,
            months: self.months,
            told: self.told_for(mention, sentence),
            clock: self.clock.map(|(_, clock)| clock),
            repeated: self
                .clock
                .filter(|(told_in, _)| *told_in == mention.sentence && is_bracketed(text, mention))
                .map(|(_, clock)| clock),
            told_beside: self
                .told
                .is_some_and(|(told_in, _)| told_in == mention.sentence),
            beside: self
                .day
                .filter(|(told_in, _)| *told_in == mention.sentence)
                .map(|(_, day)| day),
            year: self
                .year
                .filter(|(told_in, _)| *told_in == mention.sentence)
                .filter(|_| !follows(text, mention, &["since"]))
                .map(|(_, year)| year),
            history: self.history(mention),
            outlook: mention.outlook.or(outlook).unwrap_or(Outlook::Past),
            certainty: match (mention.outlook, outlook) {
                (Some(_), _) => Certainty::Tagged,
                (None, Some(_)) => Certainty::Cued,
                (None, None) => Certainty::Assumed,
            },
        }
    }

    /// The day told last, if the article tells of another age there.
    fn history(&self, mention: &DateMention) -> Option<(bool, Date)> {
        let (told_in, Calendar::Day(day)) =
            self.told.map(|(told_in, told)| (told_in, told.calendar))?
        else {
            return None;
        };
        let ended = self.published?.checked_sub(1.year()).ok()?;
        (day < ended && mention.sentence <= told_in + HISTORY)
            .then_some((told_in == mention.sentence, day))
    }

    /// The day that a bare time of `mention` belongs to: not one of another age, nor one told before an entry
    /// of a live report.
    fn told_for(&self, mention: &DateMention, sentence: Option<&Sentence>) -> Option<Moment> {
        if let Some((told_in, told)) = self.ahead {
            let looks_ahead = mention.outlook == Some(Outlook::Future);
            let reach = if looks_ahead { AHEAD } else { 0 };
            if mention.sentence <= told_in + reach && !opens_sentence(mention, sentence) {
                return Some(told);
            }
        }
        let (told_in, told) = self.told?;
        if told_in == mention.sentence {
            return Some(told);
        }
        let distant = match (told.calendar, self.published) {
            (Calendar::Day(day), Some(published)) => {
                told_in + 2 < mention.sentence
                    && day
                        .checked_add(STORY.days())
                        .is_ok_and(|end| end < published)
            }
            _ => false,
        };
        (!distant && !opens_sentence(mention, sentence)).then_some(told)
    }

    /// A number alone after a day of the same sentence: `June 14 and 15` when they are two mentions.
    pub(super) fn beside(&self, tokens: &[Token], mention: &DateMention) -> Option<Expression> {
        let (told_in, point) = self.month?;
        let day = number_alone(tokens)?;
        (told_in == mention.sentence).then_some(Expression::Point(Point {
            day: Some(day),
            weekday: None,
            ..point
        }))
    }

    /// Remembers what `mention` told.
    pub(super) fn tell(
        &mut self,
        text: &str,
        mention: &DateMention,
        expression: &Expression,
        resolved: &Resolved,
    ) {
        let Some(moment) = resolved.moment else {
            return;
        };
        self.stated = Some(moment);
        self.months = months_of(&resolved.reading.value.timex);
        let ahead = match (moment.calendar, self.published) {
            (Calendar::Day(day), Some(published)) => day > published,
            _ => mention.outlook == Some(Outlook::Future),
        };
        if moment.calendar.is_day() {
            if ahead {
                self.ahead = Some((mention.sentence, moment));
            } else {
                self.told = Some((mention.sentence, moment));
                self.ahead = self
                    .ahead
                    .filter(|(told_in, _)| *told_in != mention.sentence);
            }
        }
        if let (Calendar::Day(day), Some(Time::Clock(hour, minute, _))) =
            (moment.calendar, moment.time)
        {
            // `10:39 a.m. local time (1639 UTC)`: the first is the time that the story goes by.
            let repeated = self
                .clock
                .is_some_and(|(told_in, _)| told_in == mention.sentence)
                && is_bracketed(text, mention);
            if let (false, Ok(clock)) = (
                repeated,
                DateTime::new(
                    day.year(),
                    day.month(),
                    day.day(),
                    hour.rem_euclid(24),
                    minute,
                    0,
                    0,
                ),
            ) {
                self.clock = Some((mention.sentence, clock));
            }
        }
        let (Expression::Point(point) | Expression::Interval(_, point)) = expression else {
            return;
        };
        if let (Calendar::Day(day), Some(_)) = (moment.calendar, point.month) {
            self.day = Some((mention.sentence, day));
            self.month = Some((
                mention.sentence,
                Point {
                    month: point.month,
                    day: point.day,
                    year: Some(Year::Given(day.year())),
                    ..Point::default()
                },
            ));
        } else if point.month.is_some() && point.day.is_some() {
            self.month = Some((
                mention.sentence,
                Point {
                    month: point.month,
                    ..Point::default()
                },
            ));
        }
        if matches!(point.year, Some(Year::Given(_) | Year::Shifted(_)))
            && point.split.is_none()
            && !follows(text, mention, COMPARED)
            && let Some(year) = moment.calendar.year()
        {
            self.year = Some((mention.sentence, year));
        }
    }
}

/// Before a year that the sentence only compares with: `the most since 2011`, `fewer than in 2020`.
const COMPARED: &[&str] = &["since", "than", "than in", "before", "until", "by"];

/// Whether one of `words` stands right before the mention.
fn follows(text: &str, mention: &DateMention, words: &[&str]) -> bool {
    let before = text
        .get(..mention.span.start)
        .unwrap_or_default()
        .trim_end();
    words.iter().any(|words| {
        before
            .strip_suffix(words)
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// Whether a bracket opens right before the mention: `10:39 a.m. local time (1639 UTC)`.
fn is_bracketed(text: &str, mention: &DateMention) -> bool {
    text.get(..mention.span.start)
        .is_some_and(|before| before.ends_with('('))
}

/// Whether the mention is the first thing in its sentence: the time of an entry in a live report.
fn opens_sentence(mention: &DateMention, sentence: Option<&Sentence>) -> bool {
    sentence.is_some_and(|sentence| sentence.span.start == mention.span.start)
}

/// The months of a value such as `2013-01/2013-09`; `None` of values of another make.
fn months_of(timex: &str) -> Option<(i8, i8)> {
    let (from, to) = timex.split_once('/')?;
    let (from, to) = (from.split_once('-')?, to.split_once('-')?);
    let months = (from.1.parse().ok()?, to.1.parse().ok()?);
    (from.0 == to.0).then_some(months)
}

/// The day that a mention of a number and nothing else can be.
pub(super) fn number_alone(tokens: &[Token]) -> Option<i8> {
    match tokens {
        [
            Token {
                kind: Kind::Digits(day, 1..=2) | Kind::Ordinal(day),
                ..
            },
        ] => i8::try_from(*day).ok().filter(|day| (1..=31).contains(day)),
        _ => None,
    }
}

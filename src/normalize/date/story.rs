//! What an article has told of time so far: the date told last, the day it is at, the year of a sentence.
//! It is what relative dates, bare times and dates without a year are read on.

use jiff::civil::Date;

use super::DateMention;
use super::expression::{Expression, Point, Year};
use super::lex::{Kind, Token};
use super::moment::{Calendar, Moment};
use super::resolve::{Ground, Resolved};
use crate::document::Sentence;
use crate::mention::Outlook;

/// The dates told so far, in text order.
#[derive(Debug, Clone)]
pub(super) struct Story {
    published: Option<Date>,
    /// The moment told last.
    stated: Option<Moment>,
    /// The day told last that does not lie ahead.
    told: Option<Calendar>,
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
            told: None,
            day: None,
            year: None,
            month: None,
        }
    }

    /// What `mention` is read on.
    pub(super) fn ground(
        &self,
        mention: &DateMention,
        sentence: Option<&Sentence>,
        outlook: Outlook,
        text: &str,
    ) -> Ground {
        Ground {
            published: self.published,
            stated: self.stated,
            told: self.told.filter(|_| !opens_paragraph(mention, sentence, text)),
            beside: self.day.filter(|(told_in, _)| *told_in == mention.sentence).map(|(_, day)| day),
            year: self.year.filter(|(told_in, _)| *told_in == mention.sentence).map(|(_, year)| year),
            outlook,
            strict: mention.outlook.is_some(),
        }
    }

    /// A number alone after a day of the same sentence: `June 14 and 15` when they are two mentions.
    pub(super) fn beside(&self, tokens: &[Token], mention: &DateMention) -> Option<Expression> {
        let day = match tokens {
            [Token { kind: Kind::Digits(day, 1..=2) | Kind::Ordinal(day), .. }] => i8::try_from(*day).ok()?,
            _ => return None,
        };
        let (told_in, point) = self.month?;
        let fits = told_in == mention.sentence && (1..=31).contains(&day);
        fits.then_some(Expression::Point(Point { day: Some(day), weekday: None, ..point }))
    }

    /// Remembers what `mention` told.
    pub(super) fn tell(&mut self, mention: &DateMention, expression: &Expression, resolved: &Resolved) {
        let Some(moment) = resolved.moment else {
            return;
        };
        self.stated = Some(moment);
        let ahead = match (moment.calendar, self.published) {
            (Calendar::Day(day), Some(published)) => day > published,
            _ => mention.outlook == Some(Outlook::Future),
        };
        if moment.calendar.is_day() && !ahead {
            self.told = Some(moment.calendar);
        }
        let (Expression::Point(point) | Expression::Interval(_, point)) = expression else {
            return;
        };
        if let (Calendar::Day(day), Some(_)) = (moment.calendar, point.month) {
            self.day = Some((mention.sentence, day));
            self.month = Some((
                mention.sentence,
                Point { month: point.month, day: point.day, year: Some(Year::Given(day.year())), ..Point::default() },
            ));
        } else if point.month.is_some() && point.day.is_some() {
            self.month = Some((mention.sentence, Point { month: point.month, ..Point::default() }));
        }
        if matches!(point.year, Some(Year::Given(_) | Year::Shifted(_))) && point.split.is_none() {
            if let Some(year) = moment.calendar.year() {
                self.year = Some((mention.sentence, year));
            }
        }
    }
}

/// Whether the mention is the first thing in its paragraph: the time of an entry in a live report.
fn opens_paragraph(mention: &DateMention, sentence: Option<&Sentence>, text: &str) -> bool {
    let opens_sentence = sentence.is_some_and(|sentence| sentence.span.start == mention.span.start);
    opens_sentence && text.get(..mention.span.start).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
}

//! What an article tells of its events → the time of one that its own sentence does not date. It follows the habits
//! of the annotated articles, not a definition.

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::DateMention;
use super::on::{DAY, MONTH, Told, YEAR};
use crate::mention::{Dating, Label, Mention, Scope};

/// How many sentences away another event's own date still is this event's.
const NEAR_SENTENCES: usize = 2;

/// So many dates of a sentence may be of another age; prose has fewer.
const LOOKED_BACK_ON: usize = 32;

/// How many days before publication another age begins.
const HISTORY_DAYS: i32 = 400;

/// How many days before publication the event of a report may lie.
const REPORT_DAYS: i32 = 20;

/// What an article tells of times, ordered so that each event finds its own without passing all others.
#[derive(Debug)]
pub(super) struct Article<'document> {
    text: &'document str,
    published: Option<Date>,
    /// The dates that have a value, in text order.
    told: &'document [Told<'document>],
    /// Those of them that lie on the calendar, with their days.
    days: Vec<(DateMention, String)>,
    /// What is to be dated, in text order.
    events: &'document [Mention],
    /// The time that its own sentence gives each event.
    own: &'document [Option<String>],
    /// The casualties that have one, by their place among the events.
    dated: Vec<usize>,
    /// The same, by label and wording in small letters.
    alike: FxHashMap<(Label, String), Vec<usize>>,
}

impl<'document> Article<'document> {
    /// `told` and `events` stand in text order, and `own` runs alongside `events`.
    pub(super) fn new(
        text: &'document str,
        published: Option<Date>,
        told: &'document [Told<'document>],
        events: &'document [Mention],
        own: &'document [Option<String>],
    ) -> Self {
        let mut article = Self {
            text,
            published,
            told,
            days: told
                .iter()
                .filter_map(|told| Some((told.date, told.days()?)))
                .collect(),
            events,
            own,
            dated: Vec::new(),
            alike: FxHashMap::default(),
        };
        for (place, (event, time)) in events.iter().zip(own).enumerate() {
            if matches!(event.label, Label::Casualty(_)) && time.is_some() {
                article.dated.push(place);
                let alike = article.alike.entry(article.wording(event)).or_default();
                alike.push(place);
            }
        }
        article
    }

    fn wording(&self, event: &Mention) -> (Label, String) {
        let words = event.span.slice(self.text);
        (event.label, words.to_ascii_lowercase())
    }

    /// The time of the event at `place`, which its own sentence does not date.
    pub(super) fn elsewhere(&self, place: usize) -> Option<String> {
        let event = &self.events[place];
        let dating = event.attributes.dating.unwrap_or(match self.published {
            Some(_) if self.told.is_empty() => Dating::Published,
            _ => Dating::Stated,
        });
        let grain = |letters: usize| {
            self.published?
                .to_string()
                .get(..letters)
                .map(str::to_owned)
        };
        match dating {
            Dating::Unknown => None,
            Dating::Published => grain(DAY),
            Dating::Month => grain(MONTH),
            Dating::Year => grain(YEAR),
            Dating::Stated if event.label == Label::Money => self.of_money(place),
            Dating::Stated => self.of_casualty(event),
        }
    }

    /// The time of an amount that is dated elsewhere: that of the amount before it, if it stands near, else the
    /// nearest date.
    fn of_money(&self, place: usize) -> Option<String> {
        let event = &self.events[place];
        let before = self.events[..place]
            .iter()
            .rposition(|other| other.label == Label::Money)
            .filter(|&other| self.events[other].sentence + NEAR_SENTENCES >= event.sentence)
            .and_then(|other| self.own[other].clone());
        before.or_else(|| {
            // Of those before it the last is the nearest, of those after it the first.
            let after = self
                .days
                .partition_point(|(date, _)| date.span.start <= event.span.start);
            let near = &self.days[after.saturating_sub(1)..self.days.len().min(after + 1)];
            near.iter()
                .min_by_key(|(date, _)| {
                    (
                        date.sentence.abs_diff(event.sentence),
                        date.span.start > event.span.start,
                        date.span.start.abs_diff(event.span.start),
                    )
                })
                .map(|(_, days)| days.clone())
        })
    }

    /// The time of victims that no date belongs to: that of the same victims elsewhere, of the event told
    /// before, or of the article's first recent day.
    fn of_casualty(&self, event: &Mention) -> Option<String> {
        let published = self.published;
        let first = |is_meant: &dyn Fn(&str) -> bool| {
            let mut days = self.days.iter().map(|(_, days)| days);
            days.find(|days| is_meant(days)).cloned()
        };
        if let (Some(Scope::Cumulative), Some(published)) = (event.attributes.scope, published) {
            let period = first(&|days| {
                days.split_once('/')
                    .is_some_and(|(_, end)| is_recent(end, Some(published)))
            });
            return period.or_else(|| published.to_string().get(..MONTH).map(str::to_owned));
        }
        let time = |place: usize| self.own[place].clone();
        let alike = self.alike.get(&self.wording(event));
        alike
            .and_then(|alike| self.nearest(alike, event).and_then(time))
            .or_else(|| self.of_history(published?, event))
            .or_else(|| self.before(event).and_then(time))
            .or_else(|| first(&|days| is_recent(days, published)))
            .or_else(|| self.nearest(&self.dated, event).and_then(time))
            .or_else(|| first(&is_day))
    }

    /// The one of `places`, in text order, whose sentence is the nearest to that of `event`; of several the first.
    fn nearest(&self, places: &[usize], event: &Mention) -> Option<usize> {
        let sentence = |place: usize| self.events[place].sentence;
        let after = places.partition_point(|&place| sentence(place) <= event.sentence);
        let sides = [after.checked_sub(1), Some(after)];
        let nearest = sides
            .into_iter()
            .filter_map(|at| Some(sentence(*places.get(at?)?)))
            .min_by_key(|sentence| sentence.abs_diff(event.sentence))?;
        let first = places.partition_point(|&place| sentence(place) < nearest);
        places.get(first).copied()
    }

    /// The dated casualty that stands nearest in the last sentence with any, up to the event's own.
    fn before(&self, event: &Mention) -> Option<usize> {
        let sentence = |place: usize| self.events[place].sentence;
        let after = self
            .dated
            .partition_point(|&place| sentence(place) <= event.sentence);
        let last = sentence(*self.dated.get(after.checked_sub(1)?)?);
        if last + NEAR_SENTENCES < event.sentence {
            return None;
        }
        let first = self.dated.partition_point(|&place| sentence(place) < last);
        let own = &self.dated[first..after];
        let start = |place: usize| self.events[place].span.start;
        let behind = own.partition_point(|&place| start(place) < event.span.start);
        own[behind.saturating_sub(1)..own.len().min(behind + 1)]
            .iter()
            .copied()
            .min_by_key(|&place| start(place).abs_diff(event.span.start))
    }

    /// A time of another age that the same sentence or the one before tells: `in 2017 … It killed 68 people`.
    fn of_history(&self, published: Date, event: &Mention) -> Option<String> {
        let before = self
            .days
            .partition_point(|(date, _)| date.span.start < event.span.start);
        self.days[..before]
            .iter()
            .rev()
            .take(LOOKED_BACK_ON)
            .take_while(|(date, _)| date.sentence + 1 >= event.sentence)
            .map(|(_, days)| days)
            .find(|days| {
                let year = days.get(..YEAR).and_then(|year| year.parse::<i16>().ok());
                let is_point = !days.contains(['/', 'W', 'Q', 'H']);
                let is_recent = days.parse::<Date>().is_ok_and(|day| {
                    day.checked_add(HISTORY_DAYS.days())
                        .is_ok_and(|end| end >= published)
                });
                is_point && !is_recent && year.is_some_and(|year| year < published.year())
            })
            .cloned()
    }
}

/// Whether the value is one day.
fn is_day(days: &str) -> bool {
    days.len() == DAY && !days.contains('/') || days.starts_with("XXXX-WXX-")
}

/// Whether the value is a day before publication that the article may report on; any day where publication
/// is not known. The day of publication itself is another class of dating.
fn is_recent(days: &str, published: Option<Date>) -> bool {
    let Some(published) = published else {
        return is_day(days);
    };
    days.parse::<Date>().is_ok_and(|day| {
        day < published
            && day
                .checked_add(REPORT_DAYS.days())
                .is_ok_and(|end| end >= published)
    })
}

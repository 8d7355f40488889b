//! Date mentions whose exact words name no time → the stretches around them that do, where the tagger cut too
//! late (`48 hours from`), too early (`five years and` before `four months`), or marked what is no time at all
//! (`each of`). It only moves the ends of stretches; what they say is read as ever.

use jiff::civil::Date;

use super::edges::{begins_joining, dangles, is_led, is_year_behind, without_marks, words};
use super::lex::{self, Kind, Token};
use super::order::{DocumentOrder, day_month_order};
use super::word::Word;
use super::{DateMention, counts_from_next, parse, settings};
use crate::document::Sentence;
use crate::normalize::token::is_any;
use crate::span::Span;
use crate::value::{Reading, When};

/// So many words may be too many at the end of a mention.
const TRAILING: usize = 3;

/// So many words may be too many at its beginning.
const LEADING: usize = 2;

/// So many words may be missing behind it.
const BEHIND: usize = 3;

/// So many words may be missing before it.
const BEFORE: usize = 2;

/// Words that may stand between two date mentions that are one.
const BETWEEN: &[&str] = &["", ",", "and", "at", "of", "on", "to", "until"];

/// The stretch that each of `mentions` should have been, in their order; `None` where it is no time at all, or
/// where another's stretch takes it in. `readings` are what [`dates`](super::dates) made of them and `marked` the
/// stretches of all mentions of the document; both kinds stand in text order. No result overlaps another, nor
/// a stretch in `marked` that is not its own.
#[must_use]
pub fn repair(
    text: &str,
    published: Option<Date>,
    sentences: &[Sentence],
    mentions: &[DateMention],
    readings: &[Option<Reading<When>>],
    marked: &[Span],
) -> Vec<Option<Span>> {
    let sound = |place: usize| {
        let span = mentions[place].span;
        readings.get(place).is_some_and(Option::is_some)
            && !dangles(span.slice(text))
            && !is_led(text, span)
            && !mentions
                .get(place + 1)
                .is_some_and(|next| is_year_behind(text, span, next.span))
    };
    if (0..mentions.len()).all(sound) {
        return mentions.iter().map(|mention| Some(mention.span)).collect();
    }
    let mut tokens = Vec::with_capacity(16);
    let page = Page {
        text,
        published,
        order: day_month_order(text, mentions, &mut tokens),
        marked,
    };
    let mut repaired: Vec<Option<Span>> = Vec::with_capacity(mentions.len());
    for (place, mention) in mentions.iter().enumerate() {
        let earlier = repaired.iter().rev().flatten().next();
        if earlier.is_some_and(|earlier| earlier.overlaps(mention.span)) {
            repaired.push(None);
            continue;
        }
        if sound(place) {
            repaired.push(Some(mention.span));
            continue;
        }
        let bounds = sentences
            .get(mention.sentence)
            .map_or(mention.span, |sentence| sentence.span);
        let found = page.stretch(&mentions[place..], bounds, &mut tokens);
        // What the mention before already took is not taken again.
        let found = found.filter(|span| earlier.is_none_or(|earlier| !earlier.overlaps(*span)));
        let told = || {
            lex::lex(mention.span.slice(text), &mut tokens);
            names_time(&tokens).then_some(mention.span)
        };
        repaired.push(found.or_else(told));
    }
    repaired
}

/// What all mentions of a document are repaired on.
struct Page<'document> {
    text: &'document str,
    published: Option<Date>,
    order: DocumentOrder,
    marked: &'document [Span],
}

impl Page<'_> {
    /// The stretch of the first of `mentions` that can be read.
    fn stretch(
        &self,
        mentions: &[DateMention],
        bounds: Span,
        tokens: &mut Vec<Token>,
    ) -> Option<Span> {
        let (own, later) = mentions.split_first()?;
        let span = own.span;
        lex::lex(span.slice(self.text), tokens);
        let year_behind = |next: &DateMention| is_year_behind(self.text, span, next.span);
        let dated = later.first().is_some_and(year_behind);
        let cut = dangles(span.slice(self.text)) || counts_from_next(tokens, self.text, mentions);
        let joined = later
            .first()
            .filter(|next| next.sentence == own.sentence && span.end <= next.span.start)
            .filter(|next| {
                let between = Span::new(span.end, next.span.start).slice(self.text);
                is_any(between.trim(), BETWEEN)
            })
            .map(|next| Span::new(span.start, next.span.end));
        let joined = joined.into_iter().collect();
        let (behind, before) = (self.behind(span, bounds), self.before(span, bounds));
        let (itself, narrower) = (vec![span], self.narrower(span));
        let in_order = if is_led(self.text, span) {
            vec![before, itself, narrower]
        } else if dated {
            vec![joined, behind, before, itself, narrower]
        } else if cut {
            vec![joined, behind, before, narrower]
        } else {
            vec![itself, narrower, joined, behind, before]
        };
        in_order
            .into_iter()
            .flatten()
            .find(|span| self.reads(*span, tokens))
    }

    /// Whether the words of `span` say a time from the first to the last.
    fn reads(&self, span: Span, tokens: &mut Vec<Token>) -> bool {
        let words = span.slice(self.text);
        if words.is_empty() || dangles(words) || begins_joining(words) {
            return false;
        }
        lex::lex(words, tokens);
        let settings = settings(self.text, span, self.order, self.published);
        parse::parse(tokens, words, settings).is_some()
    }

    /// `span` without its last words, then without its first.
    fn narrower(&self, span: Span) -> Vec<Span> {
        let words = words(self.text, span);
        let trailing = words.iter().rev().skip(1).take(TRAILING);
        let leading = words.iter().skip(1).take(LEADING);
        trailing
            .map(|last| Span::new(span.start, last.end))
            .chain(leading.map(|first| Span::new(first.start, span.end)))
            .map(|narrow| without_marks(self.text, narrow))
            .collect()
    }

    /// `span` with the words behind it, the most first, up to the next mention or the end of the sentence.
    fn behind(&self, span: Span, bounds: Span) -> Vec<Span> {
        let next = self
            .marked
            .partition_point(|marked| marked.start < span.end);
        let end = self.marked.get(next).map_or(bounds.end, |next| next.start);
        let end = end.min(bounds.end);
        if end <= span.end {
            return Vec::new();
        }
        let mut wider: Vec<Span> = words(self.text, Span::new(span.end, end))
            .iter()
            .take(BEHIND)
            .map(|word| without_marks(self.text, Span::new(span.start, word.end)))
            .collect();
        wider.reverse();
        wider
    }

    /// `span` with the words before it, the most first, down to the mention before or the start of the sentence.
    fn before(&self, span: Span, bounds: Span) -> Vec<Span> {
        let own = self
            .marked
            .partition_point(|marked| marked.start < span.start);
        let start = own
            .checked_sub(1)
            .and_then(|before| self.marked.get(before))
            .map_or(bounds.start, |before| before.end)
            .max(bounds.start);
        if start >= span.start {
            return Vec::new();
        }
        let mut wider: Vec<Span> = words(self.text, Span::new(start, span.start))
            .iter()
            .rev()
            .take(BEFORE)
            .map(|word| Span::new(word.start, span.end))
            .collect();
        wider.reverse();
        wider
    }
}

/// Whether a word of time stands among the tokens, or digits as a clock or calendar writes them.
fn names_time(tokens: &[Token]) -> bool {
    let word = tokens.iter().any(|token| match token.kind {
        Kind::Holiday(_) => true,
        Kind::Word(word) => is_of_time(word),
        _ => false,
    });
    let digits = tokens.windows(3).any(|window| {
        matches!(
            (window[0].kind, window[1].kind, window[2].kind),
            (
                Kind::Digits(..),
                Kind::Colon | Kind::Dot | Kind::Slash | Kind::Dash,
                Kind::Digits(..)
            )
        )
    });
    word || digits
}

/// Whether the word alone shows that a time is meant.
fn is_of_time(word: Word) -> bool {
    matches!(
        word,
        Word::Month(_)
            | Word::Weekday(_)
            | Word::Weekdays(_)
            | Word::Unit(_)
            | Word::Units(_)
            | Word::Part(_)
            | Word::Parts(_)
            | Word::Season(_)
            | Word::Seasons(_)
            | Word::Decade(_)
            | Word::Days(..)
            | Word::FiscalYear
            | Word::Morning12
            | Word::Afternoon12
            | Word::Clock
            | Word::Feast
    )
}

#[cfg(test)]
mod tests {
    use super::repair;
    use crate::document::Sentence;
    use crate::normalize::date::{DateMention, dates};
    use crate::span::Span;

    /// The stretches that the bracketed mentions of a sentence become.
    fn repaired(marked: &str) -> Vec<Option<String>> {
        let text = marked.replace(['[', ']'], "");
        let (mut spans, mut starts, mut at) = (Vec::new(), Vec::new(), 0);
        for char in marked.chars() {
            match char {
                '[' => starts.push(at),
                ']' => spans.extend(starts.pop().map(|start| Span::new(start, at))),
                _ => at += char.len_utf8(),
            }
        }
        let sentences = [Sentence {
            span: Span::new(0, text.len()),
            paragraph: 0,
        }];
        let mentions: Vec<DateMention> = spans
            .iter()
            .map(|span| DateMention {
                span: *span,
                sentence: 0,
                outlook: None,
            })
            .collect();
        let published = "2026-02-15".parse().ok();
        let readings = dates(&text, published, &sentences, &mentions);
        repair(&text, published, &sentences, &mentions, &readings, &spans)
            .into_iter()
            .map(|span| span.map(|span| span.slice(&text).to_owned()))
            .collect()
    }

    #[test]
    fn words_too_many_are_left_out() {
        for (marked, wanted) in [
            ("They had [48 hours from] him.", "48 hours"),
            ("Since [July 8 Moody’s] has cut it.", "July 8"),
            ("From [May 19 to 87] of them left.", "May 19"),
            ("Buried after [12 o’clock Mass] there.", "12 o’clock"),
            (
                "It rings [every morning without fail] here.",
                "every morning",
            ),
            ("It sat [junk July 8] again.", "July 8"),
            ("Then the [16.42 express] left.", "16.42"),
        ] {
            assert_eq!(repaired(marked), [Some(wanted.to_owned())], "{marked}");
        }
    }

    #[test]
    fn words_too_few_are_taken_in() {
        for (marked, wanted) in [
            (
                "Sales in [the half-year to] June fell.",
                "the half-year to June",
            ),
            ("It ends on [Friday at] 5 pm everywhere.", "Friday at 5 pm"),
            ("A [30-]second film.", "30-second"),
            ("It lasted [two] full weeks.", "two full weeks"),
            ("It meets each [Monday at 4pm] here.", "each Monday at 4pm"),
            (
                "It ends the day after [tomorrow at noon], they said.",
                "day after tomorrow at noon",
            ),
        ] {
            assert_eq!(repaired(marked), [Some(wanted.to_owned())], "{marked}");
        }
        for (marked, wanted) in [
            (
                "He got [five years and] [four months] in jail.",
                "five years and four months",
            ),
            ("Until [noon on] [Friday] it was shut.", "noon on Friday"),
            ("He was born on [Earth Day] [2010] there.", "Earth Day 2010"),
            (
                "In [the week beginning] [February 4] it rained.",
                "the week beginning February 4",
            ),
            (
                "It was [two days before] [Christmas] then.",
                "two days before Christmas",
            ),
        ] {
            assert_eq!(
                repaired(marked),
                [Some(wanted.to_owned()), None],
                "{marked}"
            );
        }
    }

    #[test]
    fn what_is_no_time_is_no_claim() {
        for marked in [
            "It fell [every] time.",
            "[just] so",
            "They flew [200 kilometres] home.",
            "[each of] them",
            "[five] of them",
        ] {
            assert_eq!(repaired(marked), [None], "{marked}");
        }
    }

    #[test]
    fn what_cannot_be_read_stays_as_it_is() {
        for (marked, wanted) in [("on [31 April]", "31 April"), ("before [Eid]", "Eid")] {
            assert_eq!(repaired(marked), [Some(wanted.to_owned())], "{marked}");
        }
    }
}

//! Everything that is said on standard error: what could not be read, how far the run is, what it came
//! to. Standard error may be closed at any time; then nothing is said.

use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use claimex::read::{self, Input, Progress};
use claimex::{Extraction, Meaning};
use indicatif::{ProgressBar, ProgressStyle};

/// Tells one failure in one line, with all its causes.
pub(crate) fn tell(error: &dyn Error) {
    say(&harmless(&one_line(error)));
}

/// The failure with all its causes.
pub(crate) fn one_line(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}

pub(crate) fn say(line: &str) {
    // There is nobody left to tell that nobody listens.
    let _ = writeln!(io::stderr(), "{line}");
}

/// The text with control characters and the marks that reorder text (UAX #9, table 4) spelled out, so
/// that a file name can neither break the line nor act on the terminal.
fn harmless(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                line.extend(character.escape_unicode());
            }
            _ if character.is_control() => line.extend(character.escape_default()),
            _ => line.push(character),
        }
    }
    line
}

/// What a run has come to so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) articles: usize,
    pub(crate) failures: usize,
    sentences: usize,
    words: usize,
    money: usize,
    casualty: usize,
    date: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, extraction: &Extraction) {
        self.articles += 1;
        self.sentences += extraction.sentences;
        self.words += extraction.words;
        for claim in &extraction.claims {
            match claim.meaning {
                Meaning::Money { .. } => self.money += 1,
                Meaning::Casualty { .. } => self.casualty += 1,
                Meaning::Date { .. } => self.date += 1,
            }
        }
    }

    pub(crate) fn sentences(&self) -> usize {
        self.sentences
    }

    pub(crate) fn words(&self) -> usize {
        self.words
    }

    /// How many claims of a kind there are.
    pub(crate) fn claims(&self, kind: &str) -> usize {
        match kind {
            "money" => self.money,
            "casualty" => self.casualty,
            _ => self.date,
        }
    }

    fn words_a_second(&self, elapsed: Duration) -> String {
        let speed = self.words as u128 * 1_000_000 / elapsed.as_micros().max(1);
        format!("{} words/s", grouped(speed))
    }
}

/// How long a run is silent before it shows how far it is.
const MOMENT: Duration = Duration::from_secs(1);

/// How often the bar is drawn: as often as an eye follows.
const BLINK: Duration = Duration::from_millis(100);

/// What a run says as it goes.
pub(crate) struct Report {
    started: Instant,
    drawn: Instant,
    bar: Bar,
}

enum Bar {
    /// No person watches standard error, or claims already run over the same screen.
    Unwanted,
    /// It shows if the run takes longer than a moment; the input has so many bytes, if known.
    Waiting(Option<u64>),
    Shown(ProgressBar),
}

impl Report {
    pub(crate) fn new(inputs: &[Input], output_is_terminal: bool) -> Self {
        let bar = if io::stderr().is_terminal() && !output_is_terminal {
            Bar::Waiting(read::size_bytes(inputs))
        } else {
            Bar::Unwanted
        };
        let started = Instant::now();
        Self {
            started,
            drawn: started,
            bar,
        }
    }

    pub(crate) fn tell(&self, error: &dyn Error) {
        match &self.bar {
            Bar::Shown(bar) => bar.suspend(|| tell(error)),
            Bar::Waiting(_) | Bar::Unwanted => tell(error),
        }
    }

    pub(crate) fn advance(&mut self, tally: &Tally, progress: &Progress) {
        match &self.bar {
            Bar::Waiting(bytes) if self.started.elapsed() > MOMENT => {
                self.bar = Bar::Shown(bar(*bytes));
            }
            Bar::Shown(bar) if self.drawn.elapsed() > BLINK => {
                self.drawn = Instant::now();
                let speed = tally.words_a_second(self.started.elapsed());
                bar.set_message(format!("{}, {speed}", counted(tally.articles, "article")));
                bar.set_position(progress.bytes());
            }
            _ => {}
        }
    }

    pub(crate) fn clear(&self) {
        if let Bar::Shown(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    pub(crate) fn summarize(&self, tally: &Tally, progress: &Progress) {
        if tally.articles == 0 {
            say("no article was read, nothing is written");
            return;
        }
        let mut line = format!(
            "{}, {}; claims: {} money, {} casualty, {} date; {}",
            counted(tally.articles, "article"),
            counted(tally.sentences, "sentence"),
            grouped(tally.money as u128),
            grouped(tally.casualty as u128),
            grouped(tally.date as u128),
            tally.words_a_second(self.started.elapsed()),
        );
        if tally.failures > 0 {
            line += &format!("; {} not read", counted(tally.failures, "input"));
        }
        if progress.files_passed_over() > 0 {
            let files = grouped(progress.files_passed_over().into());
            line += &format!("; other files passed over: {files}");
        }
        say(&line);
    }
}

fn bar(bytes: Option<u64>) -> ProgressBar {
    let (bar, template) = match bytes {
        Some(bytes) => (
            ProgressBar::new(bytes),
            "{bar:30} {percent}%  {msg}, {eta} left",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {msg}"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count as u128))
}

/// The number with commas: `12,345`.
pub(crate) fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn a_file_name_stays_on_its_line() {
        assert_eq!(
            harmless("a\nb\u{1b}[2J\u{202e}é.txt"),
            "a\\nb\\u{1b}[2J\\u{202e}é.txt"
        );
    }
}

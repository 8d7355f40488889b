//! JSON Lines of claims → `Claim`s: as `extract` writes them, or annotated articles with their claims inside. What cannot be
//! read is told in its place, and reading goes on.

use std::vec;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::files::{File, Opened};
use super::line::Lines;
use super::{Input, Progress};
use crate::claim::{Claim, Meaning, Quote, QuotedArguments};
use crate::error::{Error, ErrorKind};
use crate::mention::Status;

/// What the messages want of a line.
const WANTED: &str = "a claim as `claimex extract` writes it to .jsonl";

/// Opens files of claims: they come one by one, in the order of `inputs`.
///
/// A file is JSON Lines, plain or in gzip or Zstandard. A line is a claim as [`export`](crate::export) writes it, or an
/// annotated article, `{"id", "date", "text", "sentences", "claims": […]}`, whose claims then have a confidence of 1.
///
/// One line is in memory at a time.
#[must_use]
pub fn open_claims(inputs: Vec<Input>) -> Claims {
    Claims {
        inputs: inputs.into_iter(),
        lines: None,
        waiting: Vec::new().into_iter(),
        progress: Progress::default(),
    }
}

/// The claims of some files, and in their places what could not be read.
#[derive(Debug)]
pub struct Claims {
    inputs: vec::IntoIter<Input>,
    lines: Option<Lines>,
    /// The claims of the article in hand.
    waiting: vec::IntoIter<Claim>,
    progress: Progress,
}

impl Claims {
    /// How far reading has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    fn open(&mut self, input: Input) -> Result<(), Error> {
        let file = File::of(input);
        if file.path.is_dir() {
            let message = "is a folder, wanted files of claims";
            return Err(Error::new(ErrorKind::Input, message).at(&file.path));
        }
        match file.open(&self.progress)? {
            Opened::Lines(bytes) => {
                self.lines = Some(Lines::new(bytes, file.path, WANTED));
                Ok(())
            }
            Opened::Article(_) => {
                let message = format!("holds no JSON Lines, wanted {WANTED}");
                Err(Error::new(ErrorKind::Input, message).at(&file.path))
            }
        }
    }
}

impl Iterator for Claims {
    type Item = Result<Claim, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(claim) = self.waiting.next() {
                return Some(Ok(claim));
            }
            let Some(lines) = &mut self.lines else {
                let input = self.inputs.next()?;
                if let Err(error) = self.open(input) {
                    return Some(Err(error));
                }
                continue;
            };
            match lines.advance() {
                None => self.lines = None,
                Some(Err(error)) => return Some(Err(error)),
                Some(Ok(())) => match read(lines) {
                    Ok(Line::Claim(claim)) => return Some(Ok(*claim)),
                    Ok(Line::Article(claims)) => self.waiting = claims.into_iter(),
                    Err(error) => return Some(Err(error)),
                },
            }
        }
    }
}

/// What stands on a line.
enum Line {
    Claim(Box<Claim>),
    Article(Vec<Claim>),
}

/// The line in hand. Nearly all are claims, so they are tried first.
fn read(lines: &Lines) -> Result<Line, Error> {
    lines
        .parse()
        .map(|claim| Line::Claim(Box::new(claim)))
        .or_else(|error| match lines.parse::<Marks>() {
            Ok(Marks {
                text: Some(_),
                claims: Some(_),
                ..
            }) => lines
                .parse::<Article>()
                .map(|article| Line::Article(article.claims())),
            Ok(Marks {
                text: Some(_),
                kind: None,
                ..
            }) => Err(lines.refused(1, format!("found an article, wanted {WANTED}"))),
            _ => Err(error),
        })
}

/// By which names a line that is no claim is known.
#[derive(Deserialize)]
struct Marks {
    text: Option<IgnoredAny>,
    claims: Option<IgnoredAny>,
    kind: Option<IgnoredAny>,
}

/// An annotated article.
#[derive(Deserialize)]
struct Article {
    id: String,
    date: Option<Date>,
    text: String,
    /// Start and end of each sentence, in code points.
    #[serde(default)]
    sentences: Vec<(usize, usize)>,
    claims: Vec<Annotation>,
}

/// A claim as an annotator wrote it.
#[derive(Deserialize)]
struct Annotation {
    #[serde(flatten)]
    quote: Quote,
    status: Option<Status>,
    #[serde(flatten)]
    meaning: Meaning,
    #[serde(default)]
    arguments: QuotedArguments,
}

impl Article {
    fn claims(self) -> Vec<Claim> {
        let Self {
            id,
            date,
            text,
            sentences,
            claims,
        } = self;
        let text: Vec<char> = text.chars().collect();
        claims
            .into_iter()
            .map(|annotation| Claim {
                document: id.clone(),
                published: date,
                sentence: sentence(&text, &sentences, annotation.quote.start),
                quote: annotation.quote,
                status: annotation.status,
                meaning: annotation.meaning,
                arguments: annotation.arguments,
                confidence: 1.0,
                inferred: Vec::new(),
            })
            .collect()
    }
}

/// The sentence around the code point at `place`, on one line; the line of the text where no sentence is given.
fn sentence(text: &[char], sentences: &[(usize, usize)], place: usize) -> String {
    let line = || {
        let place = place.min(text.len());
        let breaks = |character: &char| *character == '\n';
        let start = text[..place].iter().rposition(breaks);
        let end = text[place..].iter().position(breaks);
        (
            start.map_or(0, |start| start + 1),
            end.map_or(text.len(), |end| place + end),
        )
    };
    let (start, end) = sentences
        .iter()
        .copied()
        .find(|&(start, end)| start <= place && place < end)
        .unwrap_or_else(line);
    let sentence: String = text.get(start..end).unwrap_or_default().iter().collect();
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}

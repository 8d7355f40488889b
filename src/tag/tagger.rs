//! Sentences of one document → its mentions, in text order, none overlapping another.
//!
//! The order is `gate` (sentences that can hold no claim go no further), `known` (nor do those that came before),
//! `tokenize` (pieces and words), `window` (stretches that the encoder can hold), the encoder (some windows at a time),
//! `decode` (tag scores to stretches of words), `reader` (arguments; attributes, once all mentions of the document are
//! found), `calibration`.

use std::ops::Range;
use std::thread;

use ndarray::{Array2, Axis, s};
use rustc_hash::FxHashMap;
use tokenizers::Tokenizer;

use super::backend::Backend;
use super::bundle::{Bundle, Model};
use super::calibration::Calibration;
use super::decode::{Stretch, Tag, decode};
use super::encoder::{Batch, Dense, Encoder, EncoderConfig, Workspace};
use super::gate::Gate;
use super::kernel::Level;
use super::known::Known;
use super::looks::with_amounts;
use super::marked::Marked;
use super::outputs::Outputs;
use super::reader::{Answer, ClaimReader, Question};
use super::tokenize::{Reading, Tokens, Word, read_tokenizer, tokenize};
use super::weights::Weights;
use super::window::{Window, windows};
use crate::document::Sentence;
use crate::error::{Error, ErrorKind};
use crate::mention::{Arguments, Attributes, Mention};
use crate::span::Span;

/// Pieces that are encoded together: more do not make the products faster, and fewer fall out of cache
/// (measured with `cargo bench`).
const CHUNK_PIECES: usize = 512;

/// A model, ready to tag.
pub struct Tagger {
    pub(super) tokenizer: Tokenizer,
    /// Vocabulary indices of the tokens that open and close a sequence: `[CLS]` and `[SEP]` for BERT.
    bounds: [u32; 2],
    pub(super) reading: Reading,
    pub(super) encoder: Box<dyn Encoder>,
    pub(super) classifier: Dense,
    pub(super) tags: Vec<Tag>,
    reader: Option<ClaimReader>,
    calibration: Calibration,
    gate: Option<Gate>,
    known: Known,
}

/// A window on its way through the encoder.
pub(super) struct Job {
    sentence: usize,
    window: Window,
    /// Its rows in the chunk's hidden states, `[CLS]` and `[SEP]` included.
    rows: Range<usize>,
    /// The words of its window; pieces are counted from the window's first row.
    pub(super) words: Vec<Word>,
}

impl Job {
    /// The words whose mentions are taken from this window, counted from the window's first word.
    pub(super) fn zone(&self) -> Range<usize> {
        let start = self.window.words.start;
        self.window.zone.start - start..self.window.zone.end - start
    }
}

impl Tagger {
    /// `model`, computed by `backend`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if a file is missing, or names, shapes or labels are not what they should be;
    /// [`ErrorKind::Unsupported`] if this build has no such backend.
    pub fn open(model: &Model, backend: Backend) -> Result<Self, Error> {
        let tagger = Self::new(Bundle::open(model)?, backend);
        match model {
            Model::Directory(directory) => tagger.map_err(|error| error.at(directory)),
            Model::Base | Model::Fast => tagger,
        }
    }

    /// The SHA-256 of each file of `model`: file name and hexadecimal digits, as `sha256sum` prints them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if a file cannot be read.
    pub fn fingerprints(model: &Model) -> Result<Vec<(String, String)>, Error> {
        Ok(Bundle::open(model)?.fingerprints())
    }

    fn new(bundle: Bundle, backend: Backend) -> Result<Self, Error> {
        let outputs = Outputs::parse(&bundle.config, bundle.labels.as_deref())?;
        let config = EncoderConfig::parse(&bundle.config)?;
        let gate = bundle.gate.map(Gate::parse).transpose().map_err(|cause| {
            Error::new(ErrorKind::Model, "gate.safetensors cannot be read").caused_by(cause)
        })?;
        let weights = Weights::parse_shards(bundle.weights)?;
        let level = Level::detect();
        // Reading the tokenizer takes about as long as packing the shipped weights, and neither needs the other.
        let ((tokenizer, bounds), encoder) = thread::scope(|scope| {
            let read = || read_tokenizer(&bundle.tokenizer, &config);
            let reading = thread::Builder::new()
                .spawn_scoped(scope, read)
                .map_err(|cause| {
                    let message = "no thread could be started to read the model";
                    Error::new(ErrorKind::Unsupported, message).caused_by(cause)
                })?;
            let encoder = backend.encoder(&weights, &config, &bundle.config);
            // At some texts that are no tokenizer the library that reads them panics.
            let broken = || Error::new(ErrorKind::Model, "tokenizer.json cannot be read");
            let tokenizer = reading.join().unwrap_or_else(|_| Err(broken()))?;
            Ok::<_, Error>((tokenizer, encoder?))
        })?;
        Ok(Self {
            bounds,
            reading: Reading {
                knows_case: outputs.knows_case,
                parts_at_marks: config.family.parts_words_at_marks(),
            },
            classifier: Dense::new(
                &weights,
                "classifier",
                outputs.tags.len(),
                config.hidden_size,
            )?,
            reader: outputs
                .reader
                .as_ref()
                .map(|reader| {
                    ClaimReader::new(&weights, &config, reader, level, backend.precision())
                })
                .transpose()?,
            encoder,
            tags: outputs.tags,
            calibration: outputs.calibration,
            gate,
            known: Known::default(),
            tokenizer,
        })
    }

    /// The mentions of a document's `sentences`, whose spans lie in `text`; in text order, none overlapping another.
    #[must_use]
    pub fn tag(&self, text: &str, sentences: &[Sentence]) -> Vec<Mention> {
        let mut marked = Vec::new();
        let mut fresh = Vec::new();
        let mut first_of = FxHashMap::default();
        let mut repeated = Vec::new();
        for (index, sentence) in sentences.iter().enumerate() {
            let words = sentence.span.slice(text);
            if self.gate.as_ref().is_some_and(|gate| !gate.passes(words)) {
                continue;
            }
            if let Some(known) = self.known.get(words) {
                let place = (index, sentence.span.start);
                marked.extend(known.iter().map(|known| known.moved((0, 0), place)));
            } else if let Some(&first) = first_of.get(words) {
                repeated.push((index, first));
            } else {
                first_of.insert(words, index);
                fresh.push(index);
            }
        }
        let found = without_overlaps(self.find(text, sentences, &fresh));
        let of = |index: usize| {
            let start = found.partition_point(|found| found.mention.sentence < index);
            let own = &found[start..];
            &own[..own.partition_point(|own| own.mention.sentence == index)]
        };
        let place = |index: usize| (index, sentences[index].span.start);
        for (index, first) in repeated {
            let own = of(first).iter();
            marked.extend(own.map(|own| own.moved(place(first), place(index))));
        }
        for index in fresh {
            let own = of(index).iter();
            let own = own.map(|own| own.moved(place(index), (0, 0)));
            self.known
                .keep(sentences[index].span.slice(text), own.collect());
        }
        marked.extend(found);
        marked.sort_by_key(|marked| marked.mention.span);
        self.with_attributes(marked)
    }

    /// The mentions of the sentences numbered `chosen`.
    fn find(&self, text: &str, sentences: &[Sentence], chosen: &[usize]) -> Vec<Marked> {
        let mut marked = Vec::new();
        let mut workspace = Workspace::default();
        let (mut batch, mut jobs) = (Batch::default(), Vec::new());
        for &index in chosen {
            let span = sentences[index].span;
            let tokens = tokenize(&self.tokenizer, text, span, self.reading);
            for window in windows(&tokens.words, self.window_pieces()) {
                let job = self.add(&mut batch, &tokens, index, window);
                jobs.push(job);
                if batch.tokens() >= CHUNK_PIECES {
                    self.run(text, &batch, &jobs, &mut workspace, &mut marked);
                    batch.clear();
                    jobs.clear();
                }
            }
        }
        self.run(text, &batch, &jobs, &mut workspace, &mut marked);
        marked
    }

    /// Pieces of the longest window, without `[CLS]` and `[SEP]`.
    pub(super) fn window_pieces(&self) -> usize {
        self.encoder
            .max_tokens()
            .saturating_sub(self.bounds.len())
            .max(1)
    }

    /// Appends a window to the batch.
    pub(super) fn add(
        &self,
        batch: &mut Batch,
        tokens: &Tokens,
        sentence: usize,
        window: Window,
    ) -> Job {
        let words = &tokens.words[window.words.clone()];
        // A word of more pieces than a window holds is a window of its own, and cut: no mention is that long a word.
        let first = words.first().map_or(0, |word| word.first);
        let end = words
            .last()
            .map_or(0, |word| word.end)
            .min(first + self.window_pieces());
        let start = batch.tokens();
        let [opening, closing] = self.bounds;
        batch.token_ids.push(opening);
        batch.token_ids.extend_from_slice(&tokens.ids[first..end]);
        batch.token_ids.push(closing);
        batch.type_ids.push(0);
        batch.type_ids.extend_from_slice(&tokens.types[first..end]);
        batch.type_ids.push(0);
        batch.lengths.push(end - first + self.bounds.len());
        let shifted = |word: &Word| Word {
            span: word.span,
            first: word.first - first + 1,
            end: word.end.min(end) - first + 1,
        };
        Job {
            sentence,
            words: words.iter().map(shifted).collect(),
            window,
            rows: start..batch.tokens(),
        }
    }

    /// Encodes a chunk of windows and appends their mentions.
    fn run(
        &self,
        text: &str,
        batch: &Batch,
        jobs: &[Job],
        workspace: &mut Workspace,
        marked: &mut Vec<Marked>,
    ) {
        if jobs.is_empty() {
            return;
        }
        let hidden = self.encoder.encode(batch);
        let firsts: Vec<usize> = jobs
            .iter()
            .flat_map(|job| job.words.iter().map(|word| job.rows.start + word.first))
            .collect();
        let scores = self
            .classifier
            .apply(hidden.select(Axis(0), &firsts).view());
        let mut found = Vec::new();
        let mut row = 0;
        for job in jobs {
            let own = scores.slice(s![row..row + job.words.len(), ..]);
            row += job.words.len();
            let stretches = decode(own, &self.tags);
            let stretches = with_amounts(text, &job.words, own, &self.tags, stretches);
            let zone = job.zone();
            found.extend(
                stretches
                    .into_iter()
                    .filter(|stretch| zone.contains(&stretch.first.midpoint(stretch.end - 1)))
                    .filter(|stretch| self.calibration.keeps(stretch.label, stretch.score))
                    .map(|stretch| (job, stretch)),
            );
        }
        let mut answers = self.answers(&hidden, &found, workspace).into_iter();
        for (job, stretch) in found {
            let answer = answers.next();
            let mention = self.mention(job, stretch, answer.as_ref());
            let vector = answer.map(|answer| answer.vector).unwrap_or_default();
            marked.push(Marked { mention, vector });
        }
    }

    /// The mentions, with the attributes that the claim reader gives them beside each other.
    fn with_attributes(&self, marked: Vec<Marked>) -> Vec<Mention> {
        let (mut mentions, vectors): (Vec<Mention>, Vec<Vec<f32>>) = marked
            .into_iter()
            .map(|marked| (marked.mention, marked.vector))
            .unzip();
        let Some(reader) = &self.reader else {
            return mentions;
        };
        let shape = (mentions.len(), self.encoder.hidden_size());
        if let Ok(vectors) = Array2::from_shape_vec(shape, vectors.concat()) {
            let attributes = reader.attributes(vectors, &mentions);
            for (mention, attributes) in mentions.iter_mut().zip(attributes) {
                mention.attributes = attributes;
            }
        }
        mentions
    }

    /// What the claim reader says of each stretch; nothing if the model has none.
    fn answers(
        &self,
        hidden: &Array2<f32>,
        found: &[(&Job, Stretch)],
        workspace: &mut Workspace,
    ) -> Vec<Answer> {
        let Some(reader) = &self.reader else {
            return Vec::new();
        };
        let questions: Vec<Question> = found
            .iter()
            .map(|(job, stretch)| Question {
                rows: job.rows.clone(),
                pieces: job.words[stretch.first].first..job.words[stretch.end - 1].end,
                words: job.words.iter().map(|word| word.first).collect(),
                label: stretch.label,
            })
            .collect();
        reader.read(hidden.view(), &questions, workspace)
    }

    fn mention(&self, job: &Job, stretch: Stretch, answer: Option<&Answer>) -> Mention {
        let span = |words: &Range<usize>| {
            Span::new(
                job.words[words.start].span.start,
                job.words[words.end - 1].span.end,
            )
        };
        let [about, agent, to, place, source, when] = answer
            .map(|answer| answer.arguments.clone())
            .unwrap_or_default()
            .map(|words| words.as_ref().map(span));
        Mention {
            span: span(&(stretch.first..stretch.end)),
            sentence: job.sentence,
            label: stretch.label,
            confidence: self.calibration.confidence(stretch.label, stretch.score),
            attributes: Attributes::default(),
            arguments: Arguments {
                about,
                agent,
                to,
                place,
                source,
                when,
            },
        }
    }
}

/// Two windows of one sentence can mark overlapping stretches around their border: the surer one stays.
fn without_overlaps(mut marked: Vec<Marked>) -> Vec<Marked> {
    marked.sort_by_key(|marked| marked.mention.span);
    let mut kept: Vec<Marked> = Vec::with_capacity(marked.len());
    for marked in marked {
        match kept.last_mut() {
            Some(last) if last.mention.span.overlaps(marked.mention.span) => {
                if marked.mention.confidence > last.mention.confidence {
                    *last = marked;
                }
            }
            _ => kept.push(marked),
        }
    }
    kept
}

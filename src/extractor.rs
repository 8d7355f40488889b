//! `Extractor`: one document → its claims. The only file that knows the order split → tag → normalize → assemble.

use std::path::Path;

use crate::assemble::assemble;
use crate::claim::Claim;
use crate::document::{Document, Sentence};
use crate::error::Error;
use crate::mention::Mention;
use crate::normalize::normalize;
use crate::split::split;
use crate::tag::{Backend, Model, TaggedWord, Tagger};
use crate::value::Valued;

/// Reads claims out of documents. It can be shared between threads.
pub struct Extractor {
    tagger: Tagger,
}

/// A document's claims and how much text they came from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extraction {
    /// The claims, in text order.
    pub claims: Vec<Claim>,
    /// Sentences of the document.
    pub sentences: usize,
    /// Words of the document: stretches without white space.
    pub words: usize,
}

/// What each stage made of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its words with their tags.
    pub words: Vec<TaggedWord>,
    /// What was marked.
    pub mentions: Vec<Mention>,
    /// What each mention means and how that was read.
    pub values: Vec<Valued>,
    /// The claim that came of each mention; `None` where its words hold no amount.
    pub claims: Vec<Option<Claim>>,
}

impl Extractor {
    /// The model inside the binary.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`](crate::ErrorKind::Model) if it cannot be vouched for, which only a broken build brings about.
    pub fn open_default() -> Result<Self, Error> {
        Self::open_with(&Model::Base, Backend::default())
    }

    /// The model in `directory`, in the Hugging Face layout.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`](crate::ErrorKind::Model) if a file is missing, or names, shapes or labels are not what they should be.
    pub fn open(directory: impl AsRef<Path>) -> Result<Self, Error> {
        let model = Model::Directory(directory.as_ref().to_owned());
        Self::open_with(&model, Backend::default())
    }

    /// `model`, computed by `backend`.
    ///
    /// # Errors
    ///
    /// As for [`open`](Self::open), and [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) if this build has no
    /// such backend.
    pub fn open_with(model: &Model, backend: Backend) -> Result<Self, Error> {
        Ok(Self {
            tagger: Tagger::open(model, backend)?,
        })
    }

    /// The claims of one document, in text order. It cannot fail: text that cannot be understood has no claims.
    #[must_use]
    pub fn extract(&self, document: &Document) -> Vec<Claim> {
        self.extract_with_statistics(document).claims
    }

    /// The claims of one document, in text order, and how much text they came from.
    #[must_use]
    pub fn extract_with_statistics(&self, document: &Document) -> Extraction {
        let (sentences, mentions) = self.mentions(document);
        let values = normalize(document, &sentences, &mentions);
        Extraction {
            claims: assemble(document, &sentences, &mentions, values)
                .into_iter()
                .flatten()
                .collect(),
            sentences: sentences.len(),
            words: document.text.split_whitespace().count(),
        }
    }

    /// Every stage of one document's way to its claims.
    #[must_use]
    pub fn explain(&self, document: &Document) -> Explanation {
        let (sentences, mentions) = self.mentions(document);
        let values = normalize(document, &sentences, &mentions);
        Explanation {
            words: self.tagger.trace(&document.text, &sentences),
            claims: assemble(document, &sentences, &mentions, values.clone()),
            sentences,
            mentions,
            values,
        }
    }

    fn mentions(&self, document: &Document) -> (Vec<Sentence>, Vec<Mention>) {
        let sentences = split(&document.text);
        let mentions = self.tagger.tag(&document.text, &sentences);
        (sentences, mentions)
    }
}

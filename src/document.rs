//! `Document` and `Sentence`: what is read. They hold text and places in it, no claims.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::span::Span;

/// One news article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Names the article in every claim: the record's `id`, or the file's path.
    pub id: String,
    /// The whole text; where the article has a title, the title is its first paragraph.
    pub text: String,
    /// The day it was published, which relative dates are read against; `None` if unknown.
    pub published: Option<Date>,
}

impl Document {
    /// An article from its parts.
    pub fn new(id: impl Into<String>, text: impl Into<String>, published: Option<Date>) -> Self {
        Self {
            id: id.into(),
            text: text.into(),
            published,
        }
    }

    /// The stretch of the text that `span` marks.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.slice(&self.text)
    }

    /// The text of `sentence` on one line: hard line breaks inside become single spaces.
    #[must_use]
    pub fn one_line(&self, sentence: Sentence) -> Cow<'_, str> {
        let text = self.slice(sentence.span);
        if text.contains(['\n', '\r', '\t']) {
            Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
        } else {
            Cow::Borrowed(text)
        }
    }
}

/// One sentence of a document, without the white space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in the document's text.
    pub span: Span,
    /// Number of the paragraph that it stands in, from 0; paragraphs are parted by blank lines.
    pub paragraph: usize,
}

//! A mention on its way to its attributes, which are read once all mentions of its document are found.

use crate::mention::{Arguments, Mention};
use crate::span::Span;

/// A mention whose attributes are still to be read from its vector; the vector is empty if the model has no claim
/// reader.
#[derive(Debug, Clone)]
pub(super) struct Marked {
    pub(super) mention: Mention,
    pub(super) vector: Vec<f32>,
}

impl Marked {
    /// The same of another sentence with the same text; both sentences by their number and first byte.
    pub(super) fn moved(&self, from: (usize, usize), to: (usize, usize)) -> Self {
        let span = |span: Span| Span::new(span.start - from.1 + to.1, span.end - from.1 + to.1);
        let arguments = self.mention.arguments;
        let mention = Mention {
            span: span(self.mention.span),
            sentence: self.mention.sentence - from.0 + to.0,
            arguments: Arguments {
                about: arguments.about.map(span),
                agent: arguments.agent.map(span),
                to: arguments.to.map(span),
                place: arguments.place.map(span),
                source: arguments.source.map(span),
                when: arguments.when.map(span),
            },
            ..self.mention
        };
        Self {
            mention,
            vector: self.vector.clone(),
        }
    }
}

//! `claimex explain`: one text → what each stage made of it.

use std::io::{self, Write};

use claimex::value::Value;
use claimex::{Document, Error, ErrorKind, Explanation, Mention, Span};

use crate::Outcome;
use crate::args::Explain;

/// # Errors
/// If the model cannot be opened, or standard output cannot be written.
pub(crate) fn run(arguments: &Explain) -> Result<Outcome, Error> {
    let extractor = arguments.engine.open()?;
    let document = Document::new("text", arguments.text.clone(), arguments.date);
    let explanation = extractor.explain(&document);
    match print(&document, &explanation) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(ErrorKind::Io, "the explanation cannot be written").caused_by(error))
        }
        _ => Ok(Outcome::Complete),
    }
}

fn print(document: &Document, explanation: &Explanation) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (number, sentence) in explanation.sentences.iter().enumerate() {
        writeln!(
            out,
            "sentence {number}  bytes {}  paragraph {}",
            range(sentence.span),
            sentence.paragraph
        )?;
        writeln!(out, "  {}", document.one_line(*sentence).escape_debug())?;
        writeln!(out, "  words")?;
        for word in explanation
            .words
            .iter()
            .filter(|word| word.sentence == number)
        {
            let text = document.slice(word.span).escape_debug().to_string();
            writeln!(
                out,
                "    {text:20} {:14} {:.2}  {}",
                word.tag,
                word.probability,
                word.pieces.join(" ")
            )?;
        }
        for (index, mention) in explanation.mentions.iter().enumerate() {
            if mention.sentence == number {
                print_mention(&mut out, document, explanation, index, mention)?;
            }
        }
    }
    Ok(())
}

fn print_mention(
    out: &mut impl Write,
    document: &Document,
    explanation: &Explanation,
    index: usize,
    mention: &Mention,
) -> io::Result<()> {
    let text = document.slice(mention.span).escape_debug();
    writeln!(
        out,
        "  mention  {text}  bytes {}  {}  confidence {:.3}",
        range(mention.span),
        mention.label.name(),
        mention.confidence
    )?;
    if let Some(valued) = explanation.values.get(index) {
        match &valued.reading {
            Some(reading) => {
                let value = match &reading.value {
                    Value::Money(money) => money.to_string(),
                    Value::Count(amount) => amount.to_string(),
                    Value::When(when) => when.to_string(),
                };
                write!(out, "    value  {value}  by {}", reading.rule)?;
                if let Some(anchor) = &reading.anchor {
                    write!(out, "  counted from {anchor}")?;
                }
                if !reading.inferred.is_empty() {
                    write!(out, "  inferred {:?}", reading.inferred)?;
                }
                writeln!(out)?;
            }
            None => writeln!(out, "    value  none: its words could not be read")?,
        }
    }
    if let Some(Some(claim)) = explanation.claims.get(index) {
        writeln!(
            out,
            "    claim  {}",
            serde_json::to_string(claim).map_err(io::Error::other)?
        )?;
    }
    Ok(())
}

fn range(span: Span) -> String {
    format!("{}..{}", span.start, span.end)
}

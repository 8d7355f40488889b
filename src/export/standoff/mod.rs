//! Articles and their claims → the files of annotation tools, which keep the marks apart from the text.
//! Offsets are Unicode code points, as claims have them and as the tools count.

mod brat;
mod label_studio;

use std::collections::{BTreeMap, BTreeSet};

pub use self::brat::{BRAT_CONFIGURATION, write_brat};
pub use self::label_studio::{LABEL_STUDIO_CONFIGURATION, LabelStudioWriter, write_label_studio};
use crate::claim::{Claim, Quote};

/// The claims by the document that they stand in.
fn by_document(claims: &[Claim]) -> BTreeMap<&str, Vec<&Claim>> {
    let mut by_document: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        by_document.entry(&claim.document).or_default().push(claim);
    }
    by_document
}

/// The marks of one article: every stretch that a claim makes or points to, in the order of the text; where
/// two begin together, the longer first.
struct Marks<'claim> {
    marks: Vec<Mark<'claim>>,
    number_of: BTreeMap<(usize, usize), usize>,
}

/// A marked stretch.
struct Mark<'claim> {
    quote: &'claim Quote,
    /// The claim that it makes; `None` for one that is only an argument.
    claim: Option<&'claim Claim>,
}

impl<'claim> Marks<'claim> {
    fn of(claims: &[&'claim Claim]) -> Self {
        // The end counts backward, so that of two that begin together the longer comes first.
        let key = |quote: &Quote, kind| (quote.start, usize::MAX - quote.end, kind);
        let mut by_place: BTreeMap<_, _> = claims
            .iter()
            .map(|claim| {
                let mark = Mark {
                    quote: &claim.quote,
                    claim: Some(claim),
                };
                (key(mark.quote, claim.meaning.kind()), mark)
            })
            .collect();
        let claimed: BTreeSet<_> = claims
            .iter()
            .map(|claim| (claim.quote.start, claim.quote.end))
            .collect();
        let arguments = claims
            .iter()
            .flat_map(|claim| claim.arguments.by_role())
            .filter_map(|(_, quote)| quote)
            .filter(|quote| !claimed.contains(&(quote.start, quote.end)))
            .map(|quote| (key(quote, "argument"), Mark { quote, claim: None }));
        by_place.extend(arguments);
        let marks: Vec<_> = by_place.into_values().collect();
        let number_of = marks
            .iter()
            .enumerate()
            .map(|(number, mark)| ((mark.quote.start, mark.quote.end), number))
            .collect();
        Self { marks, number_of }
    }

    /// The number of the stretch's mark, from 0.
    fn number_of(&self, quote: &Quote) -> Option<usize> {
        self.number_of.get(&(quote.start, quote.end)).copied()
    }

    /// Every link from a claim to an argument: the claim's number, the role, the argument's number.
    fn links(&self) -> impl Iterator<Item = (usize, &'static str, usize)> {
        self.marks
            .iter()
            .enumerate()
            .flat_map(move |(number, mark)| {
                mark.claim
                    .into_iter()
                    .flat_map(|claim| claim.arguments.by_role())
                    .filter_map(move |(role, quote)| Some((number, role, self.number_of(quote?)?)))
            })
    }
}

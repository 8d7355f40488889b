//! The text of a sentence → the mentions that were found in it before, so that what many articles repeat is computed
//! once. Bounded; nothing here computes, and what comes out is the same with it as without.

use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::mention::Mention;

/// Bytes that one of the two generations holds, counting each sentence's text and mentions.
const GENERATION_BYTES: usize = 4 << 20;

/// What a sentence counts beyond its text and mentions: its place in the table.
const ENTRY_BYTES: usize = 64;

/// A sentence longer than this seldom comes twice.
const LONGEST_BYTES: usize = 1 << 10;

/// Mentions by the text of their sentence, counted from its start and as if it were the document's first.
#[derive(Debug, Default)]
pub(super) struct Known {
    generations: Mutex<Generations>,
}

/// What came lately, and what came before that; at the bound the elder one is forgotten.
#[derive(Debug, Default)]
struct Generations {
    young: FxHashMap<Box<str>, Arc<[Mention]>>,
    old: FxHashMap<Box<str>, Arc<[Mention]>>,
    young_bytes: usize,
}

impl Generations {
    fn insert(&mut self, sentence: &str, mentions: Arc<[Mention]>) {
        self.young_bytes += ENTRY_BYTES + sentence.len() + size_of_val::<[Mention]>(&mentions);
        self.young.insert(sentence.into(), mentions);
        if self.young_bytes > GENERATION_BYTES {
            self.old = mem::take(&mut self.young);
            self.young_bytes = 0;
        }
    }
}

impl Known {
    /// The mentions of `sentence`, if they are known.
    pub(super) fn get(&self, sentence: &str) -> Option<Arc<[Mention]>> {
        let mut generations = self.lock();
        if let Some(mentions) = generations.young.get(sentence) {
            return Some(Arc::clone(mentions));
        }
        let mentions = Arc::clone(generations.old.get(sentence)?);
        generations.insert(sentence, Arc::clone(&mentions));
        Some(mentions)
    }

    /// Keeps the mentions of `sentence`.
    pub(super) fn keep(&self, sentence: &str, mentions: Vec<Mention>) {
        if sentence.len() <= LONGEST_BYTES {
            self.lock().insert(sentence, mentions.into());
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Generations> {
        self.generations
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_bounded() {
        let known = Known::default();
        known.keep("often", Vec::new());
        for number in 0..200_000 {
            known.keep(&format!("sentence {number}"), Vec::new());
            assert!(known.get("often").is_some(), "after {number}");
        }
        assert!(known.get("sentence 0").is_none());
        assert!(known.get("sentence 199999").is_some());
        let generations = known.lock();
        let held = (generations.young.len() + generations.old.len()) * ENTRY_BYTES;
        assert!(held <= 2 * GENERATION_BYTES, "{held}");
        drop(generations);
        known.keep(&"x".repeat(LONGEST_BYTES + 1), Vec::new());
        assert!(known.get(&"x".repeat(LONGEST_BYTES + 1)).is_none());
    }
}

//! Gold and found claims of one document and kind → one-to-one pairs.

use std::cmp::Reverse;

use crate::claim::Quote;

/// Code points that two quotes share; 0 if they only touch.
pub(super) fn shared(a: &Quote, b: &Quote) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Pairs of (index in `gold`, index in `found`): greedily, equal quotes first, then those that share most, then text
/// order. Quotes that share nothing are never a pair, and each is used once.
pub(super) fn pair(gold: &[&Quote], found: &[&Quote]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in found.iter().enumerate() {
            let shared = shared(a, b);
            if shared > 0 {
                let same = (a.start, a.end) == (b.start, b.end);
                candidates.push((Reverse(same), Reverse(shared), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut gold_used, mut found_used) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (_, _, i, j) in candidates {
        if !gold_used[i] && !found_used[j] {
            gold_used[i] = true;
            found_used[j] = true;
            pairs.push((i, j));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(start: usize, end: usize) -> Quote {
        Quote {
            start,
            end,
            text: String::new(),
        }
    }

    #[test]
    fn equal_quotes_come_before_longer_overlaps() {
        let (wide, narrow) = (quote(0, 10), quote(2, 4));
        assert_eq!(pair(&[&narrow], &[&wide, &narrow]), [(0, 1)]);
        assert_eq!(pair(&[&wide, &narrow], &[&narrow]), [(1, 0)]);
        assert!(pair(&[&quote(0, 2)], &[&quote(2, 4)]).is_empty());
    }
}

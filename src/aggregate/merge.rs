//! Scored pairs in, groups out: the closest pairs are joined first, and two groups are joined only while their members
//! agree on average (average linkage; Sokal and Michener 1958).

use rustc_hash::FxHashMap;

use super::compare::enough;
use super::unit::Unit;

/// Most members of a group that are asked when two groups are to be joined: enough to hear its documents out, few enough
/// for groups of thousands.
const ASKED: usize = 6;

/// Sets the group of every unit in `pairs`, named by its least member; the others keep theirs. `score` is asked for pairs
/// that did not meet.
pub(super) fn merge(
    units: &[Unit],
    mut pairs: Vec<(f32, u32, u32)>,
    groups: &mut [u32],
    score: impl Fn(&Unit, &Unit) -> Option<f32>,
) {
    pairs.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    for &(_, one, other) in &pairs {
        groups[one as usize] = one;
        groups[other as usize] = other;
    }
    let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    // Groups that were refused, with the sizes that they had: they are asked again when one has doubled.
    let mut refused: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for (_, one, other) in pairs {
        let (one, other) = (groups[one as usize], groups[other as usize]);
        if one == other {
            continue;
        }
        let (kept, gone) = (one.min(other), one.max(other));
        let (alone_kept, alone_gone) = ([kept], [gone]);
        let these = members.get(&kept).map_or(&alone_kept[..], Vec::as_slice);
        let those = members.get(&gone).map_or(&alone_gone[..], Vec::as_slice);
        let size = these.len() + those.len();
        if refused
            .get(&(kept, gone))
            .is_some_and(|&then| size < 2 * then)
        {
            continue;
        }
        if agree(units, these, those, &score) {
            let mut joined = members.remove(&gone).unwrap_or_else(|| vec![gone]);
            for &member in &joined {
                groups[member as usize] = kept;
            }
            members
                .entry(kept)
                .or_insert_with(|| vec![kept])
                .append(&mut joined);
        } else {
            refused.insert((kept, gone), size);
        }
    }
}

/// Whether the first members of two groups score enough on average.
fn agree(
    units: &[Unit],
    these: &[u32],
    those: &[u32],
    score: impl Fn(&Unit, &Unit) -> Option<f32>,
) -> bool {
    let (mut sum, mut asked) = (0.0, 0.0);
    let mut needed = f32::INFINITY;
    for &x in these.iter().take(ASKED) {
        for &y in those.iter().take(ASKED) {
            let (x, y) = (&units[x as usize], &units[y as usize]);
            let Some(score) = score(x, y) else {
                return false;
            };
            needed = enough(x.slot);
            sum += score;
            asked += 1.0;
        }
    }
    sum >= needed * asked
}

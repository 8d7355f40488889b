//! Scored pairs in, groups out: the closest pairs are joined first, and two groups are joined only while their members
//! agree on average and no two of them exclude each other.

use std::collections::HashMap;

/// Most members of a group that are asked when two groups are to be joined.
const ASKED: usize = 8;

/// The group of each unit, named by its least member. `score` is asked for pairs that were no candidates.
pub(super) fn merge(
    count: usize,
    mut pairs: Vec<(f32, u32, u32)>,
    enough: impl Fn(u32) -> f32,
    score: impl Fn(u32, u32) -> Option<f32>,
) -> Vec<u32> {
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut group: Vec<u32> = (0..).take(count).collect();
    let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
    for (_, one, other) in pairs {
        let (one, other) = (group[one as usize], group[other as usize]);
        if one == other {
            continue;
        }
        let alone_one = [one];
        let alone_other = [other];
        let these = members.get(&one).map_or(&alone_one[..], Vec::as_slice);
        let those = members.get(&other).map_or(&alone_other[..], Vec::as_slice);
        let mut sum = 0.0;
        let mut asked = 0.0;
        let mut excluded = false;
        for &x in these.iter().take(ASKED) {
            for &y in those.iter().take(ASKED) {
                match score(x, y) {
                    Some(score) => sum += score,
                    None => excluded = true,
                }
                asked += 1.0;
            }
        }
        if excluded || sum / asked < enough(one) {
            continue;
        }
        let (kept, gone) = (one.min(other), one.max(other));
        let mut joined = members.remove(&gone).unwrap_or_else(|| vec![gone]);
        for &member in &joined {
            group[member as usize] = kept;
        }
        let all = members.entry(kept).or_insert_with(|| vec![kept]);
        all.append(&mut joined);
        all.sort_unstable();
    }
    group
}

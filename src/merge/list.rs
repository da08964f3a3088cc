//! Three versions of a list into one: of a text's sentences, or of items.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Longer lists are not compared item by item.
const LONGEST: usize = 20_000;

/// A stretch of the base that one side replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk<'a, T> {
    base: Range<usize>,
    new: &'a [T],
}

/// The list with what both sides did to it; none where both did something else to the same stretch.
pub(super) fn merge<T: Hash + Eq + Ord + Clone>(base: &[T], ours: &[T], theirs: &[T]) -> Option<Vec<T>> {
    if base.len() + ours.len() + theirs.len() > LONGEST {
        return None;
    }
    let (ours, theirs) = (hunks(base, ours), hunks(base, theirs));
    let clash = |a: &Hunk<'_, T>, b: &Hunk<'_, T>| a != b && (overlap(a, b) || beside_removed(a, b));
    if ours.iter().any(|a| theirs.iter().any(|b| clash(a, b))) {
        return None;
    }
    let mut all: Vec<Hunk<'_, T>> = ours.into_iter().chain(theirs).collect();
    all.sort_by_key(|h| (h.base.start, h.base.end));
    all.dedup();
    let (mut merged, mut at) = (Vec::new(), 0);
    for h in all {
        merged.extend_from_slice(&base[at..h.base.start]);
        merged.extend_from_slice(h.new);
        at = h.base.end;
    }
    merged.extend_from_slice(&base[at..]);
    Some(merged)
}

fn hunks<'a, T: Hash + Eq + Ord>(base: &[T], side: &'a [T]) -> Vec<Hunk<'a, T>> {
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, base, side) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        match found.last_mut() {
            Some((o, n)) if o.end == old.start && n.end == new.start => (o.end, n.end) = (old.end, new.end),
            _ => found.push((old, new)),
        }
    }
    found.into_iter().map(|(base, new)| Hunk { base, new: &side[new] }).collect()
}

/// Whether two stretches share something, or both put something in at one point.
fn overlap<T>(a: &Hunk<'_, T>, b: &Hunk<'_, T>) -> bool {
    if a.base.start == b.base.start && (a.base.is_empty() == b.base.is_empty()) {
        return true;
    }
    a.base.start < b.base.end && b.base.start < a.base.end
}

/// Whether one puts something in right where the other removed what it followed or preceded.
fn beside_removed<T>(a: &Hunk<'_, T>, b: &Hunk<'_, T>) -> bool {
    let touches = a.base.end == b.base.start || b.base.end == a.base.start;
    let removes = |h: &Hunk<'_, T>| h.new.is_empty();
    let inserts = |h: &Hunk<'_, T>| h.base.is_empty();
    touches && ((removes(a) && inserts(b)) || (inserts(a) && removes(b)))
}

/// A set with what each side took out and put in: those that stayed in their order, then the new ones.
pub(super) fn merge_set<T: Ord + Clone>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    let stays = |item: &&T| ours.contains(item) && theirs.contains(item);
    let new: BTreeSet<&T> = ours.iter().chain(theirs).filter(|item| !base.contains(item)).collect();
    base.iter().filter(stays).chain(new).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn three(base: &str, ours: &str, theirs: &str) -> Option<String> {
        let list = |t: &str| t.chars().collect::<Vec<_>>();
        let (a, b) = (merge(&list(base), &list(ours), &list(theirs)), merge(&list(base), &list(theirs), &list(ours)));
        assert_eq!(a, b);
        a.map(String::from_iter)
    }

    #[test]
    fn sentences_beside_each_other_merge_and_the_same_one_does_not() {
        assert_eq!(three("abc", "Xbc", "aYc").as_deref(), Some("XYc"));
        assert_eq!(three("abc", "Xabc", "abcY").as_deref(), Some("XabcY"));
        assert_eq!(three("abc", "aXbc", "abYc").as_deref(), Some("aXbYc"));
        assert_eq!(three("abc", "ac", "abcY").as_deref(), Some("acY"));
        assert_eq!(three("abc", "Xbc", "Xbc").as_deref(), Some("Xbc"));
        assert_eq!(three("abc", "Xbc", "Ybc"), None);
        assert_eq!(three("abc", "aXbc", "aYbc"), None);
        assert_eq!(three("abc", "", "abXc"), None);
        // What follows a sentence that the other took away is for a person.
        assert_eq!(three("abc", "ac", "abXc"), None);
        assert_eq!(three("", "X", "Y"), None);
    }

    proptest! {
        #[test]
        fn merging_lists_has_no_sides_and_loses_nothing(base in "[a-e]{0,6}", ours in "[a-g]{0,6}", theirs in "[a-g]{0,6}") {
            if let Some(merged) = three(&base, &ours, &theirs) {
                for new in ours.chars().chain(theirs.chars()).filter(|c| !base.contains(*c)) {
                    prop_assert!(merged.contains(new));
                }
            }
            prop_assert_eq!(three(&base, &ours, &base), Some(ours.clone()));
            prop_assert_eq!(three(&base, &ours, &ours), Some(ours.clone()));
        }
    }
}

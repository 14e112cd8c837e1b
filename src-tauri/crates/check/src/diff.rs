//! How two values differ, character by character.

mod masked;

use serde::{Deserialize, Serialize};
use specta::Type;

pub use masked::{MaskedMatch, is_mask, masked_match};

/// How the second value came from the first, read as one slip of the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// One character is another.
    Substituted,
    /// Two neighbours changed places.
    Transposed,
    /// One character is missing.
    Omitted,
    /// One character too many.
    Inserted,
    /// One character too many within a run of the same one: 88 typed 888.
    Repeated,
}

/// Where two values differ. Places are counted in characters from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Difference {
    /// Optimal string alignment distance: the number of single slips that lead from one to the
    /// other. For values over [`LONGEST`] characters only 0 and not 0 are told apart.
    pub distance: u32,
    /// The slip, when there was only one.
    pub slip: Option<Slip>,
    /// The places in the first value that differ.
    pub left: Vec<u32>,
    /// The places in the second value that differ.
    pub right: Vec<u32>,
}

/// Above this many characters values are compared for equality alone: no identifier is that
/// long, and the comparison takes time by the square.
pub const LONGEST: usize = 256;

/// How `right` differs from `left`.
///
/// ```
/// use check::diff::{Slip, difference};
/// let slip = difference("13800138000", "13800183000");
/// assert_eq!((slip.distance, slip.slip), (1, Some(Slip::Transposed)));
/// assert_eq!(slip.right, [6, 7]);
/// ```
pub fn difference(left: &str, right: &str) -> Difference {
    let mut found = Difference { distance: 0, slip: None, left: Vec::new(), right: Vec::new() };
    if left == right {
        return found;
    }
    let (a, b): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if a.len() > LONGEST || b.len() > LONGEST {
        found.distance = place(a.len().max(b.len()));
        return found;
    }
    let steps = distances(&a, &b);
    found.distance = steps[a.len()][b.len()];
    let mut slip = None;
    let (mut i, mut j) = (a.len(), b.len());
    while i > 0 || j > 0 {
        let here = steps[i][j];
        if i > 0 && j > 0 && a[i - 1] == b[j - 1] && here == steps[i - 1][j - 1] {
            (i, j) = (i - 1, j - 1);
        } else if swapped(&a, &b, i, j) && here == steps[i - 2][j - 2] + 1 {
            slip = Some(Slip::Transposed);
            found.left.extend([place(i - 1), place(i - 2)]);
            found.right.extend([place(j - 1), place(j - 2)]);
            (i, j) = (i - 2, j - 2);
        } else if i > 0 && j > 0 && here == steps[i - 1][j - 1] + 1 {
            slip = Some(Slip::Substituted);
            found.left.push(place(i - 1));
            found.right.push(place(j - 1));
            (i, j) = (i - 1, j - 1);
        } else if j > 0 && here == steps[i][j - 1] + 1 {
            slip = Some(if beside_itself(&b, j - 1) { Slip::Repeated } else { Slip::Inserted });
            found.right.push(place(j - 1));
            j -= 1;
        } else {
            slip = Some(Slip::Omitted);
            found.left.push(place(i - 1));
            i -= 1;
        }
    }
    found.left.reverse();
    found.right.reverse();
    if found.distance == 1 {
        found.slip = slip;
    }
    found
}

/// The distance of every beginning of `a` to every beginning of `b`.
fn distances(a: &[char], b: &[char]) -> Vec<Vec<u32>> {
    let mut steps = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in steps.iter_mut().enumerate() {
        row[0] = place(i);
    }
    for (j, first) in steps[0].iter_mut().enumerate() {
        *first = place(j);
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let other = u32::from(a[i - 1] != b[j - 1]);
            let mut best =
                (steps[i - 1][j - 1] + other).min(steps[i - 1][j] + 1).min(steps[i][j - 1] + 1);
            if swapped(a, b, i, j) {
                best = best.min(steps[i - 2][j - 2] + 1);
            }
            steps[i][j] = best;
        }
    }
    steps
}

fn swapped(a: &[char], b: &[char], i: usize, j: usize) -> bool {
    i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2]
}

fn beside_itself(text: &[char], at: usize) -> bool {
    let same = |other: Option<&char>| other == Some(&text[at]);
    same(text.get(at + 1)) || at > 0 && same(text.get(at - 1))
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(left: &str, right: &str) -> (Option<Slip>, Vec<u32>, Vec<u32>) {
        let found = difference(left, right);
        (found.slip, found.left, found.right)
    }

    #[test]
    fn a_single_slip_is_named_with_its_place() {
        assert_eq!(slip("18612340000", "18612540000"), (Some(Slip::Substituted), vec![5], vec![5]));
        assert_eq!(
            slip("18612340000", "18613240000"),
            (Some(Slip::Transposed), vec![4, 5], vec![4, 5])
        );
        assert_eq!(slip("18612340000", "1862340000"), (Some(Slip::Omitted), vec![3], vec![]));
        assert_eq!(slip("18612340000", "186123540000"), (Some(Slip::Inserted), vec![], vec![6]));
    }

    #[test]
    fn a_digit_too_many_in_a_run_is_told_from_any_other() {
        let (kind, _, right) = slip("1886", "18886");
        assert_eq!(kind, Some(Slip::Repeated));
        assert!((1..=3).contains(&right[0]), "{right:?} lies outside the run of 8");
    }

    #[test]
    fn two_slips_have_no_name_but_their_places() {
        let found = difference("100200300", "100900800");
        assert_eq!((found.distance, found.slip), (2, None));
        assert_eq!((found.left, found.right), (vec![3, 6], vec![3, 6]));
    }

    #[test]
    fn values_beyond_any_identifier_are_only_equal_or_not() {
        let long = "7".repeat(1_000_000);
        assert_eq!(difference(&long, &long).distance, 0);
        let found = difference(&long, "7");
        assert!(found.distance > 0 && found.left.is_empty() && found.right.is_empty());
    }
}

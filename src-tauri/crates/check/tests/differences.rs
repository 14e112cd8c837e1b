//! What must hold of every two values, not only of those somebody thought of.

use check::diff::{MaskedMatch, Slip, difference, masked_match};
use proptest::prelude::*;

proptest! {
    #[test]
    fn the_distance_is_the_same_both_ways(a in "[0-3a\u{4E2D}]{0,12}", b in "[0-3a\u{4E2D}]{0,12}") {
        let (there, back) = (difference(&a, &b), difference(&b, &a));
        prop_assert_eq!(there.distance, back.distance);
    }

    #[test]
    fn only_equal_values_are_at_distance_zero(a in "\\PC{0,20}", b in "\\PC{0,20}") {
        prop_assert_eq!(difference(&a, &b).distance == 0, a == b);
    }

    #[test]
    fn places_lie_within_the_values(a in "[0-9]{0,12}", b in "[0-9]{0,12}") {
        let found = difference(&a, &b);
        prop_assert!(found.left.iter().all(|at| (*at as usize) < a.len()));
        prop_assert!(found.right.iter().all(|at| (*at as usize) < b.len()));
    }

    #[test]
    fn one_wrong_digit_is_one_slip(value in "[0-9]{5,18}", at in any::<prop::sample::Index>(), by in 1u8..10) {
        let at = at.index(value.len());
        let mut slipped = value.clone().into_bytes();
        slipped[at] = b'0' + (slipped[at] - b'0' + by) % 10;
        let slipped = String::from_utf8(slipped).unwrap();
        let found = difference(&value, &slipped);
        prop_assert_eq!((found.distance, found.slip), (1, Some(Slip::Substituted)));
        prop_assert_eq!(found.left, vec![u32::try_from(at).unwrap()]);
    }

    #[test]
    fn one_digit_missing_or_too_many_is_one_slip(value in "[0-9]{5,18}", at in any::<prop::sample::Index>()) {
        let mut shorter = value.clone();
        shorter.remove(at.index(value.len()));
        let omitted = difference(&value, &shorter);
        prop_assert_eq!((omitted.distance, omitted.slip), (1, Some(Slip::Omitted)));
        let inserted = difference(&shorter, &value);
        prop_assert_eq!(inserted.distance, 1);
        prop_assert!(matches!(inserted.slip, Some(Slip::Inserted | Slip::Repeated)));
    }

    #[test]
    fn hiding_characters_never_makes_a_value_contradict_itself(
        value in "[0-9]{6,19}", from in 0usize..5, hidden in 1usize..20, stars in 1usize..8,
    ) {
        let until = (from + hidden).min(value.len());
        let masked = format!("{}{}{}", &value[..from], "*".repeat(stars), &value[until..]);
        prop_assert!(
            !matches!(masked_match(&masked, &value), MaskedMatch::Contradicts { .. }),
            "{} hides a part of {}", masked, value
        );
    }
}

/// Optimal string alignment as it is defined, by recursion over the ends of both values.
fn by_definition(a: &[char], b: &[char]) -> u32 {
    let (Some((last_a, rest_a)), Some((last_b, rest_b))) = (a.split_last(), b.split_last()) else {
        return u32::try_from(a.len().max(b.len())).unwrap_or(u32::MAX);
    };
    let mut best = (by_definition(rest_a, rest_b) + u32::from(last_a != last_b))
        .min(by_definition(rest_a, b) + 1)
        .min(by_definition(a, rest_b) + 1);
    if let ([heads_a @ .., before_a], [heads_b @ .., before_b]) = (rest_a, rest_b)
        && last_a == before_b
        && last_b == before_a
    {
        best = best.min(by_definition(heads_a, heads_b) + 1);
    }
    best
}

proptest! {
    #[test]
    fn the_distance_is_optimal_string_alignment(a in "[0-2]{0,6}", b in "[0-2]{0,6}") {
        let (left, right): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        prop_assert_eq!(difference(&a, &b).distance, by_definition(&left, &right));
    }
}

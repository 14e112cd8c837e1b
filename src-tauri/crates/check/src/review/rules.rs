//! The figures and words of `data/review.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    pub discounts: Vec<String>,
    pub fees: Vec<String>,
    pub denials: Vec<String>,
    pub nothing: Vec<String>,
    pub ended: Vec<String>,
    pub said_of_many: Vec<String>,
    pub exact: Vec<String>,
    pub far_below_face_percent: i64,
    pub above_face_percent: i64,
    pub out_of_line_percent: i64,
}

const TEXT: &str = include_str!("../../data/review.toml");

pub(super) fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());
    &RULES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_are_read_and_sensible() {
        let rules: Rules = toml::from_str(TEXT).unwrap();
        assert!(!rules.discounts.is_empty() && !rules.fees.is_empty() && !rules.ended.is_empty());
        assert!(rules.far_below_face_percent < 100 && 100 < rules.above_face_percent);
        assert!(rules.above_face_percent < rules.out_of_line_percent);
    }
}

use std::sync::LazyLock;

use serde::Deserialize;

use super::judge::Finding;
use super::types::{ReasonCode, Verdict};
use crate::diff::difference;

#[derive(Default, Deserialize)]
struct File {
    domains: Vec<String>,
}

static DOMAINS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let file = toml::from_str::<File>(include_str!("../../data/mailboxes.toml"));
    file.unwrap_or_default().domains
});

/// Warns of a domain that is one slip away from one that nearly everybody means.
pub(super) fn judge(value: &str, finding: &mut Finding<'_>) {
    let Some((name, domain)) = value.rsplit_once('@') else { return };
    if let Some(known) = meant(domain) {
        let from = name.chars().count() + 1;
        let nth = from..from + domain.chars().count();
        finding.say(Verdict::Warn, ReasonCode::DomainSlip, nth, Some(domain), Some(known));
    }
    if name.starts_with('.') || name.ends_with('.') || name.contains("..") {
        finding.say(Verdict::Error, ReasonCode::Form, [], None, None);
    }
}

fn meant(domain: &str) -> Option<&'static str> {
    if DOMAINS.iter().any(|known| known == domain) {
        return None;
    }
    let near = |known: &&String| {
        if domain.is_ascii() {
            is_one_slip(known.as_bytes(), domain.as_bytes())
        } else {
            difference(known, domain).distance == 1
        }
    };
    DOMAINS.iter().find(near).map(String::as_str)
}

/// Whether the [`difference`] is one slip, which what remains between the common ends shows at
/// once.
fn is_one_slip(one: &[u8], other: &[u8]) -> bool {
    let head = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[head..], &other[head..]);
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - tail], &other[..other.len() - tail]) {
        ([_] | [], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_slips_of_domains_are_recognised() {
        assert_eq!(meant("qq.con"), Some("qq.com"));
        assert_eq!(meant("gamil.com"), Some("gmail.com"));
        assert_eq!(meant("outlok.com"), Some("outlook.com"));
        assert_eq!(meant("163.com"), None, "126.com and 163.com are both meant as they are");
        assert_eq!(meant("example.org"), None);
    }

    proptest::proptest! {
        #[test]
        fn one_slip_is_a_difference_of_one(one in "[ab.]{0,6}", other in "[ab.]{0,6}") {
            let slip = is_one_slip(one.as_bytes(), other.as_bytes());
            proptest::prop_assert_eq!(slip, difference(&one, &other).distance == 1);
        }
    }

    #[test]
    fn no_known_domain_is_taken_for_a_slip_of_another() {
        assert!(DOMAINS.len() > 20, "the file of domains can be read");
        for domain in DOMAINS.iter() {
            assert_eq!(meant(domain), None, "{domain}");
        }
    }
}

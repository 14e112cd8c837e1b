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
        known.len().abs_diff(domain.len()) <= 1 && difference(known, domain).distance == 1
    };
    DOMAINS.iter().find(near).map(String::as_str)
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

    #[test]
    fn no_known_domain_is_taken_for_a_slip_of_another() {
        assert!(DOMAINS.len() > 20, "the file of domains can be read");
        for domain in DOMAINS.iter() {
            assert_eq!(meant(domain), None, "{domain}");
        }
    }
}

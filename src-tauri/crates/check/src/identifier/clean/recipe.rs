use crate::identifier::kind::{Clean, Kind, Letters};

/// What [`clean`](super::clean) does for a kind. Kinds of one recipe share one cleaned text.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::identifier) struct Recipe<'a> {
    clean: &'a [Clean],
    letters: Option<Letters>,
    strip: [&'a [String]; 3],
    add: Option<&'a str>,
    dashes: (&'a [Vec<usize>], bool),
    masked: bool,
}

impl<'a> Recipe<'a> {
    pub(in crate::identifier) fn of(kind: &'a Kind) -> Self {
        Self {
            clean: &kind.clean,
            letters: kind.letters,
            strip: [&kind.strip, &kind.strip_addresses, &kind.strip_endings],
            add: kind.add.as_deref(),
            dashes: (&kind.dashes, kind.dashes_required),
            masked: kind.masked,
        }
    }

    /// Whether these ASCII digits come out as they went in.
    pub(in crate::identifier) fn keeps(&self, digits: &str) -> bool {
        self.add.is_none()
            && self.dashes.0.iter().all(|sizes| sizes.iter().sum::<usize>() != digits.len())
            && !(self.clean.contains(&Clean::CountryCode)
                && (digits.starts_with("86") || digits.starts_with("0086")))
    }
}

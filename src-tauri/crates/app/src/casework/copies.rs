//! Which pieces stand in for others, and which show what is better covered.

use std::collections::{BTreeMap, BTreeSet};

use cases::evidence::Guide;
use ledger::EvidenceRow;
use model::Sha256Hex;

use super::matter::Matter;

/// It was made from one piece, by cutting, marking or covering. A picture of two beside each
/// other stands for itself.
pub(super) fn is_copy(piece: &EvidenceRow) -> bool {
    piece.derived_from.len() == 1
}

/// The pieces of a case by what was made of them.
pub(super) struct Copies<'a> {
    of: BTreeMap<&'a Sha256Hex, BTreeSet<&'a Sha256Hex>>,
    by_hash: BTreeMap<&'a Sha256Hex, &'a EvidenceRow>,
}

impl<'a> Copies<'a> {
    pub(super) fn of(matter: &'a Matter) -> Self {
        let all = || matter.orders.iter().flat_map(|record| &record.evidence);
        let mut of: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for copy in all().filter(|piece| is_copy(piece)) {
            for original in &copy.derived_from {
                of.entry(original).or_default().insert(&copy.sha256);
            }
        }
        Self { of, by_hash: all().map(|piece| (&piece.sha256, piece)).collect() }
    }

    /// What was made of a piece alone.
    pub(super) fn made_of(&self, original: &Sha256Hex) -> impl Iterator<Item = &'a Sha256Hex> {
        self.of.get(original).into_iter().flatten().copied()
    }

    /// What was made of it alone, and what was made of that.
    pub(super) fn in_place_of(&self, original: &Sha256Hex) -> BTreeSet<&'a Sha256Hex> {
        let mut found = BTreeSet::new();
        let mut next: Vec<_> = self.made_of(original).collect();
        while let Some(copy) = next.pop() {
            if copy != original && found.insert(copy) {
                next.extend(self.made_of(copy));
            }
        }
        found
    }

    /// A copy of it goes where it would go.
    pub(super) fn is_covered(&self, piece: &EvidenceRow) -> bool {
        self.of.contains_key(&piece.sha256) && !piece.kind.is_external()
    }

    /// It shows what is private, and no copy of it is there.
    pub(super) fn is_bare(&self, piece: &EvidenceRow) -> bool {
        !piece.kind.is_external() && !self.is_covered(piece) && self.is_private(piece)
    }

    /// It is of a kind that is covered before it is handed over, or a picture of such ones beside
    /// each other.
    fn is_private(&self, piece: &EvidenceRow) -> bool {
        let redact = |kind| Guide::builtin().kind(kind).is_some_and(|known| known.redact);
        match piece.derived_from.len() {
            0 => redact(piece.kind),
            1 => false,
            _ => {
                let from = piece.derived_from.iter().filter_map(|source| self.by_hash.get(source));
                from.into_iter().any(|source| !is_copy(source) && redact(source.kind))
            }
        }
    }
}

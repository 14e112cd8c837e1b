use ledger::{CaseContact, CaseEntry, CaseLetter, Ledger};

use crate::casework::matter::Matter;
use crate::error::Error;

/// What was said to the other side and heard from it: of all orders, since whoever has the
/// dispute has all of it, and also what came from another record that became part of one.
pub(super) struct Spoken {
    /// In the order in which they were had.
    pub(super) talks: Vec<Of<CaseContact>>,
    /// In the order in which they were copied.
    pub(super) letters: Vec<Of<CaseLetter>>,
}

/// A step of the case of one order.
pub(super) struct Of<T> {
    /// Of the order in the matter.
    pub(super) order: usize,
    pub(super) entry: CaseEntry<T>,
}

impl Spoken {
    pub(super) fn of(matter: &Matter, ledger: &Ledger) -> Result<Self, Error> {
        let (mut talks, mut letters) = (Vec::new(), Vec::new());
        for (order, record) in matter.orders.iter().enumerate() {
            let case = ledger.casework(&record.row.id)?;
            talks.extend(case.contacts.into_iter().map(|entry| Of { order, entry }));
            letters.extend(case.letters.into_iter().map(|entry| Of { order, entry }));
        }
        talks.sort_by_key(|talk| talk.entry.what.at);
        letters.sort_by_key(|letter| letter.entry.recorded_at);
        Ok(Self { talks, letters })
    }
}

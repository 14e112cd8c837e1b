use model::OrderId;

use crate::{CaseEnd, CaseRow, Casework, Error, Ledger, Missing, table};

impl Ledger {
    /// What was done about an order.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] when there is no such order.
    pub fn casework(&self, order: &OrderId) -> Result<Casework, Error> {
        self.read(|db| table::casework::get(db, order)?.ok_or(Error::NotFound(Missing::Order)))
    }

    /// The cases that are open, or those that are over or were before something new went wrong,
    /// of orders that are not gone; the one with the latest step first.
    pub fn cases(&self, open: bool, most: u32) -> Result<Vec<CaseRow>, Error> {
        self.read(|db| Ok(table::casework::latest(db, open, most)?))
    }

    /// How the cases of orders that are not gone ended, in no order.
    pub fn case_ends(&self) -> Result<Vec<CaseEnd>, Error> {
        self.read(|db| Ok(table::casework::ends(db)?))
    }
}

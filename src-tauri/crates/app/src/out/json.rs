use std::path::PathBuf;

use jiff::Timestamp;
use ledger::{JsonLooked, JsonTaken, Wanted, examine_json};

use super::WrittenOut;
use crate::error::{Error, Result};
use crate::library::Library;
use crate::work::Work;

impl Library {
    /// Writes orders as JSON, over what is there; see `docs/json.md`.
    pub async fn export_json(
        &self,
        to: PathBuf,
        which: Wanted,
        now: Timestamp,
        work: Work,
    ) -> Result<WrittenOut> {
        let which = self.with_due_among(which, now).await?;
        self.read(move |ledger| {
            let (walked, size) = ledger.write_json(&to, &which, now, &work)?;
            let size = i64::try_from(size).unwrap_or(i64::MAX);
            Ok::<_, Error>(WrittenOut { orders: walked.orders, left_out: walked.left_out, size })
        })
        .await
    }

    /// What a file of orders says that it holds, or what is wrong with it.
    pub async fn examine_json(&self, path: PathBuf) -> Result<JsonLooked> {
        self.read(move |_| examine_json(&path)).await
    }

    /// Takes in what a file of orders holds and this library does not, all or nothing.
    pub async fn take_in_json(
        &self,
        from: PathBuf,
        now: Timestamp,
        work: Work,
    ) -> Result<JsonTaken> {
        self.change_own(move |ledger| ledger.take_in_json(&from, now, &work)).await
    }
}

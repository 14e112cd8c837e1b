//! Ways of looking at the orders that the buyer has named.

use jiff::Timestamp;
use ledger::{Change, Ledger, OrderQuery, ViewId, ViewRow};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Result, json};
use crate::habits::line;
use crate::library::Library;

/// A query under the buyer's own name for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct View {
    pub id: ViewId,
    pub name: String,
    /// From its beginning. What an other version wrote and this one cannot read finds all.
    pub query: OrderQuery,
    /// A stretch of time that moves with the day it is looked at, in place of the query's own.
    pub lately: Option<Lately>,
}

/// Days up to today, in the user's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Lately {
    Today,
    /// Seven days, today among them.
    Week,
    /// Thirty days, today among them.
    Month,
    /// Since the first of January.
    Year,
}

/// A view's text in the record.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    query: OrderQuery,
    #[serde(default)]
    lately: Option<Lately>,
}

impl Library {
    /// The views, the first made first.
    pub async fn views(&self) -> Result<Vec<View>> {
        let rows = self.read(Ledger::views).await?;
        let view = |row: ViewRow| {
            let Kept { query, lately } = serde_json::from_str(&row.body).unwrap_or_default();
            View { id: row.id, name: row.name, query, lately }
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Keeps a query as a view: a new one without an identity; over the one that there is, or
    /// one that was removed and comes back, with it.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`](crate::ErrorCode::Invalid) when it has no name, or a very long
    /// one.
    pub async fn save_view(
        &self,
        id: Option<ViewId>,
        name: String,
        query: OrderQuery,
        lately: Option<Lately>,
        now: Timestamp,
    ) -> Result<Change> {
        let name = line(&name, 1)?;
        let query = OrderQuery { after: None, ..query };
        let body = json(&Kept { query, lately })?;
        self.change_aside(move |ledger| {
            let id = id.unwrap_or_else(|| Ledger::new_view_id(now));
            ledger.save_view(&id, &name, &body, now)
        })
        .await
    }

    /// Gives a view another name.
    ///
    /// # Errors
    ///
    /// As [`Library::save_view`].
    pub async fn rename_view(&self, id: ViewId, name: String) -> Result<Change> {
        let name = line(&name, 1)?;
        self.change_aside(move |ledger| ledger.rename_view(&id, &name)).await
    }

    pub async fn remove_view(&self, id: ViewId) -> Result<Change> {
        self.change_aside(move |ledger| ledger.remove_view(&id)).await
    }
}

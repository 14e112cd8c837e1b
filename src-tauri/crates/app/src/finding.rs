//! Orders in lists: which ones, how many, and what there is to choose from.

use jiff::Timestamp;
use ledger::{Ledger, OrderCount, OrderCursor, OrderFacets, OrderQuery, OrderRow, OrderSum};
use model::{Flow, OrderId, gaps};
use serde::Serialize;
use specta::Type;

use crate::error::Result;
use crate::library::Library;

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderLines {
    pub lines: Vec<OrderLine>,
    /// Where the next part begins; `None` when this is the last.
    pub next: Option<OrderCursor>,
}

/// An order in one line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderLine {
    #[serde(flatten)]
    pub row: OrderRow,
    /// The flows that no evidence serves yet.
    pub gaps: Vec<Flow>,
}

/// So many orders can be selected at once.
pub const SELECTED: usize = 10_000;

impl Library {
    /// The orders that fit `query`, in its order.
    pub async fn orders(&self, query: OrderQuery, now: Timestamp) -> Result<Vec<OrderRow>> {
        let query = self.with_due(query, now).await?;
        self.read(move |ledger| ledger.orders(&query)).await
    }

    /// The same as lines, and where the next of them begin.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotFound`](crate::ErrorCode::NotFound) when the query begins after
    /// something that is no place in its list.
    pub async fn order_page(&self, query: OrderQuery, now: Timestamp) -> Result<OrderLines> {
        self.lines(self.with_due(query, now).await?).await
    }

    /// The same of a query that asks for no deadline.
    pub(crate) async fn lines(&self, query: OrderQuery) -> Result<OrderLines> {
        let page = self.read(move |ledger| ledger.order_page(&query)).await?;
        Ok(OrderLines {
            lines: page.rows.into_iter().map(OrderLine::from).collect(),
            next: page.next,
        })
    }

    /// How many orders fit `query`, on all pages together.
    pub async fn count_orders(&self, query: OrderQuery, now: Timestamp) -> Result<OrderCount> {
        let query = self.with_due(query, now).await?;
        self.read(move |ledger| ledger.count_orders(&query)).await
    }

    /// All that fit `query`, up to [`SELECTED`] of them.
    pub async fn order_ids(&self, query: OrderQuery, now: Timestamp) -> Result<Vec<OrderId>> {
        let query = self.with_due(query, now).await?;
        self.read(move |ledger| ledger.order_ids(&query, SELECTED)).await
    }

    /// The query with the orders that it asks for by their deadlines or what went wrong.
    pub(crate) async fn with_due(&self, query: OrderQuery, now: Timestamp) -> Result<OrderQuery> {
        if query.due_days.is_none() && !query.troubled {
            return Ok(query);
        }
        let only = self.book(now).await?.only(&query, now);
        Ok(OrderQuery { only, ..query })
    }

    /// What these orders come to.
    pub async fn sum_orders(&self, ids: Vec<OrderId>) -> Result<OrderSum> {
        self.read(move |ledger| ledger.sum_orders(&ids)).await
    }

    /// What occurs in the orders, to choose from.
    pub async fn order_facets(&self) -> Result<OrderFacets> {
        self.read(Ledger::order_facets).await
    }

    /// Reads ahead what filters and sorts look at, and what runs. Nothing needs it; without it
    /// the first filter after the start waits for it.
    pub async fn prepare_finding(&self, now: Timestamp) -> Result<()> {
        self.read(Ledger::prepare_finding).await?;
        self.book(now).await.map(drop)
    }
}

impl From<OrderRow> for OrderLine {
    fn from(row: OrderRow) -> Self {
        let gaps = gaps(&row.evidence_kinds);
        Self { row, gaps }
    }
}

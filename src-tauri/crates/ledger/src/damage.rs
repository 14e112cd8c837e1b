//! What can be wrong with a record, as the library check names it.

use model::{OrderId, Sha256Hex};
use serde::Serialize;
use specta::Type;

/// One thing that is not what was once written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Damage {
    /// The database file itself, in SQLite's words.
    Database { detail: String },
    /// An event that is gone, or that its hash or its neighbours' contradict.
    Event {
        #[specta(type = i32)]
        seq: i64,
        /// As it says itself.
        order: Option<OrderId>,
    },
    /// An order that does not read as its events make it.
    Order {
        order: OrderId,
        /// The columns that differ, each with its table unless it is the order's own; empty when
        /// there is no row, or none that can be compared.
        columns: Vec<String>,
    },
    /// An order that nothing in the timeline accounts for.
    Stray { order: OrderId },
    /// Rows that belong to an order which is not there.
    Orphans { table: String, rows: u32 },
    /// An order whose events contradict one another.
    Contradiction { order: OrderId },
    /// The check that an order was sealed with, changed or gone.
    Check { sha256: Sha256Hex, order: Option<OrderId> },
    /// A file of evidence, changed or gone.
    File {
        sha256: Sha256Hex,
        /// As it was called when it was attached.
        name: Option<String>,
        order: Option<OrderId>,
        gone: bool,
    },
    /// The search index holds something else of these orders.
    Search { orders: u32 },
    /// An entry of another table that cannot be read.
    Entry { table: String, key: String },
}

/// Damage, and whether it can be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DamageFound {
    pub damage: Damage,
    /// From the events, from what is left, or from a copy whose hash proves it.
    pub mendable: bool,
}

/// What [`crate::Ledger::check`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Checked {
    /// How many events there are.
    #[specta(type = i32)]
    pub events: i64,
    pub orders: u32,
    pub files: u32,
    /// The hash of the last event. Whoever has written it down elsewhere can tell later whether
    /// anything up to it was changed.
    pub head: Option<String>,
    /// Files that never were here: their orders came without them. They are no damage.
    pub elsewhere: u32,
    pub findings: Vec<DamageFound>,
    /// It was stopped before its end: what was not reached is not vouched for.
    pub stopped: bool,
}

/// What [`crate::Ledger::repair`] did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Repaired {
    pub mended: u32,
    /// Checked again afterwards.
    pub now: Checked,
}

impl Checked {
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty() && !self.stopped
    }
}

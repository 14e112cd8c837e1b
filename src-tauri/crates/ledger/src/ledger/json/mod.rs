//! Orders as JSON: everything that is recorded of them but the bytes of their evidence, for
//! other programs and to be taken in again. `docs/json.md` says what stands where; the names
//! are this format's own, whatever the columns of the database are called one day.

mod entries;
mod fault;
mod form;
mod read;
mod take;
mod write;

use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

use crate::Merged;

pub use fault::{JsonFault, JsonWhy};
pub use take::examine_json;

/// What a file says that it is.
pub(super) const FORMAT: &str = "hedan";
/// Grows when an older program could not read what a newer one writes.
pub(super) const VERSION: u32 = 1;

/// What a file of orders holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct JsonInfo {
    #[specta(type = String)]
    pub made_at: Timestamp,
    pub orders: u32,
    /// Recipients, templates and the like; none unless the whole record went out.
    pub entries: u32,
}

/// What was seen of a file of orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum JsonLooked {
    Holds { info: JsonInfo },
    Refused { fault: JsonFault },
}

/// What came of taking a file of orders in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum JsonTaken {
    Merged {
        merged: Merged,
        /// Pieces of evidence whose files are not here.
        files_elsewhere: u32,
    },
    /// Something in it cannot be; nothing was taken in.
    Refused { fault: JsonFault },
}

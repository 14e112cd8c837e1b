use model::OrderId;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a mutation changed, so that a window refreshes just that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Change {
    pub order: Option<OrderId>,
    /// The event that was appended, by which it can be taken back.
    #[specta(type = Option<i32>)]
    pub seq: Option<i64>,
    /// Events that came with it and are taken back after it, the latest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<EventOf>,
    pub kinds: Vec<Changed>,
}

/// An event of an order, by its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EventOf {
    pub order: OrderId,
    #[specta(type = i32)]
    pub seq: i64,
}

/// A part of the record that reads differently after a mutation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    Drafts,
    Orders,
    Evidence,
    Recipients,
    Templates,
    Reminders,
    /// Own kinds and categories.
    Own,
    Settings,
    Views,
}

impl Change {
    pub(crate) fn of(kinds: &[Changed]) -> Self {
        Self { order: None, seq: None, with: Vec::new(), kinds: kinds.to_vec() }
    }

    pub(crate) fn nothing() -> Self {
        Self::of(&[])
    }

    pub(crate) fn order(id: &OrderId, seq: i64, kinds: &[Changed]) -> Self {
        Self { order: Some(id.clone()), seq: Some(seq), ..Self::of(kinds) }
    }
}

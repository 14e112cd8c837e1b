use model::OrderId;
use serde::Serialize;
use specta::Type;

/// What a mutation changed, so that a window refreshes just that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Change {
    pub order: Option<OrderId>,
    /// The event that was appended, by which it can be taken back.
    #[specta(type = Option<i32>)]
    pub seq: Option<i64>,
    pub kinds: Vec<Changed>,
}

/// A part of the record that reads differently after a mutation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
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
        Self { order: None, seq: None, kinds: kinds.to_vec() }
    }

    pub(crate) fn nothing() -> Self {
        Self::of(&[])
    }

    pub(crate) fn order(id: &OrderId, seq: i64, kinds: &[Changed]) -> Self {
        Self { order: Some(id.clone()), seq: Some(seq), kinds: kinds.to_vec() }
    }
}

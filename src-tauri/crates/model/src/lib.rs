//! The words that all rooms share.
//!
//! Nothing here does I/O, reads a clock or knows a rule: these are the nouns that the checks,
//! the record and the window speak to each other in.

mod category;
mod evidence;
mod evidence_field;
mod field;
mod milestone;
mod money;
mod name;
mod order;
mod problem;
mod transition;

pub use category::CategoryId;
pub use evidence::{EvidenceKind, Flow, Sha256Hex, gaps};
pub use evidence_field::EvidenceField;
pub use field::Field;
pub use milestone::{Milestone, TermAnswer};
pub use money::{AmountError, Fen};
pub use name::{Name, is_unseen};
pub use order::{Arrival, Axes, MoneyState, OrderId, OrderState, Shipment, VoucherState};
pub use problem::{Circumstance, Problem};
pub use transition::{Contradiction, Oddity, Transition, transition};

/// The largest picture that is decoded, in pixels; a 4K screen has 8 million.
pub const MAX_PIXELS: u64 = 64_000_000;

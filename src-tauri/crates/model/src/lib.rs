//! The words that all rooms share.
//!
//! Nothing here does I/O, reads a clock or knows a rule: these are the nouns that the checks,
//! the record and the window speak to each other in.

mod casework;
mod category;
mod evidence;
mod evidence_field;
mod field;
mod formula;
mod milestone;
mod money;
mod name;
mod order;
mod problem;
mod transition;

pub use casework::{CaseOutcome, ContactOutcome};
pub use category::CategoryId;
pub use evidence::{EvidenceKind, Flow, Sha256Hex, gaps};
pub use evidence_field::EvidenceField;
pub use field::Field;
pub use formula::{guarded, unguarded};
pub use milestone::{Milestone, TermAnswer};
pub use money::{AmountError, Fen};
pub use name::{Name, half_width, is_unseen};
pub use order::{Arrival, Axes, MoneyState, OrderId, OrderState, Shipment, VoucherState};
pub use problem::{Circumstance, Problem};
pub use transition::{Contradiction, Oddity, Transition, transition};

/// The largest picture that is decoded, in pixels; a 4K screen has 8 million.
pub const MAX_PIXELS: u64 = 64_000_000;

/// What decoding such a picture may allocate: eight bytes a pixel, the deepest there is, and room
/// for the decoder's own rows.
pub const MAX_DECODED_BYTES: u64 = MAX_PIXELS * 8 + (64 << 20);

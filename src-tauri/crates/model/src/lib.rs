//! The words that all rooms share.
//!
//! Nothing here does I/O, reads a clock or knows a rule: these are the nouns that the checks,
//! the record and the window speak to each other in.

mod evidence;
mod field;
mod money;
mod order;

pub use evidence::{EvidenceKind, Flow, Sha256Hex};
pub use field::Field;
pub use money::{AmountError, Fen};
pub use order::{Axes, MoneyState, OrderId, OrderState, VoucherState};

/// The largest picture that is decoded, in pixels; a 4K screen has 8 million.
pub const MAX_PIXELS: u64 = 64_000_000;

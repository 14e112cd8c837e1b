//! Whom to turn to: what each handles, when it is open, and what it cannot do.
//!
//! The ladder is climbed by what happened: nobody answered, a refusal, a time that passed. Fraud
//! and theft do not climb. One dispute is with one authority or court at a time.

mod data;
mod ladder;
mod words;

pub(crate) use data::route_of;
pub use data::{Channel, Outlook, Route, RouteId, channel, channels, route};
pub(crate) use ladder::SPOKEN;
pub use ladder::{Access, Case, Ladder, Next, Rung, Turn, holder, ladder};
pub(crate) use ladder::{level, settles};
pub use words::{ChannelId, Entry, Known, Level, Limit, Ready};

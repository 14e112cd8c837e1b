//! WRONG: what to do when a purchase went wrong, and until when.
//!
//! This crate is pure. It never reads a clock, a file or a random number: time comes in as an
//! argument, and what it knows of holidays, deadlines, evidence and law is data, in the TOML
//! files under `data/`, which tests hold to their schema.

pub mod calendar;
pub mod cancel;
pub mod cause;
pub mod channel;
pub mod complaint;
pub mod condition;
pub mod contact;
pub mod course;
pub mod deadline;
pub mod evidence;
pub mod fact;
mod folded;
pub mod fraud;
pub mod ics;
pub mod law;
pub mod letter;
pub mod remedy;
mod signs;
pub mod stall;
pub mod standing;
pub mod triage;

pub use model::Problem;

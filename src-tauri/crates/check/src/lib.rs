//! BEFORE: what a text is, what a page says, and whether both fit what the buyer needs.
//!
//! This crate is pure. It never reads a clock, a file or a random number: time and history
//! come in as arguments, and what it knows of categories, identifiers and pages is data, in
//! the TOML files under `data/`, which tests hold to their schema.

pub mod catalogue;
pub mod diff;
pub mod identifier;
pub mod page;
pub mod review;

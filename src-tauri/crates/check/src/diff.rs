//! How two values differ, character by character.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How the second value came from the first, read as one slip of the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// One character is another.
    Substituted,
    /// Two neighbours changed places.
    Transposed,
    /// One character is missing.
    Omitted,
    /// One character too many.
    Inserted,
    /// One character too many within a run of the same one: 88 typed 888.
    Repeated,
}

/// Where two values differ. Places are counted in characters from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Difference {
    /// Optimal string alignment distance: the number of single slips that lead from one to the
    /// other.
    pub distance: u32,
    /// The slip, when there was only one.
    pub slip: Option<Slip>,
    /// The places in the first value that differ.
    pub left: Vec<u32>,
    /// The places in the second value that differ.
    pub right: Vec<u32>,
}

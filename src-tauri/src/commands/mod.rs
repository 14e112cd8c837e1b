//! What the pages may ask for: one file a page, and a body is a call.

pub(crate) mod check;
pub(crate) mod deadlines;
pub(crate) mod evidence;
pub(crate) mod evidence_details;
pub(crate) mod finding;
pub(crate) mod glance;
pub(crate) mod library;
pub(crate) mod offers;
pub(crate) mod orders;
pub(crate) mod out;
pub(crate) mod pictures;
pub(crate) mod record;
pub(crate) mod settings;
pub(crate) mod start;
pub(crate) mod tables;
pub(crate) mod upkeep;
pub(crate) mod works;

use app::{Error, ErrorCode};
use tauri::State;

use crate::shell::Shell;

type Shared<'a> = State<'a, Shell>;

/// A fault of the system that nobody can act on but by reporting it.
fn internal(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorCode::Internal, error.to_string())
}

//! What the pages may ask for: one file a page, and a body is a call.

pub(crate) mod check;
pub(crate) mod evidence;
pub(crate) mod orders;
pub(crate) mod settings;
pub(crate) mod start;

use tauri::State;

use crate::shell::Shell;

type Shared<'a> = State<'a, Shell>;

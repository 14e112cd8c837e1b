//! One file a table: its SQL, its struct, its reads, its writes.

pub(crate) mod casework;
pub(crate) mod clock;
pub(crate) mod document;
pub(crate) mod draft;
pub(crate) mod elsewhere;
pub(crate) mod event;
pub(crate) mod evidence;
pub(crate) mod evidence_file;
pub(crate) mod evidence_text;
pub(crate) mod order;
pub(crate) mod own;
pub(crate) mod recipient;
pub(crate) mod reminder;
pub(crate) mod search;
pub(crate) mod setting;
pub(crate) mod stopped;
pub(crate) mod template;
pub(crate) mod view;

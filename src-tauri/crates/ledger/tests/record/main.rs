//! The record as `app` uses it. One file a table or a promise; every folder is temporary.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod archive;
mod attach;
mod backup;
mod book;
mod casework;
mod check;
mod clock;
mod common;
mod described;
mod draft;
mod evidence;
mod finding;
mod habits;
mod handing;
mod json;
mod mending;
mod opening;
mod order;
mod own;
mod picture;
mod pictures;
mod recipient;
mod search;
mod setting;
mod upgrade;
mod verify;
mod view;

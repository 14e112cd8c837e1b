//! The real app, the real record, the real web view.

#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]

mod offline;
mod opens;
mod purchase;

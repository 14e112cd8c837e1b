//! The real app, the real record, the real web view.

#![cfg(target_os = "linux")]

mod offline;
mod opens;

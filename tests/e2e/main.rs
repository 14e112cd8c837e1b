//! The real app, the real record, the real web view.

#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]
#![allow(clippy::print_stdout, reason = "figures are there to be read")]

mod accessible;
mod bad_input;
mod book;
mod casework;
mod deadlines;
mod evidence;
mod evidence_files;
mod evidence_pieces;
mod figures;
mod finding;
mod fraud;
mod games;
mod glance;
mod habits;
mod keyboard;
mod killed;
mod large;
mod large_drop;
mod offline;
mod opens;
mod out;
mod own;
mod purchase;
#[path = "../orders/purchases.rs"]
#[allow(clippy::unwrap_used, dead_code, reason = "made for a bench, which uses more of it")]
mod purchases;
mod record;
mod screens;
mod screens_book;
mod screenshots;
mod sizes;
mod steps;
mod tables;
mod troubles;
mod upkeep;

//! What the tests of the whole app share.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "this crate is tests: a failure ends the test that meets it"
)]

#[cfg(all(feature = "e2e", target_os = "linux"))]
pub mod harness;

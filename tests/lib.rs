//! What the tests of the whole app share.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "this crate is tests: a failure ends the test that meets it"
)]

#[cfg(any(feature = "e2e", feature = "orders"))]
mod summary;

#[cfg(any(feature = "e2e", feature = "orders"))]
pub use summary::summary;

#[cfg(all(feature = "e2e", target_os = "linux"))]
pub mod harness;

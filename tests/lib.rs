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

#[cfg(any(feature = "orders", feature = "packet"))]
pub mod timing;

#[cfg(all(feature = "e2e", target_os = "linux"))]
pub mod harness;

/// A line of what the system says of this process, in kilobytes: `VmRSS` is what it holds,
/// `VmHWM` the most it ever held at once. 0 where the system says nothing.
pub fn kilobytes(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|each| each.strip_prefix(line)?.strip_prefix(':'));
    found.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

//! The real app on a display of its own, driven as a person drives it.
//!
//! Each [`App`] has its own folders, its own message bus (the app finds an earlier instance
//! of itself there) and its own display, so tests run side by side and never meet the data of
//! the person who runs them. What a test starts ends with it, and nothing else does.

mod app;
mod child;
mod display;
mod glimpse;
mod home;
mod neighbour;
mod picture;
mod webdriver;

pub use app::{App, Launch, script};
pub use child::{Own, descendants};
pub use display::Display;
pub use glimpse::Glimpse;
pub use home::Home;
pub use neighbour::{Copied, keysym};
pub use picture::{black, striped};
pub use webdriver::{Element, Key, Page};

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long anything on the page may take before a test gives it up.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The app's program, as `cargo xtask test` names it.
pub fn program() -> PathBuf {
    std::env::var_os("HEDAN_APP").map(PathBuf::from).expect("run by `cargo xtask test`")
}

/// The folder for pictures; the folder for temporary files when none was named.
pub fn screens() -> PathBuf {
    std::env::var_os("HEDAN_SCREENS")
        .map_or_else(|| std::env::temp_dir().join("hedan-screens"), PathBuf::from)
}

/// Asks again until there is an answer.
///
/// # Panics
///
/// When there is none within [`PATIENCE`]; `what` says what was waited for.
pub fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(started.elapsed() < PATIENCE, "waited {PATIENCE:?} for {what}");
        std::thread::sleep(Duration::from_millis(30));
    }
}

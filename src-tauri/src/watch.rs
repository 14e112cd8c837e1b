//! Looks at the terms from time to time, and tells the window when some have come.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::shell::{Shell, now, zone};
use crate::window;

/// Some terms have come, or other ones are due today: the page asks which.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct TermsCame;

/// The page with all terms is wanted.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct ToDeadlines;

/// The page with what went wrong is wanted.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct ToCases;

/// Until the record is open there is nothing to look at.
const UNTIL_OPEN: Duration = Duration::from_secs(5);
const AT_LEAST: Duration = Duration::from_secs(1);

/// Looks until the app ends.
pub(crate) fn begin(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut last = None;
        loop {
            tokio::time::sleep(look(&app, &mut last).await).await;
        }
    });
}

/// Opens the page with all terms.
pub(crate) fn show(app: &AppHandle) {
    window::focus(app);
    // A window that is just being made opens where it always does.
    let _ = ToDeadlines.emit_to(app, window::MAIN);
}

/// Opens the page with what went wrong.
pub(crate) fn show_cases(app: &AppHandle) {
    window::focus(app);
    let _ = ToCases.emit_to(app, window::MAIN);
}

/// Looks once; how long to sleep then.
async fn look(app: &AppHandle, last: &mut Option<(u32, u32)>) -> Duration {
    let shell = app.state::<Shell>();
    let Some(library) = shell.opened().await else { return UNTIL_OPEN };
    let now = now();
    // What cannot be read now is told by whatever else the window asks for.
    let Ok(watch) = library.watch(now, zone()).await else { return UNTIL_OPEN };
    let counts = (watch.today, watch.overdue);
    if !watch.tell.is_empty() || *last != Some(counts) {
        *last = Some(counts);
        let _ = TermsCame.emit_to(app, window::MAIN);
    }
    Duration::try_from(watch.wake_at.duration_since(now)).unwrap_or(AT_LEAST).max(AT_LEAST)
}

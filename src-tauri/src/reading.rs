//! Reads evidence in the background, one file at a time, while nobody waits for it.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use app::{Cancel, ReadStep, Result, Sha256Hex};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::shell::Shell;
use crate::window;

/// A file of the evidence was looked at, or its text was read.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct EvidenceRead {
    pub(crate) sha256: Sha256Hex,
}

/// The one who reads.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    reads: AtomicBool,
    /// Asked while it read: what came since is looked for before it rests.
    asked: AtomicBool,
    cancel: Mutex<Cancel>,
}

/// Leaves the disk and the processor to whoever works now.
const BREATH: Duration = Duration::from_millis(30);

/// Begins to read what is left, unless somebody does.
pub(crate) fn go_on(app: &AppHandle) {
    let reader = app.state::<Reader>();
    reader.asked.store(true, Ordering::SeqCst);
    if reader.reads.swap(true, Ordering::SeqCst) {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            let reader = app.state::<Reader>();
            while reader.asked.swap(false, Ordering::SeqCst) {
                read_all(&app).await;
            }
            reader.reads.store(false, Ordering::SeqCst);
            // Who asked in between saw it reading still.
            if !reader.asked.load(Ordering::SeqCst) || reader.reads.swap(true, Ordering::SeqCst) {
                return;
            }
        }
    });
}

/// Ends the program that reads, if one does: the app closes.
pub(crate) fn stop(app: &AppHandle) {
    let reader = app.state::<Reader>();
    reader.cancel.lock().unwrap_or_else(PoisonError::into_inner).cancel();
}

async fn read_all(app: &AppHandle) {
    let cancel =
        app.state::<Reader>().cancel.lock().unwrap_or_else(PoisonError::into_inner).clone();
    // What goes wrong is tried again when somebody asks again.
    while let Ok(ReadStep::Looked(sha256) | ReadStep::Read(sha256)) =
        read_one(app, cancel.clone()).await
    {
        // The window may be gone.
        let _ = EvidenceRead { sha256 }.emit_to(app, window::MAIN);
        tokio::time::sleep(BREATH).await;
    }
}

/// The library is taken anew for each file: it cannot close while somebody has it.
async fn read_one(app: &AppHandle, cancel: Cancel) -> Result<ReadStep> {
    app.state::<Shell>().library().await?.read_on(cancel).await
}

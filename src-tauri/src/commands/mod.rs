//! What the pages may ask for: one file a page, and a body is a call.

pub(crate) mod casework;
pub(crate) mod check;
pub(crate) mod deadlines;
pub(crate) mod evidence;
pub(crate) mod evidence_details;
pub(crate) mod finding;
pub(crate) mod glance;
pub(crate) mod library;
pub(crate) mod offers;
pub(crate) mod orders;
pub(crate) mod out;
pub(crate) mod pictures;
pub(crate) mod record;
pub(crate) mod settings;
pub(crate) mod start;
pub(crate) mod tables;
pub(crate) mod upkeep;
pub(crate) mod works;

use std::path::PathBuf;

use app::{Error, ErrorCode};
use tauri::{State, WebviewWindow, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

use crate::shell::Shell;

type Shared<'a> = State<'a, Shell>;
/// Takes the answer of a dialog.
type Tell<T> = Box<dyn FnOnce(Option<T>) + Send>;

/// What the user chooses in a dialog of the system; nothing when it is closed.
async fn chosen(
    window: &WebviewWindow,
    show: impl FnOnce(FileDialogBuilder<Wry>, Tell<FilePath>),
) -> Option<PathBuf> {
    answered(window, show).await?.into_path().ok()
}

/// The same of a dialog that gives something else than one place.
async fn answered<T: Send + 'static>(
    window: &WebviewWindow,
    show: impl FnOnce(FileDialogBuilder<Wry>, Tell<T>),
) -> Option<T> {
    let (tell, told) = oneshot::channel();
    let tell = Box::new(move |answer| {
        // The page that asked may be gone.
        let _ = tell.send(answer);
    });
    show(window.dialog().file().set_parent(window), tell);
    told.await.ok().flatten()
}

/// A fault of the system that nobody can act on but by reporting it.
fn internal(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorCode::Internal, error.to_string())
}

//! Files dropped on a window. The page learns their names and a token, never a path.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{DragDropEvent, Manager, Window, WindowEvent};
use tauri_specta::Event;

use crate::shell::Shell;

/// What a drag over the window is doing.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub(crate) enum FileDrag {
    Over { names: Vec<String> },
    Left,
    Dropped { token: u32, names: Vec<String> },
}

pub(crate) fn watch(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    let drag = match event {
        DragDropEvent::Enter { paths, .. } => FileDrag::Over { names: names(paths) },
        DragDropEvent::Drop { paths, .. } => {
            let token = window.state::<Shell>().keep_dropped(paths.clone());
            FileDrag::Dropped { token, names: names(paths) }
        }
        DragDropEvent::Leave => FileDrag::Left,
        _ => return,
    };
    // The page may be gone; then nobody waits for the event.
    let _ = drag.emit_to(window.app_handle(), window.label());
}

fn names(paths: &[std::path::PathBuf]) -> Vec<String> {
    paths
        .iter()
        .filter_map(|path| path.file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

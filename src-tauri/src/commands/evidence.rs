use std::path::PathBuf;

use app::{
    Acquired, Attached, Change, Error, EvidenceKind, GapMeter, KindGuide, OrderId, Pasted, Problem,
    Result, Sha256Hex,
};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_dialog::{FileDialogBuilder, FilePath};

use super::pictures::on_clipboard;
use super::{Shared, answered};
use crate::shell::{Shell, now};
use crate::works::LongWork;

/// What became of one of several files. One that is refused does not hold up the others; one
/// that the work was stopped before has neither.
#[derive(Debug, Serialize, Type)]
pub(crate) struct FileOutcome {
    name: String,
    attached: Option<Attached>,
    error: Option<Error>,
}

/// Attaches the files of a drop, named by the token that the drop event told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_dropped(
    window: WebviewWindow,
    shell: Shared<'_>,
    order: OrderId,
    token: u32,
    kind: EvidenceKind,
) -> Result<Vec<FileOutcome>> {
    let files = shell.take_dropped(token)?;
    attach(&window, &shell, order, files, kind, Acquired::Drop).await
}

/// Lets the user choose files and attaches them; an empty list when none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_chosen(
    window: WebviewWindow,
    shell: Shared<'_>,
    order: OrderId,
    kind: EvidenceKind,
) -> Result<Vec<FileOutcome>> {
    let files = choose(&window).await;
    attach(&window, &shell, order, files, kind, Acquired::Dialog).await
}

/// Attaches the picture on the clipboard. The page asks for this when its own paste event was
/// empty, as it is in WebKitGTK.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_clipboard(
    app: AppHandle,
    shell: Shared<'_>,
    order: OrderId,
    name: String,
    kind: EvidenceKind,
) -> Result<Attached> {
    let pasted = on_clipboard(&app)?;
    shell.library().await?.attach_pasted(order, name, pasted, kind, now()).await
}

/// Attaches a file that the page's own paste event held, in base64.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_pasted(
    shell: Shared<'_>,
    order: OrderId,
    name: String,
    base64: String,
    kind: EvidenceKind,
) -> Result<Attached> {
    let pasted = Pasted::Base64(base64);
    shell.library().await?.attach_pasted(order, name, pasted, kind, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_evidence_kind(
    shell: Shared<'_>,
    order: OrderId,
    sha256: Sha256Hex,
    kind: EvidenceKind,
) -> Result<Change> {
    shell.library().await?.set_evidence_kind(order, sha256, kind, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn detach_evidence(
    shell: Shared<'_>,
    order: OrderId,
    sha256: Sha256Hex,
) -> Result<Change> {
    shell.library().await?.detach(order, sha256, now()).await
}

/// What is known of each kind of evidence.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_guide() -> Result<Vec<KindGuide>> {
    Ok(app::evidence_guide())
}

/// What evidence an order has for a problem, or for none, and what it lacks.
#[tauri::command]
#[specta::specta]
pub(crate) async fn gap_meter(
    shell: Shared<'_>,
    order: OrderId,
    problem: Option<Problem>,
) -> Result<GapMeter> {
    shell.library().await?.gap_meter(order, problem).await
}

/// Lets the user choose files; none when the dialog is closed.
pub(super) async fn choose(window: &WebviewWindow) -> Vec<PathBuf> {
    let files = answered(window, FileDialogBuilder::pick_files).await.unwrap_or_default();
    files.into_iter().filter_map(|file| FilePath::into_path(file).ok()).collect()
}

async fn attach(
    window: &WebviewWindow,
    shell: &Shell,
    order: OrderId,
    paths: Vec<PathBuf>,
    kind: EvidenceKind,
    how: Acquired,
) -> Result<Vec<FileOutcome>> {
    let (work, _begun) = shell.works.begin(window, LongWork::Attach);
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names: Vec<_> = paths.iter().map(name).collect();
    let library = shell.library().await?;
    let outcomes = library.attach_files(order, paths, kind, how, now(), work).await?;
    let told = names.into_iter().zip(outcomes).map(|(name, outcome)| match outcome {
        Some(Ok(attached)) => FileOutcome { name, attached: Some(attached), error: None },
        Some(Err(error)) => FileOutcome { name, attached: None, error: Some(error) },
        None => FileOutcome { name, attached: None, error: None },
    });
    Ok(told.collect())
}

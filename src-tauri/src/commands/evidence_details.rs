use app::{
    Attached, Change, EvidenceAbout, EvidenceDetails, EvidenceFinding, EvidenceKind, OrderId,
    Result, Retouch, Sha256Hex,
};
use tauri::AppHandle;

use super::Shared;
use crate::reading;
use crate::shell::{now, zone};

/// What is known of one piece of evidence besides its row.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_details(
    shell: Shared<'_>,
    order: OrderId,
    sha256: Sha256Hex,
) -> Result<EvidenceDetails> {
    shell.library().await?.evidence_details(order, sha256, zone()).await
}

/// Keeps what the buyer says of a piece.
#[tauri::command]
#[specta::specta]
pub(crate) async fn describe_evidence(
    shell: Shared<'_>,
    order: OrderId,
    sha256: Sha256Hex,
    about: EvidenceAbout,
) -> Result<Change> {
    shell.library().await?.describe_evidence(order, sha256, about, now()).await
}

/// Where the pieces of an order say otherwise than its record.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_findings(
    shell: Shared<'_>,
    order: OrderId,
) -> Result<Vec<EvidenceFinding>> {
    shell.library().await?.evidence_findings(order).await
}

/// Makes a cut out, marked or redacted copy of a piece.
#[tauri::command]
#[specta::specta]
pub(crate) async fn retouch_evidence(
    shell: Shared<'_>,
    order: OrderId,
    original: Sha256Hex,
    how: Retouch,
    name: String,
    kind: EvidenceKind,
) -> Result<Attached> {
    shell.library().await?.retouch(order, original, how, name, kind, now()).await
}

/// Puts two pieces beside each other as one picture.
#[tauri::command]
#[specta::specta]
pub(crate) async fn put_beside(
    shell: Shared<'_>,
    order: OrderId,
    pair: [Sha256Hex; 2],
    captions: [String; 2],
    name: String,
) -> Result<Attached> {
    shell.library().await?.put_beside(order, pair, captions, name, now()).await
}

/// Has what is left of the evidence looked at and read, unless that is going on. An
/// [`EvidenceRead`](reading::EvidenceRead) tells of every file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_evidence(app: AppHandle) -> Result<()> {
    reading::go_on(&app);
    Ok(())
}

/// Has a picture read again that was given up.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_evidence_again(
    app: AppHandle,
    shell: Shared<'_>,
    sha256: Sha256Hex,
) -> Result<()> {
    shell.library().await?.read_again(sha256).await?;
    reading::go_on(&app);
    Ok(())
}

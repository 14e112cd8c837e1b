use app::{
    Error, ErrorCode, HeaderChoice, Result, TableImported, TableLayout, TablePreview, TableReading,
    TableView,
};
use tauri::WebviewWindow;

use super::{Shared, chosen};
use crate::shell::{now, zone};
use crate::works::LongWork;

/// Lets the user choose a table and opens it; nothing when none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_table(
    window: WebviewWindow,
    shell: Shared<'_>,
) -> Result<Option<TableView>> {
    let picked = chosen(&window, |dialog, tell| {
        // Platforms name their tables many ways; what a file is, its bytes say.
        let dialog = dialog.add_filter("CSV, XLSX", &["csv", "xlsx", "xlsm", "txt", "tsv", "xls"]);
        dialog.pick_file(tell);
    });
    let Some(path) = picked.await else { return Ok(None) };
    shell.library().await?.open_table(path).await.map(Some)
}

/// Opens the table that was dropped, named by the token that the drop event told; the first of
/// several files.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_dropped_table(shell: Shared<'_>, token: u32) -> Result<TableView> {
    let first = shell.take_dropped(token)?.into_iter().next();
    let path = first.ok_or_else(|| Error::new(ErrorCode::NotAFile, "nothing was dropped"))?;
    shell.library().await?.open_table(path).await
}

/// Reads the table that is open in another way.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_table_again(
    shell: Shared<'_>,
    token: u32,
    reading: TableReading,
    header: HeaderChoice,
) -> Result<TableView> {
    shell.library().await?.read_table_again(token, reading, header).await
}

/// What would come of the table. Nothing is recorded.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_table(
    shell: Shared<'_>,
    token: u32,
    layout: TableLayout,
) -> Result<TablePreview> {
    shell.library().await?.preview_table(token, layout, now(), zone()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_table(
    window: WebviewWindow,
    shell: Shared<'_>,
    token: u32,
    layout: TableLayout,
) -> Result<TableImported> {
    let (work, _begun) = shell.works.begin(&window, LongWork::Table);
    shell.library().await?.import_table(token, layout, now(), zone(), work).await
}

/// Puts what was taken in of the table into the trash.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_back_table(shell: Shared<'_>, token: u32) -> Result<()> {
    shell.library().await?.take_back_table(token, now()).await
}

/// Forgets the table that is open.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_table(shell: Shared<'_>) -> Result<()> {
    shell.library().await?.close_table();
    Ok(())
}

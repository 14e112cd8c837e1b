use app::{Error, ErrorCode, OutTable, Result, TableFormat, Wanted, WrittenOut};
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_opener::OpenerExt;

use super::{Shared, internal, upkeep::chosen};
use crate::shell::zone;
use crate::works::LongWork;

/// How many orders these are.
#[tauri::command]
#[specta::specta]
pub(crate) async fn count_wanted(shell: Shared<'_>, which: Wanted) -> Result<u32> {
    shell.library().await?.count_wanted(which).await
}

/// Writes orders as a table where the user says; nothing when they closed the dialog.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_table(
    window: WebviewWindow,
    shell: Shared<'_>,
    name: String,
    table: OutTable,
) -> Result<Option<WrittenOut>> {
    let (sort, ending) = match table.format {
        TableFormat::Xlsx => ("Excel", "xlsx"),
        TableFormat::Csv => ("CSV", "csv"),
    };
    let to = chosen(&window, |dialog, tell| {
        let name = format!("{name}.{ending}");
        dialog.set_file_name(name).add_filter(sort, &[ending]).save_file(tell);
    });
    let Some(to) = to.await else { return Ok(None) };
    let (work, _begun) = shell.works.begin(&window, LongWork::Export);
    let written = shell.library().await?.export_table(to.clone(), table, zone(), work).await?;
    shell.keep_exported(to);
    Ok(Some(written))
}

/// Shows the file that was written last in the system's own program for files.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_exported(app: AppHandle, shell: Shared<'_>) -> Result<()> {
    let nothing = || Error::new(ErrorCode::NotFound, "nothing was written");
    let path = shell.exported().ok_or_else(nothing)?;
    app.opener().reveal_item_in_dir(path).map_err(internal)
}

/// Prints what the window shows, through the dialog of the system.
#[tauri::command]
#[specta::specta]
pub(crate) async fn print_page(window: WebviewWindow) -> Result<()> {
    window.print().map_err(internal)
}

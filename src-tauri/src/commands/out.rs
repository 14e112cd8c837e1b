use app::{
    Error, ErrorCode, JsonLooked, JsonTaken, OrderId, OrderRecord, OutTable, PaperRows, Result,
    TableFormat, Wanted, WrittenOut,
};
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_opener::OpenerExt;

use super::{Shared, chosen, internal};
use crate::shell::{now, zone};
use crate::works::LongWork;

/// How many orders these are.
#[tauri::command]
#[specta::specta]
pub(crate) async fn count_wanted(shell: Shared<'_>, which: Wanted) -> Result<u32> {
    shell.library().await?.count_wanted(which, now()).await
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
    let written = shell
        .library()
        .await?
        .export_table(to.clone(), table, now().to_zoned(zone()), work)
        .await?;
    shell.keep_exported(to);
    Ok(Some(written))
}

/// Writes orders as JSON where the user says; nothing when they closed the dialog.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_json(
    window: WebviewWindow,
    shell: Shared<'_>,
    name: String,
    which: Wanted,
) -> Result<Option<WrittenOut>> {
    let to = chosen(&window, |dialog, tell| {
        let name = format!("{name}.json");
        dialog.set_file_name(name).add_filter("JSON", &["json"]).save_file(tell);
    });
    let Some(to) = to.await else { return Ok(None) };
    let (work, _begun) = shell.works.begin(&window, LongWork::Export);
    let written = shell.library().await?.export_json(to.clone(), which, now(), work).await?;
    shell.keep_exported(to);
    Ok(Some(written))
}

/// Lets the user choose a file of orders and tells what it holds; [`take_in_json`] then takes
/// it in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_json(
    window: WebviewWindow,
    shell: Shared<'_>,
) -> Result<Option<JsonLooked>> {
    let picked = chosen(&window, |dialog, tell| {
        dialog.add_filter("JSON", &["json"]).pick_file(tell);
    });
    let Some(path) = picked.await else { return Ok(None) };
    let looked = shell.library().await?.examine_json(path.clone()).await?;
    shell.keep_archive(path);
    Ok(Some(looked))
}

/// Takes in what the chosen file holds and this library does not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_in_json(window: WebviewWindow, shell: Shared<'_>) -> Result<JsonTaken> {
    let nothing = || Error::new(ErrorCode::NotFound, "no file was chosen");
    let path = shell.take_archive().ok_or_else(nothing)?;
    let (work, _begun) = shell.works.begin(&window, LongWork::Merge);
    shell.library().await?.take_in_json(path, now(), work).await
}

/// Orders for paper, all at once; recipients are covered unless in `full`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paper_rows(shell: Shared<'_>, which: Wanted, full: bool) -> Result<PaperRows> {
    shell.library().await?.paper_rows(which, full, now()).await
}

/// One order for paper.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paper_order(
    shell: Shared<'_>,
    order: OrderId,
    full: bool,
) -> Result<OrderRecord> {
    shell.library().await?.paper_order(order, full).await
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

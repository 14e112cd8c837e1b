use app::{
    Change, Home, Lately, LookUp, OrderCount, OrderFacets, OrderId, OrderLines, OrderQuery,
    OrderSum, Result, View, ViewId,
};

use super::Shared;
use crate::shell::{now, zone};

#[tauri::command]
#[specta::specta]
pub(crate) async fn order_page(shell: Shared<'_>, query: OrderQuery) -> Result<OrderLines> {
    shell.library().await?.order_page(query, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn count_orders(shell: Shared<'_>, query: OrderQuery) -> Result<OrderCount> {
    shell.library().await?.count_orders(query, now()).await
}

/// All that fit, as many as can be selected at once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn order_ids(shell: Shared<'_>, query: OrderQuery) -> Result<Vec<OrderId>> {
    shell.library().await?.order_ids(query, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sum_orders(shell: Shared<'_>, ids: Vec<OrderId>) -> Result<OrderSum> {
    shell.library().await?.sum_orders(ids).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn order_facets(shell: Shared<'_>) -> Result<OrderFacets> {
    shell.library().await?.order_facets().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn views(shell: Shared<'_>) -> Result<Vec<View>> {
    shell.library().await?.views().await
}

/// Keeps a query as a view, or puts a removed one back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_view(
    shell: Shared<'_>,
    id: Option<ViewId>,
    name: String,
    query: OrderQuery,
    lately: Option<Lately>,
) -> Result<Change> {
    shell.library().await?.save_view(id, name, query, lately, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn rename_view(shell: Shared<'_>, id: ViewId, name: String) -> Result<Change> {
    shell.library().await?.rename_view(id, name).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_view(shell: Shared<'_>, id: ViewId) -> Result<Change> {
    shell.library().await?.remove_view(id).await
}

/// Looks for orders, recipients and templates.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_up(shell: Shared<'_>, text: String) -> Result<LookUp> {
    shell.library().await?.look_up(text).await
}

/// What is worth knowing when the app opens, by the calendar of this machine.
#[tauri::command]
#[specta::specta]
pub(crate) async fn home(shell: Shared<'_>) -> Result<Home> {
    shell.library().await?.home(now(), zone()).await
}

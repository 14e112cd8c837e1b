use app::{
    BulkChange, Change, Judged, LinkKind, Move, OrderId, RecordForm, RecordReading, Recorded,
    Result,
};

use super::Shared;
use crate::shell::now;

/// Reads the form of an order that no check came before. Nothing is recorded.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_at_record(shell: Shared<'_>, form: RecordForm) -> Result<RecordReading> {
    shell.library().await?.look_at_record(form, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn record_order(shell: Shared<'_>, form: RecordForm) -> Result<Recorded> {
    shell.library().await?.record_order(form, now()).await
}

/// How a step would be taken. Nothing is recorded.
#[tauri::command]
#[specta::specta]
pub(crate) async fn judge(shell: Shared<'_>, order: OrderId, step: Move) -> Result<Judged> {
    shell.library().await?.judge(order, step).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn link_orders(
    shell: Shared<'_>,
    order: OrderId,
    other: OrderId,
    kind: LinkKind,
) -> Result<Change> {
    shell.library().await?.link_orders(order, other, kind, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn unlink_orders(
    shell: Shared<'_>,
    order: OrderId,
    other: OrderId,
) -> Result<Change> {
    shell.library().await?.unlink_orders(order, other, now()).await
}

/// Makes another record of the same order part of this one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn merge_orders(
    shell: Shared<'_>,
    order: OrderId,
    other: OrderId,
) -> Result<Change> {
    shell.library().await?.merge_orders(order, other, now()).await
}

/// Changes many orders, all of them or none, and tells which are otherwise than before.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_orders(
    shell: Shared<'_>,
    orders: Vec<OrderId>,
    what: BulkChange,
) -> Result<Vec<OrderId>> {
    shell.library().await?.change_orders(orders, what, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn tags(shell: Shared<'_>) -> Result<Vec<String>> {
    shell.library().await?.tags().await
}

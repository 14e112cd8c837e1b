use app::{Change, Result, Settings};

use super::Shared;

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_settings(shell: Shared<'_>, settings: Settings) -> Result<Change> {
    let change = shell.library().await?.save_settings(&settings).await?;
    shell.heed(&settings);
    Ok(change)
}

use app::Result;

use super::Shared;
use crate::works::LongWork;

/// Stops a long piece of work; what it has done by then stays, whole.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_work(shell: Shared<'_>, work: LongWork) -> Result<()> {
    shell.works.stop(work);
    Ok(())
}

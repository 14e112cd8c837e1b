use std::collections::BTreeMap;

use app::{
    CaseChannel, CaseComplaint, CaseFact, CaseList, CaseView, Change, ChannelId, Complaining,
    LetterId, LetterOut, LetterText, LetterView, LintFinding, NewClosing, NewContact, OptionId,
    OrderId, PacketMade, PacketPlan, PacketWish, Problem, RemedyId, Result, SelfCheck, Slot,
    TemplateCheck, Tone,
};
use tauri::WebviewWindow;

use super::{Shared, chosen};
use crate::shell::{now, zone};
use crate::works::LongWork;

#[tauri::command]
#[specta::specta]
pub(crate) async fn cases(shell: Shared<'_>) -> Result<CaseList> {
    shell.library().await?.cases(now(), zone()).await
}

/// The case of an order, whether anything was done about it or not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case(shell: Shared<'_>, order: OrderId) -> Result<CaseView> {
    shell.library().await?.case(order, now(), zone()).await
}

/// Everything that is known of the channels, in the order of the ladder.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_channels() -> Result<Vec<CaseChannel>> {
    Ok(app::case_channels())
}

/// Answers the questions about what happened: all answers, in their order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_case(
    shell: Shared<'_>,
    order: OrderId,
    answers: Vec<OptionId>,
) -> Result<Change> {
    shell.library().await?.answer_case(order, answers, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_case_problem(
    shell: Shared<'_>,
    order: OrderId,
    problem: Problem,
) -> Result<Change> {
    shell.library().await?.set_case_problem(order, problem, now()).await
}

/// `None` for what the buyer does not know.
#[tauri::command]
#[specta::specta]
pub(crate) async fn say_case_fact(
    shell: Shared<'_>,
    order: OrderId,
    fact: CaseFact,
    is: Option<bool>,
) -> Result<Change> {
    shell.library().await?.say_case_fact(order, fact, is, now()).await
}

/// Says that a piece that is needed cannot be had, or that it can after all.
#[tauri::command]
#[specta::specta]
pub(crate) async fn lack_evidence(
    shell: Shared<'_>,
    order: OrderId,
    need: String,
    lacks: bool,
) -> Result<Change> {
    shell.library().await?.lack_evidence(order, need, lacks, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn follow_remedy(
    shell: Shared<'_>,
    order: OrderId,
    remedy: Option<RemedyId>,
) -> Result<Change> {
    shell.library().await?.follow_remedy(order, remedy, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn prefer_channel(
    shell: Shared<'_>,
    order: OrderId,
    channel: Option<ChannelId>,
) -> Result<Change> {
    shell.library().await?.prefer_channel(order, channel, now()).await
}

/// Fills places of letters; a blank text empties one again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn fill_case(
    shell: Shared<'_>,
    order: OrderId,
    texts: BTreeMap<Slot, String>,
) -> Result<Change> {
    shell.library().await?.fill_case(order, texts, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn note_contact(
    shell: Shared<'_>,
    order: OrderId,
    contact: NewContact,
) -> Result<Change> {
    shell.library().await?.note_contact(order, contact, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_complaint(
    shell: Shared<'_>,
    order: OrderId,
    complaint: CaseComplaint,
) -> Result<Change> {
    shell.library().await?.set_complaint(order, complaint, now()).await
}

/// Holds the case against the grounds on which a complaint would be turned down.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_complaint(shell: Shared<'_>, order: OrderId) -> Result<SelfCheck> {
    shell.library().await?.check_complaint(order, now(), zone()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn close_case(
    shell: Shared<'_>,
    order: OrderId,
    closing: NewClosing,
) -> Result<Change> {
    shell.library().await?.close_case(order, closing, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn reopen_case(shell: Shared<'_>, order: OrderId) -> Result<Change> {
    shell.library().await?.reopen_case(order, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn case_letter(
    shell: Shared<'_>,
    order: OrderId,
    template: LetterId,
    tone: Tone,
) -> Result<LetterView> {
    shell.library().await?.case_letter(order, template, tone, now()).await
}

/// Looks a letter through as it is typed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn lint_letter(
    shell: Shared<'_>,
    order: OrderId,
    template: LetterId,
    text: String,
) -> Result<Vec<LintFinding>> {
    shell.library().await?.lint_letter(order, template, text, now()).await
}

/// Logs a letter that is copied.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_letter(
    shell: Shared<'_>,
    order: OrderId,
    letter: LetterOut,
) -> Result<Change> {
    shell.library().await?.copy_letter(order, letter, now()).await
}

/// Who the buyer is, as letters and complaints name them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn complaining(shell: Shared<'_>) -> Result<Complaining> {
    shell.library().await?.complaining().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_complaining(shell: Shared<'_>, who: Complaining) -> Result<Change> {
    shell.library().await?.save_complaining(&who).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn letter_texts(shell: Shared<'_>) -> Result<Vec<LetterText>> {
    shell.library().await?.letter_texts().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn check_letter_text(text: String) -> Result<TemplateCheck> {
    Ok(app::Library::check_letter_text(&text))
}

/// Keeps a template in the buyer's own wording; `None` goes back to the one of the app.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_letter_text(
    shell: Shared<'_>,
    template: LetterId,
    text: Option<String>,
) -> Result<Change> {
    shell.library().await?.save_letter_text(template, text).await
}

/// What a packet of the case would hold, with all originals in it or not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn packet_plan(
    shell: Shared<'_>,
    order: OrderId,
    originals: bool,
) -> Result<PacketPlan> {
    shell.library().await?.packet_plan(order, originals, now()).await
}

/// Writes the evidence of the case as a packet where the user says; nothing when they closed the
/// dialog.
#[tauri::command]
#[specta::specta]
pub(crate) async fn make_packet(
    window: WebviewWindow,
    shell: Shared<'_>,
    order: OrderId,
    name: String,
    wish: PacketWish,
) -> Result<Option<PacketMade>> {
    let to = chosen(&window, |dialog, tell| {
        let name = format!("{name}.zip");
        dialog.set_file_name(name).add_filter("ZIP", &["zip"]).save_file(tell);
    });
    let Some(to) = to.await else { return Ok(None) };
    let (work, _begun) = shell.works.begin(&window, LongWork::Packet);
    let made = shell.library().await?.make_packet(order, to.clone(), wish, now(), work).await?;
    shell.keep_exported(to);
    Ok(Some(made))
}

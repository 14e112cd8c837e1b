//! Everything that crosses to the windows, in one list.

use std::path::Path;

use specta_typescript::Typescript;
use tauri::Wry;
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::commands::{
    check, deadlines, evidence, evidence_details, finding, glance, library, offers, orders, out,
    pictures, record, settings, start, tables, upkeep, works,
};
use crate::drops::FileDrag;
use crate::glance::{HandedOver, LookAgain, SeenCopied};
use crate::offers::OffersChanged;
use crate::reading::EvidenceRead;
use crate::watch::{TermsCame, ToDeadlines};
use crate::works::WorkProgress;

#[allow(clippy::too_many_lines, reason = "one list of all")]
pub(crate) fn builder() -> Builder<Wry> {
    Builder::new()
        // What the window sends is written by the same TypeScript: one type for both ways.
        .disable_serde_phases()
        .commands(collect_commands![
            start::start,
            start::back_up,
            start::restore_backup,
            start::begin_anew,
            start::page_painted,
            start::open_data_folder,
            upkeep::check_library,
            upkeep::repair_library,
            upkeep::repair_from_folder,
            upkeep::backups,
            upkeep::back_up_now,
            upkeep::export_archive,
            upkeep::choose_archive,
            upkeep::take_in_archive,
            settings::save_settings,
            check::catalogue,
            check::review,
            check::save_draft,
            check::drafts,
            check::draft,
            check::discard_draft,
            check::confirm,
            check::recipients,
            check::forget_recipient,
            library::recipient_kinds,
            library::look_at_recipient,
            library::add_recipient,
            library::rename_recipient,
            library::restore_recipient,
            library::templates,
            library::save_template,
            library::remove_template,
            library::reminders,
            library::add_reminder,
            library::save_reminder,
            library::remove_reminder,
            library::own,
            library::try_own_kind,
            library::try_own_category,
            library::save_own_kind,
            library::save_own_category,
            library::forget_own,
            library::restore_own,
            finding::order_page,
            finding::count_orders,
            finding::order_ids,
            finding::sum_orders,
            finding::order_facets,
            finding::views,
            finding::save_view,
            finding::rename_view,
            finding::remove_view,
            finding::look_up,
            finding::home,
            out::count_wanted,
            out::export_table,
            out::export_json,
            out::choose_json,
            out::take_in_json,
            out::paper_rows,
            out::paper_order,
            out::show_exported,
            out::print_page,
            orders::order,
            orders::record,
            orders::undo,
            orders::buy_again,
            deadlines::deadlines_of,
            deadlines::agenda,
            deadlines::next_terms,
            deadlines::answer_term,
            deadlines::export_ics,
            deadlines::replaceable_rules,
            deadlines::watch,
            deadlines::terms_told,
            deadlines::notify_terms,
            deadlines::platforms,
            deadlines::try_platform,
            deadlines::save_platform,
            record::look_at_record,
            record::record_order,
            record::judge,
            record::link_orders,
            record::unlink_orders,
            record::merge_orders,
            record::change_orders,
            record::tags,
            evidence::attach_dropped,
            evidence::attach_chosen,
            evidence::attach_clipboard,
            evidence::attach_pasted,
            evidence::set_evidence_kind,
            evidence::detach_evidence,
            evidence::evidence_guide,
            evidence::gap_meter,
            works::stop_work,
            tables::choose_table,
            tables::open_dropped_table,
            tables::read_table_again,
            tables::preview_table,
            tables::import_table,
            tables::take_back_table,
            tables::close_table,
            evidence_details::evidence_details,
            evidence_details::describe_evidence,
            evidence_details::evidence_findings,
            evidence_details::retouch_evidence,
            evidence_details::put_beside,
            evidence_details::read_evidence,
            evidence_details::read_evidence_again,
            offers::watched_folder,
            offers::choose_watched_folder,
            offers::stop_watching,
            offers::offers,
            offers::take_offer,
            offers::pass_over,
            offers::open_evidence,
            pictures::take_clipboard_picture,
            pictures::take_pasted_picture,
            pictures::take_dropped_pictures,
            pictures::take_chosen_pictures,
            pictures::read_picture,
            pictures::stop_reading,
            pictures::recogniser,
            glance::glance,
            glance::glance_picture,
            glance::hand_over,
            glance::hide_glance,
            glance::set_shortcut,
            glance::dress_tray,
        ])
        .events(collect_events![
            FileDrag,
            EvidenceRead,
            OffersChanged,
            HandedOver,
            LookAgain,
            SeenCopied,
            TermsCame,
            ToDeadlines,
            WorkProgress,
            pictures::ReadingProgress
        ])
}

/// Writes the TypeScript of the commands, the events and all their types.
///
/// # Errors
///
/// Says which type cannot be written, or why the file cannot.
pub fn export_bindings(path: &Path) -> Result<(), String> {
    builder().export(Typescript::default(), path).map_err(|error| error.to_string())
}

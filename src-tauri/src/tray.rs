//! The icon in the system's tray and its menu.

use serde::Deserialize;
use specta::Type;
use tauri::menu::{IsMenuItem, Menu, MenuEvent, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, Wry, include_image};

use crate::{glance, platform, watch, window};

/// What the menu says, in the language of the window.
#[derive(Debug, Clone, Deserialize, Type)]
pub(crate) struct TrayWords {
    /// How many terms are due today.
    due: String,
    open: String,
    glance: String,
    /// Something went wrong with a purchase.
    wrong: String,
    quit: String,
}

/// The menu's lines, kept to be worded anew.
struct Tray {
    due: MenuItem<Wry>,
    open: MenuItem<Wry>,
    glance: MenuItem<Wry>,
    wrong: MenuItem<Wry>,
    quit: MenuItem<Wry>,
}

const ID: &str = "tray";

/// Whether there is an icon.
pub(crate) fn stands(app: &AppHandle) -> bool {
    app.try_state::<Tray>().is_some()
}

/// Makes the icon, or words the menu of the one there is. A desktop without a tray has none.
pub(crate) fn dress(app: &AppHandle, words: &TrayWords) -> tauri::Result<()> {
    if let Some(tray) = app.try_state::<Tray>() {
        tray.due.set_text(&words.due)?;
        tray.open.set_text(&words.open)?;
        if let Some(icon) = app.tray_by_id(ID) {
            // Not every desktop shows one.
            let _ = icon.set_tooltip(Some(&words.due));
        }
        tray.glance.set_text(&words.glance)?;
        tray.wrong.set_text(&words.wrong)?;
        return tray.quit.set_text(&words.quit);
    }
    if !platform::has_tray() {
        return Ok(());
    }
    let item = |id: &str, text: &str| MenuItem::with_id(app, id, text, true, None::<&str>);
    let tray = Tray {
        due: item("due", &words.due)?,
        open: item("open", &words.open)?,
        glance: item("glance", &words.glance)?,
        wrong: item("wrong", &words.wrong)?,
        quit: item("quit", &words.quit)?,
    };
    let lines: [&dyn IsMenuItem<Wry>; 5] =
        [&tray.due, &tray.open, &tray.glance, &tray.wrong, &tray.quit];
    let menu = Menu::with_items(app, &lines)?;
    TrayIconBuilder::with_id(ID)
        .icon(include_image!("../icons/tray.png"))
        .menu(&menu)
        .on_menu_event(chosen)
        .build(app)?;
    app.manage(tray);
    Ok(())
}

#[allow(clippy::needless_pass_by_value, reason = "the signature is Tauri's")]
fn chosen(app: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        "due" => watch::show(app),
        "open" => window::focus(app),
        "glance" => glance::open(app),
        "wrong" => watch::show_cases(app),
        _ => app.exit(0),
    }
}

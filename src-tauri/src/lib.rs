//! The desktop shell: windows, commands and the protocol for pictures. It holds no rule; a
//! command's body is a call into `app`.

mod commands;
mod data_folder;
mod drops;
mod glance;
mod offers;
mod platform;
mod protocol;
mod reading;
mod shell;
mod shortcut;
mod tray;
mod watch;
mod window;
mod wire;
mod works;

use std::process::ExitCode;

use tauri::Manager;

pub use wire::export_bindings;

/// Runs the app until its last window closes.
pub fn run() -> ExitCode {
    platform::prepare();
    let wire = wire::builder();
    let mut context = tauri::generate_context!();
    let mut places = tauri_plugin_window_state::Builder::new().with_state_flags(window::KEPT);
    if let Some(folder) = data_folder::named() {
        let config = context.config_mut();
        config.identifier = data_folder::identifier(&config.identifier, &folder);
        // A portable copy leaves nothing elsewhere.
        places = places.with_filename(folder.join(window::PLACES).display().to_string());
    }
    let app = tauri::Builder::default()
        // First, so that a second start ends before it touches the data folder.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            if arguments.iter().any(|argument| argument == glance::ARGUMENT) {
                glance::open(app);
            } else {
                window::focus(app);
            }
        }))
        .plugin(places.build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(shortcut::plugin())
        .register_asynchronous_uri_scheme_protocol("evidence", protocol::answer)
        .invoke_handler(wire.invoke_handler())
        .setup(move |app| {
            wire.mount_events(app);
            app.manage(shell::Shell::new(data_folder::find(app.handle())));
            app.manage(reading::Reader::default());
            app.manage(offers::Offers::default());
            window::open(app.handle())?;
            watch::begin(app.handle());
            if std::env::args().any(|argument| argument == glance::ARGUMENT) {
                glance::open(app.handle());
            }
            Ok(())
        })
        .on_window_event(|window, event| {
            drops::watch(window, event);
            window::watch(window, event);
        })
        .build(context);
    match app {
        Ok(app) => {
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => platform::say_why_not(&error.to_string()),
    }
}

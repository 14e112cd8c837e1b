use std::process::Stdio;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    ClientMessageEvent, ConfigureWindowAux, ConnectionExt, EventMask, ImageFormat, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

use super::{Own, wait_for};

/// A virtual screen.
#[derive(Debug)]
pub struct Display {
    pub name: String,
    _server: Own,
}

impl Display {
    /// 1440×900, at the first number that is free.
    pub fn start() -> Self {
        let (server, number) = Own::start_and_hear(
            Own::command("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"])
                // It would start over whenever the last client leaves, and turn others away.
                .arg("-noreset")
                .stderr(Stdio::null()),
        );
        Self { name: format!(":{number}"), _server: server }
    }

    /// Whether a window of some size is on the screen. The app shows its window with the
    /// first painted page, so this is when a person can begin.
    pub fn shows_a_window(&self) -> bool {
        self.connect().and_then(|(connection, root)| largest_window(&connection, root)).is_some()
    }

    /// Gives the app's window another size, in pixels. The driver cannot: its command waits
    /// for a window manager, and there is none here.
    /// Asks the largest window to close, as the button in its frame does.
    pub fn ask_to_close(&self) {
        let (connection, root) = self.connect().expect("a display");
        let window = largest_window(&connection, root).expect("a window");
        let named = |name: &str| {
            let asked = connection.intern_atom(false, name.as_bytes()).expect("a name");
            asked.reply().expect("its number").atom
        };
        let (protocols, delete) = (named("WM_PROTOCOLS"), named("WM_DELETE_WINDOW"));
        let event = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        connection.send_event(false, window, EventMask::NO_EVENT, event).expect("a message");
        // Answered only once the server has seen what came before.
        connection.get_input_focus().expect("a request").reply().expect("an answer");
    }

    pub fn resize(&self, width: u32, height: u32) {
        let (connection, root) = self.connect().expect("a display");
        let window = largest_window(&connection, root).expect("a window");
        let size = ConfigureWindowAux::new().x(0).y(0).width(width).height(height);
        connection.configure_window(window, &size).expect("a request").check().expect("a size");
    }

    /// How long until the window is there, asked 100 times a second.
    pub fn time_to_window(&self, limit: Duration) -> Option<Duration> {
        let started = Instant::now();
        while started.elapsed() < limit {
            if self.shows_a_window() {
                return Some(started.elapsed());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }

    /// How many windows of some size are on the screen: a dialog is one more.
    pub fn windows(&self) -> usize {
        self.connect().map_or(0, |(connection, root)| large_windows(&connection, root).len())
    }

    /// Leaves a picture of the whole screen among those of the pages: of what is not driven.
    pub fn keep_picture(&self, name: &str) {
        let (connection, root) = self.connect().expect("a display");
        let area = connection.get_geometry(root).expect("a request").reply().expect("its size");
        let (width, height) = (area.width, area.height);
        let asked = connection.get_image(ImageFormat::Z_PIXMAP, root, 0, 0, width, height, !0);
        let shown = asked.expect("a request").reply().expect("the screen").data;
        // The server gives blue, green, red and a byte of nothing.
        let rgb: Vec<u8> =
            shown.chunks(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
        super::picture::keep(name, &rgb, width.into(), height.into());
    }

    /// The window above all others, as soon as there is one.
    pub(super) fn front_window(&self) -> Window {
        wait_for("a window", || {
            let (connection, root) = self.connect()?;
            large_windows(&connection, root).pop().map(|(_, window)| window)
        })
    }

    pub(super) fn connect(&self) -> Option<(RustConnection, Window)> {
        let (connection, screen) = x11rb::connect(Some(&self.name)).ok()?;
        let root = connection.setup().roots.get(screen)?.root;
        Some((connection, root))
    }
}

fn largest_window(connection: &RustConnection, root: Window) -> Option<Window> {
    large_windows(connection, root).into_iter().max().map(|(_, window)| window)
}

/// The windows that are shown and have some size, with it, from the lowest to the one in front;
/// menus and hidden helpers are smaller.
fn large_windows(connection: &RustConnection, root: Window) -> Vec<(u32, Window)> {
    let tree = connection.query_tree(root).ok().and_then(|asked| asked.reply().ok());
    let sized = |window| {
        let attributes = connection.get_window_attributes(window).ok()?.reply().ok()?;
        let area = connection.get_geometry(window).ok()?.reply().ok()?;
        let shown = attributes.map_state == MapState::VIEWABLE;
        (shown && area.width >= 300 && area.height >= 300)
            .then(|| (u32::from(area.width) * u32::from(area.height), window))
    };
    tree.map(|tree| tree.children.into_iter().filter_map(sized).collect()).unwrap_or_default()
}

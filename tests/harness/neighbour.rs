//! Another program on the same screen, as far as a person needs one: something to copy from
//! and to drag files from, and the keys of a real keyboard.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, InputFocus,
    KEY_PRESS_EVENT, KEY_RELEASE_EVENT, PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent,
    SelectionRequestEvent, Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE};

use super::{Display, wait_for};

/// The version of the drag protocol that is spoken, the newest there is.
const XDND_VERSION: u32 = 5;

/// A key by the number that X gives it; a character's is its code.
pub mod keysym {
    pub const RETURN: u32 = 0xFF0D;
    pub const ESCAPE: u32 = 0xFF1B;
    pub const CONTROL: u32 = 0xFFE3;
    pub const SHIFT: u32 = 0xFFE1;
    pub const ALT: u32 = 0xFFE9;
}

/// Something copied, there to be pasted until it is dropped.
#[derive(Debug)]
pub struct Copied {
    ended: Arc<AtomicBool>,
    answering: Option<JoinHandle<()>>,
}

impl Copied {
    /// Copies `bytes` under each of the names: media types, or `UTF8_STRING` for text.
    pub fn new(display: &Display, names: &[&str], bytes: &[u8]) -> Self {
        let neighbour = Neighbour::on(display);
        let selection = neighbour.atom("CLIPBOARD");
        let forms: Vec<_> =
            names.iter().map(|name| (neighbour.atom(name), bytes.to_vec())).collect();
        neighbour.own(selection);
        let ended = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&ended);
        let answering = std::thread::spawn(move || {
            while !until.load(Ordering::Relaxed) {
                if let Some(Event::SelectionRequest(request)) = neighbour.event() {
                    neighbour.hand_over(&request, &forms);
                }
            }
        });
        Self { ended, answering: Some(answering) }
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(answering) = self.answering.take() {
            let _ = answering.join();
        }
    }
}

impl Display {
    /// Drags files over the middle of the app's window and lets them go there.
    pub fn drop_files(&self, files: &[&Path]) {
        let neighbour = Neighbour::on(self);
        let target = self.front_window();
        let mut list = String::new();
        for file in files {
            writeln!(list, "{}\r", uri(file)).expect("text");
        }
        Drag::begin(&neighbour, target, list.into_bytes()).let_go();
    }

    /// Presses keys together and lets them go, as the keyboard does.
    pub fn strike(&self, keysyms: &[u32]) {
        let neighbour = Neighbour::on(self);
        neighbour.strike(&neighbour.keycodes(), keysyms);
    }

    /// Types ASCII text on the keyboard.
    pub fn type_text(&self, text: &str) {
        let neighbour = Neighbour::on(self);
        let codes = neighbour.keycodes();
        for character in text.chars() {
            let plain = u32::from(character);
            if codes.get(&plain).is_some_and(|(_, shifted)| *shifted) {
                neighbour.strike(&codes, &[keysym::SHIFT, plain]);
            } else {
                neighbour.strike(&codes, &[plain]);
            }
        }
    }

    /// Lets the keyboard speak to the window in front; there is no window manager to do so.
    pub fn focus_front(&self) {
        let (connection, _) = self.connect().expect("a display");
        let window = self.front_window();
        let focus = connection.set_input_focus(InputFocus::PARENT, window, CURRENT_TIME);
        focus.expect("a request").check().expect("the focus");
    }
}

/// A window that is never shown, with which selections are owned and drags begun.
struct Neighbour {
    connection: RustConnection,
    root: Window,
    window: Window,
}

impl Neighbour {
    fn on(display: &Display) -> Self {
        let (connection, root) = display.connect().expect("a display");
        let window = connection.generate_id().expect("a window's number");
        let looks = CreateWindowAux::new();
        let (depth, class) = (COPY_DEPTH_FROM_PARENT, WindowClass::INPUT_OUTPUT);
        connection
            .create_window(depth, window, root, 0, 0, 1, 1, 0, class, COPY_FROM_PARENT, &looks)
            .expect("a request")
            .check()
            .expect("a window");
        Self { connection, root, window }
    }

    fn atom(&self, name: &str) -> Atom {
        let asked = self.connection.intern_atom(false, name.as_bytes()).expect("a request");
        asked.reply().expect("an atom").atom
    }

    fn own(&self, selection: Atom) {
        let asked = self.connection.set_selection_owner(self.window, selection, CURRENT_TIME);
        asked.expect("a request").check().expect("the selection");
    }

    /// The next event; `None` when there was none for a moment.
    fn event(&self) -> Option<Event> {
        self.connection.flush().expect("a display");
        let event = self.connection.poll_for_event().expect("a display");
        if event.is_none() {
            std::thread::sleep(Duration::from_millis(3));
        }
        event
    }

    /// Answers who asks for what was copied.
    fn hand_over(&self, request: &SelectionRequestEvent, forms: &[(Atom, Vec<u8>)]) {
        let targets = self.atom("TARGETS");
        // Old clients name no property and mean the target.
        let property = if request.property == NONE { request.target } else { request.property };
        let form = forms.iter().find(|(target, _)| *target == request.target);
        let (mode, to) = (PropMode::REPLACE, request.requestor);
        let given = if request.target == targets {
            let known: Vec<Atom> = forms.iter().map(|(atom, _)| *atom).chain([targets]).collect();
            self.connection.change_property32(mode, to, property, AtomEnum::ATOM, &known)
        } else if let Some((target, bytes)) = form {
            self.connection.change_property8(mode, to, property, *target, bytes)
        } else {
            return self.told(request, NONE);
        };
        given.expect("a request").check().expect("what was copied");
        self.told(request, property);
    }

    fn told(&self, request: &SelectionRequestEvent, property: Atom) {
        let event = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property,
        };
        let sent = self.connection.send_event(false, request.requestor, EventMask::NO_EVENT, event);
        sent.expect("a request");
        self.connection.flush().expect("a display");
    }

    /// The key for each keysym, and whether it needs the shift key.
    fn keycodes(&self) -> HashMap<u32, (u8, bool)> {
        let setup = self.connection.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let asked = self.connection.get_keyboard_mapping(first, last - first + 1);
        let mapping = asked.expect("a request").reply().expect("the keyboard");
        let mut codes = HashMap::new();
        let wide = usize::from(mapping.keysyms_per_keycode);
        for (code, symbols) in (first..=last).zip(mapping.keysyms.chunks(wide)) {
            for (at, symbol) in symbols.iter().take(2).enumerate() {
                codes.entry(*symbol).or_insert((code, at == 1));
            }
        }
        codes
    }

    fn strike(&self, codes: &HashMap<u32, (u8, bool)>, keysyms: &[u32]) {
        let code = |keysym: &u32| codes.get(keysym).expect("a key of this keyboard").0;
        let down = keysyms.iter().map(|keysym| (KEY_PRESS_EVENT, code(keysym)));
        let up = keysyms.iter().rev().map(|keysym| (KEY_RELEASE_EVENT, code(keysym)));
        for (what, code) in down.chain(up) {
            let asked = self.connection.xtest_fake_input(what, code, 0, self.root, 0, 0, 0);
            asked.expect("a request").check().expect("a key");
        }
    }
}

/// Files on their way to a window, by the XDND protocol.
struct Drag<'a> {
    neighbour: &'a Neighbour,
    target: Window,
    forms: Vec<(Atom, Vec<u8>)>,
    /// In the middle of the target, in the root's pixels.
    place: u32,
}

impl<'a> Drag<'a> {
    fn begin(neighbour: &'a Neighbour, target: Window, list: Vec<u8>) -> Self {
        let uris = neighbour.atom("text/uri-list");
        let area = neighbour.connection.get_geometry(target).expect("a request");
        let area = area.reply().expect("a window's place");
        let middle = |start: i16, length: u16| {
            u32::try_from(i32::from(start) + i32::from(length) / 2).expect("on the screen")
        };
        let place = middle(area.x, area.width) << 16 | middle(area.y, area.height);
        neighbour.own(neighbour.atom("XdndSelection"));
        let drag = Self { neighbour, target, forms: vec![(uris, list)], place };
        drag.say("XdndEnter", [XDND_VERSION << 24, uris, NONE, NONE]);
        drag
    }

    /// Moves until the target takes what it is offered, then lets go.
    fn let_go(self) {
        // The web view reads the list while the files hang over it and answers twice: before
        // and after it knows what they are.
        let mut read = false;
        let started = Instant::now();
        while !(read && self.is_accepted()) {
            assert!(started.elapsed() < Duration::from_secs(10), "the window takes no files");
            self.moves();
            read |= self.answer_for(Duration::from_millis(150));
        }
        self.say("XdndDrop", [0, CURRENT_TIME, 0, 0]);
        wait_for("the drop to be finished", || {
            let event = self.neighbour.event()?;
            self.answer(&event);
            self.is(&event, "XdndFinished").then_some(())
        });
    }

    fn moves(&self) {
        let copy = self.neighbour.atom("XdndActionCopy");
        self.say("XdndPosition", [0, self.place, CURRENT_TIME, copy]);
    }

    /// Whether the target would take the files where they are now.
    fn is_accepted(&self) -> bool {
        self.moves();
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(2) {
            let Some(event) = self.neighbour.event() else { continue };
            self.answer(&event);
            if self.is(&event, "XdndStatus")
                && let Event::ClientMessage(message) = &event
            {
                return message.data.as_data32()[1] & 1 == 1;
            }
        }
        false
    }

    /// Answers what is asked meanwhile; whether the list was asked for.
    fn answer_for(&self, time: Duration) -> bool {
        let started = Instant::now();
        let mut asked = false;
        while started.elapsed() < time {
            asked |= self.neighbour.event().is_some_and(|event| self.answer(&event));
        }
        asked
    }

    fn answer(&self, event: &Event) -> bool {
        let Event::SelectionRequest(request) = event else { return false };
        self.neighbour.hand_over(request, &self.forms);
        request.target == self.forms[0].0
    }

    fn is(&self, event: &Event, name: &str) -> bool {
        let wanted = self.neighbour.atom(name);
        matches!(event, Event::ClientMessage(message) if message.type_ == wanted)
    }

    fn say(&self, what: &str, rest: [u32; 4]) {
        let kind = self.neighbour.atom(what);
        let [second, third, fourth, fifth] = rest;
        let (source, window) = (self.neighbour.window, self.target);
        // The version and the types follow the source, or what the message has in their place.
        let data = [source, second, third, fourth, fifth];
        let message = ClientMessageEvent::new(32, window, kind, data);
        let connection = &self.neighbour.connection;
        let sent = connection.send_event(false, window, EventMask::NO_EVENT, message);
        sent.expect("a request");
        connection.flush().expect("a display");
    }
}

/// A file's address, with everything that is not plain ASCII escaped.
fn uri(file: &Path) -> String {
    let mut uri = "file://".to_owned();
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' => {
                uri.push(char::from(*byte));
            }
            other => write!(uri, "%{other:02X}").expect("text"),
        }
    }
    uri
}

//! What is really on the screen, as often as it can be asked.

use std::time::{Duration, Instant};

use x11rb::CURRENT_TIME;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConnectionExt as _, ImageFormat, MOTION_NOTIFY_EVENT,
    Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use super::Display;

/// A part of the screen that is looked at, in pixels.
#[derive(Debug)]
pub struct Glimpse {
    connection: RustConnection,
    root: Window,
    corner: (i16, i16),
    size: (u16, u16),
}

/// The buttons that X gives to the wheel.
const WHEEL_UP: u8 = 4;
const WHEEL_DOWN: u8 = 5;
/// So many notches one way before the wheel turns back.
const ROCKED: u32 = 12;

impl Display {
    pub fn glimpse(&self, corner: (i16, i16), size: (u16, u16)) -> Glimpse {
        let (connection, root) = self.connect().expect("a display");
        Glimpse { connection, root, corner, size }
    }
}

impl Glimpse {
    /// Every pixel of it, now.
    pub fn look(&self) -> Vec<u8> {
        let ((x, y), (width, height)) = (self.corner, self.size);
        let asked = self
            .connection
            .get_image(ImageFormat::Z_PIXMAP, self.root, x, y, width, height, !0)
            .expect("a request");
        asked.reply().expect("the screen").data
    }

    /// How long until it looks otherwise than `before`.
    pub fn time_to_change(&self, before: &[u8], limit: Duration) -> Option<Duration> {
        let began = Instant::now();
        while began.elapsed() < limit {
            if self.look() != before {
                return Some(began.elapsed());
            }
        }
        None
    }

    /// As soon as it has looked the same for a while.
    pub fn rest(&self) -> Vec<u8> {
        let mut seen = self.look();
        let mut since = Instant::now();
        while since.elapsed() < Duration::from_millis(600) {
            std::thread::sleep(Duration::from_millis(20));
            let now = self.look();
            if now != seen {
                (seen, since) = (now, Instant::now());
            }
        }
        seen
    }

    /// Turns the wheel over the middle of it for a while, one notch every 16 ms; the times
    /// between one look and the next that differed.
    pub fn frames_of_wheel(&self, lasting: Duration) -> Vec<Duration> {
        self.frames_while_turning(|| WHEEL_DOWN, |elapsed| elapsed < lasting)
    }

    /// The same with the wheel turned down and up again, which a short page does not end, for
    /// as long as `going`.
    pub fn frames_of_rocking(&self, mut going: impl FnMut(Duration) -> bool) -> Vec<Duration> {
        let mut notch = 0;
        let turn = || {
            notch += 1;
            if (notch / ROCKED).is_multiple_of(2) { WHEEL_DOWN } else { WHEEL_UP }
        };
        self.frames_while_turning(turn, &mut going)
    }

    fn frames_while_turning(
        &self,
        mut turn: impl FnMut() -> u8,
        mut going: impl FnMut(Duration) -> bool,
    ) -> Vec<Duration> {
        let ((x, y), (width, height)) = (self.corner, self.size);
        let (x, y) = (x + (width / 2).cast_signed(), y + (height / 2).cast_signed());
        self.fake(MOTION_NOTIFY_EVENT, 0, (x, y));
        let (began, mut seen, mut frames) = (Instant::now(), self.look(), Vec::new());
        let (mut last, mut turned) = (None, Instant::now());
        while going(began.elapsed()) {
            if turned.elapsed() >= Duration::from_millis(16) {
                turned = Instant::now();
                let button = turn();
                self.fake(BUTTON_PRESS_EVENT, button, (0, 0));
                self.fake(BUTTON_RELEASE_EVENT, button, (0, 0));
            }
            let now = self.look();
            if now != seen {
                let at = Instant::now();
                // The first one only begins.
                frames.extend(last.map(|last| at - last));
                (last, seen) = (Some(at), now);
            }
        }
        frames
    }

    fn fake(&self, event: u8, detail: u8, (x, y): (i16, i16)) {
        let asked =
            self.connection.xtest_fake_input(event, detail, CURRENT_TIME, self.root, x, y, 0);
        asked.expect("a request");
        self.connection.flush().expect("it is sent");
    }
}

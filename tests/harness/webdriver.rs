//! The part of WebDriver that the tests speak, straight to WebKitGTK's own driver.
//! `tauri-driver` would only translate the capabilities on the way.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::wait_for;

/// The key under which the protocol names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The page that the app's window shows.
#[derive(Debug)]
pub struct Page {
    agent: ureq::Agent,
    session: String,
}

/// Something on the page. It goes stale when the page draws it anew.
#[derive(Debug, Clone)]
pub struct Element {
    id: String,
}

/// Keys that have no character, in the protocol's private code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Enter,
    Tab,
    Escape,
    Space,
    Backspace,
    Delete,
    Left,
    Up,
    Right,
    Down,
    Home,
    End,
    Shift,
    Control,
    Alt,
    Character(char),
}

impl Page {
    /// Starts `binary` and takes hold of its first window.
    pub(super) fn open(port: u16, binary: &Path, arguments: &[&str]) -> Result<Self, String> {
        let configuration = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_mins(1)))
            .http_status_as_error(false);
        let agent = ureq::Agent::new_with_config(configuration.build());
        let base = format!("http://127.0.0.1:{port}");
        let options = json!({ "binary": binary, "args": arguments });
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": options,
        }}});
        let mut page = Self { agent, session: format!("{base}/session") };
        let answer = page.post("", &wanted)?;
        let id = answer["sessionId"].as_str().ok_or("a session without a name")?;
        page.session = format!("{base}/session/{id}");
        Ok(page)
    }

    /// The first element that a CSS selector finds, as soon as it is there.
    pub fn find(&self, selector: &str) -> Element {
        wait_for(&format!("`{selector}`"), || self.find_all(selector).into_iter().next())
    }

    pub fn find_all(&self, selector: &str) -> Vec<Element> {
        let wanted = json!({ "using": "css selector", "value": selector });
        let found = self.post("/elements", &wanted).unwrap_or_default();
        found.as_array().into_iter().flatten().filter_map(Element::of).collect()
    }

    /// By `data-testid`.
    pub fn test_id(&self, id: &str) -> Element {
        self.find(&format!("[data-testid='{id}']"))
    }

    /// By role and by the name that a screen reader says, as soon as it is there and shown.
    /// A name that begins so is enough.
    pub fn named(&self, role: &str, name: &str) -> Element {
        wait_for(&format!("{role} “{name}”"), || self.look_for(role, name))
    }

    /// The same, without waiting.
    pub fn look_for(&self, role: &str, name: &str) -> Option<Element> {
        Element::of(&self.run(include_str!("named.js"), &[json!(role), json!(name)]).ok()?)
    }

    /// Waits until the page's visible text holds `words`.
    pub fn wait_for_words(&self, words: &str) {
        wait_for(&format!("the words “{words}”"), || {
            self.words().contains(words).then_some(())
        });
    }

    /// The page's visible text.
    pub fn words(&self) -> String {
        let text = self.run("return document.body ? document.body.innerText : ''", &[]);
        text.ok().as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// As soon as it can be clicked and stands still: while parts of a page are on their way,
    /// what is below them moves, and the click would land on something else. The driver scrolls
    /// only to what is outside the window, not to what is behind a bar that stays in its place.
    pub fn click(&self, element: &Element) {
        self.scroll_to(element, "nearest");
        let place = || {
            let script =
                "const { x, y } = arguments[0].getBoundingClientRect(); return `${x} ${y}`";
            self.run(script, &[element.wire()]).ok()
        };
        let mut before = place();
        for _ in 0..100 {
            sleep(Duration::from_millis(15));
            let now = place();
            if now == before {
                break;
            }
            before = now;
        }
        self.act("clicked", element, "click", &json!({}));
    }

    fn scroll_to(&self, element: &Element, block: &str) {
        let script = "arguments[0].scrollIntoView({ block: arguments[1], inline: 'nearest' })";
        let _ = self.run(script, &[element.wire(), json!(block)]);
    }

    /// Types after what stands there.
    pub fn write(&self, element: &Element, text: &str) {
        // A line end is a key; as a character it is dropped.
        let keys = text.replace('\n', "\u{E007}");
        self.act("typed into", element, "value", &json!({ "text": keys }));
    }

    /// Replaces what stands there, as a person does: select all, type.
    pub fn rewrite(&self, element: &Element, text: &str) {
        self.click(element);
        self.press(&[Key::Control, Key::Character('a')]);
        self.press(&[Key::Delete]);
        self.write(element, text);
    }

    /// What a field holds, or what an element says.
    pub fn says(&self, element: &Element) -> String {
        let script = "const e = arguments[0]; \
            return e.matches('input, textarea, select') ? e.value : e.innerText";
        let said = self.run(script, &[element.wire()]);
        said.ok().as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    pub fn attribute(&self, element: &Element, name: &str) -> Option<String> {
        let script = "return arguments[0].getAttribute(arguments[1])";
        let value = self.run(script, &[element.wire(), json!(name)]).ok()?;
        value.as_str().map(str::to_owned)
    }

    /// Presses keys together and lets them go: `&[Key::Control, Key::Character('k')]`.
    pub fn press(&self, keys: &[Key]) {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key.code() }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key.code() }));
        let strokes: Vec<Value> = down.chain(up).collect();
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": strokes }] });
        self.post("/actions", &actions).unwrap_or_else(|e| panic!("{keys:?}: {e}"));
    }

    /// Runs a function body in the page.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.post("/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// The same for what takes a while: the body calls its last argument with the answer.
    pub fn run_and_wait(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.post("/execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// A picture of the page at rest, as PNG.
    pub fn picture(&self) -> Vec<u8> {
        // Driven, the web view paints for pictures alone: the first one asks for a frame, and is
        // itself of the last frame that there was. The timer is for a page that draws none.
        self.shot();
        self.rest();
        let settle = "const done = arguments[0]; setTimeout(done, 500); \
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))";
        self.run_and_wait(settle, &[]).expect("a frame");
        let picture = self.shot();
        BASE64_STANDARD.decode(picture.as_str().unwrap_or_default()).expect("base64")
    }

    fn shot(&self) -> Value {
        let answer = self.agent.get(format!("{}/screenshot", self.session)).call();
        value(answer).expect("a picture")
    }

    /// Ends what is gliding from one look to the next.
    pub fn rest(&self) {
        let script = "document.body.getBoundingClientRect(); document.getAnimations() \
            .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime)) \
            .forEach((each) => each.finish())";
        self.run(script, &[]).expect("a page at rest");
    }

    /// Writes a picture into [`super::screens`].
    pub fn keep_picture(&self, name: &str) {
        let folder = super::screens();
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        std::fs::write(folder.join(format!("{name}.png")), self.picture()).expect("a picture");
    }

    /// Ends the session, and with it the app.
    pub(super) fn close(&self) {
        // A session whose app was killed is gone already.
        let _ = self.agent.delete(&self.session).call();
    }

    /// Tries until the element is ready; any other complaint ends the test.
    fn act(&self, what: &str, element: &Element, verb: &str, body: &Value) {
        let path = format!("/element/{}/{verb}", element.id);
        wait_for(&format!("an element that can be {what}"), || match self.post(&path, body) {
            Ok(_) => Some(()),
            Err(reason) if reason.starts_with("element not interactable") => None,
            // A message may lie over it, and one about what went wrong stays: a person scrolls on.
            Err(reason) if reason.starts_with("element click intercepted") => {
                self.scroll_to(element, "center");
                None
            }
            Err(reason) => panic!("it cannot be {what}: {reason}"),
        });
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        value(self.agent.post(format!("{}{path}", self.session)).send_json(body))
    }
}

impl Element {
    fn of(wire: &Value) -> Option<Self> {
        Some(Self { id: wire[ELEMENT].as_str()?.to_owned() })
    }

    /// As an argument of [`Page::run`].
    pub fn wire(&self) -> Value {
        json!({ ELEMENT: self.id })
    }
}

impl Key {
    fn code(self) -> char {
        match self {
            Self::Backspace => '\u{E003}',
            Self::Tab => '\u{E004}',
            Self::Enter => '\u{E007}',
            Self::Shift => '\u{E008}',
            Self::Control => '\u{E009}',
            Self::Alt => '\u{E00A}',
            Self::Escape => '\u{E00C}',
            Self::Space => ' ',
            Self::End => '\u{E010}',
            Self::Home => '\u{E011}',
            Self::Left => '\u{E012}',
            Self::Up => '\u{E013}',
            Self::Right => '\u{E014}',
            Self::Down => '\u{E015}',
            Self::Delete => '\u{E017}',
            Self::Character(character) => character,
        }
    }
}

/// The answer's value, or the driver's complaint.
fn value(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|e| e.to_string())?;
    let limit = 64 * 1024 * 1024;
    let body: Result<Value, _> = answer.body_mut().with_config().limit(limit).read_json();
    let mut body = body.map_err(|e| format!("not an answer: {e}"))?;
    let value = body["value"].take();
    match value["error"].as_str() {
        Some(error) if !answer.status().is_success() => {
            Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default()))
        }
        _ => Ok(value),
    }
}

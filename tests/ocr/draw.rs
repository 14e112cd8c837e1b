//! Pages of shops, payment apps and chats, drawn as a phone shows them.

mod cards;

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::canvas::{Canvas, Ink, advance};

/// The width of a phone in its own units; a pixel at 1×.
const WIDTH: f32 = 360.0;
/// The height of most phones; a longer page is a long screenshot.
const HEIGHT: f32 = 800.0;
const SIDE: f32 = 12.0;
const PAD: f32 = 12.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    Light,
    Dark,
}

/// The fonts of this system; loaded once.
pub(crate) fn fonts() -> Arc<fontdb::Database> {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    Arc::new(fonts)
}

/// A page as a picture, `scale` pixels to a unit.
pub(crate) fn draw(
    lines: &[&str],
    theme: Theme,
    scale: f32,
    fonts: &Arc<fontdb::Database>,
) -> Pixmap {
    let (svg, height) = svg(lines, theme);
    let options = Options { fontdb: Arc::clone(fonts), ..Options::default() };
    let tree = Tree::from_str(&svg, &options).expect("the page is SVG");
    #[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "small and whole")]
    let size = |side: f32| (side * scale).round() as u32;
    let mut pixmap = Pixmap::new(size(WIDTH), size(height)).expect("a page has a size");
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap
}

/// What a person would copy from the page: the same words in reading order.
pub(crate) fn as_copied(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        let parts: Vec<&str> = rest.split('|').map(str::trim).collect();
        let said = match kind {
            "accent" | "-" => continue,
            "goods" => parts.join("\n").replace("\n\u{D7}", " \u{D7}"),
            "row" | "left" | "sum" | "price" | "copy" | "qty" => parts.join("  "),
            "hero" | "stack" => parts.join("\n"),
            "sku" => parts.join(" ").replace('*', ""),
            _ => parts.join(" "),
        };
        text.push_str(&said);
        text.push('\n');
    }
    text
}

fn svg(lines: &[&str], theme: Theme) -> (String, f32) {
    let mut page = Page::new(theme);
    page.status_bar();
    for line in lines {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        let parts: Vec<&str> = rest.split('|').map(str::trim).collect();
        page.line(kind, &parts);
    }
    page.close_card();
    let height = (page.y + 16.0).max(HEIGHT);
    (page.canvas.finish(WIDTH, height, page.ink.ground), height)
}

struct Page {
    canvas: Canvas,
    /// What the open card holds; drawn when its height is known.
    card: Canvas,
    card_top: Option<f32>,
    ink: Ink,
    y: f32,
}

impl Page {
    fn new(theme: Theme) -> Self {
        let ink = if theme == Theme::Light { Ink::light() } else { Ink::dark() };
        Self { canvas: Canvas::default(), card: Canvas::default(), card_top: None, ink, y: 0.0 }
    }

    fn line(&mut self, kind: &str, parts: &[&str]) {
        let first = parts.first().copied().unwrap_or_default();
        let second = parts.get(1).copied().unwrap_or_default();
        match kind {
            "accent" => first.clone_into(&mut self.ink.accent),
            "-" => self.close_card(),
            "nav" => self.nav(first),
            "search" => self.search(first),
            "hero" => self.hero(first, second),
            "result" => self.result(first),
            "amount" => self.centred(first, 34.0, 700),
            "note" => self.centred(first, 12.0, 400),
            "time" => self.centred(first, 11.0, 400),
            "me" => self.bubble(first, true),
            "you" => self.bubble(first, false),
            "button" => self.buttons(parts),
            "menu" => self.menu(parts),
            _ => {
                self.open_card();
                self.in_card(kind, parts, first, second);
            }
        }
    }

    fn status_bar(&mut self) {
        let text = self.ink.text.clone();
        self.canvas.text(18.0, 19.0, 13.0, 700, &text, "14:26");
        for (bar, height) in [4.0_f32, 6.0, 8.0, 10.0].into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "four bars")]
            let x = 268.0 + bar as f32 * 4.0;
            self.canvas.rect(x, 19.0 - height, 3.0, height, 0.5, &text);
        }
        self.canvas.text(288.0, 19.0, 11.0, 700, &text, "5G");
        self.canvas.frame(312.0, 9.0, 24.0, 11.0, 3.0, &text);
        self.canvas.rect(314.0, 11.0, 15.0, 7.0, 1.5, &text);
        self.y = 28.0;
    }

    fn nav(&mut self, title: &str) {
        let text = self.ink.text.clone();
        self.canvas.chevron(18.0, self.y + 20.0, 7.0, &text, true);
        self.canvas.text_middle(WIDTH / 2.0, self.y + 26.0, 17.0, 700, &text, title);
        for dot in [0.0, 6.0, 12.0] {
            self.canvas.circle(328.0 + dot, self.y + 20.0, 1.8, &text);
        }
        self.y += 44.0;
    }

    fn search(&mut self, text: &str) {
        let (grey, card) = (self.ink.grey.clone(), self.ink.card.clone());
        self.canvas.rect(SIDE, self.y + 4.0, WIDTH - 2.0 * SIDE, 34.0, 17.0, &card);
        self.canvas.ring(SIDE + 18.0, self.y + 20.0, 5.0, &grey);
        self.canvas.text(SIDE + 32.0, self.y + 25.5, 13.0, 400, &grey, text);
        self.y += 46.0;
    }

    fn hero(&mut self, title: &str, below: &str) {
        self.close_card();
        let accent = self.ink.accent.clone();
        let height = if below.is_empty() { 56.0 } else { 78.0 };
        self.canvas.rect(0.0, self.y, WIDTH, height, 0.0, &accent);
        self.canvas.ring(30.0, self.y + 28.0, 10.0, "#ffffff");
        self.canvas.tick(30.0, self.y + 28.0, 5.0, "#ffffff");
        self.canvas.text(50.0, self.y + 34.5, 18.0, 700, "#ffffff", title);
        if !below.is_empty() {
            self.canvas.text(50.0, self.y + 60.0, 12.0, 400, "#ffffffd8", below);
        }
        self.y += height + 8.0;
    }

    fn result(&mut self, title: &str) {
        let (accent, text) = (self.ink.accent.clone(), self.ink.text.clone());
        self.canvas.circle(WIDTH / 2.0, self.y + 34.0, 20.0, &accent);
        self.canvas.tick(WIDTH / 2.0, self.y + 34.0, 9.0, "#ffffff");
        self.canvas.text_middle(WIDTH / 2.0, self.y + 82.0, 18.0, 700, &text, title);
        self.y += 94.0;
    }

    fn centred(&mut self, text: &str, size: f32, weight: u32) {
        self.close_card();
        let ink = if size > 20.0 { self.ink.text.clone() } else { self.ink.grey.clone() };
        let base = self.y + size * 1.2;
        self.canvas.text_middle(WIDTH / 2.0, base, size, weight, &ink, text);
        self.y += size * 1.7;
    }

    fn bubble(&mut self, text: &str, own: bool) {
        self.close_card();
        let ink = self.ink.clone();
        let lines = wrap(text, 15.0, 216.0);
        let widest = lines.iter().map(|l| advance(l, 15.0)).fold(0.0, f32::max);
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let height = lines.len() as f32 * 22.0 + 16.0;
        let width = widest + 24.0;
        let x = if own { WIDTH - 58.0 - width } else { 58.0 };
        let (fill, colour) = if own { (&ink.own, &ink.own_text) } else { (&ink.card, &ink.text) };
        let face = if own { WIDTH - 48.0 } else { 12.0 };
        self.canvas.rect(face, self.y, 36.0, 36.0, 5.0, if own { "#7a8fb5" } else { &ink.accent });
        self.canvas.rect(x, self.y, width, height, 6.0, fill);
        for (line, base) in lines.iter().zip((0_u16..).map(|n| f32::from(n) * 22.0)) {
            self.canvas.text(x + 12.0, self.y + 24.0 + base, 15.0, 400, colour, line);
        }
        self.y += height.max(36.0) + 14.0;
    }

    fn buttons(&mut self, labels: &[&str]) {
        self.close_card();
        let ink = self.ink.clone();
        #[expect(clippy::cast_precision_loss, reason = "a few buttons")]
        let width = (WIDTH - 2.0 * SIDE) / labels.len() as f32;
        for (at, label) in (0_u16..).zip(labels) {
            let x = SIDE + f32::from(at) * width;
            let last = usize::from(at) + 1 == labels.len();
            let middle = x + width / 2.0;
            if last {
                self.canvas.rect(x + 4.0, self.y + 6.0, width - 8.0, 40.0, 20.0, &ink.accent);
                self.canvas.text_middle(middle, self.y + 31.5, 15.0, 700, "#ffffff", label);
            } else {
                self.canvas.frame(x + 4.0, self.y + 6.0, width - 8.0, 40.0, 20.0, &ink.grey);
                self.canvas.text_middle(middle, self.y + 31.5, 15.0, 400, &ink.text, label);
            }
        }
        self.y += 54.0;
    }

    fn menu(&mut self, labels: &[&str]) {
        self.close_card();
        let ink = self.ink.clone();
        #[expect(clippy::cast_precision_loss, reason = "a few entries")]
        let width = WIDTH / labels.len() as f32;
        self.y = self.y.max(HEIGHT - 66.0);
        self.canvas.rect(0.0, self.y, WIDTH, 66.0, 0.0, &ink.card);
        for (at, label) in (0_u16..).zip(labels) {
            let x = (f32::from(at) + 0.5) * width;
            self.canvas.ring(x, self.y + 19.0, 8.0, &ink.grey);
            self.canvas.text_middle(x, self.y + 45.0, 10.0, 400, &ink.grey, label);
        }
        self.y += 50.0;
    }

    fn open_card(&mut self) {
        if self.card_top.is_none() {
            self.card_top = Some(self.y);
            self.y += 10.0;
        }
    }

    fn close_card(&mut self) {
        if let Some(top) = self.card_top.take() {
            let card = self.ink.card.clone();
            self.y += 8.0;
            self.canvas.rect(SIDE, top, WIDTH - 2.0 * SIDE, self.y - top, 8.0, &card);
            self.canvas.append(&std::mem::take(&mut self.card));
            self.y += 10.0;
        }
    }
}

/// Breaks a text as a window does: between any two Chinese characters, and between words.
fn wrap(text: &str, size: f32, room: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut word = String::new();
    let mut place = |line: &mut String, word: &mut String| {
        if !line.is_empty() && advance(line, size) + advance(word.trim_end(), size) > room {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(word);
        word.clear();
    };
    for c in text.chars() {
        let joins = c.is_ascii() && c != ' ';
        let within = word.chars().next_back().is_some_and(|last| last.is_ascii() && last != ' ');
        let closes = "，。：；！？）】".contains(c);
        if !(joins && within || closes || c == ' ') {
            place(&mut line, &mut word);
        }
        word.push(c);
        // A word wider than the line is broken anywhere.
        if advance(&word, size) > room {
            let last = word.pop();
            place(&mut line, &mut word);
            word.extend(last);
        }
    }
    place(&mut line, &mut word);
    lines.push(line.trim_end().to_owned());
    lines
}

//! The few shapes that app pages are made of, as SVG.

use std::fmt::Write as _;

/// The colours of a theme.
#[derive(Debug, Clone)]
pub(crate) struct Ink {
    pub ground: &'static str,
    pub card: String,
    pub text: String,
    pub grey: String,
    pub line: String,
    pub red: String,
    pub accent: String,
    /// One's own bubbles in a chat.
    pub own: String,
    pub own_text: String,
}

impl Ink {
    pub(crate) fn light() -> Self {
        Self::of("#f4f4f6", ["#ffffff", "#1c1c1e", "#8e8e93", "#d0d0d4", "#e02e24", "#1677ff"])
            .with_bubble("#95ec69", "#101010")
    }

    pub(crate) fn dark() -> Self {
        Self::of("#000000", ["#1c1c1e", "#e6e6ea", "#8a8a90", "#48484c", "#ff5a50", "#2b6fd6"])
            .with_bubble("#2ba245", "#f4f4f4")
    }

    fn of(ground: &'static str, colours: [&str; 6]) -> Self {
        let [card, text, grey, line, red, accent] = colours.map(str::to_owned);
        let (own, own_text) = (String::new(), String::new());
        Self { ground, card, text, grey, line, red, accent, own, own_text }
    }

    fn with_bubble(mut self, own: &str, text: &str) -> Self {
        (self.own, self.own_text) = (own.to_owned(), text.to_owned());
        self
    }
}

#[derive(Debug, Default)]
pub(crate) struct Canvas {
    body: String,
}

impl Canvas {
    pub(crate) fn finish(self, width: f32, height: f32, ground: &str) -> String {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="Noto Sans CJK SC"><rect width="{width}" height="{height}" fill="{ground}"/>{}</svg>"#,
            self.body
        )
    }

    pub(crate) fn append(&mut self, other: &Self) {
        self.body.push_str(&other.body);
    }

    pub(crate) fn text(&mut self, x: f32, y: f32, size: f32, weight: u32, ink: &str, text: &str) {
        self.anchored("start", [x, y, size], weight, ink, text);
    }

    pub(crate) fn text_end(
        &mut self,
        x: f32,
        y: f32,
        size: f32,
        weight: u32,
        ink: &str,
        text: &str,
    ) {
        self.anchored("end", [x, y, size], weight, ink, text);
    }

    pub(crate) fn text_middle(
        &mut self,
        x: f32,
        y: f32,
        size: f32,
        weight: u32,
        ink: &str,
        text: &str,
    ) {
        self.anchored("middle", [x, y, size], weight, ink, text);
    }

    fn anchored(&mut self, anchor: &str, place: [f32; 3], weight: u32, ink: &str, text: &str) {
        let [x, y, size] = place;
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        self.add(&format!(
            r#"<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{ink}" text-anchor="{anchor}" xml:space="preserve">{text}</text>"#
        ));
    }

    pub(crate) fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, round: f32, ink: &str) {
        self.add(&format!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{round}" fill="{ink}"/>"#
        ));
    }

    pub(crate) fn frame(&mut self, x: f32, y: f32, width: f32, height: f32, round: f32, ink: &str) {
        self.add(&format!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{round}" fill="none" stroke="{ink}"/>"#
        ));
    }

    pub(crate) fn circle(&mut self, x: f32, y: f32, radius: f32, ink: &str) {
        self.add(&format!(r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{ink}"/>"#));
    }

    pub(crate) fn ring(&mut self, x: f32, y: f32, radius: f32, ink: &str) {
        self.add(&format!(
            r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="none" stroke="{ink}" stroke-width="1.5"/>"#
        ));
    }

    pub(crate) fn tick(&mut self, x: f32, y: f32, size: f32, ink: &str) {
        let (left, foot, right) = (x - size, x - size * 0.2, x + size);
        let (low, top) = (y + size * 0.7, y - size * 0.6);
        self.add(&format!(
            r#"<path d="M{left} {y} L{foot} {low} L{right} {top}" fill="none" stroke="{ink}" stroke-width="2"/>"#
        ));
    }

    /// An arrow head to the right, or to the left.
    pub(crate) fn chevron(&mut self, x: f32, y: f32, size: f32, ink: &str, left: bool) {
        let reach = if left { -size } else { size };
        let (top, bottom, tip) = (y - size, y + size, x + reach);
        self.add(&format!(
            r#"<path d="M{x} {top} L{tip} {y} L{x} {bottom}" fill="none" stroke="{ink}" stroke-width="1.6"/>"#
        ));
    }

    /// A thumbnail: something colourful without words.
    pub(crate) fn picture(&mut self, x: f32, y: f32, side: f32) {
        self.rect(x, y, side, side, 6.0, "#d9e6f7");
        self.circle(x + side * 0.35, y + side * 0.36, side * 0.16, "#f2b84b");
        let (foot, top) = (y + side * 0.9, y + side * 0.45);
        let (left, peak, right) = (x + side * 0.1, x + side * 0.6, x + side * 0.92);
        self.add(&format!(
            r##"<path d="M{left} {foot} L{peak} {top} L{right} {foot} Z" fill="#5a8f69"/>"##
        ));
    }

    fn add(&mut self, element: &str) {
        // A string takes whatever is written.
        let _ = writeln!(self.body, "{element}");
    }
}

/// About how wide a text is drawn, in the font that pages are set in.
pub(crate) fn advance(text: &str, size: f32) -> f32 {
    let em = |c: char| match c {
        '0'..='9' => 0.555,
        'A'..='Z' => 0.64,
        'a'..='z' => 0.54,
        '-' | '.' | ',' | ':' | ' ' | '(' | ')' | '/' => 0.32,
        '*' | '#' | '_' | '\u{A5}' | '+' | '@' => 0.56,
        _ => 1.0,
    };
    text.chars().map(em).sum::<f32>() * size
}

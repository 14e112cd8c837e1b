//! What stands on a card: labels and values, goods, prices, options.

use super::{PAD, Page, SIDE, WIDTH, wrap};
use crate::canvas::advance;

impl Page {
    pub(super) fn in_card(&mut self, kind: &str, parts: &[&str], first: &str, second: &str) {
        let (left, right) = (SIDE + PAD, WIDTH - SIDE - PAD);
        let ink = self.ink.clone();
        match kind {
            "row" => self.pair(first, second, &ink.text, 400, false),
            "sum" => self.pair(first, second, &ink.red, 700, false),
            "copy" => self.pair(first, second, &ink.text, 400, true),
            "left" => self.left_pair(first, second),
            "stack" => {
                self.card.text(left, self.y + 14.0, 12.0, 400, &ink.grey, first);
                self.card.text(left, self.y + 35.0, 15.0, 400, &ink.text, second);
                self.y += 46.0;
            }
            "shop" => {
                self.card.circle(left + 8.0, self.y + 12.0, 8.0, &ink.accent);
                self.card.text(left + 22.0, self.y + 17.0, 14.0, 700, &ink.text, first);
                let arrow = left + 26.0 + advance(first, 14.0);
                self.card.chevron(arrow, self.y + 12.0, 4.0, &ink.grey, false);
                if !second.is_empty() {
                    self.card.text_end(right, self.y + 17.0, 13.0, 400, &ink.accent, second);
                }
                self.y += 30.0;
            }
            "head" => {
                self.card.text(left, self.y + 18.0, 15.0, 700, &ink.text, first);
                self.y += 30.0;
            }
            "title" => self.paragraph(first, 16.0, 700, &ink.text, left, right),
            "text" => self.paragraph(first, 14.0, 400, &ink.text, left, right),
            "small" => self.paragraph(first, 12.0, 400, &ink.grey, left, right),
            "goods" => self.goods(parts),
            "price" => self.price(first, second),
            "chips" => self.chips(parts, left),
            "sku" => {
                self.card.text(left, self.y + 16.0, 13.0, 400, &ink.grey, first);
                self.y += 26.0;
                self.options(&parts[1..], left, right);
            }
            "qty" => self.stepper(first, second),
            "field" => {
                self.card.rect(left, self.y, right - left, 40.0, 6.0, ink.ground);
                self.card.text(left + 10.0, self.y + 25.0, 14.0, 400, &ink.grey, first);
                self.card.text(left + 96.0, self.y + 25.5, 15.0, 400, &ink.text, second);
                self.y += 50.0;
            }
            other => panic!("nothing is drawn for `{other}`"),
        }
    }

    fn pair(&mut self, label: &str, value: &str, colour: &str, weight: u32, copy: bool) {
        let ink = self.ink.clone();
        let size = if weight > 400 { 16.0 } else { 14.0 };
        let mut right = WIDTH - SIDE - PAD;
        self.card.text(SIDE + PAD, self.y + 19.0, 14.0, 400, &ink.grey, label);
        if copy {
            self.card.frame(right - 34.0, self.y + 4.0, 34.0, 20.0, 10.0, &ink.line);
            self.card.text_middle(right - 17.0, self.y + 18.0, 11.0, 400, &ink.grey, "复制");
            right -= 42.0;
        }
        let room = right - SIDE - PAD - advance(label, 14.0) - 16.0;
        for line in wrap(value, size, room) {
            self.card.text_end(right, self.y + 19.0, size, weight, colour, &line);
            self.y += 20.0;
        }
        self.y += 10.0;
    }

    fn left_pair(&mut self, label: &str, value: &str) {
        let ink = self.ink.clone();
        let (left, from) = (SIDE + PAD, SIDE + PAD + 78.0);
        self.card.text(left, self.y + 17.0, 13.0, 400, &ink.grey, label);
        for line in wrap(value, 13.0, WIDTH - SIDE - PAD - from) {
            self.card.text(from, self.y + 17.0, 13.0, 400, &ink.text, &line);
            self.y += 18.0;
        }
        self.y += 8.0;
    }

    fn paragraph(&mut self, text: &str, size: f32, weight: u32, ink: &str, left: f32, right: f32) {
        for line in wrap(text, size, right - left) {
            self.card.text(left, self.y + size * 1.1, size, weight, ink, &line);
            self.y += size * 1.42;
        }
        self.y += 6.0;
    }

    /// A thumbnail, the name, what was chosen, and the price over the count on the right.
    fn goods(&mut self, parts: &[&str]) {
        let ink = self.ink.clone();
        let (left, right) = (SIDE + PAD, WIDTH - SIDE - PAD);
        let top = self.y;
        self.card.picture(left, top + 2.0, 72.0);
        let (mut at, mut y) = (left + 82.0, top + 15.0);
        let room = right - at - 78.0;
        for line in wrap(parts.first().copied().unwrap_or_default(), 14.0, room) {
            self.card.text(at, y, 14.0, 400, &ink.text, &line);
            y += 19.5;
        }
        if let Some(chosen) = parts.get(1).filter(|chosen| !chosen.is_empty()) {
            self.card.text(at, y + 2.0, 12.0, 400, &ink.grey, chosen);
            y += 19.0;
        }
        if let Some(price) = parts.get(2) {
            self.card.text_end(right, top + 15.0, 14.0, 700, &ink.text, price);
        }
        if let Some(count) = parts.get(3) {
            at = right;
            self.card.text_end(at, top + 34.0, 12.0, 400, &ink.grey, count);
        }
        self.y = y.max(top + 76.0) + 8.0;
    }

    fn price(&mut self, price: &str, before: &str) {
        let ink = self.ink.clone();
        let left = SIDE + PAD;
        let (sign, number) = price.split_at(price.chars().next().map_or(0, char::len_utf8));
        self.card.text(left, self.y + 28.0, 16.0, 700, &ink.red, sign);
        self.card.text(left + 12.0, self.y + 28.0, 28.0, 700, &ink.red, number);
        if !before.is_empty() {
            let x = left + 24.0 + advance(number, 28.0);
            self.card.text(x, self.y + 28.0, 13.0, 400, &ink.grey, before);
            let width = advance(before, 13.0);
            self.card.rect(x, self.y + 23.0, width, 0.8, 0.0, &ink.grey);
        }
        self.y += 42.0;
    }

    fn chips(&mut self, labels: &[&str], left: f32) {
        let ink = self.ink.clone();
        let mut x = left;
        for label in labels {
            let width = advance(label, 11.0) + 10.0;
            self.card.frame(x, self.y + 2.0, width, 18.0, 3.0, &ink.accent);
            self.card.text(x + 5.0, self.y + 15.0, 11.0, 400, &ink.accent, label);
            x += width + 6.0;
        }
        self.y += 28.0;
    }

    fn options(&mut self, labels: &[&str], left: f32, right: f32) {
        let ink = self.ink.clone();
        let mut x = left;
        for label in labels {
            let (chosen, label) = label.strip_prefix('*').map_or((false, *label), |l| (true, l));
            let width = advance(label, 13.0) + 24.0;
            if x + width > right {
                (x, self.y) = (left, self.y + 40.0);
            }
            let fill = if chosen { ink.accent.as_str() } else { ink.ground };
            let colour = if chosen { "#ffffff" } else { &ink.text };
            self.card.rect(x, self.y, width, 32.0, 6.0, fill);
            self.card.text_middle(x + width / 2.0, self.y + 21.0, 13.0, 400, colour, label);
            x += width + 8.0;
        }
        self.y += 42.0;
    }

    fn stepper(&mut self, label: &str, count: &str) {
        let ink = self.ink.clone();
        let right = WIDTH - SIDE - PAD;
        self.card.text(SIDE + PAD, self.y + 20.0, 14.0, 400, &ink.grey, label);
        self.card.rect(right - 92.0, self.y + 13.5, 12.0, 1.5, 0.0, &ink.text);
        self.card.rect(right - 64.0, self.y + 1.0, 36.0, 26.0, 3.0, ink.ground);
        self.card.text_middle(right - 46.0, self.y + 19.5, 14.0, 400, &ink.text, count);
        self.card.rect(right - 16.0, self.y + 13.5, 12.0, 1.5, 0.0, &ink.text);
        self.card.rect(right - 10.8, self.y + 8.2, 1.5, 12.0, 0.0, &ink.text);
        self.y += 34.0;
    }
}

//! Texts and tables laid out on pages, from top to bottom.

use std::{ops::Range, rc::Rc};

use parley::Alignment;

use crate::paper::{Fonts, Ink, Set, Style};

/// A4, in points.
pub(crate) const WIDTH: f32 = 595.28;
pub(crate) const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 48.0;
const BOTTOM: f32 = HEIGHT - 56.0;
pub(crate) const INNER: f32 = WIDTH - 2.0 * MARGIN;
const PADDING: f32 = 4.0;

const BLACK: Ink = [0x1a, 0x1a, 0x1a];
const GREY: Ink = [0x5c, 0x5c, 0x5c];
pub(crate) const RULE: Ink = [0xb8, 0xb8, 0xb8];
pub(crate) const SHADE: Ink = [0xf0, 0xf0, 0xf0];

pub(crate) const fn plain(size: f32) -> Style {
    Style { size, bold: false, ink: BLACK, alignment: Alignment::Start }
}

pub(crate) const fn bold(size: f32) -> Style {
    Style { bold: true, ..plain(size) }
}

pub(crate) const fn quiet(size: f32) -> Style {
    Style { ink: GREY, ..plain(size) }
}

/// Something at a place of a page.
pub(crate) enum Item {
    /// These lines of a text; `y` is the top of the first.
    Lines {
        set: Rc<Set>,
        lines: Range<usize>,
        x: f32,
        y: f32,
    },
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
}

pub(crate) struct Column<'a> {
    pub(crate) title: &'a str,
    /// Of the whole width; all columns together make 1.
    pub(crate) share: f32,
    pub(crate) alignment: Alignment,
}

pub(crate) struct Sheet<'a> {
    fonts: &'a mut Fonts,
    pages: Vec<Vec<Item>>,
    y: f32,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(fonts: &'a mut Fonts) -> Self {
        Self { fonts, pages: vec![Vec::new()], y: MARGIN }
    }

    /// The pages, with `footer` at the foot of each, told its number and how many there are.
    pub(crate) fn end(mut self, footer: impl Fn(usize, usize) -> String) -> Vec<Vec<Item>> {
        let count = self.pages.len();
        for at in 0..count {
            let style = Style { alignment: Alignment::Center, ..quiet(8.5) };
            let set = self.fonts.set(&footer(at + 1, count), style, INNER);
            let (lines, y) = (0..set.layout.len(), HEIGHT - 40.0);
            self.pages[at].push(Item::Lines { set: Rc::new(set), lines, x: MARGIN, y });
        }
        self.pages
    }

    pub(crate) fn space(&mut self, height: f32) {
        self.y += height;
    }

    pub(crate) fn text(&mut self, text: &str, style: Style) {
        self.lines(text, style, MARGIN, INNER);
    }

    /// With the beginning of what follows on the same page.
    pub(crate) fn heading(&mut self, text: &str, style: Style) {
        self.space(style.size);
        if self.y + style.size * 5.0 > BOTTOM {
            self.turn();
        }
        self.text(text, style);
        self.space(style.size * 0.4);
    }

    /// Text on a ground that sets it apart, on one page where it fits on one.
    pub(crate) fn boxed(&mut self, text: &str, style: Style) {
        let set = self.fonts.set(text, style, INNER - 4.0 * PADDING);
        let height = set.layout.height() + 4.0 * PADDING;
        if height > BOTTOM - MARGIN {
            return self.text(text, style);
        }
        if self.y + height > BOTTOM {
            self.turn();
        }
        self.push(Item::Box { x: MARGIN, y: self.y, width: INNER, height, ink: SHADE });
        let (lines, y) = (0..set.layout.len(), self.y + 2.0 * PADDING);
        self.push(Item::Lines { set: Rc::new(set), lines, x: MARGIN + 2.0 * PADDING, y });
        self.y += height;
    }

    /// The head stands on every page that the table reaches.
    pub(crate) fn table(&mut self, columns: &[Column<'_>], rows: &[Vec<String>], style: Style) {
        let titles: Vec<&str> = columns.iter().map(|column| column.title).collect();
        let has_head = titles.iter().any(|title| !title.is_empty());
        let head = Style { bold: true, ..style };
        if has_head {
            self.row(columns, &titles, head, true);
        }
        for row in rows {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            let height = self.height(columns, &cells, style);
            // One that fits on no page begins where it is.
            let fits_on_one = height <= BOTTOM - MARGIN - 4.0 * style.size;
            let has_room = self.y + 6.0 * style.size < BOTTOM;
            if self.y + height > BOTTOM && (fits_on_one || !has_room) {
                self.turn();
                if has_head {
                    self.row(columns, &titles, head, true);
                }
            }
            self.row(columns, &cells, style, false);
        }
        self.rule();
    }

    fn set_row(&mut self, columns: &[Column<'_>], cells: &[&str], style: Style) -> Vec<Set> {
        let cells = columns.iter().zip(cells);
        cells
            .map(|(column, text)| {
                let style = Style { alignment: column.alignment, ..style };
                self.fonts.set(text, style, column.share * INNER - 2.0 * PADDING)
            })
            .collect()
    }

    fn height(&mut self, columns: &[Column<'_>], cells: &[&str], style: Style) -> f32 {
        let sets = self.set_row(columns, cells, style);
        sets.iter().map(|set| set.layout.height()).fold(0.0, f32::max) + 2.0 * PADDING
    }

    /// One that is higher than a page goes on, line by line, on the next.
    fn row(&mut self, columns: &[Column<'_>], cells: &[&str], style: Style, shaded: bool) {
        let sets: Vec<Rc<Set>> =
            self.set_row(columns, cells, style).into_iter().map(Rc::new).collect();
        let mut begun = vec![0; sets.len()];
        loop {
            let room = (BOTTOM - self.y - 2.0 * PADDING).max(style.size * 2.0);
            let parts: Vec<Range<usize>> =
                sets.iter().zip(&begun).map(|(set, from)| fitting(set, *from, room)).collect();
            let heights = sets.iter().zip(&parts).map(|(set, part)| height_of(set, part));
            let height = heights.fold(0.0, f32::max) + 2.0 * PADDING;
            if shaded {
                self.push(Item::Box { x: MARGIN, y: self.y, width: INNER, height, ink: SHADE });
            }
            self.rule();
            let mut x = MARGIN;
            for ((set, lines), column) in sets.iter().zip(&parts).zip(columns) {
                let (set, lines, y) = (Rc::clone(set), lines.clone(), self.y + PADDING);
                self.push(Item::Lines { set, lines, x: x + PADDING, y });
                x += column.share * INNER;
            }
            self.y += height;
            begun = parts.iter().map(|part| part.end).collect();
            if sets.iter().zip(&begun).all(|(set, end)| *end >= set.layout.len()) {
                return;
            }
            self.turn();
        }
    }

    fn lines(&mut self, text: &str, style: Style, x: f32, width: f32) {
        let set = Rc::new(self.fonts.set(text, style, width));
        let mut from = 0;
        while from < set.layout.len() {
            if self.y + style.size * 1.5 > BOTTOM {
                self.turn();
            }
            let lines = fitting(&set, from, BOTTOM - self.y);
            from = lines.end;
            let height = height_of(&set, &lines);
            self.push(Item::Lines { set: Rc::clone(&set), lines, x, y: self.y });
            self.y += height;
        }
    }

    fn rule(&mut self) {
        self.push(Item::Box { x: MARGIN, y: self.y, width: INNER, height: 0.5, ink: RULE });
    }

    fn push(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = MARGIN;
    }
}

/// The lines from `from` on that are no higher than `room` together, and at least one.
fn fitting(set: &Set, from: usize, room: f32) -> Range<usize> {
    let mut left = room;
    let mut end = from;
    for line in set.layout.lines().skip(from) {
        left -= line.metrics().line_height;
        if left < 0.0 && end > from {
            break;
        }
        end += 1;
    }
    from..end
}

fn height_of(set: &Set, lines: &Range<usize>) -> f32 {
    let part = set.layout.lines().skip(lines.start).take(lines.len());
    part.map(|line| line.metrics().line_height).sum()
}

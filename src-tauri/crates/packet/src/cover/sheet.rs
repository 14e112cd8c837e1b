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
/// The height of a line, in its letters' sizes.
const LINE: f32 = 1.5;

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
}

pub(crate) struct Sheet<'a> {
    fonts: &'a mut Fonts,
    pages: Vec<Vec<Item>>,
    y: f32,
    kept: Option<Kept>,
}

/// A heading or a table's head that nothing follows yet: it goes to the next page with what
/// does.
struct Kept {
    /// Of the page's items, the first.
    from: usize,
    y: f32,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(fonts: &'a mut Fonts) -> Self {
        Self { fonts, pages: vec![Vec::new()], y: MARGIN, kept: None }
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
        let set = Rc::new(self.fonts.set(text, style, INNER));
        let mut from = 0;
        while from < set.layout.len() {
            if self.y + style.size * LINE > BOTTOM {
                self.turn();
            }
            let lines = fitting(&set, from, BOTTOM - self.y);
            from = lines.end;
            let height = height_of(&set, &lines);
            self.push(Item::Lines { set: Rc::clone(&set), lines, x: MARGIN, y: self.y });
            self.y += height;
            self.kept = None;
        }
    }

    /// On the page on which what follows begins.
    pub(crate) fn heading(&mut self, text: &str, style: Style) {
        self.space(style.size);
        if self.y + style.size * LINE > BOTTOM {
            self.turn();
        }
        let kept = self.kept.take().unwrap_or_else(|| self.here());
        self.text(text, style);
        self.kept = Some(kept);
        self.space(style.size * 0.4);
    }

    /// Paragraphs on a ground that sets them apart, on one page where they fit on one.
    pub(crate) fn boxed(&mut self, text: &str, style: Style) {
        let width = INNER - 4.0 * PADDING;
        let sets: Vec<Set> = text.lines().map(|line| self.fonts.set(line, style, width)).collect();
        let height = sets.iter().map(|set| set.layout.height() + PADDING).sum::<f32>();
        let height = height + 3.0 * PADDING;
        if height > BOTTOM - MARGIN {
            return self.text(text, style);
        }
        if self.y + height > BOTTOM {
            self.turn();
        }
        self.push(Item::Box { x: MARGIN, y: self.y, width: INNER, height, ink: SHADE });
        let mut y = self.y + 2.0 * PADDING;
        for set in sets {
            let (lines, below) = (0..set.layout.len(), set.layout.height() + PADDING);
            self.push(Item::Lines { set: Rc::new(set), lines, x: MARGIN + 2.0 * PADDING, y });
            y += below;
        }
        self.y += height;
        self.kept = None;
    }

    /// The head stands on every page that the table reaches.
    pub(crate) fn table(&mut self, columns: &[Column<'_>], rows: &[Vec<String>], style: Style) {
        let titles: Vec<&str> = columns.iter().map(|column| column.title).collect();
        let head = titles.iter().any(|title| !title.is_empty());
        let head = head.then(|| self.set_row(columns, &titles, Style { bold: true, ..style }));
        self.head(columns, head.as_deref());
        for row in rows {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            let sets = self.set_row(columns, &cells, style);
            let height = sets.iter().map(|set| set.layout.height()).fold(0.0, f32::max);
            let height = height + 2.0 * PADDING;
            // One that fits on no page begins where it is.
            let fits_on_one = height <= BOTTOM - MARGIN - 4.0 * style.size;
            let has_room = self.y + 6.0 * style.size < BOTTOM;
            if self.y + height > BOTTOM && (fits_on_one || !has_room) {
                self.turn_within(columns, head.as_deref());
            }
            self.row(columns, &sets, head.as_deref());
        }
        self.rule();
    }

    fn set_row(&mut self, columns: &[Column<'_>], cells: &[&str], style: Style) -> Vec<Rc<Set>> {
        let cells = columns.iter().zip(cells);
        cells
            .map(|(column, text)| {
                let width = column.share * INNER - 2.0 * PADDING;
                Rc::new(self.fonts.set(text, style, width))
            })
            .collect()
    }

    fn head(&mut self, columns: &[Column<'_>], head: Option<&[Rc<Set>]>) {
        let Some(head) = head else { return };
        let kept = self.kept.take().unwrap_or_else(|| self.here());
        let all: Vec<Range<usize>> = head.iter().map(|set| 0..set.layout.len()).collect();
        self.part(columns, head, &all, true);
        self.kept = Some(kept);
    }

    /// Turns the page inside a table, whose head may come along with what is kept.
    fn turn_within(&mut self, columns: &[Column<'_>], head: Option<&[Rc<Set>]>) {
        let comes_along = self.kept.is_some();
        if !comes_along {
            self.rule();
        }
        self.turn();
        if !comes_along {
            self.head(columns, head);
        }
    }

    /// One that is higher than a page goes on, line by line, on the next.
    fn row(&mut self, columns: &[Column<'_>], sets: &[Rc<Set>], head: Option<&[Rc<Set>]>) {
        let mut begun = vec![0; sets.len()];
        loop {
            let room = BOTTOM - self.y - 2.0 * PADDING;
            let parts: Vec<Range<usize>> =
                sets.iter().zip(&begun).map(|(set, from)| fitting(set, *from, room)).collect();
            self.part(columns, sets, &parts, false);
            begun = parts.iter().map(|part| part.end).collect();
            if sets.iter().zip(&begun).all(|(set, end)| *end >= set.layout.len()) {
                return;
            }
            self.turn_within(columns, head);
        }
    }

    /// These lines of the cells of a row.
    fn part(
        &mut self,
        columns: &[Column<'_>],
        sets: &[Rc<Set>],
        parts: &[Range<usize>],
        shaded: bool,
    ) {
        let heights = sets.iter().zip(parts).map(|(set, part)| height_of(set, part));
        let height = heights.fold(0.0, f32::max) + 2.0 * PADDING;
        if shaded {
            self.push(Item::Box { x: MARGIN, y: self.y, width: INNER, height, ink: SHADE });
        }
        self.rule();
        let mut x = MARGIN;
        for ((set, lines), column) in sets.iter().zip(parts).zip(columns) {
            let (set, lines, y) = (Rc::clone(set), lines.clone(), self.y + PADDING);
            self.push(Item::Lines { set, lines, x: x + PADDING, y });
            x += column.share * INNER;
        }
        self.y += height;
        self.kept = None;
    }

    fn rule(&mut self) {
        self.push(Item::Box { x: MARGIN, y: self.y, width: INNER, height: 0.5, ink: RULE });
    }

    fn push(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }

    fn here(&self) -> Kept {
        Kept { from: self.pages.last().map_or(0, Vec::len), y: self.y }
    }

    fn turn(&mut self) {
        let mut moved = Vec::new();
        let mut height = 0.0;
        if let Some(Kept { from, y }) = self.kept.take() {
            // What stands at the top of a page finds no more room on another.
            if from == 0 {
                return;
            }
            moved = self.pages.last_mut().map_or_else(Vec::new, |page| page.split_off(from));
            for Item::Lines { y: top, .. } | Item::Box { y: top, .. } in &mut moved {
                *top -= y - MARGIN;
            }
            height = self.y - y;
            self.kept = Some(Kept { from: 0, y: MARGIN });
        }
        self.pages.push(moved);
        self.y = MARGIN + height;
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

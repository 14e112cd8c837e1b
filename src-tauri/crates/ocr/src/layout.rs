//! The words of a picture as the text that a person would copy: rows from top to bottom, what
//! was broken over lines in one piece again.

use std::ops::Range;

use crate::line::Line;
use crate::merge::is_wide;
use crate::{PixelBox, Reading, Word};

/// Puts the lines of a picture in reading order.
pub(crate) fn compose(lines: Vec<Line>, width: u32, height: u32) -> Reading {
    let mut page = Page { reading: Reading { width, height, ..Reading::default() } };
    for row in blocks(rows(lines)) {
        let stacked = row.iter().any(|block| block.len() > 1);
        for (index, block) in row.iter().enumerate() {
            if index > 0 {
                // What stands beside a paragraph is no part of its last line.
                page.reading.text.push_str(if stacked { "\n" } else { "  " });
            }
            for (index, line) in block.iter().enumerate() {
                page.write(line, index > 0);
            }
        }
        page.reading.text.push('\n');
    }
    page.reading
}

/// Columns apart by less, in sizes of the letters, are one text.
const NEAR: f32 = 1.3;
/// The pitch of the lines of one paragraph, in sizes of the letters; entries of a list are
/// further apart.
const PITCH: f32 = 1.62;
/// A line that was broken is at least this long, in letters.
const FULL: f32 = 7.0;

fn is_opening(c: char) -> bool {
    matches!(c, '\u{3010}' | '\u{300A}' | '\u{300C}' | '\u{FF08}' | '\u{201C}')
}

/// Set by eye on the bench's words, most of which have 90 and more; how many right ones it
/// doubts has not been measured.
const TRUSTED: u8 = 88;

struct Page {
    reading: Reading,
}

impl Page {
    fn write(&mut self, line: &Line, continues: bool) {
        for (index, word) in line.words.iter().enumerate() {
            let text = &mut self.reading.text;
            let broken = continues && index == 0;
            // A line is broken between Chinese characters, or instead of a space.
            let narrow = |c: char| !is_wide(c);
            if word.spaced || broken && text.ends_with(narrow) && word.text.starts_with(narrow) {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(&word.text);
            let range = small(start)..small(text.len());
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels")]
            let (left, right) = (word.left.max(0.0) as u32, word.right.max(0.0).ceil() as u32);
            let (top, bottom) = (line.segment.top, line.segment.bottom);
            let right = right.clamp(left + 1, self.reading.width.max(left + 1));
            self.reading.words.push(Word {
                start: range.start,
                end: range.end,
                place: PixelBox { left, top, width: right - left, height: bottom - top },
                confidence: percent(word.confidence),
            });
        }
    }
}

fn rows(mut lines: Vec<Line>) -> Vec<Vec<Line>> {
    lines.sort_by_key(|line| (line.segment.top + line.segment.bottom, line.segment.left));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if row.iter().all(|other| beside(other, &line)) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    for row in &mut rows {
        row.sort_by_key(|line| line.segment.left);
        *row = joined(std::mem::take(row));
    }
    rows
}

/// Stretches that only a comma or a wide space parts are one.
fn joined(row: Vec<Line>) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for line in row {
        match found.last_mut() {
            Some(last) if columns(last, &line) < NEAR && alike(last, &line) => last.take_in(line),
            _ => found.push(line),
        }
    }
    found
}

/// Whether two stretches are of one size and shade.
fn alike(one: &Line, other: &Line) -> bool {
    let shade = f32::from(one.strength) / f32::from(other.strength.max(1));
    (0.8..1.25).contains(&(one.em / other.em)) && (0.75..1.34).contains(&shade)
}

/// Whether two stretches stand on one line: half of the lower one is level with the other.
fn beside(one: &Line, other: &Line) -> bool {
    let (one, other) = (one.segment, other.segment);
    let shared = one.bottom.min(other.bottom).saturating_sub(one.top.max(other.top));
    let apart = one.right <= other.left || other.right <= one.left;
    apart && shared * 2 >= one.height().min(other.height())
}

/// A paragraph: lines below each other that are one text.
type Block = Vec<Line>;

/// Each row's stretches, those first that go on in the rows below.
fn blocks(rows: Vec<Vec<Line>>) -> Vec<Vec<Block>> {
    let mut found: Vec<Vec<Block>> = Vec::new();
    for row in rows {
        let mut own: Vec<Block> = Vec::new();
        let alone = row.len() == 1;
        for line in row {
            // A paragraph's next row may be two up: the price beside it stands between.
            let above = found.iter_mut().rev().take(3).flatten();
            match above.into_iter().find(|block| goes_on(block, &line, alone)) {
                Some(block) => block.push(line),
                None => own.push(vec![line]),
            }
        }
        if !own.is_empty() {
            found.push(own);
        }
    }
    found
}

#[expect(clippy::cast_precision_loss, reason = "pixels")]
fn goes_on(block: &Block, line: &Line, alone: bool) -> bool {
    let Some(last) = block.last() else { return false };
    let (upper, lower) = (last.segment, line.segment);
    let em = last.em.max(line.em);
    let pitch = lower.bottom.saturating_sub(upper.bottom) as f32;
    let near = |a: u32, b: u32| (a.abs_diff(b) as f32) < 0.35 * em;
    // An opening bracket stands in the right half of its square.
    let bracket = last.words.first().is_some_and(|word| word.text.starts_with(is_opening));
    let indent = if bracket { (0.5 * em).round() } else { 0.0 };
    let same_left = (upper.left as f32 - indent - lower.left as f32).abs() < 0.35 * em;
    let same_right = near(upper.right, lower.right);
    pitch > 0.7 * em
        && pitch <= PITCH * em
        && alike(last, line)
        && (bracket || same_size(last, line))
        && upper.width() as f32 >= FULL * em
        && (same_left && (lower.right as f32) < upper.right as f32 + 1.2 * em
            || same_right && alone && lower.left >= upper.left)
}

/// Whether two lines are set in one size. Their ink differs by what letters they hold, and by a
/// pixel or two at its edges; that of one or two letters by more.
fn same_size(one: &Line, other: &Line) -> bool {
    if one.words.len().min(other.words.len()) <= 2 {
        return (0.86..1.16).contains(&(one.em / other.em));
    }
    (one.em - other.em).abs() <= 0.07 * one.em.min(other.em) + 1.2
}

/// The gap between two stretches, in sizes of the letters.
fn columns(left: &Line, right: &Line) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "pixels")]
    let gap = right.segment.left.saturating_sub(left.segment.right) as f32;
    gap / left.em.max(right.em)
}

fn percent(confidence: f32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    let percent = confidence.clamp(0.0, 100.0).round() as u8;
    percent
}

fn small(at: usize) -> u32 {
    crate::spots::small(at)
}

impl Reading {
    /// Where a stretch of the text stands in the picture: one box a line, from top to bottom.
    /// `range` is in bytes, as the reader of pages gives them.
    pub fn boxes_of(&self, range: Range<u32>) -> Vec<PixelBox> {
        let mut boxes: Vec<PixelBox> = Vec::new();
        let first = self.words.partition_point(|word| word.end <= range.start);
        for word in self.words[first..].iter().take_while(|word| word.start < range.end) {
            let part = self.part(word, &range);
            match boxes.last_mut() {
                // The words of one line have its top and height.
                Some(last) if (last.top, last.height) == (part.top, part.height) => {
                    let right = (last.left + last.width).max(part.left + part.width);
                    last.left = last.left.min(part.left);
                    last.width = right - last.left;
                }
                _ => boxes.push(part),
            }
        }
        boxes
    }

    /// How sure the least sure word of a stretch is, 0 to 100; `None` where no word stands.
    pub fn confidence_of(&self, range: Range<u32>) -> Option<u8> {
        let first = self.words.partition_point(|word| word.end <= range.start);
        let words = self.words[first..].iter().take_while(|word| word.start < range.end);
        words.map(|word| word.confidence).min()
    }

    /// Whether the picture must stand beside what was read here: digits are never trusted alone,
    /// and words only when the recogniser was sure of each.
    pub fn needs_crop(&self, range: Range<u32>) -> bool {
        let text = self.text.get(range.start as usize..range.end as usize).unwrap_or_default();
        text.contains(|c: char| c.is_ascii_digit())
            || self.confidence_of(range).is_none_or(|least| least < TRUSTED)
    }

    /// Whether the two models read different digits here.
    pub fn is_doubtful(&self, range: Range<u32>) -> bool {
        self.confidence_of(range).is_some_and(|least| f32::from(least) <= crate::merge::DISPUTED)
    }

    /// The part of a word's box that a part of its text takes up.
    fn part(&self, word: &Word, range: &Range<u32>) -> PixelBox {
        let text = self.text.get(word.start as usize..word.end as usize).unwrap_or_default();
        let all = small(text.chars().count()).max(1);
        let upto = |at: u32| {
            let bytes = at.saturating_sub(word.start) as usize;
            small(text.char_indices().take_while(|(start, _)| *start < bytes).count())
        };
        let (from, to) = (upto(range.start).min(all - 1), upto(range.end.min(word.end)));
        let left = word.place.left + word.place.width * from / all;
        let right = word.place.left + (word.place.width * to).div_ceil(all);
        PixelBox { left, width: (right - left.min(right)).max(1), ..word.place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::LineWord;
    use crate::segments::Segment;

    /// A line of Chinese characters of 14 points, each a word.
    fn line(text: &str, left: u16, top: u32) -> Line {
        let words = text.chars().zip(0_u8..).map(|(c, at)| LineWord {
            text: c.to_string(),
            left: f32::from(left) + f32::from(at) * 14.0,
            right: f32::from(left) + f32::from(at) * 14.0 + 14.0,
            confidence: 90.0,
            spaced: false,
        });
        let words: Vec<_> = words.collect();
        let left = u32::from(left);
        let right = left + 14 * small(words.len());
        let segment = Segment { left, top, right, bottom: top + 13 };
        Line { segment, words, em: 14.0, strength: 200 }
    }

    #[test]
    fn a_label_and_its_value_are_one_line() {
        let reading = compose(
            vec![line("甲乙丙", 250, 101), line("面值", 20, 100), line("数量", 20, 130)],
            360,
            640,
        );
        assert_eq!(reading.text, "面值  甲乙丙\n数量\n");
    }

    #[test]
    fn a_broken_name_is_one_piece_and_the_price_beside_it_stays_apart() {
        let name = [line("甲乙丙丁戊己庚辛", 90, 100), line("壬癸", 90, 120)];
        let reading = compose(
            vec![name[0].clone(), line("价", 300, 100), name[1].clone(), line("一", 300, 120)],
            360,
            640,
        );
        assert_eq!(reading.text, "甲乙丙丁戊己庚辛壬癸\n价\n一\n");
    }

    #[test]
    fn entries_of_a_list_are_lines_of_their_own() {
        let reading =
            compose(vec![line("甲乙丙丁戊己庚辛", 20, 100), line("壬癸", 20, 130)], 360, 640);
        assert_eq!(reading.text, "甲乙丙丁戊己庚辛\n壬癸\n");
    }

    #[test]
    fn every_word_is_where_its_text_is_and_a_range_is_where_its_words_are() {
        let reading = compose(vec![line("面值", 20, 100), line("甲乙丙", 250, 101)], 360, 640);
        for word in &reading.words {
            let text = &reading.text[word.start as usize..word.end as usize];
            assert_eq!(text.chars().count(), 1, "words are at the bounds of characters");
        }
        let start = small(reading.text.find('乙').unwrap());
        let found = reading.boxes_of(start..start + 3);
        assert_eq!(found, [PixelBox { left: 264, top: 101, width: 14, height: 13 }]);
        assert_eq!(reading.boxes_of(0..small(reading.text.len())).len(), 2, "one box a stretch");
        assert_eq!(reading.confidence_of(start..start + 3), Some(90));
        assert!(reading.boxes_of(900..901).is_empty());
        assert_eq!(reading.confidence_of(900..901), None);
    }
}

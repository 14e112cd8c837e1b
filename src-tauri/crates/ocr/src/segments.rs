//! Where words stand: stretches of writing on one line, apart from pictures, frames and rules.

use crate::ground::Ground;
use crate::picture::Grey;
use crate::spots::{Run, Spot, small, spots};

/// What differs from its ground by less is no ink: shadows, card edges and the noise of JPEG.
/// The palest writing seen in apps, placeholders, differs by 60.
const INK: u8 = 28;

/// A stretch of one line, in pixels of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment {
    pub left: u32,
    pub top: u32,
    /// The first column and row behind it.
    pub right: u32,
    pub bottom: u32,
}

impl Segment {
    pub(crate) fn width(&self) -> u32 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> u32 {
        self.bottom - self.top
    }
}

/// A picture taken apart.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// The writing alone: 0 where there is none, up to 255.
    pub ink: Grey,
    pub segments: Vec<Segment>,
}

/// Measures in points of the page, of which `unit` says how many pixels each has. A line of
/// text is 12 to 16 points high, a headline up to 34.
mod points {
    /// Higher than any letter, and so a picture.
    pub(super) const TALL: f32 = 48.0;
    /// Flatter than any letter but the Chinese one, and longer than that one.
    pub(super) const THIN: f32 = 1.7;
    pub(super) const LONG: f32 = 26.0;
    /// A frame around a button, or a badge.
    pub(super) const BUTTON_WIDTH: f32 = 18.0;
    pub(super) const BUTTON_HEIGHT: f32 = 13.0;
    /// The corner of a card is this large and thinner than any letter.
    pub(super) const ARC: f32 = 7.0;
    /// The edge of a card with its corners.
    pub(super) const RULE: f32 = 60.0;
    /// A filled shape of this height and width; words whose letters run together are lower.
    pub(super) const BLOCK: f32 = 24.0;
    /// The widest gap within a stretch: a space is 4, an icon stands 8 to 10 before its words, and
    /// columns are further apart. A full-width comma parts stretches, too; the layout joins them.
    pub(super) const GAP: f32 = 8.0;
    /// Between the upper and the lower part of a letter.
    pub(super) const SPLIT: f32 = 2.4;
    /// Lower stretches are dots and dashes that belong to no word.
    pub(super) const LOW: f32 = 5.5;
}

/// The most stretches that are read; a page of small print has 200.
const MOST_SEGMENTS: usize = 600;

pub(crate) fn take_apart(picture: &Grey) -> Sheet {
    let unit = guess_unit(picture);
    let (contrast, first) = ink_of(picture, unit);
    // Cut-out pictures and desktop pages have no phone's width: the letters tell.
    let better = unit_of_letters(&first.0, unit);
    let ratio = better / unit;
    let (unit, contrast, found) = if (0.7..1.4).contains(&ratio) {
        (unit, contrast, first)
    } else {
        let (contrast, found) = ink_of(picture, better);
        (better, contrast, found)
    };
    let (spots, runs) = found;
    let kept: Vec<bool> = spots.iter().map(|spot| may_be_writing(spot, unit)).collect();
    let ink = keep(&contrast, &runs, &kept);
    let segments = stretches(picture, &spots, &kept, unit);
    Sheet { ink, segments }
}

/// From the picture's size alone: phones are 360 to 430 points wide and twice as high.
fn guess_unit(picture: &Grey) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a guess")]
    let (width, height) = (picture.width as f32, picture.height as f32);
    (width / 375.0).min(height / 640.0).clamp(1.0, 4.0)
}

type Found = (Vec<Spot>, Vec<Run>);

fn ink_of(picture: &Grey, unit: f32) -> (Grey, Found) {
    let ground = Ground::of(picture, unit);
    let mut contrast = ground.contrast(picture);
    let found = spots(&contrast, INK);
    if turn_badges(picture, &mut contrast, &found.0, unit) {
        let found = spots(&contrast, INK);
        return (contrast, found);
    }
    (contrast, found)
}

/// A small filled shape stands out as a whole: within it, the writing is what differs from the
/// shape's own shade.
fn turn_badges(picture: &Grey, contrast: &mut Grey, spots: &[Spot], unit: f32) -> bool {
    let is_badge = |spot: &&Spot| {
        let (width, height) = size(spot, unit);
        spot.fill() > 0.72
            && width >= points::BUTTON_WIDTH.max(height * 1.2)
            && (points::BUTTON_HEIGHT..points::TALL).contains(&height)
    };
    let badges: Vec<&Spot> = spots.iter().filter(is_badge).collect();
    for badge in &badges {
        let columns = badge.left as usize..badge.right as usize;
        let mut counts = [0_u32; 256];
        for y in badge.top..badge.bottom {
            for &shade in &picture.row(y as usize)[columns.clone()] {
                counts[usize::from(shade)] += 1;
            }
        }
        let own = (0..=u8::MAX).max_by_key(|&shade| counts[usize::from(shade)]).unwrap_or_default();
        for y in badge.top..badge.bottom {
            let from = &picture.row(y as usize)[columns.clone()];
            let to = &mut contrast.row_mut(y as usize)[columns.clone()];
            // What lies outside the rounded corners is the ground around the badge.
            let inside = |shade: &u8| shade.abs_diff(own) < INK;
            let first = from.iter().position(inside).unwrap_or(from.len());
            let last = from.iter().rposition(inside).map_or(0, |at| at + 1);
            for (at, (shade, out)) in from.iter().zip(to).enumerate() {
                *out = if (first..last).contains(&at) { shade.abs_diff(own) } else { 0 };
            }
        }
    }
    !badges.is_empty()
}

/// The size of a point as the heights of the letters tell it: most are digits and whole or
/// half Chinese characters of text of 14 points.
fn unit_of_letters(spots: &[Spot], unit: f32) -> f32 {
    let mut heights: Vec<u32> = spots
        .iter()
        .filter(|spot| {
            let ratio = spot.width() * 10 / spot.height();
            (4..=14).contains(&ratio) && spot.height() >= 6 && spot.fill() < 0.8
        })
        .map(Spot::height)
        .collect();
    if heights.len() < 12 {
        return unit;
    }
    heights.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "a few pixels")]
    let typical = heights[heights.len() / 2] as f32;
    (typical / 10.4).clamp(0.7, 6.0)
}

fn size(spot: &Spot, unit: f32) -> (f32, f32) {
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
    let size = (spot.width() as f32 / unit, spot.height() as f32 / unit);
    size
}

fn may_be_writing(spot: &Spot, unit: f32) -> bool {
    let (width, height) = size(spot, unit);
    let rule = width.min(height) <= points::THIN && width.max(height) >= points::LONG;
    // A ring around a tick or a cross is about as wide as it is high.
    let ring = width.min(height) >= points::BUTTON_WIDTH
        && (0.85..1.18).contains(&(width / height))
        && spot.fill() < 0.27;
    let frame =
        width >= points::BUTTON_WIDTH && height >= points::BUTTON_HEIGHT && spot.fill() < 0.22
            || ring
            || width.min(height) >= points::ARC && spot.fill() < 0.13
            || width >= points::RULE && spot.fill() < 0.3;
    let block = width >= points::BLOCK && height >= points::BLOCK && spot.fill() > 0.45;
    height < points::TALL && !rule && !frame && !block
}

/// The contrast of the kept spots and the pixel around them, where letters fade out.
fn keep(contrast: &Grey, runs: &[Run], kept: &[bool]) -> Grey {
    let mut ink = Grey { pixels: vec![0; contrast.pixels.len()], ..*contrast };
    for run in runs.iter().filter(|run| kept[run.spot as usize]) {
        let (first, last) = (run.start.saturating_sub(1) as usize, run.end as usize + 1);
        let columns = first..last.min(contrast.width);
        let rows = (run.y.saturating_sub(1) as usize)..(run.y as usize + 2).min(contrast.height);
        for y in rows {
            ink.row_mut(y)[columns.clone()].copy_from_slice(&contrast.row(y)[columns.clone()]);
        }
    }
    ink
}

/// Spots that stand close beside each other, from top to bottom.
fn stretches(picture: &Grey, spots: &[Spot], kept: &[bool], unit: f32) -> Vec<Segment> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few pixels")]
    let pixels = |points: f32| (points * unit).round().max(1.0) as u32;
    let (aside, above) = (pixels(points::GAP / 2.0), pixels(points::SPLIT / 2.0));
    let mut smeared = Grey { pixels: vec![0; picture.pixels.len()], ..*picture };
    let writing = || spots.iter().zip(kept).filter(|(_, kept)| **kept).map(|(spot, _)| spot);
    for spot in writing() {
        let first = spot.left.saturating_sub(aside) as usize;
        let last = (spot.right + aside).min(small(picture.width)) as usize;
        let rows = spot.top.saturating_sub(above)..(spot.bottom + above).min(small(picture.height));
        for y in rows {
            smeared.row_mut(y as usize)[first..last].fill(255);
        }
    }
    let (areas, runs) = self::spots(&smeared, 255);
    let mut boxes: Vec<Option<Segment>> = vec![None; areas.len()];
    let mut starts = vec![0; picture.height + 1];
    for run in &runs {
        starts[run.y as usize + 1] += 1;
    }
    for y in 0..picture.height {
        starts[y + 1] += starts[y];
    }
    for spot in writing() {
        // A spot lies within the area that it was smeared into.
        let row = &runs[starts[spot.top as usize]..starts[spot.top as usize + 1]];
        let at = row.partition_point(|run| run.end <= spot.left);
        let Some(area) = row.get(at).map(|run| run.spot as usize) else { continue };
        let own =
            Segment { left: spot.left, top: spot.top, right: spot.right, bottom: spot.bottom };
        boxes[area] = Some(boxes[area].map_or(own, |all| Segment {
            left: all.left.min(own.left),
            top: all.top.min(own.top),
            right: all.right.max(own.right),
            bottom: all.bottom.max(own.bottom),
        }));
    }
    let low = pixels(points::LOW);
    let mut segments: Vec<Segment> =
        boxes.into_iter().flatten().filter(|segment| segment.height() >= low).collect();
    segments.sort_by_key(|segment| (segment.top, segment.left));
    segments.truncate(MOST_SEGMENTS);
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of 360 by 640 points with letters, drawn as boxes of the given shade.
    fn page(ground: u8, ink: u8, boxes: &[(usize, usize, usize, usize)]) -> Grey {
        let mut page = Grey::plain(360, 640, ground);
        for &(left, top, width, height) in boxes {
            for y in top..top + height {
                page.row_mut(y)[left..left + width].fill(ink);
            }
        }
        page
    }

    #[test]
    fn letters_close_to_each_other_are_one_stretch_in_either_theme() {
        let letters = [(40, 100, 4, 11), (50, 100, 4, 11), (60, 100, 4, 11), (200, 100, 4, 11)];
        for (ground, ink) in [(255, 0), (0, 255), (255, 142)] {
            let sheet = take_apart(&page(ground, ink, &letters));
            let columns: Vec<_> = sheet.segments.iter().map(|s| (s.left, s.right)).collect();
            assert_eq!(columns, [(40, 64), (200, 204)], "on {ground}: a label and its value");
        }
    }

    #[test]
    fn rules_and_frames_are_no_writing() {
        let frame = [(30, 200, 120, 1), (30, 240, 120, 1), (30, 200, 1, 41), (149, 200, 1, 41)];
        let rule = (10, 300, 340, 1);
        let letters = [(60, 215, 4, 11), (70, 215, 4, 11)];
        let all: Vec<_> = frame.into_iter().chain([rule]).chain(letters).collect();
        let sheet = take_apart(&page(255, 0, &all));
        let boxes: Vec<_> = sheet.segments.iter().map(|s| (s.left, s.top, s.right)).collect();
        assert_eq!(boxes, [(60, 215, 74)]);
        let ink = sheet.ink.pixels.iter().filter(|&&shade| shade > 0).count();
        assert_eq!(ink, 2 * 4 * 11, "the frame is gone from the picture, too");
    }

    #[test]
    fn a_picture_of_noise_ends_in_bounded_work() {
        let pixels = (0..200 * 200_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8);
        let noise = Grey { width: 200, height: 200, pixels: pixels.collect() };
        assert!(take_apart(&noise).segments.len() <= MOST_SEGMENTS);
    }
}

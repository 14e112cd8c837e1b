//! Copies of pictures: cut out, marked, blacked out, put side by side. The pixels are made
//! here; a copy is a PNG of pixels alone.

mod draw;
mod pair;

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder as _, RgbImage};
use serde::{Deserialize, Serialize};
use specta::Type;

pub(crate) use pair::beside;

/// In pixels of the picture as it is shown, upright, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Area {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

/// As [`Area`]; may lie outside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Spot {
    pub x: i32,
    pub y: i32,
}

/// Something drawn onto a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mark {
    /// Blacked out; nothing that was there is in the copy.
    Redact {
        area: Area,
    },
    Frame {
        area: Area,
    },
    /// Coloured as with a highlighter: what is dark stays dark.
    Highlight {
        area: Area,
    },
    Arrow {
        from: Spot,
        to: Spot,
    },
    /// A number in a disc, to speak of the place.
    Number {
        at: Spot,
        number: u32,
    },
}

/// What a copy is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Retouch {
    /// The part that is kept; all of it without.
    pub crop: Option<Area>,
    /// In their order; what is blacked out lies over everything else.
    pub marks: Vec<Mark>,
}

/// The most marks on one copy.
pub const MAX_MARKS: usize = 200;

impl Area {
    /// The part of it that lies in a picture, as its edges; `None` when nothing does.
    fn within(self, width: u32, height: u32) -> Option<[u32; 4]> {
        let right = self.left.saturating_add(self.width).min(width);
        let bottom = self.top.saturating_add(self.height).min(height);
        (self.left < right && self.top < bottom).then_some([self.left, self.top, right, bottom])
    }
}

impl Retouch {
    /// Whether a copy would differ from its original.
    pub fn is_empty(&self) -> bool {
        self.crop.is_none() && self.marks.is_empty()
    }

    /// The copy as a PNG; `None` when nothing of the picture would be left.
    pub(crate) fn apply(&self, picture: &DynamicImage) -> Option<Vec<u8>> {
        let mut pixels = flat(picture);
        let (width, height) = pixels.dimensions();
        let unit = draw::unit(width, height);
        let marks = self.marks.iter().take(MAX_MARKS);
        let (last, first): (Vec<_>, Vec<_>) =
            marks.partition(|mark| matches!(mark, Mark::Redact { .. }));
        for mark in first.into_iter().chain(last) {
            match mark {
                Mark::Redact { area } => draw::fill(&mut pixels, *area),
                Mark::Frame { area } => draw::frame(&mut pixels, *area, unit),
                Mark::Highlight { area } => draw::highlight(&mut pixels, *area),
                Mark::Arrow { from, to } => draw::arrow(&mut pixels, *from, *to, unit),
                Mark::Number { at, number } => draw::number(&mut pixels, *at, *number, unit),
            }
        }
        if let Some(crop) = self.crop {
            let [left, top, right, bottom] = crop.within(width, height)?;
            let part = image::imageops::crop_imm(&pixels, left, top, right - left, bottom - top);
            pixels = part.to_image();
        }
        png(&pixels)
    }
}

/// The pixels on white: a copy is not to show through where the original did.
fn flat(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let seen = picture.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [r, g, b, a] = seen.get_pixel(x, y).0.map(u16::from);
        let on_white = |c: u16| u8::try_from((c * a + 255 * (255 - a)) / 255).unwrap_or(255);
        image::Rgb([on_white(r), on_white(g), on_white(b)])
    })
}

fn png(pixels: &RgbImage) -> Option<Vec<u8>> {
    let mut out = Cursor::new(Vec::new());
    let (width, height) = pixels.dimensions();
    PngEncoder::new(&mut out)
        .write_image(pixels.as_raw(), width, height, ExtendedColorType::Rgb8)
        .ok()?;
    Some(out.into_inner())
}

#[cfg(test)]
mod tests {
    use image::{Rgb, Rgba, RgbaImage};

    use super::*;

    fn noise(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
            let grain = x.wrapping_mul(7919) ^ y.wrapping_mul(104_729) ^ (x * y);
            let [r, g, b, _] = grain.wrapping_mul(2_654_435_761).to_le_bytes();
            // Never black, so that black is what was blacked out.
            Rgb([r | 1, g | 1, b | 1])
        }))
    }

    fn made(picture: &DynamicImage, crop: Option<Area>, marks: Vec<Mark>) -> RgbImage {
        let png = Retouch { crop, marks }.apply(picture).unwrap();
        image::load_from_memory(&png).unwrap().to_rgb8()
    }

    const AREA: Area = Area { left: 20, top: 30, width: 40, height: 25 };

    #[test]
    fn nothing_of_what_is_blacked_out_is_left() {
        let original = noise(120, 90);
        let over = vec![
            Mark::Redact { area: AREA },
            // What is drawn later does not uncover it.
            Mark::Highlight { area: AREA },
            Mark::Number { at: Spot { x: 40, y: 40 }, number: 12 },
        ];
        let copy = made(&original, None, over);
        for (x, y, pixel) in copy.enumerate_pixels() {
            let inside = (20..60).contains(&x) && (30..55).contains(&y);
            if inside {
                assert_eq!(pixel.0, [0; 3], "{x}, {y} is not blacked out");
            }
        }
        assert_eq!(copy.get_pixel(5, 5), original.to_rgb8().get_pixel(5, 5), "the rest stands");
    }

    #[test]
    fn a_copy_holds_pixels_and_nothing_else() {
        let png = Retouch { crop: None, marks: vec![Mark::Redact { area: AREA }] };
        let png = png.apply(&noise(120, 90)).unwrap();
        let mut names = Vec::new();
        let mut rest = &png[8..];
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = usize::try_from(u32::from_be_bytes(*length)).unwrap();
            names.push(String::from_utf8(after[..4].to_vec()).unwrap());
            rest = &after[length + 8..];
        }
        names.dedup();
        assert_eq!(names, ["IHDR", "IDAT", "IEND"]);
        assert_eq!(crate::metadata::read(&png), crate::FileMetadata::default());
    }

    #[test]
    fn what_shines_through_is_not_hidden_in_a_copy() {
        let hidden = RgbaImage::from_pixel(40, 40, Rgba([200, 10, 10, 0]));
        let copy = made(&DynamicImage::ImageRgba8(hidden), None, Vec::new());
        assert!(copy.pixels().all(|pixel| pixel.0 == [255; 3]), "unseen pixels are not carried");
    }

    #[test]
    fn a_part_is_cut_out_with_its_marks() {
        let original = noise(120, 90);
        let copy = made(&original, Some(AREA), vec![Mark::Redact { area: AREA }]);
        assert_eq!(copy.dimensions(), (40, 25));
        assert!(copy.pixels().all(|pixel| pixel.0 == [0; 3]));
        let outside = Area { left: 500, ..AREA };
        let nothing = Retouch { crop: Some(outside), marks: Vec::new() };
        assert_eq!(nothing.apply(&original), None);
    }

    #[test]
    fn marks_that_lie_outside_do_no_harm() {
        let far = Spot { x: i32::MAX, y: i32::MIN };
        let wide = Area { left: 4_000_000_000, top: 0, width: u32::MAX, height: u32::MAX };
        let marks = vec![
            Mark::Arrow { from: far, to: Spot { x: -5, y: 9_999 } },
            Mark::Arrow { from: far, to: far },
            Mark::Number { at: far, number: u32::MAX },
            Mark::Frame { area: wide },
            Mark::Highlight { area: wide },
            Mark::Redact { area: wide },
        ];
        let copy = made(&noise(50, 50), None, marks);
        assert_eq!(copy.dimensions(), (50, 50));
    }

    #[test]
    fn each_mark_is_seen() {
        let white = DynamicImage::ImageRgb8(RgbImage::from_pixel(200, 200, Rgb([255; 3])));
        let marks = [
            Mark::Frame { area: AREA },
            Mark::Highlight { area: AREA },
            Mark::Arrow { from: Spot { x: 10, y: 10 }, to: Spot { x: 150, y: 150 } },
            Mark::Number { at: Spot { x: 100, y: 100 }, number: 7 },
        ];
        for mark in marks {
            let copy = made(&white, None, vec![mark.clone()]);
            let changed = copy.pixels().filter(|pixel| pixel.0 != [255; 3]).count();
            assert!(changed > 100, "{mark:?} changes {changed} pixels");
        }
    }
}

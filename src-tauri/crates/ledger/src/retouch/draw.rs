use image::{Rgb, RgbImage};

use super::{Area, Spot};

const RED: Rgb<u8> = Rgb([0xd9, 0x2d, 0x20]);
const WHITE: Rgb<u8> = Rgb([255; 3]);
const BLACK: Rgb<u8> = Rgb([0; 3]);
const YELLOW: [u16; 3] = [255, 230, 80];

/// The width of a line: a two-hundredth of the shorter side.
pub(super) fn unit(width: u32, height: u32) -> u32 {
    (width.min(height) / 200).clamp(2, 24)
}

pub(super) fn fill(pixels: &mut RgbImage, area: Area) {
    each(pixels, area, |pixel| *pixel = BLACK);
}

pub(super) fn highlight(pixels: &mut RgbImage, area: Area) {
    each(pixels, area, |pixel| {
        for (channel, tint) in pixel.0.iter_mut().zip(YELLOW) {
            *channel = u8::try_from(u16::from(*channel) * tint / 255).unwrap_or(255);
        }
    });
}

pub(super) fn frame(pixels: &mut RgbImage, area: Area, line: u32) {
    let (width, height) = pixels.dimensions();
    let Some([left, top, right, bottom]) = area.within(width, height) else { return };
    for y in top..bottom {
        for x in left..right {
            let inner =
                x >= left + line && x + line < right && y >= top + line && y + line < bottom;
            if !inner {
                pixels.put_pixel(x, y, RED);
            }
        }
    }
}

pub(super) fn arrow(pixels: &mut RgbImage, from: Spot, to: Spot, line: u32) {
    let [from, to] = [from, to].map(|spot| near(pixels, spot));
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < 1.0 {
        return;
    }
    let half = f64::from(line) * 0.75;
    let head = (half * 8.0).min(length);
    let (ux, uy) = (dx / length, dy / length);
    let neck = (to.0 - ux * head * 0.8, to.1 - uy * head * 0.8);
    stroke(pixels, from, neck, half);
    // The head as strokes that grow wider away from its tip.
    let steps = head.ceil();
    let mut at = 0.0;
    while at <= steps {
        let middle = (to.0 - ux * at, to.1 - uy * at);
        let reach = at * 0.45;
        let sides =
            [1.0, -1.0].map(|side| (middle.0 - uy * reach * side, middle.1 + ux * reach * side));
        stroke(pixels, sides[0], sides[1], 0.8);
        at += 0.7;
    }
}

pub(super) fn number(pixels: &mut RgbImage, at: Spot, number: u32, line: u32) {
    let digits: Vec<usize> = number
        .to_string()
        .bytes()
        .map(|digit| usize::from(digit.saturating_sub(b'0')))
        .take(4)
        .collect();
    let (x, y) = near(pixels, at);
    let dot = f64::from(line.max(2));
    // A digit is five dots by seven with one dot between two.
    #[allow(clippy::cast_precision_loss, reason = "four digits at most")]
    let wide = (digits.len() * 6 - 1) as f64 * dot;
    let radius = (wide / 2.0).hypot(3.5 * dot) + dot;
    stroke(pixels, (x, y), (x, y), radius);
    for (place, digit) in digits.into_iter().enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "four digits at most")]
        let left = x - wide / 2.0 + (place * 6) as f64 * dot;
        for (row, bits) in (0_u8..).zip(DIGITS[digit]) {
            for column in 0_u8..5 {
                if bits & (0x10 >> column) != 0 {
                    let corner =
                        (left + f64::from(column) * dot, y - 3.5 * dot + f64::from(row) * dot);
                    square(pixels, corner, dot);
                }
            }
        }
    }
}

/// Every pixel within `half` of the line from one point to another.
fn stroke(pixels: &mut RgbImage, from: (f64, f64), to: (f64, f64), half: f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let square = dx * dx + dy * dy;
    let reach = [
        from.0.min(to.0) - half,
        from.1.min(to.1) - half,
        from.0.max(to.0) + half,
        from.1.max(to.1) + half,
    ];
    let Some([left, top, right, bottom]) = edges(pixels, reach) else { return };
    for y in top..bottom {
        for x in left..right {
            let (px, py) = (f64::from(x) + 0.5 - from.0, f64::from(y) + 0.5 - from.1);
            let along =
                if square == 0.0 { 0.0 } else { ((px * dx + py * dy) / square).clamp(0.0, 1.0) };
            if (px - along * dx).hypot(py - along * dy) <= half {
                pixels.put_pixel(x, y, RED);
            }
        }
    }
}

fn square(pixels: &mut RgbImage, corner: (f64, f64), side: f64) {
    let reach = [corner.0, corner.1, corner.0 + side, corner.1 + side];
    let Some([left, top, right, bottom]) = edges(pixels, reach) else { return };
    for y in top..bottom {
        for x in left..right {
            pixels.put_pixel(x, y, WHITE);
        }
    }
}

fn each(pixels: &mut RgbImage, area: Area, paint: impl Fn(&mut Rgb<u8>)) {
    let (width, height) = pixels.dimensions();
    let Some([left, top, right, bottom]) = area.within(width, height) else { return };
    for y in top..bottom {
        for x in left..right {
            paint(pixels.get_pixel_mut(x, y));
        }
    }
}

/// A spot no further away than the picture is large.
fn near(pixels: &RgbImage, spot: Spot) -> (f64, f64) {
    let (width, height) = pixels.dimensions();
    let [width, height] = [width, height].map(f64::from);
    (f64::from(spot.x).clamp(-width, 2.0 * width), f64::from(spot.y).clamp(-height, 2.0 * height))
}

/// The pixels that a box covers, as far as they are there.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held to the picture before"
)]
fn edges(pixels: &RgbImage, [left, top, right, bottom]: [f64; 4]) -> Option<[u32; 4]> {
    let (width, height) = pixels.dimensions();
    let held = |value: f64, most: u32| value.clamp(0.0, f64::from(most)) as u32;
    let found = [
        held(left.floor(), width),
        held(top.floor(), height),
        held(right.ceil(), width),
        held(bottom.ceil(), height),
    ];
    (found[0] < found[2] && found[1] < found[3]).then_some(found)
}

/// Seven rows of five dots.
const DIGITS: [[u8; 7]; 10] = [
    [0x0E, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0E],
    [0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E],
    [0x0E, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1F],
    [0x1F, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0E],
    [0x02, 0x06, 0x0A, 0x12, 0x1F, 0x02, 0x02],
    [0x1F, 0x10, 0x1E, 0x01, 0x01, 0x11, 0x0E],
    [0x06, 0x08, 0x10, 0x1E, 0x11, 0x11, 0x0E],
    [0x1F, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08],
    [0x0E, 0x11, 0x11, 0x0E, 0x11, 0x11, 0x0E],
    [0x0E, 0x11, 0x11, 0x0F, 0x01, 0x02, 0x0C],
];

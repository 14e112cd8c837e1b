//! What stands out from its ground: writing on cards, bars, bubbles and buttons of any shade,
//! dark on light and light on dark alike.

use crate::picture::Grey;

/// The shade behind each place. Where an area is flat and wider than any stroke, it is ground;
/// everything else, writing above all, lies on the nearest such area.
#[derive(Debug)]
pub(crate) struct Ground {
    /// The side of a cell in pixels: about a point of the page.
    step: usize,
    /// Cells in a row.
    across: usize,
    /// The darkest and the lightest ground of each cell and those around it. They differ where
    /// a card ends, and a pixel there lies on the nearer one.
    shades: Vec<[u8; 2]>,
}

/// A flat square of so many cells to each side of its middle is wider than a stroke: those of
/// the largest amounts are five and a half points wide.
const REACH: usize = 3;
/// How much the shades of a flat area differ: JPEG and slow gradients.
const FLAT: u8 = 16;

impl Ground {
    /// `unit` is the size of a point of the page in pixels; a line of text is 12 to 16 of them.
    pub(crate) fn of(picture: &Grey, unit: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 8")]
        let step = unit.round().clamp(1.0, 8.0) as usize;
        let cells = Cells::of(picture, step);
        let flat = cells.widened(REACH);
        let own = |at: usize| {
            let [low, high] = flat.ranges[at];
            let [darkest, lightest] = cells.ranges[at];
            (high - low <= FLAT).then(|| darkest.midpoint(lightest))
        };
        let grounds = spread((0..cells.ranges.len()).map(own).collect(), cells.across);
        let grounds =
            Cells { ranges: grounds.into_iter().map(|shade| [shade; 2]).collect(), ..cells };
        Self { step, across: grounds.across, shades: grounds.widened(1).ranges }
    }

    /// How far each pixel stands out from its ground.
    pub(crate) fn contrast(&self, picture: &Grey) -> Grey {
        let mut out = Grey { pixels: Vec::with_capacity(picture.pixels.len()), ..*picture };
        for y in 0..picture.height {
            let first = y / self.step * self.across;
            let cells = &self.shades[first..first + self.across];
            for (pixels, [dark, light]) in picture.row(y).chunks(self.step).zip(cells) {
                let apart = |&shade: &u8| shade.abs_diff(*dark).min(shade.abs_diff(*light));
                out.pixels.extend(pixels.iter().map(apart));
            }
        }
        out
    }
}

/// The darkest and the lightest shade of each cell.
struct Cells {
    across: usize,
    down: usize,
    ranges: Vec<[u8; 2]>,
}

impl Cells {
    fn of(picture: &Grey, step: usize) -> Self {
        let (across, down) = (picture.width.div_ceil(step), picture.height.div_ceil(step));
        let mut ranges = vec![[u8::MAX, 0]; across * down];
        for y in 0..picture.height {
            let row = &mut ranges[y / step * across..][..across];
            for (pixels, range) in picture.row(y).chunks(step).zip(row) {
                *range = pixels.iter().fold(*range, |all, &shade| join(all, [shade; 2]));
            }
        }
        Self { across, down, ranges }
    }

    /// Each cell's range with those of the cells up to `reach` away; the picture's edge is
    /// passed over.
    fn widened(&self, reach: usize) -> Self {
        let Self { across, down, .. } = *self;
        let mut rows = self.ranges.clone();
        for (from, to) in self.ranges.chunks(across).zip(rows.chunks_mut(across)) {
            for (x, to) in to.iter_mut().enumerate() {
                let around = x.saturating_sub(reach)..(x + reach + 1).min(across);
                *to = from[around].iter().fold(*to, |all, &range| join(all, range));
            }
        }
        let mut ranges = rows.clone();
        for y in 0..down {
            for other in y.saturating_sub(reach)..(y + reach + 1).min(down) {
                let from = &rows[other * across..(other + 1) * across];
                for (to, &range) in ranges[y * across..].iter_mut().zip(from) {
                    *to = join(*to, range);
                }
            }
        }
        Self { across, down, ranges }
    }
}

fn join(one: [u8; 2], other: [u8; 2]) -> [u8; 2] {
    [one[0].min(other[0]), one[1].max(other[1])]
}

/// Gives every cell the shade of the nearest one that has one; white where none has.
fn spread(mut shades: Vec<Option<u8>>, across: usize) -> Vec<u8> {
    let mut edge: Vec<usize> = (0..shades.len()).filter(|&at| shades[at].is_some()).collect();
    while !edge.is_empty() {
        let mut next = Vec::new();
        for at in edge {
            let (x, shade) = (at % across, shades[at]);
            let beside = [
                (x > 0).then(|| at - 1),
                (x + 1 < across).then(|| at + 1),
                at.checked_sub(across),
                Some(at + across).filter(|&below| below < shades.len()),
            ];
            for other in beside.into_iter().flatten() {
                if shades[other].is_none() {
                    shades[other] = shade;
                    next.push(other);
                }
            }
        }
        edge = next;
    }
    shades.into_iter().map(|shade| shade.unwrap_or(u8::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_and_dark_writing_stand_out_alike() {
        // A black bar above a white page, each with one stroke.
        let mut picture = Grey::plain(80, 80, 255);
        for y in 0..40 {
            picture.row_mut(y).fill(0);
        }
        picture.row_mut(20)[30..40].fill(255);
        picture.row_mut(60)[30..40].fill(0);
        let contrast = Ground::of(&picture, 1.0).contrast(&picture);
        assert!(contrast.row(20)[30..40].iter().all(|&shade| shade == 255));
        assert!(contrast.row(60)[30..40].iter().all(|&shade| shade == 255));
        let ink = contrast.pixels.iter().filter(|&&shade| shade > 0).count();
        assert_eq!(ink, 20, "the edge of the bar is no writing");
    }

    #[test]
    fn a_bold_stroke_is_no_ground() {
        let mut picture = Grey::plain(60, 60, 255);
        for y in 10..50 {
            picture.row_mut(y)[27..33].fill(0);
        }
        let contrast = Ground::of(&picture, 1.0).contrast(&picture);
        let ink = contrast.pixels.iter().filter(|&&shade| shade > 200).count();
        assert_eq!(ink, 6 * 40, "a stroke of six points is writing throughout");
    }

    #[test]
    fn a_picture_without_any_ground_lies_on_white() {
        let noise = (0..400_u32).map(|at| if at % 2 == 0 { 0 } else { 255 }).collect();
        let picture = Grey { width: 20, height: 20, pixels: noise };
        let contrast = Ground::of(&picture, 1.0).contrast(&picture);
        assert_eq!(contrast.pixels[0], 255);
        assert_eq!(contrast.pixels[1], 0);
    }
}

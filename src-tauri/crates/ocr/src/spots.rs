//! Spots of ink: pixels that hang together.

use crate::picture::Grey;

/// A stretch of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub y: u32,
    pub start: u32,
    /// The first pixel behind it.
    pub end: u32,
    /// Which spot it belongs to.
    pub spot: u32,
}

/// What hangs together, corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub left: u32,
    pub top: u32,
    /// The first column and row behind it.
    pub right: u32,
    pub bottom: u32,
    /// In pixels.
    pub ink: u32,
}

impl Spot {
    pub(crate) fn width(&self) -> u32 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> u32 {
        self.bottom - self.top
    }

    /// How much of its box is ink, 0 to 1.
    pub(crate) fn fill(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let share = self.ink as f32 / (self.width() * self.height()) as f32;
        share
    }

    fn take_in(&mut self, run: &Run) {
        self.left = self.left.min(run.start);
        self.right = self.right.max(run.end);
        self.top = self.top.min(run.y);
        self.bottom = self.bottom.max(run.y + 1);
        self.ink += run.end - run.start;
    }
}

/// All spots of pixels of at least `least`, and the runs that they are made of, row by row.
pub(crate) fn spots(picture: &Grey, least: u8) -> (Vec<Spot>, Vec<Run>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut sets = Sets::default();
    let mut above = 0..0;
    for y in 0..picture.height {
        let first = runs.len();
        let mut look = above.start;
        let mut x = 0;
        let row = picture.row(y);
        while let Some(gap) = row[x..].iter().position(|&shade| shade >= least) {
            let start = x + gap;
            let length = row[start..].iter().position(|&shade| shade < least);
            let end = length.map_or(row.len(), |length| start + length);
            let set = sets.new_one();
            let run = Run { y: small(y), start: small(start), end: small(end), spot: set };
            // Those above that end before this one cannot touch the next either.
            while look < above.end && runs[look].end < run.start {
                look += 1;
            }
            let mut touching = look;
            while touching < above.end && runs[touching].start <= run.end {
                sets.join(runs[touching].spot, set);
                touching += 1;
            }
            runs.push(run);
            x = end;
        }
        above = first..runs.len();
    }
    number(runs, &mut sets)
}

fn number(mut runs: Vec<Run>, sets: &mut Sets) -> (Vec<Spot>, Vec<Run>) {
    let mut found: Vec<Spot> = Vec::new();
    let mut numbers = vec![u32::MAX; sets.parents.len()];
    for run in &mut runs {
        let root = sets.root(run.spot) as usize;
        if numbers[root] == u32::MAX {
            numbers[root] = small(found.len());
            found.push(Spot {
                left: run.start,
                top: run.y,
                right: run.end,
                bottom: run.y + 1,
                ink: 0,
            });
        }
        run.spot = numbers[root];
        found[run.spot as usize].take_in(run);
    }
    (found, runs)
}

/// Sides and counts are below the limit of pixels, which 32 bits hold.
pub(crate) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[derive(Debug, Default)]
struct Sets {
    parents: Vec<u32>,
}

impl Sets {
    fn new_one(&mut self) -> u32 {
        let own = small(self.parents.len());
        self.parents.push(own);
        own
    }

    fn root(&mut self, of: u32) -> u32 {
        let mut at = of;
        while self.parents[at as usize] != at {
            let above = self.parents[at as usize];
            self.parents[at as usize] = self.parents[above as usize];
            at = above;
        }
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other) as usize] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(rows: &[&str]) -> Grey {
        let pixels = rows.iter().flat_map(|row| row.bytes().map(|b| u8::from(b == b'#') * 255));
        Grey { width: rows[0].len(), height: rows.len(), pixels: pixels.collect() }
    }

    #[test]
    fn what_touches_at_a_corner_hangs_together() {
        let (found, runs) = spots(&picture(&["##..#", "..#.#", "....#", "#...."]), 128);
        let boxes: Vec<_> =
            found.iter().map(|s| (s.left, s.top, s.right, s.bottom, s.ink)).collect();
        assert_eq!(boxes, [(0, 0, 3, 2, 3), (4, 0, 5, 3, 3), (0, 3, 1, 4, 1)]);
        assert_eq!(runs.len(), 6);
    }

    #[test]
    fn arms_that_meet_below_are_one_spot() {
        let (found, _) = spots(&picture(&["#.#.#", "#.#.#", "#####"]), 128);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].ink, 11);
    }
}

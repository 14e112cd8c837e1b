//! Texts as pixels, for pages that are pictures.

use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};
use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, Transform};

use super::Set;

/// Draws a text onto `canvas`, its top left at this place. `None` where a font cannot be drawn.
pub(crate) fn draw(set: &Set, canvas: &mut Pixmap, (left, top): (f32, f32)) -> Option<()> {
    for line in set.layout.lines() {
        let y = top + line.metrics().baseline;
        let mut x = left + line.metrics().offset;
        for run in line.runs() {
            let font = run.font();
            let face = FontRef::from_index(font.data.as_ref(), font.index).ok()?;
            let outlines = face.outline_glyphs();
            // The same type of another version.
            let place: Vec<_> = run
                .normalized_coords()
                .iter()
                .map(|c| skrifa::instance::NormalizedCoord::from_bits(c.to_bits()))
                .collect();
            let size = Size::new(run.font_size());
            for cluster in run.visual_clusters() {
                let [red, green, blue] = cluster.style().brush;
                let mut paint = Paint::default();
                paint.set_color_rgba8(red, green, blue, 255);
                for glyph in cluster.glyphs() {
                    let mut pen = Pen(PathBuilder::new());
                    let drawn = outlines
                        .get(GlyphId::new(glyph.id))
                        .filter(|_| !cluster.is_hard_line_break());
                    if let Some(outline) = drawn {
                        let settings = DrawSettings::unhinted(size, LocationRef::new(&place));
                        outline.draw(settings, &mut pen).ok()?;
                    }
                    if let Some(path) = pen.0.finish() {
                        let to = Transform::from_row(1.0, 0.0, 0.0, -1.0, x + glyph.x, y - glyph.y);
                        canvas.fill_path(&path, &paint, FillRule::Winding, to, None);
                    }
                    x += glyph.advance;
                }
            }
        }
    }
    Some(())
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.cubic_to(ax, ay, bx, by, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

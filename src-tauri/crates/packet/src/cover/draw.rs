//! Pages as a PDF.

use jiff::Zoned;
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule},
    surface::Surface,
    text::{GlyphId, KrillaGlyph},
};

use crate::paper::{Fonts, Ink, Set};

use super::{
    CoverError,
    sheet::{HEIGHT, Item, WIDTH},
};

/// The same pages make the same bytes.
pub(crate) fn pdf(
    pages: &[Vec<Item>],
    about: Metadata,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, CoverError> {
    let odd = |what: &str| CoverError::Pdf { detail: what.to_owned() };
    let mut document = Document::new_with(SerializeSettings::default());
    for page in pages {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| odd("a page's size"))?;
        let mut page_out = document.start_page_with(size);
        let mut surface = page_out.surface();
        for item in page {
            match item {
                Item::Box { x, y, width, height, ink } => {
                    let rect =
                        Rect::from_xywh(*x, *y, *width, *height).ok_or_else(|| odd("a box"))?;
                    let mut path = PathBuilder::new();
                    path.push_rect(rect);
                    surface.set_fill(Some(fill(*ink)));
                    surface.draw_path(&path.finish().ok_or_else(|| odd("a box"))?);
                }
                Item::Lines { set, lines, x, y } => {
                    draw_lines(&mut surface, set, lines, (*x, *y), fonts)
                        .ok_or_else(|| odd("a font"))?;
                }
            }
        }
        surface.finish();
        page_out.finish();
    }
    document.set_metadata(about);
    document.finish().map_err(|error| CoverError::Pdf { detail: format!("{error:?}") })
}

fn fill([red, green, blue]: Ink) -> Fill {
    let paint = rgb::Color::new(red, green, blue).into();
    Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

fn draw_lines(
    surface: &mut Surface<'_>,
    set: &Set,
    lines: &std::ops::Range<usize>,
    (left, top): (f32, f32),
    fonts: &mut Fonts,
) -> Option<()> {
    let above: f32 =
        set.layout.lines().take(lines.start).map(|line| line.metrics().line_height).sum();
    for line in set.layout.lines().skip(lines.start).take(lines.len()) {
        let y = top + line.metrics().baseline - above;
        let mut x = left + line.metrics().offset;
        for run in line.runs() {
            let (start, size) = (x, run.font_size());
            let mut glyphs: Vec<KrillaGlyph> = Vec::new();
            let mut ink = None;
            for cluster in run.visual_clusters() {
                if cluster.is_ligature_continuation() {
                    if let Some(glyph) = glyphs.last_mut() {
                        glyph.text_range.end = cluster.text_range().end;
                    }
                    continue;
                }
                ink.get_or_insert(cluster.style().brush);
                for glyph in cluster.glyphs() {
                    // The end of a line has a place and no sign.
                    if !cluster.is_hard_line_break() {
                        glyphs.push(KrillaGlyph::new(
                            GlyphId::new(glyph.id),
                            glyph.advance / size,
                            glyph.x / size,
                            glyph.y / size,
                            0.0,
                            cluster.text_range(),
                            None,
                        ));
                    }
                    x += glyph.advance;
                }
            }
            if !glyphs.is_empty() {
                let font = fonts.embedded(&run)?;
                surface.set_fill(Some(fill(ink.unwrap_or_default())));
                surface.draw_glyphs(
                    Point::from_xy(start, y),
                    &glyphs,
                    font,
                    &set.text,
                    size,
                    false,
                );
            }
        }
    }
    Some(())
}

pub(crate) fn date(made_at: &Zoned) -> DateTime {
    let part = |value: i8| u8::try_from(value).unwrap_or(0);
    let (date, time) = (made_at.date(), made_at.time());
    let minutes = made_at.offset().seconds() / 60;
    DateTime::new(u16::try_from(date.year()).unwrap_or(0))
        .month(part(date.month()))
        .day(part(date.day()))
        .hour(part(time.hour()))
        .minute(part(time.minute()))
        .second(part(time.second()))
        .utc_offset_hour(i8::try_from(minutes / 60).unwrap_or(0))
        .utc_offset_minute(u8::try_from(minutes.abs() % 60).unwrap_or(0))
}

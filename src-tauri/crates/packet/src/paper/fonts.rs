//! The system's font for Chinese, and texts set in it.

use std::{borrow::Cow, collections::HashMap, fmt::Write as _};

use fontique::{
    Attributes, CharmapIndex, Collection, CollectionOptions, FallbackKey, FontStyle, FontWeight,
    FontWidth, Script, SourceCache,
};
use krilla::text::{Font, Tag};
use model::is_unseen;
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, Layout, LayoutContext,
    LineHeight, OverflowWrap, StyleProperty,
};

/// Those that come with systems, the plainest first; others are asked for after them.
const FAMILIES: [&str; 14] = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Noto Sans SC",
    "HarmonyOS Sans SC",
    "Heiti SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Droid Sans Fallback",
    "SimSun",
];
/// What every font that is taken has a sign for.
const PROBE: &str = "一核单证据资金额，。：（）Aa01-";

/// There is no font on this system that can show Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no font of this system shows Chinese")]
pub struct NoChineseFont;

/// The font that papers are set in.
pub struct Fonts {
    context: FontContext,
    layouts: LayoutContext<Ink>,
    family: String,
    blob: fontique::Blob<u8>,
    charmap: CharmapIndex,
    ready: HashMap<FontKey, Font>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("family", &self.family).finish_non_exhaustive()
    }
}

/// Red, green, blue.
pub(crate) type Ink = [u8; 3];
/// The file, which font of it, and where on its axes.
type FontKey = (u64, u32, Vec<([u8; 4], u32)>);

#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// In points.
    pub(crate) size: f32,
    pub(crate) bold: bool,
    pub(crate) ink: Ink,
    pub(crate) alignment: Alignment,
}

/// A text in lines.
pub(crate) struct Set {
    pub(crate) text: String,
    pub(crate) layout: Layout<Ink>,
}

impl Fonts {
    /// Looks through the fonts of the system, which takes some tenths of a second at first.
    pub fn of_system() -> Result<Self, NoChineseFont> {
        Self::within(FontContext {
            collection: Collection::new(CollectionOptions { shared: false, system_fonts: true }),
            source_cache: SourceCache::default(),
        })
    }

    /// Among these fonts alone, each the bytes of a file.
    pub fn of_files(files: Vec<Vec<u8>>) -> Result<Self, NoChineseFont> {
        let mut collection =
            Collection::new(CollectionOptions { shared: false, system_fonts: false });
        for bytes in files {
            collection.register_fonts(fontique::Blob::from(bytes), None);
        }
        Self::within(FontContext { collection, source_cache: SourceCache::default() })
    }

    fn within(mut context: FontContext) -> Result<Self, NoChineseFont> {
        let mut names: Vec<String> = FAMILIES.map(str::to_owned).to_vec();
        let chinese =
            FallbackKey::new(Script::from_bytes(*b"Hani"), "zh-Hans".parse().ok().as_ref());
        let others: Vec<_> = context.collection.fallback_families(chinese).collect();
        for id in others {
            names.extend(context.collection.family_name(id).map(str::to_owned));
        }
        let mut all: Vec<String> = context.collection.family_names().map(str::to_owned).collect();
        all.sort();
        names.extend(all);
        for family in names {
            if let Some((blob, charmap)) = chinese_face(&mut context, &family) {
                let (layouts, ready) = (LayoutContext::new(), HashMap::new());
                return Ok(Self { context, layouts, family, blob, charmap, ready });
            }
        }
        Err(NoChineseFont)
    }

    /// `text` in lines of at most `width` points. A sign that the font has not is written as its
    /// number, never as an empty box.
    pub(crate) fn set(&mut self, text: &str, style: Style, width: f32) -> Set {
        let text = self.shown(text);
        let Self { context, layouts, family, .. } = self;
        let mut builder = layouts.ranged_builder(context, &text, 1.0, false);
        let name = FontFamilyName::Named(Cow::Borrowed(family.as_str()));
        builder.push_default(StyleProperty::FontFamily(FontFamily::Single(name)));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.45)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.push_default(StyleProperty::Brush(style.ink));
        if style.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(style.alignment, AlignmentOptions::default());
        Set { text, layout }
    }

    fn shown(&self, text: &str) -> String {
        let charmap = self.charmap.charmap(self.blob.as_ref());
        let mut shown = String::with_capacity(text.len());
        for c in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
            match c {
                '\n' => shown.push('\n'),
                c if c.is_whitespace() => shown.push(' '),
                // Selectors of how a sign looks are part of the sign before them.
                c if is_unseen(c) || matches!(c, '\u{FE00}'..='\u{FE0F}') => {}
                c => {
                    match charmap.as_ref().and_then(|map| map.map(c)).filter(|glyph| *glyph != 0) {
                        Some(_) => shown.push(c),
                        None => {
                            // Writing into a text does not fail.
                            let _ = write!(shown, "[U+{:04X}]", u32::from(c));
                        }
                    }
                }
            }
        }
        shown
    }

    /// The font of a run, as the PDF embeds it.
    pub(crate) fn embedded(&mut self, run: &parley::Run<'_, Ink>) -> Option<Font> {
        let (data, index) = (&run.font().data, run.font().index);
        let synthesis = run.synthesis();
        let variations = synthesis.variation_settings();
        let key =
            variations.iter().map(|(tag, value)| (tag.into_bytes(), value.to_bits())).collect();
        let key = (data.id(), index, key);
        if let Some(font) = self.ready.get(&key) {
            return Some(font.clone());
        }
        let (bytes, _) = data.clone().into_raw_parts();
        let axes: Vec<(Tag, f32)> =
            variations.iter().map(|(tag, value)| (Tag::new(&tag.into_bytes()), *value)).collect();
        let font = Font::new_variable(bytes.into(), index, &axes)?;
        self.ready.insert(key, font.clone());
        Some(font)
    }
}

fn chinese_face(
    context: &mut FontContext,
    family: &str,
) -> Option<(fontique::Blob<u8>, CharmapIndex)> {
    let found = context.collection.family_by_name(family)?;
    let Attributes { width, style, weight } =
        Attributes::new(FontWidth::NORMAL, FontStyle::Normal, FontWeight::NORMAL);
    let font = found.match_font(width, style, weight, true)?;
    let blob = font.load(Some(&mut context.source_cache))?;
    let index = font.charmap_index();
    let charmap = index.charmap(blob.as_ref())?;
    let all = PROBE.chars().all(|c| charmap.map(c).is_some_and(|glyph| glyph != 0));
    let (bytes, _) = blob.clone().into_raw_parts();
    (all && Font::new(bytes.into(), font.index()).is_some()).then_some((blob, index))
}

//! A stretch of one line as words: what was recognised, with the spaces that the ink shows.

use std::ops::Range;

use crate::merge::{Token, is_wide};
use crate::picture::Grey;
use crate::segments::Segment;
use crate::strips::Strip;

/// A stretch with its words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub segment: Segment,
    pub words: Vec<LineWord>,
    /// The size of the letters in pixels: the side of a Chinese character's square.
    pub em: f32,
    /// How strongly it stands out, 0 to 255.
    pub strength: u8,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LineWord {
    pub text: String,
    /// Columns of the picture.
    pub left: f32,
    pub right: f32,
    pub confidence: f32,
    /// Whether a space stands before it.
    pub spaced: bool,
}

/// Of the size of the letters, how high the ink of Chinese characters and of digits is.
const WIDE_INK: f32 = 0.93;
const DIGIT_INK: f32 = 0.74;
/// The gap from which there is a space, in sizes of the letters: a space adds 0.22 and more to
/// what letters and narrow characters leave.
const SPACE: f32 = 0.33;
/// Narrow characters stand 0.3 apart; a space that is missed parts no word, but one too many does.
const WIDE_SPACE: f32 = 0.36;
/// Within letters and digits the model that reads them sees a space; a gap of less is none.
const LETTER_SPACE: f32 = 0.14;

impl Line {
    pub(crate) fn of(strip: &Strip, ink: &Grey, tokens: Vec<Token>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "pixels")]
        let height = strip.segment.height() as f32;
        let wide = tokens.iter().any(|token| token.text.chars().any(|c| is_wide(c) && !is_stop(c)));
        let em = height / if wide { WIDE_INK } else { DIGIT_INK };
        let gaps = gaps(ink, strip.segment);
        let mut words: Vec<LineWord> = Vec::new();
        for token in tokens {
            let (left, right) = (strip.column(token.left), strip.column(token.right));
            let spaced = words.last().is_some_and(|last| {
                let least = if last.text.ends_with(is_wide) && token.is_wide() {
                    WIDE_SPACE
                } else if last.text.ends_with(is_wide) || token.is_wide() {
                    SPACE
                } else if token.apart {
                    LETTER_SPACE
                } else {
                    f32::INFINITY
                };
                let middle = |left: f32, right: f32| f32::midpoint(left, right);
                let between = middle(last.left, last.right)..middle(left, right);
                let stop = last.text.ends_with(is_stop) || token.text.starts_with(is_stop);
                !stop && widest(&gaps, &between) >= least * em
            });
            let confidence = token.confidence;
            words.push(LineWord { text: token.text, left, right, confidence, spaced });
        }
        Self { segment: strip.segment, words, em, strength: strip.strength }
    }

    /// Goes on with what stands to the right.
    pub(crate) fn take_in(&mut self, right: Self) {
        let stop = self.words.last().is_some_and(|word| word.text.ends_with(is_stop));
        let first = self.words.len();
        self.words.extend(right.words);
        if let Some(word) = self.words.get_mut(first) {
            word.spaced = !stop;
        }
        let (own, other) = (&mut self.segment, right.segment);
        own.right = own.right.max(other.right);
        (own.top, own.bottom) = (own.top.min(other.top), own.bottom.max(other.bottom));
        self.em = self.em.max(right.em);
    }

    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for word in &self.words {
            if word.spaced {
                text.push(' ');
            }
            text.push_str(&word.text);
        }
        text
    }

    /// Icons, arrows and bits of frames are read as one or two signs that nothing is sure of.
    pub(crate) fn is_noise(&self) -> bool {
        let text = self.text();
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let digits = text.chars().any(|c| c.is_ascii_digit());
        let sum: f32 = self.words.iter().map(|word| word.confidence).sum();
        #[expect(clippy::cast_precision_loss, reason = "a few words")]
        let mean = sum / self.words.len().max(1) as f32;
        let masked = letters > 0 && text.contains("**");
        // Two characters of many strokes each are a word in small print.
        let word = letters == 2 && text.chars().all(|c| is_wide(c) && !is_simple(c));
        let sure = if word { WORD_SURE } else { SURE };
        let lone = self.words.len() == 1 && text.chars().all(is_simple);
        letters == 0
            || letters == 1 && text.chars().any(|c| c.is_ascii_alphabetic())
            || letters <= 2 && mean < sure && !(digits && mean >= DIGIT_SURE) && !masked
            || lone
    }
}

/// Characters of few strokes, which arrows, ticks and round ends of buttons are taken for.
fn is_simple(c: char) -> bool {
    "一丨丿乀乂乙亅二了人入八儿几冂冖冫凵刀力勹匕匚十卜卩厂厶又丫个丁七乃口〇广心小川工".contains(c)
}

const SURE: f32 = 60.0;
const WORD_SURE: f32 = 30.0;
/// A lone digit is a count, and is read with less certainty than a word.
const DIGIT_SURE: f32 = 25.0;

/// Punctuation that brings its own space, or needs none.
fn is_stop(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF1F}' | ':' | ';' | ',' | '(' | ')')
}

/// The columns of a stretch without ink, as ranges of the picture's columns.
fn gaps(ink: &Grey, segment: Segment) -> Vec<Range<u32>> {
    /// Fainter is what letters fade out in.
    const FAINT: u8 = 28;
    let (left, right) = (segment.left as usize, segment.right as usize);
    let mut inked = vec![false; right - left];
    for y in segment.top..segment.bottom {
        let row = &ink.row(y as usize)[left..right];
        for (inked, shade) in inked.iter_mut().zip(row) {
            *inked |= *shade >= FAINT;
        }
    }
    let mut found = Vec::new();
    let mut start = None;
    for (x, inked) in (segment.left..).zip(inked.into_iter().chain([true])) {
        match (start, inked) {
            (None, false) => start = Some(x),
            (Some(from), true) => {
                found.push(from..x);
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[expect(clippy::cast_precision_loss, reason = "pixels")]
fn widest(gaps: &[Range<u32>], between: &Range<f32>) -> f32 {
    let within =
        |gap: &&Range<u32>| (gap.end as f32) > between.start && (gap.start as f32) < between.end;
    gaps.iter().filter(within).map(|gap| (gap.end - gap.start) as f32).fold(0.0, f32::max)
}

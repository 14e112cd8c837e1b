//! The asterisks of masked numbers, told by their shape: both models take them for quotation
//! marks and letters.

use std::ops::Range;

use crate::merge::Token;
use crate::picture::Grey;
use crate::segments::Segment;

/// Fainter is what letters fade out in.
const FAINT: u8 = 60;

/// Puts a run of asterisks in place of what was read there. `column` turns columns of the
/// picture into those of the tokens.
pub(crate) fn mark(
    tokens: &mut Vec<Token>,
    ink: &Grey,
    segment: Segment,
    column: impl Fn(u32) -> f32,
) {
    for run in runs(&letters(ink, segment), segment) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let (left, right) = (column(first.columns.start), column(last.columns.end));
        if tokens.iter().any(|token| is_read(token, &(left..right))) {
            continue;
        }
        tokens.retain(|token| !(left..right).contains(&f32::midpoint(token.left, token.right)));
        let at = tokens.partition_point(|token| token.left < left);
        let text = "*".repeat(run.len());
        tokens.insert(at, Token { text, left, right, confidence: SHAPE, apart: false });
        // The rest of a number goes on behind its mask.
        if let Some(next) = tokens.get_mut(at + 1) {
            next.apart = true;
        }
    }
}

/// Whether what stands in the place of a run was read for certain: as asterisks, or as digits
/// and letters, which have such shapes too where a frame makes the line look higher or many
/// letters are small.
fn is_read(token: &Token, run: &Range<f32>) -> bool {
    let width = token.right - token.left;
    let shared = token.right.min(run.end) - token.left.max(run.start);
    if shared <= 0.0 || token.is_wide() {
        return false;
    }
    let starred = token.text.contains("**") && shared * 2.0 > run.end - run.start;
    // A token that reaches beyond the run holds more than the run.
    let more = width > 2.0 * (run.end - run.start) && shared * 2.0 > run.end - run.start;
    let digits = token.text.bytes().filter(u8::is_ascii_digit).count();
    let plain = token.text.bytes().all(|b| b.is_ascii_alphanumeric() || b"@.-_:/,".contains(&b));
    starred || more || plain && token.confidence >= CERTAIN && digits * 2 >= token.text.len()
}

/// Digits that are read with less certainty may be asterisks.
const CERTAIN: f32 = 70.0;

/// A shape is as sure as a word that both models read.
const SHAPE: f32 = 90.0;

/// A stretch of columns with ink, and the rows that the ink takes up.
struct Letter {
    columns: Range<u32>,
    rows: Range<u32>,
}

fn letters(ink: &Grey, segment: Segment) -> Vec<Letter> {
    let mut found: Vec<Letter> = Vec::new();
    for x in segment.left..segment.right {
        let inked = |y: &u32| ink.row(*y as usize)[x as usize] >= FAINT;
        let (Some(top), Some(bottom)) =
            ((segment.top..segment.bottom).find(inked), (segment.top..segment.bottom).rfind(inked))
        else {
            continue;
        };
        match found.last_mut() {
            Some(last) if last.columns.end == x => {
                last.columns.end = x + 1;
                last.rows = last.rows.start.min(top)..last.rows.end.max(bottom + 1);
            }
            _ => found.push(Letter { columns: x..x + 1, rows: top..bottom + 1 }),
        }
    }
    found
}

/// Two and more (three in small print) small, equal, square shapes in the upper half of the line, at one pitch.
fn runs(letters: &[Letter], segment: Segment) -> Vec<&[Letter]> {
    let height = segment.height();
    let star = |letter: &Letter| {
        let (wide, high) =
            (letter.columns.end - letter.columns.start, letter.rows.end - letter.rows.start);
        let middle = letter.rows.start + letter.rows.end - 2 * segment.top;
        high * 100 >= height * 25
            && high * 100 <= height * 62
            && wide * 10 >= high * 7
            && wide * 10 <= high * 15
            && high >= 4
            && middle * 100 <= height * 105
    };
    let like = |one: &Letter, other: &Letter| {
        let slack = 1 + height / 16;
        star(one)
            && star(other)
            && one.rows.start.abs_diff(other.rows.start) <= slack
            && one.rows.end.abs_diff(other.rows.end) <= slack
            && other.columns.start - one.columns.end <= height / 2
    };
    // In small print other letters crumble to shapes alike.
    let least = if height >= 20 { 2 } else { 3 };
    letters.chunk_by(like).filter(|run| run.len() >= least).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_between_digits_is_told_by_its_shape() {
        let mut ink = Grey::plain(200, 40, 0);
        let mut draw = |columns: Range<usize>, rows: Range<usize>| {
            for y in rows {
                ink.row_mut(y)[columns.clone()].fill(255);
            }
        };
        // A digit, four asterisks, a digit, and two full stops.
        draw(10..22, 8..32);
        for at in 0..4 {
            draw(28 + at * 14..38 + at * 14, 8..18);
        }
        draw(90..102, 8..32);
        draw(108..112, 28..32);
        draw(118..122, 28..32);
        let segment = Segment { left: 10, top: 8, right: 122, bottom: 32 };
        let token = |text: &str, left: f32, right: f32| Token {
            text: text.to_owned(),
            left,
            right,
            confidence: 50.0,
            apart: false,
        };
        let mut tokens = vec![
            token("6", 10.0, 22.0),
            token("\u{201D}xx", 30.0, 80.0),
            token("3", 90.0, 102.0),
            token("..", 108.0, 122.0),
        ];
        #[expect(clippy::cast_precision_loss, reason = "a small picture")]
        mark(&mut tokens, &ink, segment, |x| x as f32);
        let texts: Vec<_> = tokens.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(texts, ["6", "****", "3", ".."]);
    }

    #[test]
    fn digits_that_were_read_for_certain_are_no_asterisks() {
        // Beside a button's frame a line looks higher than its digits are.
        let mut ink = Grey::plain(120, 40, 0);
        for at in 0..3 {
            for y in 6..16 {
                ink.row_mut(y)[10 + at * 12..19 + at * 12].fill(255);
            }
        }
        let segment = Segment { left: 10, top: 4, right: 43, bottom: 32 };
        let read = |text: &str, confidence: f32| {
            let token =
                Token { text: text.to_owned(), left: 10.0, right: 43.0, confidence, apart: false };
            let mut tokens = vec![token];
            #[expect(clippy::cast_precision_loss, reason = "a small picture")]
            mark(&mut tokens, &ink, segment, |x| x as f32);
            tokens.into_iter().map(|token| token.text).collect::<Vec<_>>()
        };
        assert_eq!(read("912", 92.0), ["912"]);
        assert_eq!(read("***", 60.0), ["***"], "a mask that was read is not put in twice");
        assert_eq!(
            read("xx\u{201D}", 40.0),
            ["***"],
            "what nothing is sure of is told by its shape"
        );
    }
}

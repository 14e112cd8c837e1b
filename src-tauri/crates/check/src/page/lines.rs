//! The text as it is read: folded to one form, each byte knowing where it came from.

use std::ops::Range;

use super::Span;

/// A pasted text in the form that the rest of the reader looks at: full-width letters and
/// digits are ASCII, spaces are plain, invisible characters and HTML tags are gone.
pub(super) struct Text<'a> {
    source: &'a str,
    pub folded: String,
    /// Where in `source` the character of each byte of `folded` starts.
    origin: Vec<u32>,
}

impl<'a> Text<'a> {
    pub(super) fn fold(source: &'a str) -> Self {
        let mut text = Self {
            source,
            folded: String::with_capacity(source.len()),
            origin: Vec::with_capacity(source.len()),
        };
        let mut skip_to = 0;
        for (at, character) in source.char_indices() {
            if at < skip_to {
                continue;
            }
            if let Some((separator, length)) = markup(&source[at..]) {
                text.push(separator, at);
                skip_to = at + length;
            } else if let Some(folded) = fold(character, text.folded.as_bytes()) {
                text.push(folded, at);
            }
        }
        text.close_up();
        text.join_split_prices();
        text.join_broken_lines();
        text
    }

    /// A text that was recognised in a picture: its signs and labels are put right first.
    pub(super) fn fold_recognised(source: &'a str) -> Self {
        let mut text = Self::fold(source);
        let mut folded = String::with_capacity(text.folded.len());
        let mut origin = Vec::with_capacity(text.folded.len());
        let mut from = 0;
        for super::recognised::Mend { at, with } in super::recognised::mends(&text.folded) {
            folded.push_str(&text.folded[from..at.start]);
            origin.extend_from_slice(&text.origin[from..at.start]);
            folded.push_str(with);
            origin.resize(folded.len(), text.origin[at.start]);
            from = at.end;
        }
        folded.push_str(&text.folded[from..]);
        origin.extend_from_slice(&text.origin[from..]);
        (text.folded, text.origin) = (folded, origin);
        text
    }

    /// Character recognition leaves spaces and line breaks within words and numbers.
    fn close_up(&mut self) {
        let kept = super::gaps::kept(&self.folded);
        if kept.len() == self.folded.len() {
            return;
        }
        let mut bytes = Vec::with_capacity(kept.len());
        let mut origin = Vec::with_capacity(kept.len());
        for at in kept {
            bytes.push(self.folded.as_bytes()[at]);
            origin.push(self.origin[at]);
        }
        // Only whole spaces were dropped, so this is still UTF-8.
        self.folded = String::from_utf8(bytes).unwrap_or_default();
        self.origin = origin;
    }

    fn push(&mut self, character: char, at: usize) {
        self.folded.push(character);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.origin.resize(self.folded.len(), at);
    }

    /// Where a stretch of `folded` stands in the pasted text.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let place = |at: usize| self.origin.get(at).copied().unwrap_or_default();
        let last = place(range.end.saturating_sub(1));
        let width =
            self.source.get(last as usize..).and_then(|rest| rest.chars().next()).map_or(0, |c| {
                // A character is at most four bytes long.
                u32::try_from(c.len_utf8()).unwrap_or_default()
            });
        Span { start: place(range.start), end: last + width }
    }

    /// A stretch of `folded` as it was pasted, without markup and invisible characters.
    pub(super) fn written(&self, range: &Range<usize>) -> String {
        let mut text = String::new();
        for (offset, folded) in self.folded[range.clone()].char_indices() {
            let origin = self.origin.get(range.start + offset).copied().unwrap_or_default();
            let pasted = self.source.get(origin as usize..).and_then(|rest| rest.chars().next());
            text.push(match pasted {
                Some('<' | '&') | None => folded,
                Some(pasted) => pasted,
            });
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Shops print the sign, the whole and the decimals of a price in boxes of their own, which
    /// are pasted as three lines.
    fn join_split_prices(&mut self) {
        let mut bytes = std::mem::take(&mut self.folded).into_bytes();
        let mut at = 0;
        while at + 1 < bytes.len() {
            // '\u{A5}' is C2 A5 in UTF-8.
            if bytes[at] != 0xC2 || bytes[at + 1] != 0xA5 {
                at += 1;
                continue;
            }
            at += 2;
            blank_before_digit(&mut bytes, at);
            while bytes.get(at) == Some(&b' ') {
                at += 1;
            }
            while bytes.get(at).is_some_and(|b| b.is_ascii_digit() || *b == b',') {
                at += 1;
            }
            if bytes.get(at) == Some(&b'\n') && bytes.get(at + 1) == Some(&b'.') {
                bytes[at] = b' ';
            }
        }
        self.folded = String::from_utf8(bytes).unwrap_or_default();
    }

    /// A colon, a time of day or the rest of a number may have slipped to a line of its own.
    fn join_broken_lines(&mut self) {
        let breaks = super::gaps::broken_lines(&self.folded);
        if !breaks.is_empty() {
            let mut bytes = std::mem::take(&mut self.folded).into_bytes();
            for at in breaks {
                bytes[at] = b' ';
            }
            self.folded = String::from_utf8(bytes).unwrap_or_default();
        }
    }
}

fn blank_before_digit(bytes: &mut [u8], start: usize) {
    let gap = bytes[start..].iter().take(4).take_while(|b| b.is_ascii_whitespace()).count();
    if bytes.get(start + gap).is_some_and(u8::is_ascii_digit) {
        bytes[start..start + gap].fill(b' ');
    }
}

/// The lines that hold anything, without the white space around them.
pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split('\n') {
        let range = trim(text, start..start + line.len());
        if !range.is_empty() {
            found.push(range);
        }
        start += line.len() + 1;
    }
    found
}

/// `range` without white space at either end.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    trim_matches(text, range, char::is_whitespace)
}

/// `range` without the characters that `out` names at either end.
pub(super) fn trim_matches(
    text: &str,
    range: Range<usize>,
    out: impl Fn(char) -> bool,
) -> Range<usize> {
    let all = &text[range.clone()];
    let front = all.trim_start_matches(&out);
    let body = front.trim_end_matches(&out);
    let start = range.start + all.len() - front.len();
    start..start + body.len()
}

/// The last `count` characters of `text`.
pub(super) fn tail(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// The first `count` characters of `text`.
pub(super) fn head(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The one form of a character; `None` for what cannot be seen.
fn fold(character: char, before: &[u8]) -> Option<char> {
    match character {
        '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        // The full-width comma separates words; a comma within a number does not.
        '\n' | '\t' | '\u{FF0C}' => Some(character),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0),
        '\u{FFE5}' => Some('\u{A5}'),
        '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Some(' '),
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{AD}'
        | '\u{61C}' => None,
        '\u{1D7CE}'..='\u{1D7FF}' => char::from_digit((u32::from(character) - 0x1D7CE) % 10, 10),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{301C}' | '\u{223C}' => Some('~'),
        '\u{2236}' | '\u{FE30}' => Some(':'),
        '\u{2715}' | '\u{2716}' | '\u{2573}' | '\u{2A2F}' => Some('\u{D7}'),
        '\u{2217}' | '\u{FE61}' => Some('*'),
        // Bullets within a number mask its digits.
        '\u{2022}' | '\u{25CF}' | '\u{2731}'
            if before.last().is_some_and(|b| b.is_ascii_digit() || *b == b'*') =>
        {
            Some('*')
        }
        _ if character.is_control() => None,
        _ => Some(character),
    }
}

/// The separator for a tag or a named character at the start of `rest`, and its length.
fn markup(rest: &str) -> Option<(char, usize)> {
    match rest.as_bytes().first()? {
        b'<' => tag(rest),
        b'&' => ENTITIES
            .iter()
            .find(|(name, _)| rest.starts_with(name))
            .map(|&(name, character)| (character, name.len())),
        _ => None,
    }
}

const ENTITIES: [(&str, char); 7] = [
    ("&nbsp;", ' '),
    ("&yen;", '\u{A5}'),
    ("&#165;", '\u{A5}'),
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&times;", '\u{D7}'),
];

/// Tags longer than this are text.
const TAG_BYTES: usize = 300;

const INLINE: [&str; 9] = ["span", "b", "i", "em", "strong", "a", "font", "s", "del"];
const CELLS: [&str; 2] = ["td", "th"];
const BLOCKS: [&str; 22] = [
    "div", "p", "br", "tr", "table", "tbody", "thead", "ul", "ol", "li", "dl", "dt", "dd", "h1",
    "h2", "h3", "h4", "img", "script", "section", "body", "html",
];

fn tag(rest: &str) -> Option<(char, usize)> {
    let window = &rest.as_bytes()[1..rest.len().min(TAG_BYTES)];
    let end = window.iter().position(|b| matches!(b, b'>' | b'<' | b'\n'))?;
    if window[end] != b'>' {
        return None;
    }
    let inner = rest.get(1..=end)?.trim_start_matches('/');
    let name: String =
        inner.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let separator = if INLINE.contains(&name.as_str()) {
        ' '
    } else if CELLS.contains(&name.as_str()) {
        '\t'
    } else if BLOCKS.contains(&name.as_str()) {
        '\n'
    } else {
        return None;
    };
    Some((separator, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stretch_leads_back_to_what_was_pasted() {
        let source = "面值\u{FF1A}\u{FF11}\u{200B}\u{FF10}\u{FF10}元";
        let text = Text::fold(source);
        assert_eq!(text.folded, "面值:100元");
        let at = text.folded.find("100").unwrap();
        let span = text.span(&(at..at + 3));
        let found = &source[span.start as usize..span.end as usize];
        assert_eq!(found, "\u{FF11}\u{200B}\u{FF10}\u{FF10}", "the span holds what was folded");
        assert_eq!(text.written(&(at..at + 3)), "\u{FF11}\u{FF10}\u{FF10}");
    }

    #[test]
    fn a_price_in_three_boxes_is_one_price() {
        assert_eq!(Text::fold("\u{FFE5}\n98\n.50\n包邮").folded, "\u{A5} 98 .50\n包邮");
    }

    #[test]
    fn tags_separate_and_other_angles_stay() {
        assert_eq!(Text::fold("<td>面值</td><td>5&yen;</td>").folded, "\t面值\t\t5\u{A5}\t");
        assert_eq!(Text::fold("a < b, <<<x").folded, "a < b, <<<x");
    }
}

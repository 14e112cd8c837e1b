//! What the buyer calls the goods in words of their own, against all that the page says.
//!
//! No reader knows every product, but a page that sells it says its name somewhere.

use model::Field;

use super::rules::rules;
use super::same::{fold, half_width};
use super::{Check, Finding, FindingCode, Input, Severity};
use crate::page::Value;

/// More of a name than this many pieces says nothing new.
const MOST_PIECES: usize = 24;

/// Looks for the name, or for an edition that the reader has not found, in the whole page.
pub(super) fn check(input: &Input<'_>, field: Field, findings: &mut Vec<Finding>) {
    let (Some((text, _)), Some(words)) = (input.page, input.need.words(field)) else { return };
    let missing = match field {
        // One's own name for the goods is no quotation: one piece in common is enough.
        Field::Name => !Mention::of(words, text).any(),
        Field::Edition => !Mention::of(words, text).mostly(),
        _ => return,
    };
    if missing {
        findings.push(Finding {
            field: Some(field),
            expected: Some(Value::Text(words.to_owned())),
            ..Finding::new(FindingCode::NotMentioned, Check::Goods, Severity::Attention)
        });
    }
}

/// How many pieces of a name a text holds: neighbouring characters of Chinese, words of Latin.
#[derive(Debug, Default)]
struct Mention {
    words: usize,
    words_found: usize,
    pairs: usize,
    pairs_found: usize,
}

impl Mention {
    fn of(name: &str, text: &str) -> Self {
        let mut name = spaced(name);
        for word in &rules().said_of_many {
            name = name.replace(word.as_str(), " ");
        }
        let mut found = Self::default();
        let pieces = pieces(&name);
        if pieces.is_empty() {
            return found;
        }
        // Words of Latin are parted by spaces; those of Chinese stand apart by chance.
        let (words, closed) = (spaced(text), fold(text));
        for piece in pieces {
            match piece {
                Piece::Word(word) => {
                    found.words += 1;
                    found.words_found += usize::from(has_word(&words, word));
                }
                Piece::Pair(pair) => {
                    found.pairs += 1;
                    found.pairs_found += usize::from(closed.contains(&fold(pair)));
                }
            }
        }
        found
    }

    fn is_nameless(&self) -> bool {
        self.words + self.pairs == 0
    }

    fn any(&self) -> bool {
        self.is_nameless() || self.words_found + self.pairs_found > 0
    }

    /// VIP is not SVIP, but 豪华典藏版 is 典藏豪华版.
    fn mostly(&self) -> bool {
        self.words == self.words_found && self.pairs <= self.pairs_found * 2
    }
}

enum Piece<'a> {
    Word(&'a str),
    Pair(&'a str),
}

/// Half-width and lower case, with a space for everything that is no letter or digit.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for character in text.chars().map(half_width) {
        if character.is_alphanumeric() {
            spaced.extend(character.to_lowercase());
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
        }
    }
    spaced
}

/// The pieces of a spaced name. Numbers are compared as amounts and lengths, not here.
fn pieces(name: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for run in runs(name) {
        if run.starts_with(|c: char| c.is_ascii_alphabetic()) {
            pieces.push(Piece::Word(run));
        } else if run.starts_with(|c: char| !c.is_ascii() && c.is_alphanumeric()) {
            let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
            let ends = starts.iter().skip(2).copied().chain([run.len()]);
            let pairs = starts.iter().zip(ends).filter(|_| starts.len() > 1);
            pieces.extend(pairs.map(|(start, end)| Piece::Pair(&run[*start..end])));
        }
        if pieces.len() >= MOST_PIECES {
            break;
        }
    }
    pieces
}

/// Stretches of Latin letters, of digits, and of everything else.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let sort = |c: char| match c {
        'a'..='z' => 0,
        '0'..='9' => 1,
        ' ' => 2,
        _ => 3,
    };
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = sort(rest.chars().next()?);
        let end = rest.find(|c| sort(c) != first).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

/// Whether `word` stands in `text` as a word, or as the beginning of one: win for windows.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(|c: char| c.is_ascii_lowercase())
            && (word.len() > 2
                || !text[at + word.len()..].starts_with(|c: char| c.is_ascii_lowercase()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_the_page_puts_it() {
        for (name, text) in [
            ("爱奇艺黄金会员", "爱奇艺 VIP黄金会员 年卡"),
            ("京东卡", "京东E卡 500元"),
            ("Win11 专业版", "Windows 11 专业版 激活码"),
            ("会员", "腾讯视频VIP"),
            ("100元", "话费充值 100元"),
            ("Office 365", "Microsoft Office 个人版"),
            ("wps", "\u{FF37}\u{FF30}\u{FF33} Office"),
        ] {
            assert!(Mention::of(name, text).any(), "{text} is {name}");
        }
    }

    #[test]
    fn another_name_is_not_found() {
        for (name, text) in [
            ("爱奇艺会员", "腾讯视频VIP会员 年卡"),
            ("盛趣一卡通", "网易一卡通 100元"),
            ("京东E卡", "天猫超市卡 500元"),
            ("WPS", "Office 365 个人版"),
        ] {
            assert!(!Mention::of(name, text).any(), "{text} is not {name}");
        }
    }

    #[test]
    fn an_edition_is_found_in_all_its_pieces() {
        assert!(Mention::of("VIP会员", "腾讯视频 VIP 会员").mostly());
        assert!(!Mention::of("VIP会员", "腾讯视频SVIP会员").mostly());
        assert!(!Mention::of("黄金会员", "爱奇艺白金会员").mostly());
        assert!(!Mention::of("黑胶VIP", "网易云黑胶SVIP").mostly());
        assert!(Mention::of("豪华典藏版", "典藏豪华版").mostly());
    }
}

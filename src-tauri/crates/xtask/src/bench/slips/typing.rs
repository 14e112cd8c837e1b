//! How a hand gets an identifier wrong.

use fastrand::Rng;

/// One slip, by the mix that studies of typed numbers report: 60 % another character, 12 %
/// neighbours swapped, 10 % one left out, 10 % one too many, 8 % of other sorts.
pub(super) fn slip(value: &str, rng: &mut Rng) -> String {
    let sort = rng.u8(..100);
    if sort < 92 { single(value, sort, rng) } else { other(value, rng) }
}

/// One slip at edit distance 1. The value holds two characters that differ.
pub(super) fn single_slip(value: &str, rng: &mut Rng) -> String {
    let sort = rng.u8(..92);
    single(value, sort, rng)
}

fn single(value: &str, sort: u8, rng: &mut Rng) -> String {
    loop {
        let mut characters: Vec<char> = value.chars().collect();
        let at = rng.usize(..characters.len());
        match sort {
            0..60 => characters[at] = another(characters[at], rng),
            60..72 if at > 0 => characters.swap(at - 1, at),
            60..72 => {}
            72..82 => {
                characters.remove(at);
            }
            // A key that bounces, or one beside it.
            _ => {
                let extra = if rng.bool() { characters[at] } else { another(characters[at], rng) };
                characters.insert(at, extra);
            }
        }
        let slipped: String = characters.into_iter().collect();
        if slipped != value {
            return slipped;
        }
    }
}

/// Jumps (abc as cba), twins (aa as bb) and two characters at once.
fn other(value: &str, rng: &mut Rng) -> String {
    loop {
        let mut characters: Vec<char> = value.chars().collect();
        let at = rng.usize(..characters.len().saturating_sub(2).max(1));
        let sort = rng.u8(..3);
        if characters.len() < 3 || sort == 2 {
            let second = rng.usize(..characters.len());
            characters[at] = another(characters[at], rng);
            characters[second] = another(characters[second], rng);
        } else if sort == 1 {
            if characters[at] == characters[at + 1] {
                let twin = another(characters[at], rng);
                characters[at..at + 2].fill(twin);
            }
        } else {
            characters.swap(at, at + 2);
        }
        let slipped: String = characters.into_iter().collect();
        if slipped != value {
            return slipped;
        }
    }
}

/// Another character of the same sort; signs stay.
fn another(character: char, rng: &mut Rng) -> char {
    loop {
        let drawn = match character {
            '0'..='9' => rng.digit(10),
            'a'..='z' => rng.lowercase(),
            'A'..='Z' => rng.uppercase(),
            '\u{4E00}'..='\u{9FFF}' => ['水', '火', '风', '云', '山', '月'][rng.usize(..6)],
            _ => return character,
        };
        if drawn != character {
            return drawn;
        }
    }
}

/// What keyboards and recognition make of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Garble {
    Letters,
    FullWidth,
    Length,
    Alphabet,
}

pub(super) const GARBLES: [Garble; 4] =
    [Garble::Letters, Garble::FullWidth, Garble::Length, Garble::Alphabet];

/// `value`, a number, spoilt so that its form alone shows it.
pub(super) fn garbled(value: &str, how: Garble, rng: &mut Rng) -> String {
    let mut characters: Vec<char> = value.chars().collect();
    let at = rng.usize(..characters.len());
    match how {
        Garble::Letters => {
            let letters = ['O', 'l', 'Z', 'E', 'A', 'S', 'b', 'T', 'B', 'g'];
            characters[at] = letters[characters[at].to_digit(10).unwrap_or(0) as usize];
        }
        Garble::FullWidth => {
            for character in &mut characters[at..] {
                *character = char::from_u32(u32::from(*character) + 0xFEE0).unwrap_or(*character);
            }
        }
        Garble::Length if rng.bool() => {
            characters.remove(at);
        }
        Garble::Length => characters.insert(at, rng.digit(10)),
        Garble::Alphabet => {
            let strangers = ['一', '三', '零', '\u{0417}', '\u{041E}', '\u{0661}', '#', '/'];
            characters[at] = strangers[rng.usize(..strangers.len())];
        }
    }
    characters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use check::diff::difference;

    use super::*;

    #[test]
    fn a_slip_is_never_none_and_a_single_one_is_one_edit() {
        let mut rng = Rng::with_seed(1);
        for value in ["18612340000", "linxia88@qq.com", "112", "\u{6E05}\u{98CE}\u{4E0D}\u{8BED}"] {
            for _ in 0..500 {
                assert_ne!(slip(value, &mut rng), value);
                let single = single_slip(value, &mut rng);
                assert_eq!(difference(value, &single).distance, 1, "{value} as {single}");
            }
        }
    }
}

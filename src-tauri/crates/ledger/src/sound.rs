//! Whether a few letters mean a name: for what is chosen from a short list, such as people.

use crate::pinyin;

/// Whether `typed` occurs in `text`: as it stands, or as first letters or syllables of its
/// Chinese, each as far as it was typed. Blanks and capitals do not count.
///
/// ```
/// use ledger::sounds_like;
/// assert!(sounds_like("妈妈的话费", "mmdhf"));
/// assert!(sounds_like("妈妈的话费", "mahuaf") == false, "nothing is passed over");
/// assert!(sounds_like("妈妈的话费", "dehuaf"));
/// ```
pub fn sounds_like(text: &str, typed: &str) -> bool {
    let plain = |text: &str| -> Vec<char> {
        text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    };
    let (text, typed) = (plain(text), plain(typed));
    // A longer one is no name any more, and each letter may begin a way of its own.
    typed.len() <= LONGEST && (0..=text.len()).any(|start| begins(&text[start..], &typed))
}

const LONGEST: usize = 40;

fn begins(text: &[char], typed: &[char]) -> bool {
    let Some(&first) = typed.first() else { return true };
    let Some((&character, rest)) = text.split_first() else { return false };
    if character == first && begins(rest, &typed[1..]) {
        return true;
    }
    pinyin::readings(character).iter().any(|reading| {
        let alike = reading.chars().zip(typed).take_while(|(a, b)| a == *b).count();
        (1..=alike).any(|length| begins(rest, &typed[length..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_meant_by_its_characters_and_by_its_sound() {
        for typed in ["妈", "妈妈", "mm", "mama", "mam", "MM", "m m", ""] {
            assert!(sounds_like("妈妈", typed), "{typed}");
        }
        for typed in ["爸", "bb", "mmm", "mamma", "amm"] {
            assert!(!sounds_like("妈妈", typed), "{typed}");
        }
        assert!(sounds_like("重庆表哥", "cqbg") && sounds_like("重庆表哥", "zqbg"));
        assert!(sounds_like("Steam 钱包", "steamqb"), "letters stand for themselves, too");
        assert!(sounds_like("妈妈 13800138000", "8000"));
    }

    #[test]
    fn it_ends() {
        let text = "啊".repeat(200);
        assert!(!sounds_like(&text, &format!("{}z", "a".repeat(38))));
        assert!(!sounds_like(&text, &"a".repeat(2_000)));
    }
}

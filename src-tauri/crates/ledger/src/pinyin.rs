//! How Chinese sounds, for searching by letters.

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti as _;

/// How a character can be read, every reading once, in plain letters; `lü` is `lv`, as it is
/// typed. Empty for what is not Chinese.
pub(crate) fn readings(character: char) -> Vec<&'static str> {
    let Some(all) = character.to_pinyin_multi() else { return Vec::new() };
    let mut readings: Vec<_> = all.into_iter().map(|one| typed(one.plain())).collect();
    readings.sort_unstable();
    readings.dedup();
    readings
}

/// The ways in which letters fall into syllables, each syllable whole but perhaps the last, of
/// which the beginning may stand. At most [`WAYS`].
pub(crate) fn syllables(letters: &str) -> Vec<Vec<&str>> {
    let mut ways = Vec::new();
    if letters.is_ascii() && letters.len() <= LETTERS {
        split(letters, &mut Vec::new(), &mut ways);
    }
    ways
}

/// Whether it is a syllable from its first letter to its last.
pub(crate) fn is_whole(syllable: &str) -> bool {
    SYLLABLES.contains(syllable)
}

/// `xian` is 先 and 西安; few texts have more ways.
const WAYS: usize = 6;
/// The longest run of letters that is read as sounds: eight syllables.
const LETTERS: usize = 48;
/// The longest syllable, `zhuang`.
const LONGEST: usize = 6;

static SYLLABLES: std::sync::LazyLock<BTreeSet<&'static str>> = std::sync::LazyLock::new(|| {
    // The characters in common use; the rarest syllables of dictionaries are in none of them.
    ('\u{4E00}'..='\u{9FA5}').flat_map(readings).filter(|s| s.is_ascii()).collect()
});

fn split<'a>(rest: &'a str, before: &mut Vec<&'a str>, ways: &mut Vec<Vec<&'a str>>) {
    if ways.len() >= WAYS {
        return;
    }
    if rest.is_empty() {
        ways.push(before.clone());
        return;
    }
    // The longest first: `huan` is rather 换 than 湖安.
    for length in (1..=rest.len().min(LONGEST)).rev() {
        let (syllable, further) = rest.split_at(length);
        let begun = further.is_empty() && !before.is_empty() && begins(syllable);
        if is_whole(syllable) || begun {
            before.push(syllable);
            split(further, before, ways);
            before.pop();
        }
    }
}

fn begins(letters: &str) -> bool {
    SYLLABLES.range(letters..).next().is_some_and(|syllable| syllable.starts_with(letters))
}

fn typed(plain: &'static str) -> &'static str {
    match plain {
        "l\u{FC}" => "lv",
        "n\u{FC}" => "nv",
        "l\u{FC}e" => "lve",
        "n\u{FC}e" => "nve",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_readings_count() {
        for (character, reading) in [('重', "chong"), ('重', "zhong"), ('行', "hang"), ('绿', "lv")]
        {
            assert!(readings(character).contains(&reading), "{character} {reading}");
        }
        assert!(readings('a').is_empty() && readings('1').is_empty());
    }

    #[test]
    fn letters_fall_into_syllables() {
        assert!(syllables("huafei").contains(&vec!["hua", "fei"]));
        assert!(syllables("huaf").contains(&vec!["hua", "f"]), "the last may have begun");
        let xian = syllables("xian");
        assert!(xian.contains(&vec!["xian"]) && xian.contains(&vec!["xi", "an"]), "{xian:?}");
        assert!(syllables("hf").is_empty(), "no syllable is a consonant alone");
        assert!(syllables(&"a".repeat(48)).len() <= WAYS, "and it ends");
        assert!(syllables(&"lia".repeat(999)).is_empty());
    }
}

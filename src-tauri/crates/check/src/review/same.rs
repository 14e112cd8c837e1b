//! Whether two wordings of one field mean the same.

use model::Field;

use crate::catalogue::{Catalogue, Choice};

/// Whether `page` says what `need` asks for. Spaces, width, case and punctuation carry no
/// meaning; a choice's aliases do.
pub(super) fn same(
    catalogue: &Catalogue,
    field: Field,
    need: &str,
    page: &str,
    game: Option<&str>,
) -> bool {
    let canonical = |words| canonical(catalogue, field, words, game);
    match field {
        Field::Game => match (catalogue.game(need), catalogue.game(page)) {
            (Some(left), Some(right)) => left.name == right.name,
            _ => fold(need) == fold(page),
        },
        Field::Length => match (days(need), days(page)) {
            (Some(left), Some(right)) => left == right,
            _ => fold(need) == fold(page),
        },
        Field::Server | Field::Edition => {
            canonical(need) == canonical(page) || within(need, page) || within(page, need)
        }
        _ => canonical(need) == canonical(page),
    }
}

/// The folded form of the choice that `words` names, or of the words themselves.
fn canonical(catalogue: &Catalogue, field: Field, words: &str, game: Option<&str>) -> String {
    let folded = fold(words);
    let named = |choice: &&Choice| {
        fold(&choice.value) == folded || choice.aliases.iter().any(|alias| fold(alias) == folded)
    };
    let choice = catalogue.choices(field, game).iter().find(named);
    choice.map_or(folded, |choice| fold(&choice.value))
}

/// Half-width, lower case, Chinese numerals as digits, without spaces and punctuation.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        let character = half_width(character);
        if character.is_alphanumeric() {
            folded.extend(character.to_lowercase());
        }
    }
    numerals(&folded)
}

pub(super) fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    }
}

/// Chinese numerals up to 99 written as digits, so that 电信一区 is 电信1区.
fn numerals(text: &str) -> String {
    let value = |c: char| "零一二三四五六七八九".chars().position(|n| n == c);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let tens = match value(character) {
            Some(digit) if rest.next_if_eq(&'十').is_some() => digit,
            Some(digit) => {
                out.push_str(&digit.to_string());
                continue;
            }
            None if character == '十' => 1,
            None => {
                out.push(character);
                continue;
            }
        };
        let ones = rest.peek().copied().and_then(value);
        if ones.is_some() {
            rest.next();
        }
        out.push_str(&(tens * 10 + ones.unwrap_or(0)).to_string());
    }
    out
}

/// Whether the words of `part` stand in `whole`, in their order and each as a whole: 天空岛 in
/// 天空岛（官服）, but not VIP in SVIP nor 1区 in 11区.
fn within(part: &str, whole: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let split = text.split(|character: char| !character.is_alphanumeric());
        split.map(fold).filter(|word| !word.is_empty()).collect()
    };
    let (part, whole) = (words(part), words(whole));
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

/// A length in days, a month counted as 30 and a year as 12 months.
fn days(text: &str) -> Option<u32> {
    let folded = fold(text);
    let by_name = match folded.as_str() {
        "周卡" => Some(7),
        "月卡" | "31天" => Some(30),
        "季卡" => Some(90),
        "半年卡" | "半年" => Some(180),
        "年卡" | "365天" | "366天" => Some(360),
        _ => None,
    };
    if by_name.is_some() {
        return by_name;
    }
    let split = folded.find(|c: char| !c.is_ascii_digit())?;
    let count: u32 = folded[..split].parse().ok()?;
    let unit = match &folded[split..] {
        "天" | "日" | "days" | "day" => 1,
        "周" | "星期" => 7,
        "个月" | "月" | "months" | "month" => 30,
        "年" | "years" | "year" => 360,
        _ => return None,
    };
    count.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(field: Field, need: &str, page: &str, game: Option<&str>) -> bool {
        super::same(Catalogue::builtin(), field, need, page, game)
    }

    #[test]
    fn other_ways_to_write_the_same() {
        for (field, need, page) in [
            (Field::Carrier, "中国移动", "移动"),
            (Field::Platform, "iOS", "苹果"),
            (Field::Server, "电信一区", "电信 1 区"),
            (Field::Server, "天空岛", "天空岛\u{FF08}官服\u{FF09}"),
            (Field::Server, "网通二十一区", "网通21区"),
            (Field::Edition, "专业版", "Windows 11 专业版"),
            (Field::Length, "1个月", "30天"),
            (Field::Length, "12个月", "1年"),
            (Field::Length, "12个月", "365天"),
            (Field::Game, "Genshin Impact", "原神"),
            (Field::AccountSystem, "微信", "微信区"),
        ] {
            assert!(same(field, need, page, Some("原神")), "{need} is {page}");
            assert!(same(field, page, need, Some("原神")), "{page} is {need}");
        }
    }

    #[test]
    fn what_only_looks_alike_differs() {
        for (field, need, page) in [
            (Field::Server, "1区", "11区"),
            (Field::Server, "电信一区", "网通一区"),
            (Field::Server, "电信一区", "电信二区"),
            (Field::Server, "天空岛", "世界树"),
            (Field::Edition, "VIP", "SVIP"),
            (Field::Edition, "标准版", "非标准版"),
            (Field::Edition, "专业版", "专业增强版"),
            (Field::Length, "1个月", "12个月"),
            (Field::Carrier, "中国移动", "中国联通"),
            (Field::Game, "原神", "王者荣耀"),
        ] {
            assert!(!same(field, need, page, None), "{need} is not {page}");
        }
    }
}

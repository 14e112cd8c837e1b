//! Platform, account system, edition and region.

use std::ops::Range;

use model::Field;

use super::lines::{head, tail};
use super::matcher::Matcher;
use super::pairs::{Pair, Role};
use super::sheet::{Candidates, Sheet, rank};
use super::words::WORDS;

/// Several platforms at once, until the readings are settled.
pub(super) const ANY: &str = "全平台";

pub(super) fn read(sheet: &Sheet<'_>, found: &mut Candidates) {
    if sheet.is(&["phone_credit", "data_plan", "landline_broadband", "fuel_card", "transfer"]) {
        return;
    }
    platform(sheet, found);
    account_system(sheet, found);
    edition(sheet, found);
    region(sheet, found);
}

fn standing(sheet: &Sheet<'_>, at: usize) -> u8 {
    if sheet.in_choice(at) {
        rank::CHOSEN
    } else if sheet.in_title(at) {
        rank::TITLE
    } else {
        rank::LOOSE
    }
}

fn platform(sheet: &Sheet<'_>, found: &mut Candidates) {
    let claims = sheet.claims.as_str();
    for (range, name) in WORDS.platforms_labelled.find(claims) {
        let role = sheet.pair_at(range.start).map(|pair| pair.role);
        let sure = match role {
            Some(Role::Platform) => rank::LABELLED,
            // A server of 安卓QQ区 says the platform as plainly.
            Some(Role::Server | Role::AccountSystem) => rank::CHOSEN,
            _ => continue,
        };
        found.text(Field::Platform, name.as_deref().unwrap_or(ANY), sure, range);
    }
    let games: Vec<Range<usize>> = WORDS.games.find(claims).map(|(range, _)| range).collect();
    for (range, name) in WORDS.platforms.find(claims) {
        // mac_user@… is a mailbox.
        if claims[range.end..].starts_with(['_', '.', '@', '-']) {
            continue;
        }
        // 梦幻西游电脑版 is a game's name.
        let game = games.partition_point(|game| game.end <= range.start);
        if games.get(game).is_some_and(|game| game.start <= range.start) {
            continue;
        }
        found.text(
            Field::Platform,
            name.as_deref().unwrap_or(ANY),
            standing(sheet, range.start),
            range,
        );
    }
    for (range, _) in WORDS.accounts.find(claims) {
        if tail(&claims[..range.start], 3)
            .trim_end_matches([' ', '-', '/', '\u{B7}', '+'])
            .ends_with("苹果")
        {
            let start = claims[..range.start].rfind("苹果").unwrap_or(range.start);
            found.text(Field::Platform, "iOS", standing(sheet, start), start..range.end);
        }
    }
}

fn account_system(sheet: &Sheet<'_>, found: &mut Candidates) {
    let claims = sheet.claims.as_str();
    for pair in sheet.with_role(Role::AccountSystem) {
        if let Some((range, name)) = first_in(&WORDS.accounts_labelled, claims, &pair.value) {
            found.text(Field::AccountSystem, name, rank::LABELLED, range);
        }
    }
    // 账号 微信 on a form says whose account, and no account's number.
    for pair in sheet.with_role(Role::RecipientMaybe) {
        if let Some((range, name)) = first_in(&WORDS.accounts, claims, &pair.value)
            && range == pair.value
        {
            found.text(Field::AccountSystem, name, rank::CHOSEN, range);
        }
    }
    for (range, name) in WORDS.accounts.find(claims) {
        let role = sheet.pair_at(range.start).map(|pair| pair.role);
        let after = head(&claims[range.end..], 4);
        let before = tail(&claims[..range.start], 5);
        let before =
            before.trim_end_matches([' ', '-', '/', '\u{B7}', '+', '(', '端', '区', '系', '统']);
        let platform = ["安卓", "苹果", "iOS", "ios", "IOS", "Android", "鸿蒙"].iter().any(|p| {
            before.ends_with(p) || after.trim_start_matches(['-', '/', '\u{B7}']).starts_with(p)
        });
        let cued =
            WORDS.account_cues.iter().any(|cue| after.trim_start().starts_with(cue.as_str()))
                || ["登录", "登陆"].iter().any(|cue| claims[range.clone()].ends_with(cue))
                || claims[range.clone()].ends_with('区');
        let area = matches!(role, Some(Role::Server | Role::Platform));
        let wallet =
            after.starts_with("支付") || after.starts_with("零钱") || after.starts_with("群");
        let number = after
            .trim_start_matches("账号")
            .trim_start_matches(['号', ':', ' '])
            .starts_with(|c: char| c.is_ascii_digit())
            && !(area || platform || cued);
        if wallet || number || !(platform || cued || area) || is_product(&claims[range.end..]) {
            continue;
        }
        let sure = if area || platform { rank::CHOSEN } else { standing(sheet, range.start) };
        found.text(Field::AccountSystem, name, sure, range);
    }
}

/// QQ音乐 and QQ会员 are goods, and so is 微信豆.
fn is_product(after: &str) -> bool {
    [
        "音乐", "会员", "飞车", "超级", "炫舞", "币", "豆", "读书", "三国", "黄钻", "空间", "阅读",
        "旋风", "浏览",
    ]
    .iter()
    .any(|w| after.starts_with(w))
}

fn edition(sheet: &Sheet<'_>, found: &mut Candidates) {
    if !sheet.is(&["software_key", "game_card", "membership"]) && sheet.category.is_some() {
        return;
    }
    for pair in sheet.with_role(Role::Edition) {
        let known = first_in(&WORDS.editions, &sheet.body, &pair.value);
        let range = known.map_or(pair.value.clone(), |(hit, ())| whole_word(sheet, pair, &hit));
        if sheet.body[range.clone()].chars().count() <= EDITION_CHARS {
            note(sheet, found, Field::Edition, range, rank::LABELLED);
        }
    }
    for (range, ()) in WORDS.editions.find(&sheet.claims) {
        let sure = standing(sheet, range.start);
        note(sheet, found, Field::Edition, range, sure);
    }
}

/// The longest name of an edition after its label, in characters.
const EDITION_CHARS: usize = 20;

/// The word of a value that holds a known edition: 非标准版 and 超级豪华版 are other editions than
/// those whose names they hold.
fn whole_word(sheet: &Sheet<'_>, pair: &Pair, hit: &Range<usize>) -> Range<usize> {
    let parts = |c: char| {
        c.is_whitespace()
            || matches!(c, '/' | '|' | ',' | '\u{FF0C}' | '、' | ';' | '(' | '[' | '【')
    };
    let body = sheet.body.as_str();
    let before = &body[pair.value.start..hit.start];
    let start = before.rfind(parts).map_or(pair.value.start, |at| {
        pair.value.start + at + before[at..].chars().next().map_or(0, char::len_utf8)
    });
    let end = body[hit.end..pair.value.end].find(parts).map_or(pair.value.end, |at| hit.end + at);
    start..end
}

fn note(sheet: &Sheet<'_>, found: &mut Candidates, field: Field, range: Range<usize>, rank: u8) {
    let value = sheet.text.written(&range);
    found.text(field, &value, rank, range);
}

fn region(sheet: &Sheet<'_>, found: &mut Candidates) {
    for pair in sheet.with_role(Role::Region) {
        let known = first_in(&WORDS.regions, &sheet.body, &pair.value);
        if let Some((range, _)) = known {
            note(sheet, found, Field::Region, range, rank::LABELLED);
        } else {
            let value = sheet.text.written(&pair.value);
            let place = WORDS.places.any(&value) && !["香港", "台湾"].contains(&value.as_str());
            if value.chars().count() <= 10 && !place {
                found.text(Field::Region, &value, rank::LABELLED, pair.value.clone());
            }
        }
    }
    for (range, _) in WORDS.regions.find(&sheet.claims) {
        let sure = standing(sheet, range.start);
        // 平台服务费 is about no region.
        let cut = sheet.claims[range.end..].starts_with('务');
        if !cut && sheet.pair_at(range.start).is_none_or(|pair| pair.role != Role::Server) {
            note(sheet, found, Field::Region, range, sure);
        }
    }
}

/// The first word that stands within `range`.
fn first_in<'m, T>(
    matcher: &'m Matcher<T>,
    text: &str,
    range: &Range<usize>,
) -> Option<(Range<usize>, &'m T)> {
    let (hit, value) = matcher.first(&text[range.clone()])?;
    Some((hit.start + range.start..hit.end + range.start, value))
}

#[cfg(test)]
mod tests {
    use model::Field;

    #[test]
    fn a_labelled_edition_is_not_shortened_to_one_that_is_known() {
        for (value, expected) in [
            ("标准版", "标准版"),
            ("非标准版", "非标准版"),
            ("超级豪华版", "超级豪华版"),
            ("专业版升级", "专业版升级"),
            ("数字豪华版 / PC", "数字豪华版"),
            ("Windows 11 专业版", "专业版"),
            ("家庭版(1年)", "家庭版"),
            ("收官纪念版", "收官纪念版"),
        ] {
            let page = format!("某某设计软件 激活码\n版本:{value}\n单价:\u{A5}99");
            let read = crate::page::read(&page);
            assert_eq!(read.text(Field::Edition), Some(expected), "the page says 版本:{value}");
        }
    }
}

//! Which game, and which of its servers.

use std::ops::Range;
use std::sync::LazyLock;

use model::Field;
use regex::Regex;

use super::lines::trim_matches;
use super::matcher::pattern;
use super::pairs::Role;
use super::sheet::{Candidates, Sheet, rank};
use super::words::WORDS;

/// A server named by carrier and number, as older games do.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:电信|网通|联通|双线|全网|移动|教育网)[一二三四五六七八九十0-9]{1,3}[区服]|(?:手Q|QQ|微信)[0-9]{1,4}区",
    )
});

/// Goods that may be for a game.
pub(super) const GAMES: [&str; 4] = ["game_topup", "game_card", "game_item", "gift_card"];

pub(super) fn read(sheet: &Sheet<'_>, found: &mut Candidates) {
    if sheet.category.is_some() && !sheet.is(&GAMES) && !sheet.is(&["physical", "software_key"]) {
        return;
    }
    game(sheet, found);
    quoted(sheet, found);
    server(sheet, found);
}

fn game(sheet: &Sheet<'_>, found: &mut Candidates) {
    for pair in sheet.with_role(Role::Game) {
        let value = &sheet.body[pair.value.clone()];
        let known = WORDS.games.find(value).next();
        let name = known.map_or_else(|| sheet.text.written(&pair.value), |(_, name)| name.clone());
        if name.chars().count() <= NAME_CHARS {
            found.text(Field::Game, &name, rank::LABELLED, pair.value.clone());
        }
    }
    for (range, name) in WORDS.games.find(&sheet.claims) {
        let sure = if sheet.in_title(range.start) {
            rank::TITLE
        } else if sheet.in_choice(range.start) {
            rank::WORDED
        } else {
            rank::LOOSE
        };
        found.text(Field::Game, name, sure, range);
    }
}

/// 《…》 in the name of goods that are for a game.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"《([^》\n]{1,24})》"));

/// A game that the data does not know is named by its quotes.
fn quoted(sheet: &Sheet<'_>, found: &mut Candidates) {
    let Some(title) = sheet.title.clone().filter(|_| sheet.is(&GAMES[..3])) else { return };
    if WORDS.games.any(&sheet.claims) {
        return;
    }
    if let Some(name) = QUOTED.captures(&sheet.body[title.clone()]).and_then(|c| c.get(1)) {
        let at = title.start + name.start()..title.start + name.end();
        found.text(Field::Game, &sheet.text.written(&at), rank::TITLE, at);
    }
}

/// The longest name of a game or a server.
const NAME_CHARS: usize = 24;

fn server(sheet: &Sheet<'_>, found: &mut Candidates) {
    for pair in sheet.with_role(Role::Server) {
        let value = trim_matches(&sheet.body, pair.value.clone(), char::is_whitespace);
        let written = sheet.text.written(&value);
        if written.chars().count() <= NAME_CHARS && !is_account(&sheet.body[value.clone()]) {
            let wide = sheet.body[pair.label.clone()].ends_with("大区");
            found.text(
                Field::Server,
                &written,
                if wide { rank::CHOSEN } else { rank::LABELLED },
                value,
            );
        }
    }
    // 游戏/区服 is one label for both, and its value parts them likewise.
    for pair in sheet.with_role(Role::Game).filter(|p| sheet.body[p.label.clone()].contains('/')) {
        if let Some(cut) = sheet.body[pair.value.clone()].find('/') {
            let value = pair.value.start + cut + 1..pair.value.end;
            let value = trim_matches(&sheet.body, value, char::is_whitespace);
            let written = sheet.text.written(&value);
            if written.chars().count() <= NAME_CHARS && !is_account(&sheet.body[value.clone()]) {
                found.text(Field::Server, &written, rank::LABELLED, value);
            }
        }
    }
    let claims = sheet.claims.as_str();
    for (range, _) in WORDS.servers.find(claims) {
        note(sheet, found, range, rank::WORDED);
    }
    for hit in NUMBERED.find_iter(claims) {
        note(sheet, found, hit.range(), rank::WORDED);
    }
    for (range, ()) in WORDS.server_kinds.find(claims) {
        note(sheet, found, range, rank::LOOSE);
    }
}

fn note(sheet: &Sheet<'_>, found: &mut Candidates, range: Range<usize>, rank: u8) {
    let value = sheet.text.written(&range);
    found.text(Field::Server, &value, rank, range);
}

/// 安卓QQ区 says whose account and which platform, and names no server.
fn is_account(value: &str) -> bool {
    let mut left = value.to_lowercase();
    for word in
        ["安卓", "android", "苹果", "ios", "手机qq", "手q", "qq", "微信", "wx", "大区", "区", "服"]
    {
        left = left.replace(word, "");
    }
    left.chars()
        .all(|c| c.is_whitespace() || matches!(c, '-' | '/' | '\u{B7}' | '(' | ')' | '+' | '|'))
}

//! Words are there in both languages, and each is written as its readers write.

use toml::Value;

use super::{Complaint, tree::Tree};

/// Chinese that English text may hold: a language's own name and the app's.
const NAMES: &[&str] = &["简体中文", "中文", "核单"];

/// Every wording of the data files has `zh` and `en`.
pub(super) fn catalogue(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts("src-tauri/crates/", &[".toml"]) {
        if !path.contains("/data/") {
            continue;
        }
        match text.parse::<toml::Table>() {
            Ok(table) => judge(&Value::Table(table), "", &mut |place, reason| {
                complaints.push(Complaint::new(path, 0, format!("{place}: {reason}")));
            }),
            Err(e) => complaints.push(Complaint::new(path, 0, e.message())),
        }
    }
    complaints
}

/// A key missing in one language is a type error; this looks at what is said.
pub(super) fn window(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts("ui/src/i18n/", &[".ts"]) {
        let name = &path["ui/src/i18n/".len()..];
        for (at, line) in text.lines().enumerate() {
            if name.starts_with("zh") && half_width(line).is_some() {
                let found = half_width(line).unwrap_or_default();
                let reason = format!("`{found}` beside Chinese: write it full-width");
                complaints.push(Complaint::new(path, at + 1, reason));
            }
            if name.starts_with("en") && has_chinese(line) {
                complaints.push(Complaint::new(path, at + 1, "Chinese among the English"));
            }
        }
    }
    complaints
}

fn judge(value: &Value, place: &str, complain: &mut impl FnMut(&str, String)) {
    match value {
        Value::Table(table) => {
            let said = |key: &str| table.get(key).and_then(Value::as_str).map(str::trim);
            if table.contains_key("zh") || table.contains_key("en") {
                // What a page itself writes is its own Chinese wording.
                let own = said("value").is_some() || said("name").is_some();
                for key in if own { &["en"][..] } else { &["zh", "en"] } {
                    if said(key).is_none_or(str::is_empty) {
                        complain(place, format!("`{key}` is missing"));
                    }
                }
                if said("en").is_some_and(has_chinese) {
                    complain(place, "Chinese among the English".to_owned());
                }
                if let Some(found) = said("zh").and_then(half_width) {
                    complain(place, format!("`{found}` beside Chinese: write it full-width"));
                }
            }
            for (key, inner) in table {
                judge(inner, &format!("{place}.{key}"), complain);
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                judge(inner, &format!("{place}[{at}]"), complain);
            }
        }
        _ => {}
    }
}

/// An ASCII mark that touches Chinese and should be a Chinese one.
fn half_width(line: &str) -> Option<char> {
    let characters: Vec<char> = line.chars().collect();
    let after = characters.windows(2).find(|pair| is_chinese(pair[0]) && is_mark(pair[1]));
    let before = characters.windows(2).find(|pair| is_mark(pair[0]) && is_chinese(pair[1]));
    after.map(|pair| pair[1]).or_else(|| before.map(|pair| pair[0]))
}

fn has_chinese(text: &str) -> bool {
    let rest = NAMES.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
    rest.chars().any(is_chinese)
}

fn is_mark(character: char) -> bool {
    matches!(character, ',' | '.' | ':' | ';' | '!' | '?')
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_without_its_other_language_is_found() {
        let text = "[[kind]]\nname = { zh = '手机号', en = '' }\n[a.b]\nzh = '好,的'\nen = '好'\n";
        let tree = Tree::of(&[("src-tauri/crates/check/data/x.toml", text)]);
        let found: Vec<_> = catalogue(&tree).into_iter().map(|c| c.reason).collect();
        assert_eq!(
            found,
            [
                ".a.b: Chinese among the English",
                ".a.b: `,` beside Chinese: write it full-width",
                ".kind[0].name: `en` is missing",
            ]
        );
    }

    #[test]
    fn each_language_is_written_as_its_readers_write() {
        let tree = Tree::of(&[
            ("ui/src/i18n/zh-CN/a.ts", "a: '已付款。',\nb: '先别付款,再看',\nc: '共 3 条.',\n"),
            ("ui/src/i18n/en/a.ts", "a: 'Paid.',\nb: '中文',\nc: '付款',\n"),
        ]);
        let found: Vec<_> = window(&tree).into_iter().map(|c| (c.path, c.line)).collect();
        let at = |path: &str, line| (format!("ui/src/i18n/{path}/a.ts"), line);
        assert_eq!(found, [at("en", 3), at("zh-CN", 2), at("zh-CN", 3)]);
    }
}

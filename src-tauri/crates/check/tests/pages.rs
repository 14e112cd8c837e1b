//! The reader against pages written for it. Those under `tests/pages/held` were written after
//! the reader and measured before anything was changed for them; new pages go there first, and
//! move up when newer ones come.
//!
//! The 77 pages that are held now were read at first with 96.44 % of the fields right and 0.73 %
//! wrong, below the bars. Seven of the 63 fields that were not right were mistakes of the answers
//! themselves; then faults that other pages can have as well were mended. So today's figures for
//! them are those of pages that were looked at, and the first measure is the blind one.
//!
//! A file is a style; its pages stand one after another as `=== name`, the text, `--- answers`
//! and a JSON object. A key that is absent there is one that the page does not state.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a corpus that cannot be read must stop the test, and its figures are its output"
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use check::page::{Answers, read};
use serde_json::{Map, Value};

struct Case {
    name: String,
    text: String,
    expected: Map<String, Value>,
}

#[derive(Default, Clone, Copy)]
struct Score {
    right: u32,
    wrong: u32,
    missing: u32,
}

#[test]
fn the_tuned_corpus_is_read() {
    measure("", 98.0, 0.5);
}

#[test]
fn the_held_corpus_is_read() {
    measure("held", 98.0, 0.5);
}

/// What stands around the item on a real page: a menu above, and below it recommendations, pages
/// of reviews, and the site's own lines.
#[test]
fn what_stands_around_the_item_changes_nothing() {
    let cases: Vec<Case> = cases("").into_iter().step_by(5).collect();
    let (mut all, mut differ) = (0_u32, 0_u32);
    for (index, case) in cases.iter().enumerate() {
        let reviews = if index % 16 == 0 { 2000 } else { 200 };
        let text = amid_noise(&case.text, index, reviews);
        let alone = serde_json::to_value(read(&case.text).answers()).unwrap();
        let amid = serde_json::to_value(read(&text).answers()).unwrap();
        for (key, expected) in alone.as_object().unwrap() {
            all += 1;
            if !same(&amid[key], expected) {
                differ += 1;
                println!("{}: {key} is {} amid noise, {expected} alone", case.name, amid[key]);
            }
        }
    }
    println!("{all} fields, {differ} of them changed by what stands around the item");
    let share = f64::from(differ) * 100.0 / f64::from(all);
    assert!(share <= 0.3, "{share:.2} % of the fields differ amid menus, reviews and footers");
}

/// The page within a menu, recommendations, `reviews` reviews and a footer.
fn amid_noise(page: &str, seed: usize, reviews: usize) -> String {
    let goods = [
        "河南移动话费充值200元 快充",
        "爱奇艺黄金会员年卡 限时秒杀",
        "原神 6480创世结晶 代充",
        "京东E卡500元 卡密",
        "Win11家庭版 激活码",
        "腾讯Q币100个 直充",
        "贵州电信流量包 10GB 30天",
    ];
    let said = [
        "秒到账，给我爸充的，好评",
        "客服很耐心，下次还来，买了3张",
        "比别家便宜5元，200元的也划算",
        "不支持退款，拍之前看清楚",
        "等了72小时才到，慢充的别急",
        "安卓QQ区可以用，微信区没试",
        "第二次买了，138****0000已到账",
        "送的年卡也能用，四川的号码",
    ];
    let mut text =
        String::from("首页 | 分类 | 购物车 | 我的订单 | 客服\n登录 注册 消息 收藏 帮助中心\n");
    text.push_str(page);
    text.push_str("\n猜你喜欢\n");
    for at in 0..12 {
        let price = 18 + (seed * 7 + at * 13) % 400;
        let name = goods[(seed + at) % goods.len()];
        writeln!(text, "{name}\n\u{A5}{price}.90\n已售{}00+", at + 1).unwrap();
    }
    writeln!(text, "商品评价({reviews})\n好评率 99%").unwrap();
    for at in 0..reviews {
        let line = said[(seed + at * 5) % said.len()];
        let (month, day) = (1 + at % 12, 1 + at % 28);
        writeln!(text, "小***{}\n2026-{month:02}-{day:02} 已购 {line}", at % 10).unwrap();
    }
    text.push_str(
        "关于我们 | 联系我们 | 隐私政策\n客服热线 400-000-1234\n\
         经营许可证 粤B2-00000000 广东省深圳市某路8号\nCopyright \u{A9} 2026\n",
    );
    text
}

fn measure(folder: &str, least_right: f64, most_wrong: f64) {
    let cases = cases(folder);
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut all = Score::default();
    for case in &cases {
        let answers = serde_json::to_value(read(&case.text).answers()).unwrap();
        for (key, got) in answers.as_object().unwrap() {
            let expected = case.expected.get(key).unwrap_or(&Value::Null);
            let score = scores.entry(key.clone()).or_default();
            if same(got, expected) {
                score.right += 1;
                all.right += 1;
                continue;
            }
            let kind = if got.is_null() { "missing" } else { "wrong" };
            println!("{kind} {}: {key} is {got}, the page says {expected}", case.name);
            if got.is_null() {
                score.missing += 1;
                all.missing += 1;
            } else {
                score.wrong += 1;
                all.wrong += 1;
            }
        }
    }
    for (key, score) in &scores {
        println!(
            "{key:16} right {:4} wrong {:3} missing {:3}",
            score.right, score.wrong, score.missing
        );
    }
    let total = f64::from(all.right + all.wrong + all.missing);
    let stated: usize = cases.iter().map(|case| case.expected.len()).sum();
    let failed = all.wrong + all.missing;
    let right = f64::from(all.right) * 100.0 / total;
    let wrong = f64::from(all.wrong) * 100.0 / total;
    println!(
        "{} pages, {stated} facts stated, {failed} fields not right: {right:.2} % right, {wrong:.2} % wrong",
        cases.len()
    );
    assert!(
        right >= least_right,
        "{right:.2} % of the fields are right, the bar is {least_right} %"
    );
    assert!(wrong <= most_wrong, "{wrong:.2} % of the fields are wrong, the bar is {most_wrong} %");
}

/// Labels are a set; everything else is compared as it is.
fn same(got: &Value, expected: &Value) -> bool {
    let sorted = |value: &Value| {
        let mut words: Vec<String> =
            value.as_array()?.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect();
        words.sort();
        Some(words)
    };
    match (sorted(got), sorted(expected)) {
        (Some(got), Some(expected)) => got == expected,
        _ => got == expected,
    }
}

#[expect(clippy::disallowed_methods, reason = "the corpus is read from its files")]
fn cases(folder: &str) -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let cases: Vec<Case> = files.iter().flat_map(|file| file_cases(file)).collect();
    assert!(!cases.is_empty(), "no pages under {}", root.display());
    cases
}

#[expect(clippy::disallowed_methods, reason = "the corpus is read from its files")]
fn file_cases(file: &Path) -> Vec<Case> {
    let style = file.file_stem().unwrap().to_string_lossy().into_owned();
    let all = std::fs::read_to_string(file).unwrap();
    let blocks = all.split("=== ").skip(1);
    let case = |block: &str| {
        let (title, rest) = block.split_once('\n').expect("a page has a name of its own line");
        let name = format!("{style}/{}", title.trim());
        let (text, answers) =
            rest.split_once("--- answers\n").unwrap_or_else(|| panic!("{name} has no answers"));
        let expected: Value = serde_json::from_str(answers)
            .unwrap_or_else(|error| panic!("{name}: the answers are no JSON: {error}"));
        // A misspelt key would pass as one that is not stated.
        serde_json::from_value::<Answers>(expected.clone())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        Case { name, text: unescape(text), expected: expected.as_object().unwrap().clone() }
    };
    blocks.map(case).collect()
}

/// `\u{200B}` in a page stands for that character, so that what cannot be seen can be reviewed.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        out.push_str(before);
        let (code, tail) = after.split_once('}').expect("an escape is closed");
        out.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap());
        rest = tail;
    }
    out.push_str(rest);
    out
}

//! Whatever is pasted, the reader does not panic and its places are true.

use check::page::{MAX_BYTES, Page, Value, read};
use model::Field;
use proptest::prelude::*;

const PAGES: [&str; 5] = [
    include_str!("pages/shops.txt"),
    include_str!("pages/orders.txt"),
    include_str!("pages/payments.txt"),
    include_str!("pages/carts.txt"),
    include_str!("pages/talks.txt"),
];

/// Every span lies in the text, on character boundaries, and is not empty.
fn assert_spans(text: &str, page: &Page) {
    for fact in &page.facts {
        assert!(!fact.spans.is_empty(), "{fact:?} came from nowhere");
        for span in &fact.spans {
            let found = text.get(span.start as usize..span.end as usize);
            assert!(found.is_some_and(|words| !words.is_empty()), "{fact:?} is not in {text:?}");
        }
    }
}

#[test]
fn a_fact_stands_where_its_span_says() {
    let text = "商品：移动话费充值\n面值：\u{FF11}\u{FF10}\u{FF10}元\n券后价 \u{FFE5}98.50\n充值号码：138 0013 8000\n付款时间：2026-03-05 14:02:09";
    let page = read(text);
    let words = |field: Field| {
        let fact = page.all(field).next().expect("the page states it");
        let span = fact.spans[0];
        &text[span.start as usize..span.end as usize]
    };
    assert_eq!(words(Field::FaceValue), "\u{FF11}\u{FF10}\u{FF10}元");
    assert_eq!(words(Field::UnitPrice), "\u{FFE5}98.50");
    assert_eq!(words(Field::Recipient), "138 0013 8000");
    assert_eq!(words(Field::PaidAt), "2026-03-05 14:02:09");
    assert_eq!(words(Field::Name), "移动话费充值");
}

#[test]
fn a_sum_below_the_account_is_no_account() {
    let page = read("王者荣耀点券充值\n账号类型 QQ\n店铺满减 -\u{FFE5}0.50\n实付款 \u{FFE5}9.50");
    assert_eq!(page.text(Field::Recipient), None);
    assert_eq!(page.money(Field::Total).map(|fen| fen.0), Some(950));
}

#[test]
fn text_facts_of_the_corpus_stand_in_their_spans() {
    // Facts whose value is what the page writes, not a word of ours.
    let written = [Field::Name, Field::OrderNo, Field::Server, Field::Payee, Field::Edition];
    for text in PAGES.iter().flat_map(|pages| pages.split("=== ")) {
        let page = read(text);
        assert_spans(text, &page);
        for fact in page.facts.iter().filter(|fact| written.contains(&fact.field)) {
            let Value::Text(value) = &fact.value else { continue };
            let span = fact.spans[0];
            let words = &text[span.start as usize..span.end as usize];
            let plain = |s: &str| s.split_whitespace().collect::<String>();
            assert!(
                plain(words).contains(&plain(value)) || words.contains("\\u{"),
                "{value:?} does not stand in {words:?}"
            );
        }
    }
}

#[test]
fn two_equal_candidates_stay_two() {
    let page = read("话费充值\n面值：50元\n充值号码：13800008000\n面值：100元");
    assert_eq!(page.all(Field::FaceValue).count(), 2, "neither is guessed away");
    assert_eq!(page.money(Field::FaceValue), None);
}

#[test]
fn odd_texts_state_nothing() {
    let invisible = "\u{200B}\u{202E}\u{2066}\u{FEFF}".repeat(50);
    for text in [
        "",
        "\0",
        "\n\n\r\n",
        &invisible,
        "\u{FF1A}\u{FF1A}",
        "\u{A5}",
        "\u{A5}\u{A5}\n.",
        "<",
        "&",
        "【】：",
    ] {
        assert_eq!(read(text).facts, [], "{text:?}");
    }
    let long = "面值：100元 ".repeat(MAX_BYTES / 10);
    assert_eq!(read(&long).facts, [], "what is too long is refused, not cut");
}

#[test]
fn enormous_numbers_are_no_amounts() {
    for text in [
        "话费 售价:1000000000000元",
        "话费 售价:99999999999999999999999999",
        "话费 数量:99999999999",
    ] {
        let page = read(text);
        assert_eq!(page.money(Field::UnitPrice), None, "{text}");
        assert_eq!(page.count(Field::Quantity), None, "{text}");
    }
}

/// A page with some of its characters changed, dropped or doubled.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (
        any::<prop::sample::Index>(),
        prop_oneof![
            Just('\u{200B}'),
            Just('\u{202E}'),
            Just('\0'),
            Just('\n'),
            Just('\u{A5}'),
            Just(':'),
            Just('9'),
            Just('<'),
            Just('】'),
            Just('\u{2611}'),
            Just('*'),
            any::<char>(),
        ],
        0..3_u8,
    );
    (0..PAGES.len(), prop::collection::vec(edit, 0..40)).prop_map(|(page, edits)| {
        let mut text: Vec<char> = PAGES[page].chars().collect();
        for (index, character, kind) in edits {
            let at = index.index(text.len());
            match kind {
                0 => text[at] = character,
                1 => text.insert(at, character),
                _ => drop(text.remove(at)),
            }
        }
        text.into_iter().collect()
    })
}

/// Strings of the words that the reader looks for, in any order.
fn shuffled() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "面值",
        ":",
        "100",
        "元",
        "\u{A5}",
        "\n",
        " ",
        "\t",
        "移动",
        "广东",
        "话费",
        "原神",
        "UID",
        "12345678",
        "券后",
        "实付款",
        "×",
        "2",
        "\u{2611}",
        "\u{2610}",
        "不支持",
        "【",
        "】",
        "(",
        ")",
        "138****8000",
        "2026-11-22 14:02",
        "付款时间",
        "订单号",
        "年卡",
        "直充",
        "猜你喜欢",
        "订单信息",
        "已选",
        "|",
        "\u{FF0C}",
        "。",
        "-",
        "+",
        ".50",
        "我",
        "安卓",
        "QQ",
        "区服",
        "<td>",
        "&yen;",
        "\u{200B}",
        "\u{FF11}",
        "共",
        "省",
        "张",
        "0-72小时到账",
        "@",
        "a@b.cn",
    ]);
    prop::collection::vec(words, 0..120).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        assert_spans(&text, &read(&text));
    }

    #[test]
    fn a_mutated_page_is_read(text in mutated()) {
        assert_spans(&text, &read(&text));
    }

    #[test]
    fn words_in_any_order_are_read(text in shuffled()) {
        assert_spans(&text, &read(&text));
    }
}

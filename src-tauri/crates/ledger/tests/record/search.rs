use ledger::{Acquired, Error, Ledger, Missing, OrderEvent, OrderQuery, Source};
use model::{EvidenceKind, OrderId};
use proptest::prelude::*;

use crate::common::{at, library, new_order, seal, summary};

fn found(ledger: &Ledger, text: &str) -> Vec<OrderId> {
    let query = OrderQuery { text: text.to_owned(), limit: 50, ..OrderQuery::default() };
    ledger.orders(&query).unwrap().into_iter().map(|row| row.id).collect()
}

#[test]
fn any_fragment_of_what_the_order_says_finds_it() {
    let (_folder, ledger) = library();
    let phone = seal(&ledger, new_order());
    let mut game = summary();
    game.name = "原神创世结晶 6480".to_owned();
    game.recipient = Some("100200300".to_owned());
    game.recipient_label = None;
    game.words = vec!["Genshin".to_owned(), "\u{FF35}\u{FF29}\u{FF24}".to_owned()];
    let game = seal(&ledger, ledger::NewOrder { summary: game, ..new_order() });
    let number = OrderEvent::NumberSet { order_no: "TB2026-55731".to_owned() };
    ledger.record(&game, number, at(2)).unwrap();
    ledger.record(&phone, OrderEvent::Noted { text: "补了一张券".to_owned() }, at(3)).unwrap();

    for text in ["话费", "费", "奶奶", "3912", "78", "充值", "phone TOP", "补了", "话费 奶奶"]
    {
        assert_eq!(found(&ledger, text), std::slice::from_ref(&phone), "{text}");
    }
    for text in ["原神", "神", "晶", "0020", "5573", "tb2026", "gensh", "uid", "原神6480"] {
        assert_eq!(found(&ledger, text), std::slice::from_ref(&game), "{text}");
    }
    assert_eq!(found(&ledger, "街角").len(), 2, "both were bought there");
    for text in ["神原", "话 神", "999", "奶街", "、", "\"", "*"] {
        assert!(found(&ledger, text).is_empty(), "{text} stands in neither");
    }
    assert_eq!(found(&ledger, "  ").len(), 2, "no text is no condition");
}

#[test]
fn chinese_is_found_by_how_it_sounds() {
    let (_folder, ledger) = library();
    let phone = seal(&ledger, new_order());
    let note = OrderEvent::Noted { text: "重庆的银行卡".to_owned() };
    ledger.record(&phone, note, at(2)).unwrap();
    let mut game = summary();
    game.name = "原神创世结晶".to_owned();
    game.recipient_label = Some("女儿".to_owned());
    (game.shop, game.payee, game.words) = (Some("闲鱼".to_owned()), None, Vec::new());
    let game = seal(&ledger, ledger::NewOrder { summary: game, ..new_order() });

    for text in [
        "hf",
        "HF",
        "ydhf",
        "huafei",
        "hua fei",
        "hua",
        "huaf",
        "yidonghuafei",
        "hf 139",
        "hf139",
        "nainai",
        "nn",
        "mmkj",
        "jiejiao",
        "cq",
        "zq",
        "chongqing",
        "yhk",
        "xing",
        "hang",
        "sjcz",
        "话fei",
        "huafe",
    ] {
        assert_eq!(found(&ledger, text), std::slice::from_ref(&phone), "{text}");
    }
    for text in ["yuanshen", "ys", "cs", "xy", "xianyu", "nver", "nv", "jiejing"] {
        assert_eq!(found(&ledger, text), std::slice::from_ref(&game), "{text}");
    }
    for text in ["fh", "feihua", "hfy", "huafeiyuan", "hf888", "i", "zzz"] {
        assert!(found(&ledger, text).is_empty(), "{text} sounds like nothing there");
    }
}

#[test]
fn what_was_read_in_a_file_finds_every_order_that_has_it() {
    let (_folder, ledger) = library();
    let (one, two) = (seal(&ledger, new_order()), seal(&ledger, new_order()));
    let attach = |order: &OrderId| {
        let source = Source::Bytes { name: "a.txt".to_owned(), bytes: b"read me".to_vec() };
        ledger.attach(order, source, EvidenceKind::Chat, Acquired::Paste, at(2)).unwrap().sha256
    };
    let file = attach(&one);
    ledger.set_evidence_text(&file, "客服：银杏叶 20260301").unwrap();
    assert_eq!(ledger.evidence_text(&file).unwrap().as_deref(), Some("客服：银杏叶 20260301"));
    for text in ["银杏", "杏", "0301", "银杏 话费", "银杏 hf"] {
        assert_eq!(found(&ledger, text), std::slice::from_ref(&one), "{text}");
    }
    attach(&two);
    assert_eq!(found(&ledger, "银杏").len(), 2, "the text was there before");
    ledger.detach(&one, &file, at(3)).unwrap();
    assert_eq!(found(&ledger, "银杏"), std::slice::from_ref(&two));
    ledger.set_evidence_text(&file, "").unwrap();
    assert!(found(&ledger, "银杏").is_empty(), "it was read anew");
    let unknown = model::Sha256Hex::new(&"0".repeat(64)).unwrap();
    let refused = ledger.set_evidence_text(&unknown, "x");
    assert!(matches!(refused, Err(Error::NotFound(Missing::Evidence))), "{refused:?}");
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn a_text_beyond_all_measure_is_no_error() {
    let (_folder, ledger) = library();
    seal(&ledger, new_order());
    let zigzag = "a话".repeat(5_000);
    for text in ["a".repeat(100_000), "话".repeat(100_000), zigzag, "h f ".repeat(9_000)] {
        let _ = found(&ledger, &text);
    }
}

#[test]
fn what_is_taken_back_is_no_longer_found() {
    let (_folder, ledger) = library();
    let id = seal(&ledger, new_order());
    let seq = ledger.record(&id, OrderEvent::Noted { text: "银杏".to_owned() }, at(2)).unwrap().seq;
    assert_eq!(found(&ledger, "银杏").len(), 1);
    ledger.undo(&id, seq.unwrap(), at(3)).unwrap();
    assert!(found(&ledger, "银杏").is_empty());
}

#[test]
fn operators_of_the_search_language_are_plain_text() {
    let (_folder, ledger) = library();
    seal(&ledger, new_order());
    for text in [
        "\"",
        "\"\"",
        "'",
        "one:话",
        "two : x",
        "a AND",
        "NOT",
        "NEAR(a b)",
        "a*",
        "^话",
        "(",
        ")",
        "-话费",
        "{one two}:x",
        "话\" OR \"1",
        "\0",
        "%_",
        ";--",
        "\u{200B}",
        "\u{E000}",
        "🀄",
    ] {
        let _ = found(&ledger, text);
    }
    assert_eq!(found(&ledger, "^话费*").len(), 1, "signs around a word do not hide it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_fragment_of_a_name_finds_it(name in "[一-龥a-z0-9]{2,12}", from in 0_usize..12, len in 1_usize..6) {
        let (_folder, ledger) = library();
        let named = ledger::OrderSummary { name: name.clone(), ..summary() };
        seal(&ledger, ledger::NewOrder { summary: named, ..new_order() });
        let characters: Vec<char> = name.chars().collect();
        let from = from % characters.len();
        let fragment: String = characters[from..].iter().take(len).collect();
        prop_assert_eq!(found(&ledger, &fragment).len(), 1, "{} in {}", fragment, name);
    }

    #[test]
    fn no_query_is_an_error(text in any::<String>()) {
        let (_folder, ledger) = library();
        seal(&ledger, new_order());
        found(&ledger, &text);
    }
}

//! Slips that the reader has no field for, and numbers where names are taken too.

use check::review::{FindingCode, Outcome, Severity};
use model::Field;
use serde_json::json;

use super::{finds, page_with, phone, report, with};

#[test]
fn a_spoilt_number_is_no_name_where_names_are_taken() {
    let draft = |recipient: &str| {
        json!({
            "need": {
                "category": "membership", "length": "1个月", "quantity": 1,
                "recipient": recipient
            },
        })
    };
    for number in ["1861234O000", "1861234#000", "18612\u{417}40000", "1861\u{96F6}340000"] {
        let report = report(draft(number));
        finds(&report, FindingCode::RecipientInvalid, Field::Recipient, Severity::Stop);
    }
    let account = report(draft("l8612340000"));
    finds(&account, FindingCode::RecipientDoubtful, Field::Recipient, Severity::Attention);
    for name in ["linxia88", "\u{6E05}\u{98CE}", "\u{5C0F}\u{660E}20080808", "a13912345678"] {
        let clear = report(draft(name));
        assert_eq!(clear.verdict, Outcome::Clear, "{name}: {:#?}", clear.findings);
    }
}

#[test]
fn a_transfer_is_exact() {
    let draft = |total: &str| {
        json!({
            "need": {
                "category": "transfer", "face_value_fen": 30000, "quantity": 1,
                "recipient": "13900139000"
            },
            "page": format!("转账\n收款账号：13900139000\n转账金额：¥{total}"),
        })
    };
    assert_eq!(report(draft("300.00")).verdict, Outcome::Clear);
    let less = report(draft("250.00"));
    finds(&less, FindingCode::Differs, Field::Total, Severity::Stop);
    finds(&report(draft("3000.00")), FindingCode::TenTimes, Field::Total, Severity::Stop);
}

#[test]
fn a_page_that_never_mentions_the_goods_is_worth_a_look() {
    let need = json!({
        "category": "membership", "name": "爱奇艺会员", "length": "12个月", "quantity": 1,
        "edition": "黄金会员", "recipient": "13900139000"
    });
    let draft = |title: &str| json!({"need": need, "page": format!("{title}\n数量：1\n充值号码：13900139000")});
    let right = report(draft("爱奇艺 VIP黄金会员 年卡 直充"));
    assert_eq!(right.verdict, Outcome::Clear, "{:#?}", right.findings);
    let tier = report(draft("爱奇艺白金会员 年卡 直充"));
    finds(&tier, FindingCode::NotMentioned, Field::Edition, Severity::Attention);
    let other = report(draft("优酷黄金会员 年卡 直充"));
    finds(&other, FindingCode::NotMentioned, Field::Name, Severity::Attention);
}

#[test]
fn an_amount_typed_as_the_quantity_is_asked_about() {
    let slip = report(with(phone(), "/need/quantity", json!(100)));
    finds(&slip, FindingCode::QuantityAsAmount, Field::Quantity, Severity::Attention);
    let draft = with(phone(), "/need/quantity", json!(100));
    let sold = report(page_with(draft, "数量：1", "数量：100"));
    assert!(sold.findings.iter().all(|f| f.code != FindingCode::QuantityAsAmount));
}

#[test]
fn a_shop_never_used_before_is_noted() {
    let orders = json!([{"shop": "云上话费"}]);
    let draft = with(with(phone(), "/orders", orders), "/need/shop", json!("快点数卡"));
    let report_of = |shop: &str| report(with(draft.clone(), "/need/shop", json!(shop)));
    finds(&report_of("快点数卡"), FindingCode::ShopNew, Field::Shop, Severity::Note);
    assert!(report_of("云上话费 ").findings.is_empty(), "it was used before");
    let first = report(with(phone(), "/need/shop", json!("快点数卡")));
    assert!(first.findings.is_empty(), "of a first purchase every shop is new");
}

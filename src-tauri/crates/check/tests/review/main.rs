//! The three checks on whole purchases: a right one passes, and each way to get one wrong is
//! found by the comparison that should find it.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may end where it fails")]

mod direct;
mod wider;

use check::review::{Check, Draft, FindingCode, GateKind, Outcome, Report, Severity};
use model::Field;
use serde_json::{Value, json};

/// A right purchase of phone credit for a number that was used before.
fn phone() -> Value {
    json!({
        "need": {
            "category": "phone_credit", "face_value_fen": 10000, "quantity": 1,
            "carrier": "中国移动", "recipient": "13900139000", "budget_fen": 10000
        },
        "page": "全国移动话费充值 100元\n面值：100元\n数量：1\n实付款：¥99.80\n充值号码：13900139000",
        "recipients": [{"value": "13900139000", "label": "妈妈"}],
        "now": "2026-11-22T14:00:00"
    })
}

/// A right top-up of 原神 by UID.
fn genshin() -> Value {
    json!({
        "need": {
            "category": "game_topup", "game": "原神", "server": "天空岛",
            "face_value_fen": 64800, "quantity": 1, "recipient": "100200300"
        },
        "page": "原神 创世结晶 6480（648元档）\n区服：天空岛\nUID：100200300\n数量：1\n应付：¥648.00",
        "recipients": ["100200300"],
        "now": "2026-11-22T14:00:00"
    })
}

fn report(draft: Value) -> Report {
    let draft: Draft = serde_json::from_value(draft).expect("the test's draft is well formed");
    draft.review().expect("the test's times are well formed")
}

fn with(mut draft: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    draft.pointer_mut(parent).expect("the parent is there")[key] = value;
    draft
}

fn page_with(draft: Value, from: &str, to: &str) -> Value {
    let page = draft["page"].as_str().expect("the page is text").to_owned();
    assert!(page.contains(from), "the test changes something: {from}");
    with(draft, "/page", json!(page.replace(from, to)))
}

#[track_caller]
fn finds(report: &Report, code: FindingCode, field: Field, severity: Severity) {
    let found = report
        .findings
        .iter()
        .any(|f| f.code == code && f.field == Some(field) && f.severity == severity);
    assert!(found, "{code:?} of {field:?} as {severity:?} is missing in {:#?}", report.findings);
}

#[test]
fn right_purchases_pass_without_a_word() {
    for draft in [phone(), genshin()] {
        let report = report(draft);
        assert_eq!(report.verdict, Outcome::Clear, "{:#?}", report.findings);
        assert_eq!(report.gates.iter().filter(|gate| **gate == GateKind::Reason).count(), 0);
        assert!(!report.gates.contains(&GateKind::SecondEntry), "the recipient is known");
        assert!(report.missing.is_empty(), "{:?}", report.missing);
    }
}

#[test]
fn a_slip_in_the_spec_stops() {
    for (from, to, field, code) in [
        ("面值：100元", "面值：50元", Field::FaceValue, FindingCode::Differs),
        ("数量：1", "数量：2", Field::Quantity, FindingCode::Differs),
        ("全国移动", "全国联通", Field::Carrier, FindingCode::Differs),
    ] {
        let page = page_with(phone(), from, to);
        let page = if field == Field::FaceValue {
            page_with(page, "话费充值 100元", "话费充值 50元")
        } else {
            page
        };
        let report = report(page);
        assert_eq!(report.verdict, Outcome::Stop, "{from} as {to}");
        finds(&report, code, field, Severity::Stop);
        assert!(report.gates.contains(&GateKind::Reason), "going on asks for a reason");
        assert!(report.gates.contains(&GateKind::CoolDown), "and for a pause");
    }
}

#[test]
fn ten_times_the_amount_is_named_so() {
    let page = page_with(phone(), "面值：100元", "面值：1000元");
    let report = report(page_with(page, "话费充值 100元", "话费充值 1000元"));
    finds(&report, FindingCode::TenTimes, Field::FaceValue, Severity::Stop);
}

#[test]
fn a_page_that_shows_another_recipient_stops() {
    let report = report(page_with(phone(), "13900139000", "13900139008"));
    finds(&report, FindingCode::Differs, Field::Recipient, Severity::Stop);
}

#[test]
fn a_masked_recipient_compares_by_what_is_visible() {
    let fits = report(page_with(phone(), "13900139000", "139****9000"));
    assert_eq!(fits.verdict, Outcome::Clear, "{:#?}", fits.findings);
    let other = report(page_with(phone(), "13900139000", "139****9008"));
    finds(&other, FindingCode::Differs, Field::Recipient, Severity::Stop);
}

#[test]
fn one_slip_away_from_a_known_recipient_warns_and_asks_again() {
    let draft = with(phone(), "/need/recipient", json!("13900139001"));
    let report = report(page_with(draft, "13900139000", "13900139001"));
    finds(&report, FindingCode::RecipientNearKnown, Field::Recipient, Severity::Attention);
    assert!(report.gates.contains(&GateKind::SecondEntry));
}

#[test]
fn two_family_numbers_one_digit_apart_are_both_silent() {
    let known = json!([{"value": "13900139000"}, {"value": "13900139001"}]);
    for number in ["13900139000", "13900139001"] {
        let draft = with(phone(), "/recipients", known.clone());
        let draft = with(draft, "/need/recipient", json!(number));
        let report = report(page_with(draft, "13900139000", number));
        assert_eq!(report.verdict, Outcome::Clear, "{:#?}", report.findings);
    }
}

#[test]
fn a_new_recipient_is_a_gate_and_no_finding() {
    let report = report(with(phone(), "/recipients", json!([])));
    assert_eq!(report.verdict, Outcome::Clear, "{:#?}", report.findings);
    assert_eq!(report.gates, [GateKind::SecondEntry]);
}

#[test]
fn a_number_that_cannot_be_one_is_to_be_mended_not_explained() {
    for number in ["1390013900", "139001390000", "1390013900O", "139****9000"] {
        let report = report(with(phone(), "/need/recipient", json!(number)));
        finds(&report, FindingCode::RecipientInvalid, Field::Recipient, Severity::Stop);
        assert!(report.gates.contains(&GateKind::Fix), "{number} is beyond any reason");
    }
}

#[test]
fn an_unallocated_segment_stops_but_can_be_explained() {
    let draft = with(phone(), "/need/recipient", json!("15412345678"));
    let report = report(page_with(draft, "13900139000", "15412345678"));
    finds(&report, FindingCode::RecipientInvalid, Field::Recipient, Severity::Stop);
    assert!(!report.gates.contains(&GateKind::Fix), "new segments appear");
    assert!(report.gates.contains(&GateKind::Reason));
}

#[test]
fn a_number_of_another_carrier_is_worth_a_look() {
    let draft = with(phone(), "/need/carrier", json!("中国电信"));
    let report = report(page_with(draft, "全国移动", "全国电信"));
    finds(&report, FindingCode::RecipientElsewhere, Field::Carrier, Severity::Attention);
}

#[test]
fn a_uid_of_another_server_stops() {
    let draft = with(genshin(), "/need/recipient", json!("500200300"));
    let report = report(page_with(draft, "100200300", "500200300"));
    finds(&report, FindingCode::RecipientElsewhere, Field::Server, Severity::Stop);
}

#[test]
fn a_page_for_another_product_stops() {
    let report = report(with(
        phone(),
        "/page",
        json!("视频会员 年卡 官方直充\n券后价：¥148.00\n数量：1\n充值账号：13900139000"),
    ));
    finds(&report, FindingCode::Differs, Field::Category, Severity::Stop);
}

#[test]
fn a_total_over_budget_stops() {
    let report = report(page_with(phone(), "¥99.80", "¥103.00"));
    finds(&report, FindingCode::OverBudget, Field::Total, Severity::Stop);
}

#[test]
fn a_total_that_is_not_its_own_product_is_said() {
    let page = page_with(phone(), "实付款：¥99.80", "单价：¥50.00\n实付款：¥99.80");
    let report = report(page);
    finds(&report, FindingCode::TotalMismatch, Field::Total, Severity::Attention);
}

#[test]
fn a_price_far_below_its_face_value_is_suspicious() {
    let report = report(page_with(phone(), "¥99.80", "¥55.00"));
    finds(&report, FindingCode::PriceFarBelowFace, Field::UnitPrice, Severity::Attention);
}

#[test]
fn the_same_again_within_the_window_may_be_a_double_purchase() {
    let order = |at: &str| {
        json!([{
            "category": "phone_credit", "recipient": "13900139000", "face_value_fen": 10000,
            "quantity": 1, "total_fen": 9980, "paid_at": at
        }])
    };
    let recent = report(with(phone(), "/orders", order("2026-11-22T01:00:00")));
    finds(&recent, FindingCode::DuplicatePurchase, Field::Recipient, Severity::Attention);
    let old = report(with(phone(), "/orders", order("2026-11-20T01:00:00")));
    assert_eq!(old.verdict, Outcome::Clear, "{:#?}", old.findings);
    // The clock was set back between the two.
    let ahead = report(with(phone(), "/orders", order("2026-11-22T20:00:00")));
    finds(&ahead, FindingCode::DuplicatePurchase, Field::Recipient, Severity::Attention);
}

#[test]
fn a_large_total_is_typed() {
    assert!(report(genshin()).gates.contains(&GateKind::TypeTotal), "648 元 is above 500 元");
    assert!(!report(phone()).gates.contains(&GateKind::TypeTotal));
}

#[test]
fn labels_are_shown_and_judge_nothing() {
    let report = report(page_with(phone(), "全国移动话费充值", "限时特惠 全国移动话费充值 慢充"));
    assert_eq!(report.verdict, Outcome::Clear, "{:#?}", report.findings);
    finds(&report, FindingCode::Label, Field::Labels, Severity::Note);
}

#[test]
fn each_finding_says_which_check_made_it() {
    let report = report(page_with(phone(), "¥99.80", "¥103.00"));
    let over = report.findings.iter().find(|f| f.code == FindingCode::OverBudget).unwrap();
    assert_eq!(over.check, Check::Payment);
}

#[test]
fn numbers_that_no_purchase_has_stop() {
    for (field, value, found) in [
        ("quantity", json!(0), Field::Quantity),
        ("quantity", json!(-1), Field::Quantity),
        ("face_value_fen", json!(-10000), Field::FaceValue),
        ("face_value_fen", json!(100_000_000_000_000_i64), Field::FaceValue),
    ] {
        let report = report(with(phone(), &format!("/need/{field}"), value.clone()));
        assert_eq!(report.verdict, Outcome::Stop, "{field} {value}");
        finds(&report, FindingCode::Impossible, found, Severity::Stop);
    }
}

#[test]
fn a_number_says_nothing_of_another_game() {
    let draft = with(genshin(), "/need/game", json!("崩坏：星穹铁道"));
    let draft = with(draft, "/need/server", json!("星穹列车"));
    let page = "崩坏：星穹铁道 648元档\n服务器：星穹列车\nUID：100200300\n应付：¥648.00";
    let report = report(with(draft, "/page", json!(page)));
    assert_eq!(report.verdict, Outcome::Clear, "{:#?}", report.findings);
}

#[test]
fn a_recipient_of_any_form_is_one_where_such_exist() {
    let draft = |recipient: &str| {
        json!({
            "need": {"category": "landline_broadband", "quantity": 1, "recipient": recipient},
            "page": format!("宽带续费\n宽带账号：{recipient}"),
        })
    };
    assert_eq!(report(draft("hz0571889900")).verdict, Outcome::Clear, "an account name");
    finds(
        &report(draft("057188990O11")),
        FindingCode::RecipientInvalid,
        Field::Recipient,
        Severity::Stop,
    );
}

#[test]
fn a_discount_explains_a_smaller_total_and_no_larger_one() {
    let smaller = "单价：¥102.00\n红包立减\n实付款：¥99.80";
    let clear = report(page_with(phone(), "实付款：¥99.80", smaller));
    assert!(clear.findings.iter().all(|f| f.code != FindingCode::TotalMismatch));
    let larger = "单价：¥95.00\n红包立减\n实付款：¥99.80";
    let said = report(page_with(phone(), "实付款：¥99.80", larger));
    finds(&said, FindingCode::TotalMismatch, Field::Total, Severity::Attention);
}

#[test]
fn a_fee_that_is_denied_explains_nothing() {
    let twice = "单价：¥99.80\n免手续费\n实付款：¥199.60";
    let page = page_with(phone(), "实付款：¥99.80", twice);
    let report = report(page_with(with(page, "/need/budget_fen", json!(30000)), "数量：1\n", ""));
    finds(&report, FindingCode::QuantityImplied, Field::Quantity, Severity::Stop);
}

#[test]
fn two_totals_are_both_named_and_the_larger_counts() {
    let two = "实付款：¥99.80\n实付款：¥998.00";
    let report = report(page_with(phone(), "实付款：¥99.80", two));
    finds(&report, FindingCode::OverBudget, Field::Total, Severity::Stop);
}

#[test]
fn without_a_page_the_need_itself_says_what_is_at_stake() {
    let draft = with(phone(), "/need/face_value_fen", json!(50000));
    let draft = with(with(draft, "/need/quantity", json!(9)), "/page", json!(" \n"));
    let report = report(draft);
    finds(&report, FindingCode::OverBudget, Field::Total, Severity::Attention);
    assert!(report.gates.contains(&GateKind::NoPage), "a page of blanks is none");
    assert!(report.gates.contains(&GateKind::TypeTotal));
}

#[test]
fn a_page_of_which_nothing_was_read_is_no_page() {
    let report = report(with(phone(), "/page", json!("a")));
    assert!(report.gates.contains(&GateKind::NoPage), "nothing was compared");
}

#[test]
fn a_doubtful_number_is_compared_and_entered_twice_like_any_other() {
    let draft = with(phone(), "/need/recipient", json!("12900139000"));
    let report = report(page_with(draft, "13900139000", "12900139000"));
    finds(&report, FindingCode::RecipientNearKnown, Field::Recipient, Severity::Attention);
    assert!(report.gates.contains(&GateKind::SecondEntry));
}

#[test]
fn equal_digits_of_another_kind_are_someone_else() {
    let draft = with(genshin(), "/recipients", json!([{"value": "100200300", "kind": "hsr"}]));
    assert!(report(draft).gates.contains(&GateKind::SecondEntry));
}

#[test]
fn a_total_for_fewer_pieces_is_out_of_line() {
    let draft = page_with(with(phone(), "/need/quantity", json!(2)), "数量：1\n", "");
    let report = report(draft);
    finds(&report, FindingCode::TotalOutOfLine, Field::Total, Severity::Attention);
}

#[test]
fn a_recipient_is_judged_by_the_page_where_the_need_names_no_category() {
    let draft = json!({"need": {"recipient": "1390013900"}, "page": "话费充值 100元"});
    finds(&report(draft), FindingCode::RecipientInvalid, Field::Recipient, Severity::Stop);
}

//! What is found in a letter while it is written, and what is let be.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]

use std::collections::BTreeMap;

use cases::{
    Problem,
    letter::{Addressee, Form, LintFinding, LintKind, Setting, fingerprint, lint},
};
use jiff::civil::date;
use proptest::prelude::*;
use serde::Deserialize;

const SETTING: Setting<'_> = Setting {
    problem: Some(Problem::NotDelivered),
    addressee: Addressee::Platform,
    form: Form::Ticket,
    goods: "",
    earlier: &[],
    now: date(2026, 11, 22).at(12, 0, 0, 0),
};

fn of(text: &str, setting: &Setting<'_>, kind: LintKind) -> Vec<LintFinding> {
    lint(text, setting).into_iter().filter(|finding| finding.kind == kind).collect()
}

#[test]
fn each_mistake_is_found_and_what_is_right_is_not() {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sentences {
        wrong: Vec<String>,
        right: Vec<String>,
    }
    let sentences: BTreeMap<LintKind, Sentences> =
        toml::from_str(include_str!("letters/lint.toml")).unwrap();
    let mut failures = Vec::new();
    for (kind, Sentences { wrong, right }) in &sentences {
        for text in wrong {
            if of(text, &SETTING, *kind).is_empty() {
                failures.push(format!("{kind:?} misses: {text}"));
            }
        }
        for text in right {
            for finding in of(text, &SETTING, *kind) {
                failures.push(format!("{kind:?} finds {} in: {text}", finding.words(text)));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(sentences.len(), 19, "each finding has its sentences");
}

#[test]
fn a_finding_points_at_its_words() {
    let text = "您好，你们这些骗子，卡密是\u{FF21}BCD1234EFGH5678，退一赔十。";
    let found: Vec<_> = lint(text, &SETTING)
        .iter()
        .filter(|finding| finding.range.is_some())
        .map(|finding| (finding.kind, finding.words(text).to_owned()))
        .collect();
    let at = |kind, words: &str| (kind, words.to_owned());
    assert_eq!(
        found,
        [
            at(LintKind::Insult, "骗子"),
            at(LintKind::CardSecret, "\u{FF21}BCD1234EFGH5678"),
            at(LintKind::BeyondLaw, "退一赔十"),
        ]
    );
}

#[test]
fn saying_that_it_was_ones_own_slip_is_courtesy_for_slips_alone() {
    let text = "可能是我操作失误，请问能否协助解决？";
    for (problem, is) in [
        (Some(Problem::WrongGoods), false),
        (Some(Problem::WrongSpec), false),
        (Some(Problem::WrongRecipient), false),
        (Some(Problem::WrongAccount), false),
        (Some(Problem::DoublePayment), true),
        (Some(Problem::NoVoucher), true),
        (Some(Problem::Overcharged), true),
        (Some(Problem::UnauthorisedPayment), true),
        (None, true),
    ] {
        let found = of(text, &Setting { problem, ..SETTING }, LintKind::AdmitsFault);
        assert_eq!(!found.is_empty(), is, "{problem:?}");
    }
}

#[test]
fn three_times_the_price_is_for_what_may_be_fraud() {
    let text = "订单CM1与页面不符，请退一赔三。";
    for (problem, is) in [
        (Problem::NotAsDescribed, false),
        (Problem::Fraud, false),
        (Problem::NotDelivered, true),
        (Problem::WrongSpec, true),
    ] {
        let setting = Setting { problem: Some(problem), ..SETTING };
        assert_eq!(!of(text, &setting, LintKind::BeyondLaw).is_empty(), is, "{problem:?}");
    }
    let setting = Setting { problem: Some(Problem::NotAsDescribed), ..SETTING };
    let beyond = |text: &str| !of(text, &setting, LintKind::BeyondLaw).is_empty();
    for text in [
        "退一赔三",
        "退一赔3",
        "假一赔三",
        "赔偿三倍",
        "三倍赔偿",
        "赔偿价款的3倍",
        "按三倍的价款赔偿",
    ] {
        assert!(!beyond(&format!("订单CM1与页面不符，请{text}。")), "{text} may be asked for");
        let other = Setting { problem: Some(Problem::WrongSpec), ..SETTING };
        assert!(!of(&format!("请{text}。"), &other, LintKind::BeyondLaw).is_empty(), "{text}");
    }
    for text in [
        "退一赔十",
        "退一赔三十",
        "退一赔十三",
        "退一赔30",
        "退一赔3万",
        "赔偿13倍",
        "赔偿1.3倍",
        "13倍赔偿",
        "1.3倍赔偿",
        "十三倍赔偿",
        "二十三倍赔偿",
        "赔偿三十倍",
        "赔偿价款的三百倍",
    ] {
        assert!(beyond(&format!("订单CM1与页面不符，请{text}。")), "{text} is another number");
    }
}

#[test]
fn a_form_has_its_length() {
    let text = "字".repeat(301);
    let short = Setting { form: Form::ShortForm, ..SETTING };
    let found = of(&text, &short, LintKind::TooLong);
    assert_eq!(found[0].words(&text), "字", "what is over is marked");
    assert_eq!(of(&"字".repeat(300), &short, LintKind::TooLong), []);
    assert_eq!(of(&text, &SETTING, LintKind::TooLong), []);
    assert!(!of(&"字".repeat(1201), &SETTING, LintKind::TooLong).is_empty());
}

#[test]
fn the_regulator_is_given_no_time() {
    let text = "投诉请求：全额退款。";
    assert!(!of(text, &SETTING, LintKind::NoTimeLimit).is_empty());
    let regulator = Setting { addressee: Addressee::Regulator, ..SETTING };
    assert_eq!(of(text, &regulator, LintKind::NoTimeLimit), []);
}

#[test]
fn the_same_again_is_said() {
    let text =
        "订单CM1于11月20日付款100元购买点卡，订单显示成功，账号里没有到账，请重新补发或者退款。";
    let sent = [fingerprint(text).unwrap()];
    let setting = Setting { earlier: &sent, ..SETTING };
    let again = text.replace("11月20日", "11月 20 日").replace("CM1", "CM12");
    assert_eq!(of(&again, &setting, LintKind::Repeated).len(), 1);
    let other =
        "前天联系的客服说今天上午给结果，现在已经过了时间，请主管看一下并告知处理人的工号。";
    assert_eq!(of(other, &setting, LintKind::Repeated), []);
}

#[test]
fn what_people_write_well_is_let_be() {
    use Problem as P;
    for (problem, text) in [
        (
            P::VoucherUnusable,
            "你好，我昨天晚上8点多在你们店里买了一张100块的Steam充值卡，付款成功了但是卡密兑换不了，提示无效，麻烦看下能不能换一张或者退款，今天晚上之前给我个答复谢谢",
        ),
        (
            P::NotDelivered,
            "订单号2026112012345678901，11月20日晚上买的话费100元，一直没到账，客服小张说系统处理中让我等，已经等了两天。请今天18点前补发，不行就全额退款100元。",
        ),
        (
            P::DoublePayment,
            "我在11月20日14:02付了两次钱，微信显示扣款两笔各30元，订单只有一个。要求把多扣的30元退回来，24小时内处理。",
        ),
        (
            P::Minor,
            "孩子偷偷用我手机给游戏充了648元，订单号YX1120，孩子今年9岁，我没有同意。请在11月27日前退款。",
        ),
        (
            P::Fraud,
            "对方是骗子，让我先交200元保证金，我怀疑被骗了，请尽快止付，今天内答复。订单号CM1。",
        ),
        (
            P::NotAsDescribed,
            "订单CM1：商品写着永久会员，实际只能用一个月，与描述不符。我要求退一赔三，三天内答复。",
        ),
        (
            P::WrongRecipient,
            "你好，订单CM1下单时区服选错了，可能是我点错了，还没发货，能帮忙改一下吗？今天下班前改好就行，谢谢！",
        ),
        (
            P::AccountRestricted,
            "账号wf88里的320元余额不能提现，11月20日被冻结，请说明冻结原因并解冻，3个工作日内答复。",
        ),
        (
            P::WrongRecipient,
            "请把订单CM1的收货手机号由13800138000改为13900139000，今天之内处理，谢谢。",
        ),
        (P::NotDelivered, "卡号622848****1234，11月20日付款，订单CM1没到账，请于明天中午前退款。"),
        (
            P::NotDelivered,
            "多次联系都说在处理，订单CM1到现在三天了，请主管回电，并在明天18:00前给出退款时间。",
        ),
    ] {
        let setting = Setting { problem: Some(problem), ..SETTING };
        let found: Vec<_> =
            lint(text, &setting).iter().map(|f| (f.kind, f.words(text).to_owned())).collect();
        assert_eq!(found, [], "{text}");
    }
}

#[test]
fn nothing_is_said_of_nothing() {
    assert_eq!(lint("", &SETTING), []);
    assert_eq!(lint(" \n ", &SETTING), []);
}

proptest! {
    /// Findings can be marked in whatever is typed.
    #[test]
    fn a_range_is_always_a_part_of_the_text(
        before in "\\PC{0,30}",
        middle in prop::sample::select(vec![
            "骗子", "11010519491231002X", "6222 0212 3456 7894", "卡密：A1B2C3D4E5F6G7", "退一赔十",
            "X月X日", "！！！", "曝光你们", "7 个工作日",
        ]),
        after in "\\PC{0,30}",
    ) {
        let text = format!("{before}{middle}{after}");
        for finding in lint(&text, &SETTING) {
            if let Some(range) = &finding.range {
                let (start, end) = (range.start as usize, range.end as usize);
                prop_assert!(text.get(start..end).is_some(), "{:?}: {text}", finding);
                prop_assert!(start < end, "{:?}: {text}", finding);
            }
        }
    }
}

#[test]
fn what_the_other_side_claims_may_be_quoted() {
    let text = "规则页写着\u{201c}电商法要求七个工作日退款\u{201d}。请在11月25日前退款100元。";
    let claims = |text: &str| {
        let setting = Setting {
            problem: Some(Problem::TermsDispute),
            addressee: Addressee::Platform,
            form: Form::Ticket,
            goods: "",
            earlier: &[],
            now: SETTING.now,
        };
        lint(text, &setting).iter().filter(|one| one.kind == LintKind::WrongClaim).count()
    };
    let own = text.replace(['\u{201c}', '\u{201d}'], "");
    assert_eq!((claims(text), claims(&own)), (0, 1), "{own}");
}

#[test]
fn what_somebody_else_said_and_what_the_goods_are_called_is_let_be() {
    use LintKind as K;
    for (kind, words) in [
        (K::BeyondLaw, "假一赔十"),
        (K::Insult, "你是白痴吗"),
        (K::Threat, "再投诉就后果自负"),
        (K::Heated, "气死我了"),
        (K::AdmitsFault, "是我操作失误"),
    ] {
        let own = format!("{words}。订单CM1请在11月25日前退款100元。");
        assert!(!of(&own, &SETTING, kind).is_empty(), "{own}");
        let quoted = format!("页面和客服写的是\u{201c}{words}\u{201d}。请退款。");
        assert_eq!(of(&quoted, &SETTING, kind), [], "{quoted}");
    }
    let text = "在店里购买流氓兔会员月卡，没有到账。";
    let setting = Setting { goods: " 流氓兔会员月卡。", ..SETTING };
    assert_eq!(of(text, &setting, K::Insult), []);
    assert_eq!(of(text, &SETTING, K::Insult).len(), 1, "of goods of another name");
    let both = format!("{text}你们这些流氓。");
    assert_eq!(of(&both, &setting, K::Insult).len(), 1, "elsewhere it is one");
    let secret = "卡密是\u{201c}ABCD1234EFGH5678\u{201d}";
    assert!(!of(secret, &SETTING, K::CardSecret).is_empty(), "a code stays one in quotes");
}

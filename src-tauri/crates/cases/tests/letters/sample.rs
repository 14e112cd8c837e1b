//! A case for each problem, as the record would hand it to a letter.

use cases::{
    Problem,
    letter::{Contact, Slots},
};
use jiff::civil::date;
use serde_json::{Map, Value, json};

#[expect(clippy::unnecessary_wraps, reason = "what a slot takes")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// What happened, and what is asked for.
fn story(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::WrongGoods => {
            ("下单的是腾讯视频会员，实际需要的是爱奇艺会员", "改为爱奇艺会员月卡，改不了就全额退款")
        }
        Problem::WrongSpec => ("下单的是100元面值，实际需要的是50元面值", "换成50元面值并退回差价"),
        Problem::WrongRecipient => ("区服填成了电信二区，应该是网通一区", "把区服改为网通一区"),
        Problem::WrongAccount => ("转账时选错了收款账户", "协调对方退回100元"),
        Problem::DoublePayment => ("支付页卡顿后又付了一次，两笔都扣了款", "退回重复支付的100元"),
        Problem::NoVoucher => {
            ("支付页面跳转失败，订单列表里查不到这一单", "补上订单，补不上就退款100元")
        }
        Problem::NotDelivered => {
            ("订单显示充值成功，账号余额没有变化", "重新补发，补发不了就全额退款")
        }
        Problem::ResupplyFailed => {
            ("补单之后订单显示失败，账号余额没有变化", "重新补发，补发不了就全额退款")
        }
        Problem::NotAsDescribed => ("页面写全国通用，实际只能在一个省兑换", "换成与页面一致的商品"),
        Problem::VoucherUnusable => ("第一次兑换就提示已被使用", "补发一张可用的卡密"),
        Problem::AccountRestricted => ("在外地登录后充值了一次", "解除限制"),
        Problem::TermsDispute => ("付款后10分钟申请退款，卡密没有查看", "全额退款"),
        Problem::Cancellation => ("付款后订单还在处理中", "取消订单并原路退款"),
        Problem::Overcharged => ("页面价格100元，扣款200元", "退回多扣的100元"),
        Problem::Fraud => {
            ("付款后对方要求再交一笔保证金才发货，之后联系不上", "止付并告知处理结果")
        }
        Problem::Minor => ("孩子用家里的旧手机操作，付款后被我发现", "退款100元"),
        Problem::UnauthorisedPayment => ("手机一直在我手里，没有收到过验证提示", "退还100元"),
    }
}

/// Everything that is known in a well-kept case.
pub(super) fn full(problem: Problem) -> Slots {
    let (happened, demand) = story(problem);
    Slots {
        order_no: some("CM20261120001"),
        platform: some("万福卡盟"),
        goods: some("100元面值的游戏点卡"),
        amount: some("100元"),
        paid_at: some("2026年11月20日14:02"),
        pay_method: some("微信支付"),
        payment_no: some("4200001234202611201234567890"),
        order_state: some("充值成功"),
        recipient: some("138****0000"),
        meant_recipient: some("138****0001"),
        meant_goods: some("50元面值的游戏点卡"),
        happened: some(happened),
        found_at: some("2026年11月20日14:30"),
        cause: some("两个区服的商品列在同一页，名称只差两个字"),
        demand: some(demand),
        deadline: some("11月25日18:00"),
        rule_quote: some("充值未到账的，平台核实后补发或者退款"),
        rule_source: some("《充值服务条款》第5条"),
        second_order_no: some("CM20261120002"),
        second_paid_at: some("2026年11月20日14:03"),
        second_payment_no: some("4200001234202611201234567891"),
        charged: some("200元"),
        difference: some("100元"),
        resupplied_at: some("2026年11月20日15:00"),
        resupply_no: some("BD20261120009"),
        refusal: some("已超出时限"),
        described: some("全国通用"),
        received: some("仅限广东兑换的点卡"),
        voucher_tail: some("7788"),
        tried_at: some("2026年11月20日14:10"),
        error_text: some("该卡密已被使用"),
        account: some("wf****88"),
        restricted_at: some("2026年11月20日16:00"),
        notice: some("账号存在异常，暂停使用"),
        term_quote: some("虚拟商品一经售出不退不换"),
        term_place: some("用户协议第12条"),
        promised: some("11月21日18:00前处理完"),
        agent_no: some("8021"),
        ticket: some("GD1120"),
        next_step: None,
        respondent: some("万福网络科技有限公司"),
        respondent_address: some("广州市天河区体育西路1号"),
        name: some("李明"),
        phone: some("13800138000"),
        address: some("杭州市西湖区文一路2号"),
        report_no: some("杭公西受案字20261120"),
        child_age: some("9岁"),
        guardian: some("母亲"),
        evidence: Some(vec![
            "微信支付账单截图".to_owned(),
            "订单详情截图".to_owned(),
            "与客服的聊天记录".to_owned(),
        ]),
        contacts: Some(vec![Contact {
            at: "11月21日10:05".to_owned(),
            channel: "在线客服".to_owned(),
            agent_no: some("8021"),
            ticket: some("GD1120"),
            said: some("系统处理中，请耐心等待"),
        }]),
        problem: Some(problem),
        transfer: false,
        on: Some(date(2026, 11, 22)),
    }
}

/// A case of which this alone is known.
pub(super) fn known(texts: impl IntoIterator<Item = (impl Into<String>, Value)>) -> Slots {
    let slots: Map<String, Value> =
        texts.into_iter().map(|(slot, value)| (slot.into(), value)).collect();
    serde_json::from_value(slots.into()).unwrap()
}

/// A text of its own for a slot, or a list of them.
pub(super) fn value(slot: cases::letter::Slot, mark: &str) -> Option<(String, Value)> {
    use cases::letter::Slot;
    let text = format!("{mark}{}", slot.id().replace('_', "-"));
    let value = match slot {
        Slot::Law => return None,
        Slot::Evidence => json!([text, format!("{text}2")]),
        Slot::Contacts => json!([{ "at": text, "channel": mark }]),
        _ => json!(text),
    };
    Some((slot.id().to_owned(), value))
}

//! Putting off is recognised, and what names a time or says something is not.

use cases::stall::{StallAsk, StallId, stalls_in};

fn ids(said: &str) -> Vec<StallId> {
    stalls_in(said).into_iter().map(|stall| stall.id).collect()
}

#[test]
fn each_way_of_putting_off_is_recognised() {
    use StallId as S;
    let sentences: [(S, &[&str]); 9] = [
        (
            S::InProgress,
            &[
                "系统处理中",
                "您的订单正在处理中，请等一下",
                "后台还在加急处理呢",
                "我们会尽快给您答复",
            ],
        ),
        (
            S::TechnicalCheck,
            &["需技术部门核实", "这个要等后台人员排查", "需要上游供货商那边确认一下"],
        ),
        (S::Patience, &["请您耐心等待", "亲，再耐心等等", "麻烦您再等待一段时间"]),
        (S::PassedOn, &["已经帮您反馈上去了", "已提交给相关部门", "会给您登记催促处理的"]),
        (S::Callback, &["稍后会有专员联系您", "有结果会通知您的", "请留意短信"]),
        (S::NotOurs, &["这个不归我们管", "请您自行联系商家处理", "不属于平台的责任"]),
        (S::NoPower, &["我这边没有权限", "我也没办法", "客服权限有限", "我们没有权限处理"]),
        (
            S::SystemTrouble,
            &["系统维护，稍后再试", "通道拥堵，等恢复就好", "现在高峰期，到账会慢一点"],
        ),
        (S::OnlyRules, &["这是平台规定，没办法", "按公司规定不能退", "根据平台规则无法处理"]),
    ];
    let mut failures = Vec::new();
    for (id, said) in sentences {
        for text in said {
            if !ids(text).contains(&id) {
                failures.push(format!("{id:?} misses: {text}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn an_answer_is_no_putting_off() {
    for said in [
        "24 小时内给您处理好",
        "系统处理中，预计 2 小时内到账",
        "技术部门核实需要 3 个工作日内完成",
        "今天 18 点前给您退款",
        "明天之前会有专员联系您",
        "已经退款，原路退回",
        "同意补发，请查收",
        "我不接受系统处理中这种答复",
        "订单号是多少？",
        "可以申请退款",
        "您的问题不再处理中，已经完成",
    ] {
        assert_eq!(ids(said), [], "{said}");
    }
}

#[test]
fn what_was_heard_leads_to_what_to_ask() {
    let found = stalls_in("系统处理中。需技术部门核实，请耐心等待");
    let ids: Vec<_> = found.iter().map(|stall| stall.id).collect();
    assert_eq!(ids, [StallId::InProgress, StallId::TechnicalCheck, StallId::Patience]);
    for stall in &found {
        assert!(stall.ask.contains(&StallAsk::TimeLimit), "{:?}: until when?", stall.id);
        assert!(stall.ask.contains(&StallAsk::AgentNumber), "{:?}: who says so?", stall.id);
    }
}

#[test]
fn a_place_is_a_part_of_what_was_said() {
    let said = "亲亲\u{FF01}系 统\u{200B}处理中\u{FF0C}好的";
    let found = stalls_in(said);
    let words =
        found.first().map(|stall| &said[stall.range.start as usize..stall.range.end as usize]);
    assert_eq!(words, Some("系 统\u{200B}处理中"));
}

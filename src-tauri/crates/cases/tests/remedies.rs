//! The ways out: their form, their order, and which are open in what situation.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]

use std::collections::{BTreeMap, BTreeSet};

use cases::Problem;
use cases::cancel::{Chance, ReturnRule, ReturnSaid, Way, WayId};
use cases::condition::{ConditionState, Held, Wanted, with_what_follows};
use cases::fact::{Fact, Facts};
use cases::law::{Footing, provision};
use cases::remedy::RemedyId as R;
use cases::remedy::{Remedies, Remedy, RemedyId, WayOut, WayState, questions, rank};
use cases::triage::{OptionId, triage};
use proptest::prelude::*;

mod situations;
use situations::{SITUATIONS, any_facts, facts_in_the_end};

const DATA: &str = include_str!("../data/remedies.toml");

fn key(id: &impl serde::Serialize) -> String {
    serde_json::to_value(id).unwrap().as_str().unwrap().to_owned()
}

fn with_why(way: &WayOut, of: Held, why: impl Fn(&ConditionState) -> String) -> String {
    let conditions = way.conditions.iter().filter(|one| one.held == of).map(why);
    format!("{}: {}", key(&way.id), conditions.collect::<Vec<_>>().join(", "))
}

/// The ways out as the table has them: open, to be asked for, shut.
fn told(ways: &[WayOut]) -> [Vec<String>; 3] {
    let of = |state| ways.iter().filter(move |way| way.state == state);
    let facts = |one: &ConditionState| one.ask.iter().map(key).collect::<Vec<_>>().join(" | ");
    let wanted = |one: &Wanted| format!("{}{}", if one.is { "" } else { "!" }, key(&one.fact));
    let unmet = |one: &ConditionState| one.any.iter().map(wanted).collect::<Vec<_>>().join(" | ");
    [
        of(WayState::Open).map(|way| key(&way.id)).collect(),
        of(WayState::Unknown).map(|way| with_why(way, Held::Unknown, facts)).collect(),
        of(WayState::Blocked).map(|way| with_why(way, Held::Unmet, unmet)).collect(),
    ]
}

/// The table is in `situations.toml`.
#[test]
fn each_situation_has_its_ways_out() {
    let mut wrong = Vec::new();
    for situation in SITUATIONS.iter() {
        let found = told(&rank(situation.problem, &facts_in_the_end(situation), &[]));
        let expected = [&situation.open, &situation.ask, &situation.shut].map(Clone::clone);
        if found != expected {
            wrong.push(format!("{}\n  {found:?}", situation.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_file_is_whole() {
    let remedies = Remedies::parse(DATA).unwrap_or_else(|e| panic!("{e}"));
    let ids: BTreeSet<_> = remedies.all().iter().map(|remedy| remedy.id).collect();
    assert_eq!(ids.len(), remedies.all().len(), "a way out is there twice");
    let mut offered = BTreeSet::new();
    for problem in Problem::ALL {
        let order: Vec<_> = remedies.of(problem).map(|remedy| remedy.id).collect();
        let once: BTreeSet<_> = order.iter().copied().collect();
        assert!(order.len() >= 3 && once.len() == order.len(), "{problem:?}: {order:?}");
        offered.extend(once);
    }
    assert_eq!(offered, ids, "a way out is offered for no problem");
    let named: BTreeSet<_> = remedies.all().iter().flat_map(|r| r.blockers.clone()).collect();
    let known: BTreeSet<_> = remedies.blockers().iter().map(|blocker| blocker.id).collect();
    assert_eq!(named, known);
    for remedy in remedies.all() {
        assert!((2..=5).contains(&remedy.steps.len()), "{:?}: a hurried buyer", remedy.id);
        let conditions = remedy.conditions.iter().chain(&remedy.about);
        assert!(conditions.clone().all(|one| !one.any.is_empty()), "{:?}", remedy.id);
    }
}

#[test]
fn every_element_of_the_sources_is_answered() {
    let remedies = Remedies::builtin();
    let mut answered: BTreeMap<&str, usize> = BTreeMap::new();
    let of_ways = remedies.all().iter().flat_map(|remedy| &remedy.elements);
    let of_blockers = remedies.blockers().iter().flat_map(|blocker| &blocker.elements);
    for element in of_ways.chain(of_blockers).chain(remedies.elements_of_order()) {
        *answered.entry(element).or_default() += 1;
    }
    assert!(!answered.contains_key("S56"), "no law lets a buyer cancel before dispatch");
    for number in (54..=92).filter(|number| *number != 56).chain([152]) {
        let element = format!("S{number}");
        assert!(answered.remove(element.as_str()).is_some(), "{element} is answered by nothing");
    }
    assert!(answered.is_empty(), "no such elements: {answered:?}");
}

/// What the sources say of the ways out beside when each is open.
#[test]
fn each_way_says_what_to_have_and_to_do() {
    let table = [
        (R::CancelUnpaid, "steps", &["open_my_orders", "find_the_order", "press_cancel"][..]),
        (R::CancelRefund, "needs", &["order_no", "paid_at", "reason"]),
        (R::CancelRefund, "steps", &["money_comes_the_same_way"]),
        (R::CancelRefund, "blockers", &["custom_or_presale"]),
        (R::AmendOrder, "steps", &["open_my_orders", "press_amend"]),
        (R::AmendOrder, "blockers", &["custom_or_presale", "discounted"]),
        (R::AmendInfo, "needs", &["identity", "right_recipient"]),
        (R::AmendInfo, "steps", &["prove_identity"]),
        (R::AmendInfo, "evidence", &["payment"]),
        (R::ExchangeSpec, "costs", &["difference", "fee"]),
        (R::ExchangeSpec, "steps", &["ask_stock_and_fee", "settle_difference"]),
        (R::ExchangeSpec, "hurdles", &["fee", "stock"]),
        (R::SwitchOrRefund, "asks", &["exchange", "refund"]),
        (R::SwitchOrRefund, "needs", &["order_no", "need_proof"]),
        (R::Resupply, "evidence", &["account_login", "balance"]),
        (R::DuplicateRefund, "steps", &["compare_orders", "screenshot_both", "choose_paid_twice"]),
        (R::DuplicateByService, "steps", &["ask_for_a_person", "give_both_payments"]),
        (R::MistransferNotice, "steps", &["use_platform_chat", "say_time_amount_account"]),
        (R::AbnormalAppeal, "evidence", &["transfer", "chat"]),
        (R::ManualReview, "steps", &["ask_for_a_person", "complete_the_chain"]),
        (R::RefuseParcel, "steps", &["look_at_tracking", "refuse_at_the_door"]),
        (R::ReturnParcel, "evidence", &["photo_video"]),
        (R::PaymentDispute, "asks", &["reverse_payment", "refund"]),
        (R::PaymentDispute, "blockers", &["merchant_shows_delivery"]),
        (R::AwaitDetection, "steps", &["look_at_payment_state", "wait_a_day"]),
        (R::Negotiate, "blockers", &["already_used", "custom_or_presale", "discounted"]),
    ];
    for (id, part, wanted) in table {
        let remedy = serde_json::to_value(Remedies::builtin().get(id).unwrap()).unwrap();
        let there: Vec<_> = remedy[part].as_array().unwrap().iter().collect();
        let mut from = there.iter();
        let in_order = wanted.iter().all(|one| from.any(|word| **word == *one));
        assert!(in_order, "{id:?}: of {wanted:?}, its {part} have {there:?}");
    }
}

#[test]
fn what_loses_least_comes_first() {
    let order = |problem| -> Vec<&Remedy> { Remedies::builtin().of(problem).collect() };
    for problem in Problem::ALL {
        let losses: Vec<_> = order(problem).iter().map(|remedy| remedy.loss).collect();
        assert!(losses.is_sorted(), "{problem:?}: {losses:?}");
    }
    let before = |problem, first: RemedyId, then: RemedyId| {
        let place = |id| order(problem).iter().position(|remedy| remedy.id == id);
        assert!(place(first).unwrap() < place(then).unwrap(), "{problem:?}: {first:?}");
    };
    before(Problem::WrongGoods, R::CancelRefund, R::AmendOrder);
    before(Problem::WrongGoods, R::AmendOrder, R::SwitchOrRefund);
    before(Problem::WrongGoods, R::SwitchOrRefund, R::ExchangeGoods);
    before(Problem::WrongSpec, R::CancelRefund, R::ExchangeSpec);
    before(Problem::WrongSpec, R::ExchangeSpec, R::Negotiate);
    before(Problem::WrongRecipient, R::AmendInfo, R::CancelRefund);
    before(Problem::WrongRecipient, R::AmendInfo, R::BuyAgain);
    before(Problem::WrongAccount, R::MistransferNotice, R::AbnormalAppeal);
    before(Problem::WrongAccount, R::PlatformMediation, R::ManualReview);
    before(Problem::WrongAccount, R::ManualReview, R::ClaimInCourt);
    before(Problem::DoublePayment, R::AutoReturn, R::DuplicateRefund);
    before(Problem::DoublePayment, R::DuplicateByService, R::PaymentCorrection);
    before(Problem::NoVoucher, R::AwaitDetection, R::RefundUnformed);
    before(Problem::NoVoucher, R::RefundUnformed, R::PaymentDispute);
    before(Problem::NotDelivered, R::Resupply, R::RefundUndelivered);
    before(Problem::ResupplyFailed, R::Escalate, R::PaymentDispute);
    before(Problem::ResupplyFailed, R::PaymentDispute, R::Complaint12315);
    before(Problem::NotAsDescribed, R::MakeGood, R::RefundNotAsDescribed);
    before(Problem::VoucherUnusable, R::ReplaceCode, R::RefundUnusable);
    before(Problem::AccountRestricted, R::AppealTicket, R::ContestRule);
    before(Problem::Cancellation, R::CancelUnpaid, R::CancelRefund);
    before(Problem::Overcharged, R::RefundDifference, R::PaymentCorrection);
}

#[test]
fn in_fraud_and_theft_the_money_is_stopped_first() {
    let first = |problem| {
        let ways = rank(problem, &Facts::default(), &[]);
        ways.into_iter().take(3).map(|way| way.id).collect::<Vec<_>>()
    };
    let mut facts = Facts::default();
    facts.say(Fact::Paid, true);
    let fraud: Vec<_> = rank(Problem::Fraud, &facts, &[]).into_iter().map(|way| way.id).collect();
    assert_eq!(fraud[..3], [R::StopPaying, R::CallPolice, R::StopPayment]);
    let theft = first(Problem::UnauthorisedPayment);
    assert_eq!(theft, [R::FreezeMeans, R::NotifyInstitution, R::CallPolice]);
}

#[test]
fn what_is_cited_is_settled_law_about_the_problem() {
    for remedy in Remedies::builtin().all() {
        let about: Vec<_> = Problem::ALL
            .iter()
            .filter(|p| Remedies::builtin().of(**p).any(|r| r == remedy))
            .collect();
        for id in &remedy.provisions {
            let law = provision(&id.0).unwrap_or_else(|| panic!("there is no {}", id.0));
            assert_eq!(law.footing, Footing::Settled, "{}: it may only be argued", id.0);
            let fits = law.problems.is_empty() || about.iter().any(|p| law.problems.contains(p));
            assert!(fits, "{:?}: {} is about something else", remedy.id, id.0);
        }
    }
    let cancel = Remedies::builtin().get(RemedyId::CancelRefund).unwrap();
    assert!(cancel.provisions.is_empty(), "it rests on the platform's rules alone");
}

fn said(way: WayId, granted: bool) -> Way {
    let rule = ReturnRule {
        way,
        granted,
        within: None,
        quote: "-".to_owned(),
        evidence: None,
        seen_on: jiff::civil::date(2026, 11, 22),
    };
    let said = Some(ReturnSaid { rule, until: None, refused: !granted });
    Way {
        id: way,
        chance: Chance::Maybe,
        takes_minutes: None,
        needs: vec![],
        hurdles: vec![],
        said,
    }
}

#[test]
fn what_the_platform_is_recorded_to_say_counts() {
    let mut facts = Facts::default();
    facts.say(Fact::Paid, true);
    facts.say(Fact::VoucherMade, false);
    facts.say(Fact::Parcel, false);
    let open = |ways: &[Way]| {
        let ways = rank(Problem::WrongGoods, &facts, ways).into_iter();
        let open = ways.filter(|way| way.state == WayState::Open);
        open.map(|way| (way.id, way.said.is_some())).collect::<Vec<_>>()
    };
    let free = [(R::Negotiate, false), (R::BuyAgain, false)];
    let usual = open(&[]);
    assert_eq!(usual, [&[(R::CancelRefund, false), (R::AmendOrder, false)], &free[..]].concat());
    let refused = open(&[said(WayId::CancelByService, false)]);
    assert_eq!(refused[0], (R::AmendOrder, false));
    assert_eq!(refused.last(), Some(&(R::CancelRefund, true)), "refused, yet not shut");
    let granted = open(&[said(WayId::CancelByService, true)]);
    assert_eq!(granted[..2], [(R::ByOwnTerms, true), (R::CancelRefund, true)]);
}

#[test]
fn a_renewal_is_stopped_before_it_is_argued_about() {
    let found = triage(&Facts::default(), &[OptionId::NotPaidByMe, OptionId::ARenewal]);
    assert_eq!(found.problem(), Some(Problem::Cancellation));
    let open = |facts: &Facts| {
        let ways = rank(Problem::Cancellation, facts, &[]).into_iter();
        ways.filter(|way| way.state == WayState::Open).map(|way| way.id).collect::<Vec<_>>()
    };
    assert_eq!(open(&found.facts(&Facts::default())), [R::StopRenewal, R::Negotiate]);
    let found = triage(&Facts::default(), &[OptionId::WantOut, OptionId::ChangedMyMind]);
    let ways = rank(Problem::Cancellation, &found.facts(&Facts::default()), &[]);
    assert!(ways.iter().all(|way| way.id != R::StopRenewal), "it is not even named elsewhere");
}

#[test]
fn what_stands_in_the_way_is_told_with_what_to_answer() {
    let mut facts = Facts::default();
    facts.say(Fact::CustomOrPresale, true);
    let ways = rank(Problem::Cancellation, &facts, &[]);
    let cancel = ways.iter().find(|way| way.id == RemedyId::CancelRefund).unwrap();
    let [locked] = &cancel.blockers[..] else { panic!("{:?}", cancel.blockers) };
    assert_eq!((locked.stands, locked.points.is_empty()), (Some(true), false));
    let ways = rank(Problem::Cancellation, &Facts::default(), &[]);
    let cancel = ways.iter().find(|way| way.id == RemedyId::CancelRefund).unwrap();
    assert_eq!(cancel.blockers[0].ask, [Fact::CustomOrPresale], "not known is no yes");
}

proptest! {
    #[test]
    fn nothing_is_open_that_a_fact_forbids(facts in any_facts()) {
        let known = with_what_follows(&facts);
        for problem in Problem::ALL {
            let ways = rank(problem, &facts, &[]);
            prop_assert!(ways.is_sorted_by_key(|way| way.state));
            for way in &ways {
                let held = way.conditions.iter().map(|one| one.held).max().unwrap_or(Held::Met);
                let state = match held {
                    Held::Met => WayState::Open,
                    Held::Unknown => WayState::Unknown,
                    Held::Unmet => WayState::Blocked,
                };
                prop_assert_eq!(way.state, state);
                let forbids = |one: &Wanted| known.known(one.fact).is_some_and(|is| is != one.is);
                let forbidden = way.conditions.iter().any(|one| one.any.iter().all(forbids));
                prop_assert!(way.state != WayState::Open || !forbidden, "{:?}", way);
            }
        }
    }

    #[test]
    fn used_goods_cannot_be_cancelled(mut facts in any_facts()) {
        facts.say(Fact::Used, true);
        for way in Problem::ALL.iter().flat_map(|problem| rank(*problem, &facts, &[])) {
            let open = way.state == WayState::Open;
            prop_assert!(!(open && way.id == RemedyId::CancelRefund), "{:?}", way);
        }
    }

    #[test]
    fn something_is_always_open(facts in any_facts()) {
        for problem in Problem::ALL {
            let ways = rank(problem, &facts, &[]);
            prop_assert!(ways.iter().any(|way| way.conditions.is_empty()), "{:?}", problem);
            prop_assert_eq!(ways[0].state, WayState::Open);
        }
    }

    #[test]
    fn the_questions_settle_what_is_not_known(facts in any_facts(), says in any::<bool>()) {
        for problem in Problem::ALL {
            let mut facts = facts.clone();
            for _ in 0..40 {
                let asked = questions(&rank(problem, &facts, &[]));
                let Some(fact) = asked.first() else { break };
                facts.say(*fact, says);
            }
            let left = questions(&rank(problem, &facts, &[]));
            prop_assert!(left.is_empty(), "{:?}: {:?}", problem, left);
        }
    }
}

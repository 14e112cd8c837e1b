//! What is known of evidence: its form, and that it answers every element of the sources.

use std::collections::{BTreeMap, BTreeSet};

use cases::Problem;
use cases::evidence::{Guide, meter};
use model::{CategoryId, EvidenceField, EvidenceKind, Flow};

const KINDS: &str = include_str!("../data/evidence/kinds.toml");
const NEEDS: &str = include_str!("../data/evidence/needs.toml");

fn unmet(problem: Option<Problem>, kinds: &[EvidenceKind], has_check: bool) -> Vec<EvidenceKind> {
    let meter = meter(Guide::builtin(), problem, None, kinds, has_check);
    meter.needs.into_iter().filter(|need| need.must && !need.met).map(|need| need.kind).collect()
}

#[test]
fn every_kind_is_described_once() {
    let guide = Guide::parse(KINDS, NEEDS).expect("the form");
    let known: BTreeSet<_> = guide.kinds().iter().map(|kind| kind.id).collect();
    assert_eq!(guide.kinds().len(), known.len(), "a kind is there twice");
    assert_eq!(known, EvidenceKind::ALL.into(), "a kind of the model is not described");
    for kind in guide.kinds() {
        let texts = [&kind.name, &kind.proves, &kind.hint];
        let said = texts.iter().all(|name| !name.zh.is_empty() && !name.en.is_empty());
        assert!(said, "{:?} is not described in both languages", kind.id);
        assert!(kind.fields.iter().all(|field| !kind.also.contains(field)), "{:?}", kind.id);
        assert_eq!(kind.flow, kind.id.flow());
    }
    let names: BTreeSet<_> = guide.kinds().iter().map(|kind| &kind.name.zh).collect();
    assert_eq!(names.len(), known.len(), "two kinds are called the same");
}

#[test]
fn what_a_person_is_goes_out_redacted() {
    for kind in Guide::builtin().kinds() {
        let personal = kind.flow == Some(Flow::Identity);
        assert!(!personal || kind.redact, "{:?} shows who somebody is", kind.id);
    }
}

#[test]
fn a_payment_and_an_order_show_what_they_must() {
    use EvidenceField::{Amount, Goods, OrderNo, OrderState, OrderedAt, Payee};
    let fields = |kind| Guide::builtin().kind(kind).map(|kind| kind.fields.clone());
    assert_eq!(fields(EvidenceKind::Payment), Some(vec![OrderNo, Amount, Payee]), "S128");
    assert_eq!(fields(EvidenceKind::OrderPage), Some(vec![OrderState, Goods, OrderedAt]), "S130");
}

#[test]
fn what_was_said_names_who_said_it() {
    for kind in [EvidenceKind::Chat, EvidenceKind::Ticket, EvidenceKind::ServiceQuery] {
        let asked = Guide::builtin().kind(kind).unwrap();
        assert!(asked.also.contains(&EvidenceField::AgentNo), "{kind:?}");
    }
}

#[test]
fn every_element_of_the_sources_is_answered() {
    let guide = Guide::builtin();
    let mut answered: BTreeMap<String, usize> = BTreeMap::new();
    let said = guide.kinds().iter().map(|kind| &kind.elements);
    for element in said.chain(guide.needs().iter().map(|need| &need.elements)).flatten() {
        *answered.entry(element.clone()).or_default() += 1;
    }
    for number in (108..=139).chain([146, 147]) {
        let element = format!("S{number}");
        assert!(answered.remove(&element).is_some(), "{element} is answered by nothing");
    }
    assert!(answered.is_empty(), "no such elements: {answered:?}");
}

#[test]
fn every_need_can_be_met_and_every_problem_has_needs_of_its_own() {
    let guide = Guide::builtin();
    let ids: BTreeSet<_> = guide.needs().iter().map(|need| &need.id).collect();
    assert_eq!(ids.len(), guide.needs().len(), "an id is there twice");
    for need in guide.needs() {
        let distinct: BTreeSet<_> = need.any.iter().collect();
        assert!(!need.any.is_empty() && distinct.len() == need.any.len(), "{}", need.id);
    }
    for problem in Problem::ALL {
        let own = guide.needs().iter().filter(|need| need.problems.contains(&problem));
        assert!(own.clone().any(|need| need.must), "{problem:?} needs nothing of its own");
        assert_eq!(unmet(Some(problem), &EvidenceKind::ALL, false), [], "one of each is enough");
    }
}

#[test]
fn without_a_problem_the_three_flows_are_wanted() {
    use EvidenceKind::{BankMessage, Chat, Delivery, Listing, OrderPage, Payment};
    assert_eq!(unmet(None, &[], true), [Payment, OrderPage, Delivery]);
    assert_eq!(unmet(None, &[BankMessage, Chat, Listing], true), [OrderPage]);
}

#[test]
fn the_problems_own_need_stands_in_place_of_the_general_one() {
    use EvidenceKind::{AccountLogin, Balance, Chat, OrderPage, Payment};
    let all = unmet(Some(Problem::NotDelivered), &[], true);
    assert_eq!(all, [Payment, OrderPage, AccountLogin, Balance, Chat]);
    let closed = unmet(Some(Problem::NoVoucher), &[EvidenceKind::BankMessage], false);
    assert!(closed.contains(&EvidenceKind::PaymentClosed), "S137: {closed:?}");
}

/// Appendix 1 of the sources: what each problem cannot do without.
#[test]
fn each_problem_asks_for_what_it_cannot_do_without() {
    use EvidenceKind as K;
    use Problem as P;
    let table: [(Problem, &[EvidenceKind]); 17] = [
        (P::WrongGoods, &[K::Payment, K::Delivery, K::WrongVoucher, K::NeedProof]),
        (P::WrongSpec, &[K::Payment, K::Delivery, K::WrongVoucher, K::NeedProof]),
        (P::WrongRecipient, &[K::Payment, K::Delivery, K::NeedProof, K::WrongVoucher]),
        (
            P::WrongAccount,
            &[K::OrderPage, K::Transfer, K::IntendedAccount, K::WrongAccount, K::Chat, K::Refusal],
        ),
        (
            P::DoublePayment,
            &[K::Delivery, K::DuplicatePayment, K::BankMessage, K::PaymentBill, K::OrderPage],
        ),
        (
            P::NoVoucher,
            &[K::OrderPage, K::Delivery, K::BankMessage, K::PaymentError, K::PaymentClosed],
        ),
        (P::NotDelivered, &[K::Payment, K::OrderPage, K::AccountLogin, K::Balance, K::Chat]),
        (P::ResupplyFailed, &[K::Payment, K::AccountLogin, K::OriginalOrder, K::ResupplyChat]),
        (P::NotAsDescribed, &[K::Payment, K::OrderPage, K::Chat, K::Listing]),
        (P::VoucherUnusable, &[K::Payment, K::OrderPage, K::Chat, K::RedeemError]),
        (P::AccountRestricted, &[K::Payment, K::OrderPage, K::Chat, K::AccountNotice]),
        (P::TermsDispute, &[K::Payment, K::OrderPage, K::Chat, K::Terms]),
        (P::Cancellation, &[K::Payment, K::OrderPage, K::Chat]),
        (
            P::Overcharged,
            &[K::Delivery, K::NeedProof, K::BankMessage, K::PaymentBill, K::OrderPage],
        ),
        (P::Fraud, &[K::OrderPage, K::PaymentBill, K::Listing, K::Chat]),
        (P::Minor, &[K::OrderPage, K::Delivery, K::PaymentBill, K::Guardianship, K::LoginRecord]),
        (
            P::UnauthorisedPayment,
            &[K::OrderPage, K::Delivery, K::BankMessage, K::PaymentBill, K::LoginRecord],
        ),
    ];
    for (problem, musts) in table {
        assert_eq!(unmet(Some(problem), &[], false), musts, "{problem:?}");
    }
}

#[test]
fn a_sealed_check_is_the_proof_of_need() {
    let lacks =
        |check| unmet(Some(Problem::WrongGoods), &[], check).contains(&EvidenceKind::NeedProof);
    assert!(lacks(false));
    assert!(!lacks(true), "what was meant was sealed before paying");
}

#[test]
fn goods_by_parcel_want_pictures_of_them() {
    let physical = CategoryId("physical".to_owned());
    let wanted = |category| {
        let problem = Some(Problem::NotAsDescribed);
        let meter = meter(Guide::builtin(), problem, category, &[], true);
        meter.needs.iter().any(|need| need.kind == EvidenceKind::PhotoVideo)
    };
    assert!(wanted(Some(&physical)));
    assert!(!wanted(None));
}

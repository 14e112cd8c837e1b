//! Purchases that went wrong, from what the record has and the buyer answers to the ways out.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(unreachable_pub, clippy::unwrap_used, reason = "it is a part of each test")]

use std::sync::LazyLock;

use cases::Problem;
use cases::cancel::NoReturn;
use cases::condition::Wanted;
use cases::fact::{Fact, Facts, Standing};
use cases::triage::{OptionId, triage};
use model::{Arrival, Axes, Milestone, MoneyState, OrderState, Shipment, TermAnswer, VoucherState};
use proptest::prelude::*;
use serde::Deserialize;

pub static SITUATIONS: LazyLock<Vec<Situation>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../situations.toml")).unwrap();
    file.situation
});

#[derive(Deserialize)]
struct File {
    situation: Vec<Situation>,
}

/// One row of the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situation {
    pub name: String,
    pub record: Record,
    pub answers: Vec<OptionId>,
    /// What the buyer says when asked for what decides of the ways out.
    #[serde(default)]
    pub says: Vec<Wanted>,
    pub problem: Problem,
    pub open: Vec<String>,
    #[serde(default)]
    pub ask: Vec<String>,
    #[serde(default)]
    pub shut: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    order: OrderState,
    money: MoneyState,
    #[serde(default = "no_voucher")]
    voucher: VoucherState,
    #[serde(default)]
    parcel: Option<Shipment>,
    /// The moment from which goods of the kind cannot be taken back.
    goods: NoReturn,
    #[serde(default)]
    arrival: Option<Arrival>,
    #[serde(default)]
    twice: bool,
    #[serde(default)]
    reached: Vec<Milestone>,
    #[serde(default)]
    answered: Vec<TermAnswer>,
    #[serde(default)]
    overdue: bool,
}

fn no_voucher() -> VoucherState {
    VoucherState::None
}

/// What the record says.
pub fn facts_of(situation: &Situation) -> Facts {
    let record = &situation.record;
    let (order, money, voucher) = (record.order, record.money, record.voucher);
    Facts::of(&Standing {
        axes: Axes { order, money, voucher, shipment: record.parcel },
        arrival: record.arrival,
        shown: false,
        numbered: false,
        no_return: Some(record.goods),
        bought_twice: record.twice,
        reached: &record.reached,
        answers: &record.answered,
        overdue: record.overdue,
    })
}

/// What is known when all was answered.
pub fn facts_in_the_end(situation: &Situation) -> Facts {
    let facts = facts_of(situation);
    let mut facts = triage(&facts, &situation.answers).facts(&facts);
    for said in &situation.says {
        facts.say(said.fact, said.is);
    }
    facts
}

pub fn any_fact() -> impl Strategy<Value = Fact> {
    use Fact as F;
    prop::sample::select(vec![
        F::Paid,
        F::OrderMade,
        F::VoucherMade,
        F::VoucherSeen,
        F::Used,
        F::PastReturn,
        F::Arrived,
        F::ArrivedOther,
        F::PlatformSaysFailed,
        F::PaymentUnsettled,
        F::MoneyHeld,
        F::MoneyBack,
        F::Parcel,
        F::ParcelSent,
        F::ParcelSigned,
        F::BoughtTwice,
        F::RefundRequested,
        F::ResupplyRequested,
        F::AuthorityTold,
        F::Refused,
        F::NoReply,
        F::Overdue,
        F::InsidePlatform,
        F::OtherVerified,
        F::OtherRefused,
        F::CustomOrPresale,
        F::Discounted,
        F::DifferencePossible,
        F::InStock,
        F::TermsGrant,
        F::TermHidden,
        F::AskedForMore,
        F::PaidOutside,
        F::Vanished,
        F::AccessGiven,
        F::ChildPaid,
        F::SomebodyElsePaid,
        F::InstitutionTold,
        F::SameOrder,
        F::AutoRenewed,
        F::ChildUnderEight,
    ])
}

pub fn any_facts() -> impl Strategy<Value = Facts> {
    prop::collection::vec((any_fact(), any::<bool>()), 0..30).prop_map(|said| {
        let mut facts = Facts::default();
        for (fact, is) in said {
            facts.say(fact, is);
        }
        facts
    })
}

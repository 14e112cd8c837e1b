//! What is known of a purchase that went wrong, as yes or no, and who says so.

use std::collections::BTreeMap;

use model::{Arrival, Axes, Milestone, MoneyState, OrderState, Shipment, TermAnswer, VoucherState};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::cancel::NoReturn;

/// Something that is so, is not so, or is not known. What decides a case is made of these: the
/// questions ask for them, and remedies and channels depend on them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename = "CaseFact", rename_all = "snake_case")]
pub enum Fact {
    // Where the purchase stands; the record answers these.
    /// Money has left, whatever became of it.
    Paid,
    /// There is an order on the platform.
    OrderMade,
    /// A code was made, or a top-up started.
    VoucherMade,
    /// Somebody has looked at the code.
    VoucherSeen,
    /// It was activated or redeemed.
    Used,
    /// The point was passed from which goods of this kind cannot be taken back.
    PastReturn,
    Arrived,
    /// Something else came, or less.
    ArrivedOther,
    /// The buyer looked, and nothing had come; an order that only waits says no such thing.
    FoundMissing,
    /// The platform itself says that it failed or is abnormal.
    PlatformSaysFailed,
    /// The payment app says that the payment is closed or still being processed.
    PaymentUnsettled,
    /// The platform holds the money until the goods are confirmed.
    MoneyHeld,
    MoneyBack,
    Parcel,
    ParcelSent,
    ParcelSigned,
    /// The record has another purchase of the same goods for the same recipient and amount.
    BoughtTwice,
    // What was done about it.
    Contacted,
    RefundRequested,
    ResupplyRequested,
    ChannelComplained,
    AuthorityTold,
    /// Whoever was asked to settle the dispute took it up.
    AuthorityAccepted,
    /// Whoever was asked to settle it did not take it up: nobody has dealt with it, and the same may
    /// be asked again with what was wanting.
    AuthorityDeclined,
    /// Whoever had taken the dispute up is done with it.
    AuthorityEnded,
    /// A consumers' association, or another authority than the market regulator, was told.
    OtherBodyTold,
    /// A court or an arbitration body was asked.
    CourtTold,
    PoliceTold,
    /// The other side said no.
    Refused,
    /// Nobody answered in the time that was to be expected.
    NoReply,
    /// A time that was promised, granted or set by a rule has passed.
    Overdue,
    // What only the buyer can say.
    /// The money was transferred inside the platform.
    InsidePlatform,
    /// Whoever got the money is known by name to the platform.
    OtherVerified,
    /// Whoever got it has refused to give it back, or does not answer.
    OtherRefused,
    /// Made to measure, presold, or held in stock for the buyer alone.
    CustomOrPresale,
    /// Bought at a discount of limited time.
    Discounted,
    /// The platform lets a difference in price be paid or returned.
    DifferencePossible,
    InStock,
    /// The platform has recorded words of its own that grant this.
    TermsGrant,
    /// The term that is held against the buyer was not shown plainly before paying.
    TermHidden,
    /// More money was asked for before anything would be sent or refunded.
    AskedForMore,
    /// Paid outside the platform: a private code, a transfer, 红包, a coin.
    PaidOutside,
    /// The seller or the platform cannot be reached any more.
    Vanished,
    /// A screen was shared, a code or password given away.
    AccessGiven,
    ChildPaid,
    SomebodyElsePaid,
    /// The payment institution was told of a payment that was not the buyer's.
    InstitutionTold,
    /// Two payments are for one and the same order.
    SameOrder,
    /// Charged by a renewal that was agreed to some time before.
    AutoRenewed,
    ChildUnderEight,
    /// Bought for one's own daily use, neither to sell on nor for a business.
    OwnUse,
}

/// Who says that a fact is so or not.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum By {
    Record,
    Buyer,
}

/// A fact and who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct KnownFact {
    pub fact: Fact,
    pub is: bool,
    pub by: By,
}

/// What is known. What is not in it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<Fact, (bool, By)>);

/// What the record says of a purchase, as far as facts follow from it.
#[expect(clippy::struct_excessive_bools, reason = "each is so or not, whatever the others are")]
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    pub axes: Axes,
    pub arrival: Option<Arrival>,
    /// What the platform shows was written down.
    pub shown: bool,
    /// It has a number of the platform's.
    pub numbered: bool,
    pub no_return: Option<NoReturn>,
    /// See [`Fact::BoughtTwice`].
    pub bought_twice: bool,
    /// Milestones of the matter that is not yet over.
    pub reached: &'a [Milestone],
    /// What came of terms in it.
    pub answers: &'a [TermAnswer],
    /// A term of the other side's is past its end and unanswered.
    pub overdue: bool,
}

impl Facts {
    pub fn known(&self, fact: Fact) -> Option<bool> {
        self.0.get(&fact).map(|(is, _)| *is)
    }

    pub fn by(&self, fact: Fact) -> Option<By> {
        self.0.get(&fact).map(|(_, by)| *by)
    }

    /// All that is known, in the order of the facts.
    pub fn all(&self) -> Vec<KnownFact> {
        let known = self.0.iter();
        known.map(|(fact, (is, by))| KnownFact { fact: *fact, is: *is, by: *by }).collect()
    }

    /// What the buyer says stands over what the record says.
    pub fn say(&mut self, fact: Fact, is: bool) {
        self.0.insert(fact, (is, By::Buyer));
    }

    pub(crate) fn record(&mut self, fact: Fact, is: impl Into<Option<bool>>) {
        if let Some(is) = is.into() {
            self.0.insert(fact, (is, By::Record));
        }
    }

    /// What follows from the record. Most orders are never kept up to date, so what they say of
    /// the goods counts only while they wait for them: one that is paid and no more has nothing
    /// yet, one that went on, failed or is abnormal may have anything.
    pub fn of(standing: &Standing<'_>) -> Self {
        use Fact as F;
        use Milestone as M;
        let Axes { order, money, voucher, shipment } = standing.axes;
        let begun = !matches!(order, OrderState::Unpaid);
        let paid = !matches!(money, MoneyState::Pending | MoneyState::Closed);
        let made =
            matches!(order, OrderState::Issued | OrderState::Delivered | OrderState::Completed)
                || voucher != VoucherState::None;
        // One that failed or is abnormal may have been completed before.
        let waits = matches!(order, OrderState::Paid | OrderState::Pending);
        let seen = matches!(
            voucher,
            VoucherState::Viewed | VoucherState::Activated | VoucherState::Redeemed
        );
        let used = matches!(voucher, VoucherState::Activated | VoucherState::Redeemed);
        let arrived = match standing.arrival {
            Some(came) => Some(came != Arrival::Nothing),
            None if used => Some(true),
            None if waits || !begun => Some(false),
            None => None,
        };
        let reached = |milestone| standing.reached.contains(&milestone).then_some(true);
        let mut facts = Self::default();
        // A payment that the app calls closed may have been charged all the same.
        facts.record(F::Paid, (money != MoneyState::Closed).then_some(paid));
        facts.record(F::OrderMade, (standing.numbered || begun && made).then_some(true));
        let missing = standing.arrival == Some(Arrival::Nothing);
        // Who looked and found nothing waits no longer; what the platform shows by then is asked.
        let untold = missing && order == OrderState::Paid && !standing.shown;
        let not_made = (waits && !untold).then_some(false);
        facts.record(F::VoucherMade, if made { Some(true) } else { not_made });
        facts.record(F::VoucherSeen, if seen { Some(true) } else { waits.then_some(false) });
        facts.record(F::Used, if used { Some(true) } else { waits.then_some(false) });
        facts.record(F::PastReturn, past_return(standing, made, seen, used, arrived));
        facts.record(F::Arrived, arrived);
        facts.record(
            F::ArrivedOther,
            // Of what did not come nothing is known but that.
            match standing.arrival {
                Some(Arrival::Partly | Arrival::Wrong) => Some(true),
                Some(Arrival::Whole) => Some(false),
                Some(Arrival::Nothing) | None => None,
            },
        );
        facts.record(F::FoundMissing, missing.then_some(true));
        let failed = matches!(order, OrderState::Failed | OrderState::Abnormal);
        facts.record(F::PlatformSaysFailed, failed.then_some(true));
        let unsettled = matches!(money, MoneyState::Processing | MoneyState::Closed);
        facts.record(F::PaymentUnsettled, unsettled.then_some(true));
        facts.record(
            F::MoneyHeld,
            match money {
                MoneyState::EscrowHeld => Some(true),
                MoneyState::EscrowReleased => Some(false),
                _ => None,
            },
        );
        facts.record(F::MoneyBack, money == MoneyState::Refunded);
        facts.record(F::Parcel, shipment.is_some());
        let sent = shipment.map(|parcel| parcel != Shipment::NotShipped);
        facts.record(F::ParcelSent, sent.or(Some(false)));
        let signed = matches!(shipment, Some(Shipment::Signed | Shipment::Returned));
        facts.record(F::ParcelSigned, signed);
        facts.record(F::BoughtTwice, standing.bought_twice.then_some(true));
        facts.record(F::Contacted, reached(M::Contacted));
        facts.record(F::RefundRequested, reached(M::RefundRequested));
        facts.record(F::ResupplyRequested, reached(M::ResupplyRequested));
        facts.record(F::ChannelComplained, reached(M::ChannelComplained));
        facts.record(F::AuthorityTold, reached(M::AuthorityReceived));
        facts.record(F::AuthorityAccepted, reached(M::AuthorityAccepted));
        let last = |wanted| standing.reached.iter().rposition(|milestone| *milestone == wanted);
        // Not asked again since.
        let no = last(M::AuthorityRefused).filter(|no| last(M::AuthorityReceived) < Some(*no));
        let accepted = reached(M::AuthorityAccepted).is_some();
        facts.record(F::AuthorityDeclined, no.filter(|_| !accepted).map(|_| true));
        let dropped = no.filter(|_| accepted).map(|_| true);
        facts.record(F::AuthorityEnded, reached(M::MediationEnded).or(dropped));
        let answered = |answer| standing.answers.contains(&answer).then_some(true);
        facts.record(F::Refused, reached(M::AfterSaleRefused).or(answered(TermAnswer::Refused)));
        facts.record(F::NoReply, answered(TermAnswer::NoReply));
        facts.record(F::Overdue, standing.overdue.then_some(true));
        facts
    }
}

fn past_return(
    standing: &Standing<'_>,
    made: bool,
    seen: bool,
    used: bool,
    arrived: Option<bool>,
) -> Option<bool> {
    Some(match standing.no_return? {
        NoReturn::Revealed => seen,
        NoReturn::Activated => used,
        NoReturn::Credited | NoReturn::Transferred => match arrived {
            Some(arrived) => arrived,
            None if made => return None,
            None => false,
        },
        NoReturn::Shipped => {
            standing.axes.shipment.is_some_and(|parcel| parcel != Shipment::NotShipped)
        }
    })
}

#[cfg(test)]
mod tests;

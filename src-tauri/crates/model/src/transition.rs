//! Which steps follow from where an order stands: the usual, the unusual, which need a reason,
//! and those that cannot be.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Axes, MoneyState, OrderState, Shipment, VoucherState};

/// How a step is to be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", content = "why", rename_all = "snake_case")]
pub enum Transition {
    /// Nothing moves.
    Same,
    Usual,
    /// It happens, but rarely; whoever records it says why.
    Unusual(Vec<Oddity>),
    /// Something recorded is wrong, or this is; one of them has to be taken back first.
    Impossible(Vec<Contradiction>),
}

/// What is unusual about a step.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// The platform went on before it was paid, as with 先用后付.
    BeforePayment,
    /// An order that was over goes on.
    Reopened,
    /// It went a step back.
    Backwards,
    /// A refund that was done is under way again, or the money is back with the seller.
    RefundReversed,
    /// The seller has the money although the goods are not confirmed.
    ReleasedEarly,
    /// The platform took back a voucher that nobody had seen.
    VoucherRevoked,
    /// Steps were left out.
    Skipped,
}

/// Why a step cannot be.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Contradiction {
    /// An order that has gone on is not yet to be paid again; a new payment is a new order.
    OrderedBefore,
    /// What never was paid cannot come back.
    NothingWasPaid,
    /// A payment that has begun cannot be one that has not.
    MoneyHasMoved,
    /// What the seller has is not held by the platform any more.
    EscrowIsReleased,
    /// A code that was seen cannot be unseen.
    VoucherWasSeen,
    /// What was activated or redeemed stays so.
    VoucherWasUsed,
    /// A parcel that was signed for is not on its way any more.
    ParcelWasSigned,
    ParcelWasSent,
}

/// How the step from one standing to another is to be taken.
///
/// ```
/// use model::{Axes, Contradiction, MoneyState, Transition, transition};
/// let refunded = Axes { money: MoneyState::Refunded, ..Axes::CHECKED };
/// let why = vec![Contradiction::NothingWasPaid];
/// assert_eq!(transition(Axes::CHECKED, refunded), Transition::Impossible(why));
/// ```
pub fn transition(from: Axes, to: Axes) -> Transition {
    if from == to {
        return Transition::Same;
    }
    let contradictions = contradictions(from, to);
    if !contradictions.is_empty() {
        return Transition::Impossible(contradictions);
    }
    let oddities = oddities(from, to);
    if oddities.is_empty() { Transition::Usual } else { Transition::Unusual(oddities) }
}

fn contradictions(from: Axes, to: Axes) -> Vec<Contradiction> {
    use Contradiction as C;
    use MoneyState as M;
    use Shipment as S;
    use VoucherState as V;
    let returned = matches!(to.money, M::Refunding | M::PartlyRefunded | M::Refunded);
    let never_paid = matches!(from.money, M::Pending | M::Closed);
    let used = |voucher| matches!(voucher, V::Activated | V::Redeemed);
    let sent = matches!(from.shipment, Some(S::Shipped | S::Signed | S::Refused | S::Returned));
    let signed = matches!(from.shipment, Some(S::Signed | S::Returned));
    [
        (to.order == OrderState::Unpaid && from.order != OrderState::Unpaid, C::OrderedBefore),
        (returned && never_paid, C::NothingWasPaid),
        (to.money == M::Pending && from.money != M::Pending, C::MoneyHasMoved),
        (to.money == M::EscrowHeld && from.money == M::EscrowReleased, C::EscrowIsReleased),
        (from.voucher == V::Viewed && matches!(to.voucher, V::None | V::Issued), C::VoucherWasSeen),
        (used(from.voucher) && to.voucher < from.voucher, C::VoucherWasUsed),
        (
            signed && matches!(to.shipment, None | Some(S::NotShipped | S::Shipped | S::Refused)),
            C::ParcelWasSigned,
        ),
        (sent && !signed && matches!(to.shipment, None | Some(S::NotShipped)), C::ParcelWasSent),
    ]
    .into_iter()
    .filter_map(|(so, why)| so.then_some(why))
    .collect()
}

fn oddities(from: Axes, to: Axes) -> Vec<Oddity> {
    use MoneyState as M;
    use Oddity as O;
    use OrderState as S;
    use VoucherState as V;
    let unpaid = matches!(to.money, M::Pending);
    let delivering = !matches!(to.order, S::Unpaid | S::Closed);
    let over = matches!(from.order, S::Closed | S::Completed);
    // Trouble after the goods came is what after-sale is for; a closed order has none.
    let after_sale = from.order == S::Completed && matches!(to.order, S::Abnormal | S::Closed);
    let moved = from.order != to.order;
    let refunded = matches!(from.money, M::Refunded | M::PartlyRefunded);
    [
        (unpaid && (delivering && moved || to.voucher > from.voucher), O::BeforePayment),
        (moved && over && !after_sale && to.order != S::Resupplying, O::Reopened),
        (moved && !over && step(to.order) < step(from.order), O::Backwards),
        (
            refunded
                && matches!(to.money, M::Processing | M::Paid | M::EscrowHeld | M::EscrowReleased)
                || from.money == M::Refunded && to.money == M::Refunding,
            O::RefundReversed,
        ),
        (
            from.money == M::EscrowHeld
                && to.money == M::EscrowReleased
                && !matches!(to.order, S::Delivered | S::Completed),
            O::ReleasedEarly,
        ),
        (from.voucher == V::Issued && to.voucher == V::None, O::VoucherRevoked),
        (moved && from.order == S::Unpaid && to.order == S::Completed, O::Skipped),
    ]
    .into_iter()
    .filter_map(|(so, why)| so.then_some(why))
    .collect()
}

/// How far along a state is. Those of one rank go to and fro.
const fn step(state: OrderState) -> u8 {
    match state {
        OrderState::Unpaid => 0,
        OrderState::Paid => 1,
        // 补单 starts again after something was sent.
        OrderState::Pending
        | OrderState::Abnormal
        | OrderState::Failed
        | OrderState::Resupplying
        | OrderState::Issued
        | OrderState::Delivered => 2,
        OrderState::Completed => 3,
        OrderState::Closed => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAID: Axes = Axes { order: OrderState::Paid, money: MoneyState::Paid, ..Axes::CHECKED };

    #[test]
    fn the_ordinary_way_of_an_order_needs_no_reason() {
        use {MoneyState as M, OrderState as S, VoucherState as V};
        let way = [
            Axes::CHECKED,
            PAID,
            Axes { order: S::Pending, ..PAID },
            Axes { order: S::Abnormal, ..PAID },
            Axes { order: S::Resupplying, ..PAID },
            Axes { order: S::Issued, voucher: V::Issued, ..PAID },
            Axes { order: S::Delivered, voucher: V::Viewed, ..PAID },
            Axes { order: S::Completed, voucher: V::Redeemed, ..PAID },
            Axes { order: S::Abnormal, voucher: V::Redeemed, ..PAID },
            Axes { order: S::Closed, voucher: V::Redeemed, money: M::Refunding, ..PAID },
            Axes { order: S::Closed, voucher: V::Redeemed, money: M::Refunded, ..PAID },
        ];
        for pair in way.windows(2) {
            assert_eq!(transition(pair[0], pair[1]), Transition::Usual, "{pair:?}");
        }
    }

    #[test]
    fn each_contradiction_and_oddity_is_told_by_a_step_of_its_own() {
        use {Contradiction as C, MoneyState as M, Oddity as O, OrderState as S};
        use {Shipment as P, VoucherState as V};
        let parcel = |at| Axes { shipment: Some(at), ..PAID };
        let money = |money| Axes { money, ..PAID };
        let voucher = |voucher| Axes { voucher, ..PAID };
        let order = |order| Axes { order, ..PAID };
        for (from, to, why) in [
            (PAID, Axes { order: S::Unpaid, ..PAID }, C::OrderedBefore),
            (Axes::CHECKED, Axes { money: M::Refunding, ..Axes::CHECKED }, C::NothingWasPaid),
            (PAID, money(M::Pending), C::MoneyHasMoved),
            (money(M::EscrowReleased), money(M::EscrowHeld), C::EscrowIsReleased),
            (voucher(V::Viewed), voucher(V::Issued), C::VoucherWasSeen),
            (voucher(V::Redeemed), voucher(V::Activated), C::VoucherWasUsed),
            (parcel(P::Signed), parcel(P::Shipped), C::ParcelWasSigned),
            (parcel(P::Shipped), parcel(P::NotShipped), C::ParcelWasSent),
        ] {
            assert_eq!(transition(from, to), Transition::Impossible(vec![why]), "{from:?} {to:?}");
        }
        for (from, to, what) in [
            (Axes::CHECKED, Axes { order: S::Delivered, ..Axes::CHECKED }, O::BeforePayment),
            (order(S::Closed), order(S::Paid), O::Reopened),
            (order(S::Delivered), PAID, O::Backwards),
            (money(M::Refunded), money(M::Refunding), O::RefundReversed),
            (money(M::EscrowHeld), money(M::EscrowReleased), O::ReleasedEarly),
            (voucher(V::Issued), voucher(V::None), O::VoucherRevoked),
            (Axes::CHECKED, Axes { order: S::Completed, ..PAID }, O::Skipped),
        ] {
            assert_eq!(transition(from, to), Transition::Unusual(vec![what]), "{from:?} {to:?}");
        }
    }
}

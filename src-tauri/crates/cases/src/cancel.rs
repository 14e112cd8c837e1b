//! What of an order can still be taken back, and how.

use std::sync::LazyLock;

use model::{Axes, MoneyState, OrderState, Shipment, VoucherState};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A way to take a purchase back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Way {
    pub id: WayId,
    pub chance: Chance,
    /// How long it usually takes, in minutes; `None` where nobody can say.
    pub takes_minutes: Option<u32>,
    pub needs: Vec<Requirement>,
    pub hurdles: Vec<Hurdle>,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum WayId {
    /// 我的订单 → 取消订单.
    CancelYourself,
    /// Asked for before anything was made or sent.
    CancelByService,
    /// The platform itself says that it failed.
    RefundFailed,
    /// Recipient or goods put right before anything was made.
    AmendBefore,
    /// Not confirming what has not come: the platform holds the money.
    HoldPayment,
    /// A code that nobody has looked at.
    RefundUnseen,
    /// For what was meant, paying or getting the difference.
    ExchangeUnused,
    ExchangeSeen,
    /// Asking whoever got it.
    RecallCredit,
    UsedButNotAsDescribed,
    RefuseParcel,
    ReturnParcel,
}

/// How it usually ends; a promise of nobody.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Chance {
    /// The buyer does it alone.
    Yes,
    Likely,
    Maybe,
    Unlikely,
}

/// What to have at hand.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    OrderNo,
    PaidAt,
    Reason,
    FailureShown,
    /// The account's own phone number and the payment's record.
    Identity,
    RightRecipient,
    NeedProof,
    UnseenProof,
    UnusedProof,
    WrongRecipient,
    DifferenceProof,
    Tracking,
    Photos,
}

/// Why it may be refused, or end otherwise, all the same.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Hurdle {
    CustomOrPresale,
    StockLocked,
    /// It may still arrive after it was said to have failed.
    LateResult,
    GoesOnMeanwhile,
    /// The platform confirms by itself after some days.
    ReleasedByItself,
    TermsNoReturn,
    Fee,
    Stock,
    CodeSeen,
    AlreadyCredited,
    AlreadyUsed,
    ReturnFreight,
}

/// The moment from which the goods cannot be taken back, as the category has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoReturn {
    Credited,
    Revealed,
    Activated,
    Transferred,
    Shipped,
}

/// The ways that are open to an order, least loss first; none when there is nothing left to
/// take back. `no_return` is `None` for goods of which that is not known: then every way holds
/// that some goods have.
pub fn ways(axes: Axes, no_return: Option<NoReturn>) -> Vec<Way> {
    RULES.iter().filter(|rule| rule.holds(axes, no_return)).map(Rule::way).collect()
}

static RULES: LazyLock<Vec<Rule>> =
    LazyLock::new(|| toml::from_str::<File>(DATA).unwrap_or_default().way);

const DATA: &str = include_str!("../data/cancel.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    way: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: WayId,
    #[serde(default)]
    orders: Vec<OrderState>,
    #[serde(default)]
    money: Vec<MoneyState>,
    #[serde(default)]
    vouchers: Vec<VoucherState>,
    /// Where the parcel has to be; a purchase without one is like one that was not sent.
    #[serde(default)]
    parcel: Vec<Shipment>,
    #[serde(default)]
    no_return: Vec<NoReturn>,
    chance: Chance,
    #[serde(default)]
    takes_minutes: Option<u32>,
    needs: Vec<Requirement>,
    hurdles: Vec<Hurdle>,
}

impl Rule {
    fn holds(&self, axes: Axes, no_return: Option<NoReturn>) -> bool {
        let parcel = axes.shipment.unwrap_or(Shipment::NotShipped);
        any(&self.orders, &axes.order)
            && any(&self.money, &axes.money)
            && any(&self.vouchers, &axes.voucher)
            && any(&self.parcel, &parcel)
            && no_return.is_none_or(|moment| any(&self.no_return, &moment))
    }

    fn way(&self) -> Way {
        Way {
            id: self.id,
            chance: self.chance,
            takes_minutes: self.takes_minutes,
            needs: self.needs.clone(),
            hurdles: self.hurdles.clone(),
        }
    }
}

fn any<T: PartialEq>(wanted: &[T], found: &T) -> bool {
    wanted.is_empty() || wanted.contains(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAID: Axes = Axes { order: OrderState::Paid, money: MoneyState::Paid, ..Axes::CHECKED };

    fn open(axes: Axes, no_return: NoReturn) -> Vec<WayId> {
        ways(axes, Some(no_return)).into_iter().map(|way| way.id).collect()
    }

    #[test]
    fn the_data_is_read_and_each_way_stands_in_it() {
        let file: File = toml::from_str(DATA).unwrap();
        let mut ids: Vec<_> = file.way.iter().map(|rule| rule.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), file.way.len());
        assert_eq!(ids.len(), 12);
    }

    #[test]
    fn what_is_open_follows_from_the_axes_and_the_goods() {
        use NoReturn::{Activated, Credited, Revealed, Shipped};
        use WayId as W;
        let delivered =
            Axes { order: OrderState::Delivered, voucher: VoucherState::Issued, ..PAID };
        let seen = Axes { voucher: VoucherState::Viewed, ..delivered };
        let used = Axes { voucher: VoucherState::Redeemed, ..delivered };
        let failed = Axes { order: OrderState::Failed, ..PAID };
        let held = Axes { money: MoneyState::EscrowHeld, ..PAID };
        let sent = Axes { shipment: Some(Shipment::Shipped), order: OrderState::Issued, ..PAID };
        let back = Axes { order: OrderState::Closed, money: MoneyState::Refunded, ..PAID };
        for (axes, goods, expected) in [
            (Axes::CHECKED, Credited, &[W::CancelYourself][..]),
            (PAID, Credited, &[W::CancelByService, W::AmendBefore]),
            (held, Credited, &[W::CancelByService, W::AmendBefore, W::HoldPayment]),
            (failed, Credited, &[W::RefundFailed]),
            (delivered, Credited, &[W::RecallCredit]),
            (delivered, Revealed, &[W::RefundUnseen]),
            (seen, Revealed, &[W::ExchangeSeen]),
            (seen, Activated, &[W::ExchangeUnused]),
            (used, Activated, &[W::UsedButNotAsDescribed]),
            (sent, Shipped, &[W::RefuseParcel]),
            (back, Credited, &[]),
        ] {
            assert_eq!(open(axes, goods), expected, "{axes:?} {goods:?}");
        }
    }

    #[test]
    fn goods_of_an_unknown_kind_get_every_way_that_some_goods_have() {
        let delivered =
            Axes { order: OrderState::Delivered, voucher: VoucherState::Issued, ..PAID };
        let all = ways(delivered, None);
        assert!(all.iter().any(|way| way.id == WayId::RefundUnseen));
        assert!(all.iter().any(|way| way.id == WayId::RecallCredit));
    }
}

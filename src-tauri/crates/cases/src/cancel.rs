//! What of an order can still be taken back, and how.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Arrival, Axes, MoneyState, OrderState, Sha256Hex, Shipment, VoucherState};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::deadline::{Length, end_of};

/// A way to take a purchase back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Way {
    pub id: WayId,
    pub chance: Chance,
    /// How long it usually takes, in minutes; `None` where nobody can say.
    pub takes_minutes: Option<u32>,
    pub needs: Vec<Requirement>,
    pub hurdles: Vec<Hurdle>,
    /// What the platform says of it, as the buyer recorded it last. The chance follows it.
    pub said: Option<ReturnSaid>,
}

/// What a platform says of a way to take a purchase back, as the buyer recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReturnRule {
    pub way: WayId,
    /// Otherwise the platform refuses it.
    pub granted: bool,
    /// How long after paying; `None` for as long as the order stands there. Not asked of what is
    /// refused.
    #[serde(default)]
    pub within: Option<Length>,
    /// What the platform wrote or its agent said.
    pub quote: String,
    /// The screenshot of it.
    #[serde(default)]
    pub evidence: Option<Sha256Hex>,
    #[specta(type = String)]
    pub seen_on: Date,
}

/// The same beside an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReturnSaid {
    pub rule: ReturnRule,
    /// When what is granted ends; `None` where nothing says so, or it is not known when the
    /// order was paid.
    #[specta(type = Option<String>)]
    pub until: Option<Timestamp>,
    /// It is refused, or its time has passed.
    pub refused: bool,
}

/// What is to be known of an order, so as to say what can be taken back.
#[derive(Debug, Clone, Copy)]
pub struct Purchase<'a> {
    pub axes: Axes,
    /// What the buyer found to have come, whatever the platform says.
    pub arrival: Option<Arrival>,
    /// `None` for goods of which that is not known: then every way holds that some goods have.
    pub no_return: Option<NoReturn>,
    pub paid_at: Option<Timestamp>,
    /// What was recorded of its platform.
    pub rules: &'a [ReturnRule],
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

/// The ways that are open to an order at `now`, least loss first; none when there is nothing
/// left to take back.
pub fn ways(order: &Purchase<'_>, now: Timestamp) -> Vec<Way> {
    let open = RULES.iter().filter(|rule| rule.holds(order));
    open.map(|rule| rule.way().beside_what_is_said(order, now)).collect()
}

impl ReturnRule {
    /// Whether it can be kept.
    pub fn is_sound(&self) -> bool {
        !self.quote.trim().is_empty() && self.within.is_none_or(Length::is_possible)
    }

    fn beside(&self, paid_at: Option<Timestamp>, now: Timestamp) -> ReturnSaid {
        let until = self
            .within
            .filter(|_| self.granted)
            .zip(paid_at)
            .map(|(within, paid_at)| end_of(within, paid_at));
        let refused = !self.granted || until.is_some_and(|until| until <= now);
        ReturnSaid { rule: self.clone(), until, refused }
    }
}

impl Way {
    /// Of several rules the one seen last counts, of those of one day the one recorded last.
    fn beside_what_is_said(self, order: &Purchase<'_>, now: Timestamp) -> Self {
        let about = order.rules.iter().filter(|rule| rule.way == self.id && rule.is_sound());
        let said =
            about.max_by_key(|rule| rule.seen_on).map(|rule| rule.beside(order.paid_at, now));
        let chance = match &said {
            None => self.chance,
            Some(_) if self.chance == Chance::Yes => Chance::Yes,
            Some(said) if said.refused => Chance::Unlikely,
            Some(_) => Chance::Likely,
        };
        Self { chance, said, ..self }
    }
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
    /// It is about goods that have come: nothing is said to the contrary.
    #[serde(default)]
    came: bool,
    #[serde(default)]
    no_return: Vec<NoReturn>,
    chance: Chance,
    #[serde(default)]
    takes_minutes: Option<u32>,
    needs: Vec<Requirement>,
    hurdles: Vec<Hurdle>,
    #[serde(default)]
    #[expect(dead_code, reason = "for whoever traces the elements of the sources")]
    elements: Vec<String>,
}

impl Rule {
    fn holds(&self, order: &Purchase<'_>) -> bool {
        let Purchase { axes, arrival, no_return, .. } = *order;
        let parcel = axes.shipment.unwrap_or(Shipment::NotShipped);
        any(&self.orders, &axes.order)
            && any(&self.money, &axes.money)
            && any(&self.vouchers, &axes.voucher)
            && any(&self.parcel, &parcel)
            && !(self.came && arrival == Some(Arrival::Nothing))
            && no_return.is_none_or(|moment| any(&self.no_return, &moment))
    }

    fn way(&self) -> Way {
        Way {
            id: self.id,
            chance: self.chance,
            takes_minutes: self.takes_minutes,
            needs: self.needs.clone(),
            hurdles: self.hurdles.clone(),
            said: None,
        }
    }
}

fn any<T: PartialEq>(wanted: &[T], found: &T) -> bool {
    wanted.is_empty() || wanted.contains(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadline::Unit;

    const PAID: Axes = Axes { order: OrderState::Paid, money: MoneyState::Paid, ..Axes::CHECKED };

    fn open(axes: Axes, no_return: NoReturn) -> Vec<WayId> {
        let order = Purchase { no_return: Some(no_return), ..of(axes) };
        ways(&order, paid_at()).into_iter().map(|way| way.id).collect()
    }

    fn of(axes: Axes) -> Purchase<'static> {
        Purchase { axes, arrival: None, no_return: None, paid_at: Some(paid_at()), rules: &[] }
    }

    fn paid_at() -> Timestamp {
        "2026-11-22T06:00:00Z".parse().unwrap()
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
        let minutes =
            |id| RULES.iter().find(|rule| rule.id == id).and_then(|rule| rule.takes_minutes);
        assert_eq!(minutes(W::CancelYourself), Some(1));
    }

    #[test]
    fn what_never_came_is_not_asked_back_of_whoever_got_it() {
        let delivered =
            Axes { order: OrderState::Delivered, voucher: VoucherState::Issued, ..PAID };
        let of =
            |arrival| Purchase { arrival, no_return: Some(NoReturn::Credited), ..of(delivered) };
        let ids = |arrival| ways(&of(arrival), paid_at()).into_iter().map(|way| way.id);
        assert!(ids(None).eq([WayId::RecallCredit]));
        assert!(ids(Some(Arrival::Wrong)).eq([WayId::RecallCredit]));
        assert_eq!(ids(Some(Arrival::Nothing)).count(), 0);
    }

    #[test]
    fn goods_of_an_unknown_kind_get_every_way_that_some_goods_have() {
        let delivered =
            Axes { order: OrderState::Delivered, voucher: VoucherState::Issued, ..PAID };
        let all = ways(&of(delivered), paid_at());
        assert!(all.iter().any(|way| way.id == WayId::RefundUnseen));
        assert!(all.iter().any(|way| way.id == WayId::RecallCredit));
    }

    #[test]
    fn what_the_platform_says_decides_how_likely_a_way_is() {
        let hours = |amount| Some(Length { amount, unit: Unit::Hours });
        let rule = |granted, within, day| ReturnRule {
            way: WayId::AmendBefore,
            granted,
            within,
            quote: "-".to_owned(),
            evidence: None,
            seen_on: jiff::civil::date(2026, 11, day),
        };
        let later = |hours| paid_at() + jiff::SignedDuration::from_hours(hours);
        let amend = |rules: &[ReturnRule], now| {
            let order = Purchase { rules, ..of(PAID) };
            let ways = ways(&order, now);
            let way = ways.into_iter().find(|way| way.id == WayId::AmendBefore).unwrap();
            (way.chance, way.said.map(|said| (said.until, said.refused)))
        };
        let two = rule(true, hours(2), 1);
        assert_eq!(amend(&[], later(1)), (Chance::Maybe, None));
        let until = Some(later(2));
        assert_eq!(
            amend(std::slice::from_ref(&two), later(1)),
            (Chance::Likely, Some((until, false)))
        );
        assert_eq!(
            amend(std::slice::from_ref(&two), later(2)),
            (Chance::Unlikely, Some((until, true)))
        );
        let no = rule(false, hours(2), 2);
        assert_eq!(amend(&[no.clone(), two.clone()], later(1)).0, Chance::Unlikely, "seen later");
        let always = rule(true, None, 3);
        assert_eq!(amend(&[no, always], later(900)), (Chance::Likely, Some((None, false))));
        let hold = ReturnRule { way: WayId::CancelYourself, ..rule(false, None, 1) };
        let alone = Purchase { rules: &[hold], ..of(Axes::CHECKED) };
        assert_eq!(ways(&alone, later(1))[0].chance, Chance::Yes, "the buyer does it alone");
        let wordless = ReturnRule { quote: " ".to_owned(), ..two };
        assert!(!wordless.is_sound() && amend(&[wordless], later(1)).1.is_none());
    }
}

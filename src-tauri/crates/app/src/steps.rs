//! What can be done with an order beyond looking at it: steps tried before they are recorded,
//! what belongs together, and many at once.

use cases::cancel::{self, NoReturn, Purchase, Way};
use check::catalogue::PointOfNoReturn;
use jiff::Timestamp;
use ledger::{BulkChange, Change, LinkKind, Move, OrderRow};
use model::{Axes, OrderId, Transition, transition};
use serde::Serialize;
use specta::Type;

use crate::error::Result;
use crate::library::Library;
use crate::own::Known;

/// A step, as it would be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Judged {
    /// The whole step: what it did not say of order and money, the platform's words say.
    pub step: Move,
    /// Where it leads.
    pub to: Axes,
    pub transition: Transition,
    /// Where the platform's words put the order, when the step brings some that are known.
    pub standing: Option<cases::standing::PlatformStanding>,
}

impl Library {
    /// How a step would be taken, with what its words say of order and money where it says
    /// nothing itself. Nothing is recorded.
    pub async fn judge(&self, order: OrderId, step: Move) -> Result<Judged> {
        self.read(move |ledger| {
            let from = ledger.order_row(&order)?.axes;
            let shown = step.shown.as_deref().unwrap_or_default();
            let standing = cases::standing::PlatformStanding::of(shown);
            let step = Move {
                order: step.order.or(standing.and_then(|standing| standing.order)),
                money: step.money.or(standing.and_then(|standing| standing.money)),
                ..step
            };
            let to = step.target(from);
            let transition = transition(from, to);
            Ok::<_, ledger::Error>(Judged { step, to, transition, standing })
        })
        .await
    }

    /// Says what another order is to this one; the other says the inverse.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Impossible`](crate::ErrorCode::Impossible) when they are linked already.
    pub async fn link_orders(
        &self,
        order: OrderId,
        other: OrderId,
        kind: LinkKind,
        now: Timestamp,
    ) -> Result<Change> {
        self.change(move |ledger| ledger.link(&order, &other, kind, now)).await
    }

    pub async fn unlink_orders(
        &self,
        order: OrderId,
        other: OrderId,
        now: Timestamp,
    ) -> Result<Change> {
        self.change(move |ledger| ledger.unlink(&order, &other, now)).await
    }

    /// Makes another record of the same order part of this one.
    pub async fn merge_orders(
        &self,
        order: OrderId,
        other: OrderId,
        now: Timestamp,
    ) -> Result<Change> {
        self.change(move |ledger| ledger.merge(&order, &other, now)).await
    }

    /// Changes many orders, all of them or none, and tells which are otherwise than before: to
    /// do the contrary to these takes it back.
    pub async fn change_orders(
        &self,
        orders: Vec<OrderId>,
        what: BulkChange,
        now: Timestamp,
    ) -> Result<Vec<OrderId>> {
        self.change(move |ledger| ledger.change_orders(&orders, &what, now)).await
    }

    /// Every tag that an order bears, in the order of the alphabet.
    pub async fn tags(&self) -> Result<Vec<String>> {
        self.read(ledger::Ledger::tags).await
    }
}

/// What of an order can still be taken back, and how.
pub(crate) fn ways(row: &OrderRow, known: &Known, now: Timestamp) -> Vec<Way> {
    let id = check::catalogue::CategoryId(row.summary.category.clone());
    let category = known.catalogue.category(&id);
    let order = Purchase {
        arrival: row.arrival,
        axes: row.axes,
        no_return: category.map(|category| moment(category.point_of_no_return)),
        paid_at: row.paid_at,
        rules: &known.returns_of(row.summary.shop.as_deref().unwrap_or_default()),
    };
    cancel::ways(&order, now)
}

/// The two rooms know nothing of each other and have a word of their own for it.
pub(crate) const fn moment(point: PointOfNoReturn) -> NoReturn {
    match point {
        PointOfNoReturn::Credited => NoReturn::Credited,
        PointOfNoReturn::Revealed => NoReturn::Revealed,
        PointOfNoReturn::Activated => NoReturn::Activated,
        PointOfNoReturn::Transferred => NoReturn::Transferred,
        PointOfNoReturn::Shipped => NoReturn::Shipped,
    }
}

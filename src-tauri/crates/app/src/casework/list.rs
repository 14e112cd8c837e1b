//! The cases there are, and what came of those that are over.

use std::collections::BTreeMap;

use cases::Problem;
use cases::course::{NextStep, Stage};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::{CaseClosing, CaseEnd, OrderQuery, OrderRow};
use model::{Fen, OrderId};
use serde::Serialize;
use specta::Type;

use super::matter::Matter;
use super::view::{CaseView, days};
use crate::error::{Error, Result};
use crate::library::Library;

/// Every case that is open, and the latest of those that are over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct CaseList {
    pub open: Vec<CaseLine>,
    /// More are open than are told.
    pub more: bool,
    pub over: Vec<CaseOver>,
    pub came_back: CameBack,
}

/// What tells an order from others of the same goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderMark {
    pub order_no: Option<String>,
    pub recipient: Option<String>,
    /// Who that is, in the buyer's words.
    pub recipient_label: Option<String>,
    /// When it was paid, or else recorded.
    #[specta(type = String)]
    pub at: Timestamp,
}

impl OrderMark {
    fn of(row: &OrderRow) -> Self {
        Self {
            order_no: row.order_no.clone(),
            recipient: row.summary.recipient.clone(),
            recipient_label: row.summary.recipient_label.clone(),
            at: row.paid_at.unwrap_or(row.created_at),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CaseLine {
    pub order: OrderId,
    pub mark: OrderMark,
    pub goods: String,
    pub category: String,
    pub shop: Option<String>,
    pub total: Option<Fen>,
    pub problem: Option<Problem>,
    pub stage: Stage,
    pub next: NextStep,
    #[specta(type = Option<String>)]
    pub due: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CaseOver {
    pub order: OrderId,
    pub mark: OrderMark,
    pub goods: String,
    pub shop: Option<String>,
    pub total: Option<Fen>,
    #[specta(type = Option<String>)]
    pub opened_at: Option<Timestamp>,
    pub closing: CaseClosing,
    /// From the first step to the end, in whole days.
    pub days: u32,
}

/// What looking back on all cases comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct CameBack {
    pub cases: u32,
    pub returned: Fen,
    /// The middle of the times that they took, in days.
    pub days: Option<u32>,
    /// How often each cause was named.
    pub causes: BTreeMap<String, u32>,
}

/// So many are told.
const OPEN: usize = 50;
const OVER: u32 = 200;

impl Library {
    pub async fn cases(&self, now: Timestamp, zone: TimeZone) -> Result<CaseList> {
        let known = self.known().await?;
        let troubled = OrderQuery { troubled: true, limit: 100, ..OrderQuery::default() };
        let troubled = self.with_due(troubled, now).await?;
        self.read(move |ledger| {
            let mut orders: Vec<OrderId> =
                ledger.cases(true, OVER)?.into_iter().map(|case| case.order).collect();
            for row in ledger.orders(&troubled)? {
                if !orders.contains(&row.id) {
                    orders.push(row.id);
                }
            }
            let (mut open, mut more) = (Vec::<CaseLine>::new(), false);
            for order in orders {
                let matter = Matter::load(ledger, &known, &order, now)?;
                // One order of a case leads to it as another does.
                if open.iter().any(|line| line.order == *matter.id()) {
                    continue;
                }
                if open.len() == OPEN {
                    more = true;
                    break;
                }
                open.push(line(&matter, CaseView::of(&matter, &known, now, &zone), now));
            }
            let mut ended = Vec::new();
            for case in ledger.cases(false, OVER)? {
                let mark = OrderMark::of(&ledger.order_row(&case.order)?);
                ended.extend(over(case, mark));
            }
            let came_back = came_back(&ledger.case_ends()?);
            Ok::<_, Error>(CaseList { came_back, open, more, over: ended })
        })
        .await
    }
}

fn line(matter: &Matter, view: CaseView, now: Timestamp) -> CaseLine {
    let row = &matter.lead().row;
    CaseLine {
        order: row.id.clone(),
        mark: OrderMark::of(row),
        goods: row.summary.name.clone(),
        category: row.summary.category.clone(),
        shop: row.summary.shop.clone(),
        total: row.summary.total,
        problem: view.finding.problem,
        stage: view.stage,
        next: view.next,
        due: matter.answers_due().filter(|due| *due > now).min(),
    }
}

fn over(case: ledger::CaseRow, mark: OrderMark) -> impl Iterator<Item = CaseOver> {
    let ends = case.casework.end().into_iter().chain(case.casework.earlier.into_iter().rev());
    ends.map(move |end| CaseOver {
        days: days(&end).unwrap_or(0),
        order: case.order.clone(),
        mark: mark.clone(),
        goods: case.name.clone(),
        shop: case.shop.clone(),
        total: case.total,
        opened_at: end.opened_at,
        closing: end.closing,
    })
}

fn came_back(ends: &[CaseEnd]) -> CameBack {
    let mut days: Vec<u32> = ends.iter().filter_map(days).collect();
    days.sort_unstable();
    let mut causes = BTreeMap::new();
    for cause in ends.iter().filter_map(|end| end.closing.cause.clone()) {
        *causes.entry(cause).or_default() += 1;
    }
    let returned = ends.iter().filter_map(|end| end.closing.returned).map(|fen| fen.0);
    CameBack {
        cases: u32::try_from(ends.len()).unwrap_or(u32::MAX),
        returned: Fen(returned.fold(0, i64::saturating_add)),
        days: days.get(days.len() / 2).copied(),
        causes,
    }
}

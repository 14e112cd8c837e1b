//! What is worth knowing when the app opens.

use jiff::{Timestamp, ToSpan as _, Zoned, tz::TimeZone};
use ledger::{Amounts, Ledger, OrderCount, OrderQuery};
use model::{MoneyState, OrderState};
use serde::Serialize;
use specta::Type;

use crate::deadlines::AgendaGroup;
use crate::draft::DraftSummary;
use crate::error::{Error, ErrorCode, Result};
use crate::finding::OrderLine;
use crate::library::Library;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Home {
    /// Purchases that are being checked, the one last edited first.
    pub drafts: Vec<DraftSummary>,
    pub draft_count: u32,
    /// Terms that are overdue, and those that are due today.
    pub overdue: AgendaGroup,
    pub today: AgendaGroup,
    /// Checked, and neither paid nor given up.
    pub unpaid: OrderGroup,
    /// Something went wrong that is not over.
    pub troubled: OrderGroup,
    /// The platform says that something is wrong, or has given up delivering.
    pub abnormal: OrderGroup,
    /// Money that is on its way back.
    pub refunding: OrderGroup,
    /// Paid before today, not more than `late_days` ago, and no arrival was recorded.
    pub late: OrderGroup,
    pub late_days: i16,
    /// What was paid in this month of the user's calendar, without what has come back.
    pub this_month: Amounts,
    pub last_month: Amounts,
    /// Of orders whose check was sealed and that were given up instead of paid.
    pub given_up: Amounts,
    /// Of purchases that were discarded while their check said stop.
    pub stopped: Amounts,
}

/// Some orders that have something in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderGroup {
    /// What finds all of them.
    pub query: OrderQuery,
    /// The first of them.
    pub lines: Vec<OrderLine>,
    pub count: OrderCount,
}

/// Beyond, a purchase is rather one that nobody followed up in the record than an open problem.
pub const LATE_DAYS: i16 = 90;
/// So many of a kind are told.
const TOLD: u32 = 5;

impl Library {
    /// Whether nothing was checked or bought yet.
    pub async fn is_empty(&self) -> Result<bool> {
        self.read(|ledger| {
            let one = OrderQuery { limit: 1, ..OrderQuery::default() };
            Ok::<_, ledger::Error>(ledger.drafts()?.is_empty() && ledger.orders(&one)?.is_empty())
        })
        .await
    }

    /// What stands open, what was spent and what was not. Months and days are those of `zone`.
    pub async fn home(&self, now: Timestamp, zone: TimeZone) -> Result<Home> {
        let days = Days::of(&now.to_zoned(zone.clone())).map_err(|error| {
            Error::new(ErrorCode::Internal, format!("no calendar for {now}: {error}"))
        })?;
        let drafts = self.drafts().await?;
        let agenda = self.agenda_of(None, now, zone, TOLD as usize).await?;
        let troubled = OrderQuery { troubled: true, ..OrderQuery::default() };
        let troubled = self.with_due(troubled, now).await?;
        self.read(move |ledger| {
            let (mut this_month, mut last_month) = (spending(), spending());
            this_month.time_from = Some(days.month);
            (last_month.time_from, last_month.time_to) = (Some(days.last_month), Some(days.month));
            let given_up = OrderQuery {
                states: vec![OrderState::Closed],
                money: vec![MoneyState::Closed],
                checked: Some(true),
                ..OrderQuery::default()
            };
            Ok::<_, ledger::Error>(Home {
                draft_count: u32::try_from(drafts.len()).unwrap_or(u32::MAX),
                drafts: drafts.into_iter().take(TOLD as usize).collect(),
                overdue: agenda.overdue,
                today: agenda.today,
                unpaid: group(ledger, in_state(&[OrderState::Unpaid]))?,
                troubled: group(ledger, troubled)?,
                abnormal: group(ledger, in_state(&[OrderState::Abnormal, OrderState::Failed]))?,
                refunding: group(
                    ledger,
                    OrderQuery { money: vec![MoneyState::Refunding], ..OrderQuery::default() },
                )?,
                late: group(
                    ledger,
                    OrderQuery {
                        money: vec![MoneyState::Paid, MoneyState::EscrowHeld],
                        time_from: Some(days.late),
                        time_to: Some(days.today),
                        arrived: Some(false),
                        ..in_state(&AWAITED)
                    },
                )?,
                late_days: LATE_DAYS,
                this_month: ledger.amounts(&this_month)?,
                last_month: ledger.amounts(&last_month)?,
                given_up: ledger.amounts(&given_up)?,
                stopped: ledger.stopped_checks()?,
            })
        })
        .await
    }
}

/// Where stretches of time begin.
struct Days {
    today: Timestamp,
    late: Timestamp,
    month: Timestamp,
    last_month: Timestamp,
}

impl Days {
    fn of(now: &Zoned) -> Result<Self, jiff::Error> {
        let today = now.start_of_day()?;
        let month = now.first_of_month()?.start_of_day()?;
        let last_month = month.yesterday()?.first_of_month()?.start_of_day()?;
        let late = today.checked_sub(LATE_DAYS.days())?;
        Ok(Self {
            today: today.timestamp(),
            late: late.start_of_day()?.timestamp(),
            month: month.timestamp(),
            last_month: last_month.timestamp(),
        })
    }
}

/// Paid for, and said by nobody to have gone wrong.
const AWAITED: [OrderState; 4] =
    [OrderState::Paid, OrderState::Pending, OrderState::Resupplying, OrderState::Issued];

/// Money that was paid and is not back; of what is partly back, the rest.
fn spending() -> OrderQuery {
    use MoneyState::{EscrowHeld, EscrowReleased, Paid, PartlyRefunded, Refunding};
    let money = vec![Paid, EscrowHeld, EscrowReleased, Refunding, PartlyRefunded];
    OrderQuery { money, ..OrderQuery::default() }
}

fn in_state(states: &[OrderState]) -> OrderQuery {
    OrderQuery { states: states.to_vec(), ..OrderQuery::default() }
}

fn group(ledger: &Ledger, query: OrderQuery) -> Result<OrderGroup, ledger::Error> {
    let query = OrderQuery { limit: TOLD, ..query };
    let lines = ledger.orders(&query)?.into_iter().map(OrderLine::from).collect();
    Ok(OrderGroup { count: ledger.count_orders(&query)?, lines, query })
}

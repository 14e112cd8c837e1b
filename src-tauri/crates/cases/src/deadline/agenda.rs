use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::OrderId;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::due::Due;
use super::left::TimeLeft;
use super::rule::RuleId;

/// A term that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Pending {
    pub order: OrderId,
    pub rule: RuleId,
    #[specta(type = String)]
    pub started_at: Timestamp,
    pub due: Due,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AgendaEntry {
    #[serde(flatten)]
    pub pending: Pending,
    pub left: TimeLeft,
}

/// All terms by what they ask of the day. What is due first stands first, save for the
/// overdue: there what has just passed does.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct Agenda {
    pub overdue: Vec<AgendaEntry>,
    pub today: Vec<AgendaEntry>,
    /// Until the coming Sunday, without today.
    pub this_week: Vec<AgendaEntry>,
    pub later: Vec<AgendaEntry>,
    /// Something has begun that, by this clock, is still to come: the clock was set back, so
    /// everything here may be later than it seems.
    pub clock_behind: bool,
}

/// The agenda as of `now` for somebody in `zone`.
///
/// With a clock that was set back no more time is left than the term had when it began.
pub fn agenda(items: Vec<Pending>, now: Timestamp, zone: &TimeZone) -> Agenda {
    let today = now.to_zoned(zone.clone()).date();
    let tonight = end_of(today, zone);
    let sunday = end_of(coming_sunday(today), zone);
    let mut agenda = Agenda::default();
    for pending in items {
        let at = pending.due.at;
        agenda.clock_behind |= pending.started_at > now + TOLERANCE;
        let left = TimeLeft::until(at, now.max(pending.started_at.min(at)), zone);
        let group = if at <= now {
            &mut agenda.overdue
        } else if at <= tonight {
            &mut agenda.today
        } else if at <= sunday {
            &mut agenda.this_week
        } else {
            &mut agenda.later
        };
        group.push(AgendaEntry { pending, left });
    }
    let groups = [&mut agenda.overdue, &mut agenda.today, &mut agenda.this_week, &mut agenda.later];
    for group in groups {
        group.sort_unstable_by(|a, b| {
            a.pending.order_of_urgency().cmp(&b.pending.order_of_urgency())
        });
    }
    agenda.overdue.reverse();
    agenda
}

/// Clocks of shop and buyer differ a little.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

impl Pending {
    /// Terms of one instant stand in one order, whatever they came in.
    fn order_of_urgency(&self) -> (Timestamp, &OrderId, &RuleId, Timestamp) {
        (self.due.at, &self.order, &self.rule, self.started_at)
    }
}

/// The instant that ends `date`. What is due exactly then is due on that day.
fn end_of(date: Date, zone: &TimeZone) -> Timestamp {
    let next = date.tomorrow().and_then(|next| next.to_zoned(zone.clone()));
    next.map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

fn coming_sunday(date: Date) -> Date {
    let days = date.weekday().until(Weekday::Sunday);
    date.saturating_add(jiff::Span::new().days(i64::from(days)))
}

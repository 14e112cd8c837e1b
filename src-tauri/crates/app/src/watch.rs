//! What to tell the buyer of now, and when to look again. The shell sleeps and sends; what is
//! due is decided here.

use std::collections::BTreeSet;

use cases::deadline::{RuleId, Term};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ledger::{Change, Ledger};
use model::OrderId;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::deadlines::{AgendaItem, TermKey, TermView};
use crate::error::{Result, json};
use crate::library::Library;

/// What is to be told now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Watch {
    /// Terms that have come since the last were told. Several are told as one.
    pub tell: Vec<AgendaItem>,
    /// Terms that came while the app was closed, until they are dismissed.
    pub caught_up: Vec<AgendaItem>,
    /// How many are due today, in the buyer's zone.
    pub today: u32,
    pub overdue: u32,
    /// When to look again.
    #[specta(type = String)]
    pub wake_at: Timestamp,
}

/// When no notification comes. What would have come is told together at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Quiet {
    /// Minutes after midnight, below 1440. Later than `to` it goes over midnight; as late as
    /// `to` there is none.
    pub from: u16,
    pub to: u16,
}

/// A term that the buyer was told of, with the time at which it was due then: should a rule
/// change that, it is told again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Told {
    order: OrderId,
    rule: RuleId,
    started_at: Timestamp,
    due_at: Timestamp,
}

/// A term and when it is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alert {
    what: Told,
    at: Timestamp,
}

/// The indexes of what is to be told, and when to look again.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    tell: Vec<usize>,
    wake_at: Timestamp,
}

/// While a machine sleeps, timers stand still, and a clock that was set is told by nobody: so
/// it looks again after at most this long.
const AT_MOST: SignedDuration = SignedDuration::from_mins(1);
/// What was told is forgotten so long after it was due: by then it is listed no more, or has
/// been on the agenda for all that time.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(400 * 24);
const KEY: &str = "told_terms";

impl Quiet {
    /// The end of the quiet hours that `now` lies in.
    fn ends(self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let here = now.to_zoned(zone.clone());
        let time = here.time();
        let minute = u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).ok()?;
        let quiet = if self.from <= self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        };
        let date = if minute < self.to { here.date() } else { here.date().tomorrow().ok()? };
        let time =
            Time::new(i8::try_from(self.to / 60).ok()?, i8::try_from(self.to % 60).ok()?, 0, 0);
        let end = date.to_datetime(time.ok()?).to_zoned(zone.clone()).ok()?;
        quiet.then(|| end.timestamp())
    }
}

/// What is due to be told at `now`: nothing twice, nothing in quiet hours, nothing that the
/// list of what was missed shows. It remembers no time, so no change of the clock loses a term.
pub(crate) fn plan(
    alerts: &[Alert],
    told: &BTreeSet<Told>,
    quiet: Quiet,
    now: Timestamp,
    zone: &TimeZone,
) -> Plan {
    let due = |alert: &Alert| alert.at <= now && !told.contains(&alert.what);
    let tell: Vec<usize> =
        alerts.iter().enumerate().filter(|(_, alert)| due(alert)).map(|(at, _)| at).collect();
    let later = alerts.iter().map(|alert| alert.at).filter(|at| *at > now).min();
    let quiet_end = quiet.ends(now, zone);
    let wake = [later, quiet_end.filter(|_| !tell.is_empty()), Some(now + AT_MOST)];
    let wake_at = wake.into_iter().flatten().min().unwrap_or(now + AT_MOST);
    Plan { tell: if quiet_end.is_some() { Vec::new() } else { tell }, wake_at }
}

impl Library {
    /// What to tell the buyer at `now`. What had come by the first call is not told but listed.
    pub async fn watch(&self, now: Timestamp, zone: TimeZone) -> Result<Watch> {
        let book = self.book(now).await?;
        let mut told = self.read(told).await?;
        let mut found = Vec::new();
        for (order, entry, term) in book.listed(now) {
            if let Some(at) = term.told_at() {
                found.push((Alert { what: Told::of(order, term), at }, entry, term));
            }
        }
        found.sort_by(|(a, ..), (b, ..)| (a.at, &a.what).cmp(&(b.at, &b.what)));
        let missed = {
            let mut kept = self.kept();
            let missed = kept.missed.get_or_insert_with(|| {
                let missed = found.iter().map(|(alert, ..)| alert).filter(|alert| alert.at <= now);
                missed.map(|alert| alert.what.clone()).filter(|what| !told.contains(what)).collect()
            });
            missed.retain(|what| !told.contains(what));
            missed.clone()
        };
        told.extend(missed.iter().cloned());
        let alerts: Vec<Alert> = found.iter().map(|(alert, ..)| alert.clone()).collect();
        let settings = self.settings().await?;
        let plan = plan(&alerts, &told, settings.quiet, now, &zone);
        let item = |(alert, entry, term): &(Alert, &crate::book::Entry, &Term)| {
            let view = TermView::of((*term).clone(), now, &zone);
            AgendaItem::of(alert.what.order.clone(), entry, view)
        };
        let tell = plan.tell.iter().filter_map(|at| found.get(*at)).map(item).collect();
        let caught_up = found.iter().filter(|(alert, ..)| missed.contains(&alert.what));
        let caught_up = caught_up.map(item).collect();
        let agenda = self.agenda_of(None, now, zone.clone(), 0).await?;
        let (today, overdue) = (agenda.today.count, agenda.overdue.count);
        Ok(Watch { tell, caught_up, today, overdue, wake_at: plan.wake_at })
    }

    /// Remembers that the buyer was told of these terms, or has dismissed them.
    pub async fn terms_told(&self, terms: Vec<TermKey>, now: Timestamp) -> Result<Change> {
        let book = self.book(now).await?;
        let mut fresh = BTreeSet::new();
        for (order, _, term) in book.listed(now) {
            let named = |key: &TermKey| {
                key.order == *order && key.rule == term.rule.id && key.started_at == term.started_at
            };
            if terms.iter().any(named) {
                fresh.insert(Told::of(order, term));
            }
        }
        self.change_aside(move |ledger| {
            let mut all = told(ledger)?;
            all.extend(fresh);
            all.retain(|told| told.due_at + REMEMBERED > now);
            let text = json(&all)?;
            Ok::<_, crate::Error>(ledger.set_setting(KEY, &text)?)
        })
        .await
    }
}

impl Told {
    fn of(order: &OrderId, term: &Term) -> Self {
        Self {
            order: order.clone(),
            rule: term.rule.id.clone(),
            started_at: term.started_at,
            due_at: term.due.at,
        }
    }
}

/// What cannot be read was not told: telling twice is better than not at all.
fn told(ledger: &Ledger) -> Result<BTreeSet<Told>, ledger::Error> {
    let text = ledger.setting(KEY)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NIGHT: Quiet = Quiet { from: 22 * 60, to: 8 * 60 };

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn china() -> TimeZone {
        cases::deadline::china()
    }

    fn alert(rule: &str, when: &str) -> Alert {
        let what = Told {
            order: OrderId("one".to_owned()),
            rule: RuleId(rule.to_owned()),
            started_at: Timestamp::UNIX_EPOCH,
            due_at: at(when),
        };
        Alert { what, at: at(when) }
    }

    fn told_at(alerts: &[Alert], told: &BTreeSet<Told>, now: &str) -> (Vec<usize>, Timestamp) {
        let plan = plan(alerts, told, NIGHT, at(now), &china());
        (plan.tell, plan.wake_at)
    }

    #[test]
    fn each_term_is_told_once_when_it_comes() {
        let alerts =
            [alert("a", "2026-11-22T12:00:00+08:00"), alert("b", "2026-11-22T12:00:30+08:00")];
        let mut told = BTreeSet::new();
        let (tell, wake) = told_at(&alerts, &told, "2026-11-22T11:59:30+08:00");
        assert_eq!((tell, wake), (vec![], alerts[0].at), "not before, and then on time");
        let (tell, wake) = told_at(&alerts, &told, "2026-11-22T12:00:00+08:00");
        assert_eq!((tell, wake), (vec![0], alerts[1].at));
        told.insert(alerts[0].what.clone());
        let (tell, _) = told_at(&alerts, &told, "2026-11-22T12:00:40+08:00");
        assert_eq!(tell, [1], "the first was told already");
    }

    #[test]
    fn what_comes_in_quiet_hours_is_told_together_at_their_end() {
        let alerts =
            [alert("a", "2026-11-22T23:00:00+08:00"), alert("b", "2026-11-23T03:00:00+08:00")];
        let told = BTreeSet::new();
        for now in ["2026-11-22T23:00:00+08:00", "2026-11-23T03:10:00+08:00"] {
            assert_eq!(told_at(&alerts, &told, now).0, [0_usize; 0], "{now}");
        }
        let (tell, wake) = told_at(&alerts, &told, "2026-11-23T07:59:30+08:00");
        assert_eq!((tell, wake), (vec![], at("2026-11-23T08:00:00+08:00")));
        assert_eq!(told_at(&alerts, &told, "2026-11-23T08:00:00+08:00").0, [0, 1]);
    }

    #[test]
    fn quiet_hours_within_a_day_and_none_at_all() {
        let noon = [alert("a", "2026-11-22T12:30:00+08:00")];
        let now = at("2026-11-22T12:40:00+08:00");
        let planned =
            |from, to| plan(&noon, &BTreeSet::new(), Quiet { from, to }, now, &china()).tell.len();
        assert_eq!(planned(12 * 60, 14 * 60), 0, "a nap");
        assert_eq!(planned(12 * 60, 12 * 60), 1, "no quiet hours");
    }

    #[test]
    fn quiet_hours_are_those_of_the_zone_one_is_in() {
        let alerts = [alert("a", "2026-11-22T12:00:00+08:00")];
        let now = at("2026-11-22T12:10:00+08:00");
        let abroad = TimeZone::fixed(jiff::tz::offset(-5));
        assert_eq!(
            plan(&alerts, &BTreeSet::new(), NIGHT, now, &abroad).tell,
            [0_usize; 0],
            "23:10"
        );
        assert_eq!(plan(&alerts, &BTreeSet::new(), NIGHT, now, &china()).tell, [0]);
    }

    #[test]
    fn no_change_of_the_clock_loses_a_term_or_tells_one_twice() {
        let alerts =
            [alert("a", "2026-11-22T12:00:00+08:00"), alert("b", "2026-11-24T12:00:00+08:00")];
        let mut told = BTreeSet::new();
        // Set a year ahead by mistake: everything seems to have come, and is told.
        let (tell, _) = told_at(&alerts, &told, "2027-11-22T12:00:00+08:00");
        assert_eq!(tell, [0, 1]);
        told.insert(alerts[0].what.clone());
        // Set right again: what was told stays told, the other comes in its time.
        let (tell, wake) = told_at(&alerts, &told, "2026-11-22T12:01:00+08:00");
        assert_eq!((tell, wake), (vec![], at("2026-11-22T12:02:00+08:00")), "it looks each minute");
        let (tell, _) = told_at(&alerts, &told, "2026-11-24T15:00:00+08:00");
        assert_eq!(tell, [1], "after hours of sleep, at once");
    }

    #[test]
    fn a_term_that_is_due_at_another_time_now_is_told_again() {
        let before = alert("a", "2026-11-22T12:00:00+08:00");
        let told: BTreeSet<Told> = [before.what.clone()].into();
        let after = alert("a", "2026-11-22T14:00:00+08:00");
        assert_eq!(told_at(&[before], &told, "2026-11-22T14:00:00+08:00").0, [0_usize; 0]);
        assert_eq!(told_at(&[after], &told, "2026-11-22T14:00:00+08:00").0, [0]);
    }
}

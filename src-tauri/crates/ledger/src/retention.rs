//! Which backups stay: a pure matter of their times and reasons.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{BackupInfo, BackupReason};

/// Days, weeks and months of which the last daily backup is kept.
pub const DAILY_KEPT: usize = 7;
const WEEKLY_KEPT: usize = 4;
const MONTHLY_KEPT: usize = 12;
/// How many are kept that were made before something was changed.
const BEFORE_KEPT: usize = 5;

/// The names of the backups that are no longer needed.
///
/// Of the daily ones, the last of each of the newest days, weeks and months of which there are
/// any stays; of those before a change, the last few of each reason. Those from the future,
/// which a clock that was wrong has left, are counted for themselves: they keep none of the
/// others out. One that the buyer asked for always stays.
pub(crate) fn superfluous(backups: &[BackupInfo], now: Timestamp) -> BTreeSet<String> {
    let mut kept = BTreeSet::new();
    for side in sides(backups, BackupReason::Daily, now) {
        let side = &side;
        keep_last(&mut kept, side, DAILY_KEPT, |date| (i64::from(date.year()), date.day_of_year()));
        keep_last(&mut kept, side, WEEKLY_KEPT, |date| {
            let week = date.iso_week_date();
            (i64::from(week.year()), i16::from(week.week()))
        });
        keep_last(&mut kept, side, MONTHLY_KEPT, |date| {
            (i64::from(date.year()), i16::from(date.month()))
        });
    }
    for reason in
        [BackupReason::Migration, BackupReason::Restore, BackupReason::Repair, BackupReason::Merge]
    {
        for side in sides(backups, reason, now) {
            kept.extend(side.into_iter().take(BEFORE_KEPT).map(|each| each.file_name.clone()));
        }
    }
    let asked = backups.iter().filter(|each| each.reason == BackupReason::Asked);
    kept.extend(asked.map(|each| each.file_name.clone()));
    let names = backups.iter().map(|each| each.file_name.clone());
    names.filter(|name| !kept.contains(name)).collect()
}

/// The backups of the past and those of the future, each newest first.
fn sides(backups: &[BackupInfo], reason: BackupReason, now: Timestamp) -> [Vec<&BackupInfo>; 2] {
    let mut all: Vec<_> = backups.iter().filter(|each| each.reason == reason).collect();
    // The name settles it among those of the same moment.
    all.sort_by_key(|each| std::cmp::Reverse((each.at, &each.file_name)));
    let (future, past) = all.into_iter().partition(|each| each.at > now);
    [past, future]
}

/// Keeps the newest of each of the first `most` spans that there are; `newest_first` is sorted.
fn keep_last(
    kept: &mut BTreeSet<String>,
    newest_first: &[&BackupInfo],
    most: usize,
    span: impl Fn(Date) -> (i64, i16),
) {
    let mut seen = Vec::new();
    for backup in newest_first {
        let span = span(backup.at.to_zoned(TimeZone::UTC).date());
        if seen.len() < most && seen.last() != Some(&span) {
            seen.push(span);
            kept.insert(backup.file_name.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use jiff::SignedDuration;
    use proptest::prelude::*;

    use super::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(1_772_000_000).unwrap() + SignedDuration::from_hours(hour)
    }

    const DAILY: BackupReason = BackupReason::Daily;

    fn backup(hour: i64, reason: BackupReason) -> BackupInfo {
        BackupInfo { file_name: format!("{hour:08} {reason:?}"), at: at(hour), reason, size: 1 }
    }

    fn daily(hour: i64) -> BackupInfo {
        backup(hour, DAILY)
    }

    /// As the app does: a backup at each of these hours, and then what is superfluous goes.
    fn taken(hours: &[i64]) -> Vec<BackupInfo> {
        taken_for(&hours.iter().map(|&hour| (hour, DAILY)).collect::<Vec<_>>())
    }

    fn taken_for(all: &[(i64, BackupReason)]) -> Vec<BackupInfo> {
        let mut there: Vec<BackupInfo> = Vec::new();
        for &(hour, reason) in all {
            let new = backup(hour, reason);
            there.retain(|each| each.file_name != new.file_name);
            there.push(new);
            let gone = superfluous(&there, at(hour));
            there.retain(|each| !gone.contains(&each.file_name));
        }
        there
    }

    #[test]
    fn a_year_of_days_leaves_days_weeks_and_months() {
        let there = taken(&(0..400).map(|day| day * 24).collect::<Vec<_>>());
        let ages: Vec<i64> = there
            .iter()
            .rev()
            .map(|each| (at(399 * 24).duration_since(each.at)).as_hours() / 24)
            .collect();
        assert_eq!(ages[..7], [0, 1, 2, 3, 4, 5, 6], "the last seven days");
        assert!(there.len() <= 7 + 4 + 12, "{ages:?}");
        assert!(ages.iter().any(|age| (20..=31).contains(age)), "four weeks back: {ages:?}");
        assert!(ages.iter().any(|age| (320..=366).contains(age)), "eleven months back: {ages:?}");
    }

    #[test]
    fn a_clock_that_was_ahead_for_a_month_costs_nothing() {
        let before: Vec<i64> = (0..60).map(|day| day * 24).collect();
        let ahead: Vec<i64> = (0..30).map(|day| (day + 30_000) * 24).collect();
        let after: Vec<i64> = (60..70).map(|day| day * 24).collect();
        let there = taken(&[before, ahead, after].concat());
        let kept = |hour: i64| there.iter().any(|each| each.at == at(hour));
        assert!((63..70).all(|day| kept(day * 24)), "the seven days to the last: {there:#?}");
    }

    #[test]
    fn what_was_asked_for_stays() {
        let mut all: Vec<_> = (0..50).map(daily).collect();
        for each in &mut all {
            each.reason = BackupReason::Asked;
        }
        assert!(superfluous(&all, at(1)).is_empty());
        for each in &mut all {
            each.reason = BackupReason::Repair;
        }
        assert_eq!(superfluous(&all, at(49)).len(), 50 - BEFORE_KEPT);
    }

    fn any_reason() -> impl Strategy<Value = BackupReason> {
        use BackupReason::{Asked, Daily, Merge, Migration, Repair, Restore};
        prop::sample::select(vec![Daily, Migration, Asked, Restore, Repair, Merge])
    }

    fn backups(hours: Range<i64>) -> impl Strategy<Value = Vec<(i64, BackupReason)>> {
        prop::collection::vec((hours, any_reason()), 1..200)
    }

    proptest! {
        #[test]
        fn the_one_just_taken_stays_and_there_are_never_many(all in backups(-900_000..900_000)) {
            let there = taken_for(&all);
            let &(hour, reason) = all.last().unwrap();
            let last = backup(hour, reason).file_name;
            prop_assert!(there.iter().any(|each| each.file_name == last), "the last is gone");
            for each in &there {
                let of = there.iter().filter(|other| other.reason == each.reason).count();
                let most = match each.reason {
                    BackupReason::Daily => DAILY_KEPT + WEEKLY_KEPT + MONTHLY_KEPT,
                    BackupReason::Asked => all.len(),
                    _ => BEFORE_KEPT,
                };
                prop_assert!(of <= 2 * most, "{of} of {:?}", each.reason);
            }
            let asked = all.iter().filter(|each| each.1 == BackupReason::Asked);
            let asked: BTreeSet<i64> = asked.map(|each| each.0).collect();
            let left = there.iter().filter(|each| each.reason == BackupReason::Asked).count();
            prop_assert_eq!(left, asked.len(), "those that were asked for");
        }

        #[test]
        fn asking_again_removes_nothing_more(all in backups(0..20_000), now in 0_i64..20_000) {
            let all: Vec<_> = all.into_iter().map(|(hour, reason)| backup(hour, reason)).collect();
            let now = at(now);
            let gone = superfluous(&all, now);
            let left: Vec<_> =
                all.iter().filter(|each| !gone.contains(&each.file_name)).cloned().collect();
            prop_assert!(superfluous(&left, now).is_empty());
        }
    }
}

use ledger::{BackupReason, DAILY_KEPT};

use crate::common::{at, library, new_order, seal};

const DAY: i64 = 24 * 60;

#[test]
fn a_backup_is_taken_once_a_day_and_old_ones_go() {
    let (folder, ledger) = library();
    assert_eq!(ledger.backup_if_due(at(0)).unwrap(), None, "nothing to keep yet");
    seal(&ledger, new_order());
    let first = ledger.backup_if_due(at(1)).unwrap().unwrap();
    assert_eq!((first.reason, first.at), (BackupReason::Daily, at(1)));
    assert_eq!(ledger.backup_if_due(at(DAY)).unwrap(), None, "not a day yet");

    let asked = ledger.backup(at(2)).unwrap();
    for day in 1..=40 {
        assert!(ledger.backup_if_due(at(day * DAY + 10)).unwrap().is_some(), "day {day}");
    }
    let left = ledger.backups();
    let daily = left.iter().filter(|backup| backup.reason == BackupReason::Daily).count();
    assert!((DAILY_KEPT + 3..=DAILY_KEPT + 5).contains(&daily), "days, weeks, months: {left:#?}");
    assert!(left.contains(&asked), "one that was asked for stays");
    assert_eq!(left[0].at, at(40 * DAY + 10), "newest first");
    assert_eq!(ledger::backups(folder.path()), left, "listed without opening, too");
}

#[test]
fn a_clock_set_back_does_not_stop_backups() {
    let (_folder, ledger) = library();
    seal(&ledger, new_order());
    ledger.backup_if_due(at(400 * DAY)).unwrap().unwrap();
    assert!(ledger.backup_if_due(at(DAY)).unwrap().is_some());
}

#[test]
fn a_restoring_that_was_cut_short_is_finished_at_the_next_opening() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let backup = ledger.backup(at(2)).unwrap();
    seal(&ledger, new_order());
    drop(ledger);
    let backup = folder.path().join("backups").join(&backup.file_name);
    // It lay ready, and the present one had moved away or had not.
    for moved in [false, true] {
        std::fs::copy(&backup, folder.path().join("hedan.db.restored")).unwrap();
        if moved {
            let away = folder.path().join("hedan-kept-elsewhere.db");
            std::fs::rename(folder.path().join("hedan.db"), away).unwrap();
        }
        let ledger = ledger::open(folder.path(), at(3 + i64::from(moved))).unwrap();
        let rows = ledger.orders(&ledger::OrderQuery::default()).unwrap();
        assert_eq!(rows.iter().map(|row| &row.id).collect::<Vec<_>>(), [&order]);
        assert!(!folder.path().join("hedan.db.restored").exists());
    }
}

#[test]
fn a_backup_is_whole_and_free_of_leftovers() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let backup = ledger.backup(at(2)).unwrap();
    let row = ledger.order(&order).unwrap();
    drop(ledger);
    ledger::restore(folder.path(), &backup.file_name, at(3)).unwrap();
    let ledger = ledger::open(folder.path(), at(4)).unwrap();
    assert_eq!(ledger.order(&order).unwrap(), row);
    assert!(ledger.verify().unwrap().is_whole());
    let names: Vec<_> = std::fs::read_dir(folder.path().join("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, [backup.file_name]);
}

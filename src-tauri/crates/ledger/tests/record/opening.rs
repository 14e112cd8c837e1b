use std::{fs, path::Path};

use ledger::{BackupReason, OpenError, OrderEvent, OrderQuery};

use crate::common::{at, library, new_order, paid, seal};

fn overwrite(path: &Path, from: usize, with: &[u8]) -> Vec<u8> {
    use std::io::{Seek as _, SeekFrom, Write as _};
    let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(from as u64)).unwrap();
    file.write_all(with).unwrap();
    fs::read(path).unwrap()
}

#[test]
fn everything_is_there_after_reopening() {
    let (folder, ledger) = library();
    let draft = ledger::Ledger::new_draft_id(at(0));
    ledger.save_draft(&draft, "{}", at(0)).unwrap();
    let order = seal(&ledger, new_order());
    ledger.record(&order, paid(2), at(2)).unwrap();
    let before = (ledger.drafts().unwrap(), ledger.order(&order).unwrap());
    drop(ledger);
    let ledger = ledger::open(folder.path(), at(5)).unwrap();
    assert_eq!((ledger.drafts().unwrap(), ledger.order(&order).unwrap()), before);
    assert_eq!(ledger.upgrade(), None);
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn a_copy_taken_while_it_is_open_holds_every_acknowledged_change() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    ledger.record(&order, paid(2), at(2)).unwrap();
    // What a killed process leaves behind: nothing was closed, the log not folded in.
    let copy = tempfile::tempdir().unwrap();
    for name in ["hedan.db", "hedan.db-wal"] {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    let reopened = ledger::open(copy.path(), at(5)).unwrap();
    assert_eq!(reopened.order(&order).unwrap(), ledger.order(&order).unwrap());
}

#[test]
fn a_folder_is_open_once() {
    let (folder, ledger) = library();
    assert!(matches!(ledger::open(folder.path(), at(1)), Err(OpenError::InUse)));
    assert!(matches!(ledger::restore(folder.path(), "x", at(1)), Err(OpenError::InUse)));
    drop(ledger);
    assert!(ledger::open(folder.path(), at(1)).is_ok());
}

#[test]
fn leftovers_of_interrupted_writes_are_swept() {
    let (folder, ledger) = library();
    drop(ledger);
    let left = folder.path().join("vault").join("4711-0.partial");
    fs::copy(folder.path().join("hedan.db"), &left).unwrap();
    ledger::open(folder.path(), at(1)).unwrap();
    assert!(!left.exists());
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let (folder, ledger) = library();
    drop(ledger);
    let path = folder.path().join("hedan.db");
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&path).unwrap();
    let refused = ledger::open(folder.path(), at(1));
    assert!(matches!(refused, Err(OpenError::Newer { found: 99, .. })), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_damaged_database_is_told_kept_and_can_be_replaced() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let backup = ledger.backup(at(10)).unwrap();
    seal(&ledger, new_order());
    drop(ledger);
    let path = folder.path().join("hedan.db");
    let damaged = overwrite(&path, 0, &[0xA5; 5000]);

    let refused = ledger::open(folder.path(), at(11));
    let Err(OpenError::Corrupt { kept, backups, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!((kept, backups), (path.clone(), vec![backup.clone()]));
    assert_eq!(fs::read(&path).unwrap(), damaged, "the damaged file is left as it was");

    ledger::restore(folder.path(), &backup.file_name, at(12)).unwrap();
    let ledger = ledger::open(folder.path(), at(13)).unwrap();
    let ids: Vec<_> = ledger.orders(&OrderQuery { limit: 9, ..OrderQuery::default() }).unwrap();
    assert_eq!(ids.into_iter().map(|row| row.id).collect::<Vec<_>>(), [order]);
    let aside = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().contains("hedan-kept-"))
        .unwrap();
    assert_eq!(fs::read(aside).unwrap(), damaged, "and kept beside the one restored");
}

#[test]
fn damage_inside_is_found_too() {
    let (folder, ledger) = library();
    for _ in 0..40 {
        seal(&ledger, new_order());
    }
    drop(ledger);
    let path = folder.path().join("hedan.db");
    let pages = fs::metadata(&path).unwrap().len() / 4096;
    // Every page but the first, which holds the header: whichever matters is among them.
    for page in 1..pages {
        overwrite(&path, usize::try_from(page * 4096).unwrap(), &[0x5A; 64]);
    }
    let refused = ledger::open(folder.path(), at(11));
    assert!(matches!(refused, Err(OpenError::Corrupt { .. })), "{refused:?}");
}

#[test]
fn a_truncated_database_is_damaged() {
    let (folder, ledger) = library();
    for _ in 0..40 {
        seal(&ledger, new_order());
    }
    drop(ledger);
    let path = folder.path().join("hedan.db");
    let half = fs::metadata(&path).unwrap().len() / 2;
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(half).unwrap();
    let refused = ledger::open(folder.path(), at(11));
    assert!(matches!(refused, Err(OpenError::Corrupt { .. })), "{refused:?}");
}

#[test]
fn another_programs_database_is_not_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hedan.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE song (name)").unwrap();
    let refused = ledger::open(folder.path(), at(1));
    assert!(matches!(refused, Err(OpenError::Corrupt { .. })), "{refused:?}");
    let songs = rusqlite::Connection::open(&path).unwrap();
    assert!(songs.execute_batch("SELECT name FROM song").is_ok(), "it is as it was");
}

#[test]
fn a_database_that_is_gone_is_not_silently_begun_again() {
    let (folder, ledger) = library();
    seal(&ledger, new_order());
    let backup = ledger.backup(at(10)).unwrap();
    drop(ledger);
    fs::remove_file(folder.path().join("hedan.db")).unwrap();
    let refused = ledger::open(folder.path(), at(11));
    assert!(
        matches!(&refused, Err(OpenError::Gone { backups }) if *backups == [backup]),
        "{refused:?}"
    );
    let ledger = ledger::open_anew(folder.path(), at(12)).unwrap();
    assert!(ledger.orders(&OrderQuery::default()).unwrap().is_empty(), "unless it is wanted");
}

#[test]
fn who_begins_anew_gets_no_old_backup_at_the_next_opening() {
    let (folder, ledger) = library();
    seal(&ledger, new_order());
    let backup = ledger.backup(at(10)).unwrap();
    drop(ledger);
    // As a restoring leaves it that could not come to its end.
    let ready = folder.path().join("hedan.db.restored");
    fs::copy(folder.path().join("backups").join(backup.file_name), &ready).unwrap();
    let ledger = ledger::open_anew(folder.path(), at(12)).unwrap();
    let order = seal(&ledger, new_order());
    drop(ledger);
    let ledger = ledger::open(folder.path(), at(13)).unwrap();
    let rows = ledger.orders(&OrderQuery { limit: 9, ..OrderQuery::default() }).unwrap();
    assert_eq!(rows.into_iter().map(|row| row.id).collect::<Vec<_>>(), [order]);
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let kept = names.filter(|name| name.to_string_lossy().starts_with("hedan-kept-")).count();
    assert_eq!(kept, 2, "both databases are kept");
}

#[test]
fn a_damaged_backup_does_not_replace_anything() {
    let (folder, ledger) = library();
    seal(&ledger, new_order());
    let backup = ledger.backup(at(10)).unwrap();
    drop(ledger);
    overwrite(&folder.path().join("backups").join(&backup.file_name), 0, &[0; 5000]);
    for name in [backup.file_name.as_str(), "../hedan.db", "nothing"] {
        let refused = ledger::restore(folder.path(), name, at(11));
        assert!(matches!(refused, Err(OpenError::BadBackup { .. })), "{name}: {refused:?}");
    }
    let ledger = ledger::open(folder.path(), at(12)).unwrap();
    assert_eq!(ledger.orders(&OrderQuery::default()).unwrap().len(), 1);
}

#[test]
fn a_name_in_chinese_is_a_folder_like_any_other() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("我的 资料'库%20").join("核单");
    let ledger = ledger::open(&folder, at(0)).unwrap();
    let order = seal(&ledger, new_order());
    ledger.record(&order, OrderEvent::Postponed, at(1)).unwrap();
    assert_eq!(ledger.backup(at(2)).unwrap().reason, BackupReason::Asked);
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_cannot_be_written_is_told() {
    // Nobody, not even root, can make a folder here.
    let refused = ledger::open(Path::new("/proc/self/hedan"), at(0));
    assert!(refused.is_err());
    let refused = ledger::open(Path::new("/sys/kernel/hedan"), at(0));
    assert!(matches!(refused, Err(OpenError::NotWritable { .. })), "{refused:?}");
}

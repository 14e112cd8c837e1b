//! The whole library in one file, on another machine and in another library.

use std::{fs, path::Path};

use ledger::{
    ArchiveError, BackupReason, Confirmed, Damage, JsonTaken, Ledger, OrderEvent, OrderQuery,
    Source, Wanted,
};
use model::{OrderId, OrderState, Sha256Hex};
use tempfile::TempDir;

use crate::{
    common::{StopAfter, at, attach, library, moved, new_order, paid, seal},
    picture::png,
};

/// Two orders with files, steps taken back, an address book and a draft.
fn full() -> (TempDir, Ledger, Vec<OrderId>) {
    let (folder, ledger) = library();
    let ids = vec![seal(&ledger, new_order()), seal(&ledger, new_order())];
    ledger.record(&ids[0], paid(2), at(2)).unwrap();
    let seq = ledger.record(&ids[0], moved(OrderState::Issued), at(3)).unwrap().seq.unwrap();
    let file = attach(&ledger, &ids[1], png(20, 20), 4);
    ledger.undo(&ids[0], seq, at(5)).unwrap();
    ledger.set_evidence_text(&file, "支付成功").unwrap();
    ledger.save_draft(&Ledger::new_draft_id(at(5)), "{}", at(5)).unwrap();
    ledger.set_setting("settings", "{\"theme\":\"dark\"}").unwrap();
    let picture = Source::Bytes { name: "b.png".to_owned(), bytes: png(30, 30) };
    let (picture, _) = ledger.keep_picture(picture, 1 << 20).unwrap();
    ledger.keep_reading(&picture, "{}").unwrap();
    (folder, ledger, ids)
}

fn all(ledger: &Ledger) -> Vec<ledger::OrderRow> {
    ledger.orders(&OrderQuery { limit: 99, ..OrderQuery::default() }).unwrap()
}

fn archived(ledger: &Ledger, folder: &Path) -> std::path::PathBuf {
    let path = folder.join("核单 记录.zip");
    ledger.archive(&path, at(10), &()).unwrap();
    path
}

fn is_whole(ledger: &Ledger) {
    let found = ledger.verify().unwrap();
    assert!(found.is_whole(), "{found:#?}");
}

/// What was seen, without the numbers and hashes of one library's chain.
fn story(ledger: &Ledger, order: &OrderId) -> Vec<(i64, String, bool)> {
    let events = ledger.order(order).unwrap().events;
    let told = |event: &ledger::Event| {
        (event.at.as_millisecond(), format!("{:?}", event.what.kind()), event.undone)
    };
    events.iter().map(told).collect()
}

#[test]
fn an_empty_library_takes_all_of_it_over_with_its_chain() {
    let (_from, ledger, ids) = full();
    let away = tempfile::tempdir().unwrap();
    let path = archived(&ledger, away.path());
    let info = ledger::examine_archive(&path).unwrap();
    assert_eq!((info.orders, info.files, info.made_at), (2, 1, at(10)));
    assert_eq!(fs::read_dir(away.path()).unwrap().count(), 1, "nothing lies beside it");

    let (_to, other) = library();
    let merged = other.take_in(&path, at(20), &()).unwrap();
    assert_eq!((merged.new_orders, merged.new_files), (2, 1));
    is_whole(&other);
    assert_eq!(other.verify().unwrap().head, ledger.verify().unwrap().head, "the same chain");
    assert_eq!(all(&other), all(&ledger));
    for id in &ids {
        assert_eq!(other.order(id).unwrap(), ledger.order(id).unwrap());
        assert_eq!(other.sealed_check(id).unwrap(), ledger.sealed_check(id).unwrap());
    }
    assert_eq!(other.recipients().unwrap().len(), 1);
    assert_eq!(other.drafts().unwrap(), ledger.drafts().unwrap());
    assert_eq!(other.settings().unwrap(), ledger.settings().unwrap());
    let text = OrderQuery { text: "支付成功".to_owned(), ..OrderQuery::default() };
    assert_eq!(other.orders(&text).unwrap().len(), 1, "found by what was read in a file");

    let again = other.take_in(&path, at(30), &()).unwrap();
    assert_eq!((again.new_orders, again.known_orders, again.new_files), (0, 2, 0));
    assert_eq!((again.grown_orders, again.new_entries), (0, 0), "taken in twice is taken in once");
    assert_eq!(other.backups()[0].reason, BackupReason::Merge, "a library with something in it");
}

#[test]
fn two_libraries_become_one_without_anything_twice() {
    let (_from, ledger, ids) = full();
    let away = tempfile::tempdir().unwrap();
    let before = archived(&ledger, away.path());
    let (_to, other) = library();
    let own = seal(&other, new_order());
    other.record(&own, paid(2), at(2)).unwrap();
    let (kind, value) = ("cn_mobile", "13800138000");
    other.save_recipient(kind, value, Some("我"), Confirmed::ByHand, at(3)).unwrap();
    other.set_setting("settings", "{}").unwrap();
    let merged = other.take_in(&before, at(20), &()).unwrap();
    assert_eq!((merged.new_orders, merged.known_orders), (2, 0), "{merged:?}");
    assert_eq!(other.setting("settings").unwrap().as_deref(), Some("{}"), "set is set");
    assert_eq!(other.recipients().unwrap().len(), 2);
    for id in &ids {
        assert_eq!(story(&other, id), story(&ledger, id), "with the step that was taken back");
        let (ours, theirs) = (other.order(id).unwrap().row, ledger.order(id).unwrap().row);
        assert_eq!((ours.axes, ours.paid_at), (theirs.axes, theirs.paid_at));
    }
    is_whole(&other);

    // It goes on there, and comes once more.
    ledger.record(&ids[0], moved(OrderState::Delivered), at(30)).unwrap();
    attach(&ledger, &ids[0], b"more".to_vec(), 31);
    let after = archived(&ledger, away.path());
    let merged = other.take_in(&after, at(40), &()).unwrap();
    assert_eq!((merged.grown_orders, merged.known_orders, merged.new_files), (1, 1, 1));
    assert_eq!(story(&other, &ids[0]), story(&ledger, &ids[0]));
    assert_eq!(all(&other).len(), 3);
    is_whole(&other);
    // An older archive brings nothing back.
    let merged = other.take_in(&before, at(50), &()).unwrap();
    assert_eq!((merged.new_orders, merged.grown_orders, merged.parted.len()), (0, 0, 0));
}

#[test]
fn an_order_that_went_on_differently_is_kept_both_ways() {
    let (_from, ledger, ids) = full();
    let away = tempfile::tempdir().unwrap();
    let (_to, other) = library();
    other.take_in(&archived(&ledger, away.path()), at(20), &()).unwrap();
    ledger.record(&ids[0], moved(OrderState::Delivered), at(30)).unwrap();
    other.record(&ids[0], OrderEvent::Noted { text: "还没到".to_owned() }, at(31)).unwrap();
    let (ours, theirs) = (story(&other, &ids[0]), story(&ledger, &ids[0]));

    let path = archived(&ledger, away.path());
    let merged = other.take_in(&path, at(40), &()).unwrap();
    let [parted] = &merged.parted[..] else { panic!("{merged:?}") };
    assert_eq!(parted.order, ids[0]);
    assert_eq!(story(&other, &ids[0]), ours, "ours as it was");
    assert_eq!(story(&other, &parted.other), theirs, "theirs beside it");
    assert_eq!(all(&other).len(), 3);
    is_whole(&other);

    let again = other.take_in(&path, at(50), &()).unwrap();
    assert_eq!(again.parted, merged.parted, "told again, kept once");
    ledger.record(&ids[0], moved(OrderState::Completed), at(60)).unwrap();
    other.take_in(&archived(&ledger, away.path()), at(70), &()).unwrap();
    assert_eq!(story(&other, &parted.other), story(&ledger, &ids[0]), "it goes on where it is");
    assert_eq!(all(&other).len(), 3);
    is_whole(&other);
}

#[test]
fn a_damaged_or_foreign_archive_changes_nothing() {
    let (_from, ledger, _) = full();
    let away = tempfile::tempdir().unwrap();
    let path = archived(&ledger, away.path());
    let whole = fs::read(&path).unwrap();
    let bad = away.path().join("bad.zip");
    let write = |bytes: &[u8]| {
        std::io::Write::write_all(&mut fs::File::create(&bad).unwrap(), bytes).unwrap();
    };
    let mut refused = 0;
    for at_byte in (0..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        bytes[at_byte] ^= 0x10;
        write(&bytes);
        let (to, other) = library();
        // A flipped byte may hit what nothing is read from, such as a date.
        if let Err(error) = other.take_in(&bad, at(20), &()) {
            assert!(!matches!(error, ArchiveError::Ledger(_)), "{error:?} at {at_byte}");
            assert!(all(&other).is_empty(), "{error:?} at {at_byte}");
            refused += 1;
            let left = fs::read_dir(to.path().join("backups")).unwrap().count();
            assert_eq!(left, 0, "nothing left over at {at_byte}");
        }
        is_whole(&other);
    }
    assert!(refused > 50, "{refused} of 60 flipped bytes were seen");
    let (to, other) = library();
    for bytes in [&b""[..], b"PK", &whole[..whole.len() / 2], &[0; 4096]] {
        write(bytes);
        let refused = other.take_in(&bad, at(20), &());
        assert!(
            matches!(refused, Err(ArchiveError::NotAnArchive { .. } | ArchiveError::Io(_))),
            "{refused:?}"
        );
    }
    assert!(all(&other).is_empty());
    is_whole(&other);
    assert_eq!(fs::read_dir(to.path().join("backups")).unwrap().count(), 0, "nothing left over");
}

#[test]
fn a_file_that_is_damaged_here_is_left_out_and_named() {
    let (folder, ledger, ids) = full();
    let file = attach(&ledger, &ids[0], b"gone soon".to_vec(), 6);
    let name = file.as_str();
    fs::remove_file(folder.path().join("vault").join(&name[..2]).join(name)).unwrap();
    let away = tempfile::tempdir().unwrap();
    let info = ledger.archive(&away.path().join("a.zip"), at(10), &()).unwrap();
    assert_eq!((info.files, info.left_out), (1, vec![file]));
}

#[test]
fn stopping_leaves_nothing_behind() {
    let (_from, ledger, _) = full();
    let away = tempfile::tempdir().unwrap();
    let path = away.path().join("a.zip");
    for most in 1..8 {
        let stop = StopAfter::steps(most);
        let stopped = ledger.archive(&path, at(10), &stop);
        assert!(matches!(stopped, Err(ArchiveError::Stopped)), "{most}: {stopped:?}");
        assert_eq!(fs::read_dir(away.path()).unwrap().count(), 0, "{most}");
    }
    ledger.archive(&path, at(10), &()).unwrap();
    let (_to, other) = library();
    for most in 1..8 {
        let stopped = other.take_in(&path, at(20), &StopAfter::steps(most));
        assert!(matches!(stopped, Err(ArchiveError::Stopped)), "{most}: {stopped:?}");
        assert!(all(&other).is_empty());
        is_whole(&other);
    }
    other.take_in(&path, at(20), &()).unwrap();
    is_whole(&other);
}

/// Takes in orders as JSON, whose files stay elsewhere.
fn json(from: &Ledger, wanted: &Wanted, to: &Ledger, folder: &Path) {
    let path = folder.join("orders.json");
    from.write_json(&path, wanted, at(15), &()).unwrap();
    let taken = to.take_in_json(&path, at(16), &()).unwrap();
    assert!(matches!(taken, JsonTaken::Merged { .. }), "{taken:?}");
}

fn lose(folder: &Path, file: &Sha256Hex) {
    let name = file.as_str();
    fs::remove_file(folder.join("vault").join(&name[..2]).join(name)).unwrap();
}

#[test]
fn a_file_that_is_lost_here_stays_lost_whatever_another_library_never_had() {
    let (folder, ledger, ids) = full();
    let file = attach(&ledger, &ids[0], b"gone soon".to_vec(), 6);
    let away = tempfile::tempdir().unwrap();
    let (_other_folder, other) = library();
    json(&ledger, &Wanted::All, &other, away.path());
    lose(folder.path(), &file);
    ledger.take_in(&archived(&other, away.path()), at(20), &()).unwrap();
    let found = ledger.verify().unwrap();
    let [finding] = &found.findings[..] else { panic!("{found:#?}") };
    let lost = |damage: &Damage| matches!(damage, Damage::File { sha256, gone: true, .. } if *sha256 == file);
    assert!(lost(&finding.damage), "{found:#?}");
    assert_eq!(found.elsewhere, 0);
}

#[test]
fn a_file_that_came_with_a_record_made_part_of_another_is_checked_and_archived() {
    let (folder, ledger, ids) = full();
    let file = attach(&ledger, &ids[0], b"of the other record".to_vec(), 6);
    let kept = seal(&ledger, new_order());
    ledger.merge(&kept, &ids[0], at(7)).unwrap();
    let away = tempfile::tempdir().unwrap();
    let (other_folder, other) = library();
    json(&ledger, &Wanted::These(vec![kept.clone()]), &other, away.path());
    assert_eq!(other.verify().unwrap().elsewhere, 1);
    other.repair(Some(folder.path()), at(17), &()).unwrap();
    assert_eq!(other.verify().unwrap().files, 1, "it is here by now, and read");
    let path = away.path().join("b.zip");
    let info = other.archive(&path, at(18), &()).unwrap();
    assert_eq!((info.files, info.left_out), (1, Vec::new()));
    lose(other_folder.path(), &file);
    let found = other.verify().unwrap();
    let [finding] = &found.findings[..] else { panic!("{found:#?}") };
    assert!(matches!(&finding.damage, Damage::File { order: Some(of), .. } if *of == kept));
    let info = other.archive(&path, at(19), &()).unwrap();
    assert_eq!((info.files, info.left_out), (0, vec![file]));
}

#[test]
fn what_lies_beside_an_archive_stays_and_nobody_else_reads_it() {
    let (_from, ledger, _) = full();
    let away = tempfile::tempdir().unwrap();
    let own = away.path().join("a.zip.partial");
    ledger::write_file(&own, b"somebody's").unwrap();
    let path = away.path().join("a.zip");
    ledger.archive(&path, at(10), &()).unwrap();
    assert_eq!(fs::read(&own).unwrap(), b"somebody's");
    assert_eq!(fs::read_dir(away.path()).unwrap().count(), 2, "nothing lies beside them");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}

#[test]
fn a_text_that_an_archive_brings_is_found_by_every_order_with_its_file() {
    let (_from, ledger, ids) = full();
    let away = tempfile::tempdir().unwrap();
    let (_to, other) = library();
    other.take_in(&archived(&ledger, away.path()), at(20), &()).unwrap();
    let file = attach(&ledger, &ids[0], b"read later".to_vec(), 21);
    let own = seal(&other, new_order());
    attach(&other, &own, b"read later".to_vec(), 22);
    other.take_in(&archived(&ledger, away.path()), at(23), &()).unwrap();
    ledger.set_evidence_text(&file, "凭证号八六四二").unwrap();
    other.take_in(&archived(&ledger, away.path()), at(24), &()).unwrap();
    is_whole(&other);
    let query = OrderQuery { text: "凭证号八六四二".to_owned(), ..OrderQuery::default() };
    let found: Vec<_> = other.orders(&query).unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(found.len(), 2, "the one it was read for and the other that has it: {found:?}");
    assert!(found.contains(&ids[0]) && found.contains(&own));
}

//! Real records of older versions, each made by the program that wrote that version.

use std::{fs, path::Path};

use ledger::{
    BackupReason, CaseStep, Casework, Damage, DamageFound, Ledger, OpenError, OrderEvent,
    OrderQuery, OwnSort, ReminderRow,
};
use model::{Circumstance, EvidenceKind, Fen, Milestone, OrderState, Problem};

use crate::common::at;

const VERSION_1: &[u8] = include_bytes!("version-1.db");
const VERSION_2: &[u8] = include_bytes!("version-2.db");
const VERSION_3: &[u8] = include_bytes!("version-3.db");
/// Each one with what that version brought, written by its own program.
const LATER: [(u32, &[u8]); 7] = [
    (4, include_bytes!("version-4.db")),
    (5, include_bytes!("version-5.db")),
    (6, include_bytes!("version-6.db")),
    (7, include_bytes!("version-7.db")),
    (8, include_bytes!("version-8.db")),
    (9, include_bytes!("version-9.db")),
    (10, include_bytes!("version-10.db")),
];
/// The one file of their vaults.
const RECEIPT: &str = "充值受理，流水 88";

fn folder_of(version: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), version);
    folder
}

#[expect(clippy::disallowed_methods, reason = "what another program left behind")]
fn put(folder: &Path, version: &[u8]) {
    fs::write(folder.join("hedan.db"), version).unwrap();
}

#[test]
fn a_record_of_version_1_is_backed_up_and_goes_on() {
    let folder = folder_of(VERSION_1);
    let ledger = ledger::open(folder.path(), at(0)).unwrap();
    let upgrade = ledger.upgrade().unwrap().clone();
    assert_eq!((upgrade.from, upgrade.backup.reason), (1, BackupReason::Migration));

    let orders = ledger.orders(&OrderQuery { limit: 9, ..OrderQuery::default() }).unwrap();
    assert_eq!(orders.len(), 1);
    let order = &orders[0];
    assert_eq!((order.axes.order, order.summary.total), (OrderState::Issued, Some(Fen(9_980))));
    assert_eq!(order.order_no.as_deref(), Some("T2026112200012"));
    assert!(ledger.sealed_check(&order.id).unwrap().unwrap().json.contains("实付款"));
    assert_eq!(ledger.recipients().unwrap()[0].label, "妈妈");
    assert_eq!(ledger.drafts().unwrap().len(), 1);
    assert!(ledger.setting("settings").unwrap().unwrap().contains("dark"));
    let found = ledger.orders(&OrderQuery { text: "话费".to_owned(), ..OrderQuery::default() });
    assert_eq!(found.unwrap().len(), 1, "the search goes on");
    assert!(ledger.verify().unwrap().is_whole(), "{:#?}", ledger.verify().unwrap());

    let id = Ledger::new_template_id(at(1));
    ledger.save_template(&id, "妈妈话费", "{}", at(1)).unwrap();
    assert_eq!(ledger.templates().unwrap().len(), 1, "what version 2 brought");
    let reminder = ReminderRow {
        id: Ledger::new_reminder_id(at(1)),
        category: "phone_credit".to_owned(),
        word: String::new(),
        text: "看一眼号码".to_owned(),
        order: Some(order.id.clone()),
        created_at: at(1),
    };
    ledger.save_reminder(&reminder).unwrap();
    assert_eq!(ledger.reminders().unwrap(), [reminder]);
    drop(ledger);
    let ledger = ledger::open(folder.path(), at(2)).unwrap();
    assert_eq!(ledger.upgrade(), None, "once is enough");
}

#[test]
fn a_record_of_version_2_goes_on_with_its_habits() {
    let folder = folder_of(VERSION_2);
    let ledger = ledger::open(folder.path(), at(10)).unwrap();
    let upgrade = ledger.upgrade().unwrap().clone();
    assert_eq!((upgrade.from, upgrade.backup.reason), (2, BackupReason::Migration));
    assert_eq!(ledger.templates().unwrap()[0].name, "奶奶话费");
    assert_eq!(ledger.reminders().unwrap()[0].text, "先打电话问号码");
    let orders = ledger.orders(&OrderQuery { limit: 9, ..OrderQuery::default() }).unwrap();
    assert_eq!(orders[0].summary.recipient_label.as_deref(), Some("奶奶"));
    assert!(ledger.verify().unwrap().is_whole(), "{:#?}", ledger.verify().unwrap());

    assert!(ledger.own().unwrap().is_empty(), "what the next versions brought");
    ledger.add_own(OwnSort::Kind, "{}", at(11)).unwrap();
    drop(ledger);
    let ledger = ledger::open(folder.path(), at(12)).unwrap();
    assert_eq!((ledger.upgrade(), ledger.own().unwrap().len()), (None, 1));
}

#[test]
fn a_record_of_version_3_is_found_in_new_ways() {
    let folder = folder_of(VERSION_3);
    let ledger = ledger::open(folder.path(), at(10)).unwrap();
    let upgrade = ledger.upgrade().unwrap().clone();
    assert_eq!((upgrade.from, upgrade.backup.reason), (3, BackupReason::Migration));
    assert_eq!(ledger.own().unwrap().len(), 1);
    let verified = ledger.verify().unwrap();
    // The files themselves are no part of the fixture.
    let gone = |each: &DamageFound| matches!(each.damage, Damage::File { gone: true, .. });
    assert_eq!((verified.events, verified.findings.len()), (6, 2), "{verified:#?}");
    assert!(verified.findings.iter().all(gone), "{verified:#?}");

    let found = |query: OrderQuery| -> Vec<String> {
        ledger.orders(&query).unwrap().into_iter().map(|row| row.summary.name).collect()
    };
    let text = |text: &str| OrderQuery { text: text.to_owned(), ..OrderQuery::default() };
    let (phone, game) = ("广东移动话费快充", "原神创世结晶 6480");
    assert_eq!(found(OrderQuery::default()), [game, phone]);
    for words in ["话费", "红包", "hf", "yidong", "0077"] {
        assert_eq!(found(text(words)), [phone], "{words}: the old rows are indexed anew");
    }
    assert_eq!(found(text("ys 6480")), [game]);
    let kinds = ledger.orders(&text("hf")).unwrap().remove(0).evidence_kinds;
    assert_eq!(kinds, [EvidenceKind::Payment, EvidenceKind::Chat], "they moved into the row");
    let put_off = OrderQuery { postponed: Some(true), ..OrderQuery::default() };
    assert_eq!(found(put_off), [game]);
    assert!(ledger.views().unwrap().is_empty(), "what version 4 brought");
    drop(ledger);
    let ledger = ledger::open(folder.path(), at(12)).unwrap();
    assert_eq!((ledger.upgrade(), ledger.orders(&text("hf")).unwrap().len()), (None, 1));
}

#[test]
fn records_of_later_versions_go_on_whole() {
    for (version, bytes) in LATER {
        let folder = folder_of(bytes);
        put_receipt(folder.path());
        let ledger = ledger::open(folder.path(), at(20)).unwrap();
        let from = ledger.upgrade().map(|upgrade| upgrade.from);
        assert_eq!(from, Some(version));
        let verified = ledger.verify().unwrap();
        assert!(verified.is_whole(), "{version}: {:#?}", verified.findings);

        let text = |text: &str| OrderQuery { text: text.to_owned(), ..OrderQuery::default() };
        for words in ["话费", "hf", "T2026030100017", "半小时"] {
            let found = ledger.orders(&text(words)).unwrap();
            assert!(
                found.iter().any(|row| row.summary.name == "广东移动话费快充"),
                "{version}: {words}"
            );
        }
        let paid = ledger.orders(&text("hf")).unwrap().remove(0);
        assert_eq!(paid.axes.order, OrderState::Paid);
        let record = ledger.order(&paid.id).unwrap();
        assert_eq!(record.evidence.len(), 1, "{version}");
        let receipt = ledger.evidence_bytes(&record.evidence[0].sha256).unwrap();
        assert_eq!(receipt.bytes, RECEIPT.as_bytes());
        assert_eq!(ledger.views().unwrap()[0].name, "缺证据的话费");
        assert_eq!(ledger.drafts().unwrap().len(), 1);
        let clock = ledger.clock(&paid.id).unwrap().clock;
        assert_eq!(clock.reached[0].milestone, Milestone::Paid, "{version}: counted from it");
        assert_eq!(clock.reached.len(), if version >= 6 { 2 } else { 1 });
        if version >= 7 {
            let other = ledger.orders(&text("一卡通")).unwrap().remove(0);
            assert_eq!(other.tags, ["年终"]);
        }
        if version >= 8 {
            assert_eq!(ledger.stopped_checks().unwrap().total, Fen(9_850));
        }
        assert_eq!(verified.elsewhere, u32::from(version >= 9));
        if version >= 10 {
            went_wrong(&ledger);
        }
        let noted = OrderEvent::Noted { text: "新版里记的".to_owned() };
        ledger.record(&paid.id, noted, at(21)).unwrap();
        assert!(ledger.verify().unwrap().is_whole(), "{version}: and further");
    }
}

/// An order that no check came before and that some money came back of: it is found by both, and
/// what was said of it before there were cases can be gone on with as one.
fn went_wrong(ledger: &Ledger) {
    let unchecked = OrderQuery { checked: Some(false), ..OrderQuery::default() };
    let rows = ledger.orders(&unchecked).unwrap();
    let [order] = rows.as_slice() else { panic!("{rows:#?}") };
    assert_eq!((order.summary.name.as_str(), order.refunded), ("网易一卡通 30 元", Fen(2_000)));
    let clock = ledger.clock(&order.id).unwrap().clock;
    assert_eq!(clock.problem, Some(Problem::NotDelivered));
    assert_eq!((clock.circumstances, clock.answers.len()), (vec![Circumstance::Alipay], 1));
    assert_eq!(ledger.casework(&order.id).unwrap(), Casework::default());
    assert!(ledger.cases(true, 9).unwrap().is_empty(), "nothing was done about it");
    let followed = CaseStep::Followed { remedy: Some("resupply".to_owned()) };
    ledger.record(&order.id, OrderEvent::Case(followed), at(20)).unwrap();
    assert_eq!(ledger.cases(true, 9).unwrap().len(), 1);
}

#[expect(clippy::disallowed_methods, reason = "what another program left behind")]
fn put_receipt(folder: &Path) {
    let name = "93c988b371ef8fe53c6d330ebdab4136f41d3d038f40941c740d5d4df3215afb";
    let shelf = folder.join("vault").join(&name[..2]);
    fs::create_dir_all(&shelf).unwrap();
    fs::write(shelf.join(name), RECEIPT).unwrap();
}

#[test]
fn the_backup_of_version_1_takes_the_record_back() {
    let folder = folder_of(VERSION_1);
    let ledger = ledger::open(folder.path(), at(0)).unwrap();
    let backup = ledger.upgrade().unwrap().backup.clone();
    let id = Ledger::new_template_id(at(1));
    ledger.save_template(&id, "妈妈话费", "{}", at(1)).unwrap();
    drop(ledger);
    ledger::restore(folder.path(), &backup.file_name, at(2)).unwrap();
    let ledger = ledger::open(folder.path(), at(3)).unwrap();
    assert_eq!(ledger.upgrade().map(|upgrade| upgrade.from), Some(1), "it was still version 1");
    assert!(ledger.templates().unwrap().is_empty(), "from before there was one");
    assert_eq!(ledger.drafts().unwrap().len(), 1);
}

#[test]
fn a_damaged_record_of_version_1_is_not_migrated() {
    let mut damaged = VERSION_1.to_vec();
    damaged[4096..].fill(0x5A);
    let folder = folder_of(&damaged);
    let refused = ledger::open(folder.path(), at(0));
    assert!(matches!(refused, Err(OpenError::Corrupt { .. })), "{refused:?}");
    assert_eq!(fs::read(folder.path().join("hedan.db")).unwrap(), damaged, "left as it was");
}

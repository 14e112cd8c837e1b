//! Orders as JSON, out of one library and into another.

use std::{fs, path::Path};

use ledger::{
    Confirmed, JsonLooked, JsonTaken, JsonWhy, Ledger, LinkKind, MoneyBack, OrderEvent, OutError,
    RecordedFrom, Wanted, examine_json,
};
use model::{Fen, Milestone, OrderId, OrderState};
use proptest::prelude::*;
use serde_json::Value;

use crate::{
    common::{StopAfter, at, attach_named, library, moved, new_order, paid, seal, summary},
    picture::png,
};

fn json(ledger: &Ledger, folder: &Path, wanted: &Wanted) -> String {
    let path = folder.join("orders.json");
    ledger.write_json(&path, wanted, at(99), &()).unwrap();
    fs::read_to_string(path).unwrap()
}

fn all(ledger: &Ledger, folder: &Path) -> String {
    json(ledger, folder, &Wanted::All)
}

fn take(ledger: &Ledger, folder: &Path, text: &str) -> JsonTaken {
    let path = folder.join("in.json");
    ledger::write_file(&path, text.as_bytes()).unwrap();
    ledger.take_in_json(&path, at(100), &()).unwrap()
}

fn taken(taken: JsonTaken) -> (ledger::Merged, u32) {
    match taken {
        JsonTaken::Merged { merged, files_elsewhere } => (merged, files_elsewhere),
        JsonTaken::Refused { fault } => panic!("refused: {fault:?}"),
    }
}

/// Orders with every sort of thing that happens, and everything that is kept beside them.
fn full(ledger: &Ledger) -> Vec<OrderId> {
    let ids = vec![seal(ledger, new_order()), seal(ledger, new_order()), seal(ledger, new_order())];
    ledger.record(&ids[0], paid(2), at(2)).unwrap();
    let seq = ledger.record(&ids[0], moved(OrderState::Issued), at(3)).unwrap().seq.unwrap();
    ledger.undo(&ids[0], seq, at(5)).unwrap();
    let file = attach_named(ledger, &ids[1], "付款.png", png(20, 20), 4);
    ledger.set_evidence_text(&file, "支付成功").unwrap();
    ledger.record(&ids[1], paid(3), at(6)).unwrap();
    let back =
        MoneyBack { amount: Fen(500), at: at(7), to: None, note: Some("退了五元".to_owned()) };
    ledger.record(&ids[1], OrderEvent::Refunded(back), at(8)).unwrap();
    ledger.link(&ids[0], &ids[1], LinkKind::PaidTwice, at(9)).unwrap();
    ledger.record(&ids[2], OrderEvent::Trashed, at(10)).unwrap();
    let record = ledger::NewRecord {
        summary: summary(),
        from: RecordedFrom::Page,
        row: None,
        page_json: Some("{\"page\":\"=1+1\\n\"}".to_owned()),
        pictures: Vec::new(),
        happened: vec![OrderEvent::Reached {
            milestone: Milestone::Contacted,
            at: at(0),
            until: Some(at(50)),
            note: None,
        }],
    };
    ledger.record_order(record, at(11)).unwrap();
    ledger.set_setting("settings", "{\"theme\":\"dark\"}").unwrap();
    ledger
        .save_recipient("cn_mobile", "13912345678", Some("奶奶"), Confirmed::ByHand, at(12))
        .unwrap();
    ids
}

#[test]
fn what_went_out_comes_in_and_goes_out_the_same() {
    let (folder, ledger) = library();
    let ids = full(&ledger);
    let first = all(&ledger, folder.path());
    let (away, other) = library();
    let (merged, elsewhere) = taken(take(&other, away.path(), &first));
    assert_eq!((merged.new_orders, elsewhere), (4, 1), "{merged:?}");
    assert_eq!(all(&other, away.path()), first, "nothing was lost on the way");
    let found = other.verify().unwrap();
    assert!(found.is_whole(), "{found:#?}");
    assert_eq!(found.elsewhere, 1, "a file that never was here is no damage");
    assert_eq!(other.files_elsewhere(&ids[1]).unwrap().len(), 1);
    let query = ledger::OrderQuery { text: "支付成功".to_owned(), ..Default::default() };
    assert_eq!(other.orders(&query).unwrap().len(), 1, "what was read in it is found");
    let checked = other.sealed_check(&ids[0]).unwrap().unwrap();
    assert_eq!(checked.json, new_order().check_json, "byte for byte");

    let (again, _) = taken(take(&other, away.path(), &first));
    let nothing = (again.new_orders, again.grown_orders, again.new_entries, again.parted.len());
    assert_eq!((nothing, again.known_orders), ((0, 0, 0, 0), 4), "the same file changes nothing");
    assert_eq!(all(&other, away.path()), first);
}

#[test]
fn a_file_that_comes_later_is_looked_at_and_no_longer_missed() {
    let (folder, ledger) = library();
    let ids = full(&ledger);
    let (away, other) = library();
    take(&other, away.path(), &all(&ledger, folder.path()));
    assert_eq!(other.unseen_evidence().unwrap(), None, "there is nothing to look at");
    attach_named(&other, &ids[1], "again.png", png(20, 20), 4);
    assert_eq!(other.files_elsewhere(&ids[1]).unwrap(), []);
    assert_eq!(other.verify().unwrap().elsewhere, 0);
    assert!(other.unseen_evidence().unwrap().is_some(), "it is looked at like any other");

    // From the folder of the other library, as anything else that is missing.
    let (away, third) = library();
    take(&third, away.path(), &all(&ledger, folder.path()));
    let repaired = third.repair(Some(folder.path()), at(101), &()).unwrap();
    assert_eq!((repaired.mended, repaired.now.elsewhere), (1, 0));

    // With an archive.
    let (away, fourth) = library();
    take(&fourth, away.path(), &all(&ledger, folder.path()));
    let archive = away.path().join("all.zip");
    ledger.archive(&archive, at(101), &()).unwrap();
    assert_eq!(fourth.take_in(&archive, at(102), &()).unwrap().new_files, 1);
    assert_eq!(fourth.verify().unwrap().elsewhere, 0);
    let made = fourth.archive(&archive, at(103), &()).unwrap();
    assert!(made.left_out.is_empty());
}

#[test]
fn some_orders_go_out_without_what_is_kept_beside_them() {
    let (folder, ledger) = library();
    let ids = full(&ledger);
    let text = json(&ledger, folder.path(), &Wanted::These(vec![ids[0].clone()]));
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["orders"].as_array().unwrap().len(), 1);
    assert!(value.get("recipients").is_none() && value.get("settings").is_none());
    let (away, other) = library();
    let (merged, _) = taken(take(&other, away.path(), &text));
    assert_eq!((merged.new_orders, merged.new_entries), (1, 0));
    let found = other.verify().unwrap();
    assert!(found.is_whole(), "its partner is not here, which is no damage: {found:#?}");
}

#[test]
fn an_order_grows_or_parts_as_with_an_archive() {
    let (folder, ledger) = library();
    let ids = full(&ledger);
    let (away, other) = library();
    take(&other, away.path(), &all(&ledger, folder.path()));
    other.record(&ids[0], OrderEvent::Noted { text: "那边".to_owned() }, at(20)).unwrap();
    ledger.record(&ids[1], OrderEvent::Noted { text: "这边".to_owned() }, at(21)).unwrap();
    let (merged, _) = taken(take(&other, away.path(), &all(&ledger, folder.path())));
    assert_eq!((merged.new_orders, merged.grown_orders), (0, 1), "{merged:?}");
    ledger.record(&ids[0], OrderEvent::Noted { text: "这边".to_owned() }, at(22)).unwrap();
    for _ in 0..2 {
        let (merged, _) = taken(take(&other, away.path(), &all(&ledger, folder.path())));
        assert_eq!(merged.parted.len(), 1);
        assert_eq!(other.count_wanted(&Wanted::All).unwrap(), 5, "both ways are kept, once");
    }
    assert!(other.verify().unwrap().is_whole());
}

#[test]
fn what_cannot_be_is_refused_by_its_place_and_nothing_is_taken_in() {
    let (folder, ledger) = library();
    full(&ledger);
    let good = all(&ledger, folder.path());
    let change = |change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&good).unwrap();
        change(&mut value);
        value.to_string()
    };
    let cases: Vec<(String, JsonWhy, Option<u32>, Option<u32>)> = vec![
        (good[..good.len() / 2].to_owned(), JsonWhy::NotJson, None, None),
        ("[]".to_owned(), JsonWhy::Form, None, None),
        ("{\"a\":1}".to_owned(), JsonWhy::NotOurs, None, None),
        (change(&|v| v["version"] = 2.into()), JsonWhy::Newer, None, None),
        (change(&|v| v["orders"][1]["id"] = "../x".into()), JsonWhy::Form, Some(2), None),
        // Money that came back before any was paid.
        (
            change(&|v| {
                let back = v["orders"][1]["events"][3].clone();
                v["orders"][2]["events"].as_array_mut().unwrap().insert(1, back);
            }),
            JsonWhy::Event,
            Some(3),
            Some(2),
        ),
        (
            change(&|v| v["orders"][0]["events"][3]["body"]["seq"] = 99.into()),
            JsonWhy::Event,
            Some(1),
            Some(4),
        ),
        (
            change(&|v| v["orders"][0]["events"][1]["kind"] = "stolen".into()),
            JsonWhy::Form,
            Some(1),
            None,
        ),
        (
            change(&|v| {
                for (_, text) in v["orders"][0]["documents"].as_object_mut().unwrap() {
                    *text = "{\"verdict\":\"stop\"}".into();
                }
            }),
            JsonWhy::Document,
            Some(1),
            Some(1),
        ),
        (
            change(&|v| v["orders"][1]["events"][1]["body"]["name"] = "../../x.png".into()),
            JsonWhy::Form,
            Some(2),
            Some(2),
        ),
        (change(&|v| v["recipients"][0]["purchases"] = "x".into()), JsonWhy::Entry, None, None),
        (change(&|v| v["recipients"][0]["confirmed"] = "x".into()), JsonWhy::Entry, None, None),
    ];
    for (text, why, order, event) in cases {
        let (away, other) = library();
        let JsonTaken::Refused { fault } = take(&other, away.path(), &text) else {
            panic!("{why:?} was taken in");
        };
        assert_eq!(fault.why, why, "{fault:?}");
        if order.is_some() {
            assert_eq!((fault.order, fault.event), (order, event), "{fault:?}");
        }
        assert_eq!(other.count_wanted(&Wanted::All).unwrap(), 0, "{why:?}");
        assert!(other.recipients().unwrap().is_empty());
        assert!(other.verify().unwrap().is_whole());
    }
}

#[test]
fn a_file_says_what_it_holds_before_it_is_taken_in() {
    let (folder, ledger) = library();
    full(&ledger);
    let text = all(&ledger, folder.path());
    let JsonLooked::Holds { info } = examine_json(&folder.path().join("orders.json")).unwrap()
    else {
        panic!("it is whole")
    };
    assert_eq!((info.orders, info.entries, info.made_at), (4, 2, at(99)));
    // Its parts in another order are the same file.
    let value: Value = serde_json::from_str(&text).unwrap();
    let (away, other) = library();
    let (merged, _) = taken(take(&other, away.path(), &value.to_string()));
    assert_eq!(merged.new_orders, 4);
    // One endless order.
    let path = folder.path().join("endless.json");
    let endless = format!("{{\"orders\":[{{\"id\":\"{}\"}}]}}", "x".repeat(70 << 20));
    ledger::write_file(&path, endless.as_bytes()).unwrap();
    let JsonLooked::Refused { fault } = examine_json(&path).unwrap() else { panic!("too large") };
    assert_eq!((fault.why, fault.order), (JsonWhy::TooLarge, Some(1)));
}

#[test]
fn stopped_leaves_nothing_either_way() {
    let (folder, ledger) = library();
    full(&ledger);
    let target = folder.path().join("stopped.json");
    let stopped = ledger.write_json(&target, &Wanted::All, at(99), &StopAfter::steps(0));
    assert!(matches!(stopped, Err(OutError::Stopped)) && !target.exists());
    let text = all(&ledger, folder.path());
    let (away, other) = library();
    let path = away.path().join("in.json");
    ledger::write_file(&path, text.as_bytes()).unwrap();
    assert!(matches!(
        other.take_in_json(&path, at(100), &StopAfter::steps(0)),
        Err(OutError::Stopped)
    ));
    assert_eq!(other.count_wanted(&Wanted::All).unwrap(), 0);
    let nowhere =
        ledger.write_json(&folder.path().join("no/such/x.json"), &Wanted::All, at(99), &());
    assert!(matches!(nowhere, Err(OutError::Io(_))));
}

#[test]
fn an_order_that_cannot_be_taken_in_does_not_go_out() {
    let (folder, ledger) = library();
    let ids = full(&ledger);
    drop(ledger);
    let raw = rusqlite::Connection::open(folder.path().join("hedan.db")).unwrap();
    let triggers = "
        DROP TRIGGER event_never_changes; DROP TRIGGER event_never_goes;
        DROP TRIGGER document_never_changes;
    ";
    raw.execute_batch(triggers).unwrap();
    for (id, sql) in [
        // A row that no event tells of.
        (&ids[0], "DELETE FROM event WHERE order_id = ?1"),
        // It was never put away.
        (
            &ids[1],
            "UPDATE event SET kind = 'restored', body = 'null' WHERE order_id = ?1 AND kind = 'paid'",
        ),
        (&ids[2], "UPDATE document SET body = replace(body, 'clear', 'cloud') WHERE ?1 <> ''"),
    ] {
        raw.execute(sql, [&id.0]).unwrap();
    }
    drop(raw);
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    let path = folder.path().join("orders.json");
    let (walked, _) = ledger.write_json(&path, &Wanted::All, at(99), &()).unwrap();
    assert_eq!((walked.orders, walked.left_out), (1, 3), "the third's check was changed");
    let (away, other) = library();
    let (merged, _) = taken(take(&other, away.path(), &fs::read_to_string(path).unwrap()));
    assert_eq!(merged.new_orders, 1);
}

/// One step of a buyer, which may not follow from where the order stands.
fn step(ledger: &Ledger, ids: &[OrderId], choice: u8, which: usize, minute: i64, text: &str) {
    let id = &ids[which % ids.len()];
    let other = &ids[(which + 1) % ids.len()];
    let note = || OrderEvent::Noted { text: text.to_owned() };
    let record = |event| ledger.record(id, event, at(minute)).map(drop);
    let _ = match choice % 12 {
        0 => record(paid(minute)),
        1 => record(moved(OrderState::Issued)),
        2 => record(moved(OrderState::Delivered)),
        3 => record(OrderEvent::TagsSet { tags: vec![text.to_owned(), "标签".to_owned()] }),
        4 => record(OrderEvent::NumberSet { order_no: text.to_owned() }),
        5 => record(OrderEvent::Trashed),
        6 => record(OrderEvent::Restored),
        7 => ledger.link(id, other, LinkKind::Related, at(minute)).map(drop),
        8 => ledger.merge(id, other, at(minute)).map(drop),
        9 => {
            let last = ledger.order(id).map(|order| order.row.last_seq).unwrap_or_default();
            ledger.undo(id, last, at(minute)).map(drop)
        }
        10 => record(OrderEvent::Refunded(MoneyBack {
            amount: Fen(minute * 100),
            at: at(minute),
            to: Some(text.to_owned()),
            note: None,
        })),
        _ => record(note()),
    };
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_library_comes_back_the_same(
        steps in prop::collection::vec((any::<u8>(), 0_usize..3, ".{0,12}"), 0..40),
    ) {
        let (folder, ledger) = library();
        let ids = [seal(&ledger, new_order()), seal(&ledger, new_order()), seal(&ledger, new_order())];
        for (minute, (choice, which, text)) in (2..).zip(&steps) {
            step(&ledger, &ids, *choice, *which, minute, text);
        }
        let first = all(&ledger, folder.path());
        let (away, other) = library();
        taken(take(&other, away.path(), &first));
        prop_assert_eq!(all(&other, away.path()), first);
        prop_assert!(other.verify().unwrap().is_whole());
    }
}

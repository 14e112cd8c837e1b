use ledger::{Error, Ledger, Missing, ReminderRow};
use model::OrderId;

use crate::common::{at, library};

#[test]
fn a_template_is_renamed_removed_and_put_back_in_its_place() {
    let (folder, ledger) = library();
    let (one, two) = (Ledger::new_template_id(at(0)), Ledger::new_template_id(at(1)));
    ledger.save_template(&one, "每月话费", "{}", at(0)).unwrap();
    ledger.save_template(&two, "月卡", "{}", at(1)).unwrap();
    ledger.save_template(&one, "妈妈话费", "{}", at(2)).unwrap();
    ledger.remove_template(&one).unwrap();
    assert!(matches!(ledger.remove_template(&one), Err(Error::NotFound(Missing::Template))));
    ledger.save_template(&one, "妈妈话费", r#"{"face":"100"}"#, at(3)).unwrap();
    drop(ledger);

    let ledger = ledger::open(folder.path(), at(5)).unwrap();
    let rows = ledger.templates().unwrap();
    let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["妈妈话费", "月卡"], "the one put back stands where it stood");
    assert_eq!((rows[0].body.as_str(), rows[0].saved_at), (r#"{"face":"100"}"#, at(3)));
}

#[test]
fn a_reminder_keeps_where_it_came_from() {
    let (folder, ledger) = library();
    let reminder = ReminderRow {
        id: Ledger::new_reminder_id(at(0)),
        category: "game_topup".to_owned(),
        word: "原神".to_owned(),
        text: "上次买错了区服".to_owned(),
        order: Some(OrderId("one".to_owned())),
        created_at: at(0),
    };
    ledger.save_reminder(&reminder).unwrap();
    let edited = ReminderRow {
        text: "先进游戏看一眼区服".to_owned(),
        order: None,
        created_at: at(9),
        ..reminder.clone()
    };
    ledger.save_reminder(&edited).unwrap();
    drop(ledger);

    let ledger = ledger::open(folder.path(), at(10)).unwrap();
    let kept = ReminderRow { text: edited.text, ..reminder.clone() };
    assert_eq!(ledger.reminders().unwrap(), [kept]);
    ledger.remove_reminder(&reminder.id).unwrap();
    assert!(ledger.reminders().unwrap().is_empty());
    let again = ledger.remove_reminder(&reminder.id);
    assert!(matches!(again, Err(Error::NotFound(Missing::Reminder))));
}

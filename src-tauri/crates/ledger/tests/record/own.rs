use ledger::{Changed, Error, Ledger, Missing, OwnId, OwnSort};

use crate::common::{at, library};

fn ids(ledger: &Ledger) -> Vec<OwnId> {
    ledger.own().unwrap().into_iter().map(|row| row.id).collect()
}

#[test]
fn what_is_described_is_changed_and_keeps_its_identity() {
    let (folder, ledger) = library();
    let change = ledger.add_own(OwnSort::Kind, "{\"name\":\"户号\"}", at(0)).unwrap();
    assert_eq!(change.kinds, [Changed::Own]);
    ledger.add_own(OwnSort::Category, "{}", at(1)).unwrap();
    let before = ids(&ledger);
    assert!(before.iter().all(|id| id.0.starts_with("own_")), "{before:?}");
    ledger.change_own(&before[0], OwnSort::Kind, "{\"name\":\"表号\"}", at(2)).unwrap();
    drop(ledger);

    let ledger = ledger::open(folder.path(), at(3)).unwrap();
    let rows = ledger.own().unwrap();
    assert_eq!(ids(&ledger), before);
    assert_eq!((rows[0].sort, rows[0].body.as_str()), (OwnSort::Kind, "{\"name\":\"表号\"}"));
    assert_eq!(rows[1].sort, OwnSort::Category);
    let crossed = ledger.change_own(&before[0], OwnSort::Category, "{}", at(4));
    assert!(matches!(crossed, Err(Error::NotFound(Missing::Own))), "a kind is no category");
}

#[test]
fn what_is_forgotten_stays_and_comes_back() {
    let (folder, ledger) = library();
    ledger.add_own(OwnSort::Kind, "{}", at(0)).unwrap();
    let id = ids(&ledger).remove(0);
    ledger.forget_own(&id, at(1)).unwrap();
    drop(ledger);

    let ledger = ledger::open(folder.path(), at(2)).unwrap();
    assert!(ledger.own().unwrap()[0].forgotten, "orders may name it: the row stays");
    ledger.restore_own(&id).unwrap();
    assert!(!ledger.own().unwrap()[0].forgotten);
    let nobody = OwnId("own_nobody".to_owned());
    for gone in [ledger.forget_own(&nobody, at(3)), ledger.restore_own(&nobody)] {
        assert!(matches!(gone, Err(Error::NotFound(Missing::Own))));
    }
}

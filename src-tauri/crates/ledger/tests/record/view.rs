use ledger::{Error, Ledger, Missing};

use crate::common::{at, library};

#[test]
fn a_view_is_renamed_removed_and_put_back_in_its_place() {
    let (folder, ledger) = library();
    let (one, two) = (Ledger::new_view_id(at(0)), Ledger::new_view_id(at(1)));
    ledger.save_view(&one, "缺证据", r#"{"has_gaps":true}"#, at(0)).unwrap();
    ledger.save_view(&two, "待付款", "{}", at(1)).unwrap();
    ledger.rename_view(&one, "还缺证据").unwrap();
    ledger.remove_view(&one).unwrap();
    for gone in [ledger.remove_view(&one), ledger.rename_view(&one, "x")] {
        assert!(matches!(gone, Err(Error::NotFound(Missing::View))), "{gone:?}");
    }
    ledger.save_view(&one, "还缺证据", r#"{"has_gaps":true}"#, at(3)).unwrap();
    drop(ledger);

    let ledger = ledger::open(folder.path(), at(5)).unwrap();
    let rows = ledger.views().unwrap();
    let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["还缺证据", "待付款"], "the one put back stands where it stood");
    assert_eq!(rows[0].body, r#"{"has_gaps":true}"#);
}

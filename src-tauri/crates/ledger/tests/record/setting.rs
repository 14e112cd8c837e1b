use crate::common::library;

#[test]
fn a_setting_is_what_was_last_set() {
    let (_folder, ledger) = library();
    assert_eq!(ledger.setting("theme").unwrap(), None);
    ledger.set_setting("theme", "\"dark\"").unwrap();
    ledger.set_setting("theme", "\"light\"").unwrap();
    assert_eq!(ledger.setting("theme").unwrap().as_deref(), Some("\"light\""));
    assert_eq!(ledger.settings().unwrap().len(), 1);
}

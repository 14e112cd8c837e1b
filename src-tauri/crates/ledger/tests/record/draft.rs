use ledger::{Error, Ledger, Missing, NewOrder};

use crate::common::{at, library, new_order};

#[test]
fn a_draft_is_kept_until_it_is_discarded() {
    let (_folder, ledger) = library();
    let (one, two) = (Ledger::new_draft_id(at(0)), Ledger::new_draft_id(at(0)));
    assert_ne!(one, two, "two drafts of the same moment are two");
    ledger.save_draft(&one, "{}", at(1)).unwrap();
    ledger.save_draft(&two, "{}", at(2)).unwrap();
    ledger.save_draft(&one, r#"{"face":"100"}"#, at(3)).unwrap();

    let drafts = ledger.drafts().unwrap();
    assert_eq!(
        drafts.iter().map(|d| &d.id).collect::<Vec<_>>(),
        [&one, &two],
        "last touched first"
    );
    assert_eq!(drafts[0].body, r#"{"face":"100"}"#);
    assert_eq!((drafts[0].created_at, drafts[0].updated_at), (at(1), at(3)));

    ledger.discard_draft(&one).unwrap();
    assert!(matches!(ledger.draft(&one), Err(Error::NotFound(Missing::Draft))));
    assert!(matches!(ledger.discard_draft(&one), Err(Error::NotFound(Missing::Draft))));
}

#[test]
fn sealing_takes_the_draft_and_does_so_once() {
    let (_folder, ledger) = library();
    let id = Ledger::new_draft_id(at(0));
    ledger.save_draft(&id, "{}", at(0)).unwrap();
    let new = NewOrder { draft: Some(id.clone()), ..new_order() };
    ledger.seal_check(new.clone(), at(1)).unwrap();
    assert!(ledger.drafts().unwrap().is_empty());

    let again = ledger.seal_check(new, at(1));
    assert!(matches!(again, Err(Error::NotFound(Missing::Draft))), "a double click: {again:?}");
    assert_eq!(ledger.orders(&ledger::OrderQuery::default()).unwrap().len(), 1);
}

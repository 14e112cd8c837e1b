use ledger::{Wanted, link};
use model::Sha256Hex;

use crate::common::{at, attach_named, library, new_order, paid, seal};

#[test]
fn the_secret_stays_in_archives_and_goes_out_with_nothing_else() {
    let (from, ledger) = library();
    let order = seal(&ledger, new_order());
    let secret = ledger.secret().unwrap();
    assert_eq!(ledger.secret().unwrap(), secret, "it is made once");
    assert_ne!(library().1.secret().unwrap(), secret, "by one record alone");
    let archive = from.path().join("all.zip");
    ledger.archive(&archive, at(10), &()).unwrap();
    let (_to, other) = library();
    other.take_in(&archive, at(20), &()).unwrap();
    assert_eq!(other.secret().unwrap(), secret, "who moves signs as before");

    let json = from.path().join("all.json");
    ledger.write_json(&json, &Wanted::All, at(10), &()).unwrap();
    let text = std::fs::read_to_string(&json).unwrap();
    assert!(!text.contains(Sha256Hex::from(secret).as_str()), "nobody else signs as this one");
    assert!(text.contains(&order.0));
}

#[test]
fn a_secret_that_comes_with_orders_is_not_taken() {
    let (folder, ledger) = library();
    seal(&ledger, new_order());
    ledger.set_setting("theme", "\"dark\"").unwrap();
    let json = folder.path().join("all.json");
    ledger.write_json(&json, &Wanted::All, at(10), &()).unwrap();
    let text = std::fs::read_to_string(&json).unwrap();
    let planted = Sha256Hex::from([7; 32]);
    let forged = text.replacen("\"theme\"", "\"secret\"", 1).replacen(
        "\"dark\"",
        &format!("\"{}\"", planted.as_str()),
        1,
    );
    let forged = forged.replacen("\\\"dark\\\"", &format!("\\\"{}\\\"", planted.as_str()), 1);
    assert!(forged.contains(planted.as_str()), "{forged}");
    ledger::write_file(&json, forged.as_bytes()).unwrap();
    let (_to, other) = library();
    other.take_in_json(&json, at(20), &()).unwrap();
    assert_eq!(other.orders(&ledger::OrderQuery::default()).unwrap().len(), 1);
    assert_ne!(other.secret().unwrap(), [7; 32]);
}

#[test]
fn each_link_is_the_hash_of_what_it_says() {
    let (_folder, ledger) = library();
    let order = seal(&ledger, new_order());
    seal(&ledger, new_order());
    ledger.record(&order, paid(2), at(2)).unwrap();
    let file = attach_named(&ledger, &order, "a.txt", b"text".to_vec(), 3);
    let links = ledger.links_of(&order).unwrap();
    assert_eq!(links.len(), 3);
    let bytes = |hex: &Sha256Hex| -> [u8; 32] {
        std::array::from_fn(|at| u8::from_str_radix(&hex.as_str()[at * 2..at * 2 + 2], 16).unwrap())
    };
    for each in &links {
        let at = each.at.as_millisecond();
        let hash = link(&bytes(&each.prev), each.seq, &each.order.0, at, &each.kind, &each.body);
        assert_eq!(Sha256Hex::from(hash), each.hash, "{}", each.seq);
    }
    assert!(ledger.has_evidence(&file));
    let mut read = String::new();
    std::io::Read::read_to_string(&mut ledger.open_evidence(&file).unwrap(), &mut read).unwrap();
    assert_eq!(read, "text");
}

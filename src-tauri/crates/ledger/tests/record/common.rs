use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use jiff::{Timestamp, ToSpan as _};
use ledger::{
    Acquired, Ledger, MoveSource, NewOrder, OrderEvent, OrderSummary, Progress, Source, Watch,
};
use model::{EvidenceKind, Fen, OrderId, OrderState, Sha256Hex};
use tempfile::TempDir;

/// `minutes` after a fixed moment.
pub(crate) fn at(minutes: i64) -> Timestamp {
    "2026-03-01T02:00:00Z".parse::<Timestamp>().unwrap() + minutes.minutes()
}

/// A fresh library; the folder goes when it is dropped.
pub(crate) fn library() -> (TempDir, Ledger) {
    let folder = TempDir::new().unwrap();
    let ledger = ledger::open(folder.path(), at(0)).unwrap();
    (folder, ledger)
}

pub(crate) fn summary() -> OrderSummary {
    OrderSummary {
        category: "phone_credit".to_owned(),
        name: "广东移动话费快充".to_owned(),
        face_value: Some(Fen(10_000)),
        unit_price: Some(Fen(9_850)),
        quantity: 1,
        total: Some(Fen(9_850)),
        recipient: Some("13912345678".to_owned()),
        recipient_kind: Some("cn_mobile".to_owned()),
        recipient_label: Some("奶奶".to_owned()),
        shop: Some("街角数码".to_owned()),
        seller: None,
        payee: Some("某某科技".to_owned()),
        words: vec!["手机充值".to_owned(), "Phone top-up".to_owned()],
    }
}

pub(crate) fn new_order() -> NewOrder {
    NewOrder {
        draft: None,
        summary: summary(),
        check_json: r#"{"verdict":"clear"}"#.to_owned(),
        pictures: Vec::new(),
    }
}

pub(crate) fn seal(ledger: &Ledger, new: NewOrder) -> OrderId {
    ledger.seal_check(new, at(1)).unwrap().order.unwrap()
}

/// A file that was pasted; its hash names it.
pub(crate) fn attach(ledger: &Ledger, order: &OrderId, bytes: Vec<u8>, minute: i64) -> Sha256Hex {
    attach_named(ledger, order, "a.png", bytes, minute)
}

pub(crate) fn attach_named(
    ledger: &Ledger,
    order: &OrderId,
    name: &str,
    bytes: Vec<u8>,
    minute: i64,
) -> Sha256Hex {
    let source = Source::Bytes { name: name.to_owned(), bytes };
    let kind = EvidenceKind::OrderPage;
    ledger.attach(order, source, kind, Acquired::Paste, at(minute)).unwrap().sha256
}

/// Ends the work after so many steps.
pub(crate) struct StopAfter(u32, AtomicU32);

impl StopAfter {
    pub(crate) fn steps(steps: u32) -> Self {
        Self(steps, AtomicU32::new(0))
    }
}

impl Watch for StopAfter {
    fn told(&self, progress: Progress) {
        self.1.store(progress.done, Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.1.load(Relaxed) >= self.0
    }
}

pub(crate) fn paid(minutes: i64) -> OrderEvent {
    OrderEvent::Paid { paid_at: at(minutes), order_no: None, note: None }
}

pub(crate) fn moved(order: OrderState) -> OrderEvent {
    OrderEvent::moved(order, at(0), MoveSource::Seen)
}

//! What stands in the record before a test opens the app.

use std::time::{Duration, Instant};

use app::{EvidenceKind, Library, OrderEvent, Pasted, PurchaseDraft, TroubleCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use check::catalogue::CategoryId;
use jiff::{SignedDuration, Timestamp};
use model::{Field, OrderId};
use tests::harness::{Home, PATIENCE};
use tokio::runtime::Builder;

use crate::purchases;

pub(crate) const RECIPIENT: &str = "13900139000";
pub(crate) const LISTING: &str = "全国移动话费充值 100元\n面值：100元\n数量：1\n\
                                  实付款：¥99.80\n充值号码：13900139000";

/// Does something with the record that the app is not using now.
pub(crate) fn with<T>(home: &Home, work: impl AsyncFnOnce(&Library) -> T) -> T {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
    runtime.expect("a runtime").block_on(async { work(&opened(home).await).await })
}

/// A program that is just being started has all files of this one until it runs, and with them
/// the record, after it was closed here.
async fn opened(home: &Home) -> Library {
    let started = Instant::now();
    loop {
        match Library::open(home.data(), now()).await {
            Err(trouble) if trouble.code == TroubleCode::InUse && started.elapsed() < PATIENCE => {
                tokio::time::sleep(Duration::from_millis(30)).await;
            }
            opened => return opened.expect("a record"),
        }
    }
}

/// A record of many orders, the last of them paid yesterday or so.
pub(crate) fn many(home: &Home, count: u32) {
    let ledger = ledger::open(&home.data(), now()).expect("a record");
    purchases::make(&ledger, 3, count);
}

/// Puts an order that was paid a minute ago into the record.
pub(crate) fn paid_order(home: &Home) -> OrderId {
    with(home, async |library| paid(library).await)
}

pub(crate) async fn paid(library: &Library) -> OrderId {
    let sealed = library.confirm(None, draft(), now() - SignedDuration::from_mins(2)).await;
    let order = sealed.expect("a sealed check").order;
    let paid_at = now() - SignedDuration::from_mins(1);
    let paid =
        OrderEvent::Paid { paid_at, order_no: Some("T2026112200012".to_owned()), note: None };
    library.record(order.clone(), paid, paid_at).await.expect("a paid order");
    order
}

pub(crate) async fn attach(library: &Library, order: &OrderId, name: &str, bytes: Vec<u8>) {
    let pasted = Pasted::Base64(STANDARD.encode(bytes));
    let (order, name, kind) = (order.clone(), name.to_owned(), EvidenceKind::Payment);
    let attached = library.attach_pasted(order, name, pasted, kind, now()).await;
    attached.expect("a piece of evidence");
}

/// A purchase in which nothing differs, with its second entry.
pub(crate) fn draft() -> PurchaseDraft {
    let mut draft = PurchaseDraft {
        category: Some(CategoryId("phone_credit".to_owned())),
        name: "移动话费 100 元".to_owned(),
        face_value: "100".to_owned(),
        quantity: "1".to_owned(),
        budget: "100".to_owned(),
        words: [(Field::Carrier, "中国移动".to_owned())].into(),
        recipient: RECIPIENT.to_owned(),
        recipient_label: "妈妈".to_owned(),
        page: LISTING.to_owned(),
        shop: "官方营业厅".to_owned(),
        purpose: "妈妈话费快没了".to_owned(),
        ..PurchaseDraft::default()
    };
    draft.answers.second_entry = Some(RECIPIENT.to_owned());
    draft
}

pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

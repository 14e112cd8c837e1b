//! Finding orders as the window does: filters, pages, counts, texts of files, saved views.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

mod common;

use std::path::Path;

use app::{
    ErrorCode, EvidenceKind, Fen, Lately, Library, OrderCursor, OrderEvent, OrderQuery, OrderSort,
    OrderState, Pasted,
};
use jiff::Timestamp;
use model::{OrderId, gaps};

use common::draft;

fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
    start + jiff::SignedDuration::from_mins(minutes)
}

async fn open(folder: &Path) -> Library {
    Library::open(folder.to_owned(), at(0)).await.unwrap()
}

async fn bought(library: &Library, minutes: i64) -> OrderId {
    library.confirm(None, draft(), at(minutes)).await.unwrap().order
}

async fn found(library: &Library, query: OrderQuery) -> Vec<OrderId> {
    library.orders(query, at(0)).await.unwrap().into_iter().map(|row| row.id).collect()
}

fn text(text: &str) -> OrderQuery {
    OrderQuery { text: text.to_owned(), ..OrderQuery::default() }
}

#[tokio::test]
async fn orders_are_found_by_sound_state_and_what_their_files_say() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = bought(&library, 1).await;
    library.prepare_finding(at(0)).await.unwrap();
    for words in ["hf", "huafei", "yd", "费", "gfyyt", "0139"] {
        assert_eq!(found(&library, text(words)).await, std::slice::from_ref(&order), "{words}");
    }
    let unpaid = OrderQuery { states: vec![OrderState::Unpaid], ..OrderQuery::default() };
    assert_eq!(found(&library, unpaid.clone()).await.len(), 1);
    let paid = OrderEvent::Paid { paid_at: at(2), order_no: None, note: None };
    library.record(order.clone(), paid, at(2)).await.unwrap();
    assert!(found(&library, unpaid).await.is_empty(), "a filter sees what has just changed");

    let pasted = Pasted::Base64("5oiq5bGP".to_owned());
    let (kind, name) = (EvidenceKind::Chat, "聊天.txt".to_owned());
    let attached = library.attach_pasted(order.clone(), name, pasted, kind, at(3)).await.unwrap();
    library.set_evidence_text(attached.sha256, "客服答应银杏卡补发".to_owned()).await.unwrap();
    assert_eq!(found(&library, text("银杏")).await, [order]);
}

#[tokio::test]
async fn pages_follow_one_another_and_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let (one, two) = (bought(&library, 1).await, bought(&library, 2_000).await);
    let first = OrderQuery { limit: 1, sort: OrderSort::AmountLow, ..text("话费") };
    let page = library.order_page(first.clone(), at(0)).await.unwrap();
    assert_eq!(page.lines[0].row.id, two, "of two alike the newer one comes first");
    let next = OrderQuery { after: page.next, ..first.clone() };
    let page = library.order_page(next, at(0)).await.unwrap();
    assert_eq!((&page.lines[0].row.id, page.next), (&one, None));
    let count = library.count_orders(first.clone(), at(0)).await.unwrap();
    assert_eq!((count.count, count.more), (2, false));
    let lost = OrderQuery { after: Some(OrderCursor("nowhere".to_owned())), ..first };
    assert_eq!(library.order_page(lost, at(0)).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn selected_orders_are_summed() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let (one, two) = (bought(&library, 1).await, bought(&library, 2_000).await);
    let order_no = Some("T20261122".to_owned());
    let paid = OrderEvent::Paid { paid_at: at(2), order_no, note: None };
    library.record(one.clone(), paid, at(2)).await.unwrap();
    let first = OrderQuery { limit: 1, ..text("话费") };
    let all = library.order_ids(first, at(0)).await.unwrap();
    assert_eq!(all, [two, one], "all of them, in the order of the list");
    let mut asked = all;
    asked.push(OrderId("nowhere".to_owned()));
    let sum = library.sum_orders(asked).await.unwrap();
    assert_eq!((sum.count, sum.total, sum.without_total), (2, Fen(2 * 9_980), 0));
    assert_eq!(sum.order_nos, ["T20261122"]);
}

#[tokio::test]
async fn what_occurs_is_offered_the_most_common_first() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    assert!(library.order_facets().await.unwrap().shops.is_empty());
    bought(&library, 1).await;
    let order = bought(&library, 2_000).await;
    let facets = library.order_facets().await.unwrap();
    assert_eq!((facets.shops[0].name.as_str(), facets.shops[0].count), ("官方营业厅", 2));
    assert_eq!(facets.categories[0].name, "phone_credit");
    assert!(facets.payees.is_empty(), "the page names nobody");
    let view = library.order(order, at(0)).await.unwrap();
    assert_eq!(view.gaps, gaps(&[]), "nothing was attached");
}

#[tokio::test]
async fn a_view_is_kept_renamed_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let after = Some(OrderCursor("newest 0 -1".to_owned()));
    let query = OrderQuery { has_gaps: Some(true), after, ..text("hf") };
    let lately = Some(Lately::Month);
    let name = "  缺证据的话费 ".to_owned();
    library.save_view(None, name, query.clone(), lately, at(0)).await.unwrap();
    let unnamed = library.save_view(None, "  ".to_owned(), query.clone(), lately, at(0)).await;
    assert_eq!(unnamed.unwrap_err().code, ErrorCode::Invalid);
    let view = library.views().await.unwrap().remove(0);
    assert_eq!(view.name, "缺证据的话费");
    assert_eq!(view.lately, lately, "a month up to whichever day it is looked at");
    assert_eq!(view.query, OrderQuery { after: None, ..query }, "a view begins at its beginning");

    library.rename_view(view.id.clone(), "话费".to_owned()).await.unwrap();
    library.remove_view(view.id.clone()).await.unwrap();
    let again = library.remove_view(view.id.clone()).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::NotFound);
    let (id, name) = (Some(view.id.clone()), "话费".to_owned());
    library.save_view(id, name, view.query, None, at(1)).await.unwrap();
    drop(library);
    let views = open(folder.path()).await.views().await.unwrap();
    assert_eq!((views.len(), &views[0].id, views[0].name.as_str()), (1, &view.id, "话费"));
}

#[test]
fn what_another_version_kept_is_read_as_far_as_it_goes() {
    let query: OrderQuery = serde_json::from_str(r#"{"text":"hf","states":["paid"]}"#).unwrap();
    assert_eq!(query, OrderQuery { states: vec![OrderState::Paid], ..text("hf") });
    let empty: OrderQuery = serde_json::from_str("{}").unwrap();
    assert_eq!(empty, OrderQuery::default());
}

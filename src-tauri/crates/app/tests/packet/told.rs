//! What a packet tells of the course of a case, and what of the buyer's own it does not.

use std::fs;

use app::{
    ChannelId, ContactOutcome, ErrorCode, EvidenceKind, LetterId, LetterOut, Library, LinkKind,
    NewContact, OrderEvent, OrderId, PacketWish, Problem, Tone, Work,
};
use ledger::{CaseComplaint, CaseStep, MoneyBack, Move, MoveSource};
use model::{Fen, Milestone, OrderState};

use crate::case::*;
use crate::words::*;

fn moved(order: OrderState, minutes: i64, note: &str, reason: &str) -> OrderEvent {
    OrderEvent::Moved(Move {
        order: Some(order),
        money: None,
        voucher: None,
        shipment: None,
        arrival: None,
        shown: Some("订单异常".to_owned()),
        at: at(minutes),
        source: MoveSource::Told,
        note: Some(note.to_owned()),
        reason: Some(reason.to_owned()),
    })
}

fn reached(milestone: Milestone, minutes: i64, note: Option<&str>) -> OrderEvent {
    let note = note.map(str::to_owned);
    OrderEvent::Reached { milestone, at: at(minutes), until: None, note }
}

async fn talk(library: &Library, order: &OrderId, minutes: i64, said: &str) {
    let contact = NewContact {
        at: at(minutes),
        channel: ChannelId::Chat,
        agent_no: String::new(),
        ticket: String::new(),
        said: said.to_owned(),
        outcome: ContactOutcome::Promised,
        asked: None,
        until: Some(at(300)),
        pieces: Vec::new(),
    };
    library.note_contact(order.clone(), contact, at(minutes + 1)).await.unwrap();
}

async fn letter(library: &Library, order: &OrderId, minutes: i64, said: &str) {
    let letter = LetterOut {
        template: LetterId("not_delivered".to_owned()),
        tone: Tone::Polite,
        channel: ChannelId::Chat,
        text: format!("您好：\n{said}"),
    };
    library.copy_letter(order.clone(), letter, at(minutes)).await.unwrap();
}

/// The lines of its timeline.
async fn timeline(library: &Library, order: &OrderId, wish: PacketWish) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("packet.zip");
    made(library, order, &zip, wish).await;
    let timeline = text(&unpacked(&zip), "data/metadata/timeline.csv");
    timeline.lines().skip(1).map(str::to_owned).collect()
}

fn count(lines: &[String], part: &str) -> usize {
    lines.iter().filter(|line| line.contains(part)).count()
}

#[tokio::test]
async fn what_the_buyer_wrote_for_themselves_stays_out_of_it() {
    let (folder, library) = open().await;
    let order = checked(&library, 1).await;
    let own = ["自己记的一", "自己记的二", "自己记的三", "自己记的四", "自己记的五"];
    let note = |at: usize| Some(own[at].to_owned());
    let order_no = Some("T2026112200012".to_owned());
    let back =
        MoneyBack {
            amount: Fen(100), at: at(6), to: Some("原付款账户".to_owned()), note: note(3)
        };
    for event in [
        OrderEvent::Paid { paid_at: at(2), order_no, note: note(0) },
        moved(OrderState::Abnormal, 3, own[1], own[2]),
        OrderEvent::Refunded(back),
        reached(Milestone::RefundRequested, 7, Some(own[4])),
    ] {
        library.record(order.clone(), event, at(8)).await.unwrap();
    }
    attach(&library, &order, EvidenceKind::Payment, "付款.png", &picture(1)).await;
    let zip = folder.path().join("packet.zip");
    for originals in [false, true] {
        made(&library, &order, &zip, PacketWish { originals, ..wish() }).await;
        let files = unpacked(&zip);
        for (name, bytes) in &files {
            let said = String::from_utf8_lossy(bytes);
            let found = own.iter().find(|own| said.contains(**own));
            assert_eq!(found, None, "{name}, with originals: {originals}");
        }
        let timeline = text(&files, "data/metadata/timeline.csv");
        for said in ["T2026112200012", "订单异常", "原付款账户", "¥1.00", "提出退款"]
        {
            assert!(timeline.contains(said), "{said} in {timeline}");
        }
        if originals {
            let log = text(&files, "data/metadata/log.jsonl");
            let told = log.lines().filter(|line| line.contains("record_hash")).count();
            assert!(told >= 2, "what holds no word of their own is told whole: {log}");
        }
    }
}

#[tokio::test]
async fn what_came_by_a_merge_is_told_once() {
    let (_folder, library) = open().await;
    let one = paid(&library, 1, "T1").await;
    let other = checked(&library, 3).await;
    attach(&library, &one, EvidenceKind::Payment, "付款.png", &picture(1)).await;
    for (order, minutes) in [(&one, 30), (&other, 40)] {
        library.set_case_problem(order.clone(), Problem::NotDelivered, at(29)).await.unwrap();
        talk(&library, order, minutes, &format!("{minutes} 分时答应到账")).await;
        letter(&library, order, minutes + 2, &format!("{minutes} 分的话费没到账。")).await;
        let milestone = reached(Milestone::RefundRequested, minutes + 3, None);
        library.record(order.clone(), milestone, at(minutes + 4)).await.unwrap();
    }
    library.merge_orders(one.clone(), other.clone(), at(50)).await.unwrap();
    let plan = library.packet_plan(one.clone(), false, at(51)).await.unwrap();
    assert_eq!((plan.letters, plan.contacts), (2, 2));
    let lines = timeline(&library, &one, wish()).await;
    for (said, times) in [
        ("30 分时答应到账", 1),
        ("40 分时答应到账", 1),
        ("文书", 2),
        ("提出退款", 2),
        ("已付款", 1),
        // A talk says it.
        ("答应了时间", 0),
    ] {
        assert_eq!(count(&lines, said), times, "{said}: {lines:#?}");
    }
}

#[tokio::test]
async fn what_was_said_of_a_linked_order_goes_along() {
    let (folder, library) = open().await;
    let first = paid(&library, 1, "T1").await;
    let second = paid(&library, 5, "T2").await;
    attach(&library, &first, EvidenceKind::Payment, "付款.png", &picture(1)).await;
    library.set_case_problem(first.clone(), Problem::DoublePayment, at(30)).await.unwrap();
    talk(&library, &first, 31, "先说的").await;
    talk(&library, &second, 33, "后说的").await;
    letter(&library, &second, 36, "付了两次，请退一笔。").await;
    library.link_orders(first.clone(), second, LinkKind::PaidTwice, at(40)).await.unwrap();
    let plan = library.packet_plan(first.clone(), false, at(41)).await.unwrap();
    assert_eq!((plan.letters, plan.contacts), (1, 2));
    let zip = folder.path().join("packet.zip");
    made(&library, &first, &zip, wish()).await;
    let files = unpacked(&zip);
    let timeline = text(&files, "data/metadata/timeline.csv");
    let log = text(&files, "data/08_文书/联系记录.txt");
    for said in ["先说的", "后说的"] {
        assert_eq!(timeline.matches(said).count(), 1, "{timeline}");
        assert_eq!(log.matches(said).count(), 1, "{log}");
    }
    let copied = files.iter().find(|(name, _)| name.starts_with("data/08_文书/L01_"));
    assert!(String::from_utf8_lossy(&copied.unwrap().1).contains("付了两次"));
}

#[tokio::test]
async fn where_no_piece_would_be_handed_over_there_is_no_packet() {
    let (folder, library) = open().await;
    let order = paid(&library, 1, "T1").await;
    let zip = folder.path().join("packet.zip");
    let refused = async |wish: PacketWish| {
        let made =
            library.make_packet(order.clone(), zip.clone(), wish, at(60), Work::default()).await;
        assert_eq!(made.unwrap_err().code, ErrorCode::PacketEmpty);
        assert!(!zip.exists());
    };
    refused(wish()).await;
    let only = attach(&library, &order, EvidenceKind::Identity, "实名.png", &picture(1)).await;
    refused(PacketWish { left_out: vec![only.clone()], ..wish() }).await;
    let copy = covered(&library, &order, &only).await;
    // The original is listed by its hash alone, which is nothing to look at.
    refused(PacketWish { left_out: vec![copy], ..wish() }).await;
    let name = only.as_str();
    fs::remove_file(folder.path().join("record").join("vault").join(&name[..2]).join(name))
        .unwrap();
    let done = made(&library, &order, &zip, wish()).await;
    assert_eq!((done.pieces, done.listed), (1, 1));
}

#[tokio::test]
async fn a_merged_case_goes_out_with_its_credit_code_covered() {
    let (_folder, library) = open().await;
    let one = paid(&library, 1, "T1").await;
    let other = checked(&library, 3).await;
    let complaint = CaseComplaint { credit_code: format!("X{NUMBER}"), ..Default::default() };
    let event = OrderEvent::Case(CaseStep::Complaint(complaint));
    library.record(other.clone(), event, at(30)).await.unwrap();
    library.merge_orders(one.clone(), other, at(50)).await.unwrap();
    let full = library.paper_order(one.clone(), true).await.unwrap();
    assert!(serde_json::to_string(&full).unwrap().contains(&format!("X{NUMBER}")), "it is there");
    let covered = library.paper_order(one, false).await.unwrap();
    assert!(!serde_json::to_string(&covered).unwrap().contains(NUMBER));
}

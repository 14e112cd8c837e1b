//! One scripted job: a purchase from its draft to its evidence and the packet of it, a backup, an
//! archive, tables and JSON of the orders, and the settings. Says of each step whether it was done or with which code
//! it was refused: one JSON object a line.
//! `job FOLDER ARCHIVE SOURCES`.

#![allow(clippy::print_stdout, reason = "its lines are what it is for")]

use std::error::Error;
use std::fmt::Debug;
use std::path::PathBuf;

use app::{Acquired, EvidenceKind, Library, OrderEvent, Pasted, PurchaseDraft, Work};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use check::catalogue::CategoryId;
use jiff::{SignedDuration, Timestamp};
use model::Field;
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("a folder")?);
    let archive = PathBuf::from(arguments.next().ok_or("an archive")?);
    let sources = PathBuf::from(arguments.next().ok_or("a folder of files")?);
    let mut minutes = 0;
    let mut now = || {
        minutes += 1;
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    };
    let library = match Library::open(folder.clone(), now()).await {
        Ok(library) => library,
        Err(trouble) => {
            println!("{}", json!({ "step": "open", "code": trouble.code }));
            return Ok(());
        }
    };
    told("open", &Ok::<_, app::Error>(()));

    let draft = draft();
    let saved = library.save_draft(None, draft.clone(), now()).await;
    told("draft", &saved);
    let id = saved.ok().map(|saved| saved.id);
    let sealed = library.confirm(id, draft, now()).await;
    told("seal", &sealed);
    if let Ok(sealed) = sealed {
        let order = sealed.order;
        let paid = OrderEvent::Paid { paid_at: now(), order_no: None, note: None };
        told("pay", &library.record(order.clone(), paid, now()).await);
        let pasted = Pasted::Base64(STANDARD.encode(vec![7; 30_000]));
        let (name, kind) = ("1.bin".to_owned(), EvidenceKind::OrderPage);
        told("attach", &library.attach_pasted(order.clone(), name, pasted, kind, now()).await);
        let entries = std::fs::read_dir(&sources)?.flatten();
        let files = entries.map(|entry| entry.path()).collect();
        let many = library.attach_files(
            order.clone(),
            files,
            kind,
            Acquired::Drop,
            now(),
            Work::default(),
        );
        // One that is refused is told of by itself.
        let all =
            many.await.and_then(|all| all.into_iter().flatten().collect::<Result<Vec<_>, _>>());
        told("attach many", &all);
        let wish = app::PacketWish {
            originals: false,
            put_in: Vec::new(),
            left_out: Vec::new(),
            pages: None,
            words: serde_json::from_str(include_str!("words.json"))?,
        };
        let target = archive.with_extension("packet.zip");
        told("packet", &library.make_packet(order, target, wish, now(), Work::default()).await);
    }
    told("back up", &library.back_up(now()).await);
    told("archive", &library.archive(archive.clone(), now(), Work::default()).await);
    let everything = |format| app::OutTable {
        format,
        which: app::Wanted::All,
        full: true,
        words: app::OutWords::default(),
    };
    let zone = || jiff::tz::TimeZone::UTC;
    for (step, format) in [("csv", app::TableFormat::Csv), ("xlsx", app::TableFormat::Xlsx)] {
        let target = archive.with_extension(step);
        let written = library.export_table(
            target,
            everything(format),
            now().to_zoned(zone()),
            Work::default(),
        );
        told(step, &written.await);
    }
    let target = archive.with_extension("json");
    told("json", &library.export_json(target, app::Wanted::All, now(), Work::default()).await);
    told("set", &library.save_settings(&app::Settings::default()).await);
    drop(library);
    println!("{}", json!({ "step": "end" }));
    Ok(())
}

fn told<T: Debug>(step: &str, came: &Result<T, app::Error>) {
    match came {
        Ok(_) => println!("{}", json!({ "step": step, "done": true })),
        Err(error) => {
            println!("{}", json!({ "step": step, "code": error.code, "detail": error.detail }));
        }
    }
}

fn draft() -> PurchaseDraft {
    let number = "13900139000".to_owned();
    let mut draft = PurchaseDraft {
        category: Some(CategoryId("phone_credit".to_owned())),
        face_value: "100".to_owned(),
        quantity: "1".to_owned(),
        words: [(Field::Carrier, "中国移动".to_owned())].into(),
        page: format!(
            "全国移动话费充值 100元\n面值：100元\n数量：1\n实付款：¥99.80\n充值号码：{number}"
        ),
        recipient: number.clone(),
        ..PurchaseDraft::default()
    };
    draft.answers.second_entry = Some(number);
    draft
}

//! Makes purchases without end and says of each write when it was acknowledged: one JSON
//! object a line. `writes FOLDER SEED` lives to be killed.

#![allow(clippy::print_stdout, reason = "its lines are what it is for")]

use std::error::Error;
use std::io::{Write, stdout};
use std::path::PathBuf;

use app::{
    ErrorCode, EvidenceKind, Library, MoveSource, OrderEvent, OrderId, OrderState, OwnKind, Pasted,
    PurchaseDraft,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use check::catalogue::CategoryId;
use jiff::{SignedDuration, Timestamp};
use model::Field;
use serde_json::{Value, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("a folder")?);
    let seed: u64 = arguments.next().ok_or("a seed")?.parse()?;
    // Every life is a day, so that each begins with a backup.
    let day = SignedDuration::from_hours(24 * i64::try_from(seed % 3000)?);
    let mut clock = Clock { now: "2026-01-01T04:00:00Z".parse::<Timestamp>()? + day };
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);

    let library = Library::open(folder, clock.tick())
        .await
        .map_err(|trouble| format!("{:?}: {}", trouble.code, trouble.detail))?;
    library.back_up_if_due(clock.tick()).await?;
    describe(&library, &mut clock, &mut dice).await?;
    loop {
        buy(&library, &mut clock, &mut dice).await?;
    }
}

/// A kind of number of the buyer's own.
async fn describe(
    library: &Library,
    clock: &mut Clock,
    dice: &mut Dice,
) -> Result<(), Box<dyn Error>> {
    let name = format!("户号 {:016x}", dice.roll());
    let kind = OwnKind {
        name: name.clone(),
        pattern: "[0-9]{8}".to_owned(),
        fits: vec!["10023344".to_owned()],
        misses: Vec::new(),
    };
    library.save_own_kind(None, kind, clock.tick()).await?;
    acknowledge(&json!({ "own": name }))
}

/// One purchase from its draft to its delivery.
async fn buy(library: &Library, clock: &mut Clock, dice: &mut Dice) -> Result<(), Box<dyn Error>> {
    let draft = draft(dice.roll());
    let saved = library.save_draft(None, draft.clone(), clock.tick()).await?;
    acknowledge(&json!({ "draft": saved.id, "recipient": draft.recipient }))?;

    let order = match library.confirm(Some(saved.id.clone()), draft, clock.tick()).await {
        Ok(sealed) => sealed.order,
        // By chance a number one digit away from an earlier one.
        Err(error) if error.code == ErrorCode::NotReady => {
            library.discard_draft(saved.id.clone(), clock.tick()).await?;
            return acknowledge(&json!({ "gone": saved.id }));
        }
        Err(error) => return Err(error.into()),
    };
    acknowledge(&json!({ "gone": saved.id, "order": order }))?;

    let paid = OrderEvent::Paid { paid_at: clock.tick(), order_no: None, note: None };
    record(library, &order, paid, "paid", clock).await?;
    for size in [300, 20_000] {
        let bytes: Vec<u8> = (0..size).map(|_| dice.roll().to_le_bytes()[0]).collect();
        let (name, pasted) = (format!("{size}.bin"), Pasted::Base64(STANDARD.encode(bytes)));
        let kind = EvidenceKind::OrderPage;
        let attached =
            library.attach_pasted(order.clone(), name, pasted, kind, clock.tick()).await?;
        acknowledge(&json!({ "order": order, "file": attached.sha256 }))?;
    }
    for state in [OrderState::Issued, OrderState::Delivered] {
        let step = OrderEvent::moved(state, clock.tick(), MoveSource::Seen);
        record(library, &order, step, "moved", clock).await?;
    }
    Ok(())
}

async fn record(
    library: &Library,
    order: &OrderId,
    event: OrderEvent,
    name: &str,
    clock: &mut Clock,
) -> Result<(), Box<dyn Error>> {
    library.record(order.clone(), event, clock.tick()).await?;
    acknowledge(&json!({ "order": order, "event": name }))
}

/// What the app would show as done.
fn acknowledge(what: &Value) -> Result<(), Box<dyn Error>> {
    let mut out = stdout().lock();
    writeln!(out, "{what}")?;
    Ok(out.flush()?)
}

/// 100 元 for a number that nobody has bought for before.
fn draft(random: u64) -> PurchaseDraft {
    let number = format!("139{:08}", random % 100_000_000);
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

struct Clock {
    now: Timestamp,
}

impl Clock {
    fn tick(&mut self) -> Timestamp {
        self.now += SignedDuration::from_millis(1500);
        self.now
    }
}

/// xorshift64: repeatable, and random enough.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

//! The buyer at work: an order as the story has it, pieces of evidence, talks.

use app::{
    CaseTerm, CaseView, CategoryId, EvidenceKind, Library, LinkKind, Milestone, Move, MoveSource,
    OrderEvent, OrderId, OrderState, Pasted, RecordForm, TermAnswer, TermAnswered, TermKey,
};
use cases::cancel::NoReturn;
use cases::deadline::{TermState, china};
use jiff::{SignedDuration, Timestamp};
use ledger::MoneyBack;
use model::{Fen, MoneyState, VoucherState};

use crate::handed::Handed;
use crate::story::Story;

/// A Tuesday morning.
pub(crate) const NOW: &str = "2026-11-24T10:00:00+08:00";

pub(crate) struct Desk {
    pub(crate) library: Library,
    pub(crate) order: OrderId,
    pub(crate) now: Timestamp,
    pieces: u8,
    packets: usize,
    /// That signed the first packet.
    key: Option<String>,
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) async fn of(story: &Story) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = NOW.parse().unwrap();
        let library = Library::open(folder.path().join("record"), now).await.unwrap();
        let record = &story.situation.record;
        let late = record.overdue || !record.answered.is_empty();
        let paid_at = now - SignedDuration::from_hours(if late { 96 } else { 4 });
        let order = bought(&library, story, "H20261124001", paid_at, now).await;
        if record.twice {
            let second = paid_at + SignedDuration::from_mins(1);
            let other = bought(&library, story, "H20261124002", second, now).await;
            let kind = LinkKind::PaidTwice;
            library.link_orders(order.clone(), other, kind, now).await.unwrap();
        }
        let mut desk = Self { library, order, now, pieces: 0, packets: 0, key: None, folder };
        desk.went(story, paid_at).await;
        desk
    }

    /// What had happened before the case was opened.
    async fn went(&mut self, story: &Story, paid_at: Timestamp) {
        let record = &story.situation.record;
        let hours = |hours| paid_at + SignedDuration::from_hours(hours);
        for (nth, milestone) in (1..).zip(&record.reached) {
            self.reached(*milestone, hours(nth), None).await;
        }
        for answer in &record.answered {
            let view = self.view().await;
            let term = view.terms.iter().find(|term| term.term.rule.0 == "service_answer");
            self.answer(term.unwrap(), *answer, false).await;
        }
        if record.overdue {
            self.reached(Milestone::Promised, hours(1), Some(hours(72))).await;
        }
        let (at, no_voucher) = (self.now, VoucherState::None);
        let back = record.money == MoneyState::Refunded;
        let axes = Move {
            order: Some(record.order),
            money: Some(if back { MoneyState::Paid } else { record.money }),
            voucher: record.voucher.filter(|voucher| *voucher != no_voucher),
            shipment: record.parcel,
            arrival: record.arrival,
            shown: None,
            at,
            source: MoveSource::Seen,
            note: None,
            reason: Some("以平台页面为准".to_owned()),
        };
        self.record(OrderEvent::Moved(axes)).await;
        if back {
            let back = MoneyBack { amount: Fen(10_000), at, to: None, note: None };
            self.record(OrderEvent::Refunded(back)).await;
        }
    }

    /// The platform says that the money is back.
    pub(crate) fn moved_back(&self) -> OrderEvent {
        OrderEvent::Moved(Move {
            order: None,
            money: Some(MoneyState::Refunded),
            voucher: None,
            shipment: None,
            arrival: None,
            shown: None,
            at: self.now,
            source: MoveSource::Seen,
            note: None,
            reason: Some("平台显示已退款".to_owned()),
        })
    }

    async fn reached(&self, milestone: Milestone, at: Timestamp, until: Option<Timestamp>) {
        self.record(OrderEvent::Reached { milestone, at, until, note: None }).await;
    }

    pub(crate) async fn record(&self, event: OrderEvent) {
        self.library.record(self.order.clone(), event, self.now).await.unwrap();
    }

    pub(crate) async fn view(&self) -> CaseView {
        self.library.case(self.order.clone(), self.now, china()).await.unwrap()
    }

    /// A picture of its own for each piece.
    pub(crate) async fn keep(&mut self, kind: EvidenceKind) {
        self.pieces += 1;
        let pixels = [self.pieces, 90, 160, 255].repeat(64);
        let picture = Pasted::Rgba { pixels, width: 8, height: 8 };
        let name = format!("截图 {}.png", self.pieces);
        let order = self.order.clone();
        self.library.attach_pasted(order, name, picture, kind, self.now).await.unwrap();
    }

    /// Puts the evidence together for whoever the case goes to next.
    pub(crate) async fn hand_over(&mut self) -> Handed {
        self.packets += 1;
        let place = self.folder.path().join(format!("packet {}", self.packets));
        let handed = Handed::made(&self.library, &self.order, &place, self.now).await;
        let packets = self.view().await.packets;
        let written: Vec<_> =
            packets.iter().map(|packet| (&packet.what.name, &packet.what.sha256)).collect();
        assert_eq!(written.len(), self.packets, "each is recorded once");
        assert_eq!(written.last(), Some(&(&handed.made.name, &handed.made.sha256)));
        let key = self.key.get_or_insert_with(|| handed.made.fingerprint.clone());
        assert_eq!(*key, handed.made.fingerprint, "one library signs with one key");
        handed
    }

    /// Says of what runs that it came to a good end; nothing can be said where nothing runs.
    pub(crate) async fn ended(&self, view: &CaseView) -> bool {
        let Some(term) = view.terms.iter().find(|term| term.term.state == TermState::Open) else {
            return false;
        };
        self.answer(term, TermAnswer::Resolved, true).await;
        true
    }

    pub(crate) async fn answer(&self, term: &CaseTerm, answer: TermAnswer, ends: bool) {
        let (rule, started_at) = (term.term.rule.clone(), term.term.started_at);
        let answered = TermAnswered {
            term: TermKey { order: term.order.clone(), rule, started_at },
            answer,
            ends,
            until: None,
            note: String::new(),
        };
        self.library.answer_term(answered, self.now).await.unwrap();
    }

    pub(crate) fn pass(&mut self, hours: i64) {
        self.now += SignedDuration::from_hours(hours);
    }
}

async fn bought(
    library: &Library,
    story: &Story,
    number: &str,
    paid_at: Timestamp,
    now: Timestamp,
) -> OrderId {
    let record = &story.situation.record;
    let formed = record.order != OrderState::Unpaid;
    let paid = formed && record.money != MoneyState::Pending;
    let category = story.script.category.clone().unwrap_or_else(|| {
        let usual = match record.goods {
            NoReturn::Revealed => "game_card",
            NoReturn::Activated => "software_key",
            NoReturn::Credited => "phone_credit",
            NoReturn::Transferred => "transfer",
            NoReturn::Shipped => "physical",
        };
        usual.to_owned()
    });
    let form = RecordForm {
        category: Some(CategoryId(category)),
        name: story.goods.clone(),
        total: "100".to_owned(),
        shop: "万福卡盟".to_owned(),
        order_no: if formed { number.to_owned() } else { String::new() },
        paid_at: paid.then_some(paid_at),
        ..RecordForm::default()
    };
    library.record_order(form, now).await.unwrap().order
}

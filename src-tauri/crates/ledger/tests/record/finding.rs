//! Filters, sorts, pages and counts, each held to a plain walk through all orders.

use ledger::{
    Acquired, COUNTED, Error, EvidenceRow, Happening, ImportedOrder, Ledger, Missing, OrderCount,
    OrderCursor, OrderEvent, OrderQuery, OrderRow, OrderSort, Source,
};
use model::{
    Arrival, EvidenceKind, Fen, MoneyState, OrderId, OrderState, Sha256Hex, VoucherState, gaps,
};
use proptest::prelude::*;

use crate::common::{at, library, moved, new_order, paid, seal, summary};

const SORTS: [OrderSort; 7] = [
    OrderSort::Newest,
    OrderSort::Oldest,
    OrderSort::PaidLast,
    OrderSort::PaidFirst,
    OrderSort::AmountHigh,
    OrderSort::AmountLow,
    OrderSort::Touched,
];

fn ids(rows: &[OrderRow]) -> Vec<OrderId> {
    rows.iter().map(|row| row.id.clone()).collect()
}

fn found(ledger: &Ledger, query: &OrderQuery) -> Vec<OrderId> {
    ids(&ledger.orders(query).unwrap())
}

/// All pages, one after another.
fn walked(ledger: &Ledger, query: &OrderQuery) -> Vec<OrderRow> {
    let mut query = query.clone();
    let mut all = Vec::new();
    loop {
        let page = ledger.order_page(&query).unwrap();
        assert!(page.rows.len() <= query.limit as usize);
        all.extend(page.rows);
        assert!(all.len() < 1_000, "the pages come to an end");
        match page.next {
            Some(next) => query.after = Some(next),
            None => return all,
        }
    }
}

/// Whether an order fits by what its row says; the text is not looked at.
fn fits(row: &OrderRow, query: &OrderQuery) -> bool {
    let time = row.paid_at.unwrap_or(row.created_at);
    let named = |wanted: &[String], name: Option<&String>| {
        wanted.is_empty() || name.is_some_and(|name| wanted.contains(name))
    };
    let total = row.summary.total;
    let postponed = row.axes.order == OrderState::Unpaid && row.postponed_at.is_some();
    let arrived = row.arrival.is_some_and(|arrival| arrival != Arrival::Nothing);
    (query.states.is_empty() || query.states.contains(&row.axes.order))
        && (query.money.is_empty() || query.money.contains(&row.axes.money))
        && (query.vouchers.is_empty() || query.vouchers.contains(&row.axes.voucher))
        && named(&query.categories, Some(&row.summary.category))
        && named(&query.shops, row.summary.shop.as_ref())
        && named(&query.payees, row.summary.payee.as_ref())
        && query.total_from.is_none_or(|from| total.is_some_and(|total| total >= from))
        && query.total_to.is_none_or(|to| total.is_some_and(|total| total <= to))
        && query.time_from.is_none_or(|from| time >= from)
        && query.time_to.is_none_or(|to| time < to)
        && query.has_gaps.is_none_or(|wanted| wanted != gaps(&row.evidence_kinds).is_empty())
        && query.checked.is_none_or(|wanted| wanted == row.check_sha256.is_some())
        && query.arrived.is_none_or(|wanted| wanted == arrived)
        && query.postponed.is_none_or(|wanted| wanted == postponed)
}

#[derive(Debug, Clone)]
struct Purchase {
    name: usize,
    category: usize,
    shop: Option<usize>,
    payee: Option<usize>,
    total: Option<i64>,
    steps: Vec<usize>,
    evidence: Vec<usize>,
}

const NAMES: [&str; 4] = ["移动话费", "原神结晶", "会员月卡", "话费慢充"];
const CATEGORIES: [&str; 3] = ["phone_credit", "game_topup", "membership"];
const SHOPS: [&str; 2] = ["街角数码", "闲鱼"];
const PAYEES: [&str; 2] = ["某某科技", "妈妈的店"];

fn purchase() -> impl Strategy<Value = Purchase> {
    let option = |n: usize| proptest::option::of(0..n);
    let many = |n: usize| proptest::collection::vec(0..n, 0..4);
    (0..4_usize, 0..3_usize, option(2), option(2), proptest::option::of(0..4_i64), many(5), many(6))
        .prop_map(|(name, category, shop, payee, total, steps, evidence)| Purchase {
            name,
            category,
            shop,
            payee,
            total,
            steps,
            evidence,
        })
}

impl Purchase {
    fn imported(self, number: i64) -> ImportedOrder {
        let mut summary = summary();
        NAMES[self.name].clone_into(&mut summary.name);
        CATEGORIES[self.category].clone_into(&mut summary.category);
        summary.shop = self.shop.map(|shop| SHOPS[shop].to_owned());
        summary.payee = self.payee.map(|payee| PAYEES[payee].to_owned());
        summary.total = self.total.map(|total| Fen(total * 1_000));
        summary.words = Vec::new();
        let happened = self.evidence.iter().enumerate().map(|(place, &kind)| {
            let piece = piece(&format!("{number:060}{place:04}"), EvidenceKind::ALL[kind]);
            (at(number + 1), Happening::EvidenceAttached(piece))
        });
        ImportedOrder {
            summary,
            check_json: format!("{{\"number\":{number}}}"),
            sealed_at: at(number),
            happened: happened.collect(),
        }
    }
}

fn piece(sha256: &str, kind: EvidenceKind) -> EvidenceRow {
    EvidenceRow {
        sha256: Sha256Hex::new(sha256).unwrap(),
        kind,
        name: "a.png".to_owned(),
        media_type: "image/png".to_owned(),
        size: 9,
        width: None,
        height: None,
        notice: None,
        acquired: Acquired::Paste,
        attached_at: at(1),
        file_modified_at: None,
        derived_from: Vec::new(),
        about: ledger::EvidenceAbout::default(),
    }
}

fn step(which: usize, number: i64) -> OrderEvent {
    match which {
        0 => OrderEvent::Postponed,
        1 => paid(number % 7),
        2 => moved(OrderState::Issued),
        3 => moved(OrderState::Delivered),
        _ => OrderEvent::Abandoned { reason: "太贵".to_owned() },
    }
}

fn filled(purchases: &[Purchase]) -> (tempfile::TempDir, Ledger) {
    let (folder, ledger) = library();
    let numbered = (0_i64..).zip(purchases.iter().cloned());
    ledger.import(numbered.map(|(number, one)| one.imported(number)).collect()).unwrap();
    // The first filter reads everything, the later ones only what has changed since.
    ledger.prepare_finding().unwrap();
    let all = walked(&ledger, &OrderQuery { sort: OrderSort::Oldest, ..OrderQuery::default() });
    for (number, (row, purchase)) in (0_i64..).zip(all.iter().zip(purchases)) {
        for &which in &purchase.steps {
            // Some do not follow, which changes nothing.
            let _ = ledger.record(&row.id, step(which, number), at(100 + number));
        }
    }
    (folder, ledger)
}

fn query() -> impl Strategy<Value = OrderQuery> {
    let text = proptest::sample::select(vec!["", "", "话费", "hf", "yuanshen", "张", "科技", "1"]);
    let states = proptest::sample::subsequence(
        vec![OrderState::Unpaid, OrderState::Paid, OrderState::Delivered, OrderState::Closed],
        0..3,
    );
    let some = |names: &'static [&'static str]| {
        let names = names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        proptest::sample::subsequence(names, 0..2)
    };
    let flag = || proptest::option::weighted(0.3, any::<bool>());
    let bound = || proptest::option::weighted(0.3, 0..4_i64);
    (
        (text, states, some(&CATEGORIES), some(&SHOPS), some(&PAYEES)),
        (flag(), flag(), bound(), bound(), bound(), bound()),
        (proptest::sample::select(SORTS.to_vec()), 1..6_u32),
    )
        .prop_map(|((text, states, categories, shops, payees), flags, (sort, limit))| {
            let (has_gaps, postponed, total_from, total_to, time_from, time_to) = flags;
            OrderQuery {
                text: text.to_owned(),
                states,
                categories,
                shops,
                payees,
                has_gaps,
                postponed,
                total_from: total_from.map(|from| Fen(from * 1_000)),
                total_to: total_to.map(|to| Fen(to * 1_000)),
                time_from: time_from.map(at),
                time_to: time_to.map(|minutes| at(minutes * 5)),
                sort,
                limit,
                ..OrderQuery::default()
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_pages_of_any_query_hold_every_fitting_order_once_and_in_order(
        purchases in proptest::collection::vec(purchase(), 0..30),
        queries in proptest::collection::vec(query(), 8),
    ) {
        let (_folder, ledger) = filled(&purchases);
        let all = ledger.orders(&OrderQuery { limit: 500, ..OrderQuery::default() }).unwrap();
        prop_assert_eq!(all.len(), purchases.len());
        for query in queries {
            // Which orders hold the text is the business of the search's own tests.
            let text = OrderQuery { text: query.text.clone(), limit: 500, ..OrderQuery::default() };
            let with_text = found(&ledger, &text);
            // `all` stands newest first, and sorting keeps that among equals.
            let mut expected: Vec<&OrderRow> = all
                .iter()
                .filter(|row| with_text.contains(&row.id) && fits(row, &query))
                .collect();
            let total = |row: &OrderRow| row.summary.total;
            let paid = |row: &OrderRow| row.paid_at.unwrap_or(row.created_at);
            match query.sort {
                OrderSort::Newest => {}
                OrderSort::Oldest => expected.reverse(),
                OrderSort::PaidLast => expected.sort_by_key(|row| std::cmp::Reverse(paid(row))),
                OrderSort::PaidFirst => expected.sort_by_key(|row| paid(row)),
                OrderSort::AmountHigh => expected.sort_by_key(|row| std::cmp::Reverse(total(row))),
                OrderSort::AmountLow => {
                    expected.sort_by_key(|row| (total(row).is_none(), total(row)));
                }
                OrderSort::Touched => expected.sort_by_key(|row| std::cmp::Reverse(row.last_seq)),
            }
            let expected: Vec<_> = expected.into_iter().cloned().collect();
            prop_assert_eq!(ids(&walked(&ledger, &query)), ids(&expected), "{:?}", query);
            let count = OrderCount { count: u32::try_from(expected.len()).unwrap(), more: false };
            prop_assert_eq!(ledger.count_orders(&query).unwrap(), count, "{:?}", query);
        }
    }
}

#[test]
fn each_filter_narrows_by_itself() {
    let (_folder, ledger) = library();
    let unpaid = seal(&ledger, new_order());
    let put_off = seal(&ledger, new_order());
    ledger.record(&put_off, OrderEvent::Postponed, at(2)).unwrap();
    let mut other = summary();
    "game_topup".clone_into(&mut other.category);
    (other.shop, other.payee) = (Some("闲鱼".to_owned()), Some("小店".to_owned()));
    other.total = Some(Fen(64_800));
    let issued = seal(&ledger, ledger::NewOrder { summary: other, ..new_order() });
    ledger.record(&issued, paid(50), at(50)).unwrap();
    ledger.record(&issued, moved(OrderState::Issued), at(51)).unwrap();
    let none = OrderQuery::default;
    for (query, expected) in [
        (OrderQuery { states: vec![OrderState::Issued], ..none() }, vec![&issued]),
        (OrderQuery { money: vec![MoneyState::Paid], ..none() }, vec![&issued]),
        (OrderQuery { money: vec![MoneyState::Refunding], ..none() }, vec![]),
        (OrderQuery { vouchers: vec![VoucherState::Issued], ..none() }, vec![&issued]),
        (OrderQuery { vouchers: vec![VoucherState::None], ..none() }, vec![&put_off, &unpaid]),
        (OrderQuery { categories: vec!["game_topup".to_owned()], ..none() }, vec![&issued]),
        (OrderQuery { categories: vec!["unheard_of".to_owned()], ..none() }, vec![]),
        (OrderQuery { shops: vec!["街角数码".to_owned()], ..none() }, vec![&put_off, &unpaid]),
        (OrderQuery { payees: vec!["小店".to_owned()], ..none() }, vec![&issued]),
        (OrderQuery { total_from: Some(Fen(9_851)), ..none() }, vec![&issued]),
        (OrderQuery { total_to: Some(Fen(9_850)), ..none() }, vec![&put_off, &unpaid]),
        (OrderQuery { time_from: Some(at(50)), ..none() }, vec![&issued]),
        (OrderQuery { time_to: Some(at(50)), ..none() }, vec![&put_off, &unpaid]),
        (OrderQuery { postponed: Some(true), ..none() }, vec![&put_off]),
        (OrderQuery { postponed: Some(false), ..none() }, vec![&issued, &unpaid]),
        (OrderQuery { has_gaps: Some(false), ..none() }, vec![]),
    ] {
        let expected: Vec<OrderId> = expected.into_iter().cloned().collect();
        assert_eq!(found(&ledger, &query), expected, "{query:?}");
    }
    ledger.record(&put_off, paid(60), at(60)).unwrap();
    let still = OrderQuery { postponed: Some(true), ..none() };
    assert_eq!(found(&ledger, &still), [], "what was paid after all is no longer put off");
}

#[test]
fn a_page_begins_behind_an_order_or_a_cursor_and_behind_nothing_else() {
    let (_folder, ledger) = library();
    let (one, two) = (seal(&ledger, new_order()), seal(&ledger, new_order()));
    for sort in SORTS {
        let query = OrderQuery { sort, limit: 1, ..OrderQuery::default() };
        let page = ledger.order_page(&query).unwrap();
        let behind = |after| OrderQuery { after: Some(after), ..query.clone() };
        let next = found(&ledger, &behind(page.next.unwrap()));
        let last = if sort == OrderSort::Oldest { &two } else { &one };
        assert_eq!(next, std::slice::from_ref(last), "{sort:?}");
        let by_order = behind(page.rows[0].id.clone().into());
        assert_eq!(found(&ledger, &by_order), next, "{sort:?}");
        for odd in ["", "newest", "newest 1 2 3", "nobody", "\u{0}"] {
            let refused = ledger.orders(&behind(OrderCursor(odd.to_owned())));
            assert!(matches!(refused, Err(Error::NotFound(Missing::Order))), "{odd}: {refused:?}");
        }
    }
}

#[test]
fn a_text_that_was_looked_for_before_finds_what_has_come_since() {
    let (_folder, ledger) = library();
    let (one, two) = (seal(&ledger, new_order()), seal(&ledger, new_order()));
    // More orders than are asked one by one.
    let plain = ImportedOrder {
        summary: summary(),
        check_json: "{}".to_owned(),
        sealed_at: at(1),
        happened: Vec::new(),
    };
    ledger.import(vec![plain; 200]).unwrap();
    let sort = OrderSort::AmountHigh;
    let query = OrderQuery { text: "银杏".to_owned(), sort, ..OrderQuery::default() };
    assert_eq!(found(&ledger, &query), []);
    let noted = OrderEvent::Noted { text: "银杏".to_owned() };
    let seq = ledger.record(&one, noted, at(2)).unwrap().seq.unwrap();
    assert_eq!(found(&ledger, &query), std::slice::from_ref(&one));
    assert_eq!(found(&ledger, &query), std::slice::from_ref(&one), "and again");

    let source = Source::Bytes { name: "a.txt".to_owned(), bytes: b"read me".to_vec() };
    let attached = ledger.attach(&two, source, EvidenceKind::Chat, Acquired::Paste, at(3)).unwrap();
    assert_eq!(found(&ledger, &query).len(), 1);
    ledger.set_evidence_text(&attached.sha256, "银杏").unwrap();
    assert_eq!(found(&ledger, &query).len(), 2, "no event tells of a text that was read");
    ledger.undo(&one, seq, at(4)).unwrap();
    assert_eq!(found(&ledger, &query), [two]);
}

#[test]
fn what_is_counted_ends_at_the_cap() {
    let (_folder, ledger) = library();
    let most = i64::from(COUNTED);
    let plain = Purchase {
        name: 0,
        category: 0,
        shop: None,
        payee: None,
        total: Some(1),
        steps: vec![],
        evidence: vec![],
    };
    let orders = |range: std::ops::Range<i64>| range.map(|number| plain.clone().imported(number));
    ledger.import(orders(0..most).collect()).unwrap();
    let queries = [
        OrderQuery::default(),
        OrderQuery { text: "话费".to_owned(), ..OrderQuery::default() },
        OrderQuery { has_gaps: Some(true), ..OrderQuery::default() },
    ];
    for query in &queries {
        let count = ledger.count_orders(query).unwrap();
        assert_eq!(count, OrderCount { count: COUNTED, more: false }, "{query:?}");
    }
    ledger.import(orders(most..most + 1).collect()).unwrap();
    for query in &queries {
        let count = ledger.count_orders(query).unwrap();
        assert_eq!(count, OrderCount { count: COUNTED, more: true }, "{query:?}");
    }
}

#[test]
fn orders_are_taken_over_all_or_none() {
    let (_folder, ledger) = library();
    let good = ImportedOrder {
        summary: summary(),
        check_json: "{}".to_owned(),
        sealed_at: at(1),
        happened: vec![(at(2), Happening::Issued)],
    };
    let bad = good.clone();
    let good = ImportedOrder { happened: vec![(at(2), Happening::Postponed)], ..good };
    let refused = ledger.import(vec![good.clone(), bad]);
    assert!(matches!(refused, Err(Error::Impossible { .. })), "{refused:?}");
    assert!(found(&ledger, &OrderQuery::default()).is_empty());
    ledger.import(vec![good]).unwrap();
    assert!(ledger.verify().unwrap().is_whole());
}

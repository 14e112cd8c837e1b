//! What a buyer looks for, and what is hard to find.

use std::time::{Duration, Instant};

use app::{Fen, Library, MoneyState, OrderQuery, OrderSort, OrderState};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::purchases::{at, end};
use crate::{middle_and_worst, shown, word};

const ROUNDS: usize = 15;
const FIRST_PAGE: Duration = Duration::from_millis(3);
const MEDIAN: Duration = Duration::from_millis(10);
const HOME: Duration = Duration::from_millis(20);
const WORST: Duration = Duration::from_millis(40);

/// Times every query; the answer says whether every bar, taken `times`, holds.
pub(crate) async fn run(library: &Library, times: u32) -> bool {
    let began = Instant::now();
    let first = library.orders(OrderQuery::default(), now()).await.unwrap();
    println!("the very first page: {}, {} orders", shown(began.elapsed()), first.len());
    let began = Instant::now();
    library.prepare_finding(now()).await.unwrap();
    println!("reading ahead what filters and sorts look at: {}", shown(began.elapsed()));

    let mut queries = queries();
    queries.extend(deep(library).await);
    let mut measured = vec![Vec::new(); queries.len()];
    let mut found = vec![0; queries.len()];
    // Round by round, so that no query finds its own traces warm.
    for _ in 0..ROUNDS {
        for (at, (_, query)) in queries.iter().enumerate() {
            let query = query.clone();
            let began = Instant::now();
            found[at] = library.orders(query, now()).await.unwrap().len();
            measured[at].push(began.elapsed());
        }
    }
    println!("\n{:>12} {:>12} {:>6}", "median", "worst", "rows");
    let mut all = true;
    for (((name, query), mut spent), found) in queries.into_iter().zip(measured).zip(found) {
        let (median, worst) = middle_and_worst(&mut spent);
        let bar = if query == OrderQuery::default() { FIRST_PAGE } else { MEDIAN };
        let held = median <= bar * times && worst <= WORST * times;
        all &= held;
        let (median, worst) = (shown(median), shown(worst));
        println!("{median:>12} {worst:>12} {found:>6}  {:6} {name}", word(held));
    }
    all &= home(library, times).await;
    println!("bars: median {}, worst {}", shown(MEDIAN * times), shown(WORST * times));
    for (name, query) in [
        ("all", OrderQuery::default()),
        ("话费", text("话费")),
        ("no hit", text("不存在")),
        ("has gaps", OrderQuery { has_gaps: Some(true), ..OrderQuery::default() }),
        ("话费 with a filter", OrderQuery { has_gaps: Some(false), ..text("话费") }),
    ] {
        let began = Instant::now();
        let count = library.count_orders(query, now()).await.unwrap();
        let more = if count.more { " and more" } else { "" };
        println!("count of {name}: {}{more} in {}", count.count, shown(began.elapsed()));
    }
    all
}

/// On the last day of the record.
fn now() -> Timestamp {
    end() - SignedDuration::from_hours(1)
}

/// The home page of that day.
async fn home(library: &Library, times: u32) -> bool {
    let mut spent = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let home = library.home(now(), TimeZone::UTC).await.unwrap();
        spent.push(began.elapsed());
        assert!(home.this_month.count > 0, "the record ends with it");
    }
    let (median, worst) = middle_and_worst(&mut spent);
    let held = worst <= HOME * times;
    let (median, worst) = (shown(median), shown(worst));
    println!("{median:>12} {worst:>12}         {:6} home, bar {}", word(held), shown(HOME * times));
    held
}

fn text(text: &str) -> OrderQuery {
    OrderQuery { text: text.to_owned(), ..OrderQuery::default() }
}

fn queries() -> Vec<(String, OrderQuery)> {
    let mut all = vec![("first page".to_owned(), OrderQuery::default())];
    for words in [
        "费",
        "话",
        "元",
        "话费",
        "奶奶",
        "重庆",
        "鑫",
        "移动话费",
        "全国话费充值",
        "话费 移动",
        "话费 原神",
        "话费 会员",
        "移动 奶奶 红包",
        "不存在",
        "费话费",
        "1",
        "13",
        "139",
        "9123",
        "13912345678",
        "20260",
        "888888",
        "hf",
        "ydhf",
        "cqbg",
        "h",
        "zqbg",
        "huafei",
        "hua",
        "yidonghuafei",
        "huaf",
        "hf100",
        "qq",
        "phone",
        "zzz",
        "交易成功",
        "充值到账 话费",
    ] {
        all.push((format!("text {words}"), text(words)));
    }
    let none = OrderQuery::default;
    let filters = [
        ("unpaid", OrderQuery { states: vec![OrderState::Unpaid], ..none() }),
        ("postponed", OrderQuery { postponed: Some(true), ..none() }),
        ("has gaps", OrderQuery { has_gaps: Some(true), ..none() }),
        ("no gaps", OrderQuery { has_gaps: Some(false), ..none() }),
        ("refunding (none is)", OrderQuery { money: vec![MoneyState::Refunding], ..none() }),
        ("due soon", OrderQuery { due_days: Some(7), ..none() }),
        ("a category", OrderQuery { categories: vec!["membership".to_owned()], ..none() }),
        ("a shop", OrderQuery { shops: vec!["闲鱼".to_owned()], ..none() }),
        ("a payee", OrderQuery { payees: vec!["恒达3网络科技".to_owned()], ..none() }),
        (
            "gifts of 400 to 500 in one month, unpaid",
            OrderQuery {
                categories: vec!["gift_card".to_owned()],
                total_from: Some(Fen(40_000)),
                total_to: Some(Fen(50_000)),
                time_from: Some(at(1_700_000_000)),
                time_to: Some(at(1_702_592_000)),
                states: vec![OrderState::Unpaid],
                ..none()
            },
        ),
    ];
    let sorts = [
        OrderSort::Newest,
        OrderSort::Oldest,
        OrderSort::PaidLast,
        OrderSort::PaidFirst,
        OrderSort::AmountHigh,
        OrderSort::AmountLow,
        OrderSort::Touched,
    ];
    for sort in sorts {
        all.push((format!("all, {sort:?}"), OrderQuery { sort, ..none() }));
        for words in ["话费", "奶奶", "hf", "话费 会员", "不存在"] {
            all.push((format!("text {words}, {sort:?}"), OrderQuery { sort, ..text(words) }));
        }
        for (name, filter) in &filters {
            all.push((format!("{name}, {sort:?}"), OrderQuery { sort, ..filter.clone() }));
        }
    }
    for (name, filter) in &filters {
        for words in ["费", "话费", "13", "hf", "huafei", "会员"] {
            let text = words.to_owned();
            all.push((format!("text {words}, {name}"), OrderQuery { text, ..filter.clone() }));
        }
    }
    all
}

/// Pages far down, reached as the window reaches them.
async fn deep(library: &Library) -> Vec<(String, OrderQuery)> {
    let mut all = Vec::new();
    for (name, start) in [
        ("all", OrderQuery::default()),
        ("text 话费", text("话费")),
        ("all by amount", OrderQuery { sort: OrderSort::AmountHigh, ..OrderQuery::default() }),
        ("text hf by amount", OrderQuery { sort: OrderSort::AmountLow, ..text("hf") }),
    ] {
        let mut query = OrderQuery { limit: 500, ..start };
        for _ in 0..40 {
            query.after =
                library.order_page(query.clone(), now()).await.unwrap().next.or(query.after);
        }
        all.push((format!("{name}, 20,000 orders down"), OrderQuery { limit: 50, ..query }));
    }
    all
}

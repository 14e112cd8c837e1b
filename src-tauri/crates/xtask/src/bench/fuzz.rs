//! Mutated inputs through `identify`, `read` and `review`: none may panic, break a promise of
//! the types, or take more than linear time.

mod mutate;

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use std::{panic, thread};

use check::catalogue::{Catalogue, CategoryId};
use check::identifier::{Kinds, identify, kinds};
use check::page::{Page, read, read_recognised};
use check::review::{
    Answers, History, Input, KnownRecipient, Need, PastPurchase, Thresholds, review,
};
use fastrand::Rng;
use model::Fen;

use super::verdict;
use crate::project::Project;
use mutate::Corpus;

/// Inputs below this length show what a call costs, not what a byte does.
const LONG_ENOUGH: usize = 256;
/// One input of so many is also read as if it came from a picture.
const RECOGNISED: u8 = 8;
/// The slowest inputs of each thread that are looked at again.
const LOOKED_AT: usize = 12;

/// Runs `count` inputs on all processors; the answer says whether nothing was found.
pub(super) fn run(project: &Project, seed: u64, count: u64) -> bool {
    let corpus = Corpus::read(&project.root);
    let started = Instant::now();
    let threads = thread::available_parallelism().map_or(1, usize::from) as u64;
    println!("seed {seed}, {count} inputs from {} texts on {threads} threads", corpus.len());
    // A panic is counted and shown with its input, not with a trace each.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let workers = thread::scope(|scope| {
        let start = |first: u64| {
            let corpus = &corpus;
            scope.spawn(move || {
                let mut worker = Worker::default();
                let mut nth = first;
                while nth < count {
                    worker.take(nth, &corpus.input(&mut rng(seed, nth)), &mut rng(!seed, nth));
                    nth += threads;
                }
                worker
            })
        };
        let running: Vec<_> = (0..threads).map(start).collect();
        running.into_iter().filter_map(|running| running.join().ok()).collect::<Vec<_>>()
    });
    panic::set_hook(hook);
    report(&workers, seed, count, started.elapsed(), &corpus)
}

fn rng(seed: u64, nth: u64) -> Rng {
    Rng::with_seed(seed ^ nth.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    Identify,
    Read,
    Review,
}

const CALLS: [Call; 3] = [Call::Identify, Call::Read, Call::Review];

#[derive(Debug, Default)]
struct Worker {
    history: Option<History>,
    done: u64,
    bytes: usize,
    /// How long each call took in all.
    spent: [Duration; 3],
    /// The input's number and what went wrong.
    wrong: Vec<(u64, String)>,
    /// Nanoseconds a byte and the input's number, slowest first, for each call.
    slow: [Vec<(u128, u64)>; 3],
}

impl Worker {
    fn take(&mut self, nth: u64, text: &str, rng: &mut Rng) {
        let history = self.history.get_or_insert_with(past);
        let page = RefCell::new(None);
        for (at, call) in CALLS.into_iter().enumerate() {
            let mut same = rng.clone();
            let started = Instant::now();
            let done = catch_unwind(AssertUnwindSafe(|| {
                answer(call, text, &mut page.borrow_mut(), history, &mut same)
            }));
            let took = started.elapsed();
            self.spent[at] += took;
            let broken = done.unwrap_or_else(|_| Err("panicked".to_owned()));
            if let Err(reason) = broken {
                self.wrong.push((nth, format!("{call:?}: {reason}")));
            }
            if text.len() >= LONG_ENOUGH {
                let slow = &mut self.slow[at];
                slow.push((took.as_nanos() / text.len() as u128, nth));
                slow.sort_unstable_by(|left, right| right.cmp(left));
                slow.truncate(LOOKED_AT);
            }
        }
        self.done += 1;
        self.bytes += text.len();
    }
}

/// Calls one of the three and holds the answer to its promises. `page` is what was read of the
/// text, or will be.
fn answer(
    call: Call,
    text: &str,
    page: &mut Option<Page>,
    history: &History,
    rng: &mut Rng,
) -> Result<(), String> {
    match call {
        Call::Identify => {
            let nth = rng.usize(..kinds().iter().len());
            let Some(kind) = kinds().iter().nth(nth).map(|kind| &kind.id) else {
                return Err("there are no kinds".to_owned());
            };
            identify(text, None);
            let found = identify(text, Some(kind));
            let [only] = found.candidates.as_slice() else {
                return Err(format!("{} candidates of one kind", found.candidates.len()));
            };
            let length = text.chars().count();
            let inside = |at: &u32| (*at as usize) < length.max(1);
            if !only.reasons.iter().all(|reason| reason.at.iter().all(inside)) {
                return Err(format!("a reason of {kind:?} lies outside the text"));
            }
            Ok(())
        }
        Call::Read => {
            // What the two have in common is most of it.
            if rng.u8(..RECOGNISED) == 0 {
                spans_lie_inside(text, &read_recognised(text))?;
            }
            spans_lie_inside(text, page.insert(read(text)))
        }
        Call::Review => {
            let page = &*page.get_or_insert_with(|| read(text));
            let need = need(text, rng);
            let answers = Answers {
                second_entry: Some(piece(text, rng)),
                typed_total: Some(piece(text, rng)),
                ..Answers::default()
            };
            let input = Input {
                kinds: Kinds::builtin(),
                catalogue: Catalogue::builtin(),
                need: &need,
                page: Some((text, page)),
                history,
                now: Some(jiff::Timestamp::UNIX_EPOCH),
                thresholds: Thresholds::default(),
                answers: &answers,
            };
            let reviewed = review(&input);
            let worst = reviewed.findings.iter().map(|finding| finding.severity).max();
            let first = reviewed.findings.first().map(|finding| finding.severity);
            if worst == first { Ok(()) } else { Err("the worst finding is not first".to_owned()) }
        }
    }
}

fn spans_lie_inside(text: &str, page: &Page) -> Result<(), String> {
    let spans = page.facts.iter().flat_map(|fact| &fact.spans);
    for span in spans {
        if text.get(span.start as usize..span.end as usize).is_none_or(str::is_empty) {
            return Err(format!("{span:?} is no part of the text"));
        }
    }
    Ok(())
}

/// A need in words that stand on the page or are cut out of it.
fn need(text: &str, rng: &mut Rng) -> Need {
    let categories = &check::catalogue::catalogue().categories;
    let word = |rng: &mut Rng| rng.bool().then(|| piece(text, rng));
    Need {
        category: Some(categories[rng.usize(..categories.len())].id.clone()),
        name: word(rng),
        face_value_fen: rng.bool().then(|| Fen(rng.i64(..))),
        quantity: rng.bool().then(|| rng.i64(..)),
        budget_fen: rng.bool().then(|| Fen(rng.i64(..))),
        carrier: word(rng),
        game: word(rng),
        server: word(rng),
        length: word(rng),
        edition: word(rng),
        recipient: word(rng),
        shop: word(rng),
        ..Need::default()
    }
}

/// Cut out of the beginning, so that more of the same text has the same pieces.
fn piece(text: &str, rng: &mut Rng) -> String {
    let text = &text[..text.floor_char_boundary(LONG_ENOUGH)];
    let start = text.floor_char_boundary(rng.usize(..=text.len()));
    let longest = if rng.u8(..50) == 0 { 2_000 } else { 24 };
    let end = text.floor_char_boundary((start + rng.usize(..longest)).min(text.len()));
    text[start..end.max(start)].to_owned()
}

fn past() -> History {
    let mut rng = Rng::with_seed(1);
    let mut number = move || format!("186{:08}", rng.u32(..100_000_000));
    let recipients = (0..500).map(|_| number()).collect::<Vec<_>>();
    let known = recipients.iter().map(|value| KnownRecipient {
        value: value.clone(),
        kind: None,
        label: None,
        times_checked: 1,
    });
    let purchases = recipients.iter().map(|value| PastPurchase {
        category: Some(CategoryId("phone_credit".to_owned())),
        recipient: Some(value.clone()),
        recipient_kind: None,
        face_value: Some(Fen(10_000)),
        quantity: Some(1),
        total: None,
        shop: Some("shop".to_owned()),
        at: Some(jiff::Timestamp::UNIX_EPOCH),
    });
    History::new(known, purchases)
}

fn report(workers: &[Worker], seed: u64, count: u64, took: Duration, corpus: &Corpus) -> bool {
    let done: u64 = workers.iter().map(|worker| worker.done).sum();
    let bytes: usize = workers.iter().map(|worker| worker.bytes).sum();
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let rate = done as f64 / took.as_secs_f64().max(0.001);
    println!("{done} inputs of {bytes} bytes in {:.0} s, {rate:.0} a second", took.as_secs_f64());
    for (at, call) in CALLS.into_iter().enumerate() {
        let spent: Duration = workers.iter().map(|worker| worker.spent[at]).sum();
        let each =
            spent.as_secs_f64() * 1e6 / f64::from(u32::try_from(done.max(1)).unwrap_or(u32::MAX));
        println!("{call:?}: {each:.1} \u{B5}s an input");
    }
    let wrong: Vec<_> = workers.iter().flat_map(|worker| &worker.wrong).collect();
    for (nth, reason) in wrong.iter().take(10) {
        let text = corpus.input(&mut rng(seed, *nth));
        let shown: String = text.chars().take(400).collect();
        println!("input {nth}: {reason}: {shown:?}");
    }
    let mut held = wrong.is_empty() && done == count;
    let shown = wrong.len().to_string();
    println!("{}", verdict("panics and broken promises", &shown, "0", wrong.is_empty()));
    for (at, call) in CALLS.into_iter().enumerate() {
        let mut slow: Vec<_> = workers.iter().flat_map(|worker| worker.slow[at].clone()).collect();
        slow.sort_unstable_by(|left, right| right.cmp(left));
        slow.truncate(LOOKED_AT);
        let growths = slow.iter().map(|(_, nth)| {
            growth(call, &corpus.input(&mut rng(seed, *nth)), &mut rng(!seed, *nth))
        });
        let (growth, rate) = growths
            .fold((0.0_f64, 0), |(growth, rate), (other, at)| (growth.max(other), rate.max(at)));
        // What grows by the square would be eight; caches and a busy machine take the rest.
        let linear = growth <= 3.0;
        held &= linear;
        let what = format!("{call:?}: slowest {rate} ns a byte; of 8 times as much");
        println!("{}", verdict(&what, &format!("\u{D7}{growth:.2}"), "\u{2264} \u{D7}3", linear));
    }
    held
}

/// How much more a byte costs in eight times as much of the same text, and what it costs.
fn growth(call: Call, text: &str, rng: &mut Rng) -> (f64, u128) {
    let history = past();
    let rate = |bytes: usize| {
        let text = text.repeat(bytes.div_ceil(text.len().max(1)));
        let page = (call == Call::Review).then(|| read(&text));
        let mut best = u128::MAX;
        for _ in 0..5 {
            let mut same = rng.clone();
            let started = Instant::now();
            let _ = catch_unwind(AssertUnwindSafe(|| {
                answer(call, &text, &mut page.clone(), &history, &mut same)
            }));
            best = best.min(started.elapsed().as_nanos());
        }
        // Tenths of nanoseconds, so that what costs next to nothing is not divided by zero.
        best.saturating_mul(10) / text.len() as u128 + 1
    };
    let (small, large) = (rate(16_000), rate(128_000));
    #[expect(clippy::cast_precision_loss, reason = "times far below 2^52 ns")]
    let growth = large as f64 / small as f64;
    (growth, small / 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_mutated_inputs_break_no_promise() {
        let corpus = Corpus::own();
        let mut worker = Worker::default();
        for nth in 0..1_000 {
            worker.take(nth, &corpus.input(&mut rng(7, nth)), &mut rng(!7, nth));
        }
        assert!(worker.wrong.is_empty(), "{:?}", worker.wrong.first());
        assert!(worker.bytes > 50_000, "the inputs are not empty");
    }

    #[test]
    fn an_input_is_the_same_whichever_thread_takes_it() {
        let corpus = Corpus::own();
        assert_eq!(corpus.input(&mut rng(7, 33)), corpus.input(&mut rng(7, 33)));
        assert_ne!(corpus.input(&mut rng(7, 33)), corpus.input(&mut rng(7, 34)));
    }

    #[test]
    fn a_span_outside_the_text_is_a_broken_promise() {
        let page = read("\u{9762}\u{503C}\u{FF1A}100\u{5143}");
        assert!(!page.facts.is_empty(), "the page states a face value");
        assert!(spans_lie_inside("", &page).is_err());
    }
}

//! Purchases with one slip each, and right ones, through the three checks.
//!
//! Everything here is made from a seed: address books, purchases of all thirteen categories,
//! pages in their usual layouts, and slips of every class that can be seen before paying. The
//! pages know nothing of the reader, so what it does not read stays unread here as it would be.

mod classes;
mod goods;
mod measure;
mod page;
mod people;
mod purchase;
mod typing;

use std::collections::BTreeMap;

use fastrand::Rng;
use jiff::Timestamp;

use super::verdict;
use classes::{CLASSES, Class};
use measure::figures;
use people::Buyer;
use purchase::{ALL, By, Purchase, SOURCES, Said, Sources, loudest, said};

/// Prints all tables; the answer says whether every bar holds.
pub(super) fn run(seed: u64, count: u64, show: bool) -> bool {
    println!("seed {seed}, {count} purchases with a slip and {count} without\n");
    let found = simulate(seed, count, show);
    found.print_classes();
    found.print_right();
    println!();
    let mut all = true;
    for figure in figures(&found, seed, count) {
        all &= figure.held();
        println!("{}", verdict(&figure.what, &figure.shown(), &figure.bar(), figure.held()));
    }
    all
}

/// What was said of all purchases.
#[derive(Debug, Default)]
struct Found {
    /// By class and by what the review was given.
    classes: BTreeMap<(usize, usize), Tally>,
    /// By class, what was loudest with all sources in use.
    by: BTreeMap<(usize, String), u64>,
    right: Tally,
    /// What was said of right purchases.
    alarms: BTreeMap<By, u64>,
    /// With all sources in use, the page showing the whole recipient.
    whole: Tally,
    /// The same, with pages that mask or leave out the recipient among them.
    any_page: Tally,
    /// Slips against a page on which the reader has found the field, and those seen.
    extracted: (u64, u64),
    show: bool,
}

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    all: u64,
    shown: u64,
    flagged: u64,
    stopped: u64,
}

impl Tally {
    fn note(&mut self, said: Said) {
        self.all += 1;
        match said {
            Said::Nothing => {}
            Said::Shown => self.shown += 1,
            Said::Flagged => self.flagged += 1,
            Said::Stopped => self.stopped += 1,
        }
    }
}

fn percent(part: u64, all: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    if all == 0 { 100.0 } else { part as f64 * 100.0 / all as f64 }
}

fn simulate(seed: u64, count: u64, show: bool) -> Found {
    let mut rng = Rng::with_seed(seed);
    let now = Timestamp::from_second(1_795_327_200).unwrap_or_default();
    let buyers: Vec<Buyer> = (0..30).map(|_| Buyer::draw(&mut rng, now)).collect();
    let mut found = Found { show, ..Found::default() };
    for nth in 0..count {
        let buyer = &buyers[rng.usize(..buyers.len())];
        let right = Purchase::right(buyer, &mut rng, now);
        found.right(&right);
        // Every class as often as any other, in a purchase that can have it.
        let class = usize::try_from(nth).unwrap_or(0) % CLASSES.len();
        let mut slipped = Purchase::right(buyer, &mut rng, now);
        while !(CLASSES[class].make)(&mut slipped, &mut rng) {
            slipped = Purchase::right(&buyers[rng.usize(..buyers.len())], &mut rng, now);
        }
        found.slipped(class, &slipped);
    }
    found
}

/// What there was before the slip: of a second purchase, no history of the first.
fn before(class: &str, sources: Sources) -> Sources {
    Sources { history: sources.history && class != "bought a second time", ..sources }
}

/// A label is no slip of the hand: it is enough that it is shown.
fn enough(class: &str, said: Said) -> Said {
    if class == "a label overlooked" && said == Said::Shown { Said::Flagged } else { said }
}

impl Found {
    fn right(&mut self, purchase: &Purchase<'_>) {
        let shown = purchase.shown();
        let said = said(&purchase.review(&shown, ALL));
        self.right.note(said.first().map_or(Said::Nothing, |(_, loud)| *loud));
        for by in said.into_iter().filter(|(_, loud)| *loud > Said::Shown) {
            let count = self.alarms.entry(by.clone()).or_default();
            *count += 1;
            if *count <= 3 && self.show {
                println!("false alarm {by:?}\n{:?}\n{}", purchase.need(), shown.text);
            }
        }
    }

    fn slipped(&mut self, class: usize, purchase: &Purchase<'_>) {
        let name = CLASSES[class].name;
        let right = purchase.without_slip();
        let (with, without) = (purchase.shown(), right.shown());
        for (nth, (_, sources)) in SOURCES.iter().enumerate() {
            let right = right.review(&without, before(name, *sources));
            let (by, loud) = loudest(&purchase.review(&with, *sources), &right);
            self.classes.entry((class, nth)).or_default().note(loud);
            if *sources == ALL {
                self.any_page.note(enough(name, loud));
                *self.by.entry((class, by)).or_default() += 1;
                if loud == Said::Nothing && self.show {
                    println!("unseen {name}\n{:?}\n{}", purchase.need(), with.text);
                }
            }
        }
        if let Some(seen) = measure::against_page(class, purchase, (&with, &without)) {
            self.extracted.0 += 1;
            self.extracted.1 += u64::from(seen);
            if !seen && self.show {
                println!("unseen on the page: {name}\n{:?}\n{}", purchase.need(), with.text);
            }
        }
        let mut in_full = purchase.clone();
        in_full.extras.in_full = true;
        let right = in_full.without_slip();
        let without = right.review(&right.shown(), before(name, ALL));
        let (_, loud) = loudest(&in_full.review(&in_full.shown(), ALL), &without);
        self.whole.note(enough(name, loud));
    }

    fn print_classes(&self) {
        println!("stopped or flagged of purchases with one slip, by what there is to compare with");
        print!("{:40}", "");
        for (name, _) in SOURCES {
            print!("{name:>9}");
        }
        println!("   with all of them, by");
        for (class, Class { name, .. }) in CLASSES.iter().enumerate() {
            print!("{name:40}");
            for nth in 0..SOURCES.len() {
                let tally = self.classes.get(&(class, nth)).copied().unwrap_or_default();
                print!("{:>7.1} %", percent(tally.stopped + tally.flagged, tally.all));
            }
            let mut by: Vec<_> = self
                .by
                .iter()
                .filter(|((of, _), _)| *of == class)
                .map(|((_, by), n)| (n, by))
                .collect();
            by.sort_by(|left, right| right.cmp(left));
            let by: Vec<String> = by
                .iter()
                .take(4)
                .map(|(n, by)| format!("{} {n}", if by.is_empty() { "unseen" } else { by }))
                .collect();
            println!("   {}", by.join(", "));
        }
    }

    fn print_right(&self) {
        let any = self.any_page;
        println!(
            "\nwith pages that mask or leave out the recipient among them: {:.2} % of {}",
            percent(any.stopped + any.flagged, any.all),
            any.all
        );
        println!(
            "right purchases: {}, stopped {}, flagged {}, with a note {}",
            self.right.all, self.right.stopped, self.right.flagged, self.right.shown
        );
        let mut alarms: Vec<_> = self.alarms.iter().collect();
        alarms.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for ((by, loud), count) in alarms {
            println!("  {count:6} {loud:?} by {by}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::measure::Figure;
    use super::*;

    /// The same as the command, smaller.
    #[test]
    fn the_bars_hold() {
        let count = CLASSES.len() as u64 * 16;
        let found = simulate(11, count, false);
        let missed: Vec<String> = figures(&found, 11, count)
            .iter()
            .filter(|figure| !figure.held())
            .map(|figure| verdict(&figure.what, &figure.shown(), &figure.bar(), false))
            .collect();
        assert!(missed.is_empty(), "{}", missed.join("\n"));
    }

    #[test]
    fn the_same_seed_gives_the_same_figures() {
        let figures = |seed| {
            figures(&simulate(seed, 30, false), seed, 30)
                .iter()
                .map(Figure::shown)
                .collect::<Vec<_>>()
        };
        assert_eq!(figures(5), figures(5));
    }
}

//! The figures that have a bar.

use check::catalogue::{Catalogue, CategoryId};
use check::identifier::{KindId, Kinds, ReasonCode, Verdict, identify};
use check::review::{
    Answers, FindingCode, History, Input, KnownRecipient, Need, Review, Standing, Thresholds,
    review,
};
use fastrand::Rng;

use super::classes::CLASSES;
use super::people::{FIXED, KINDS, Recipient, draw};
use super::purchase::{ALL, Purchase, Said, Shown, Sources, loudest};
use super::typing::{GARBLES, Garble, garbled, single_slip, slip};
use super::{Found, percent};

#[derive(Debug)]
pub(super) struct Figure {
    pub(super) what: String,
    percent: f64,
    /// How far the sample lets the percentage stray, where that is near the bar.
    error: Option<f64>,
    bar: Bar,
}

#[derive(Debug, Clone, Copy)]
enum Bar {
    Least(f64),
    Most(f64),
}

impl Figure {
    pub(super) fn held(&self) -> bool {
        match self.bar {
            Bar::Least(bar) => self.percent >= bar,
            Bar::Most(bar) => self.percent <= bar,
        }
    }

    pub(super) fn shown(&self) -> String {
        match self.error {
            Some(error) => format!("{:.2} \u{B1} {error:.2} %", self.percent),
            None => format!("{:.2} %", self.percent),
        }
    }

    pub(super) fn bar(&self) -> String {
        match self.bar {
            Bar::Least(bar) => format!("\u{2265} {bar} %"),
            Bar::Most(bar) => format!("\u{2264} {bar} %"),
        }
    }
}

/// Every figure of what was simulated and of recipients alone.
pub(super) fn figures(found: &Found, seed: u64, count: u64) -> Vec<Figure> {
    let mut rng = Rng::with_seed(seed ^ 0xF1);
    let figure = |what: &str, (part, all): (u64, u64), bar| Figure {
        what: format!("{what} ({all})"),
        percent: percent(part, all),
        error: None,
        bar,
    };
    let unsure = |figure: Figure, all: u64| {
        let error = standard_error(figure.percent, all);
        Figure { error: Some(error), ..figure }
    };
    let right = found.right;
    // The bar lies just below what the table can do: few numbers would fall on either side of it
    // by chance.
    let (phones, blocked) = phones(count * 100, &mut rng);
    let (known, family) = known(count, &mut rng);
    vec![
        figure("letters, width, length, alphabet", spoilt(count, &mut rng), Bar::Least(100.0)),
        unsure(figure("phone slips by the number alone", phones, Bar::Least(34.0)), phones.1),
        figure("valid phone numbers blocked", blocked, Bar::Most(0.0)),
        figure("one-edit slips of a known recipient", known, Bar::Least(99.0)),
        figure("family numbers one digit apart warned of", family, Bar::Most(0.0)),
        figure(
            "slips against a page of which the reader has it",
            (found.extracted.1, found.extracted.0),
            Bar::Least(100.0),
        ),
        figure("blind second entry", second(count, &mut rng), Bar::Least(100.0)),
        figure(
            "whole purchases with one slip, all sources",
            (found.whole.stopped + found.whole.flagged, found.whole.all),
            Bar::Least(99.0),
        ),
        figure("correct purchases stopped", (right.stopped, right.all), Bar::Most(0.3)),
        figure("correct purchases flagged", (right.flagged, right.all), Bar::Most(4.0)),
    ]
}

/// Of a percentage found in so many independent draws, in percent.
fn standard_error(percent: f64, draws: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let draws = draws.max(1) as f64;
    (percent * (100.0 - percent) / draws).sqrt()
}

/// Numbers spoilt so that their form shows it: an error, or for another width a visible step.
fn spoilt(count: u64, rng: &mut Rng) -> (u64, u64) {
    let mut seen = 0;
    for nth in 0..count {
        let Recipient { kind, value } = draw(FIXED[rng.usize(..FIXED.len())], rng);
        let how = GARBLES[usize::try_from(nth).unwrap_or(0) % GARBLES.len()];
        let typed = garbled(&value, how, rng);
        let found = identify(&typed, Some(&KindId(kind.to_owned()))).candidates.remove(0);
        let said = |code| found.reasons.iter().any(|reason| reason.code == code);
        let held = if how == Garble::FullWidth {
            found.normalised == value && !found.steps.is_empty() && said(ReasonCode::FullWidth)
        } else {
            found.verdict == Verdict::Error && found.normalised != value
        };
        seen += u64::from(held);
    }
    (seen, count)
}

/// Slips of phone numbers with nothing to compare with, and right numbers called wrong.
fn phones(count: u64, rng: &mut Rng) -> ((u64, u64), (u64, u64)) {
    let (mut seen, mut blocked) = (0, 0);
    for _ in 0..count {
        let Recipient { value, .. } = draw("cn_mobile", rng);
        blocked += u64::from(verdict(&value) == Verdict::Error);
        seen += u64::from(verdict(&slip(&value, rng)) != Verdict::Ok);
    }
    ((seen, count), (blocked, count))
}

fn verdict(number: &str) -> Verdict {
    identify(number, Some(&KindId("cn_mobile".to_owned()))).candidates.remove(0).verdict
}

/// Slips of recipients in an address book of ten thousand, and family numbers in it.
fn known(count: u64, rng: &mut Rng) -> ((u64, u64), (u64, u64)) {
    let mut saved: Vec<Recipient> =
        (0..10_000).map(|at| draw(KINDS[at % KINDS.len()], rng)).collect();
    let mut family = Vec::new();
    for at in 0..200 {
        let number = saved[at * 12].value.clone();
        let last = (number.as_bytes()[10] - b'0' + rng.u8(1..10)) % 10;
        let twin = format!("{}{last}", &number[..10]);
        family.extend([number, twin.clone()]);
        saved.push(Recipient { kind: "cn_mobile", value: twin });
    }
    let known = |recipient: &Recipient| KnownRecipient {
        value: recipient.value.clone(),
        kind: Some(KindId(recipient.kind.to_owned())),
        label: None,
        times_checked: 1,
    };
    let history = History::new(saved.iter().map(known), []);
    let mut seen = 0;
    for _ in 0..count {
        let Recipient { kind, value } = &saved[rng.usize(..saved.len())];
        seen += u64::from(warns(kind, &single_slip(value, rng), &history));
    }
    let warned = family.iter().filter(|number| warns("cn_mobile", number, &history)).count();
    ((seen, count), (warned as u64, family.len() as u64))
}

/// Whether something is said of a recipient of this kind.
fn warns(kind: &str, typed: &str, history: &History) -> bool {
    let (category, game) = match kind {
        "cn_mobile" => ("phone_credit", None),
        "cn_landline" => ("landline_broadband", None),
        "qq" => ("platform_coin", None),
        "email" => ("software_key", None),
        "bank_card" => ("transfer", None),
        "sinopec_card" => ("fuel_card", None),
        "genshin" => ("game_topup", Some("原神")),
        "hsr" => ("game_topup", Some("崩坏：星穹铁道")),
        "wuwa" => ("game_topup", Some("鸣潮")),
        _ => ("game_topup", Some("王者荣耀")),
    };
    let need = Need {
        category: Some(CategoryId(category.to_owned())),
        game: game.map(str::to_owned),
        recipient: Some(typed.to_owned()),
        ..Need::default()
    };
    let reviewed = review(&Input {
        kinds: Kinds::builtin(),
        catalogue: Catalogue::builtin(),
        need: &need,
        page: None,
        history,
        now: None,
        thresholds: Thresholds::default(),
        answers: &Answers::default(),
    });
    reviewed.findings.iter().any(|finding| {
        matches!(
            finding.code,
            FindingCode::RecipientInvalid
                | FindingCode::RecipientDoubtful
                | FindingCode::RecipientNearKnown
        )
    })
}

/// A first entry with a slip, and a second one made anew, itself with a slip one time in ten.
fn second(count: u64, rng: &mut Rng) -> (u64, u64) {
    let (mut seen, mut all) = (0, 0);
    while all < count {
        let Recipient { kind, value } = draw(KINDS[rng.usize(..KINDS.len())], rng);
        let first = slip(&value, rng);
        let entered = if rng.u8(..10) == 0 { slip(&value, rng) } else { value };
        let id = KindId(kind.to_owned());
        let found = identify(&first, Some(&id)).candidates.remove(0);
        if entered == first || found.verdict == Verdict::Error {
            continue;
        }
        all += 1;
        seen += u64::from(
            !check::review::second_entry(Kinds::builtin(), &id, &found.normalised, &entered).same,
        );
    }
    (seen, all)
}

/// Whether a slip between the need and the page is seen; `None` where the reader has not found
/// on the page what the cart says of the field, or there is nothing about it to compare.
pub(super) fn against_page(
    class: usize,
    purchase: &Purchase<'_>,
    (with, without): (&Shown, &Shown),
) -> Option<bool> {
    let field = CLASSES[class].field?;
    let sources = Sources { history: false, second: false, ..ALL };
    // Against the need of somebody who wants just this cart, what was read stands as the same.
    let mut fits = purchase.clone();
    fits.typed = purchase.cart.clone();
    let row = |review: &Review| review.rows.iter().find(|row| row.field == field).cloned();
    row(&fits.review(with, sources)).filter(|row| row.standing == Standing::Same)?;
    let slipped = purchase.review(with, sources);
    row(&slipped).filter(|row| row.need.is_some())?;
    let right = purchase.without_slip().review(without, sources);
    Some(loudest(&slipped, &right).1 >= Said::Flagged)
}

//! A complaint through 12315, looked through before it leaves.

use std::collections::BTreeSet;

use cases::complaint::{Complainant, Complaint, Respondent, RespondentKind, SelfCheck, self_check};
use jiff::Timestamp;
use jiff::{SignedDuration, tz::TimeZone};
use ledger::{CaseContact, CaseEntry, Ledger};
use model::{Milestone, OrderId};

use super::letters::goods_of;
use super::matter::{Matter, named};
use super::slots::{Complaining, Filled};
use crate::error::{Error, Result};
use crate::library::Library;

/// Complaints of the same sort within so long count as many of them.
const LATELY: SignedDuration = SignedDuration::from_hours(24 * 180);
/// Less than the three years within which a complaint can be made.
const SURELY_IN_TIME: SignedDuration = SignedDuration::from_hours(24 * 3 * 365);
/// So many cases are looked at for it.
const LOOKED_AT: u32 = 1_000;

impl Library {
    /// Holds the case against what a complaint must have and the grounds on which it would be
    /// turned down.
    pub async fn check_complaint(
        &self,
        order: OrderId,
        now: Timestamp,
        zone: TimeZone,
    ) -> Result<SelfCheck> {
        let (known, complaining) = (self.known().await?, self.complaining().await?);
        self.read(move |ledger| {
            let matter = Matter::load(ledger, &known, &order, now)?;
            let found = matter.found(&known, now);
            let filled = Filled::of(&matter, &complaining, now)?.slots;
            let said = &matter.casework.complaint;
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let Complaining { name, phone, address } = complaining;
            let complainant = Complainant {
                name,
                phone,
                address,
                own_name: said.own_name,
                by_proxy: said.by_proxy,
                proxy_papers: said.proxy_papers,
            };
            let respondent = Respondent {
                kind: said.respondent_kind.as_deref().and_then(named::<RespondentKind>),
                name: text(&filled.respondent),
                address: text(&filled.respondent_address),
                credit_code: said.credit_code.clone(),
                reached_at_shown_address: said.reached_at_shown_address,
            };
            let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
            Ok::<_, Error>(self_check(&Complaint {
                problem: found.problem,
                goods: &goods_of(&matter),
                facts: &found.facts,
                complainant: &complainant,
                respondent: &respondent,
                request: &text(&filled.demand),
                account: &text(&filled.happened),
                kinds: &matter.kinds(),
                made_lately: made_lately(ledger, &matter, now)?,
                known_on: known_at(&matter, now).map(day),
                today: day(now),
                vouched: said.vouched,
            }))
        })
        .await
    }
}

/// When the buyer knew of it, or should have, as far as it was reported. Nobody knows of it before
/// it is paid, but a key may be tried years after.
fn known_at(matter: &Matter, now: Timestamp) -> Option<Timestamp> {
    const KNOWN: [Milestone; 3] =
        [Milestone::HarmKnown, Milestone::MistakeKnown, Milestone::FraudKnown];
    let known = matter.reached().filter(|(_, each)| KNOWN.contains(&each.milestone));
    let paid = matter.lead().row.paid_at.filter(|at| now.duration_since(*at) < SURELY_IN_TIME);
    known.map(|(_, each)| each.at).min().or(paid)
}

/// Complaints about the same shop that other cases tell of.
fn made_lately(ledger: &Ledger, matter: &Matter, now: Timestamp) -> Result<u32> {
    let lately = |talk: &CaseEntry<CaseContact>| {
        talk.what.channel == "regulator" && now.duration_since(talk.what.at) < LATELY
    };
    let Some(shop) = &matter.lead().row.summary.shop else { return Ok(0) };
    let mut made = BTreeSet::new();
    for open in [true, false] {
        for case in ledger.cases(open, LOOKED_AT)? {
            if case.shop.as_ref() != Some(shop) || case.order == *matter.id() {
                continue;
            }
            let before = case.casework.earlier.iter().flat_map(|end| &end.contacts);
            if case.casework.contacts.iter().chain(before).any(lately) {
                made.insert(case.order);
            }
        }
    }
    Ok(u32::try_from(made.len()).unwrap_or(u32::MAX))
}

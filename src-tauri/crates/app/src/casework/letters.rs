//! Letters of a case: filled from the record, looked through, copied and logged.

use std::collections::BTreeMap;

use cases::Problem;
use cases::channel::{Case, ChannelId, Ladder, ladder};
use cases::deadline::china;
use cases::fact::Fact;
use cases::law::forbidden_in;
use cases::letter::advice::{Choosing, Proposed, ToneAdvice};
use cases::letter::{
    Addressee, Fingerprint, Form, Letter, LetterId, LetterTemplate, LintFinding, NotWritten,
    Setting, Slot, TemplateFault, Tone, called::next_step, check_template, fingerprint, lint,
    needs, template, templates, templates_for, write,
};
use jiff::{SignedDuration, Timestamp};
use ledger::{CaseLetter, CaseStep, Change, OrderEvent};
use model::{Name, OrderId};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::matter::{Found, Matter, named, word};
use super::slots::{Complaining, Filled, SlotFrom, SlotText};
use crate::error::{Error, ErrorCode, Result, json};
use crate::habits::within;
use crate::library::Library;

/// A letter that fits a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LetterOffer {
    pub template: LetterId,
    pub name: Name,
    pub addressee: Addressee,
    pub form: Form,
    /// It is made for this problem, not for any.
    pub meant: bool,
    /// Where it can go, in the order of the ladder.
    pub channels: Vec<ChannelId>,
    /// Where it goes unless the buyer says otherwise.
    pub channel: ChannelId,
    pub tone: ToneAdvice,
}

/// A letter as it stands, with the facts it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LetterView {
    pub template: LetterId,
    pub name: Name,
    pub addressee: Addressee,
    pub tone: Tone,
    /// `None` while a slot is missing, or the template cannot be used.
    pub letter: Option<Letter>,
    /// What has to be filled first.
    pub missing: Vec<Slot>,
    pub faults: Vec<TemplateFault>,
    /// What it is made of.
    pub facts: Vec<SlotText>,
    /// Every slot that this letter can hold and that is empty, but for `missing`.
    pub empty: Vec<Slot>,
    pub lint: Vec<LintFinding>,
    /// The template is in the buyer's own wording.
    pub own: bool,
}

/// A letter that leaves for the clipboard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct LetterOut {
    pub template: LetterId,
    pub tone: Tone,
    pub channel: ChannelId,
    /// As the buyer left it.
    pub text: String,
}

/// A template as its editor shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LetterText {
    pub template: LetterTemplate,
    /// The text that comes with the app, where the buyer has another one.
    pub original: Option<String>,
}

/// What is wrong with a template's text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct TemplateCheck {
    pub faults: Vec<TemplateFault>,
    /// Words that claim what no law says.
    pub claims: Vec<String>,
}

/// The key under which templates in the buyer's own wording stand in the ledger.
const TEXTS: &str = "letters";
/// The key of what the buyer is called.
const COMPLAINING: &str = "complaining";
/// The longest letter, and the longest template, in characters.
const LONGEST: usize = 10_000;
/// How long a copied letter is not held against the one on the page.
const SENDING: SignedDuration = SignedDuration::from_mins(10);

/// The letters that fit, the nearest first, and the one that is proposed.
pub(super) fn offers(
    problem: Option<Problem>,
    choosing: &Choosing<'_>,
) -> (Vec<LetterOffer>, Option<Proposed>) {
    let fitting: Vec<_> = problem.map_or_else(
        || templates().iter().filter(|letter| letter.problems.is_empty()).collect(),
        templates_for,
    );
    let offer = |letter: &LetterTemplate| LetterOffer {
        template: letter.id.clone(),
        name: letter.name.clone(),
        addressee: letter.addressee,
        form: letter.form,
        meant: !letter.problems.is_empty(),
        channels: choosing.channels(letter.addressee),
        channel: choosing.channel(letter),
        tone: choosing.tone(letter.addressee),
    };
    let proposed = choosing.proposed(&fitting);
    (choosing.sorted(&fitting).into_iter().map(offer).collect(), proposed)
}

impl Library {
    /// Writes a letter of a case.
    pub async fn case_letter(
        &self,
        order: OrderId,
        id: LetterId,
        tone: Tone,
        now: Timestamp,
    ) -> Result<LetterView> {
        let (known, complaining) = (self.known().await?, self.complaining().await?);
        let own = self.own_letters().await?.remove(&id.0);
        self.read(move |ledger| {
            let matter = Matter::load(ledger, &known, &order, now)?;
            let builtin = builtin(&id)?;
            let letter =
                own.as_ref().map_or_else(|| builtin.clone(), |text| builtin.with_text(text));
            let found = matter.found(&known, now);
            let problem = found.problem;
            let filled = Filled::of(&matter, &complaining, now)?;
            let mut filled = filled.for_letter(letter.addressee, &matter);
            filled.slots.problem = problem;
            filled.slots.transfer = is_transfer(&matter, &found);
            let proposed = next_step(&ladder_of(&matter, &found), letter.addressee);
            let proposed = proposed.filter(|_| filled.slots.next_step.is_none());
            if let Some(step) = proposed {
                filled.slots.next_step = Some(step.to_owned());
            }
            let written = write(&letter, &filled.slots, tone);
            let (missing, faults) = match &written {
                Err(NotWritten::Missing(slots)) => (slots.clone(), Vec::new()),
                Err(NotWritten::Template(faults)) => (Vec::new(), faults.clone()),
                Ok(_) => (Vec::new(), Vec::new()),
            };
            let used = slots_of(&letter, tone);
            let mut facts = filled.texts(&used);
            let step = facts.iter_mut().find(|fact| fact.slot == Slot::NextStep);
            if let Some(step) = step.filter(|_| proposed.is_some()) {
                step.from = SlotFrom::Proposed;
            }
            let there =
                |slot: &Slot| missing.contains(slot) || facts.iter().any(|fact| fact.slot == *slot);
            let text = written.as_ref().map(|letter| letter.text.as_str()).unwrap_or_default();
            let earlier = earlier(&matter, letter.addressee, now);
            Ok::<_, Error>(LetterView {
                lint: lint(text, &setting(&letter, problem, &goods_of(&matter), &earlier, now)),
                empty: used
                    .iter()
                    .copied()
                    .filter(|slot| *slot != Slot::Law && !there(slot))
                    .collect(),
                template: id,
                name: letter.name,
                addressee: letter.addressee,
                tone,
                letter: written.ok(),
                missing,
                faults,
                facts,
                own: own.is_some(),
            })
        })
        .await
    }

    /// Looks a letter through as it is typed.
    pub async fn lint_letter(
        &self,
        order: OrderId,
        id: LetterId,
        text: String,
        now: Timestamp,
    ) -> Result<Vec<LintFinding>> {
        let known = self.known().await?;
        self.read(move |ledger| {
            let matter = Matter::load(ledger, &known, &order, now)?;
            let letter = builtin(&id)?;
            let problem = matter.found(&known, now).problem;
            let earlier = earlier(&matter, letter.addressee, now);
            let text: String = text.chars().take(LONGEST).collect();
            let goods = goods_of(&matter);
            Ok::<_, Error>(lint(&text, &setting(letter, problem, &goods, &earlier, now)))
        })
        .await
    }

    /// Logs a letter that is copied. The window puts it on the clipboard only when this went
    /// well.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotReady`] when something in it must not go out, and when a place in it was
    /// not filled.
    pub async fn copy_letter(
        &self,
        order: OrderId,
        out: LetterOut,
        now: Timestamp,
    ) -> Result<Change> {
        let findings =
            self.lint_letter(order.clone(), out.template.clone(), out.text.clone(), now).await?;
        if let Some(stop) = findings.iter().find(|finding| finding.stops) {
            return Err(Error::new(ErrorCode::NotReady, format!("{:?}", stop.kind)));
        }
        let letter = CaseLetter {
            template: out.template.0,
            tone: word(&out.tone),
            channel: word(&out.channel),
            text: within(&out.text, 1, LONGEST)?,
        };
        self.case_step(order, CaseStep::LetterCopied(letter), now).await
    }

    /// Who the buyer is, as letters and complaints name them.
    pub async fn complaining(&self) -> Result<Complaining> {
        let text = self.read(|ledger| ledger.setting(COMPLAINING)).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    pub async fn save_complaining(&self, who: &Complaining) -> Result<Change> {
        let text = json(who)?;
        self.change_aside(move |ledger| ledger.set_setting(COMPLAINING, &text)).await
    }

    /// All templates, in the buyer's own wording where there is one.
    pub async fn letter_texts(&self) -> Result<Vec<LetterText>> {
        let own = self.own_letters().await?;
        let text = |letter: &LetterTemplate| match own.get(&letter.id.0) {
            Some(text) => {
                LetterText { template: letter.with_text(text), original: Some(letter.text.clone()) }
            }
            None => LetterText { template: letter.clone(), original: None },
        };
        Ok(templates().iter().map(text).collect())
    }

    pub fn check_letter_text(text: &str) -> TemplateCheck {
        let found = forbidden_in(text);
        TemplateCheck {
            faults: check_template(text),
            claims: found.iter().map(|claim| claim.words(text).to_owned()).collect(),
        }
    }

    /// Keeps a template in the buyer's own wording; `None` goes back to the one of the app.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotReady`] when it cannot be used, or claims what no law says.
    pub async fn save_letter_text(&self, id: LetterId, text: Option<String>) -> Result<Change> {
        let original = &builtin(&id)?.text;
        let mut own = self.own_letters().await?;
        match text.filter(|text| text.trim() != original.trim()) {
            None => drop(own.remove(&id.0)),
            Some(text) => {
                let text = within(&text, 1, LONGEST)?;
                let check = Self::check_letter_text(&text);
                if check != TemplateCheck::default() {
                    return Err(Error::new(ErrorCode::NotReady, format!("{check:?}")));
                }
                own.insert(id.0, text);
            }
        }
        let text = json(&own)?;
        self.change_aside(move |ledger| ledger.set_setting(TEXTS, &text)).await
    }

    async fn own_letters(&self) -> Result<BTreeMap<String, String>> {
        let text = self.read(|ledger| ledger.setting(TEXTS)).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    pub(super) async fn case_step(
        &self,
        order: OrderId,
        step: CaseStep,
        now: Timestamp,
    ) -> Result<Change> {
        self.change(move |ledger| ledger.record(&order, OrderEvent::Case(step), now)).await
    }
}

/// Money that was sent and bought nothing, by the kind of goods or because no platform was between.
fn is_transfer(matter: &Matter, found: &Found) -> bool {
    matter.lead().row.summary.category == "transfer"
        || found.facts.known(Fact::InsidePlatform) == Some(false)
}

fn ladder_of(matter: &Matter, found: &Found) -> Ladder {
    let tried: Vec<ChannelId> = matter.talks.iter().map(|talk| talk.channel).collect();
    let chosen = matter.casework.preferred.as_deref().and_then(named);
    ladder(&Case { problem: found.problem, facts: &found.facts, tried: &tried, chosen })
}

fn builtin(id: &LetterId) -> Result<&'static LetterTemplate> {
    template(&id.0).ok_or_else(|| Error::new(ErrorCode::NotFound, format!("letter {}", id.0)))
}

/// The slots that a letter's text names, in the order in which a buyer would fill them.
fn slots_of(letter: &LetterTemplate, tone: Tone) -> Vec<Slot> {
    let asked = needs(letter, tone);
    let named = |slot: &Slot| letter.names(*slot) || asked.contains(slot);
    Slot::ALL.iter().copied().filter(named).collect()
}

/// Of the letters that were copied for the same addressee.
/// What went to the same reader before. What was copied just now is still being sent.
fn earlier(matter: &Matter, addressee: Addressee, now: Timestamp) -> Vec<Fingerprint> {
    let sent = matter.casework.letters.iter().filter(|letter| {
        now.duration_since(letter.recorded_at) >= SENDING
            && template(&letter.what.template).is_some_and(|known| known.addressee == addressee)
    });
    sent.filter_map(|letter| fingerprint(&letter.what.text)).collect()
}

/// As a letter names them.
pub(super) fn goods_of(matter: &Matter) -> String {
    let typed = matter.casework.texts.get(Slot::Goods.id()).filter(|text| !text.trim().is_empty());
    typed.unwrap_or(&matter.lead().row.summary.name).clone()
}

fn setting<'a>(
    letter: &LetterTemplate,
    problem: Option<Problem>,
    goods: &'a str,
    earlier: &'a [Fingerprint],
    now: Timestamp,
) -> Setting<'a> {
    let LetterTemplate { addressee, form, .. } = *letter;
    let now = now.to_zoned(china()).datetime();
    Setting { problem, addressee, form, goods, earlier, now }
}

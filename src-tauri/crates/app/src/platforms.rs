//! What the buyer knows of the platforms they buy on: who runs them, what was checked, what
//! they promise, and how it went. No verdict comes with the app.

use std::collections::BTreeSet;

use cases::cancel::ReturnRule;
use cases::deadline::{OwnRule, OwnRuleFault, RuleId, Rules};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Change, ClockRow, Ledger, OwnId, OwnSort};
use model::{Milestone, Sha256Hex};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, ErrorCode, Result, json};
use crate::library::Library;
use crate::own::of_sort;

/// A platform as the buyer wrote it down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Platform {
    pub name: String,
    /// What else it is called in orders.
    pub aliases: Vec<String>,
    pub address: String,
    /// The company behind it.
    pub operator: String,
    /// 统一社会信用代码 or the number of its licence.
    pub registration: String,
    /// Where its licence is shown.
    pub licence_page: String,
    pub note: String,
    pub checks: Vec<PlatformCheck>,
    /// What it says of terms. They hold for orders on it at once.
    pub rules: Vec<OwnRule>,
    /// What it says of taking back.
    pub returns: Vec<ReturnRule>,
}

/// Something that the buyer looked up, and what they found, in their own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PlatformCheck {
    pub what: String,
    pub found: String,
    #[specta(type = String)]
    pub on: Date,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlatformEntry {
    pub id: OwnId,
    pub what: Platform,
    pub history: PlatformHistory,
}

/// How it went, as the orders of the record say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct PlatformHistory {
    pub orders: u32,
    /// Of these, those with which something was wrong.
    pub problems: u32,
    /// How often money that was asked back has come back.
    pub refunds: u32,
    /// Whole days from asking to the money, the middle one of all refunds.
    pub refund_days: Option<u32>,
}

/// What keeps a platform from being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum PlatformFault {
    NameEmpty,
    /// Another one is called so, too.
    NameTaken {
        name: String,
    },
    TooLong,
    /// One of its checks says nothing.
    CheckEmpty {
        at: u32,
    },
    /// One of its rules cannot be kept.
    Rule {
        at: u32,
        fault: OwnRuleFault,
    },
    /// What it says of taking back has no words, or an impossible time.
    Return {
        at: u32,
    },
}

/// The longest line, and the longest text, in characters.
const LINE: usize = 200;
const TEXT: usize = 2_000;

impl Platform {
    /// Whether an order on `shop` is one on it, whatever the spelling of Latin letters.
    pub(crate) fn is_called(&self, shop: &str) -> bool {
        let shop = folded(shop);
        !shop.is_empty() && self.names().any(|name| folded(name) == shop)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name].into_iter().chain(&self.aliases).map(String::as_str)
    }

    /// Without blanks around what was typed, and with identities for new rules.
    fn tidied(self, now: Timestamp) -> Self {
        let tidy = |text: String| text.trim().to_owned();
        let name = tidy(self.name);
        let aliases = self.aliases.into_iter().map(tidy).filter(|alias| !alias.is_empty());
        let rule = |rule: OwnRule| OwnRule {
            id: match rule.id.0.as_str() {
                "" => RuleId(Ledger::new_own_id(now).0),
                _ => rule.id,
            },
            shop: name.clone(),
            name: tidy(rule.name),
            quote: tidy(rule.quote),
            ..rule
        };
        Self {
            aliases: aliases.collect(),
            address: tidy(self.address),
            operator: tidy(self.operator),
            registration: tidy(self.registration),
            licence_page: tidy(self.licence_page),
            note: tidy(self.note),
            checks: self.checks,
            rules: self.rules.into_iter().map(rule).collect(),
            returns: self.returns,
            name,
        }
    }

    /// The screenshots of what it says.
    fn pictures(&self) -> BTreeSet<Sha256Hex> {
        let rules = self.rules.iter().map(|rule| &rule.evidence);
        rules.chain(self.returns.iter().map(|rule| &rule.evidence)).flatten().cloned().collect()
    }

    fn faults<'a>(&self, others: impl Iterator<Item = &'a Self>) -> Vec<PlatformFault> {
        let mut faults = Vec::new();
        if self.name.trim().is_empty() {
            faults.push(PlatformFault::NameEmpty);
        }
        for other in others {
            let taken = self.names().filter(|name| other.is_called(name));
            faults.extend(taken.map(|name| PlatformFault::NameTaken { name: name.to_owned() }));
        }
        let lines = [&self.address, &self.operator, &self.registration, &self.licence_page];
        let lines = lines.into_iter().map(String::as_str).chain(self.names());
        let lines = lines.chain(self.checks.iter().map(|check| check.what.as_str()));
        let lines = lines.chain(self.rules.iter().map(|rule| rule.name.as_str()));
        let texts = self.checks.iter().map(|check| &check.found);
        let texts = texts.chain(self.rules.iter().map(|rule| &rule.quote)).chain([&self.note]);
        let texts = texts.chain(self.returns.iter().map(|rule| &rule.quote));
        let long = |text: &str, most: usize| text.chars().count() > most;
        if lines.into_iter().any(|line| long(line, LINE))
            || texts.into_iter().any(|text| long(text, TEXT))
        {
            faults.push(PlatformFault::TooLong);
        }
        for (at, check) in (0..).zip(&self.checks) {
            if check.what.trim().is_empty() || check.found.trim().is_empty() {
                faults.push(PlatformFault::CheckEmpty { at });
            }
        }
        for (at, rule) in (0..).zip(&self.rules) {
            // It has the platform's name when it is kept.
            let named = OwnRule { shop: "-".to_owned(), ..rule.clone() };
            let found = named.faults(Rules::builtin());
            faults.extend(found.into_iter().map(|fault| PlatformFault::Rule { at, fault }));
        }
        for (at, rule) in (0..).zip(&self.returns) {
            if !rule.is_sound() {
                faults.push(PlatformFault::Return { at });
            }
        }
        faults
    }
}

impl Library {
    /// The platforms that were written down, the first one first, and how it went on them.
    pub async fn platforms(&self) -> Result<Vec<PlatformEntry>> {
        let (platforms, clocks) = self
            .read(|ledger| Ok::<_, ledger::Error>((kept(ledger)?, ledger.all_clocks()?)))
            .await?;
        let entry = |(id, what): (OwnId, Platform)| {
            let on_it = clocks
                .iter()
                .filter(|row| row.shop.as_deref().is_some_and(|shop| what.is_called(shop)));
            PlatformEntry { id, history: PlatformHistory::of(on_it), what }
        };
        Ok(platforms.into_iter().map(entry).collect())
    }

    /// Everything that is wrong with a platform as it stands in the window; `id` is its own,
    /// once it has one.
    pub async fn try_platform(
        &self,
        id: Option<OwnId>,
        what: Platform,
    ) -> Result<Vec<PlatformFault>> {
        let all = self.read(kept).await?;
        let others = all.iter().filter(|(other, _)| Some(other) != id.as_ref());
        Ok(what.faults(others.map(|(_, platform)| platform)))
    }

    /// Keeps a platform: a new one without an identity, or another description of the one that
    /// it names. Its rules hold from now on.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`] when anything is wrong with it; see [`Library::try_platform`].
    pub async fn save_platform(
        &self,
        id: Option<OwnId>,
        what: Platform,
        now: Timestamp,
    ) -> Result<Change> {
        let what = what.tidied(now);
        let faults = self.try_platform(id.clone(), what.clone()).await?;
        if !faults.is_empty() {
            return Err(Error::new(ErrorCode::Invalid, format!("{faults:?}")));
        }
        let pictures = what.pictures();
        self.change_aside(move |ledger| ledger.put_pictures_in_vault(pictures)).await?;
        self.keep_own(id.map(|id| id.0), OwnSort::Platform, json(&what)?, now).await
    }
}

impl PlatformHistory {
    fn of<'a>(rows: impl Iterator<Item = &'a ClockRow>) -> Self {
        let mut history = Self::default();
        let mut days = Vec::new();
        for row in rows {
            history.orders += 1;
            let clock = &row.clock;
            let unusual = clock.reached.iter().any(|each| !each.milestone.is_usual());
            history.problems += u32::from(clock.problem.is_some() || unusual);
            let asked = clock.reached.iter().filter(|e| e.milestone == Milestone::RefundRequested);
            if let Some(asked) = asked.map(|each| each.at).min()
                && let Some(back) = clock.refunded_at
            {
                days.push(u32::try_from(back.duration_since(asked).as_hours() / 24).unwrap_or(0));
            }
        }
        days.sort_unstable();
        history.refunds = u32::try_from(days.len()).unwrap_or(u32::MAX);
        history.refund_days = days.get(days.len() / 2).copied();
        history
    }
}

/// Those that are not forgotten.
fn kept(ledger: &Ledger) -> Result<Vec<(OwnId, Platform)>, ledger::Error> {
    let rows = ledger.own()?;
    let wanted = of_sort(&rows, OwnSort::Platform)
        .filter(|(_, _, origin)| *origin == check::catalogue::Origin::Own);
    Ok(wanted.map(|(id, platform, _)| (OwnId(id), platform)).collect())
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

use std::sync::LazyLock;

use model::Name;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    Problem,
    law::{LawUse, ProvisionId},
};

/// A key of the letters, such as `mistransfer_notice`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct LetterId(pub String);

/// Who reads a letter.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// Whoever got the money or the goods.
    Counterparty,
    /// The seller or the platform.
    Platform,
    /// The payment provider or the bank.
    Payment,
    /// 12315.
    Regulator,
}

impl Addressee {
    pub fn law_use(self) -> LawUse {
        match self {
            Self::Counterparty => LawUse::LetterCounterparty,
            Self::Platform => LawUse::LetterPlatform,
            Self::Payment => LawUse::LetterPayment,
            Self::Regulator => LawUse::Complaint12315,
        }
    }
}

/// Where a letter is put in, which limits how long it may be.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A message in a chat.
    Chat,
    /// The field of a ticket or an appeal.
    Ticket,
    /// A page of its own.
    Letter,
    /// The field of a complaint that takes 300 characters.
    ShortForm,
}

impl Form {
    /// In characters, line breaks counted. That of the short form is the form's own; the others
    /// are ours, of what is still read to the end.
    pub fn limit(self) -> usize {
        match self {
            Self::Chat => 600,
            Self::Ticket => 1200,
            Self::Letter => 3000,
            Self::ShortForm => 300,
        }
    }

    /// How many provisions are cited at most.
    pub(super) fn grounds(self) -> usize {
        match self {
            Self::ShortForm => 1,
            Self::Chat => 2,
            Self::Ticket | Self::Letter => 3,
        }
    }
}

/// A letter with places left for the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LetterTemplate {
    pub id: LetterId,
    pub name: Name,
    pub addressee: Addressee,
    pub form: Form,
    /// What it is for; empty for any.
    pub problems: Vec<Problem>,
    /// What it may cite, the weightiest first, as far as the day and the problem allow.
    pub cites: Vec<ProvisionId>,
    /// The elements of the sources that it answers, such as `S67`.
    pub elements: Vec<String>,
    pub text: String,
}

impl LetterTemplate {
    /// The same letter in the user's own wording.
    #[must_use]
    pub fn with_text(&self, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..self.clone() }
    }

    /// Whether a tag of its text names the slot.
    pub fn names(&self, slot: super::Slot) -> bool {
        let tags = self.text.split('{').skip(1).filter_map(|part| part.split('}').next());
        let mut words =
            tags.flat_map(|tag| tag.split(|c: char| !(c.is_alphanumeric() || c == '_')));
        words.any(|word| word == slot.id())
    }

    pub fn is_for(&self, problem: Problem) -> bool {
        self.problems.is_empty() || self.problems.contains(&problem)
    }
}

/// All letters that come with the app.
///
/// The data is part of the program and its form is held by a test, so a file that cannot be
/// read is a defect of the build: it is left out here and named there.
pub fn templates() -> &'static [LetterTemplate] {
    static TEMPLATES: LazyLock<Vec<LetterTemplate>> = LazyLock::new(|| {
        FILES.iter().filter_map(|text| parse(text).ok()).flatten().collect::<Vec<_>>()
    });
    &TEMPLATES
}

pub fn template(id: &str) -> Option<&'static LetterTemplate> {
    templates().iter().find(|template| template.id.0 == id)
}

/// The letters for a problem, those made for it alone first and those for any last.
pub fn templates_for(problem: Problem) -> Vec<&'static LetterTemplate> {
    let mut fits: Vec<_> = templates().iter().filter(|letter| letter.is_for(problem)).collect();
    let breadth = |letter: &&LetterTemplate| match letter.problems.len() {
        0 => usize::MAX,
        several => several,
    };
    fits.sort_by_key(breadth);
    fits
}

/// The templates of one file of letters.
///
/// # Errors
///
/// Says where the text is not of the form.
pub fn parse(text: &str) -> Result<Vec<LetterTemplate>, toml::de::Error> {
    let common: Common = toml::from_str(COMMON)?;
    let letters = toml::from_str::<File>(text)?.letter.into_iter();
    Ok(letters.map(|letter| letter.joined(&common)).collect())
}

const COMMON: &str = include_str!("../../data/letters/common.toml");
const FILES: &[&str] = &[
    include_str!("../../data/letters/mistakes.toml"),
    include_str!("../../data/letters/faults.toml"),
    include_str!("../../data/letters/disputes.toml"),
    include_str!("../../data/letters/pressing.toml"),
    include_str!("../../data/letters/outside.toml"),
];

/// What most letters say alike.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    contacts: String,
    evidence: String,
    rule: String,
    limit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    letter: Vec<Entry>,
}

/// A letter in its parts: facts before the demand, then what it rests on and until when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: LetterId,
    name: Name,
    addressee: Addressee,
    form: Form,
    #[serde(default)]
    problems: Vec<Problem>,
    #[serde(default)]
    cites: Vec<ProvisionId>,
    elements: Vec<String>,
    opening: String,
    fact: String,
    #[serde(default)]
    contacts: Option<String>,
    #[serde(default)]
    evidence: Option<String>,
    demand: String,
    #[serde(default)]
    rule: Option<String>,
    #[serde(default)]
    limit: Option<String>,
}

impl Entry {
    fn joined(self, common: &Common) -> LetterTemplate {
        let or = |own: Option<String>, usual: &String| own.unwrap_or_else(|| usual.clone());
        let parts = [
            self.opening,
            self.fact,
            or(self.contacts, &common.contacts),
            or(self.evidence, &common.evidence),
            self.demand,
            or(self.rule, &common.rule),
            or(self.limit, &common.limit),
        ];
        let parts: Vec<_> =
            parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        LetterTemplate {
            id: self.id,
            name: self.name,
            addressee: self.addressee,
            form: self.form,
            problems: self.problems,
            cites: self.cites,
            elements: self.elements,
            text: parts.join("\n"),
        }
    }
}

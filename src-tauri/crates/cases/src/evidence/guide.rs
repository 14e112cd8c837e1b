use std::sync::LazyLock;

use model::{EvidenceField, EvidenceKind, Flow, Name};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::needs::Need;

/// What is known of one kind of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct KindGuide {
    pub id: EvidenceKind,
    pub name: Name,
    pub flow: Option<Flow>,
    pub proves: Name,
    /// How to get it.
    pub hint: Name,
    /// What must be seen on it.
    pub fields: Vec<EvidenceField>,
    /// What helps when it is seen.
    pub also: Vec<EvidenceField>,
    /// A redacted copy is to be handed over, not the original.
    pub redact: bool,
    /// Others made it so that nobody can say that a file was changed.
    pub external: bool,
    /// The elements of the sources that it answers, such as `S128`.
    pub elements: Vec<String>,
}

/// All that is known of evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guide {
    kinds: Vec<KindGuide>,
    needs: Vec<Need>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    kind: Vec<Entry>,
}

/// A [`KindGuide`] as it stands in the data, without its flow.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: EvidenceKind,
    name: Name,
    proves: Name,
    hint: Name,
    fields: Vec<EvidenceField>,
    #[serde(default)]
    also: Vec<EvidenceField>,
    #[serde(default)]
    redact: bool,
    #[serde(default)]
    elements: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Needs {
    need: Vec<Need>,
}

impl Guide {
    /// What comes with the app.
    ///
    /// The data is part of the program and its form is held by a test, so a file that cannot be
    /// read is a defect of the build: it is left out here and named there.
    pub fn builtin() -> &'static Self {
        static GUIDE: LazyLock<Guide> =
            LazyLock::new(|| Guide::parse(KINDS, NEEDS).unwrap_or_default());
        &GUIDE
    }

    /// # Errors
    ///
    /// Says where one of the texts is not of the form.
    pub fn parse(kinds: &str, needs: &str) -> Result<Self, toml::de::Error> {
        let kinds = toml::from_str::<Kinds>(kinds)?.kind.into_iter().map(KindGuide::from);
        Ok(Self { kinds: kinds.collect(), needs: toml::from_str::<Needs>(needs)?.need })
    }

    /// In the order in which they are offered.
    pub fn kinds(&self) -> &[KindGuide] {
        &self.kinds
    }

    pub fn kind(&self, id: EvidenceKind) -> Option<&KindGuide> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    pub fn needs(&self) -> &[Need] {
        &self.needs
    }
}

impl From<Entry> for KindGuide {
    fn from(entry: Entry) -> Self {
        let Entry { id, name, proves, hint, fields, also, redact, elements } = entry;
        let (flow, external) = (id.flow(), id.is_external());
        Self { id, name, flow, proves, hint, fields, also, redact, external, elements }
    }
}

const KINDS: &str = include_str!("../../data/evidence/kinds.toml");
const NEEDS: &str = include_str!("../../data/evidence/needs.toml");

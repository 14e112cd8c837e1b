use std::collections::BTreeMap;

use jiff::Timestamp;
use model::EvidenceField;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the buyer says of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct EvidenceAbout {
    /// What is to be seen on it, as it stands there.
    pub fields: BTreeMap<EvidenceField, String>,
    /// What it is to prove.
    pub proves: String,
    /// When what it shows was so.
    #[specta(type = Option<String>)]
    pub claimed_at: Option<Timestamp>,
    /// What that time rests on.
    pub basis: Option<TimeBasis>,
    pub maker: Option<Maker>,
}

/// What a claimed time rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TimeBasis {
    /// It stands on the picture.
    OnPicture,
    /// The file says so; anyone can set that.
    FileMetadata,
    Memory,
    /// The platform's own record.
    Platform,
}

/// Who made what a piece shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Maker {
    Me,
    Platform,
    Merchant,
    PaymentProvider,
    Bank,
    ThirdParty,
}

/// The longest text of one field, in characters.
const MAX_CHARS: usize = 2_000;

impl EvidenceAbout {
    /// Without what is blank, cut to what is kept, the time in whole milliseconds.
    pub(crate) fn tidied(mut self) -> Self {
        let tidy = |text: &str| text.trim().chars().take(MAX_CHARS).collect::<String>();
        self.proves = tidy(&self.proves);
        self.fields = self.fields.iter().map(|(field, text)| (*field, tidy(text))).collect();
        self.fields.retain(|_, text| !text.is_empty());
        self.claimed_at = self.claimed_at.map(crate::column::to_millis);
        if self.claimed_at.is_none() {
            self.basis = None;
        }
        self
    }
}

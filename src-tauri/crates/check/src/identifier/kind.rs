use model::Name;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::KindId;
use super::form::Form;
use super::rule::Rule;
use crate::catalogue::Origin;

/// A kind of recipient, as data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: KindId,
    pub name: Name,
    #[serde(skip)]
    pub category: Category,
    #[serde(skip)]
    pub origin: Origin,
    pub confidence: Confidence,
    /// How the value is shown in groups; the first entry that fits is taken.
    #[serde(default)]
    pub grouping: Vec<Grouping>,
    /// How likely a text that fits is meant as this kind, 0 to 100.
    pub(super) weight: u8,
    /// The expression that a cleaned value matches as a whole.
    pub(super) form: String,
    /// A form that earns a warning instead of an error.
    pub(super) doubtful: Option<String>,
    /// The form with its spaces, hyphens and brackets, where these are fixed.
    pub(super) written: Option<String>,
    /// Shortest and longest, in characters, where the form does not say so.
    pub(super) length: Option<[usize; 2]>,
    /// Smallest and largest number.
    pub(super) range: Option<[u64; 2]>,
    #[serde(default)]
    pub(super) clean: Vec<Clean>,
    pub(super) letters: Option<Letters>,
    /// Signs that may stand before the value.
    #[serde(default)]
    pub(super) strip: Vec<String>,
    /// Web addresses that may stand before the value, without their scheme.
    #[serde(default)]
    pub(super) strip_addresses: Vec<String>,
    #[serde(default)]
    pub(super) strip_endings: Vec<String>,
    /// A sign that belongs before the value.
    pub(super) add: Option<String>,
    /// Sizes of the groups that hyphens stand between.
    #[serde(default)]
    pub(super) dashes: Vec<Vec<usize>>,
    /// Missing hyphens are an error, and the text with them the suggestion.
    #[serde(default)]
    pub(super) dashes_required: bool,
    /// Pages show this kind in part.
    #[serde(default)]
    pub(super) masked: bool,
    /// What a masked value matches, hidden characters as `*`; by default what the form allows.
    pub(super) masked_form: Option<String>,
    pub(super) rule: Option<Rule>,
    pub(super) advice: Option<Advice>,
    /// The country whose numbers these are, as two letters; +… numbers carry their own.
    pub(super) country: Option<String>,
    /// The one game that the kind belongs to.
    pub(super) game: Option<String>,
    #[serde(default)]
    pub(super) servers: Vec<Server>,
    /// Where the server comes from when the number does not tell it.
    pub(super) server: Option<ServerFrom>,
    #[serde(skip)]
    pub(super) compiled: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    #[default]
    Phone,
    Account,
    Game,
    Platform,
    Key,
    Card,
    Document,
}

/// How well a kind's form is known, and so what a mismatch means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A mismatch is an error.
    Documented,
    /// A mismatch is an error, but a doubtful form is a warning.
    WidelyReported,
    /// A mismatch is a warning.
    Uncertain,
}

/// Sizes of groups, for values of their sum in length that start with one of `starts`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    #[serde(default)]
    pub starts: Vec<String>,
    pub sizes: Vec<u8>,
}

/// What may be cleaned away, as visible steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Clean {
    /// Spaces and hyphens.
    Separators,
    /// Spaces and hyphens, unless the text is a mailbox.
    SeparatorsOfNumbers,
    Brackets,
    /// 。 for the point of a mailbox.
    FullStop,
    /// +86, 0086 and 86 before a mobile number.
    CountryCode,
    /// A zone in brackets behind the number: 12345678(1234).
    Zone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Letters {
    /// Small ones become capitals, since both mean the same.
    Upper,
    Lower,
    /// Lower case behind the @ of a mailbox.
    LowerDomain,
    /// Capitals are an error, and lower case the suggestion.
    LowerOnly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ServerFrom {
    /// The buyer has to choose it.
    Asked,
    /// The value is itself the server's name.
    Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Advice {
    NotATarget,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Server {
    pub(super) prefixes: Vec<String>,
    /// Of the whole number.
    pub(super) length: usize,
    /// Absent where the beginning tells the region but not the server.
    pub(super) name: Option<String>,
    pub(super) region: String,
}

use serde::{Deserialize, Serialize};
use specta::Type;

/// A name that belongs to the data, in the languages of the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Name {
    pub zh: String,
    pub en: String,
}

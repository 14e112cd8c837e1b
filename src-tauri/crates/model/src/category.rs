use serde::{Deserialize, Serialize};
use specta::Type;

/// A key of the category data, such as `phone_credit`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct CategoryId(pub String);

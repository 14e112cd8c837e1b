use serde::Serialize;
use specta::Type;

/// What is wrong with a file of orders, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct JsonFault {
    pub why: JsonWhy,
    /// Which order of the file, from 1.
    pub order: Option<u32>,
    /// Which of its events, from 1.
    pub event: Option<u32>,
    /// Which line of the file, from 1.
    pub line: Option<u32>,
    /// For a bug report.
    pub detail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum JsonWhy {
    /// It is no JSON, or ends too early.
    NotJson,
    /// Its JSON is not of this format.
    NotOurs,
    /// A newer version of the program made it.
    Newer,
    /// More than is ever recorded of one order, or of all.
    TooLarge,
    /// Something is named, spelled or typed as this format does not.
    Form,
    /// An event does not follow from those before it.
    Event,
    /// A check or page is not what its hash says, or is missing.
    Document,
    /// A recipient, template or the like cannot be kept.
    Entry,
}

impl JsonFault {
    pub(super) fn new(why: JsonWhy, detail: impl Into<String>) -> Self {
        Self { why, order: None, event: None, line: None, detail: detail.into() }
    }

    pub(super) fn of_order(self, order: u32) -> Self {
        Self { order: Some(order), ..self }
    }

    pub(super) fn of_event(self, event: usize) -> Self {
        Self { event: u32::try_from(event).ok(), ..self }
    }

    /// What the reader of JSON says.
    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        let why = if error.is_data() { JsonWhy::Form } else { JsonWhy::NotJson };
        let line = u32::try_from(error.line()).ok().filter(|line| *line > 0);
        Self { line, ..Self::new(why, error.to_string()) }
    }
}

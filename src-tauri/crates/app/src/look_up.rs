//! What a few typed characters may mean, for going there at once.

use ledger::{OrderQuery, OrderSort, sounds_like};
use serde::Serialize;
use specta::Type;

use crate::error::Result;
use crate::finding::OrderLine;
use crate::habits::Template;
use crate::library::Library;
use crate::recipients::AddressEntry;

/// What was found, the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LookUp {
    pub orders: Vec<OrderLine>,
    pub recipients: Vec<AddressEntry>,
    pub templates: Vec<Template>,
}

/// So many of a kind are told.
const TOLD: usize = 6;

impl Library {
    /// Looks for orders, recipients and templates by characters or sounds. Without a text it is
    /// the orders last touched, and all templates.
    pub async fn look_up(&self, text: String) -> Result<LookUp> {
        let text = text.trim().to_owned();
        let sort = if text.is_empty() { OrderSort::Touched } else { OrderSort::Newest };
        let limit = u32::try_from(TOLD).unwrap_or(u32::MAX);
        let query = OrderQuery { text: text.clone(), sort, limit, ..OrderQuery::default() };
        let orders = self.lines(query).await?.lines;
        let mut templates = self.templates().await?;
        let mut recipients = if text.is_empty() { Vec::new() } else { self.recipients().await? };
        // Numbers are written in groups.
        let typed: String = text.chars().filter(|c| *c != '-').collect();
        recipients.retain(|entry| {
            sounds_like(&entry.row.label, &text) || sounds_like(&entry.row.value, &typed)
        });
        templates.retain(|template| {
            let draft = &template.draft;
            [&template.name, &draft.name, &draft.recipient_label]
                .into_iter()
                .any(|said| sounds_like(said, &text))
        });
        recipients.truncate(TOLD);
        templates.truncate(TOLD);
        Ok(LookUp { orders, recipients, templates })
    }
}

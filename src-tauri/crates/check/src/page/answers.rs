//! The facts as one flat object, for scripts and bug reports.

use model::Field;
use serde::{Deserialize, Serialize};

use super::{Page, Value};

/// One answer a key; `None` where the page states nothing, or several things that differ.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    pub category: Option<String>,
    pub name: Option<String>,
    pub face_value_fen: Option<i64>,
    pub unit_price_fen: Option<i64>,
    pub quantity: Option<u32>,
    pub total_fen: Option<i64>,
    pub carrier: Option<String>,
    pub province: Option<String>,
    pub city: Option<String>,
    pub game: Option<String>,
    pub server: Option<String>,
    pub platform: Option<String>,
    pub account_system: Option<String>,
    pub length: Option<String>,
    pub edition: Option<String>,
    pub region: Option<String>,
    pub delivery: Option<String>,
    /// In the order of the text; `None` rather than an empty list.
    pub labels: Option<Vec<String>>,
    pub recipient: Option<String>,
    pub order_no: Option<String>,
    pub status: Option<String>,
    pub payee: Option<String>,
    /// Local time, `YYYY-MM-DDTHH:MM:SS`.
    pub paid_at: Option<String>,
}

impl Page {
    pub fn answers(&self) -> Answers {
        let text = |field| self.text(field).map(str::to_owned);
        let fen = |field| self.money(field).map(|fen| fen.0);
        let labels: Vec<String> = self
            .all(Field::Labels)
            .filter_map(|fact| match &fact.value {
                Value::Text(label) => Some(label.clone()),
                _ => None,
            })
            .collect();
        Answers {
            category: text(Field::Category),
            name: text(Field::Name),
            face_value_fen: fen(Field::FaceValue),
            unit_price_fen: fen(Field::UnitPrice),
            quantity: self.count(Field::Quantity),
            total_fen: fen(Field::Total),
            carrier: text(Field::Carrier),
            province: text(Field::Province),
            city: text(Field::City),
            game: text(Field::Game),
            server: text(Field::Server),
            platform: text(Field::Platform),
            account_system: text(Field::AccountSystem),
            length: text(Field::Length),
            edition: text(Field::Edition),
            region: text(Field::Region),
            delivery: text(Field::Delivery),
            labels: (!labels.is_empty()).then_some(labels),
            recipient: text(Field::Recipient),
            order_no: text(Field::OrderNo),
            status: text(Field::Status),
            payee: text(Field::Payee),
            paid_at: text(Field::PaidAt),
        }
    }
}

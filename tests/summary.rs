use ledger::OrderSummary;

/// Of a purchase of which nothing is known but what it is called.
pub fn summary(name: &str) -> OrderSummary {
    OrderSummary {
        category: "phone_credit".to_owned(),
        name: name.to_owned(),
        face_value: None,
        unit_price: None,
        quantity: 1,
        total: None,
        recipient: None,
        recipient_kind: None,
        recipient_label: None,
        shop: None,
        seller: None,
        payee: None,
        words: Vec::new(),
    }
}

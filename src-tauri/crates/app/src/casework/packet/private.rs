use cases::letter::secrets_in;

use crate::casework::matter::Matter;
use crate::out::{covered, covered_in};

/// What of the buyer's private numbers stays out of texts.
pub(super) struct Covering {
    /// Empty where all is to be shown.
    numbers: Vec<String>,
    full: bool,
}

impl Covering {
    pub(super) fn of(matter: &Matter, phone: &str, full: bool) -> Self {
        let recipients = matter.orders.iter().map(|record| record.row.summary.recipient.clone());
        let mut numbers: Vec<String> = recipients.flatten().collect();
        numbers.push(phone.trim().to_owned());
        numbers.retain(|number| !number.is_empty() && !full);
        // One may be a part of another.
        numbers.sort_by_key(|number| std::cmp::Reverse(number.len()));
        Self { numbers, full }
    }

    /// A number of its own, such as an order's.
    pub(super) fn number(&self, text: &str) -> String {
        self.numbers.iter().fold(text.to_owned(), |text, number| covered_in(&text, Some(number)))
    }

    /// A recipient, however short.
    pub(super) fn recipient(&self, recipient: &str) -> String {
        if self.full { recipient.to_owned() } else { covered(recipient) }
    }

    /// Words of somebody, in which codes and numbers of cards may stand as well.
    pub(super) fn text(&self, text: &str) -> String {
        let mut text = self.number(text);
        if self.full {
            return text;
        }
        let mut places = secrets_in(&text);
        places.sort_by_key(|place| std::cmp::Reverse(place.start));
        let mut below = text.len();
        for place in places {
            if place.end <= below
                && let Some(secret) = text.get(place.clone())
            {
                let hidden = covered(secret);
                below = place.start;
                text.replace_range(place, &hidden);
            }
        }
        text
    }
}

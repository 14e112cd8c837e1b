use std::collections::BTreeMap;

use check::catalogue::{Catalogue, CategoryId};
use check::review::{Answers, MAX_QUANTITY, Need};
use jiff::Timestamp;
use ledger::DraftId;
use model::{AmountError, Fen, Field};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::pictures::PagePicture;

/// A purchase in progress, as it stands in the window: what was typed, not what it means.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct PurchaseDraft {
    pub category: Option<CategoryId>,
    /// The goods in the buyer's own words.
    pub name: String,
    /// In 元, as typed.
    pub face_value: String,
    pub quantity: String,
    /// In 元, as typed.
    pub budget: String,
    /// Carrier, province, game and the like, as chosen or typed.
    pub words: BTreeMap<Field, String>,
    pub recipient: String,
    /// Who it is, for the address book.
    pub recipient_label: String,
    /// The text of the page, pasted or read in `pictures`.
    pub page: String,
    /// Screenshots of the page, in the order of their texts.
    pub pictures: Vec<PagePicture>,
    /// Where the purchase is made.
    pub shop: String,
    /// Why it is made; part of the proof of need.
    pub purpose: String,
    pub answers: Answers,
}

/// A purchase in progress, in one line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DraftSummary {
    pub id: DraftId,
    pub category: Option<CategoryId>,
    pub name: String,
    pub recipient: String,
    #[specta(type = String)]
    pub saved_at: Timestamp,
}

/// Why what was typed in a field cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct InputError {
    pub field: Field,
    pub code: InputErrorCode,
    /// The place of the character it is about, counted from 0.
    pub at: Option<u32>,
    pub found: Option<String>,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum InputErrorCode {
    /// A character that is not part of a number.
    Character,
    Negative,
    Zero,
    TooPrecise,
    TooLarge,
    Malformed,
    /// Longer than a field can be.
    TooLong,
    /// Nothing was given where something has to be.
    Missing,
    /// It is still to come.
    Future,
}

/// The longest text that a field other than the page holds, in characters.
const MAX_CHARS: usize = 2_000;

impl PurchaseDraft {
    /// What was typed, read; and why what could not be read cannot. `catalogue` says what the
    /// goods ask for.
    pub fn need(&self, catalogue: &Catalogue) -> (Need, Vec<InputError>) {
        let mut errors = Vec::new();
        let word = |field| self.word(catalogue, field);
        let need = Need {
            category: self.category.clone(),
            name: text(&self.name),
            face_value_fen: amount(Field::FaceValue, &self.face_value, &mut errors),
            quantity: quantity(&self.quantity, &mut errors).map(i64::from),
            budget_fen: amount(Field::Budget, &self.budget, &mut errors),
            carrier: word(Field::Carrier),
            province: word(Field::Province),
            city: word(Field::City),
            game: word(Field::Game),
            server: word(Field::Server),
            platform: word(Field::Platform),
            account_system: word(Field::AccountSystem),
            length: word(Field::Length),
            edition: word(Field::Edition),
            region: word(Field::Region),
            recipient: text(&self.recipient),
            shop: text(&self.shop),
        };
        let words = self.words.iter().map(|(field, words)| (*field, words));
        let own = [
            (Field::Name, &self.name),
            (Field::Recipient, &self.recipient),
            (Field::Shop, &self.shop),
        ];
        for (field, words) in own.into_iter().chain(words) {
            if words.chars().count() > MAX_CHARS {
                errors.push(InputError::new(field, InputErrorCode::TooLong));
            }
        }
        (need, errors)
    }

    /// What is needed and for whom, without the page and the answers of one purchase.
    pub(crate) fn need_alone(self) -> Self {
        let page = String::new();
        Self { page, pictures: Vec::new(), answers: Answers::default(), ..self }
    }

    /// The need of an order that no check came before.
    pub(crate) fn again(bought: ledger::OrderSummary) -> Self {
        let category = Some(bought.category).filter(|category| !category.is_empty());
        Self {
            category: category.map(CategoryId),
            name: bought.name,
            face_value: bought.face_value.map(|value| value.to_string()).unwrap_or_default(),
            quantity: bought.quantity.to_string(),
            recipient: bought.recipient.unwrap_or_default(),
            recipient_label: bought.recipient_label.unwrap_or_default(),
            shop: bought.shop.unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What was given for a field that these goods ask for. What another game or category
    /// asked before is kept in the draft and out of the comparison.
    fn word(&self, catalogue: &Catalogue, field: Field) -> Option<String> {
        let asked = self.category.as_ref().is_none_or(|category| {
            let game = self.words.get(&Field::Game).map(String::as_str);
            catalogue.fields(category, game).contains(&field)
        });
        self.words.get(&field).filter(|_| asked).and_then(|words| text(words))
    }
}

fn text(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

pub(crate) fn amount(field: Field, typed: &str, errors: &mut Vec<InputError>) -> Option<Fen> {
    let error = match Fen::parse_yuan(typed) {
        Ok(Fen(0)) => InputError::new(field, InputErrorCode::Zero),
        Ok(fen) => return Some(fen),
        Err(AmountError::Empty) => return None,
        Err(AmountError::Character { character, at, suggestion }) => InputError {
            at: u32::try_from(at).ok(),
            found: Some(character.to_string()),
            suggestion: suggestion.map(String::from),
            ..InputError::new(field, InputErrorCode::Character)
        },
        Err(AmountError::Negative) => InputError::new(field, InputErrorCode::Negative),
        Err(AmountError::TooPrecise) => InputError::new(field, InputErrorCode::TooPrecise),
        Err(AmountError::TooLarge) => InputError::new(field, InputErrorCode::TooLarge),
        Err(AmountError::Malformed) => InputError::new(field, InputErrorCode::Malformed),
    };
    errors.push(error);
    None
}

fn quantity(typed: &str, errors: &mut Vec<InputError>) -> Option<u32> {
    let field = Field::Quantity;
    if typed.trim().chars().any(|c| matches!(c, '.' | ',' | '¥' | '\u{FFE5}' | '元')) {
        // An amount of money, or a part of a thing.
        errors.push(InputError::new(field, InputErrorCode::Malformed));
        return None;
    }
    // Digits alone read as whole 元, and everything else is named as it is in an amount.
    let count = amount(field, typed, errors)?.0 / 100;
    let count = u32::try_from(count).ok().filter(|count| i64::from(*count) <= MAX_QUANTITY);
    if count.is_none() {
        errors.push(InputError::new(field, InputErrorCode::TooLarge));
    }
    count
}

impl InputError {
    pub(crate) fn new(field: Field, code: InputErrorCode) -> Self {
        Self { field, code, at: None, found: None, suggestion: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors_of(change: impl FnOnce(&mut PurchaseDraft)) -> Vec<(Field, InputErrorCode)> {
        let mut draft = PurchaseDraft::default();
        change(&mut draft);
        draft
            .need(Catalogue::builtin())
            .1
            .into_iter()
            .map(|error| (error.field, error.code))
            .collect()
    }

    #[test]
    fn impossible_quantities_and_amounts_are_named_not_repaired() {
        use InputErrorCode::{Character, Malformed, Negative, TooLarge, TooPrecise, Zero};
        for (typed, code) in [
            ("0", Zero),
            ("-1", Negative),
            ("1.5", Malformed),
            ("1元", Malformed),
            ("10000", TooLarge),
            ("\u{FF11}", Character),
            ("two", Character),
        ] {
            let errors = errors_of(|draft| typed.clone_into(&mut draft.quantity));
            assert_eq!(errors, [(Field::Quantity, code)], "quantity {typed}");
        }
        for (typed, code) in [
            ("0", Zero),
            ("-100", Negative),
            ("98.555", TooPrecise),
            ("1000000000000", TooLarge),
            ("1O0", Character),
        ] {
            let errors = errors_of(|draft| typed.clone_into(&mut draft.face_value));
            assert_eq!(errors, [(Field::FaceValue, code)], "face value {typed}");
        }
    }

    #[test]
    fn what_was_not_typed_is_no_error() {
        let (need, errors) = PurchaseDraft::default().need(Catalogue::builtin());
        assert_eq!((need, errors), (Need::default(), vec![]));
    }

    #[test]
    fn a_novel_in_a_field_is_refused() {
        let errors = errors_of(|draft| draft.recipient = "1".repeat(5_000));
        assert_eq!(errors, [(Field::Recipient, InputErrorCode::TooLong)]);
    }
}

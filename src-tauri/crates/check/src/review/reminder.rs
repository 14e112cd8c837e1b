//! What is to be seen before paying: learned checks, in which the buyer wants to be reminded of
//! something with such goods, and warnings that somebody else brings in.

use model::Field;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Answers, Gate, GateKind, GateState, Input, WORDS};
use crate::catalogue::CategoryId;
use crate::page::Value;

/// A reminder in the buyer's own words, born of a mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Reminder {
    pub id: String,
    pub category: CategoryId,
    /// Only goods whose text contains it; empty for all of the category.
    pub word: String,
    pub text: String,
}

/// A warning that none of the three checks gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Warning {
    /// What it is about; unlike the identity of any reminder.
    pub id: String,
    /// The words that gave rise to it: seen in other words, it is to be acknowledged anew.
    pub text: String,
}

/// The gate that `warning` is.
pub fn warning_gate(answers: &Answers, warning: Warning) -> Gate {
    let state = state(answers, &warning.id, &warning.text);
    Gate { warning: Some(warning), ..Gate::new(GateKind::Warning, state) }
}

/// One gate for each of `reminders` that is about these goods, in their order.
pub fn reminder_gates(input: &Input<'_>, reminders: &[Reminder]) -> Vec<Gate> {
    let Some(category) = input.category() else { return Vec::new() };
    let mut of_category = reminders.iter().filter(|each| each.category == category).peekable();
    if of_category.peek().is_none() {
        return Vec::new();
    }
    let goods = goods(input);
    of_category
        .filter(|each| goods.contains(&each.word.trim().to_lowercase()))
        .map(|each| Gate {
            reminder: Some(each.clone()),
            ..Gate::new(GateKind::Reminder, state(input.answers, &each.id, &each.text))
        })
        .collect()
}

/// A text changed since it was seen is another reminder.
fn state(answers: &Answers, id: &str, text: &str) -> GateState {
    match answers.seen.get(id) {
        Some(seen) if seen == text => GateState::Passed,
        _ => GateState::Open,
    }
}

/// The goods as the buyer and the page call them, a line each, in lower case.
fn goods(input: &Input<'_>) -> String {
    let fields = || std::iter::once(Field::Name).chain(WORDS);
    let needed = fields().filter_map(|field| input.need.words(field));
    let offered = input.page.into_iter().flat_map(|(_, page)| {
        fields().chain([Field::Labels]).flat_map(|field| page.all(field)).filter_map(|fact| {
            match &fact.value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            }
        })
    });
    needed.chain(offered).collect::<Vec<_>>().join("\n").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::read;
    use crate::review::{History, Need, Thresholds};

    fn reminder(category: &str, word: &str) -> Reminder {
        Reminder {
            id: "one".to_owned(),
            category: CategoryId(category.to_owned()),
            word: word.to_owned(),
            text: "先进游戏看一眼区服".to_owned(),
        }
    }

    fn states(need: &Need, page: &str, of: &Reminder, answers: &Answers) -> Vec<GateState> {
        let read = read(page);
        let input = Input {
            kinds: crate::identifier::Kinds::builtin(),
            catalogue: crate::catalogue::Catalogue::builtin(),
            need,
            page: Some((page, &read)),
            history: &History::default(),
            now: None,
            thresholds: Thresholds::default(),
            answers,
        };
        let gates = reminder_gates(&input, std::slice::from_ref(of));
        gates.into_iter().map(|gate| gate.state).collect()
    }

    fn game() -> Need {
        Need {
            category: Some(CategoryId("game_topup".to_owned())),
            game: Some("原神".to_owned()),
            name: Some("创世结晶 6480 PS5".to_owned()),
            ..Need::default()
        }
    }

    #[test]
    fn it_is_about_its_category_and_its_word() {
        let none = Answers::default();
        let applies = |category, word, page| {
            !states(&game(), page, &reminder(category, word), &none).is_empty()
        };
        assert!(applies("game_topup", "", ""), "without a word all of the category");
        assert!(applies("game_topup", " ", ""), "blanks are no word");
        assert!(!applies("phone_credit", "", ""), "another category");
        assert!(applies("game_topup", "原神", ""), "the game needed");
        assert!(applies("game_topup", "ps5", ""), "whatever the case");
        assert!(!applies("game_topup", "月卡", ""));
        let page = "商品名称：空月祝福 月卡\n应付：¥30.00";
        assert!(applies("game_topup", "月卡", page), "as the page calls it");
    }

    #[test]
    fn the_page_says_the_category_where_the_buyer_does_not() {
        let need = Need::default();
        let page = "全国移动话费充值 100元\n面值：100元\n充值号码：13900139000";
        let of = reminder("phone_credit", "");
        assert_eq!(states(&need, page, &of, &Answers::default()), [GateState::Open]);
    }

    #[test]
    fn it_is_passed_by_seeing_the_text_as_it_is_now() {
        let mut answers = Answers::default();
        let of = reminder("game_topup", "");
        assert_eq!(states(&game(), "", &of, &answers), [GateState::Open]);
        answers.seen.insert(of.id.clone(), of.text.clone());
        assert_eq!(states(&game(), "", &of, &answers), [GateState::Passed]);
        let rewritten = Reminder { text: "看清是不是国际服".to_owned(), ..of };
        assert_eq!(states(&game(), "", &rewritten, &answers), [GateState::Open]);
    }

    #[test]
    fn a_warning_is_acknowledged_for_its_words_alone() {
        let warning = |text: &str| Warning { id: "w".to_owned(), text: text.to_owned() };
        let mut answers = Answers::default();
        assert_eq!(warning_gate(&answers, warning("")).state, GateState::Open);
        answers.seen.insert("w".to_owned(), "one".to_owned());
        assert_eq!(warning_gate(&answers, warning("one")).state, GateState::Passed);
        assert_eq!(warning_gate(&answers, warning("other")).state, GateState::Open);
    }
}

//! What the law says, as a letter says it.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::{LetterTemplate, Slot, Slots};
use crate::{
    Problem,
    law::{ProvisionId, for_use},
};

/// The provisions that the letter may cite on its day, each with what it says. Nothing reaches
/// a letter as law but through [`for_use`].
pub(super) fn grounds(template: &LetterTemplate, slots: &Slots) -> Vec<String> {
    let Some(on) = slots.on else { return Vec::new() };
    let allowed = for_use(template.addressee.law_use(), slots.problem, on);
    let cited = template.cites.iter().filter_map(|id| {
        let provision = allowed.iter().find(|provision| provision.id == *id)?;
        let says = WORDS.of(id, slots)?;
        Some(format!("{}（{says}）", provision.cited.zh))
    });
    cited.take(template.form.grounds()).collect()
}

/// Below eight a child cannot act alone, from eight on some things need consent: where the age
/// is known, only what holds for it.
fn is_of_age(id: &ProvisionId, slots: &Slots) -> bool {
    let digits = |age: &str| age.chars().filter(char::is_ascii_digit).collect::<String>();
    let Some(years) = slots.text(Slot::ChildAge).and_then(|age| digits(age).parse::<u32>().ok())
    else {
        return true;
    };
    match id.0.as_str() {
        "civil_144" => years < 8,
        "civil_145" => years >= 8,
        _ => true,
    }
}

/// How letters put the law.
struct Words {
    says: BTreeMap<ProvisionId, String>,
    /// What a provision is cited for, where that is less than what it holds for.
    only: BTreeMap<ProvisionId, Vec<Problem>>,
}

impl Words {
    /// What the letter says of a provision; `None` where it is not cited.
    fn of(&self, id: &ProvisionId, slots: &Slots) -> Option<&str> {
        let only = self.only.get(id);
        let meant =
            only.is_none_or(|only| slots.problem.is_some_and(|problem| only.contains(&problem)));
        let says = self.says.get(id)?;
        (meant && is_of_age(id, slots)).then_some(says)
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).unwrap_or_default();
    Words { says: file.says, only: file.only }
});

const DATA: &str = include_str!("../../data/letters/law.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    says: BTreeMap<ProvisionId, String>,
    only: BTreeMap<ProvisionId, Vec<Problem>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        law::{forbidden_in, provision},
        letter::templates,
    };

    #[test]
    fn every_provision_of_a_letter_has_words_and_a_use() {
        toml::from_str::<File>(DATA).unwrap();
        for (id, says) in &WORDS.says {
            let provision = provision(&id.0).unwrap_or_else(|| panic!("no provision {}", id.0));
            assert!(provision.uses.iter().any(|purpose| purpose.asserts()), "{}", id.0);
            assert!(forbidden_in(says).is_empty(), "{says}");
            assert!(says.chars().count() <= 60 && !says.ends_with('。'), "{says}");
            let cited = templates().iter().any(|letter| letter.cites.contains(id));
            assert!(cited, "{}: no letter cites it", id.0);
        }
        for (id, only) in &WORDS.only {
            let whole =
                &provision(&id.0).unwrap_or_else(|| panic!("no provision {}", id.0)).problems;
            let less =
                only.len() < whole.len() && only.iter().all(|problem| whole.contains(problem));
            assert!(less, "{}: not less than the law itself", id.0);
        }
        for letter in templates() {
            for id in &letter.cites {
                let provision = provision(&id.0).unwrap_or_else(|| panic!("no provision {}", id.0));
                let letter_id = &letter.id.0;
                assert!(WORDS.says.contains_key(id), "{letter_id}: no words for {}", id.0);
                let purpose = letter.addressee.law_use();
                assert!(provision.uses.contains(&purpose), "{letter_id}: {} is not for it", id.0);
                let about = WORDS.only.get(id).unwrap_or(&provision.problems);
                let meets = letter.problems.is_empty()
                    || about.is_empty()
                    || letter.problems.iter().any(|problem| about.contains(problem));
                assert!(meets, "{letter_id}: {} is about something else", id.0);
            }
        }
    }
}

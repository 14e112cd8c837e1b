//! What the law says, as a letter says it.

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;
use serde::Deserialize;

use super::{LetterTemplate, Slot, Slots};
use crate::{
    Problem,
    folded::Folded,
    law::{ProvisionId, for_use},
};

/// The provisions that the letter may cite on its day, each with what it says. Nothing reaches
/// a letter as law but through [`for_use`].
pub(super) fn grounds(template: &LetterTemplate, slots: &Slots) -> Vec<String> {
    let Some(on) = slots.on else { return Vec::new() };
    let allowed = for_use(template.addressee.law_use(), slots.problem, on);
    let cited = template.cites.iter().filter_map(|id| {
        let provision = allowed.iter().find(|provision| provision.id == *id)?;
        if slots.is_transfer() && WORDS.of_purchases.contains(&provision.law.zh) {
            return None;
        }
        let says = WORDS.of(id, slots)?;
        Some(format!("{}（{says}）", provision.cited.zh))
    });
    cited.take(template.form.grounds()).collect()
}

/// Below eight a child cannot act alone, from eight on some things need consent, from eighteen on
/// nobody is a child: where the age is known, only what holds for it (民法典 17, 19, 20).
fn is_of_age(id: &ProvisionId, slots: &Slots) -> bool {
    let Some(years) = slots.text(Slot::ChildAge).and_then(years) else { return true };
    match id.0.as_str() {
        "civil_144" => years < 8,
        "civil_145" => (8..ADULT).contains(&years),
        "minors_44" => years < ADULT,
        _ => true,
    }
}

const ADULT: u32 = 18;

/// An age and nothing beside it, with its months where they are named.
static AGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    const NUMBER: &str = "[0-9]{1,2}|[零一二三四五六七八九十两]{1,3}";
    const MONTHS: &str = "(?:1[01]|[1-9]|十一?|[一二两三四五六七八九])个?月";
    let named = format!("满?({NUMBER})(?:周?岁|years(?:old)?)(?:半|零?{MONTHS})?");
    Regex::new(&format!("^(?:{named}|({NUMBER}))$")).ok()
});

/// The full years of an age as buyers write it, in digits or in words. `None` where it does not
/// settle them: what is nearly reached or less than one, parts of a year in decimals, and 虚岁,
/// which count the year of birth.
fn years(age: &str) -> Option<u32> {
    let age: String = Folded::of(age).text().chars().filter(|c| !c.is_whitespace()).collect();
    let found = AGE.as_ref()?.captures(&age)?;
    counted(found.get(1).or_else(|| found.get(2))?.as_str())
}

const NUMERALS: &str = "零一二三四五六七八九";

/// Up to 99 in words.
fn counted(number: &str) -> Option<u32> {
    if let Ok(number) = number.parse() {
        return Some(number);
    }
    let digit = |text: &str, none: u32| match text {
        "" => Some(none),
        "两" => Some(2),
        text => {
            let at = NUMERALS.chars().position(|numeral| text.chars().eq([numeral]))?;
            u32::try_from(at).ok()
        }
    };
    match number.split_once('十') {
        Some((tens, ones)) => Some(digit(tens, 1)? * 10 + digit(ones, 0)?),
        None => digit(number, 0),
    }
}

/// How letters put the law.
struct Words {
    says: BTreeMap<ProvisionId, String>,
    /// What a provision is cited for, where that is less than what it holds for.
    only: BTreeMap<ProvisionId, Vec<Problem>>,
    /// Laws, by name, that do not hold where nothing was bought.
    of_purchases: Vec<String>,
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
    Words { says: file.says, only: file.only, of_purchases: file.of_purchases }
});

const DATA: &str = include_str!("../../data/letters/law.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    of_purchases: Vec<String>,
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
    fn an_age_is_its_full_years() {
        for (age, is) in [
            ("7", 7),
            ("7岁", 7),
            ("7岁6个月", 7),
            ("7 周岁 6 个月", 7),
            ("\u{FF18}岁", 8),
            ("七岁", 7),
            ("七岁半", 7),
            ("八周岁", 8),
            ("满8周岁", 8),
            ("十岁", 10),
            ("十二岁", 12),
            ("二十", 20),
            ("两岁", 2),
            ("7 years", 7),
        ] {
            assert_eq!(years(age), Some(is), "{age}");
        }
        // Nothing but an age settles it: a false one would cite what does not hold.
        for age in [
            "",
            "虚岁8岁",
            "不到8岁",
            "快八岁了",
            "未满8周岁",
            "小学三年级",
            "2018年5月",
            "6个月",
            "8.5岁",
            "10.5岁",
            "8岁以下",
            "小于8岁",
            "还有两个月满8岁",
            "8岁差两天",
            "7-8岁",
            "七八岁",
            "7岁13个月",
            "2019年生，6岁",
            "2018",
        ] {
            assert_eq!(years(age), None, "{age}");
        }
    }

    #[test]
    fn only_what_holds_for_the_age_is_cited() {
        let of = |age: &str| {
            let slots = Slots { child_age: Some(age.to_owned()), ..Slots::default() };
            ["civil_144", "civil_145", "minors_44"]
                .map(|id| is_of_age(&ProvisionId(id.to_owned()), &slots))
        };
        for (age, cited) in [
            ("7岁11个月", [true, false, true]),
            ("8岁", [false, true, true]),
            ("17岁半", [false, true, true]),
            ("18岁", [false, false, false]),
            ("8.5岁", [true, true, true]),
            ("8岁以下", [true, true, true]),
        ] {
            assert_eq!(of(age), cited, "{age}");
        }
    }

    #[test]
    fn what_is_about_purchases_is_not_cited_for_a_mere_transfer() {
        let cited = |letter: &LetterTemplate, problem, transfer| {
            let on = Some(jiff::civil::date(2026, 11, 22));
            let slots = Slots { problem, transfer, on, ..Slots::default() };
            grounds(letter, &slots).iter().any(|ground| ground.contains("《电子商务法》"))
        };
        let appeal = crate::letter::template("appeal").unwrap();
        assert!(cited(appeal, Some(Problem::DoublePayment), false), "a purchase");
        for letter in templates() {
            let id = &letter.id.0;
            assert!(!cited(letter, Some(Problem::WrongAccount), false), "{id}");
            assert!(!cited(letter, Some(Problem::DoublePayment), true), "{id}");
        }
        let named = |law: &String| crate::law::all().iter().any(|known| known.law.zh == *law);
        assert!(WORDS.of_purchases.iter().all(named), "a law of another name");
    }

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

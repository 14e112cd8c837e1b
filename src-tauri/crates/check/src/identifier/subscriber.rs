//! Numbers outside the mainland's mobile network, by the ranges that libphonenumber knows.
//!
//! Its parser drops letters and reads words as digits, so it is only given values that have a
//! kind's form: digits, perhaps behind a plus.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::Field;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberType, Region};

use super::judge::Finding;
use super::types::{ReasonCode, Verdict};

/// Ranges are opened after every table is made, so that an unknown one is a warning.
pub(super) fn judge(value: &str, finding: &mut Finding<'_>) {
    let country = finding.kind.country.as_deref().and_then(|code| code.parse::<Region>().ok());
    let home = country.unwrap_or(Region::CN);
    let Some(number) = PHONE_NUMBER_UTIL.parse(value, Some(home)).ok() else {
        return finding.say(Verdict::Warn, ReasonCode::NumberUnassigned, [], None, None);
    };
    let region = number.get_region_code();
    if !number.is_valid() || country.is_some_and(|country| region != Some(country)) {
        return finding.say(Verdict::Warn, ReasonCode::NumberUnassigned, [], None, None);
    }
    if let Some(region) = region.filter(|region| *region != Region::CN) {
        let code = region.to_string();
        let name = COUNTRIES.get(&code).unwrap_or(&code);
        finding.infer(Field::Region, name);
    }
    let mobile = finding.kind.id.0.ends_with("_mobile");
    match number.get_type() {
        PhoneNumberType::TollFree
        | PhoneNumberType::PremiumRate
        | PhoneNumberType::SharedCost
        | PhoneNumberType::UAN => {
            finding.say(Verdict::Warn, ReasonCode::Hotline, [], None, None);
        }
        PhoneNumberType::FixedLine if mobile => {
            finding.say(Verdict::Warn, ReasonCode::FixedLine, [], None, None);
        }
        _ => {}
    }
}

/// What people call a country, by its two letters.
static COUNTRIES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/countries.toml")).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_countries_is_read_and_its_codes_exist() {
        let text = include_str!("../../data/countries.toml");
        let countries: BTreeMap<String, String> = toml::from_str(text).unwrap();
        for code in countries.keys() {
            assert!(code.parse::<Region>().is_ok(), "{code} is no country");
        }
        assert!(countries.len() > 40, "{} countries", countries.len());
    }
}

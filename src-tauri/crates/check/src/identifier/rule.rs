use serde::Deserialize;

use super::check_digit;
use super::judge::Finding;
use super::places::place_of_area_code;
use super::types::{ReasonCode, Step, StepKind, Verdict};
use super::{mailbox, mobile, subscriber};

/// What a form alone cannot say. Applied to values that have the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Rule {
    MainlandMobile,
    MainlandMobilePrefixed,
    MachineNumber,
    AreaCode,
    Hotline,
    /// A number of a country that libphonenumber knows.
    Subscriber,
    Mailbox,
    MobileOrMailbox,
    Gamertag,
    SteamId,
    SteamAccount,
    Snowflake,
    CsFriendCode,
    #[serde(rename = "friend_code_3ds")]
    FriendCode3ds,
    ProductKey,
    Luhn,
    Identity18,
    Identity15,
    SocialCredit,
    Mod97,
    TaiwanId,
    HongKongId,
}

pub(super) fn apply(rule: Rule, finding: &mut Finding<'_>) {
    let value = finding.cleaned.value.as_str();
    match rule {
        Rule::MainlandMobile => mobile::judge(value, finding),
        Rule::MainlandMobilePrefixed => prefixed(value, finding),
        Rule::MachineNumber => machine(value, finding),
        Rule::AreaCode => area_code(value, finding),
        Rule::Hotline => finding.say(Verdict::Warn, ReasonCode::Hotline, [], None, None),
        Rule::Subscriber => subscriber::judge(value, finding),
        Rule::Mailbox => mailbox::judge(value, finding),
        Rule::MobileOrMailbox if value.contains('@') => mailbox::judge(value, finding),
        Rule::MobileOrMailbox => {
            if mobile::segment(value).is_none() {
                let found = value.get(..3);
                finding.say(Verdict::Warn, ReasonCode::SegmentUnallocated, 0..3, found, None);
            }
        }
        Rule::Gamertag => gamertag(value, finding),
        Rule::SteamId => steam_id(value, finding),
        Rule::SteamAccount => steam_account(value, finding),
        Rule::Snowflake => snowflake(value, finding),
        Rule::CsFriendCode => sum(check_digit::cs_friend_code(value), finding),
        Rule::FriendCode3ds => friend_code(value, finding),
        Rule::ProductKey => product_key(value, finding),
        Rule::Luhn => sum(check_digit::luhn(value), finding),
        Rule::Identity18 => identity18(value, finding),
        Rule::Identity15 => {
            birthday(&format!("19{}", &value[6..12]), 6..12, finding);
            region(value, finding);
        }
        Rule::SocialCredit => sum(check_digit::mod_31(value), finding),
        Rule::Mod97 => sum(check_digit::mod_97_10(value), finding),
        Rule::TaiwanId => sum(check_digit::taiwan_id(value), finding),
        Rule::HongKongId => sum(check_digit::hong_kong_id(value), finding),
    }
}

fn sum(agrees: bool, finding: &mut Finding<'_>) {
    if !agrees {
        finding.say(Verdict::Error, ReasonCode::Checksum, [], None, None);
    }
}

/// The form has seen +86 or 0086 before eleven digits.
fn prefixed(value: &str, finding: &mut Finding<'_>) {
    let (code, number) = value.split_at(value.len() - 11);
    mobile::judge_behind(code.len(), number, finding);
    finding.candidate.steps.push(Step {
        kind: StepKind::Prefix,
        at: finding.cleaned.places.first().copied().unwrap_or(0),
        from: code.to_owned(),
        to: String::new(),
    });
    number.clone_into(&mut finding.candidate.normalised);
}

fn machine(value: &str, finding: &mut Finding<'_>) {
    finding.say(Verdict::Warn, ReasonCode::SegmentMachine, 0..4, value.get(..4), None);
    if let Some(carrier) = mobile::machine_segment(value).and_then(|s| s.carrier.as_deref()) {
        finding.infer(model::Field::Carrier, carrier);
    }
}

fn area_code(value: &str, finding: &mut Finding<'_>) {
    let length = if value.starts_with("010") || value.starts_with("02") { 3 } else { 4 };
    let code = value.get(..length);
    match code.and_then(place_of_area_code) {
        Some(place) => {
            finding.infer_place(place);
            subscriber::judge(value, finding);
        }
        None => finding.say(Verdict::Warn, ReasonCode::PrefixUnknown, 0..length, code, None),
    }
}

/// Twelve characters and a suffix; the form is wider because suffixes vary.
fn gamertag(value: &str, finding: &mut Finding<'_>) {
    let name = value.split('#').next().unwrap_or(value);
    if name.chars().count() > 12 {
        finding.say(Verdict::Warn, ReasonCode::TooLong, [], None, Some("1-12"));
    }
}

/// Individual accounts of the public universe.
fn steam_id(value: &str, finding: &mut Finding<'_>) {
    const ACCOUNTS: std::ops::RangeInclusive<u64> = 76_561_197_960_265_729..=76_561_202_255_233_023;
    if !value.parse::<u64>().is_ok_and(|number| ACCOUNTS.contains(&number)) {
        finding.say(Verdict::Error, ReasonCode::OutOfRange, [], None, None);
    }
}

/// Account numbers have 32 bits; `STEAM_X:Y:Z` has the lowest of them in Y.
fn steam_account(value: &str, finding: &mut Finding<'_>) {
    let largest = if value.starts_with('[') { u32::MAX } else { u32::MAX >> 1 };
    let number = value.rsplit(':').next().map(|last| last.trim_end_matches(']'));
    let number = number.and_then(|digits| digits.parse::<u64>().ok());
    if number.is_none_or(|number| number > u64::from(largest)) {
        finding.say(Verdict::Error, ReasonCode::OutOfRange, [], None, None);
    }
}

/// The upper 42 bits count milliseconds from the first moment of 2015. There is no clock here,
/// so numbers from 2028 on are doubted and those from 2040 on refused.
fn snowflake(value: &str, finding: &mut Finding<'_>) {
    const FROM_2015_TO_2028: u64 = 410_227_200_000;
    const FROM_2015_TO_2040: u64 = 788_918_400_000;
    let made = value.parse::<u64>().map_or(u64::MAX, |number| number >> 22);
    if made > FROM_2015_TO_2028 {
        let verdict = if made > FROM_2015_TO_2040 { Verdict::Error } else { Verdict::Warn };
        finding.say(verdict, ReasonCode::OutOfRange, [], None, None);
    }
}

fn friend_code(value: &str, finding: &mut Finding<'_>) {
    const LARGEST: u64 = 0x7F_FFFF_FFFF;
    if value.parse::<u64>().is_ok_and(|code| code > LARGEST) {
        finding.say(Verdict::Error, ReasonCode::OutOfRange, [], None, None);
    } else {
        sum(check_digit::friend_code_3ds(value), finding);
    }
}

/// Keys since Windows 8 hold exactly one N, older ones none; a second one is a slip.
fn product_key(value: &str, finding: &mut Finding<'_>) {
    let places: Vec<usize> =
        value.chars().enumerate().filter(|(_, c)| *c == 'N').map(|(nth, _)| nth).collect();
    if places.len() > 1 {
        finding.say(Verdict::Error, ReasonCode::Checksum, places, Some("N"), None);
    }
}

fn identity18(value: &str, finding: &mut Finding<'_>) {
    birthday(&value[6..14], 6..14, finding);
    sum(check_digit::mod_11_2(value), finding);
    region(value, finding);
}

/// `date` is eight digits whose month and day have been compared with the form.
fn birthday(date: &str, nth: std::ops::Range<usize>, finding: &mut Finding<'_>) {
    let number = |range| date.get(range).and_then(|digits: &str| digits.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(4..6), number(6..8)) else {
        return;
    };
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    // There is no clock here; nobody alive is older, and nobody born later buys for a while.
    if day > last || !(1890..=2030).contains(&year) {
        finding.say(Verdict::Error, ReasonCode::OutOfRange, nth, Some(date), None);
    }
}

/// The first two digits name a province; new ones would be a surprise, but no error.
fn region(value: &str, finding: &mut Finding<'_>) {
    const PROVINCES: [&str; 34] = [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
        "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
        "65", "71", "81", "82",
    ];
    let found = value.get(..2).unwrap_or_default();
    // Residence permits of people from Taiwan begin with 83.
    if found != "83" && !PROVINCES.contains(&found) {
        finding.say(Verdict::Warn, ReasonCode::PrefixUnknown, 0..2, Some(found), None);
    }
}

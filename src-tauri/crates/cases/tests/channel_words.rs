//! Every id of channels, complaints, stalling and fraud is worded in both languages.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]
#![allow(clippy::disallowed_methods, reason = "a test may read what lies beside it")]

use std::{collections::BTreeSet, fs, path::Path};

use cases::channel::{Outlook, Turn, channels};
use cases::complaint::{Field, FieldFlaw, GoesTo, GroundState, Remains, RespondentKind};
use serde::Serialize;
use toml::Value;

const DATA: [&str; 4] = [
    include_str!("../data/channels.toml"),
    include_str!("../data/complaint.toml"),
    include_str!("../data/stalling.toml"),
    include_str!("../data/fraud.toml"),
];

/// The keys of the data whose values are ids of ours.
const KEYS: [&str; 9] =
    ["id", "order", "level", "entries", "ready", "limits", "known", "ask", "steps"];

#[test]
fn every_id_is_worded() {
    let mut ids = BTreeSet::new();
    for text in DATA {
        collect(&text.parse::<toml::Table>().unwrap().into(), &mut ids);
    }
    ids.extend([Turn::Has, Turn::Had, Turn::First, Turn::Urgent].map(named));
    ids.extend([Outlook::Suits, Outlook::Prolongs].map(named));
    ids.extend([GroundState::Passed, GroundState::Failed, GroundState::Unknown].map(named));
    ids.extend([FieldFlaw::Missing, FieldFlaw::NotReal].map(named));
    ids.extend(
        [
            RespondentKind::Platform,
            RespondentKind::ShopOnPlatform,
            RespondentKind::OwnSite,
            RespondentKind::Business,
        ]
        .map(named),
    );
    ids.extend(
        [
            GoesTo::Unknown,
            GoesTo::BusinessOrSeat,
            GoesTo::PlatformSeat,
            GoesTo::SiteSeat,
            GoesTo::ShownAddressOrPlatformSeat,
            GoesTo::PlatformSeatOnly,
        ]
        .map(named),
    );
    ids.extend(
        [
            Field::Name,
            Field::Phone,
            Field::Address,
            Field::RespondentName,
            Field::RespondentAddress,
            Field::RespondentCode,
            Field::Request,
            Field::Account,
        ]
        .map(named),
    );
    ids.extend(
        [
            Remains::FindProblem,
            Remains::GoToPolice,
            Remains::GoToInstitution,
            Remains::GoToCourt,
            Remains::SayRespondentKind,
            Remains::SayWhetherTakenUp,
            Remains::WaitForTheOther,
            Remains::OtherWaysLeft,
            Remains::SayOwnUse,
            Remains::NotForResale,
            Remains::ShowPayment,
            Remains::ShowOrder,
            Remains::ShowContact,
            Remains::AskSellerFirst,
            Remains::ShowEachPurchase,
            Remains::SayWhenKnown,
            Remains::AskLawyer,
            Remains::FillFields,
            Remains::VouchForTruth,
            Remains::CorrectUntrue,
            Remains::ProxyPapers,
            Remains::UseOwnName,
            Remains::SayOwnName,
            Remains::AskRegulator,
        ]
        .map(named),
    );
    assert!(ids.len() > 150, "the data is not where it was: {}", ids.len());
    for language in ["zh-CN", "en"] {
        let words = words(language);
        let missing: Vec<_> =
            ids.iter().filter(|id| !words.contains(&format!("  {id}:"))).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

/// The window names whom to call by number only where the data does.
#[test]
fn no_other_number_is_named() {
    let known: BTreeSet<&str> =
        channels().iter().filter_map(|channel| channel.number.as_deref()).collect();
    // It warns of itself, and is called by nobody.
    let known: BTreeSet<&str> = known.into_iter().chain(["12381"]).collect();
    for language in ["zh-CN", "en"] {
        let words = words(language);
        let numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() > 2);
        for number in numbers {
            assert!(known.contains(number), "{language}: {number}");
        }
    }
}

fn words(language: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/i18n");
    let read = |name| fs::read_to_string(folder.join(language).join(name)).unwrap();
    read("channels.ts") + &read("fraud.ts")
}

fn named(id: impl Serialize) -> String {
    match serde_json::to_value(id).unwrap() {
        serde_json::Value::String(name) => name,
        other => panic!("{other} is no id"),
    }
}

fn collect(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                match value {
                    Value::String(id) if KEYS.contains(&key.as_str()) => {
                        ids.insert(id.clone());
                    }
                    Value::Array(all) if KEYS.contains(&key.as_str()) => {
                        ids.extend(all.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    other => collect(other, ids),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|value| collect(value, ids)),
        _ => {}
    }
}

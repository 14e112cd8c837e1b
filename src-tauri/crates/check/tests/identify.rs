//! What is said of a text, as the tools print it and the window words it.

use check::identifier::{Candidate, KindId, ReasonCode, StepKind, Verdict, identify, kinds};
use model::Field;
use proptest::prelude::*;

fn as_kind(text: &str, kind: &str) -> Candidate {
    let mut found = identify(text, Some(&KindId(kind.to_owned())));
    found.candidates.remove(0)
}

fn codes(candidate: &Candidate) -> Vec<ReasonCode> {
    candidate.reasons.iter().map(|reason| reason.code).collect()
}

/// The kind most likely meant; nothing for prose.
fn likeliest(text: &str) -> String {
    identify(text, None).candidates.first().map_or(String::new(), |found| found.kind.0.clone())
}

#[test]
fn a_mobile_number_tells_its_carrier_and_its_place() {
    let found = as_kind("13800100000", "cn_mobile");
    assert_eq!((found.verdict, codes(&found)), (Verdict::Ok, vec![ReasonCode::CarrierMayDiffer]));
    assert_eq!(found.inferred[&Field::Carrier], "中国移动");
    assert_eq!(found.inferred[&Field::Province], "北京");
}

#[test]
fn a_letter_is_named_with_its_place_and_never_repaired() {
    let found = as_kind("186 1234 000O", "cn_mobile");
    assert_eq!(found.verdict, Verdict::Error);
    assert_eq!(found.normalised, "1861234000O", "the letter stays");
    let reason = &found.reasons[0];
    assert_eq!(reason.code, ReasonCode::Letters);
    assert_eq!(reason.at, [12], "counted in the text as it was typed");
    assert_eq!((reason.found.as_deref(), reason.expected.as_deref()), (Some("O"), Some("0")));
}

#[test]
fn look_alikes_of_other_scripts_are_letters_too() {
    // Cyrillic О, and the Chinese zero.
    for letter in ["\u{041E}", "\u{3007}"] {
        let found = as_kind(&format!("1861234000{letter}"), "cn_mobile");
        assert_eq!(found.verdict, Verdict::Error);
        assert_eq!(found.reasons[0].expected.as_deref(), Some("0"), "for {letter}");
    }
}

#[test]
fn full_width_digits_are_steps_and_deserve_a_look() {
    let found = as_kind("186\u{FF11}2340000", "cn_mobile");
    assert_eq!((found.normalised.as_str(), found.verdict), ("18612340000", Verdict::Warn));
    assert_eq!(found.reasons[0].code, ReasonCode::FullWidth);
    assert_eq!(found.reasons[0].at, [3]);
    let step = &found.steps[0];
    assert_eq!((step.kind, step.at), (StepKind::FullWidth, 3));
    assert_eq!((step.from.as_str(), step.to.as_str()), ("\u{FF11}", "1"));
}

#[test]
fn what_cannot_be_seen_is_shown() {
    let found = as_kind("186\u{200B}1234\u{202E}0000", "cn_mobile");
    let steps: Vec<_> = found.steps.iter().map(|step| (step.kind, step.from.as_str())).collect();
    assert_eq!(steps, [(StepKind::ZeroWidth, "U+200B"), (StepKind::Bidi, "U+202E")]);
    assert_eq!(codes(&found)[0], ReasonCode::Invisible);
    assert_eq!(found.reasons[0].at, [3, 8]);
}

#[test]
fn a_country_code_goes_only_from_a_mobile_number() {
    for text in ["+8618612340000", "008618612340000", "8618612340000", "(+86) 186-1234-0000"] {
        assert_eq!(as_kind(text, "cn_mobile").normalised, "18612340000", "{text}");
    }
    for text in ["86186123400", "8610186123400", "862061234567"] {
        assert_eq!(as_kind(text, "cn_mobile").normalised, text, "nothing shows that 86 is a code");
    }
}

#[test]
fn a_wrong_length_says_both_lengths() {
    let short = as_kind("1861234000", "cn_mobile");
    assert_eq!(codes(&short), [ReasonCode::TooShort]);
    assert_eq!(short.reasons[0].found.as_deref(), Some("10"));
    assert_eq!(short.reasons[0].expected.as_deref(), Some("11"));
    assert_eq!(codes(&as_kind("186123400000", "cn_mobile")), [ReasonCode::TooLong]);
    let between = as_kind("102030405", "zzz");
    assert_eq!(between.reasons[0].expected.as_deref(), Some("8, 10"));
}

#[test]
fn segments_that_are_no_ordinary_numbers_are_said_to_be() {
    for (number, verdict, code, found) in [
        ("19412340000", Verdict::Error, ReasonCode::SegmentUnallocated, "194"),
        ("16112340000", Verdict::Error, ReasonCode::SegmentUnallocated, "1611"),
        ("17012340000", Verdict::Warn, ReasonCode::SegmentVirtual, "1701"),
        ("13491234000", Verdict::Warn, ReasonCode::SegmentSatellite, "1349"),
        ("14812340000", Verdict::Warn, ReasonCode::SegmentData, "148"),
        ("17212340000", Verdict::Warn, ReasonCode::SegmentData, "172"),
        ("14101234000", Verdict::Error, ReasonCode::SegmentMachine, "141"),
        ("1440123456789", Verdict::Error, ReasonCode::SegmentMachine, "1440"),
        ("1064712345678", Verdict::Error, ReasonCode::SegmentMachine, "1064"),
    ] {
        let candidate = as_kind(number, "cn_mobile");
        assert_eq!(candidate.verdict, verdict, "{number}");
        assert_eq!(candidate.reasons[0].code, code, "{number}");
        assert_eq!(candidate.reasons[0].found.as_deref(), Some(found), "{number}");
    }
}

#[test]
fn a_prefix_that_the_table_lacks_never_blocks() {
    let missing = (0..10_000)
        .map(|h| format!("196{h:04}0000"))
        .find(|number| check::identifier::place_of_mobile(number).is_none())
        .expect("196 was opened after the table was made");
    let found = as_kind(&missing, "cn_mobile");
    assert_eq!((found.verdict, found.reasons[0].code), (Verdict::Warn, ReasonCode::PrefixUnknown));
    assert_eq!(found.inferred[&Field::Carrier], "中国联通", "the segment still tells the carrier");
}

#[test]
fn hotlines_are_not_topped_up() {
    for number in [
        "4007001234",
        "400 700 1234",
        "10086",
        "1008611",
        "10010",
        "95588",
        "95188888",
        "800-700-1234",
        "12345",
    ] {
        let found = as_kind(number, "cn_mobile");
        assert_eq!((found.verdict, codes(&found)), (Verdict::Error, vec![ReasonCode::Hotline]));
    }
    assert_eq!(likeliest("10086"), "cn_mobile", "where it is refused");
}

#[test]
fn numbers_beyond_the_mainlands_mobiles_are_held_against_their_countries_ranges() {
    for (number, kind, verdict, code, region) in [
        ("6123 4567", "hk_mobile", Verdict::Ok, None, Some("香港")),
        ("+852 6123 4567", "hk_mobile", Verdict::Ok, None, Some("香港")),
        ("85261234567", "hk_mobile", Verdict::Ok, None, Some("香港")),
        ("+853 6612 3456", "mo_mobile", Verdict::Ok, None, Some("澳门")),
        ("0912 345 678", "tw_mobile", Verdict::Ok, None, Some("台湾")),
        ("+44 7400 123456", "e164", Verdict::Ok, None, Some("英国")),
        ("+1 202 555 0123", "e164", Verdict::Ok, None, Some("美国")),
        ("+44 1999 99999", "e164", Verdict::Warn, Some(ReasonCode::NumberUnassigned), None),
        ("+999 1234 5678", "e164", Verdict::Warn, Some(ReasonCode::NumberUnassigned), None),
        ("+1 800 253 0000", "e164", Verdict::Warn, Some(ReasonCode::Hotline), Some("美国")),
        ("021-6123-4567", "cn_landline", Verdict::Ok, None, None),
        ("0755 8123 4567", "cn_landline", Verdict::Ok, None, None),
    ] {
        let found = as_kind(number, kind);
        assert_eq!(found.verdict, verdict, "{number}: {:?}", found.reasons);
        assert_eq!(codes(&found).first().copied(), code, "{number}");
        assert_eq!(found.inferred.get(&Field::Region).map(String::as_str), region, "{number}");
    }
}

#[test]
fn a_mainland_number_says_that_its_carrier_may_have_changed() {
    for (number, said) in [("18612340000", true), ("17012340000", false), ("4007001234", false)] {
        let hint = codes(&as_kind(number, "cn_mobile")).contains(&ReasonCode::CarrierMayDiffer);
        assert_eq!(hint, said, "{number}: a hint where a carrier is inferred and topped up");
    }
}

#[test]
fn masked_values_are_judged_by_what_is_visible() {
    let found = as_kind("186****0000", "cn_mobile");
    assert_eq!((found.verdict, codes(&found)), (Verdict::Warn, vec![ReasonCode::Masked]));
    assert_eq!(found.inferred[&Field::Carrier], "中国联通");
    assert_eq!(as_kind("186XXXX0000", "cn_mobile").normalised, "186****0000");
    assert_eq!(as_kind("1861234****", "cn_mobile").inferred[&Field::Province], "北京");
    assert_eq!(as_kind("194****0000", "cn_mobile").verdict, Verdict::Error, "194 shows");
    assert_eq!(as_kind("186****000O", "cn_mobile").verdict, Verdict::Error, "a letter shows");
    for (text, kind) in [
        ("186****0000", "cn_mobile"),
        ("6222 **** **** 0009", "bank_card"),
        ("110***********001X", "cn_id18"),
        ("w***g@example.org", "email"),
    ] {
        assert_eq!(likeliest(text), kind, "{text}");
    }
}

#[test]
fn servers_are_inferred_from_the_number() {
    for (number, kind, server) in [
        ("100200300", "genshin", "天空岛"),
        ("500200300", "genshin", "世界树"),
        ("1812345678", "genshin", "亚服"),
        ("500200300", "hsr", "无名客"),
        ("20304050", "zzz", "新艾利都"),
        ("1712345678", "zzz", "港澳台服"),
        ("920304050", "wuwa", "东南亚服"),
    ] {
        assert_eq!(as_kind(number, kind).inferred[&Field::Server], server, "{kind} {number}");
    }
    let unknown = as_kind("400200300", "genshin");
    assert_eq!(codes(&unknown), [ReasonCode::ServerUnknown]);
    assert_eq!(unknown.reasons[0].found.as_deref(), Some("4"));
    let zone = as_kind("246813579 (2468)", "mlbb");
    assert_eq!(zone.normalised, "246813579");
    assert_eq!(zone.inferred[&Field::Server], "2468");
}

#[test]
fn the_likeliest_kind_comes_first() {
    for (text, kind) in [
        ("18612340000", "cn_mobile"),
        ("186123400001", "cn_mobile"),
        ("1861234000O", "cn_mobile"),
        ("19412340000", "cn_mobile"),
        ("100200300", "genshin"),
        ("28746509", "qq"),
        ("lin.xia@example.org", "email"),
        ("6222021234567894", "bank_card"),
        ("110101200001011232", "cn_id18"),
        ("#2PYLQG8", "supercell_tag"),
        ("#2PYLOG8", "supercell_tag"),
        ("SUCVS-FADA", "csgo_friend_code"),
        ("BCDFG-HJKMP-QRTVW-XY234-6789N", "ms_product_key"),
        ("0755-61234567", "cn_landline"),
        ("1000112468013579246", "sinopec_card"),
    ] {
        assert_eq!(likeliest(text), kind, "{text}");
    }
}

#[test]
fn a_mobile_number_that_lost_a_digit_is_offered_beside_what_it_became() {
    let found = identify("1861234000", None);
    let mobile = found.candidates.iter().find(|candidate| candidate.kind.0 == "cn_mobile");
    assert_eq!(mobile.map(codes), Some(vec![ReasonCode::TooShort]));
}

#[test]
fn prose_and_nothing_are_nothing() {
    for text in ["", "  \n", "今天不充值，明天再说。", "please pay before noon!", "\u{200B}"]
    {
        assert!(identify(text, None).candidates.is_empty(), "{text:?}");
    }
    assert_eq!(codes(&as_kind(" \u{3000}", "cn_mobile")), [ReasonCode::Empty]);
    assert_eq!(codes(&as_kind("", "onmyoji")), [ReasonCode::Empty]);
    assert_eq!(as_kind("", "onmyoji").verdict, Verdict::Error, "nothing is not even uncertain");
}

#[test]
fn a_megabyte_is_refused_at_once() {
    let long = "1".repeat(1_000_000);
    assert!(identify(&long, None).candidates.is_empty());
    let found = as_kind(&long, "cn_mobile");
    assert_eq!((found.verdict, codes(&found)), (Verdict::Error, vec![ReasonCode::TooLong]));
    assert!(found.normalised.len() < 1_000, "only the beginning is looked at");
}

#[test]
fn a_kind_that_nobody_knows_is_not_judged() {
    let found = as_kind(" anything ", "a_kind_of_the_buyers_own");
    assert_eq!((found.verdict, found.normalised.as_str()), (Verdict::Warn, "anything"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn cleaning_twice_changes_nothing(text in "[ 0-9A-Za-z\u{FF10}-\u{FF19}\u{3000}\u{200B}*#@.()+\u{2014}-]{0,24}") {
        for kind in kinds() {
            let once = as_kind(&text, &kind.id.0);
            let twice = as_kind(&once.normalised, &kind.id.0);
            prop_assert_eq!(&once.normalised, &twice.normalised, "{:?}", kind.id);
        }
    }

    #[test]
    fn a_plain_number_is_left_as_it_is(number in "1[3-9][0-9]{9}", uid in "[1-9][0-9]{7,9}") {
        for (text, kind) in [(&number, "cn_mobile"), (&uid, "genshin"), (&uid, "qq"), (&number, "bank_card")] {
            let found = as_kind(text, kind);
            prop_assert_eq!(&found.normalised, text);
            prop_assert!(found.steps.is_empty(), "{:?}", found.steps);
        }
    }

    #[test]
    fn every_text_is_judged_without_a_panic(text in "\\PC{0,40}", digits in "[0-9*xXOl -]{0,24}") {
        for text in [&text, &digits] {
            identify(text, None);
            for kind in kinds() {
                let found = as_kind(text, &kind.id.0);
                prop_assert!(
                    found.verdict == Verdict::Ok || !found.reasons.is_empty(),
                    "{:?} says {:?} of {text:?} without a reason", kind.id, found.verdict
                );
            }
        }
    }

    #[test]
    fn places_lie_within_the_text(text in "[0-9O \u{FF10}l*-]{1,20}") {
        let count = u32::try_from(text.chars().count()).unwrap();
        for candidate in identify(&text, None).candidates {
            let places = candidate.reasons.iter().flat_map(|reason| &reason.at);
            let places = places.chain(candidate.steps.iter().map(|step| &step.at));
            prop_assert!(places.clone().all(|at| *at < count), "{candidate:?}");
        }
    }
}

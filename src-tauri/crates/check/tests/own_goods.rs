//! A purchase of a user's own category for a recipient of a kind of their own.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

use check::catalogue::{Catalogue, CategoryId, Origin, OwnCategory, PointOfNoReturn};
use check::identifier::{FaultCode, KindId, Kinds, OwnKind};
use check::page::read_with;
use check::review::{
    Answers, FindingCode, GateKind, History, Input, Need, Outcome, Review, Severity, Standing,
    Thresholds, review,
};
use model::{Fen, Field};
use proptest::prelude::*;

fn meter() -> OwnKind {
    OwnKind {
        name: "水表户号".to_owned(),
        pattern: "SB[0-9]{8}".to_owned(),
        fits: vec!["SB10023344".to_owned()],
        misses: Vec::new(),
    }
}

fn meter_id() -> KindId {
    KindId("own_meter".to_owned())
}

fn water() -> OwnCategory {
    OwnCategory {
        name: "水费".to_owned(),
        fields: vec![Field::City],
        identifiers: vec![meter_id()],
        any_recipient: false,
        point_of_no_return: PointOfNoReturn::Credited,
        delivery: vec!["直充".to_owned()],
    }
}

fn water_id() -> CategoryId {
    CategoryId("own_water".to_owned())
}

struct Known {
    kinds: Kinds,
    catalogue: Catalogue,
}

fn known(origin: Origin) -> Known {
    Known {
        kinds: Kinds::with([meter().kept(meter_id(), origin)]),
        catalogue: Catalogue::with([water().kept(water_id(), origin)]),
    }
}

const PAGE: &str = "杭州水费代缴 100元\n水表户号：SB10023344\n面值：100元\n数量：1\n实付款：¥99.00";

fn reviewed(known: &Known, recipient: &str, page: &str) -> Review {
    let need = Need {
        category: Some(water_id()),
        face_value_fen: Some(Fen(10_000)),
        quantity: Some(1),
        recipient: Some(recipient.to_owned()),
        ..Need::default()
    };
    let read = read_with(page, &known.catalogue, &known.kinds, None);
    review(&Input {
        kinds: &known.kinds,
        catalogue: &known.catalogue,
        need: &need,
        page: Some((page, &read)),
        history: &History::default(),
        now: None,
        thresholds: Thresholds::default(),
        answers: &Answers::default(),
    })
}

#[test]
fn a_right_purchase_passes() {
    let found = reviewed(&known(Origin::Own), "SB 1002 3344", PAGE);
    assert_ne!(found.verdict, Outcome::Stop, "{:#?}", found.findings);
    let recipient = found.recipient.unwrap();
    assert_eq!(
        (recipient.candidate.kind, recipient.groups.concat()),
        (meter_id(), "SB10023344".into())
    );
    let standing = |field| found.rows.iter().find(|row| row.field == field).map(|row| row.standing);
    assert_eq!(standing(Field::Recipient), Some(Standing::Same), "read behind the kind's name");
    assert_eq!(standing(Field::Category), Some(Standing::Same), "{:#?}", found.rows);
    assert!(found.missing.is_empty());
}

#[test]
fn a_value_without_the_form_is_stopped() {
    let found = reviewed(&known(Origin::Own), "SB1002334", PAGE);
    assert_eq!(found.verdict, Outcome::Stop);
    assert!(found.findings.iter().any(|f| f.code == FindingCode::RecipientInvalid));
    assert!(found.gates.iter().any(|gate| gate.kind == GateKind::Fix), "no reason mends it");
}

#[test]
fn a_page_with_another_value_is_stopped() {
    for shown in ["SB10023345", "SB1002334", "SB9****344"] {
        let found = reviewed(&known(Origin::Own), "SB10023344", &PAGE.replace("SB10023344", shown));
        let differs = |f: &check::review::Finding| {
            f.code == FindingCode::Differs
                && f.field == Some(Field::Recipient)
                && f.severity == Severity::Stop
        };
        assert!(found.findings.iter().any(differs), "{shown}: {:#?}", found.findings);
    }
}

#[test]
fn goods_of_the_app_that_bear_the_name_of_a_category_are_not_stopped() {
    let known = known(Origin::Own);
    let page = "全国移动话费充值 100元（送水费券）\n面值：100元\n数量：1\n实付款：¥99.80\n充值号码：13900139000";
    let read = read_with(page, &known.catalogue, &known.kinds, None);
    let need = Need {
        category: Some(CategoryId("phone_credit".to_owned())),
        face_value_fen: Some(Fen(10_000)),
        quantity: Some(1),
        recipient: Some("13900139000".to_owned()),
        ..Need::default()
    };
    let found = review(&Input {
        kinds: &known.kinds,
        catalogue: &known.catalogue,
        need: &need,
        page: Some((page, &read)),
        history: &History::default(),
        now: None,
        thresholds: Thresholds::default(),
        answers: &Answers::default(),
    });
    assert_eq!(found.verdict, Outcome::Clear, "{:#?}", found.findings);
}

#[test]
fn what_is_forgotten_still_has_its_name_and_its_form() {
    let known = known(Origin::Forgotten);
    assert_eq!(known.kinds.get(&meter_id()).unwrap().name.zh, "水表户号");
    assert_eq!(known.catalogue.category(&water_id()).unwrap().name.zh, "水费");
    let found = reviewed(&known, "SB1002334", PAGE);
    assert_eq!(found.verdict, Outcome::Stop, "a purchase in progress is judged as before");
    let free = known.kinds.identify("SB10023344", None).candidates;
    assert!(free.iter().all(|candidate| candidate.kind != meter_id()), "nobody is offered it");
    let read = read_with(PAGE, &known.catalogue, &known.kinds, None);
    assert!(read.all(Field::Category).all(|fact| fact.value.plain() != water_id().0));
}

#[test]
fn a_name_can_be_given_once() {
    let codes = |own: &OwnKind, id: Option<&KindId>, kinds: &Kinds| -> Vec<FaultCode> {
        own.faults(id, kinds).into_iter().map(|fault| fault.code).collect()
    };
    let here = known(Origin::Own);
    assert_eq!(codes(&meter(), None, &here.kinds), [FaultCode::NameTaken]);
    assert_eq!(codes(&meter(), Some(&meter_id()), &here.kinds), [], "its own name is no other's");
    let gone = known(Origin::Forgotten);
    assert_eq!(codes(&meter(), None, &gone.kinds), [], "the name is free again");
    let again = water().category(CategoryId(String::new()), &gone.kinds, &gone.catalogue);
    assert!(again.is_ok());
    for id in Kinds::builtin().iter().map(|kind| &kind.id.0) {
        assert!(!id.starts_with("own_"), "{id} would collide with a user's");
    }
    for id in Catalogue::builtin().categories.iter().map(|category| &category.id.0) {
        assert!(!id.starts_with("own_"), "{id} would collide with a user's");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn what_is_read_by_names_lies_inside_the_text(
        pieces in prop::collection::vec(
            prop_oneof![
                Just("水表户号".to_owned()),
                Just("水费".to_owned()),
                Just("SB10023344".to_owned()),
                Just("充值账号：".to_owned()),
                "[\u{FF1A}:是 \u{3000}\n|()（,SB0-9*]{0,6}",
                "\\PC{0,8}",
            ],
            0..12,
        ),
    ) {
        let (text, known) = (pieces.concat(), known(Origin::Own));
        let page = read_with(&text, &known.catalogue, &known.kinds, None);
        for fact in &page.facts {
            for span in &fact.spans {
                let inside = text.get(span.start as usize..span.end as usize);
                prop_assert!(inside.is_some_and(|words| !words.is_empty()), "{:?}", fact);
            }
        }
        let order = |fact: &check::page::Fact| (fact.field, std::cmp::Reverse(fact.certainty));
        prop_assert!(page.facts.is_sorted_by_key(order), "{:#?}", page.facts);
    }
}

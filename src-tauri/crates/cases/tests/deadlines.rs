//! The rules as data: their form, what they say, and what they must never say.

#![allow(clippy::panic, reason = "a test may end where it fails")]

use std::collections::BTreeSet;

use cases::Problem;
use cases::deadline::{
    Circumstance, Length, Nature, OwnRule, OwnRuleFault, Recourse, Rule, RuleId, Rules, Situation,
    Track, Unit,
};
use jiff::civil::{Date, date};
use model::{CategoryId, Milestone};

const FILES: [&str; 3] = [
    include_str!("../data/deadlines/golden.toml"),
    include_str!("../data/deadlines/response.toml"),
    include_str!("../data/deadlines/dispute.toml"),
];

fn rule(id: &str) -> &'static Rule {
    Rules::builtin().get(&RuleId(id.to_owned())).unwrap_or_else(|| panic!("no rule {id}"))
}

fn own(replaces: Option<&str>, length: Length) -> OwnRule {
    OwnRule {
        id: RuleId("own_1".to_owned()),
        shop: "小铺".to_owned(),
        replaces: replaces.map(|id| RuleId(id.to_owned())),
        name: "三天内可申诉".to_owned(),
        track: Track::Golden,
        from: Milestone::Paid,
        length,
        quote: "付款后七十二小时内可提交申诉".to_owned(),
        evidence: None,
        seen_on: date(2026, 11, 1),
    }
}

const THREE_DAYS: Length = Length { amount: 72, unit: Unit::Hours };

fn at(milestone: Milestone, on: Date) -> Situation<'static> {
    Situation { milestone, on, problem: None, category: None, circumstances: &[], shop: "小铺" }
}

fn begun(now: &Situation<'_>, own: &[OwnRule]) -> Vec<String> {
    Rules::builtin().that_begin(now, own).into_iter().map(|rule| rule.id.0).collect()
}

#[test]
fn every_file_is_read_and_every_rule_can_be_counted() {
    for text in FILES {
        if let Err(e) = toml::from_str::<Rules>(text) {
            panic!("{e}");
        }
    }
    let all = Rules::builtin().all();
    let ids: BTreeSet<_> = all.iter().map(|rule| &rule.id).collect();
    assert_eq!(ids.len(), all.len(), "an id is there twice");
    for rule in all {
        let id = &rule.id.0;
        assert!(rule.is_countable(), "{id}: unit, counting and moving do not fit each other");
        assert!(!rule.still.is_empty(), "{id}: nothing is said of what is left when it passed");
        let unique: BTreeSet<_> = rule.still.iter().collect();
        assert_eq!(unique.len(), rule.still.len(), "{id}: a recourse is there twice");
        assert!(rule.soonest.is_none_or(|soonest| soonest < rule.length.amount), "{id}");
        assert!(rule.latest.is_none_or(|latest| latest > rule.length.amount), "{id}");
        assert!(!id.starts_with("own_"), "{id}: that is how the user's own begin");
    }
}

#[test]
fn every_element_of_the_sources_is_answered() {
    let rules = Rules::builtin();
    let said = rules.all().iter().flat_map(|rule| rules.elements(&rule.id));
    let answered: BTreeSet<_> = said.map(String::as_str).collect();
    let expected = [
        "S150", "S151", "S153", "S155", "S156", "S158", "S159", "S160", "S164", "S165", "S167",
        "S168", "S170", "S171",
    ];
    assert_eq!(answered, expected.into());
    let named: usize = FILES
        .iter()
        .map(|text| text.split("[[rule]]").next().unwrap().matches("\"S").count())
        .sum();
    let answering: usize = rules.all().iter().map(|rule| rules.elements(&rule.id).len()).sum();
    assert_eq!(named, answering, "an element is of a rule that is not there");
}

#[test]
fn the_times_are_those_that_are_commonly_said() {
    use Milestone as M;
    use Nature::{Expectation, PlatformRule, Unverified};
    use Unit::{Days, Hours, Minutes, WorkingDays};
    let said = |id: &str| {
        let rule = rule(id);
        (rule.from, rule.soonest, rule.length.amount, rule.length.unit, rule.nature)
    };
    for (id, time) in [
        ("resupply_window", (M::Paid, None, 15, Minutes, PlatformRule)),
        ("first_hour", (M::Paid, None, 1, Hours, PlatformRule)),
        ("first_day", (M::Paid, None, 24, Hours, Expectation)),
        ("appeal_day", (M::Paid, None, 24, Hours, PlatformRule)),
        ("service_answer", (M::Contacted, None, 24, Hours, Expectation)),
        ("account_review", (M::Contacted, Some(3), 5, WorkingDays, Expectation)),
        ("resupply_answer", (M::ResupplyRequested, None, 24, Hours, PlatformRule)),
        ("duplicate_returned", (M::Paid, Some(1), 3, WorkingDays, Expectation)),
        ("refund_arrives_wallet", (M::RefundAgreed, Some(1), 3, WorkingDays, Expectation)),
        ("refund_arrives_bank", (M::RefundAgreed, Some(3), 5, WorkingDays, Expectation)),
        ("channel_handling", (M::ChannelComplained, Some(5), 15, Days, Unverified)),
        ("channel_appeal", (M::Paid, None, 15, Days, Unverified)),
    ] {
        assert_eq!(said(id), time, "{id}");
    }
    assert_eq!(rule("channel_appeal").latest, Some(30), "what is relied on is the shorter");
}

#[test]
fn only_what_a_text_says_is_verified() {
    for rule in Rules::builtin().all() {
        let (id, source) = (&rule.id.0, &rule.source);
        match rule.nature {
            Nature::Law => {
                assert!(source.verified_on.is_some(), "{id}: law that nobody compared");
                assert!(source.name.zh.contains('《'), "{id}: which law?");
                assert!(source.name.zh.ends_with('条'), "{id}: which article?");
            }
            Nature::PlatformRule => assert_eq!(
                source.verified_on.is_some(),
                source.address.is_some(),
                "{id}: a document is named and was compared, or neither"
            ),
            Nature::Expectation | Nature::Unverified => {
                assert_eq!(source.verified_on, None, "{id}: there is no text to compare with");
            }
        }
    }
}

#[test]
fn what_law_is_wrongly_said_to_be_is_not_here() {
    for rule in Rules::builtin().all() {
        let id = &rule.id.0;
        let law = rule.nature == Nature::Law;
        let owed_by_seller = matches!(
            rule.from,
            Milestone::Paid | Milestone::RefundRequested | Milestone::RefundAgreed
        );
        assert!(
            !(law && owed_by_seller && rule.length.unit == Unit::WorkingDays),
            "{id}: the working days of the law bind the regulator, not the seller"
        );
        if rule.source.name.zh.contains("电子商务法") {
            assert_eq!(id, "records_kept", "that law gives no days for a refund or a withdrawal");
        }
        let names = [&rule.name.zh, &rule.source.name.zh];
        assert!(names.iter().all(|name| !name.contains("消费者协会")), "{id}: 12315 is another");
    }
    assert!(rule("promised_return").only_as_recorded, "digital goods have no seven days by law");
    assert_eq!(rule("mediation").length, Length { amount: 60, unit: Unit::Days }, "no longer 45");
    assert_eq!(rule("channel_appeal").nature, Nature::Unverified);
    assert_eq!(rule("channel_handling").nature, Nature::Unverified);
    assert_eq!(
        rule("rescission_mistake").still.first(),
        Some(&Recourse::Goodwill),
        "a right that lapsed is not revived by a court"
    );
}

/// The data of the goods lies in another room, which this one may not know.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test may look at its neighbour's data")]
fn the_goods_that_rules_name_exist() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../check/data/categories");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    let known: BTreeSet<String> =
        files.filter_map(|name| name.to_str()?.strip_suffix(".toml").map(str::to_owned)).collect();
    for rule in Rules::builtin().all() {
        for CategoryId(id) in rule.categories.iter().chain(&rule.except_categories) {
            assert!(known.contains(id), "{}: there are no goods {id}", rule.id.0);
        }
    }
}

#[test]
fn the_clocks_of_a_payment_start_on_all_three_tracks() {
    let now = Situation {
        circumstances: &[Circumstance::WechatPay],
        ..at(Milestone::Paid, date(2026, 11, 20))
    };
    let calm = begun(&now, &[]);
    assert_eq!(calm, ["first_hour", "first_day", "channel_appeal", "wechat_refund_open"]);
    let trouble = Situation { problem: Some(Problem::DoublePayment), ..now };
    let tracks: BTreeSet<Track> =
        Rules::builtin().that_begin(&trouble, &[]).iter().map(|rule| rule.track).collect();
    assert_eq!(tracks.len(), 3, "a double payment is waited for, too");
}

#[test]
fn a_rule_holds_where_it_is_meant_to() {
    let day = date(2026, 11, 20);
    let refund = at(Milestone::RefundAgreed, day);
    assert!(begun(&refund, &[]).is_empty(), "how it was paid is not known");
    let card = Situation { circumstances: &[Circumstance::BankCard], ..refund };
    assert_eq!(begun(&card, &[]), ["refund_arrives_bank"]);

    let complaint = at(Milestone::AuthorityReceived, date(2026, 4, 15));
    assert_eq!(begun(&complaint, &[]), ["authority_accepts"]);
    let before = at(Milestone::AuthorityReceived, date(2026, 4, 14));
    assert!(begun(&before, &[]).is_empty(), "the measure was not yet in force");

    let transfer = CategoryId("transfer".to_owned());
    let coins = CategoryId("own_coins".to_owned());
    let missing = Situation { problem: Some(Problem::NotDelivered), ..at(Milestone::Paid, day) };
    let resupply = "resupply_window".to_owned();
    assert!(begun(&missing, &[]).contains(&resupply));
    assert!(begun(&Situation { category: Some(&coins), ..missing }, &[]).contains(&resupply));
    let of_money = begun(&Situation { category: Some(&transfer), ..missing }, &[]);
    assert!(!of_money.contains(&resupply), "money is not supplied again");
}

#[test]
fn a_recorded_rule_stands_in_place_of_the_usual_one() {
    let now =
        Situation { problem: Some(Problem::WrongSpec), ..at(Milestone::Paid, date(2026, 11, 20)) };
    let recorded = own(Some("appeal_day"), THREE_DAYS);
    let find = |shop, own: &OwnRule| {
        let rules =
            Rules::builtin().that_begin(&Situation { shop, ..now }, std::slice::from_ref(own));
        rules.into_iter().find(|rule| rule.id.0 == "appeal_day")
    };
    let here = find("小铺", &recorded).expect("the rule stays under its id");
    assert_eq!(here.length, THREE_DAYS);
    assert_eq!(here.source.verified_on, Some(date(2026, 11, 1)));
    assert_eq!(here.problems, rule("appeal_day").problems, "what it is about stays");
    let latin = OwnRule { shop: "Top-Up ".to_owned(), ..recorded.clone() };
    assert_eq!(find("top-up", &latin).map(|rule| rule.length), Some(THREE_DAYS), "one shop");
    let elsewhere = find("别家", &recorded).expect("the usual rule");
    assert_eq!(elsewhere, *rule("appeal_day"), "another shop's rule is its own");
}

#[test]
fn seven_days_are_granted_by_a_promise_alone() {
    let now = at(Milestone::Delivered, date(2026, 11, 20));
    assert!(begun(&now, &[]).is_empty());
    let promise = own(Some("promised_return"), Length { amount: 7, unit: Unit::Days });
    assert_eq!(begun(&now, &[promise]), ["promised_return"]);
}

#[test]
fn a_recorded_rule_may_stand_beside_the_others() {
    let now = at(Milestone::Issued, date(2026, 11, 20));
    let beside = OwnRule { from: Milestone::Issued, ..own(None, THREE_DAYS) };
    let rules = Rules::builtin().that_begin(&now, &[beside]);
    assert_eq!(rules.len(), 1);
    assert_eq!(rules[0].nature, Nature::PlatformRule);
    assert!(rules[0].is_countable());
}

#[test]
fn what_is_wrong_with_an_own_rule_is_said() {
    let faults = |own: &OwnRule| own.faults(Rules::builtin());
    assert_eq!(faults(&own(Some("appeal_day"), THREE_DAYS)), []);
    assert_eq!(faults(&own(Some("limitation"), THREE_DAYS)), [OwnRuleFault::LawStands]);
    assert_eq!(faults(&own(Some("no_such"), THREE_DAYS)), [OwnRuleFault::RuleUnknown]);
    for amount in [0, u32::MAX] {
        let odd = own(None, Length { amount, unit: Unit::Minutes });
        assert_eq!(faults(&odd), [OwnRuleFault::LengthImpossible], "{amount}");
    }
    let empty = OwnRule {
        id: RuleId("limitation".to_owned()),
        name: " ".to_owned(),
        shop: String::new(),
        quote: String::new(),
        ..own(None, THREE_DAYS)
    };
    let expected = [
        OwnRuleFault::NameEmpty,
        OwnRuleFault::ShopEmpty,
        OwnRuleFault::QuoteEmpty,
        OwnRuleFault::IdTaken,
    ];
    assert_eq!(faults(&empty), expected);
}

#[test]
fn an_own_rule_is_kept_as_json() {
    let rule = own(Some("appeal_day"), THREE_DAYS);
    let json = serde_json::to_string(&rule).unwrap();
    assert_eq!(serde_json::from_str::<OwnRule>(&json).unwrap(), rule);
    let wire = serde_json::to_value(&rule).unwrap();
    assert_eq!(wire["length"]["unit"], "hours");
    assert_eq!(wire["seen_on"], "2026-11-01");
}

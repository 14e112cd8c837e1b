//! A complaint is looked through before it leaves.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

use cases::Problem;
use cases::channel::{Access, Case, ChannelId, ladder};
use cases::complaint::{
    Complainant, Complaint, Field, FieldFlaw, GoesTo, GroundId, GroundState, Remains, Respondent,
    RespondentKind, SelfCheck, goes_to, report_in, self_check,
};
use cases::fact::{Fact, Facts};
use cases::letter::LintKind;
use jiff::civil::date;
use model::EvidenceKind;

const KINDS: &[EvidenceKind] =
    &[EvidenceKind::Payment, EvidenceKind::OrderPage, EvidenceKind::Chat];

struct Made {
    facts: Facts,
    complainant: Complainant,
    respondent: Respondent,
}

/// Nothing speaks against it.
fn sound() -> Made {
    let mut facts = Facts::default();
    for (fact, so) in [
        (Fact::Refused, true),
        (Fact::OwnUse, true),
        (Fact::AuthorityTold, false),
        (Fact::OtherBodyTold, false),
        (Fact::CourtTold, false),
    ] {
        facts.say(fact, so);
    }
    let complainant = Complainant {
        name: "张三".to_owned(),
        phone: "13800138000".to_owned(),
        address: "某省某市某路 1 号 101 室".to_owned(),
        own_name: Some(true),
        by_proxy: Some(false),
        proxy_papers: None,
    };
    let respondent = Respondent {
        kind: Some(RespondentKind::Platform),
        name: "某某网络科技有限公司".to_owned(),
        address: "某省某市某区某路 2 号".to_owned(),
        credit_code: String::new(),
        reached_at_shown_address: None,
    };
    Made { facts, complainant, respondent }
}

fn complaint(made: &Made) -> Complaint<'_> {
    Complaint {
        problem: Some(Problem::NotDelivered),
        facts: &made.facts,
        complainant: &made.complainant,
        respondent: &made.respondent,
        request: "请求退还货款 100 元",
        account: "2026 年 11 月 1 日付款 100 元购买点卡，至今没有到账，客服拒绝退款。",
        kinds: KINDS,
        goods: "",
        made_lately: 0,
        known_on: Some(date(2026, 11, 1)),
        today: date(2026, 11, 22),
        vouched: Some(true),
    }
}

fn ground(check: &SelfCheck, id: GroundId) -> (GroundState, Vec<Remains>) {
    let ground = check.grounds.iter().find(|ground| ground.id == id).unwrap();
    (ground.state, ground.remains.clone())
}

#[test]
fn one_against_which_nothing_speaks_may_be_made() {
    let made = sound();
    let check = self_check(&complaint(&made));
    let states: Vec<_> = check.grounds.iter().map(|ground| ground.state).collect();
    let passed = [GroundState::Passed; 6];
    assert_eq!(states[..6], passed, "{:?}", check.grounds);
    assert_eq!(ground(&check, GroundId::OtherProvisions).0, GroundState::Unknown, "never certain");
    assert!(check.may_be_made());
    assert_eq!(check.goes_to, GoesTo::PlatformSeat);
}

#[test]
fn each_ground_fails_for_its_own_reason_and_says_what_to_do() {
    use GroundId as G;
    use Remains as R;
    type Change = fn(&mut Made);
    type Other = for<'a> fn(Complaint<'a>) -> Complaint<'a>;
    let cases: [(G, R, Change, Other); 14] = [
        (G::NotTheirs, R::GoToPolice, |_| {}, |c| Complaint { problem: Some(Problem::Fraud), ..c }),
        (
            G::NotTheirs,
            R::GoToCourt,
            |_| {},
            |c| Complaint { problem: Some(Problem::WrongAccount), ..c },
        ),
        (
            G::NotTheirs,
            R::GoToInstitution,
            |_| {},
            |c| Complaint { problem: Some(Problem::UnauthorisedPayment), ..c },
        ),
        (G::AlreadyTakenUp, R::WaitForTheOther, |m| m.facts.say(Fact::CourtTold, true), |c| c),
        (G::AlreadyTakenUp, R::WaitForTheOther, |m| m.facts.say(Fact::OtherBodyTold, true), |c| c),
        (G::AlreadyTakenUp, R::OtherWaysLeft, |m| m.facts.say(Fact::AuthorityEnded, true), |c| c),
        (G::NoConsumerDispute, R::NotForResale, |m| m.facts.say(Fact::OwnUse, false), |c| c),
        (G::NoConsumerDispute, R::ShowPayment, |_| {}, |c| Complaint { kinds: &[], ..c }),
        (
            G::ThreeYearsPassed,
            R::AskLawyer,
            |_| {},
            |c| Complaint { known_on: Some(date(2023, 11, 21)), ..c },
        ),
        (G::PapersWanting, R::FillFields, |m| m.respondent.address.clear(), |c| c),
        (G::PapersWanting, R::CorrectUntrue, |_| {}, |c| Complaint { vouched: Some(false), ..c }),
        (
            G::PapersWanting,
            R::ProxyPapers,
            |m| {
                m.complainant.by_proxy = Some(true);
                m.complainant.proxy_papers = Some(false);
            },
            |c| c,
        ),
        (G::NotInOwnName, R::UseOwnName, |m| m.complainant.name = "张先生".to_owned(), |c| c),
        (G::NotInOwnName, R::UseOwnName, |m| m.complainant.own_name = Some(false), |c| c),
    ];
    for (id, what, change, other) in cases {
        let mut made = sound();
        change(&mut made);
        let check = self_check(&other(complaint(&made)));
        let (state, remains) = ground(&check, id);
        assert_eq!(state, GroundState::Failed, "{id:?} {what:?}");
        assert!(remains.contains(&what), "{id:?}: {remains:?}");
        assert!(!check.may_be_made(), "{id:?} {what:?}");
    }
}

#[test]
fn what_stops_a_letter_stops_a_complaint() {
    let made = sound();
    let check = |request, account| {
        let check = self_check(&Complaint { request, account, ..complaint(&made) });
        let found = check.wording.iter().map(|found| (found.field, found.kind, found.stops));
        (found.collect::<Vec<_>>(), check.may_be_made(), check.ready)
    };
    let (request, account) =
        ("请求退还货款 100 元", "2026 年 11 月 1 日付款 100 元，至今没有到账。");
    assert_eq!(check(request, account), (vec![], true, true));
    let insulted = format!("{account}这些骗子");
    let found = vec![(Field::Account, LintKind::Insult, true)];
    assert_eq!(check(request, &insulted), (found, false, false));
    let card = "请退回银行卡6222021234567894";
    let found = vec![(Field::Request, LintKind::BankCard, true)];
    assert_eq!(check(card, account), (found, false, false));
    let heated = format!("{account}太过分");
    let found = vec![(Field::Account, LintKind::Heated, false)];
    assert_eq!(check(request, &heated), (found, true, true), "advice stops nothing");
}

#[test]
fn what_is_not_known_is_neither_passed_nor_failed() {
    use GroundId as G;
    let nothing = Facts::default();
    let (complainant, respondent) = (Complainant::default(), Respondent::default());
    let made = sound();
    let unknown = Complaint {
        problem: None,
        facts: &nothing,
        complainant: &complainant,
        respondent: &respondent,
        known_on: None,
        vouched: None,
        ..complaint(&made)
    };
    let check = self_check(&unknown);
    for (id, what) in [
        (G::NotTheirs, Remains::FindProblem),
        (G::AlreadyTakenUp, Remains::SayWhetherTakenUp),
        (G::NoConsumerDispute, Remains::SayOwnUse),
        (G::ThreeYearsPassed, Remains::SayWhenKnown),
        (G::NotInOwnName, Remains::SayOwnName),
    ] {
        let (state, remains) = ground(&check, id);
        assert_eq!(state, GroundState::Unknown, "{id:?}");
        assert!(remains.contains(&what), "{id:?}: {remains:?}");
    }
    assert!(!check.may_be_made(), "its fields are empty");
    assert_eq!(check.goes_to, GoesTo::Unknown);
    let again = self_check(&Complaint { made_lately: 1, ..complaint(&made) });
    let (state, remains) = ground(&again, G::NoConsumerDispute);
    assert_eq!((state, remains), (GroundState::Unknown, vec![Remains::ShowEachPurchase]));
}

#[test]
fn what_was_not_taken_up_is_no_ground_and_what_a_crime_was_not_neither() {
    let state = |facts: &[Fact]| {
        let mut made = sound();
        for fact in facts {
            made.facts.say(*fact, true);
        }
        ground(&self_check(&complaint(&made)), GroundId::AlreadyTakenUp)
    };
    let passed = (GroundState::Passed, vec![]);
    assert_eq!(state(&[Fact::AuthorityTold, Fact::AuthorityDeclined]), passed, "missing papers");
    assert_eq!(state(&[Fact::OtherBodyTold, Fact::AuthorityDeclined]), passed);
    assert_eq!(state(&[Fact::PoliceTold, Fact::AuthorityEnded]), passed, "it was no crime");
    let waits = (GroundState::Failed, vec![Remains::WaitForTheOther]);
    assert_eq!(state(&[Fact::PoliceTold]), waits);
    let over = (GroundState::Failed, vec![Remains::OtherWaysLeft]);
    assert_eq!(state(&[Fact::AuthorityTold, Fact::AuthorityEnded]), over);
}

/// Whether somebody has the dispute, or had it.
#[test]
fn the_self_check_and_the_ladder_agree_on_who_has_the_dispute() {
    const DECIDES: [Fact; 6] = [
        Fact::AuthorityTold,
        Fact::OtherBodyTold,
        Fact::CourtTold,
        Fact::PoliceTold,
        Fact::AuthorityDeclined,
        Fact::AuthorityEnded,
    ];
    for so in 0..1_u32 << DECIDES.len() {
        let mut made = sound();
        for (nth, fact) in DECIDES.into_iter().enumerate() {
            made.facts.say(fact, so >> nth & 1 == 1);
        }
        let problem = Some(Problem::NotDelivered);
        let case = Case { problem, facts: &made.facts, tried: &[], chosen: None };
        let rungs = ladder(&case).rungs;
        let free = rungs
            .iter()
            .any(|rung| rung.channel == ChannelId::Regulator && rung.access == Access::Open);
        let state = ground(&self_check(&complaint(&made)), GroundId::AlreadyTakenUp).0;
        assert_eq!(free, state == GroundState::Passed, "{:?}", made.facts.all());
    }
}

#[test]
fn three_years_end_with_their_last_day() {
    let made = sound();
    let state = |known_on, today| {
        let check = Complaint { known_on: Some(known_on), today, ..complaint(&made) };
        ground(&self_check(&check), GroundId::ThreeYearsPassed).0
    };
    assert_eq!(state(date(2023, 11, 22), date(2026, 11, 22)), GroundState::Passed);
    assert_eq!(state(date(2023, 11, 22), date(2026, 11, 23)), GroundState::Failed);
    assert_eq!(state(date(2024, 2, 29), date(2027, 2, 28)), GroundState::Passed);
    // The first days of October 2025 were a public holiday.
    assert_eq!(state(date(2022, 10, 1), date(2025, 10, 9)), GroundState::Passed);
    assert_eq!(state(date(2022, 10, 1), date(2025, 10, 10)), GroundState::Failed);
    assert_eq!(state(date(2022, 11, 22), date(2025, 11, 23)), GroundState::Failed, "a weekend");
}

#[test]
fn the_fields_of_article_10_are_asked_for() {
    let mut made = sound();
    made.complainant = Complainant::default();
    made.respondent.name.clear();
    made.respondent.credit_code = "12345".to_owned();
    let empty = Complaint { request: "", account: "没到账", ..complaint(&made) };
    let check = self_check(&empty);
    let flawed: Vec<_> =
        check.fields.iter().filter_map(|state| Some((state.field, state.flaw?))).collect();
    assert_eq!(
        flawed,
        [
            (Field::Name, FieldFlaw::Missing),
            (Field::Phone, FieldFlaw::Missing),
            (Field::Address, FieldFlaw::Missing),
            (Field::RespondentName, FieldFlaw::Missing),
            (Field::RespondentCode, FieldFlaw::NotReal),
            (Field::Request, FieldFlaw::Missing),
            (Field::Account, FieldFlaw::NotReal),
        ]
    );
    let required: Vec<_> =
        check.fields.iter().filter(|state| !state.required).map(|state| state.field).collect();
    assert_eq!(required, [Field::RespondentCode], "a code helps, and is not asked for");
}

#[test]
fn where_it_goes_follows_the_respondent() {
    use RespondentKind as K;
    let to = |kind, reached_at_shown_address| {
        goes_to(&Respondent { kind, reached_at_shown_address, ..Respondent::default() })
    };
    assert_eq!(to(Some(K::Platform), None), GoesTo::PlatformSeat);
    assert_eq!(to(Some(K::OwnSite), None), GoesTo::SiteSeat);
    assert_eq!(to(Some(K::ShopOnPlatform), Some(true)), GoesTo::ShownAddressOrPlatformSeat);
    assert_eq!(to(Some(K::ShopOnPlatform), None), GoesTo::ShownAddressOrPlatformSeat);
    assert_eq!(to(Some(K::ShopOnPlatform), Some(false)), GoesTo::PlatformSeatOnly);
    assert_eq!(to(Some(K::Business), None), GoesTo::BusinessOrSeat);
    assert_eq!(to(None, None), GoesTo::Unknown);
}

#[test]
fn a_report_is_written_apart() {
    for request in ["请求退款，并对商家立案查处", "要求罚款", "我要举报这家店无照经营"]
    {
        let found = report_in(request);
        assert_eq!(
            found.map(|words| words.provision.0).as_deref(),
            Some("complaint_9"),
            "{request}"
        );
    }
    for request in [
        "请求对被投诉人罚款",
        "请求退还货款并处罚商家",
        "请求解除合同，查处这家店",
        "取消订单和对平台罚款",
    ] {
        assert!(report_in(request).is_some(), "{request}");
    }
    for request in [
        "请求退还 100 元",
        "请求重新发货或者退款",
        "这是投诉，不是举报",
        "请求退还平台扣的罚款 50 元",
        "请求撤销对我账号的处罚",
        "请求解除因被举报导致的限制",
        "请求取消违规处罚并退还余额",
    ] {
        assert_eq!(report_in(request), None, "{request}");
    }
}

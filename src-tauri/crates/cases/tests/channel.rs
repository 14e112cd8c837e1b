//! Whom to turn to, and when: the ladder, its data, and what holds whatever is known.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]

use std::collections::BTreeSet;

use cases::Problem;
use cases::channel::{
    Access, Case, ChannelId, Known, Ladder, Level, Limit, Next, Outlook, RouteId, Turn, channel,
    channels, ladder, route,
};
use cases::fact::{Fact, Facts};
use proptest::prelude::*;

const ALARMS: [Fact; 4] =
    [Fact::AskedForMore, Fact::Vanished, Fact::AccessGiven, Fact::SomebodyElsePaid];

/// What opens the way up; that an authority is done is an answer as well.
const TROUBLE: [Fact; 4] = [Fact::Refused, Fact::NoReply, Fact::Overdue, Fact::AuthorityEnded];

/// All that the ladder depends on, and some that it must not.
const FACTS: [Fact; 22] = [
    Fact::Paid,
    Fact::Contacted,
    Fact::RefundRequested,
    Fact::ResupplyRequested,
    Fact::ChannelComplained,
    Fact::AuthorityTold,
    Fact::AuthorityAccepted,
    Fact::AuthorityDeclined,
    Fact::AuthorityEnded,
    Fact::OtherBodyTold,
    Fact::CourtTold,
    Fact::PoliceTold,
    Fact::InstitutionTold,
    Fact::Refused,
    Fact::NoReply,
    Fact::Overdue,
    Fact::OtherRefused,
    Fact::PaidOutside,
    Fact::AskedForMore,
    Fact::Vanished,
    Fact::AccessGiven,
    Fact::SomebodyElsePaid,
];

fn said(facts: &[Fact]) -> Facts {
    let mut known = Facts::default();
    for &fact in facts {
        known.say(fact, true);
    }
    known
}

fn of(problem: Problem, facts: &[Fact], tried: &[ChannelId]) -> Ladder {
    let facts = said(facts);
    ladder(&Case { problem: Some(problem), facts: &facts, tried, chosen: None })
}

fn access(ladder: &Ladder, id: ChannelId) -> &Access {
    &ladder.rungs.iter().find(|rung| rung.channel == id).unwrap().access
}

fn next(problem: Problem, facts: &[Fact], tried: &[ChannelId]) -> Option<ChannelId> {
    match of(problem, facts, tried).next {
        Next::Go { channel } => Some(channel),
        Next::Wait => None,
        Next::FindProblem => panic!("the problem is known"),
    }
}

#[test]
fn a_number_stands_for_what_it_handles_and_for_nothing_else() {
    use ChannelId as C;
    let numbers: Vec<_> = channels()
        .iter()
        .filter_map(|channel| Some((channel.number.as_deref()?, channel.id, channel.known)))
        .collect();
    let expected = [
        ("110", C::Police, Known::Verified),
        ("96110", C::AntifraudLine, Known::Verified),
        ("12315", C::Regulator, Known::Verified),
        ("12363", C::FinanceLine, Known::SecondHand),
        ("12345", C::CitizenLine, Known::Unverified),
        ("12315", C::RegulatorReport, Known::Verified),
        ("12321", C::SpamCentre, Known::SecondHand),
        ("12377", C::ContentCentre, Known::SecondHand),
    ];
    assert_eq!(numbers, expected);
    for id in [C::SpamCentre, C::ContentCentre] {
        assert!(channel(id).unwrap().limits.contains(&Limit::NotForRefunds), "{id:?}");
        for problem in Problem::ALL.into_iter().filter(|&problem| problem != Problem::Fraud) {
            let ladder = of(problem, &[Fact::Refused, Fact::PoliceTold], &[]);
            assert_eq!(*access(&ladder, id), Access::NotForThis, "{id:?} {problem:?}");
        }
    }
}

#[test]
fn every_channel_says_what_it_cannot_do_and_where_that_stands() {
    for channel in channels() {
        let id = channel.id;
        assert!(channel.limits.contains(&Limit::NoPromise), "{id:?} promises something");
        assert!(!channel.entries.is_empty() && !channel.ready.is_empty(), "{id:?}");
        assert!(!channel.source.zh.is_empty() && !channel.source.en.is_empty(), "{id:?}");
        for provision in &channel.provisions {
            assert!(cases::law::provision(&provision.0).is_some(), "{id:?}: {}", provision.0);
        }
        assert!(!channel.at_once_for.iter().any(|problem| !channel.problems.contains(problem)));
        let free = channel.level.is_outside() && channel.level != Level::Emergency;
        assert!(!free || !channel.opens.is_empty(), "{id:?} is open to anybody at once");
    }
}

#[test]
fn the_rows_of_the_sources_are_answered() {
    let mut rows: BTreeSet<String> = channels().iter().flat_map(|c| c.elements.clone()).collect();
    rows.extend(Problem::ALL.iter().flat_map(|&problem| route(problem).unwrap().elements.clone()));
    let outside = include_str!("../data/channels.toml").split("[[outside]]").skip(1);
    for part in outside {
        let line = part.lines().find(|line| line.starts_with("elements")).unwrap();
        rows.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    // S180 is answered by what stalls, S194 by the signs of fraud; S190 is wrong.
    let wanted = (176..=200).filter(|row| ![180, 190, 194].contains(row));
    for row in wanted.map(|row| format!("S{row}")) {
        assert!(rows.contains(&row), "{row} is not answered");
    }
    assert!(!rows.contains("S190"), "a blacklist of platforms has no source");
}

#[test]
fn the_way_up_is_climbed_rung_by_rung() {
    use ChannelId as C;
    use Fact as F;
    let goods = Problem::NotDelivered;
    assert_eq!(next(goods, &[], &[]), Some(C::Chat));
    assert_eq!(next(goods, &[F::Contacted], &[]), None, "an answer is waited for");
    let silent = [F::Contacted, F::NoReply];
    assert_eq!(next(goods, &silent, &[]), Some(C::Ticket));
    assert_eq!(next(goods, &[F::Contacted, F::Refused], &[]), Some(C::Supervisor));
    let inside = [C::Chat, C::Ticket, C::Supervisor, C::Technical];
    assert_eq!(next(goods, &silent, &inside[..2]), Some(C::Supervisor));
    assert_eq!(next(goods, &silent, &inside), Some(C::PaymentChannel));
    let paid = [F::Contacted, F::NoReply, F::ChannelComplained];
    assert_eq!(next(goods, &paid, &inside), Some(C::Regulator));
    let told = [F::Contacted, F::NoReply, F::ChannelComplained, F::AuthorityTold];
    assert_eq!(next(goods, &told, &inside), None, "the authority has it");
    let ended = [&told[..], &[F::AuthorityEnded]].concat();
    assert_eq!(next(goods, &ended, &inside), Some(C::Court));
}

#[test]
fn the_service_is_asked_once_by_whichever_way() {
    use ChannelId as C;
    use Fact as F;
    for problem in [Problem::NotDelivered, Problem::AccountRestricted] {
        for way in [C::Chat, C::Phone, C::Ticket] {
            let asked = |facts: &[Fact]| next(problem, facts, &[way]);
            assert_eq!(asked(&[]), None, "{problem:?}: after {way:?} an answer is waited for");
            assert_eq!(asked(&[F::Refused]), Some(C::Supervisor), "{problem:?} {way:?}");
            let silent = asked(&[F::NoReply]).unwrap();
            assert!([C::Chat, C::Ticket].contains(&silent) && silent != way, "{problem:?} {way:?}");
        }
    }
}

#[test]
fn a_simple_thing_is_asked_in_the_chat_and_a_complex_one_on_a_ticket() {
    for (problem, begins, id) in [
        (Problem::WrongGoods, ChannelId::Chat, RouteId::Simple),
        (Problem::NoVoucher, ChannelId::Chat, RouteId::Simple),
        (Problem::AccountRestricted, ChannelId::Ticket, RouteId::Complex),
        (Problem::TermsDispute, ChannelId::Ticket, RouteId::Complex),
        (Problem::WrongAccount, ChannelId::Counterparty, RouteId::Stranger),
        (Problem::Fraud, ChannelId::Police, RouteId::Deception),
        (Problem::UnauthorisedPayment, ChannelId::PaymentChannel, RouteId::Theft),
    ] {
        assert_eq!(next(problem, &[], &[]), Some(begins), "{problem:?}");
        assert_eq!(of(problem, &[], &[]).route, Some(id), "{problem:?}");
    }
}

#[test]
fn a_failing_system_gains_nothing_outside_and_a_breach_does() {
    let outlook = |problem| {
        let ladder = of(problem, &[Fact::Refused], &[]);
        ladder.rungs.iter().find(|rung| rung.channel == ChannelId::Regulator).unwrap().outlook
    };
    assert_eq!(outlook(Problem::NoVoucher), Some(Outlook::Prolongs));
    assert_eq!(outlook(Problem::DoublePayment), Some(Outlook::Prolongs));
    assert_eq!(outlook(Problem::NotAsDescribed), Some(Outlook::Suits));
    assert_eq!(outlook(Problem::TermsDispute), Some(Outlook::Suits));
    assert_eq!(outlook(Problem::WrongSpec), None);
}

#[test]
fn who_means_no_good_is_not_climbed_to() {
    use ChannelId as C;
    for alarm in [Fact::AskedForMore, Fact::Vanished, Fact::AccessGiven] {
        let ladder = of(Problem::NotDelivered, &[alarm], &[]);
        assert_eq!(ladder.next, Next::Go { channel: C::Police }, "{alarm:?}");
        for id in [C::Police, C::AntifraudLine, C::PaymentChannel, C::Bank] {
            assert_eq!(*access(&ladder, id), Access::Open, "{alarm:?} {id:?}");
        }
        let waits = Access::OneAtATime { other: Some(C::Police), turn: Turn::Urgent };
        assert_eq!(*access(&ladder, C::Regulator), waits, "{alarm:?}");
        let stranger = of(Problem::WrongAccount, &[alarm], &[]);
        assert_eq!(*access(&stranger, C::Counterparty), Access::NotForThis, "{alarm:?}");
    }
    let stolen = of(Problem::NotDelivered, &[Fact::SomebodyElsePaid], &[]);
    assert_eq!(stolen.next, Next::Go { channel: C::PaymentChannel }, "who moves the money first");
    let child = of(Problem::Minor, &[Fact::SomebodyElsePaid, Fact::ChildPaid], &[]);
    assert_eq!(child.next, Next::Go { channel: C::Ticket }, "a child is no thief");
    let facts = said(&[Fact::Vanished]);
    let unknown = ladder(&Case { problem: None, facts: &facts, tried: &[], chosen: None });
    assert_eq!(unknown.next, Next::Go { channel: C::Police }, "whatever else it is");
    let chat = of(Problem::NotDelivered, &[Fact::PaidOutside], &[]);
    assert_eq!(chat.next, Next::Go { channel: C::Chat }, "that alone is no fraud");
}

#[test]
fn what_one_has_is_closed_at_the_others_and_they_say_why() {
    use ChannelId as C;
    let refused = [Fact::Refused, Fact::ChannelComplained];
    let free = of(Problem::NotAsDescribed, &refused, &[]);
    let first = Access::OneAtATime { other: Some(C::Regulator), turn: Turn::First };
    assert_eq!(*access(&free, C::Regulator), Access::Open);
    for id in [C::Court, C::Association, C::CitizenLine] {
        assert_eq!(*access(&free, id), first, "{id:?}");
    }
    let facts = said(&refused);
    let problem = Some(Problem::NotAsDescribed);
    let chosen = Case { problem, facts: &facts, tried: &[], chosen: Some(C::Association) };
    let chosen = ladder(&chosen);
    assert_eq!(*access(&chosen, C::Association), Access::Open, "law sets no order");
    let waits = Access::OneAtATime { other: Some(C::Association), turn: Turn::First };
    assert_eq!(*access(&chosen, C::Regulator), waits);

    let has = |other, turn| Access::OneAtATime { other, turn };
    let told = of(Problem::NotAsDescribed, &[Fact::Refused, Fact::AuthorityTold], &[]);
    assert_eq!(*access(&told, C::Regulator), Access::Used);
    assert_eq!(*access(&told, C::Court), has(Some(C::Regulator), Turn::Has));
    let early = of(Problem::NotAsDescribed, &[Fact::CourtTold], &[]);
    assert_eq!(*access(&early, C::Regulator), has(Some(C::Court), Turn::Has));
    let other = of(Problem::NotAsDescribed, &[Fact::Refused, Fact::OtherBodyTold], &[]);
    assert_eq!(*access(&other, C::Regulator), has(None, Turn::Has), "somebody has it");
    let tried = of(Problem::NotAsDescribed, &[Fact::Refused], &[C::CitizenLine]);
    assert_eq!(*access(&tried, C::Regulator), has(Some(C::CitizenLine), Turn::Has));
    let ended = [Fact::Refused, Fact::AuthorityTold, Fact::AuthorityEnded];
    let ended = of(Problem::NotAsDescribed, &ended, &[]);
    assert_eq!(*access(&ended, C::Court), Access::Open);
    assert_eq!(*access(&ended, C::Association), has(Some(C::Regulator), Turn::Had));
}

#[test]
fn what_is_no_crime_after_all_is_free_again() {
    let told = [Fact::Refused, Fact::Vanished, Fact::PoliceTold];
    let waits = of(Problem::NotDelivered, &told, &[]);
    let police = Access::OneAtATime { other: Some(ChannelId::Police), turn: Turn::Has };
    assert_eq!(*access(&waits, ChannelId::Regulator), police);
    let free = of(Problem::NotDelivered, &[&told[..], &[Fact::AuthorityEnded]].concat(), &[]);
    assert_eq!(*access(&free, ChannelId::Regulator), Access::Open);
}

#[test]
fn what_was_not_taken_up_is_free_everywhere() {
    use ChannelId as C;
    for body in [C::Regulator, C::Association, C::CitizenLine] {
        let told = if body == C::Regulator { Fact::AuthorityTold } else { Fact::OtherBodyTold };
        let facts = [Fact::Refused, Fact::ChannelComplained, told];
        let waits = of(Problem::NotAsDescribed, &facts, &[body]);
        assert!(
            matches!(access(&waits, C::Court), Access::OneAtATime { turn: Turn::Has, .. }),
            "{body:?} has it"
        );
        let declined = [&facts[..], &[Fact::AuthorityDeclined]].concat();
        let free = of(Problem::NotAsDescribed, &declined, &[body]);
        assert_eq!(*access(&free, C::Regulator), Access::Open, "after {body:?}");
        let suggested = Access::OneAtATime { other: Some(C::Regulator), turn: Turn::First };
        assert_eq!(*access(&free, C::Court), suggested, "after {body:?} no court is needed");
        let ended = [&declined[..], &[Fact::AuthorityEnded]].concat();
        let ended = of(Problem::NotAsDescribed, &ended, &[body]);
        assert_eq!(*access(&ended, C::Court), Access::Open, "{body:?} had it");
        assert_ne!(*access(&ended, C::Regulator), Access::Open, "{body:?} had it");
    }
}

#[test]
fn a_closed_rung_says_what_would_open_it() {
    let ladder = of(Problem::NoVoucher, &[], &[]);
    let facts = vec![Fact::NoReply, Fact::Refused, Fact::Overdue];
    let locked = Access::Locked { facts: facts.clone(), after: vec![] };
    assert_eq!(*access(&ladder, ChannelId::Supervisor), locked);
    let after = vec![ChannelId::PaymentChannel, ChannelId::Bank];
    let institution = Access::Locked { facts, after: after.clone() };
    assert_eq!(*access(&ladder, ChannelId::FinanceLine), institution);
    let refused = of(Problem::NoVoucher, &[Fact::Refused], &[]);
    let institution = Access::Locked { facts: vec![], after };
    assert_eq!(*access(&refused, ChannelId::FinanceLine), institution);
    let asked = of(Problem::NoVoucher, &[Fact::Refused, Fact::ChannelComplained], &[]);
    let first = Access::OneAtATime { other: Some(ChannelId::Regulator), turn: Turn::First };
    assert_eq!(*access(&asked, ChannelId::FinanceLine), first);
    let facts = Facts::default();
    let unknown =
        cases::channel::ladder(&Case { problem: None, facts: &facts, tried: &[], chosen: None });
    assert_eq!(unknown.next, Next::FindProblem);
    assert_eq!(*access(&unknown, ChannelId::Regulator), Access::WhichProblem);
    assert_eq!(*access(&unknown, ChannelId::Chat), Access::Open);
}

/// Anything that may be known, said by the buyer or not at all.
fn known() -> impl Strategy<Value = Facts> {
    prop::collection::vec(prop::option::of(any::<bool>()), FACTS.len()).prop_map(|so| {
        let mut facts = Facts::default();
        for (fact, so) in FACTS.into_iter().zip(so) {
            if let Some(so) = so {
                facts.say(fact, so);
            }
        }
        facts
    })
}

fn tried() -> impl Strategy<Value = Vec<ChannelId>> {
    let ids: Vec<_> = channels().iter().map(|channel| channel.id).collect();
    prop::sample::subsequence(ids, 0..4)
}

fn so(facts: &Facts, wanted: &[Fact]) -> bool {
    wanted.iter().any(|&fact| facts.known(fact) == Some(true))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// Nobody is sent outside before the other side failed, but for a crime.
    #[test]
    fn nothing_outside_is_open_before_it_went_wrong_inside(
        at in 0..Problem::ALL.len(),
        facts in known(),
        tried in tried(),
        chosen in prop::option::of(0..20_usize),
    ) {
        let problem = Problem::ALL[at];
        let crime = matches!(problem, Problem::Fraud | Problem::UnauthorisedPayment);
        prop_assume!(!crime);
        let mut facts = facts;
        ALARMS.iter().chain(&TROUBLE).for_each(|&fact| facts.say(fact, false));
        let chosen = chosen.map(|at| channels()[at].id);
        let ladder = ladder(&Case { problem: Some(problem), facts: &facts, tried: &tried, chosen });
        for rung in ladder.rungs.iter().filter(|rung| rung.level.is_outside()) {
            prop_assert_ne!(&rung.access, &Access::Open, "{:?} {:?}", rung.channel, problem);
        }
    }

    /// Of those that take up a dispute, and the police, one is open, and none while another of
    /// them has it.
    #[test]
    fn one_authority_at_a_time(
        at in prop::option::of(0..Problem::ALL.len()),
        facts in known(),
        tried in tried(),
        chosen in prop::option::of(0..20_usize),
    ) {
        let chosen = chosen.map(|at| channels()[at].id);
        let problem = at.map(|at| Problem::ALL[at]);
        let ladder = ladder(&Case { problem, facts: &facts, tried: &tried, chosen });
        let takes_up = |id| id == ChannelId::Police || channel(id).unwrap().settles;
        let open: Vec<_> = ladder
            .rungs
            .iter()
            .filter(|rung| takes_up(rung.channel) && rung.access == Access::Open)
            .map(|rung| rung.channel)
            .collect();
        let ended = so(&facts, &[Fact::AuthorityEnded, Fact::AuthorityDeclined]);
        let has = ladder.rungs.iter().any(|rung| takes_up(rung.channel) && rung.access == Access::Used);
        // A crime is told to the police whoever has the dispute.
        let beside = open.iter().filter(|id| **id != ChannelId::Police).count();
        prop_assert!(beside <= 1 && (beside == 0 || open.len() == 1), "{:?}", open);
        prop_assert!(beside == 0 || !has || ended, "{open:?} beside one that has it");
    }

    /// The next step is one that can be taken.
    #[test]
    fn what_comes_next_is_open(
        at in prop::option::of(0..Problem::ALL.len()),
        facts in known(),
        tried in tried(),
    ) {
        let problem = at.map(|at| Problem::ALL[at]);
        let ladder = ladder(&Case { problem, facts: &facts, tried: &tried, chosen: None });
        prop_assert_eq!(ladder.rungs.len(), channels().len());
        if let Next::Go { channel } = ladder.next {
            prop_assert_eq!(access(&ladder, channel), &Access::Open);
        }
        let found = ladder.next != Next::FindProblem;
        prop_assert!(found || problem.is_none());
    }
}

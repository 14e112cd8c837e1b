//! Why it went wrong, and what to answer.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]

use std::collections::{BTreeMap, BTreeSet};

use cases::Problem;
use cases::cause::{Causes, RootCause, Side, likely};
use cases::fact::{Fact, Facts};
use cases::law::{Footing, LawUse, provision};
use cases::remedy::Remedies;

mod situations;
const DATA: &str = include_str!("../data/causes.toml");

#[test]
fn the_file_is_whole() {
    let causes = Causes::parse(DATA).unwrap_or_else(|e| panic!("{e}"));
    let ids: BTreeSet<_> = causes.all().iter().map(|cause| cause.id).collect();
    assert_eq!(ids.len(), causes.all().len(), "a cause is there twice");
    let points: BTreeSet<_> = causes.points().iter().map(|point| point.id).collect();
    assert_eq!(points.len(), causes.points().len(), "a point is there twice");
    let of_causes = causes.all().iter().flat_map(|cause| &cause.points);
    let of_blockers = Remedies::builtin().blockers().iter().flat_map(|blocker| &blocker.points);
    let made: BTreeSet<_> = of_causes.chain(of_blockers).copied().collect();
    assert_eq!(made, points, "each point is made somewhere and is there");
    for problem in Problem::ALL {
        let known = !likely(problem, &Facts::default()).is_empty();
        assert!(known, "{problem:?} has no cause");
    }
}

#[test]
fn every_element_of_the_sources_is_answered() {
    let mut answered: BTreeMap<&str, usize> = BTreeMap::new();
    for element in Causes::builtin().all().iter().flat_map(|cause| &cause.elements) {
        *answered.entry(element).or_default() += 1;
    }
    for number in 13..=22 {
        let element = format!("S{number}");
        assert!(answered.remove(element.as_str()).is_some(), "{element} is answered by nothing");
    }
    assert!(answered.is_empty(), "no such elements: {answered:?}");
}

#[test]
fn who_is_blamed_has_something_to_answer() {
    for cause in Causes::builtin().all() {
        assert!(!cause.blamed || cause.points.len() >= 2, "{:?}", cause.id);
    }
    let network = Causes::builtin().get(RootCause::BlamedOnNetwork).unwrap();
    assert!(network.blamed && network.side == Side::Rule);
}

/// A point goes into letters, so what it names must be allowed to be said there.
#[test]
fn what_a_point_rests_on_may_be_asserted_to_a_platform() {
    let causes = Causes::builtin();
    for point in causes.points() {
        let Some(id) = &point.provision else { continue };
        let law = provision(&id.0).unwrap_or_else(|| panic!("there is no {}", id.0));
        assert_eq!(law.footing, Footing::Settled, "{}: it may only be argued", id.0);
        assert!(law.uses.contains(&LawUse::LetterPlatform), "{}: not for letters", id.0);
        let makes = causes.all().iter().filter(|cause| cause.points.contains(&point.id));
        let fits = makes
            .flat_map(|cause| &cause.problems)
            .any(|problem| law.problems.is_empty() || law.problems.contains(problem));
        assert!(fits, "{:?}: {} is about something else", point.id, id.0);
    }
}

#[test]
fn what_speaks_for_a_cause_puts_it_first() {
    let first = |said: &[(Fact, bool)]| {
        let mut facts = Facts::default();
        for (fact, is) in said {
            facts.say(*fact, *is);
        }
        likely(Problem::ResupplyFailed, &facts)[0].id
    };
    assert_eq!(first(&[(Fact::PlatformSaysFailed, true)]), RootCause::SystemFailure);
    assert_eq!(first(&[(Fact::BoughtTwice, true)]), RootCause::RepeatedPayment);
    assert_eq!(first(&[(Fact::Refused, true)]), RootCause::TooLate);
    let last = likely(Problem::DoublePayment, &{
        let mut facts = Facts::default();
        facts.say(Fact::BoughtTwice, false);
        facts
    });
    assert_eq!(last.last().unwrap().id, RootCause::RepeatedPayment, "something speaks against it");
}

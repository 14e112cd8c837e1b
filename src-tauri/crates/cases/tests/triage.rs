//! The questions: their form, where they lead, and what the record answers of them.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]

use std::collections::{BTreeMap, BTreeSet};

use cases::Problem;
use cases::fact::{By, Fact, Facts};
use cases::triage::{End, OptionId, QuestionId, Tree, means, triage};
use proptest::prelude::*;

mod situations;
use situations::{SITUATIONS, any_facts, facts_of};

const DATA: &str = include_str!("../data/triage.toml");
/// A hurried buyer answers no more.
const DEEPEST: usize = 4;

#[test]
fn each_question_and_option_is_there_once_and_leads_on() {
    let tree = Tree::parse(DATA).unwrap_or_else(|e| panic!("{e}"));
    let questions: BTreeSet<_> = tree.questions().iter().map(|question| question.id).collect();
    assert_eq!(questions.len(), tree.questions().len(), "a question is there twice");
    let mut options = BTreeSet::new();
    for choice in tree.questions().iter().flat_map(|question| &question.options) {
        assert!(options.insert(choice.id), "{:?} is there twice", choice.id);
        assert!(choice.ask.is_some() != choice.problem.is_some(), "{:?} leads to one", choice.id);
        assert!(choice.ask.is_none_or(|next| questions.contains(&next)), "{:?}", choice.id);
    }
    let asked: BTreeSet<_> = tree.ways().iter().flat_map(|(way, _)| way.clone()).collect();
    assert_eq!(asked, options, "some option is on no way");
    assert_eq!(tree.questions().len(), 10);
}

#[test]
fn every_problem_is_found_and_by_four_questions_at_most() {
    let ways = Tree::builtin().ways();
    let found: BTreeSet<_> = ways.iter().map(|(_, problem)| *problem).collect();
    assert_eq!(found, Problem::ALL.into());
    for (way, problem) in &ways {
        assert!(way.len() <= DEEPEST, "{problem:?} takes {} questions", way.len());
        let found = triage(&Facts::default(), way);
        assert_eq!(found.problem(), Some(*problem), "{way:?}");
        let path: Vec<_> = found.path.iter().map(|step| step.option).collect();
        assert_eq!(&path, way, "the path is the reason");
    }
    for problem in Problem::ALL {
        assert!(Tree::builtin().problem(problem).is_some_and(|known| !known.parties.is_empty()));
    }
}

#[test]
fn every_element_of_the_sources_is_answered() {
    let tree = Tree::builtin();
    let mut answered: BTreeMap<&str, usize> = BTreeMap::new();
    let choices = tree.questions().iter().flat_map(|question| &question.options);
    let of_choices = choices.flat_map(|choice| &choice.elements);
    let of_questions = tree.questions().iter().flat_map(|question| &question.elements);
    let of_problems = tree.problems().iter().flat_map(|problem| &problem.elements);
    for element in of_choices.chain(of_questions).chain(of_problems) {
        *answered.entry(element).or_default() += 1;
    }
    for number in 23..=53 {
        let element = format!("S{number}");
        assert!(answered.remove(element.as_str()).is_some(), "{element} is answered by nothing");
    }
    assert!(answered.is_empty(), "no such elements: {answered:?}");
}

/// The table is in `situations`.
#[test]
fn each_situation_leads_to_its_problem() {
    let mut wrong = Vec::new();
    for situation in SITUATIONS.iter() {
        let found = triage(&facts_of(situation), &situation.answers);
        if found.problem() != Some(situation.problem) {
            wrong.push(format!("{}: {:?}", situation.name, found));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_problem_has_three_situations_and_all_questions_come_up() {
    assert_eq!(SITUATIONS.len(), 53);
    let names: BTreeSet<_> = SITUATIONS.iter().map(|situation| &situation.name).collect();
    assert_eq!(names.len(), SITUATIONS.len(), "two are called the same");
    for problem in Problem::ALL {
        let of_it = SITUATIONS.iter().filter(|situation| situation.problem == problem).count();
        assert!(of_it >= 3, "{problem:?} has {of_it}");
    }
    let asked: BTreeSet<_> = SITUATIONS
        .iter()
        .flat_map(|situation| triage(&facts_of(situation), &situation.answers).path)
        .map(|step| step.question)
        .collect();
    assert_eq!(asked.len(), Tree::builtin().questions().len());
}

#[test]
fn what_the_record_knows_is_not_asked_and_the_buyer_may_say_otherwise() {
    let mut facts = Facts::default();
    facts.say(Fact::VoucherMade, true);
    facts.say(Fact::Arrived, false);
    let found = triage(&facts, &[]);
    assert_eq!(found.problem(), Some(Problem::NotDelivered));
    assert!(found.path.iter().all(|step| step.by == By::Record), "{found:?}");
    assert!(found.said.is_empty(), "nobody said anything");
    let said = triage(&facts, &[OptionId::CameWrong]);
    assert_eq!(said.end, End::Ask(QuestionId::WhatCame));
    assert_eq!(said.path[0].by, By::Buyer);
}

#[test]
fn a_sign_of_fraud_comes_before_all_else() {
    let mut facts = Facts::default();
    for fact in [Fact::BoughtTwice, Fact::PlatformSaysFailed, Fact::ArrivedOther] {
        facts.say(fact, true);
    }
    facts.say(Fact::AskedForMore, true);
    assert_eq!(triage(&facts, &[]).problem(), Some(Problem::Fraud));
}

#[test]
fn an_earlier_answer_can_be_changed_and_changed_back() {
    let nothing = Facts::default();
    let mut answers = vec![OptionId::ChoseWrong, OptionId::WrongKind];
    assert_eq!(triage(&nothing, &answers).problem(), Some(Problem::WrongGoods));
    answers.push(OptionId::CameWrong);
    let other = triage(&nothing, &answers);
    assert_eq!(other.end, End::Ask(QuestionId::WhatCame), "the answer to the other is kept");
    answers.push(OptionId::ChoseWrong);
    assert_eq!(triage(&nothing, &answers).problem(), Some(Problem::WrongGoods));
}

#[test]
fn a_type_that_is_named_outright_says_what_each_way_to_it_says_and_no_more() {
    let ways = Tree::builtin().ways();
    for problem in Problem::ALL {
        let meant = means(problem);
        let said: Vec<_> = ways
            .iter()
            .filter(|(_, end)| *end == problem)
            .map(|(way, _)| triage(&Facts::default(), way).said)
            .collect();
        assert!(!said.is_empty(), "{problem:?} can be found");
        for fact in said.iter().flatten() {
            let by_all = said.iter().all(|way| way.contains(fact));
            assert_eq!(meant.contains(fact), by_all, "{problem:?} {fact:?}");
        }
    }
    let not_there = means(Problem::NotDelivered);
    assert!(not_there.iter().any(|said| said.fact == Fact::Arrived && !said.is));
    let renewed = means(Problem::Cancellation);
    assert!(renewed.iter().all(|said| said.fact != Fact::AutoRenewed), "one way of several");
}

fn any_answers() -> impl Strategy<Value = Vec<OptionId>> {
    let all = Tree::builtin().questions().iter().flat_map(|question| &question.options);
    let all: Vec<_> = all.map(|choice| choice.id).collect();
    prop::collection::vec(prop::sample::select(all), 0..8)
}

proptest! {
    /// Whatever is known and answered, it ends with a question or a problem, within four steps.
    #[test]
    fn it_always_ends(facts in any_facts(), answers in any_answers()) {
        let found = triage(&facts, &answers);
        prop_assert!(found.path.len() <= DEEPEST);
        if let End::Ask(question) = found.end {
            prop_assert!(found.path.iter().all(|step| step.question != question));
        }
        for step in &found.path {
            prop_assert!(step.by == By::Record || answers.contains(&step.option));
        }
        prop_assert_eq!(&triage(&facts, &answers), &found, "the same again");
    }
}

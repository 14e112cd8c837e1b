//! What went wrong, by a few plain questions; the record answers those it can.

mod ids;
mod tree;

use model::Problem;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::condition::Wanted;
use crate::fact::{By, Facts};

pub use ids::{Core, OptionId, Party, QuestionId};
pub use tree::{Choice, ProblemGuide, Question, Tree};

/// How far the questions have led.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Triage {
    /// What was answered, in order: the reasons for what was found.
    pub path: Vec<Step>,
    pub end: End,
    /// What the buyer said by answering.
    pub said: Vec<Wanted>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "TriageStep")]
pub struct Step {
    pub question: QuestionId,
    pub option: OptionId,
    /// The record stands for what was known without asking.
    pub by: By,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum End {
    Ask(QuestionId),
    Found(Problem),
}

impl Triage {
    pub fn problem(&self) -> Option<Problem> {
        match self.end {
            End::Found(problem) => Some(problem),
            End::Ask(_) => None,
        }
    }

    /// What is known when the buyer's answers are added.
    pub fn facts(&self, facts: &Facts) -> Facts {
        let mut facts = facts.clone();
        for said in &self.said {
            facts.say(said.fact, said.is);
        }
        facts
    }
}

/// Asks until the problem is found. An answer of the buyer's stands over the record; of two to
/// the same question the later counts; one to a question that does not come up is passed over,
/// so that nothing is lost by changing an earlier one.
///
/// ```
/// use cases::Problem;
/// use cases::fact::Facts;
/// use cases::triage::{End, OptionId, QuestionId, triage};
/// let nothing = Facts::default();
/// assert_eq!(triage(&nothing, &[]).end, End::Ask(QuestionId::WhatHappened));
/// let answers = [OptionId::ChoseWrong, OptionId::WrongAmount];
/// assert_eq!(triage(&nothing, &answers).problem(), Some(Problem::WrongSpec));
/// ```
pub fn triage(facts: &Facts, answers: &[OptionId]) -> Triage {
    let tree = Tree::builtin();
    let mut facts = facts.clone();
    let mut triage = Triage { path: vec![], end: End::Ask(tree.first()), said: vec![] };
    while let End::Ask(at) = triage.end {
        let Some(question) = tree.question(at) else { break };
        let Some((choice, by)) = question.chosen(&facts, answers) else { break };
        triage.path.push(Step { question: at, option: choice.id, by });
        if by == By::Buyer {
            for said in &choice.say {
                facts.say(said.fact, said.is);
            }
            triage.said.extend(&choice.say);
        }
        triage.end = match (choice.problem, choice.ask) {
            (Some(problem), _) => End::Found(problem),
            (None, Some(next)) if !triage.has_asked(next) => End::Ask(next),
            (None, _) => break,
        };
    }
    triage
}

/// What is so of `problem` whichever answers lead to it: what the buyer means who names it
/// outright, and no more.
pub fn means(problem: Problem) -> Vec<Wanted> {
    let ways = Tree::builtin().ways().into_iter().filter(|(_, end)| *end == problem);
    let said = ways.map(|(way, _)| triage(&Facts::default(), &way).said);
    let all = |mut all: Vec<Wanted>, way: Vec<Wanted>| {
        all.retain(|said| way.contains(said));
        all
    };
    said.reduce(all).unwrap_or_default()
}

impl Triage {
    fn has_asked(&self, question: QuestionId) -> bool {
        self.path.iter().any(|step| step.question == question)
    }
}

impl Question {
    fn chosen(&self, facts: &Facts, answers: &[OptionId]) -> Option<(&Choice, By)> {
        let of_this = |id: &OptionId| self.options.iter().find(|choice| choice.id == *id);
        let by_buyer = answers.iter().rev().find_map(of_this).map(|choice| (choice, By::Buyer));
        let known = || self.options.iter().find(|choice| choice.is_answered(facts));
        by_buyer.or_else(|| known().map(|choice| (choice, By::Record)))
    }
}

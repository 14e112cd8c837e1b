use std::sync::LazyLock;

use model::Problem;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Core, OptionId, Party, QuestionId};
use crate::condition::{Condition, Wanted};
use crate::fact::Facts;

/// A question and what can be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "TriageQuestion", deny_unknown_fields)]
pub struct Question {
    pub id: QuestionId,
    #[serde(rename = "option")]
    pub options: Vec<Choice>,
    /// The elements of the sources that it answers, such as `S52`.
    #[serde(default)]
    pub elements: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "TriageChoice", deny_unknown_fields)]
pub struct Choice {
    pub id: OptionId,
    /// The next question, or else `problem`.
    #[serde(default)]
    pub ask: Option<QuestionId>,
    #[serde(default)]
    pub problem: Option<Problem>,
    /// What the buyer says by choosing it.
    #[serde(default)]
    pub say: Vec<Wanted>,
    /// When all of these are known to hold it is chosen without asking.
    #[serde(default)]
    pub when: Vec<Condition>,
    #[serde(default)]
    pub elements: Vec<String>,
}

/// What is known of a problem itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct ProblemGuide {
    pub id: Problem,
    pub core: Core,
    /// Who has to answer for it, as a rule; the first first.
    pub parties: Vec<Party>,
    /// Talking rarely settles it: outside help is prepared from the start.
    #[serde(default)]
    pub outside_early: bool,
    #[serde(default)]
    pub elements: Vec<String>,
}

/// All questions and what they lead to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    first: QuestionId,
    question: Vec<Question>,
    problem: Vec<ProblemGuide>,
}

impl Choice {
    pub(super) fn is_answered(&self, facts: &Facts) -> bool {
        let known = |wanted: &Wanted| facts.known(wanted.fact) == Some(wanted.is);
        !self.when.is_empty() && self.when.iter().all(|one| one.any.iter().any(known))
    }
}

impl Tree {
    /// What comes with the app.
    ///
    /// The data is part of the program and its form is held by a test, so a file that cannot be
    /// read is a defect of the build: it is left out here and named there.
    pub fn builtin() -> &'static Self {
        static TREE: LazyLock<Tree> = LazyLock::new(|| {
            let empty =
                || Tree { first: QuestionId::WhatHappened, question: vec![], problem: vec![] };
            Tree::parse(DATA).unwrap_or_else(|_| empty())
        });
        &TREE
    }

    /// # Errors
    ///
    /// Says where the text is not of the form.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    pub fn first(&self) -> QuestionId {
        self.first
    }

    pub fn questions(&self) -> &[Question] {
        &self.question
    }

    pub fn question(&self, id: QuestionId) -> Option<&Question> {
        self.question.iter().find(|question| question.id == id)
    }

    pub fn problems(&self) -> &[ProblemGuide] {
        &self.problem
    }

    pub fn problem(&self, id: Problem) -> Option<&ProblemGuide> {
        self.problem.iter().find(|problem| problem.id == id)
    }

    /// Every way from the first question to a problem, as the options on it.
    pub fn ways(&self) -> Vec<(Vec<OptionId>, Problem)> {
        let mut ways = Vec::new();
        self.walk(self.first, &mut Vec::new(), &mut ways);
        ways
    }

    fn walk(
        &self,
        at: QuestionId,
        path: &mut Vec<OptionId>,
        ways: &mut Vec<(Vec<OptionId>, Problem)>,
    ) {
        // A way that is longer than there are questions goes in a circle.
        if path.len() >= self.question.len() {
            return;
        }
        for choice in self.question(at).into_iter().flat_map(|question| &question.options) {
            path.push(choice.id);
            if let Some(problem) = choice.problem {
                ways.push((path.clone(), problem));
            } else if let Some(next) = choice.ask {
                self.walk(next, path, ways);
            }
            path.pop();
        }
    }
}

const DATA: &str = include_str!("../../data/triage.toml");

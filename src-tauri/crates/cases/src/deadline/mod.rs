//! Until when: the rules as data, the instant that each leads to, and the agenda of all.

mod agenda;
mod course;
mod due;
mod left;
mod own;
mod rule;
mod rules;

pub use agenda::{Agenda, AgendaEntry, Pending, agenda};
pub use course::{Course, Given, Reached, Term, TermState};
pub(crate) use due::end_of;
pub use due::{Counted, Due, china, due, due_by};
pub use left::{LeftUnit, TimeLeft};
pub use model::Circumstance;
pub use own::{OwnRule, OwnRuleFault};
pub use rule::{Counting, Length, Moves, Nature, Recourse, Rule, RuleId, RuleSource, Track, Unit};
pub use rules::{Rules, Situation};

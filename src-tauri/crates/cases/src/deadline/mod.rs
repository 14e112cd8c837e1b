//! Until when: the rules as data, the instant that each leads to, and the agenda of all.

mod agenda;
mod due;
mod left;
mod own;
mod rule;
mod rules;

pub use agenda::{Agenda, AgendaEntry, Pending, agenda};
pub use due::{Counted, Due, china, due, due_by};
pub use left::{LeftUnit, TimeLeft};
pub use own::{OwnRule, OwnRuleFault};
pub use rule::{
    Circumstance, Counting, Length, Moves, Nature, Recourse, Rule, RuleId, RuleSource, Track, Unit,
};
pub use rules::{Rules, Situation};

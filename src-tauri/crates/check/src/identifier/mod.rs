//! What a text is: the kinds of recipient it may be, whether it is well formed, and what can
//! be inferred from it.
//!
//! A kind is data (`data/identifiers/`): its form, what may be cleaned away, its servers, and
//! the name of a rule where a form is not enough. The steps are always the same: clean the
//! text visibly, compare it with the form, apply the rule, say what is wrong.

mod check_digit;
mod clean;
mod diagnose;
mod form;
mod judge;
mod kind;
mod kinds;
mod mailbox;
mod mask;
mod mobile;
mod own;
mod places;
mod propose;
mod rank;
mod rule;
mod subscriber;
mod types;

pub use kind::{Category, Confidence, Grouping, Kind};
pub use kinds::Kinds;
pub(crate) use own::name_faults;
pub use own::{Fault, FaultCode, OwnKind, Tried, try_out};
pub use places::{Place, place_of_area_code, place_of_mobile};
pub use propose::{Alphabet, Proposal, RulePart, proposals};
pub use types::{Candidate, Identification, KindId, Reason, ReasonCode, Step, StepKind, Verdict};

/// Longer texts are no identifiers; the first characters are enough to say so.
const LONGEST: usize = 256;

/// What `text` is: as the kind given, or as every kind that it may be, most likely first.
///
/// With a kind there is always exactly one candidate; a text that is not of this kind gets an
/// error (a warning where the kind's form is undocumented) with its reasons. Without one there
/// may be none at all, as for prose.
///
/// ```
/// use check::identifier::{KindId, Verdict, identify};
/// let mobile = KindId("cn_mobile".to_owned());
/// let found = identify("+86 186-1234-0000", Some(&mobile));
/// assert_eq!(found.candidates[0].normalised, "18612340000");
/// assert_eq!(found.candidates[0].verdict, Verdict::Ok);
/// assert_eq!(found.candidates[0].steps.len(), 4, "the prefix, a space and two hyphens went");
/// ```
pub fn identify(text: &str, kind: Option<&KindId>) -> Identification {
    Kinds::builtin().identify(text, kind)
}

/// The kinds that come with the app.
pub fn kinds() -> &'static Kinds {
    Kinds::builtin()
}

/// One of them.
pub fn kind(id: &KindId) -> Option<&'static Kind> {
    Kinds::builtin().get(id)
}

/// Those whose numbers belong to the game of this name.
pub fn kinds_of_game(name: &str) -> &'static [KindId] {
    Kinds::builtin().of_game(name)
}

/// `value` in the groups that a person reads it in; see [`Kinds::group`].
pub fn group(kind: &KindId, value: &str) -> Vec<String> {
    Kinds::builtin().group(kind, value)
}

//! Letters: what to write, to whom, and what is wrong with what the buyer has written.
//!
//! A letter is Chinese text that goes to Chinese services, so its wording is data and not the
//! window's. It states facts before its demand, and it states nothing that nobody said.

pub mod advice;
pub mod called;
mod check;
mod fingerprint;
mod grounds;
mod lint;
mod slots;
mod template;
mod write;

pub use check::{TemplateFault, check_template};
pub use fingerprint::{Fingerprint, fingerprint};
pub use lint::{LintFinding, LintKind, Setting, lint, secrets_in};
pub use slots::{Contact, Slot, Slots};
pub use template::{
    Addressee, Form, LetterId, LetterTemplate, parse, template, templates, templates_for,
};
pub use write::{Letter, NotWritten, Tone, needs, write};

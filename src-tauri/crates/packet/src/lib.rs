//! The evidence packet: a case's evidence in one ZIP that anyone can verify without this
//! program.
//!
//! It is a bag of `BagIt` 1.0 (RFC 8493): what is handed over lies under `data/`, the hash of
//! each file in `manifest-sha256.txt`, the hash of everything else in `tagmanifest-sha256.txt`,
//! and that file is signed as OpenSSH signs files. What a packet cannot prove stands in it,
//! always.
//!
//! No clock, no randomness, no network, no record: what goes in is described by [`Contents`],
//! whose every word comes from outside, and what comes out goes to a writer that comes in. The
//! same contents under the same key make the same bytes.

mod bag;
mod contents;
mod cover;
mod instructions;
mod layout;
mod metadata;
mod name;
mod pages;
mod paper;
mod signature;
mod verify;
mod write;

pub use contents::{
    About, Case, CaseFact, Contents, InstructionWords, MadeFiles, Make, Moment, Open, Piece,
    Section, Text, Wording,
};
pub use cover::{CoverError, CoverWords, cover};
pub use name::safe_name;
pub use pages::{PageError, PageLimits, page_pictures};
pub use paper::{Fonts, NoChineseFont};
pub use signature::{IDENTITY, KeyError, NAMESPACE, SigningKey};
pub use verify::{Fault, Report, VerifyError, verify};
pub use write::{Progress, Watch, WriteError, Written, write};

use std::{fmt, io};

use jiff::Zoned;
use model::{Flow, Sha256Hex};
use serde::Deserialize;
use serde_json::Value;
use specta::Type;

/// Everything that goes into a packet. Its texts are words for people, in the language of those
/// who receive it, unless said otherwise.
#[derive(Debug)]
pub struct Contents<'a> {
    /// The folder that holds everything, and best the stem of the ZIP's name.
    pub name: String,
    /// In the zone in which the day of making is told.
    pub made_at: Zoned,
    pub case: Case,
    pub pieces: Vec<Piece<'a>>,
    /// In order of time.
    pub timeline: Vec<Moment>,
    /// What happened, in the order in which it was recorded; a JSON object each.
    pub log: Vec<Value>,
    /// Letters and statements that are handed over as files of their own.
    pub texts: Vec<Text>,
    /// Files that are made on the way, such as pages of a picture.
    pub made: Vec<MadeFiles<'a>>,
    /// `cover` of this crate, or nothing where it could not be made.
    pub cover: Option<Vec<u8>>,
    pub wording: Wording,
}

#[derive(Debug, Clone, Default)]
pub struct Case {
    /// What the case is called where it is kept; `External-Identifier` of the bag.
    pub number: String,
    /// What packets of one order have in common, as a hash of its number.
    pub group: Option<String>,
    pub title: String,
    pub facts: Vec<CaseFact>,
    /// What happened, the evidence for it, what is asked for.
    pub story: Vec<Section>,
}

/// One line of what is known: a platform, an amount, an order's number.
#[derive(Debug, Clone)]
pub struct CaseFact {
    /// For programs: the key in `case.json`.
    pub key: String,
    pub label: String,
    pub value: String,
}

#[derive(Debug, Clone)]
pub struct Section {
    pub heading: String,
    pub paragraphs: Vec<String>,
}

/// Opens a file for reading from its beginning.
pub type Open<'a> = Box<dyn Fn() -> io::Result<Box<dyn io::Read + Send + 'a>> + Send + Sync + 'a>;

/// A file of evidence.
pub struct Piece<'a> {
    /// As the index and the letters call it; no two are alike.
    pub id: String,
    /// Of the folders under `data/`, by flow.
    pub folder: String,
    /// As it came in; in the packet it has a name that every system takes.
    pub file_name: String,
    /// As the record has it: a file that is another by now is not handed over.
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
    /// `None` for what is listed with its hash and not handed over, as originals of redacted
    /// copies are.
    pub open: Option<Open<'a>>,
    pub about: About,
}

impl fmt::Debug for Piece<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Piece")
            .field("id", &self.id)
            .field("folder", &self.folder)
            .field("file_name", &self.file_name)
            .field("sha256", &self.sha256)
            .field("size", &self.size)
            .field("about", &self.about)
            .finish_non_exhaustive()
    }
}

/// What is known of a piece; empty where nothing is. Times are RFC 3339 with their offset, but
/// for the one that is shown.
#[derive(Debug, Clone, Default)]
pub struct About {
    pub title: String,
    pub media_type: String,
    pub imported_at: String,
    /// Of the file when it came in, as its system said.
    pub modified_at: String,
    /// What stands beside the pixels, as found.
    pub metadata: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub acquired_by: String,
    pub source_app: String,
    pub captured_by: String,
    /// As claimed, with what the claim rests on.
    pub captured_at: String,
    pub captured_at_basis: String,
    /// For people: when it was captured or, where nobody says, came in.
    pub shown_at: String,
    pub order: String,
    pub flow: Option<Flow>,
    /// What it is to prove.
    pub proves: Vec<String>,
    /// The ids of the pieces of which this is a copy with parts covered.
    pub redacted_of: Vec<String>,
    /// Where the original device or medium is.
    pub held_on: String,
    pub note: String,
}

impl About {
    /// What it is to prove, one after the other; one that is empty where nobody says.
    pub(crate) fn claims(&self) -> impl Iterator<Item = &str> {
        let nothing = self.proves.is_empty().then_some("");
        self.proves.iter().map(String::as_str).chain(nothing)
    }
}

/// One line of the timeline.
#[derive(Debug, Clone, Default)]
pub struct Moment {
    /// RFC 3339, for programs and for sorting.
    pub at: String,
    /// For people.
    pub shown: String,
    pub what: String,
    /// How it is known.
    pub source: String,
    /// Ids.
    pub pieces: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct Text {
    pub folder: String,
    pub file_name: String,
    pub text: String,
}

/// Makes files, each with its name. It is called once, when their turn comes, so that no more of
/// them is held than what one call makes.
pub type Make<'a> = Box<dyn Fn() -> io::Result<Vec<(String, Vec<u8>)>> + Send + Sync + 'a>;

/// Files that are no evidence of their own and are made while the packet is written.
pub struct MadeFiles<'a> {
    pub folder: String,
    pub make: Make<'a>,
}

impl fmt::Debug for MadeFiles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MadeFiles").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// What the packet says by itself.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct Wording {
    /// What the packet cannot prove. Without it no packet is made.
    pub cannot_prove: String,
    pub cover_file: String,
    pub instructions_file: String,
    pub instructions: InstructionWords,
}

/// What stands around the commands of the instructions.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct InstructionWords {
    pub title: String,
    /// What is in the packet and what verifying it says.
    pub beginning: String,
    /// To unpack it and go into its folder, before any command.
    pub unpack: String,
    pub windows: String,
    /// For one file alone, by a program that every Windows has; `FILE` stands for its name.
    pub windows_one: String,
    pub macos: String,
    pub linux: String,
    /// What the commands for hashes say when all is well, and when not.
    pub outcome: String,
    pub signature: String,
    /// What a good signature says and what not: that the key is the signer's is for another way
    /// to show, for which the fingerprint follows.
    pub fingerprint: String,
    pub cannot_prove: String,
}

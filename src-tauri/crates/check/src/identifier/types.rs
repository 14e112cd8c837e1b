use std::collections::BTreeMap;

use model::Field;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A key of the identifier data, such as `cn_mobile` or `genshin`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct KindId(pub String);

/// What a text may be, most likely first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Identification {
    pub input: String,
    pub candidates: Vec<Candidate>,
}

/// One kind that a text may be of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Candidate {
    pub kind: KindId,
    /// The text after the visible steps of [`Candidate::steps`]; the value to keep.
    pub normalised: String,
    pub verdict: Verdict,
    /// Why the verdict is not `ok`, and what else should be said of the text.
    pub reasons: Vec<Reason>,
    pub inferred: BTreeMap<Field, String>,
    /// What was taken out or changed on the way from the input to `normalised`.
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Ok,
    Warn,
    Error,
}

/// One thing to say of an identifier. The window words it from `code` and the parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Reason {
    pub code: ReasonCode,
    /// Which characters it is about, counted from 0 in the input.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<u32>,
    /// The text it is about: the letter found, the segment not allocated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What was expected or is suggested instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// Nothing but spaces or nothing at all.
    Empty,
    /// Letters in a number; `expected` names the digit they are usually mistaken for.
    Letters,
    /// Another character that the kind does not allow.
    Characters,
    TooShort,
    TooLong,
    /// The right length, but not the kind's form.
    Form,
    /// A form that is reported now and then: likely a slip, possibly right.
    Unusual,
    /// Capital letters where the kind has none; `expected` is the text without them.
    LetterCase,
    /// Groups that the kind is written in are missing; `expected` has them.
    Grouping,
    /// A mobile segment that is not allocated.
    SegmentUnallocated,
    /// A segment of a virtual operator (MVNO).
    SegmentVirtual,
    SegmentSatellite,
    /// A segment of data cards: not topped up as a telephone number is.
    SegmentData,
    /// A segment of connected things (物联网): not topped up as a telephone number is.
    SegmentMachine,
    /// No range of numbers of its country or area code holds this one: likely a slip, possibly
    /// newer than the table.
    NumberUnassigned,
    /// A line at a fixed place, where a mobile number is meant.
    FixedLine,
    /// A check digit or check sum that does not agree.
    Checksum,
    /// A number outside the kind's range, or a date that is none.
    OutOfRange,
    /// No server's numbers begin so; `expected` names the beginnings that exist.
    ServerUnknown,
    /// The game needs a server beside the number, and the text names none.
    ServerNeeded,
    /// A number of the account, but not the one that is topped up.
    NotATarget,
    /// A mailbox whose domain is one slip away from a well-known one, which is `expected`.
    DomainSlip,
    /// The first digits are not in the table of places: possibly new, possibly a slip.
    PrefixUnknown,
    /// Full-width characters stood in the text; they are shown as steps.
    FullWidth,
    /// Invisible characters stood in the text; they are shown as steps.
    Invisible,
    /// The kind's form is not documented; a hint and no more.
    Uncertain,
    /// The carrier is the segment's; the number may have moved with its owner (携号转网).
    CarrierMayDiffer,
    /// A hotline, not a subscriber's number.
    Hotline,
    /// Some characters are masked; only the visible ones can be compared.
    Masked,
}

/// One visible change on the way to the normalised value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Step {
    pub kind: StepKind,
    /// The character's place in the input, counted in characters from 0.
    pub at: u32,
    /// What stood there; an invisible character is written as `U+200B`.
    pub from: String,
    /// What stands there now; empty when it was taken out.
    pub to: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    FullWidth,
    Space,
    Separator,
    /// Zero-width characters and byte order marks.
    ZeroWidth,
    /// Characters that change the direction of writing.
    Bidi,
    /// A country code such as +86, an address such as `s.team/p/`, or a sign such as `@` or `#`
    /// that stands before the value; `from` is empty when it was added.
    Prefix,
    /// What follows the value: the `@qq.com` after a QQ number, the zone in brackets after an ID.
    Ending,
    /// Letters of another case where case carries no meaning.
    Case,
    /// A Chinese full stop in a mailbox.
    FullStop,
    /// A hyphen put between the groups of a key.
    Grouping,
    /// Another sign for a hidden character, written as `*`.
    Mask,
}

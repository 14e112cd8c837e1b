//! A kind that a user describes: a name, an expression, and examples that hold it to its word.

use model::{Name, is_unseen};
use regex::RegexBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::form::Form;
use super::kind::{Category, Clean, Confidence, Kind};
use super::kinds::Kinds;
use super::types::KindId;
use crate::catalogue::Origin;

/// A user's own kind of identifier, as it is typed and kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct OwnKind {
    pub name: String,
    /// A regular expression that a whole value matches.
    pub pattern: String,
    /// Values that must fit; at least one.
    pub fits: Vec<String>,
    /// Values that must not.
    pub misses: Vec<String>,
}

/// What is wrong with a user's own kind or category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Fault {
    pub code: FaultCode,
    /// Where in the pattern, in characters from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<u32>,
    /// The example, name or value it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    NameEmpty,
    NameTooLong,
    /// It holds signs that are not seen.
    NameUnseen,
    /// Something of this name is there already.
    NameTaken,
    PatternEmpty,
    /// No regular expression; `at` says where it goes wrong.
    PatternInvalid,
    /// The expression, or what it becomes when it is compiled, is too big.
    PatternTooBig,
    /// Every text of its lengths fits, so that it tells nothing.
    AcceptsEverything,
    /// No text fits.
    AcceptsNothing,
    /// There is no example to hold it to.
    ExampleMissing,
    /// An example that must fit does not.
    ExampleMissed,
    /// A counterexample that must not fit does.
    CounterexampleFits,
    /// A field that cannot be asked for.
    FieldUnknown,
    /// A field or a kind that stands twice.
    Repeated,
    /// A kind that does not exist.
    KindUnknown,
    /// A way of delivery that nobody knows.
    DeliveryUnknown,
}

/// Whether a sample fits a pattern, and where it comes nearest to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Tried {
    pub sample: String,
    /// The whole of it fits, once spaces and hyphens that the pattern does not know are gone.
    pub fits: bool,
    /// The first stretch of the sample that fits by itself, in characters from 0, its end not
    /// included.
    pub at: Option<(u32, u32)>,
}

impl Fault {
    pub(crate) fn new(code: FaultCode) -> Self {
        Self { code, at: None, found: None }
    }

    pub(crate) fn about(code: FaultCode, found: &str) -> Self {
        Self { found: Some(found.to_owned()), ..Self::new(code) }
    }
}

impl OwnKind {
    /// The kind under `id`, or everything that is wrong with it.
    pub fn kind(&self, id: KindId) -> Result<Kind, Vec<Fault>> {
        let mut faults = name_faults(&self.name);
        let hir = match parse(&self.pattern) {
            Ok(hir) => hir,
            Err(fault) => {
                faults.push(fault);
                return Err(faults);
            }
        };
        let kind = self.unchecked(id, &hir);
        if accepts_nothing(&hir, &kind.compiled) {
            faults.push(Fault::new(FaultCode::AcceptsNothing));
        } else if accepts_everything(&kind.compiled) {
            faults.push(Fault::new(FaultCode::AcceptsEverything));
        }
        if self.fits.iter().all(|example| example.trim().is_empty()) {
            faults.push(Fault::new(FaultCode::ExampleMissing));
        }
        let fits = |example: &str| fits(&kind, example);
        for example in self.fits.iter().filter(|e| !e.trim().is_empty() && !fits(e)) {
            faults.push(Fault::about(FaultCode::ExampleMissed, example));
        }
        for example in self.misses.iter().filter(|e| !e.trim().is_empty() && fits(e)) {
            faults.push(Fault::about(FaultCode::CounterexampleFits, example));
        }
        if faults.is_empty() { Ok(kind) } else { Err(faults) }
    }

    /// Everything that is wrong with it beside the other `kinds`; `id` is its own, once it has
    /// one.
    pub fn faults(&self, id: Option<&KindId>, kinds: &Kinds) -> Vec<Fault> {
        let name = self.name.trim();
        let taken = kinds.named(name).is_some_and(|other| Some(&other.id) != id);
        let mut faults = if taken && !name.is_empty() {
            vec![Fault::about(FaultCode::NameTaken, name)]
        } else {
            Vec::new()
        };
        faults.extend(self.kind(KindId(String::new())).err().unwrap_or_default());
        faults
    }

    /// The kind as it was kept. What was right when it was written is not doubted later: one
    /// whose pattern cannot be read takes nothing.
    pub fn kept(&self, id: KindId, origin: Origin) -> Kind {
        let hir = parse(&self.pattern).unwrap_or_else(|_| Hir::fail());
        Kind { origin, ..self.unchecked(id, &hir) }
    }

    pub(super) fn unchecked(&self, id: KindId, hir: &Hir) -> Kind {
        let name = self.name.trim().to_owned();
        let mut kind = Kind {
            id,
            name: Name { zh: name.clone(), en: name },
            category: Category::Account,
            origin: Origin::Own,
            confidence: Confidence::WidelyReported,
            grouping: Vec::new(),
            weight: OWN_WEIGHT,
            form: self.pattern.clone(),
            doubtful: None,
            written: None,
            length: None,
            range: None,
            clean: Vec::new(),
            letters: None,
            strip: Vec::new(),
            strip_addresses: Vec::new(),
            strip_endings: Vec::new(),
            add: None,
            dashes: Vec::new(),
            dashes_required: false,
            masked: true,
            masked_form: None,
            rule: None,
            advice: None,
            country: None,
            game: None,
            servers: Vec::new(),
            server: None,
            compiled: Form::default(),
        };
        // Spaces and hyphens carry no meaning where the pattern has none.
        if !alphabet_holds(hir, ' ') && !alphabet_holds(hir, '-') {
            kind.clean.push(Clean::Separators);
        }
        kind.compiled = Form::read(&kind);
        kind
    }
}

/// Which of the samples a pattern fits, and where, so that it can be tried while it is typed.
pub fn try_out(pattern: &str, samples: &[String]) -> Result<Vec<Tried>, Fault> {
    let hir = parse(pattern)?;
    let own = OwnKind { pattern: pattern.to_owned(), ..OwnKind::default() };
    let kind = own.unchecked(KindId(String::new()), &hir);
    let inner = compile(pattern)?;
    let tried = |sample: &String| {
        let sample: String = sample.chars().take(super::LONGEST).collect();
        let at = inner.find(&sample).filter(|hit| !hit.is_empty()).map(|hit| {
            let place = |at: usize| u32::try_from(sample[..at].chars().count()).unwrap_or(u32::MAX);
            (place(hit.start()), place(hit.end()))
        });
        Tried { fits: fits(&kind, &sample), at, sample }
    };
    Ok(samples.iter().take(MOST_SAMPLES).map(tried).collect())
}

/// Faults of a name.
pub(crate) fn name_faults(name: &str) -> Vec<Fault> {
    let length = name.trim().chars().count();
    match length {
        0 => vec![Fault::new(FaultCode::NameEmpty)],
        // A name that looks like another's, or turns what stands beside it.
        1..=LONGEST_NAME if name.contains(is_unseen) => vec![Fault::new(FaultCode::NameUnseen)],
        1..=LONGEST_NAME => Vec::new(),
        _ => vec![Fault::new(FaultCode::NameTooLong)],
    }
}

/// Whoever describes a kind means it: above most, below mobile numbers and check digits.
const OWN_WEIGHT: u8 = 79;
/// In characters; what a list shows on one line.
const LONGEST_NAME: usize = 30;
/// In characters.
const LONGEST_PATTERN: usize = 500;
/// What a compiled pattern may take, in bytes; the app's own take a tenth.
const COMPILED_BYTES: usize = 256 * 1024;
/// More samples are not tried at once.
const MOST_SAMPLES: usize = 100;

pub(super) fn fits(kind: &Kind, text: &str) -> bool {
    let cleaned = super::clean::clean(text, kind);
    !cleaned.value.is_empty() && !cleaned.cut && kind.compiled.fits(&cleaned.value)
}

pub(super) fn parse(pattern: &str) -> Result<Hir, Fault> {
    if pattern.trim().is_empty() {
        return Err(Fault::new(FaultCode::PatternEmpty));
    }
    if pattern.chars().count() > LONGEST_PATTERN {
        return Err(Fault::new(FaultCode::PatternTooBig));
    }
    // The size is looked at first: a small text can stand for millions of states.
    compile(pattern)?;
    regex_syntax::parse(pattern).map_err(|error| invalid(pattern, &error))
}

fn compile(pattern: &str) -> Result<regex::Regex, Fault> {
    RegexBuilder::new(pattern).size_limit(COMPILED_BYTES).build().map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => Fault::new(FaultCode::PatternTooBig),
        _ => regex_syntax::parse(pattern)
            .err()
            .map_or(Fault::new(FaultCode::PatternInvalid), |error| invalid(pattern, &error)),
    })
}

fn invalid(pattern: &str, error: &regex_syntax::Error) -> Fault {
    let offset = match error {
        regex_syntax::Error::Parse(error) => Some(error.span().start.offset),
        regex_syntax::Error::Translate(error) => Some(error.span().start.offset),
        _ => None,
    };
    let place = |at: usize| pattern.get(..at).map(|head| head.chars().count());
    let at = offset.and_then(place).and_then(|at| u32::try_from(at).ok());
    Fault { at, ..Fault::new(FaultCode::PatternInvalid) }
}

/// Whether the shortest texts that the parts allow do not fit as a whole, as for `a\bb` or an
/// expression that the empty text alone fits.
fn accepts_nothing(hir: &Hir, form: &Form) -> bool {
    let shortest = sample(hir, false);
    let longer = sample(hir, true);
    ![shortest, longer].iter().flatten().any(|text| !text.is_empty() && form.fits(text))
}

/// A text of the parts in their order, each at its least or one more.
fn sample(hir: &Hir, more: bool) -> Option<String> {
    Some(match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => String::new(),
        HirKind::Literal(literal) => String::from_utf8(literal.0.to_vec()).ok()?,
        HirKind::Class(Class::Unicode(class)) => {
            let range = class.iter().find(|r| r.start().is_ascii_alphanumeric());
            range.or_else(|| class.iter().next())?.start().to_string()
        }
        HirKind::Class(Class::Bytes(class)) => char::from(class.iter().next()?.start()).to_string(),
        HirKind::Capture(capture) => sample(&capture.sub, more)?,
        HirKind::Concat(parts) => {
            parts.iter().map(|part| sample(part, more)).collect::<Option<String>>()?
        }
        HirKind::Alternation(parts) => parts.iter().find_map(|part| sample(part, more))?,
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            let times = repetition.min.saturating_add(u32::from(more)).min(most);
            let once = if times == 0 { String::new() } else { sample(&repetition.sub, more)? };
            once.repeat(times as usize)
        }
    })
}

/// Whether texts of every sort fit at every length that it takes at all.
fn accepts_everything(form: &Form) -> bool {
    let lengths: Vec<usize> = form.lengths().filter(|length| *length > 0).take(40).collect();
    let sorts = ["7", "k", "Q", "张", "#", "@", "_"];
    let mixed = |length: usize| -> String { sorts.iter().cycle().take(length).copied().collect() };
    !lengths.is_empty()
        && lengths.iter().all(|length| {
            form.fits(&mixed(*length)) && sorts.iter().all(|sort| form.fits(&sort.repeat(*length)))
        })
}

fn alphabet_holds(hir: &Hir, wanted: char) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => String::from_utf8_lossy(&literal.0).contains(wanted),
        HirKind::Class(Class::Unicode(class)) => {
            class.iter().any(|range| (range.start()..=range.end()).contains(&wanted))
        }
        HirKind::Class(Class::Bytes(class)) => {
            let wanted = u8::try_from(wanted).unwrap_or_default();
            class.iter().any(|range| (range.start()..=range.end()).contains(&wanted))
        }
        HirKind::Capture(capture) => alphabet_holds(&capture.sub, wanted),
        HirKind::Repetition(repetition) => alphabet_holds(&repetition.sub, wanted),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().any(|part| alphabet_holds(part, wanted))
        }
    }
}

//! 核信息: who receives the goods, against the page, the address book and past purchases.

use model::Field;

use super::same::same;
use super::{Check, Finding, FindingCode, Input, RecipientReview, Row, Severity, Standing};
use crate::diff::{Difference, MaskedMatch, difference, is_mask, masked_match};
use crate::identifier::{Candidate, KindId, Kinds, Reason, ReasonCode, Verdict};
use crate::page::Value;

/// The most near recipients that are named; more would hide the nearest.
const NEAR_SHOWN: usize = 3;

pub(super) fn check(
    input: &Input<'_>,
    rows: &mut Vec<Row>,
    findings: &mut Vec<Finding>,
) -> Option<RecipientReview> {
    let typed = input.need.words(Field::Recipient);
    let receivers = Receivers::of(input);
    let candidate = typed.and_then(|text| receivers.best(text));
    if let Some(row) = against_page(input, receivers, typed, candidate.as_ref(), findings) {
        rows.push(row);
    }
    let candidate = candidate?;
    form(&candidate, findings);
    if candidate.verdict == Verdict::Ok
        && typed.is_some_and(|text| receivers.number_with_letter(text))
    {
        findings.push(of_form(FindingCode::RecipientDoubtful, Severity::Attention, &candidate));
    }
    let known = input.history.known(&candidate.normalised, &candidate.kind);
    if known.is_none() {
        near_known(input, &candidate, findings);
        not_as_copied(input, receivers, &candidate, findings);
    }
    elsewhere(input, &candidate, findings);
    let groups = input.kinds.group(&candidate.kind, &candidate.normalised);
    Some(RecipientReview { candidate, groups, known })
}

/// What can receive the goods of one purchase.
#[derive(Clone, Copy)]
struct Receivers<'a> {
    known: &'a Kinds,
    kinds: &'a [KindId],
    /// Recipients of other forms exist.
    any: bool,
}

impl<'a> Receivers<'a> {
    fn of(input: &Input<'a>) -> Self {
        let category = input.category().and_then(|id| input.catalogue.category(&id));
        let any = match (input.game(), category) {
            (Some(game), _) => game.any_recipient,
            (None, Some(category)) => category.any_recipient,
            (None, None) => true,
        };
        Self { known: input.kinds, kinds: input.receivers(), any }
    }

    fn read(self, text: &str, kind: &KindId) -> Option<Candidate> {
        self.known.identify(text, Some(kind)).candidates.into_iter().next()
    }

    /// The reading of `text` that fits best. Where other recipients exist, a text that fits
    /// none is a name or an account of another form, unless it looks like a number with
    /// letters slipped in.
    fn best(self, text: &str) -> Option<Candidate> {
        let readings = self.kinds.iter().filter_map(|kind| self.read(text, kind));
        match readings.min_by_key(|candidate| candidate.verdict) {
            Some(found) if found.verdict != Verdict::Error || !self.any || slipped(&found) => {
                Some(found)
            }
            _ => self.read(text, &KindId(OTHER.to_owned())),
        }
    }

    /// Whether a text that is well formed as one kind would be another's number but for a
    /// letter that is taken for a digit: l8612340000 is an account name and hardly meant as
    /// one.
    fn number_with_letter(self, text: &str) -> bool {
        self.kinds.iter().any(|kind| {
            let Some(read) = self.read(text, kind) else { return false };
            let [reason] = read.reasons.as_slice() else { return false };
            let (Some(expected), [_]) = (&reason.expected, reason.at.as_slice()) else {
                return false;
            };
            let mended = match &reason.found {
                Some(found) if is_strange(reason) => text.replacen(found.as_str(), expected, 1),
                _ => return false,
            };
            let verdict = |candidate: &Candidate| candidate.verdict != Verdict::Error;
            self.read(&mended, kind).as_ref().is_some_and(verdict)
        })
    }
}

/// The kind of a recipient whose form nobody knows.
const OTHER: &str = "other";

/// Whether a text is a number that a hand or recognition has spoilt: letters that are taken for
/// digits, or one character that does not belong. A name begins with its letters.
fn slipped(candidate: &Candidate) -> bool {
    let digits = candidate.normalised.chars().filter(char::is_ascii_digit).count();
    let strangers = candidate.reasons.iter().filter(|reason| is_strange(reason));
    let single = digits >= NUMBER && strangers.map(|reason| reason.at.len()).sum::<usize>() == 1;
    let slip = |reason: &Reason| match reason.code {
        ReasonCode::Letters | ReasonCode::Characters => {
            (reason.expected.is_some() || single) && !reason.at.contains(&0)
        }
        ReasonCode::Empty | ReasonCode::Masked => true,
        ReasonCode::TooShort | ReasonCode::TooLong => {
            single || digits == candidate.normalised.chars().count()
        }
        _ => false,
    };
    !candidate.reasons.is_empty() && candidate.reasons.iter().all(slip)
}

/// This many digits with one stranger among them are a number, not a name.
const NUMBER: usize = 7;

fn is_strange(reason: &Reason) -> bool {
    matches!(reason.code, ReasonCode::Letters | ReasonCode::Characters)
}

/// A pasted value that is another than the one last copied: programs that swap what is on the
/// clipboard choose one with the same beginning or end, where people look.
fn not_as_copied(
    input: &Input<'_>,
    receivers: Receivers<'_>,
    candidate: &Candidate,
    findings: &mut Vec<Finding>,
) {
    let copied = input.answers.copied.as_deref();
    let Some(copied) = copied.and_then(|text| receivers.read(text, &candidate.kind)) else {
        return;
    };
    let (copied, pasted) = (&copied, &candidate.normalised);
    if copied.verdict == Verdict::Error || copied.normalised == *pasted {
        return;
    }
    let copied = &copied.normalised;
    let (head, tail) = (same_ends(copied.chars(), pasted.chars()), {
        same_ends(copied.chars().rev(), pasted.chars().rev())
    });
    let severity = if head || tail { Severity::Stop } else { Severity::Attention };
    findings.push(Finding {
        field: Some(Field::Recipient),
        expected: Some(Value::Text(copied.clone())),
        actual: Some(Value::Text(pasted.clone())),
        difference: Some(difference(copied, pasted)),
        ..Finding::new(FindingCode::NotAsCopied, Check::Recipient, severity)
    });
}

/// As many characters as a hurried look compares.
const LOOKED_AT: usize = 4;

fn same_ends(mut a: impl Iterator<Item = char>, mut b: impl Iterator<Item = char>) -> bool {
    (0..LOOKED_AT).all(|_| a.next() == b.next())
}

fn form(candidate: &Candidate, findings: &mut Vec<Finding>) {
    let masked = candidate.reasons.iter().any(|reason| reason.code == ReasonCode::Masked);
    let (code, severity) = match candidate.verdict {
        _ if masked => (FindingCode::RecipientInvalid, Severity::Stop),
        Verdict::Error => (FindingCode::RecipientInvalid, Severity::Stop),
        Verdict::Warn if doubtful(candidate) => {
            (FindingCode::RecipientDoubtful, Severity::Attention)
        }
        Verdict::Warn | Verdict::Ok => return,
    };
    findings.push(of_form(code, severity, candidate));
}

fn of_form(code: FindingCode, severity: Severity, candidate: &Candidate) -> Finding {
    Finding {
        field: Some(Field::Recipient),
        actual: Some(Value::Text(candidate.normalised.clone())),
        ..Finding::new(code, Check::Recipient, severity)
    }
}

/// Whether a warning says more than that the kind's form is not documented or that the text
/// was written in another width.
fn doubtful(candidate: &Candidate) -> bool {
    candidate.reasons.iter().any(|reason| {
        !matches!(
            reason.code,
            ReasonCode::Uncertain
                | ReasonCode::FullWidth
                | ReasonCode::Invisible
                | ReasonCode::CarrierMayDiffer
                | ReasonCode::PrefixUnknown
                | ReasonCode::ServerNeeded
        )
    })
}

fn against_page(
    input: &Input<'_>,
    receivers: Receivers<'_>,
    typed: Option<&str>,
    candidate: Option<&Candidate>,
    findings: &mut Vec<Finding>,
) -> Option<Row> {
    let facts: Vec<_> =
        input.page.map(|(_, page)| page.all(Field::Recipient).collect()).unwrap_or_default();
    let need = candidate.map_or(typed, |candidate| Some(&candidate.normalised));
    if need.is_none() && facts.is_empty() {
        return None;
    }
    let mut values: Vec<Value> = Vec::new();
    let mut standings = Vec::new();
    for fact in &facts {
        let Value::Text(shown) = &fact.value else { continue };
        if values.contains(&fact.value) {
            continue;
        }
        values.push(fact.value.clone());
        if let Some(need) = need {
            standings.push(compare(need, shown, receivers));
        }
    }
    let (standing, apart) = match (need, standings.as_slice()) {
        (None, _) => (Standing::NotAsked, None),
        (_, []) => (Standing::NotStated, None),
        (_, all) if all.iter().all(|(standing, _)| *standing == Standing::Same) => {
            (Standing::Same, None)
        }
        (_, all) if all.iter().all(|(standing, _)| *standing != Standing::Differs) => {
            (Standing::Partly, None)
        }
        (_, all) if all.iter().any(|(standing, _)| *standing != Standing::Differs) => {
            (Standing::Ambiguous, None)
        }
        (_, all) => (Standing::Differs, all.first().and_then(|(_, apart)| apart.clone())),
    };
    let row = Row {
        field: Field::Recipient,
        need: need.map(|need| Value::Text(need.to_owned())),
        page: values,
        standing,
        spans: facts.iter().flat_map(|fact| fact.spans.iter().copied()).collect(),
        difference: apart.clone(),
    };
    let (code, severity) = match standing {
        Standing::Differs => (FindingCode::Differs, Severity::Stop),
        Standing::Ambiguous => (FindingCode::Ambiguous, Severity::Attention),
        _ => return Some(row),
    };
    findings.push(Finding {
        field: Some(Field::Recipient),
        expected: row.need.clone(),
        actual: row.page.iter().find(|value| Some(*value) != row.need.as_ref()).cloned(),
        difference: apart,
        ..Finding::new(code, Check::Recipient, severity)
    });
    Some(row)
}

/// One recipient of the page against the one needed.
fn compare(need: &str, shown: &str, receivers: Receivers<'_>) -> (Standing, Option<Difference>) {
    let plain = receivers
        .best(shown)
        .filter(|candidate| candidate.verdict != Verdict::Error)
        .map_or_else(|| shown.to_owned(), |candidate| candidate.normalised);
    if plain == need || without_blanks(&plain) == without_blanks(need) {
        return (Standing::Same, None);
    }
    let apart = match masked_match(shown, need) {
        // Nothing visible that contradicts: as much as this page can say.
        MaskedMatch::Fits { .. } | MaskedMatch::Unknown if masked(shown) => {
            return (Standing::Partly, None);
        }
        MaskedMatch::Contradicts { masked: right, full: left } if masked(shown) => {
            let distance = u32::try_from(left.len().max(right.len())).unwrap_or(u32::MAX);
            Difference { distance, slip: None, left, right }
        }
        _ => difference(need, &plain),
    };
    (Standing::Differs, Some(apart))
}

/// Pages put blanks into numbers and names of any form.
fn without_blanks(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

fn masked(shown: &str) -> bool {
    let characters: Vec<char> = shown.chars().collect();
    (0..characters.len()).any(|at| is_mask(&characters, at))
}

/// One slip away from someone known is a slip until shown otherwise.
fn near_known(input: &Input<'_>, candidate: &Candidate, findings: &mut Vec<Finding>) {
    let typed = candidate.normalised.as_str();
    for near in input.history.near(typed).take(NEAR_SHOWN) {
        findings.push(Finding {
            field: Some(Field::Recipient),
            expected: Some(Value::Text(near.value.to_owned())),
            actual: Some(Value::Text(typed.to_owned())),
            difference: Some(near.difference),
            about: near.label.cloned(),
            ..Finding::new(FindingCode::RecipientNearKnown, Check::Recipient, Severity::Attention)
        });
    }
}

/// What the number itself says, against what is needed or, where nothing is, offered.
fn elsewhere(input: &Input<'_>, candidate: &Candidate, findings: &mut Vec<Finding>) {
    let game = input.need.words(Field::Game);
    for (&field, inferred) in &candidate.inferred {
        let severity = match field {
            // A number keeps its segment when its owner moves to another carrier.
            Field::Carrier | Field::Province | Field::City => Severity::Attention,
            Field::Server | Field::Game => Severity::Stop,
            _ => continue,
        };
        let page = input.page.and_then(|(_, page)| page.text(field));
        let Some(other) = input.need.words(field).or(page) else { continue };
        if same(input.catalogue, field, other, inferred, game) {
            continue;
        }
        findings.push(Finding {
            field: Some(field),
            expected: Some(Value::Text(other.to_owned())),
            actual: Some(Value::Text(inferred.clone())),
            ..Finding::new(FindingCode::RecipientElsewhere, Check::Recipient, severity)
        });
    }
}

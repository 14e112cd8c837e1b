use std::collections::BTreeMap;

use model::Field;

use super::clean::{Cleaned, clean};
use super::kind::{Advice, Confidence, Kind, ServerFrom};
use super::kinds::Kinds;
use super::places::Place;
use super::types::{Candidate, KindId, Reason, ReasonCode, StepKind, Verdict};
use super::{diagnose, mask, rule};

/// Judges `text` as the kind called `id`. A kind that nobody knows is not judged: the text is
/// kept as it is, with a warning.
pub(super) fn judge(kinds: &Kinds, text: &str, id: &KindId) -> Candidate {
    let Some(kind) = kinds.get(id) else {
        return Candidate {
            kind: id.clone(),
            normalised: text.trim().to_owned(),
            verdict: Verdict::Warn,
            reasons: vec![reason(ReasonCode::Uncertain)],
            inferred: BTreeMap::new(),
            steps: Vec::new(),
        };
    };
    assess(kind, &clean(text, kind))
}

pub(super) fn assess(kind: &Kind, cleaned: &Cleaned) -> Candidate {
    assess_fitting(kind, cleaned, fit(kind, cleaned))
}

/// How a cleaned text compares with a kind's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Whole,
    Doubtful,
    Masked,
    None,
}

/// Compares with the form; rules come after.
pub(super) fn fit(kind: &Kind, cleaned: &Cleaned) -> Fit {
    if cleaned.masked {
        return Fit::Masked;
    }
    let form = &kind.compiled;
    let characters = cleaned.characters;
    if !form.may_fit(characters) || cleaned.cut {
        Fit::None
    } else if form.takes_length(characters.count)
        && form.fits(&cleaned.value)
        && (!cleaned.is_separated() || form.fits_written(&cleaned.written))
    {
        Fit::Whole
    } else if form.fits_doubtful(&cleaned.value) {
        Fit::Doubtful
    } else {
        Fit::None
    }
}

/// [`assess`] where the form has already been compared.
pub(super) fn assess_fitting(kind: &Kind, cleaned: &Cleaned, fit: Fit) -> Candidate {
    let mut finding = Finding::new(kind, cleaned);
    finding.note_steps();
    if cleaned.value.is_empty() {
        finding.say(Verdict::Error, ReasonCode::Empty, [], None, None);
    } else if cleaned.cut {
        finding.say(Verdict::Error, ReasonCode::TooLong, [], None, Some(&diagnose::lengths(kind)));
    } else {
        match fit {
            Fit::Whole => accept(&mut finding),
            Fit::Doubtful => {
                finding.say(Verdict::Warn, ReasonCode::Unusual, [], None, None);
                finding.infer_game();
            }
            Fit::Masked => mask::judge(&mut finding),
            Fit::None => diagnose::diagnose(&mut finding),
        }
    }
    finding.candidate
}

fn accept(finding: &mut Finding<'_>) {
    let kind = finding.kind;
    finding.infer_game();
    if let Some([least, most]) = kind.range {
        let number = finding.cleaned.value.parse::<u64>();
        if !number.is_ok_and(|number| (least..=most).contains(&number)) {
            let expected = format!("{least}-{most}");
            finding.say(Verdict::Error, ReasonCode::OutOfRange, [], None, Some(&expected));
        }
    }
    finding.infer_server();
    if let Some(rule) = kind.rule {
        rule::apply(rule, finding);
    }
    if kind.server == Some(ServerFrom::Asked) && finding.cleaned.zone.is_none() {
        finding.say(Verdict::Ok, ReasonCode::ServerNeeded, [], None, None);
    }
    if kind.advice == Some(Advice::NotATarget) {
        finding.say(Verdict::Warn, ReasonCode::NotATarget, [], None, None);
    }
    if kind.confidence == Confidence::Uncertain {
        finding.say(Verdict::Ok, ReasonCode::Uncertain, [], None, None);
    }
}

/// A candidate in the making.
pub(super) struct Finding<'a> {
    pub(super) kind: &'a Kind,
    pub(super) cleaned: &'a Cleaned,
    pub(super) candidate: Candidate,
}

impl<'a> Finding<'a> {
    fn new(kind: &'a Kind, cleaned: &'a Cleaned) -> Self {
        let candidate = Candidate {
            kind: kind.id.clone(),
            normalised: cleaned.value.clone(),
            verdict: Verdict::Ok,
            reasons: Vec::new(),
            inferred: BTreeMap::new(),
            steps: cleaned.steps.clone(),
        };
        Self { kind, cleaned, candidate }
    }

    /// Adds a reason. `nth` counts characters of the cleaned value; the reason names their
    /// places in the input. Where the kind's form is undocumented an error is a warning.
    pub(super) fn say(
        &mut self,
        verdict: Verdict,
        code: ReasonCode,
        nth: impl IntoIterator<Item = usize>,
        found: Option<&str>,
        expected: Option<&str>,
    ) {
        let hint = self.kind.confidence == Confidence::Uncertain && code != ReasonCode::Empty;
        let verdict = if hint { verdict.min(Verdict::Warn) } else { verdict };
        self.candidate.verdict = self.candidate.verdict.max(verdict);
        if self.candidate.reasons.is_empty() {
            // Most candidates have one; four would be room that the allocator has to search for.
            self.candidate.reasons.reserve_exact(1);
        }
        self.candidate.reasons.push(Reason {
            at: self.cleaned.at(nth),
            found: found.map(str::to_owned),
            expected: expected.map(str::to_owned),
            ..reason(code)
        });
    }

    pub(super) fn infer(&mut self, field: Field, value: &str) {
        self.candidate.inferred.insert(field, value.to_owned());
    }

    pub(super) fn infer_place(&mut self, place: Place) {
        self.infer(Field::Province, place.province);
        if !place.city.is_empty() {
            self.infer(Field::City, place.city);
        }
    }

    pub(super) fn infer_game(&mut self) {
        if let Some(game) = &self.kind.game {
            self.infer(Field::Game, game);
        }
    }

    fn infer_server(&mut self) {
        let (kind, value) = (self.kind, &self.cleaned.value);
        if let Some(zone) = &self.cleaned.zone {
            self.infer(Field::Server, zone);
        } else if kind.server == Some(ServerFrom::Value) {
            self.infer(Field::Server, value);
        }
        let server = kind.servers.iter().find(|server| {
            server.length == value.len()
                && server.prefixes.iter().any(|prefix| value.starts_with(prefix.as_str()))
        });
        if let Some(server) = server {
            if let Some(name) = &server.name {
                self.infer(Field::Server, name);
            }
            self.infer(Field::Region, &server.region);
        }
    }

    /// What was hard to see in the text deserves a look even where it is cleaned away.
    fn note_steps(&mut self) {
        let mut full_width = Vec::new();
        let mut unseen = Vec::new();
        for step in &self.cleaned.steps {
            match step.kind {
                StepKind::FullWidth if step.to.chars().all(char::is_alphanumeric) => {
                    full_width.push(step.at);
                }
                StepKind::ZeroWidth | StepKind::Bidi => unseen.push(step.at),
                _ => {}
            }
        }
        for (code, at) in [(ReasonCode::FullWidth, full_width), (ReasonCode::Invisible, unseen)] {
            if !at.is_empty() {
                self.candidate.verdict = Verdict::Warn;
                self.candidate.reasons.push(Reason { at, ..reason(code) });
            }
        }
    }
}

fn reason(code: ReasonCode) -> Reason {
    Reason { code, at: Vec::new(), found: None, expected: None }
}

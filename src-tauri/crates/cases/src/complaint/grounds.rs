use std::sync::LazyLock;

use jiff::ToSpan;
use model::{Flow, gaps};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Complaint, FieldFlaw, FieldState};
use crate::{
    Problem,
    calendar::Calendar,
    channel::{Turn, holder},
    fact::Fact,
    folded::Folded,
    law::ProvisionId,
    signs::{Reach, Signs},
};

/// A ground on which a complaint is turned down (art. 16).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum GroundId {
    /// It is another body's business, or another place's.
    NotTheirs,
    AlreadyTakenUp,
    /// Not bought for daily use, or no dispute with the respondent is shown.
    NoConsumerDispute,
    ThreeYearsPassed,
    /// Something is missing, or not true.
    PapersWanting,
    NotInOwnName,
    /// What other law says; it cannot be looked through here.
    OtherProvisions,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum GroundState {
    /// Nothing that is known speaks for it.
    Passed,
    /// It would be turned down.
    Failed,
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Ground {
    pub id: GroundId,
    /// Of the article.
    pub item: u8,
    pub state: GroundState,
    /// What to do, or to say first; nothing where it is passed.
    pub remains: Vec<Remains>,
    pub provision: ProvisionId,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Remains {
    FindProblem,
    /// Deceit and theft are the police's business.
    GoToPolice,
    GoToInstitution,
    /// A stranger who keeps money is no seller.
    GoToCourt,
    SayRespondentKind,
    SayWhetherTakenUp,
    WaitForTheOther,
    OtherWaysLeft,
    SayOwnUse,
    NotForResale,
    ShowPayment,
    ShowOrder,
    ShowContact,
    /// It was not said no to yet.
    AskSellerFirst,
    ShowEachPurchase,
    SayWhenKnown,
    AskLawyer,
    FillFields,
    VouchForTruth,
    CorrectUntrue,
    ProxyPapers,
    UseOwnName,
    SayOwnName,
    AskRegulator,
}

pub(super) fn of(complaint: &Complaint<'_>, fields: &[FieldState]) -> Vec<Ground> {
    let judge = |rule: &Rule| {
        let found = match rule.id {
            GroundId::NotTheirs => theirs(complaint, &rule.elsewhere),
            GroundId::AlreadyTakenUp => taken_up(complaint),
            GroundId::NoConsumerDispute => dispute(complaint),
            GroundId::ThreeYearsPassed => in_time(complaint),
            GroundId::PapersWanting => papers(complaint, fields),
            GroundId::NotInOwnName => own_name(complaint, fields),
            GroundId::OtherProvisions => unknown([Remains::AskRegulator]),
        };
        let Found { failed, open } = found;
        let state = match (failed.as_slice(), open.as_slice()) {
            ([], []) => GroundState::Passed,
            ([], _) => GroundState::Unknown,
            _ => GroundState::Failed,
        };
        let remains = failed.into_iter().chain(open).collect();
        let provision = rule.provision.clone();
        Ground { id: rule.id, item: rule.item, state, remains, provision }
    };
    DATA.ground.iter().map(judge).collect()
}

pub(super) fn report() -> Option<&'static Signs> {
    SIGNS.as_ref().map(|signs| &signs.0)
}

pub(super) fn report_provision() -> ProvisionId {
    DATA.report.provision.clone()
}

/// Where a text is no name of anybody.
pub(super) fn no_name(text: &Folded) -> Option<std::ops::Range<u32>> {
    SIGNS.as_ref()?.1.first(text)
}

/// What makes it fail, and what is not known.
#[derive(Default)]
struct Found {
    failed: Vec<Remains>,
    open: Vec<Remains>,
}

impl Found {
    fn failed_if(mut self, so: bool, remains: Remains) -> Self {
        self.failed.extend(so.then_some(remains));
        self
    }

    fn open_if(mut self, so: bool, remains: Remains) -> Self {
        self.open.extend(so.then_some(remains));
        self
    }
}

fn unknown(open: impl Into<Vec<Remains>>) -> Found {
    Found { open: open.into(), ..Found::default() }
}

fn theirs(complaint: &Complaint<'_>, elsewhere: &[Problem]) -> Found {
    let Some(problem) = complaint.problem else { return unknown([Remains::FindProblem]) };
    let other = elsewhere.contains(&problem);
    let to = match problem {
        Problem::WrongAccount => Remains::GoToCourt,
        Problem::UnauthorisedPayment => Remains::GoToInstitution,
        _ => Remains::GoToPolice,
    };
    let kind_open = complaint.respondent.kind.is_none();
    Found::default().failed_if(other, to).open_if(!other && kind_open, Remains::SayRespondentKind)
}

/// Whoever the ladder says has the dispute, has it here as well.
fn taken_up(complaint: &Complaint<'_>) -> Found {
    let others = [Fact::AuthorityTold, Fact::OtherBodyTold, Fact::CourtTold];
    let known = others.map(|fact| complaint.facts.known(fact));
    match holder(complaint.facts, &[]) {
        Some((_, Turn::Had)) => Found::default().failed_if(true, Remains::OtherWaysLeft),
        Some(_) => Found::default().failed_if(true, Remains::WaitForTheOther),
        None => Found::default().open_if(known.contains(&None), Remains::SayWhetherTakenUp),
    }
}

fn dispute(complaint: &Complaint<'_>) -> Found {
    let known = |fact| complaint.facts.known(fact);
    let gaps = gaps(complaint.kinds);
    let asked = [Fact::Refused, Fact::NoReply, Fact::Overdue];
    let disputed = asked.iter().any(|&fact| known(fact) == Some(true));
    Found::default()
        .failed_if(known(Fact::OwnUse) == Some(false), Remains::NotForResale)
        .failed_if(gaps.contains(&Flow::Money), Remains::ShowPayment)
        .failed_if(gaps.contains(&Flow::Order), Remains::ShowOrder)
        .open_if(gaps.contains(&Flow::Information), Remains::ShowContact)
        .open_if(known(Fact::OwnUse).is_none(), Remains::SayOwnUse)
        .open_if(!disputed, Remains::AskSellerFirst)
        .open_if(complaint.made_lately > 0, Remains::ShowEachPurchase)
}

/// Three years from the day after; the last day itself is in time, and one on a public holiday is
/// the first day after it (art. 45).
fn in_time(complaint: &Complaint<'_>) -> Found {
    let Some(known_on) = complaint.known_on else { return unknown([Remains::SayWhenKnown]) };
    let last = Calendar::builtin().after_holiday(known_on.saturating_add(3.years()));
    Found::default().failed_if(complaint.today > last, Remains::AskLawyer)
}

fn papers(complaint: &Complaint<'_>, fields: &[FieldState]) -> Found {
    let complainant = complaint.complainant;
    let flawed = fields.iter().any(|field| field.required && field.flaw.is_some());
    let proxy = complainant.by_proxy == Some(true);
    Found::default()
        .failed_if(flawed, Remains::FillFields)
        .failed_if(complaint.vouched == Some(false), Remains::CorrectUntrue)
        .failed_if(proxy && complainant.proxy_papers == Some(false), Remains::ProxyPapers)
        .open_if(proxy && complainant.proxy_papers.is_none(), Remains::ProxyPapers)
        .open_if(complaint.vouched.is_none(), Remains::VouchForTruth)
}

fn own_name(complaint: &Complaint<'_>, fields: &[FieldState]) -> Found {
    let unreal = fields
        .iter()
        .any(|state| state.field == super::Field::Name && state.flaw == Some(FieldFlaw::NotReal));
    let own = complaint.complainant.own_name;
    Found::default()
        .failed_if(unreal || own == Some(false), Remains::UseOwnName)
        .open_if(!unreal && own.is_none(), Remains::SayOwnName)
}

static DATA: LazyLock<File> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

/// Of a report, and of what is no name.
static SIGNS: LazyLock<Option<(Signs, Signs)>> = LazyLock::new(|| {
    let report = Signs::parse(&DATA.report.patterns, &DATA.report.unless, Reach::Middle).ok()?;
    Some((report, Signs::parse(&DATA.names.no_name, [], Reach::Middle).ok()?))
});

const TEXT: &str = include_str!("../../data/complaint.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ground: Vec<Rule>,
    report: Report,
    names: Names,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: GroundId,
    item: u8,
    provision: ProvisionId,
    /// What another body handles.
    #[serde(default)]
    elsewhere: Vec<Problem>,
    #[expect(dead_code, reason = "for whoever traces the elements of the sources")]
    elements: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    provision: ProvisionId,
    patterns: Vec<String>,
    unless: Vec<String>,
}

impl Default for Report {
    fn default() -> Self {
        Self { provision: ProvisionId(String::new()), patterns: Vec::new(), unless: Vec::new() }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    no_name: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seven_grounds_are_read_in_their_order() {
        let file: File = toml::from_str(TEXT).unwrap();
        let items: Vec<u8> = file.ground.iter().map(|rule| rule.item).collect();
        assert_eq!(items, [1, 2, 3, 4, 5, 6, 7]);
        for rule in &file.ground {
            assert!(crate::law::provision(&rule.provision.0).is_some(), "{:?}", rule.id);
        }
        assert!(crate::law::provision(&file.report.provision.0).is_some());
        assert!(
            SIGNS.as_ref().is_some_and(|(report, names)| {
                !report.find_anything() && !names.find_anything()
            })
        );
    }
}

//! A complaint to the market regulator, looked through before it leaves: what it must have, and
//! the seven grounds on which it would be turned down.
//!
//! One complaint is about one dispute with one respondent. It asks to settle it; a report, which
//! asks to punish, is written apart.

mod fields;
mod grounds;

pub use fields::{Complainant, Field, FieldFlaw, FieldState, Respondent, RespondentKind};
pub use grounds::{Ground, GroundId, GroundState, Remains};

use std::ops::Range;

use jiff::civil::Date;
use model::EvidenceKind;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::letter::{Addressee, Form, LintFinding, LintKind, Setting, lint};
use crate::{Problem, fact::Facts, folded::Folded, law::ProvisionId};

/// What is to go to the regulator.
#[derive(Debug, Clone, Copy)]
pub struct Complaint<'a> {
    pub problem: Option<Problem>,
    /// What the goods are called; empty where that is not known.
    pub goods: &'a str,
    pub facts: &'a Facts,
    pub complainant: &'a Complainant,
    /// One complaint is about one dispute with one respondent (art. 10 and 17).
    pub respondent: &'a Respondent,
    /// What is asked for.
    pub request: &'a str,
    /// What happened.
    pub account: &'a str,
    /// The evidence that goes with it.
    pub kinds: &'a [EvidenceKind],
    /// How many of the same sort the buyer lately made of the same respondent.
    pub made_lately: u32,
    /// When the buyer knew, or should have known, of the harm.
    pub known_on: Option<Date>,
    pub today: Date,
    /// The buyer says that all of it is true.
    pub vouched: Option<bool>,
}

/// What came of looking it through. It says nothing of how the regulator decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SelfCheck {
    pub fields: Vec<FieldState>,
    /// The seven, in the order of the article.
    pub grounds: Vec<Ground>,
    pub goes_to: GoesTo,
    /// It asks for what a report is for.
    pub report: Option<ReportWords>,
    /// What a letter of the same words would be told.
    pub wording: Vec<Wording>,
    /// As [`SelfCheck::may_be_made`] has it.
    pub ready: bool,
}

/// Something found in the words of a field, as in a letter's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "ComplaintWording")]
pub struct Wording {
    pub field: Field,
    pub kind: LintKind,
    /// It must not go out.
    pub stops: bool,
    pub words: String,
}

impl SelfCheck {
    /// Every field is there, nothing in it must not go out, and no ground is known to stand against
    /// it.
    pub fn may_be_made(&self) -> bool {
        !self.wording.iter().any(|found| found.stops)
            && self.fields.iter().all(|field| field.flaw.is_none() || !field.required)
            && self.grounds.iter().all(|ground| ground.state != GroundState::Failed)
    }
}

/// Which county's regulator handles it (art. 13). A hint: it decides itself.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum GoesTo {
    /// Who the respondent is is to be known first.
    Unknown,
    /// Where it does business or has its seat.
    BusinessOrSeat,
    PlatformSeat,
    SiteSeat,
    /// The address that the shop shows, or the platform's seat.
    ShownAddressOrPlatformSeat,
    /// The shop shows no address, or is not reached there.
    PlatformSeatOnly,
}

/// Words of a report in what is asked for (art. 9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReportWords {
    /// In bytes of the request's UTF-8 form.
    pub range: Range<u32>,
    pub provision: ProvisionId,
}

/// Looks a complaint through.
pub fn self_check(complaint: &Complaint<'_>) -> SelfCheck {
    let fields = fields::of(complaint);
    let check = SelfCheck {
        grounds: grounds::of(complaint, &fields),
        fields,
        goes_to: goes_to(complaint.respondent),
        report: report_in(complaint.request),
        wording: wording(complaint),
        ready: false,
    };
    SelfCheck { ready: check.may_be_made(), ..check }
}

/// What is found in single words of what is asked for and of what happened. How a letter is built
/// is not asked of fields that stand apart.
fn wording(complaint: &Complaint<'_>) -> Vec<Wording> {
    let (addressee, form) = (Addressee::Regulator, Form::Letter);
    let setting = Setting {
        problem: complaint.problem,
        addressee,
        form,
        goods: complaint.goods,
        earlier: &[],
        now: complaint.today.at(0, 0, 0, 0),
    };
    let found = |(field, text): (Field, &str)| -> Vec<Wording> {
        let places = lint(text, &setting).into_iter().filter(|found| found.range.is_some());
        let of_words =
            places.filter(|found| !matches!(found.kind, LintKind::DemandFirst | LintKind::TooLong));
        let wording = |found: LintFinding| {
            let LintFinding { kind, stops, .. } = found;
            Wording { field, kind, stops, words: found.words(text).to_owned() }
        };
        of_words.map(wording).collect()
    };
    let texts = [(Field::Request, complaint.request), (Field::Account, complaint.account)];
    texts.into_iter().flat_map(found).collect()
}

/// The words of a report in `request`, if there are any.
pub fn report_in(request: &str) -> Option<ReportWords> {
    let range = grounds::report()?.first(&Folded::of(request))?;
    Some(ReportWords { range, provision: grounds::report_provision() })
}

/// Which regulator handles a complaint of `respondent`.
pub fn goes_to(respondent: &Respondent) -> GoesTo {
    match (respondent.kind, respondent.reached_at_shown_address) {
        (None, _) => GoesTo::Unknown,
        (Some(RespondentKind::Business), _) => GoesTo::BusinessOrSeat,
        (Some(RespondentKind::Platform), _) => GoesTo::PlatformSeat,
        (Some(RespondentKind::OwnSite), _) => GoesTo::SiteSeat,
        (Some(RespondentKind::ShopOnPlatform), Some(false)) => GoesTo::PlatformSeatOnly,
        (Some(RespondentKind::ShopOnPlatform), _) => GoesTo::ShownAddressOrPlatformSeat,
    }
}

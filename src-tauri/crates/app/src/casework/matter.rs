//! What the record and the buyer say of one case, before anything is concluded from it.

use std::collections::BTreeSet;

use cases::Problem;
use cases::cancel::Way;
use cases::channel::ChannelId;
use cases::contact::{Talk, with_talks};
use cases::deadline::{Term, TermState, Track};
use cases::fact::{Fact, Facts, Standing};
use cases::triage::{End, OptionId, Triage, means, triage};
use jiff::Timestamp;
use ledger::{CaseContact, Casework, ClockRow, Ledger, LinkKind, OrderRecord, Reached};
use model::{EvidenceKind, Milestone, MoneyState, OrderId, TermAnswer};
use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer, value::Error as NoWord};

use crate::book::{terms_of, with_course};
use crate::error::Error;
use crate::own::Known;
use crate::steps;

/// An order that went wrong with those that belong to it.
#[derive(Clone)]
pub(crate) struct Matter {
    /// The order whose timeline holds the case stands first.
    pub(crate) orders: Vec<OrderRecord>,
    pub(crate) clocks: Vec<ClockRow>,
    pub(crate) casework: Casework,
    /// Of all orders.
    pub(crate) talks: Vec<Talk>,
    /// Of all orders, with the order each belongs to.
    pub(crate) terms: Vec<(OrderId, Term)>,
    pub(crate) ways: Vec<Way>,
}

/// What is known of it, and what went wrong by that.
pub(crate) struct Found {
    pub(crate) problem: Option<Problem>,
    pub(crate) triage: Triage,
    pub(crate) facts: Facts,
}

impl Matter {
    /// The case of an order: its own, or the one that a linked order has and it has not.
    pub(crate) fn load(
        ledger: &Ledger,
        known: &Known,
        order: &OrderId,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let asked = ledger.order(order)?;
        let mut casework = ledger.casework(order)?;
        let own = casework.opened_at.is_some() || ledger.clock(order)?.clock.problem.is_some();
        let mut lead = asked;
        if !own {
            for link in lead.row.links.clone() {
                let Some(record) = there(ledger, &link.other)? else { continue };
                let other = ledger.casework(&link.other)?;
                if other.is_open() {
                    (lead, casework) = (record, other);
                    break;
                }
            }
        }
        let others: Vec<_> = lead.row.links.iter().map(|link| link.other.clone()).collect();
        let mut orders = vec![lead];
        for other in others {
            orders.extend(there(ledger, &other)?);
        }
        let clocks = orders.iter().map(|record| ledger.clock(&record.row.id));
        let clocks = clocks.collect::<Result<Vec<_>, _>>()?;
        let terms: Vec<_> = clocks
            .iter()
            .flat_map(|row| terms_of(row, known).into_iter().map(|term| (row.order.clone(), term)))
            .collect();
        let ways = orders.iter().take(1).flat_map(|record| steps::ways(&record.row, known, now));
        Ok(Self {
            ways: ways.collect(),
            talks: talks(ledger, &orders, |contact| is_kept(contact, &terms, &clocks))?,
            terms,
            orders,
            clocks,
            casework,
        })
    }

    pub(crate) fn lead(&self) -> &OrderRecord {
        &self.orders[0]
    }

    pub(crate) fn id(&self) -> &OrderId {
        &self.lead().row.id
    }

    /// The kinds of the pieces of all orders, each once.
    pub(crate) fn kinds(&self) -> Vec<EvidenceKind> {
        let kinds = self.orders.iter().flat_map(|record| record.row.evidence_kinds.iter().copied());
        kinds.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// What went wrong as the record has it; of what is over, what it was.
    pub(crate) fn problem(&self) -> Option<Problem> {
        let over = || self.casework.closing.is_some() || self.is_over();
        self.clocks[0].clock.problem.or_else(|| self.casework.problem.filter(|_| over()))
    }

    /// Nothing is owed any more: the buyer said so of a deadline, or all the money came back; of
    /// what was paid twice, of either.
    pub(crate) fn is_over(&self) -> bool {
        // Of what nothing was done about the record of the case says nothing.
        let recorded = self.casework.latest_at.is_some();
        let ended = if recorded { self.casework.ended } else { is_back(self.lead()) };
        let of_second =
            || self.seconds().any(|(record, clock)| is_back(record) || has_ended(clock));
        ended || self.casework.is_open() && of_second()
    }

    /// All the money that was to come back did: of what was paid twice, that of one order.
    pub(crate) fn is_paid_back(&self) -> bool {
        is_back(self.lead()) || self.seconds().any(|(record, _)| is_back(record))
    }

    /// The orders that were paid beside the first, where that is what went wrong.
    fn seconds(&self) -> impl Iterator<Item = (&OrderRecord, &ClockRow)> {
        let problem = self.clocks[0].clock.problem.or(self.casework.problem);
        let linked = |order: &OrderId| {
            let mut links = self.lead().row.links.iter();
            links.any(|link| link.other == *order && link.kind == LinkKind::PaidTwice)
        };
        let beside = self.orders.iter().zip(&self.clocks).skip(1);
        beside.filter(move |(record, _)| {
            problem == Some(Problem::DoublePayment) && linked(&record.row.id)
        })
    }

    /// As it is for what newly goes wrong: what was said and done about what is over is nothing
    /// to it.
    pub(crate) fn anew(&self) -> Self {
        let talks = Vec::new();
        Self { casework: Casework::default(), talks, ..self.clone() }
    }

    /// The milestones of the matter, each with the order that it is of. What belongs to one that
    /// is over counts while nothing new went wrong.
    pub(crate) fn reached(&self) -> impl Iterator<Item = (&OrderId, &Reached)> {
        let all = self
            .clocks
            .iter()
            .flat_map(|row| row.clock.reached.iter().map(|reached| (&row.order, reached)));
        all.filter(|(_, reached)| self.counts(reached))
    }

    /// Whether a milestone is of the matter as it is now.
    pub(crate) fn counts(&self, reached: &Reached) -> bool {
        !reached.settled || self.casework.is_over()
    }

    /// What the buyer has answered, as it is known to this version.
    pub(crate) fn answers(&self) -> Vec<OptionId> {
        self.casework.told.answers.iter().filter_map(|word| named(word)).collect()
    }

    /// What is known, and what went wrong by it. The buyer may have named a problem outright:
    /// then that is where the questions end, and what was answered stands.
    pub(crate) fn found(&self, known: &Known, now: Timestamp) -> Found {
        let set = self.problem();
        let facts = self.known(known, now);
        let answers = self.answers();
        let mut path = triage(&facts, &answers);
        if let Some(problem) = set
            && path.problem() != Some(problem)
        {
            path.end = End::Found(problem);
            path.said.extend(means(problem));
        }
        // What was put right by itself stands over what an answer says of it.
        let mut facts = path.facts(&facts);
        self.say(&mut facts);
        Found { problem: set.or(path.problem()), triage: path, facts }
    }

    /// What is known before any question is answered.
    pub(crate) fn known(&self, known: &Known, now: Timestamp) -> Facts {
        let mut facts = with_talks(&self.facts(known, now), &self.talks, self.problem());
        self.say(&mut facts);
        facts
    }

    fn say(&self, facts: &mut Facts) {
        for (word, is) in &self.casework.told.facts {
            if let Some(fact) = named::<Fact>(word) {
                facts.say(fact, *is);
            }
        }
    }

    fn facts(&self, known: &Known, now: Timestamp) -> Facts {
        let row = &self.lead().row;
        let category = check::catalogue::CategoryId(row.summary.category.clone());
        let category = known.catalogue.category(&category);
        let clocks = || self.clocks.iter().map(|row| &row.clock);
        let mut reached: Vec<&Reached> = clocks()
            .flat_map(|clock| &clock.reached)
            .filter(|reached| !reached.settled && reached.at <= now)
            .collect();
        reached.sort_by_key(|reached| reached.at);
        let reached: Vec<Milestone> = reached.iter().map(|reached| reached.milestone).collect();
        let answers = clocks().flat_map(|clock| &clock.answers).filter(|given| !given.settled);
        let answers: Vec<TermAnswer> = answers.map(|given| given.answer).collect();
        let twice = row.links.iter().any(|link| link.kind == LinkKind::PaidTwice);
        Facts::of(&Standing {
            axes: row.axes,
            arrival: row.arrival,
            shown: row.shown.is_some(),
            numbered: row.order_no.is_some(),
            no_return: category.map(|category| steps::moment(category.point_of_no_return)),
            bought_twice: twice,
            reached: &reached,
            answers: &answers,
            overdue: self.answers_due().any(|due| due <= now),
        })
    }

    /// When the other side's answers are, or were, due that nobody has noted.
    pub(crate) fn answers_due(&self) -> impl Iterator<Item = Timestamp> {
        let owed = self.terms.iter().map(|(_, term)| term);
        let owed =
            owed.filter(|term| term.rule.track == Track::Response && term.state == TermState::Open);
        owed.map(|term| term.due.at)
    }
}

/// All that was paid for it came back.
fn is_back(record: &OrderRecord) -> bool {
    record.row.axes.money == MoneyState::Refunded
}

/// Something was said to be over, and nothing went wrong since.
fn has_ended(clock: &ClockRow) -> bool {
    with_course(clock, |course| !course.is_troubled())
        && clock.clock.reached.iter().any(|reached| reached.settled)
}

/// A linked order. One that came from elsewhere may name an order that never came.
fn there(ledger: &Ledger, order: &OrderId) -> Result<Option<OrderRecord>, Error> {
    match ledger.order(order) {
        Ok(record) => Ok(Some(record).filter(|record| record.row.gone.is_none())),
        Err(ledger::Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Of all orders, in the order in which they were had: whoever has the dispute has all of it.
fn talks(
    ledger: &Ledger,
    orders: &[OrderRecord],
    is_kept: impl Fn(&CaseContact) -> bool,
) -> Result<Vec<Talk>, Error> {
    let mut talks = Vec::new();
    for record in orders {
        let contacts = ledger.casework(&record.row.id)?.contacts;
        talks.extend(contacts.iter().filter_map(|each| {
            let CaseContact { at, outcome, until, .. } = each.what;
            let channel: ChannelId = named(&each.what.channel)?;
            Some(Talk { channel, at, outcome, until: until.filter(|_| !is_kept(&each.what)) })
        }));
    }
    talks.sort_by_key(|talk| talk.at);
    Ok(talks)
}

/// The term of what was promised in a talk.
pub(crate) fn promised<'a>(talk: &CaseContact, terms: &'a [(OrderId, Term)]) -> Option<&'a Term> {
    let until = talk.until?;
    let mut terms = terms.iter().map(|(_, term)| term);
    terms.find(|term| {
        term.rule.from == Milestone::Promised && (term.started_at, term.due.at) == (talk.at, until)
    })
}

/// The buyer said that what was promised in a talk was done.
fn is_kept(talk: &CaseContact, terms: &[(OrderId, Term)], clocks: &[ClockRow]) -> bool {
    promised(talk, terms).is_some_and(|term| {
        clocks.iter().flat_map(|row| &row.clock.answers).any(|given| {
            (given.rule.as_str(), given.started_at) == (term.rule.id.0.as_str(), term.started_at)
                && given.answer == TermAnswer::Resolved
        })
    })
}

/// What a word of the record names; `None` for one that this version does not know.
pub(crate) fn named<T: DeserializeOwned>(word: &str) -> Option<T> {
    let word: serde::de::value::StrDeserializer<'_, NoWord> = word.into_deserializer();
    T::deserialize(word).ok()
}

/// The word that stands for it in the record.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

//! What follows from having spoken with somebody about what went wrong.

use jiff::{SignedDuration, Timestamp};
use model::{ContactOutcome, Milestone};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Problem;
use crate::channel::{ChannelId, Level, level, settles};
use crate::fact::{Fact, Facts};
use crate::remedy::Ask;

/// One talk, or the try at one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Talk {
    pub channel: ChannelId,
    #[specta(type = String)]
    pub at: Timestamp,
    pub outcome: ContactOutcome,
    /// By when something was promised that nobody said was done.
    #[specta(type = Option<String>)]
    pub until: Option<Timestamp>,
}

/// How long the same service is left in peace after it was written to, while nothing that was
/// promised is overdue. Our own measure: asking again within the day moves one to the end of
/// most queues (S220).
pub const REST: SignedDuration = SignedDuration::from_hours(24);

/// What of a dispute's course a talk reaches. `asked` is what was asked for in it, `timed` whether
/// a time was named by when it will be done.
pub fn reached(
    channel: ChannelId,
    outcome: ContactOutcome,
    asked: Option<Ask>,
    timed: bool,
) -> Vec<Milestone> {
    use ContactOutcome as O;
    use Milestone as M;
    let mut reached = Vec::new();
    match level(channel) {
        Some(Level::Service | Level::Escalation) => {
            reached.push(M::Contacted);
            match asked {
                Some(Ask::Refund) => reached.push(M::RefundRequested),
                Some(Ask::Resupply) => reached.push(M::ResupplyRequested),
                _ => {}
            }
            match outcome {
                O::Agreed if asked == Some(Ask::Refund) => reached.push(M::RefundAgreed),
                O::Refused => reached.push(M::AfterSaleRefused),
                _ => {}
            }
            if channel == ChannelId::PlatformDispute {
                reached.push(M::PlatformAsked);
            }
        }
        Some(Level::Payment) => {
            // A bank holds no complaint against a shop; telling it leaves the channel's term as it is.
            let complains = channel == ChannelId::PaymentChannel;
            reached.extend(complains.then_some(M::ChannelComplained));
            match outcome {
                O::Agreed if asked == Some(Ask::Refund) => reached.push(M::RefundAgreed),
                O::Refused if complains => reached.push(M::ChannelRefused),
                _ => {}
            }
        }
        _ if channel == ChannelId::Regulator => match outcome {
            O::Agreed => reached.extend([M::AuthorityReceived, M::AuthorityAccepted]),
            O::Refused => reached.extend([M::AuthorityReceived, M::AuthorityRefused]),
            _ => reached.push(M::AuthorityReceived),
        },
        _ => {}
    }
    if outcome == O::Promised || outcome == O::Agreed && timed {
        reached.push(M::Promised);
    }
    reached
}

/// Adds what the talks say to what is known. The latest talk with a service says whether it
/// answers.
pub fn with_talks(facts: &Facts, talks: &[Talk], problem: Option<Problem>) -> Facts {
    let mut facts = facts.clone();
    for talk in talks {
        let said = match (talk.channel, level(talk.channel)) {
            (ChannelId::Counterparty, _) => match talk.outcome {
                ContactOutcome::Refused | ContactOutcome::NoReply => Some(Fact::OtherRefused),
                _ => None,
            },
            (ChannelId::Police, _) => Some(Fact::PoliceTold),
            (ChannelId::Court, _) => Some(Fact::CourtTold),
            (ChannelId::Regulator, _) => Some(Fact::AuthorityTold),
            (id, _) if settles(id) => Some(Fact::OtherBodyTold),
            (_, Some(Level::Payment)) if problem == Some(Problem::UnauthorisedPayment) => {
                Some(Fact::InstitutionTold)
            }
            (ChannelId::PaymentChannel, _) => Some(Fact::ChannelComplained),
            (_, Some(Level::Service | Level::Escalation)) => Some(Fact::Contacted),
            _ => None,
        };
        if let Some(fact) = said {
            facts.record(fact, true);
        }
    }
    whether_taken_up(&mut facts, talks);
    let with_service =
        |talk: &&Talk| matches!(level(talk.channel), Some(Level::Service | Level::Escalation));
    let with_service = || talks.iter().filter(with_service);
    if let Some(last) = with_service().max_by_key(|talk| talk.at) {
        use ContactOutcome as O;
        let silent_before = with_service().any(|talk| talk.outcome == O::NoReply);
        match last.outcome {
            O::NoReply => facts.record(Fact::NoReply, true),
            O::Agreed | O::Promised | O::Refused => facts.record(Fact::NoReply, false),
            // That it was asked again is no answer to what was said of its silence since.
            O::Waiting if silent_before && facts.known(Fact::NoReply).is_none() => {
                facts.record(Fact::NoReply, false);
            }
            O::Waiting => {}
        }
        if last.outcome == O::Refused {
            facts.record(Fact::Refused, true);
        }
    }
    facts
}

/// Only what was taken up is dealt with: a refusal before that leaves the dispute as it was.
fn whether_taken_up(facts: &mut Facts, talks: &[Talk]) {
    let with_them = || talks.iter().filter(|talk| settles(talk.channel) && !is_court(talk.channel));
    let Some(last) = with_them().max_by_key(|talk| talk.at) else { return };
    if with_them().any(|talk| talk.outcome == ContactOutcome::Agreed) {
        facts.record(Fact::AuthorityAccepted, true);
    }
    let refused = last.outcome == ContactOutcome::Refused;
    let accepted = facts.known(Fact::AuthorityAccepted) == Some(true);
    if refused && accepted {
        facts.record(Fact::AuthorityEnded, true);
    }
    let declined = refused && !accepted;
    // Another may have been turned to since, or the same once more.
    if declined || facts.known(Fact::AuthorityDeclined) == Some(true) {
        facts.record(Fact::AuthorityDeclined, declined);
    }
}

/// Until when the answer that the last talk left open is waited for: what was promised; a day, where
/// a service was asked; elsewhere until the next answer is `due`. `None` after a refusal or silence.
pub fn patience(talks: &[Talk], due: Option<Timestamp>) -> Option<Timestamp> {
    let last = talks.iter().max_by_key(|talk| talk.at)?;
    let day = || last.at.checked_add(REST).ok();
    match last.outcome {
        ContactOutcome::Refused | ContactOutcome::NoReply => None,
        ContactOutcome::Promised | ContactOutcome::Agreed if last.until.is_some() => last.until,
        ContactOutcome::Agreed => due.or_else(day),
        _ if level(last.channel).is_some_and(Level::is_outside) => due.or_else(day),
        _ => day(),
    }
}

/// Until when `channel` is better left in peace: a day after it was last written to, or until
/// what it promised is due; `None` where it may be asked at once, as after a refusal.
pub fn rest(channel: ChannelId, talks: &[Talk], now: Timestamp) -> Option<Timestamp> {
    let last = talks.iter().filter(|talk| talk.channel == channel).max_by_key(|talk| talk.at)?;
    let until = match last.outcome {
        ContactOutcome::Refused => return None,
        ContactOutcome::Promised | ContactOutcome::Agreed if last.until.is_some() => last.until?,
        _ => last.at.checked_add(REST).ok()?,
    };
    (until > now).then_some(until)
}

fn is_court(id: ChannelId) -> bool {
    id == ChannelId::Court
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
    }

    fn talk(channel: ChannelId, hours: i64, outcome: ContactOutcome) -> Talk {
        Talk { channel, at: at(hours), outcome, until: None }
    }

    #[test]
    fn a_talk_reaches_what_terms_are_counted_from() {
        let waits = ContactOutcome::Waiting;
        assert_eq!(
            reached(ChannelId::Chat, waits, Some(Ask::Refund), false),
            [Milestone::Contacted, Milestone::RefundRequested]
        );
        assert_eq!(
            reached(ChannelId::Supervisor, ContactOutcome::Refused, None, false),
            [Milestone::Contacted, Milestone::AfterSaleRefused]
        );
        assert_eq!(
            reached(ChannelId::Regulator, waits, None, false),
            [Milestone::AuthorityReceived]
        );
        assert_eq!(
            reached(ChannelId::PaymentChannel, waits, None, false),
            [Milestone::ChannelComplained]
        );
        assert_eq!(reached(ChannelId::Bank, waits, None, false), [], "it is another than the app");
        assert_eq!(
            reached(ChannelId::PlatformDispute, waits, None, false),
            [Milestone::Contacted, Milestone::PlatformAsked],
            "what the payment app allows runs on"
        );
        assert_eq!(
            reached(ChannelId::Counterparty, ContactOutcome::Promised, None, false),
            [Milestone::Promised],
            "whoever got the money is no service"
        );
    }

    #[test]
    fn a_no_and_a_yes_end_the_terms_of_whoever_said_it() {
        let (no, yes) = (ContactOutcome::Refused, ContactOutcome::Agreed);
        let payment =
            |outcome| reached(ChannelId::PaymentChannel, outcome, Some(Ask::Refund), false);
        assert_eq!(payment(no), [Milestone::ChannelComplained, Milestone::ChannelRefused]);
        assert_eq!(payment(yes), [Milestone::ChannelComplained, Milestone::RefundAgreed]);
        let bank = reached(ChannelId::Bank, yes, Some(Ask::Refund), false);
        assert_eq!(bank, [Milestone::RefundAgreed]);
        assert_eq!(
            reached(ChannelId::Regulator, no, None, false),
            [Milestone::AuthorityReceived, Milestone::AuthorityRefused]
        );
        let ends = |id: &str, milestone| {
            let id = crate::deadline::RuleId(id.to_owned());
            crate::deadline::Rules::builtin().get(&id).unwrap().done_by.contains(&milestone)
        };
        assert!(ends("authority_accepts", Milestone::AuthorityRefused));
        assert!(ends("mediation", Milestone::AuthorityRefused));
        assert!(ends("channel_handling", Milestone::ChannelRefused));
        assert!(ends("wechat_shop_arbitration", Milestone::PlatformAsked));
        assert!(!ends("channel_appeal", Milestone::PlatformAsked), "it is no appeal there");
        assert!(ends("mini_program_answer", Milestone::ChannelRefused));
    }

    #[test]
    fn a_silence_that_was_noted_is_not_undone_by_waiting_on() {
        let mut silent = Facts::default();
        silent.record(Fact::NoReply, true);
        let after = |outcome| {
            let talks = [talk(ChannelId::Chat, 1, outcome)];
            with_talks(&silent, &talks, None).known(Fact::NoReply)
        };
        assert_eq!(after(ContactOutcome::Waiting), Some(true), "the term was answered so");
        for answer in [ContactOutcome::Agreed, ContactOutcome::Promised, ContactOutcome::Refused] {
            assert_eq!(after(answer), Some(false), "{answer:?} is an answer");
        }
    }

    #[test]
    fn the_last_talk_says_whether_the_service_answers() {
        let silent = [talk(ChannelId::Chat, 1, ContactOutcome::NoReply)];
        let facts = with_talks(&Facts::default(), &silent, None);
        assert_eq!(facts.known(Fact::NoReply), Some(true));
        let then = [silent[0], talk(ChannelId::Phone, 5, ContactOutcome::Waiting)];
        let facts = with_talks(&Facts::default(), &then, None);
        assert_eq!(facts.known(Fact::NoReply), Some(false), "it was reached after all");
        assert_eq!(facts.known(Fact::Refused), None);
    }

    #[test]
    fn who_was_turned_to_last_has_the_dispute() {
        let refused = talk(ChannelId::Regulator, 1, ContactOutcome::Refused);
        let alone = with_talks(&Facts::default(), &[refused], None);
        assert_eq!(alone.known(Fact::AuthorityDeclined), Some(true));
        let since = [refused, talk(ChannelId::Association, 5, ContactOutcome::Waiting)];
        let facts = with_talks(&alone, &since, None);
        assert_eq!(facts.known(Fact::AuthorityDeclined), Some(false), "the association has it now");
        assert_eq!(facts.known(Fact::AuthorityEnded), None);
    }

    #[test]
    fn every_body_but_the_regulator_and_the_court_is_another() {
        for id in [ChannelId::Association, ChannelId::FinanceLine, ChannelId::CitizenLine] {
            let told = with_talks(&Facts::default(), &[talk(id, 1, ContactOutcome::Waiting)], None);
            assert_eq!(told.known(Fact::OtherBodyTold), Some(true), "{id:?}");
        }
        let report = [talk(ChannelId::RegulatorReport, 1, ContactOutcome::Waiting)];
        let told = with_talks(&Facts::default(), &report, None);
        assert_eq!(told.known(Fact::OtherBodyTold), None, "it settles nothing");
    }

    #[test]
    fn of_a_theft_the_institution_is_told_and_otherwise_only_the_app_is_complained_to() {
        let known = |channel, problem| {
            let facts = with_talks(
                &Facts::default(),
                &[talk(channel, 1, ContactOutcome::Waiting)],
                Some(problem),
            );
            [Fact::InstitutionTold, Fact::ChannelComplained].map(|fact| facts.known(fact))
        };
        for channel in [ChannelId::Bank, ChannelId::PaymentChannel] {
            assert_eq!(known(channel, Problem::UnauthorisedPayment), [Some(true), None]);
        }
        for problem in [Problem::NotDelivered, Problem::Fraud] {
            assert_eq!(known(ChannelId::Bank, problem), [None, None], "{problem:?}");
            assert_eq!(known(ChannelId::PaymentChannel, problem), [None, Some(true)]);
        }
    }

    #[test]
    fn nobody_is_asked_twice_a_day_unless_they_refused() {
        let chat = ChannelId::Chat;
        let waiting = [talk(chat, 0, ContactOutcome::Waiting)];
        assert_eq!(rest(chat, &waiting, at(3)), Some(at(24)));
        assert_eq!(rest(chat, &waiting, at(24)), None);
        assert_eq!(rest(ChannelId::Phone, &waiting, at(3)), None, "another way is another way");
        let refused = [talk(chat, 0, ContactOutcome::Refused)];
        assert_eq!(rest(chat, &refused, at(1)), None);
        let promised = Talk { until: Some(at(72)), ..talk(chat, 0, ContactOutcome::Promised) };
        assert_eq!(rest(chat, &[promised], at(30)), Some(at(72)));
    }

    #[test]
    fn an_answer_is_awaited_as_long_as_was_said_and_after_a_refusal_not_at_all() {
        let chat = ChannelId::Chat;
        let due = Some(at(24 * 15));
        let waiting = [talk(chat, 0, ContactOutcome::Waiting)];
        assert_eq!(patience(&waiting, due), Some(at(24)), "a service has a day");
        let bank = [waiting[0], talk(ChannelId::Bank, 2, ContactOutcome::Waiting)];
        assert_eq!(patience(&bank, due), due, "a bank has its term");
        assert_eq!(patience(&bank, None), Some(at(26)));
        let promised = Talk { until: Some(at(72)), ..talk(chat, 3, ContactOutcome::Agreed) };
        assert_eq!(patience(&[promised], due), Some(at(72)));
        for outcome in [ContactOutcome::Refused, ContactOutcome::NoReply] {
            assert_eq!(patience(&[promised, talk(chat, 5, outcome)], due), None, "{outcome:?}");
        }
        assert_eq!(patience(&[], due), None);
    }

    #[test]
    fn what_is_agreed_to_by_a_time_is_a_promise() {
        let agreed = |timed| reached(ChannelId::Chat, ContactOutcome::Agreed, None, timed);
        assert_eq!(agreed(true), [Milestone::Contacted, Milestone::Promised]);
        assert_eq!(agreed(false), [Milestone::Contacted]);
    }

    #[test]
    fn only_what_was_taken_up_is_dealt_with() {
        let ends = |facts: &Facts| {
            (facts.known(Fact::AuthorityDeclined), facts.known(Fact::AuthorityEnded))
        };
        let (refused, agreed) = (ContactOutcome::Refused, ContactOutcome::Agreed);
        let after = |facts: &Facts, talks: &[Talk]| ends(&with_talks(facts, talks, None));
        let mut accepted = Facts::default();
        accepted.record(Fact::AuthorityAccepted, true);
        for id in [
            ChannelId::Regulator,
            ChannelId::Association,
            ChannelId::CitizenLine,
            ChannelId::FinanceLine,
        ] {
            let first = talk(id, 1, refused);
            assert_eq!(after(&Facts::default(), &[first]), (Some(true), None), "{id:?}");
            assert_eq!(after(&accepted, &[first]), (None, Some(true)), "{id:?} had it");
            let later = [talk(id, 1, agreed), talk(id, 2, refused)];
            assert_eq!(after(&Facts::default(), &later), (None, Some(true)), "{id:?} took it");
        }
        let none = (None, None);
        let waits = talk(ChannelId::Regulator, 1, ContactOutcome::Waiting);
        assert_eq!(after(&Facts::default(), &[waits]), none);
        let court = talk(ChannelId::Court, 1, refused);
        assert_eq!(after(&Facts::default(), &[court]), none, "nothing comes after");
        let bank = talk(ChannelId::Bank, 1, refused);
        assert_eq!(after(&Facts::default(), &[bank]), none, "it is no authority");
    }
}

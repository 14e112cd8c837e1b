//! Goes through a case as its next steps say, one at a time, until it is closed.

use app::{
    CaseView, ChannelId, LetterOut, NewClosing, NewContact, OptionId, OrderEvent, RemedyId, Slot,
    Tone,
};
use cases::channel::{Access, Level, channel};
use cases::complaint::RespondentKind;
use cases::course::{NextStep, Stage};
use cases::deadline::china;
use cases::letter::{Addressee, Form};
use cases::remedy::WayState;
use jiff::Timestamp;
use ledger::{CaseComplaint, MoneyBack};
use model::{ContactOutcome, Fen};

use crate::desk::Desk;
use crate::page::{Page, id};
use crate::story::{Story, Talk};

/// No case takes more steps.
const STEPS: usize = 60;

pub(crate) async fn through(story: &Story) -> String {
    let mut play = Play {
        story,
        desk: Desk::of(story).await,
        page: Page::of(story),
        answered: Vec::new(),
        talks: story.script.talks.iter().cloned().collect(),
        found: false,
        over: false,
        stage: Stage::Locate,
        last: None,
    };
    for _ in 0..STEPS {
        play.located().await;
        let view = play.desk.view().await;
        play.look(&view);
        if view.next == NextStep::Done {
            play.page.end(&view);
            return play.page.text();
        }
        play.step(view).await;
    }
    panic!("{} has no end:\n{}", story.file, play.page.text());
}

struct Play<'a> {
    story: &'a Story,
    desk: Desk,
    page: Page,
    answered: Vec<OptionId>,
    talks: std::collections::VecDeque<Talk>,
    /// What went wrong is known, and the ways out were written down.
    found: bool,
    over: bool,
    stage: Stage,
    last: Option<(NextStep, Timestamp)>,
}

impl Play<'_> {
    /// What must hold wherever a case stands.
    fn look(&mut self, view: &CaseView) {
        let story = &self.story.file;
        let told = |what: &str| format!("{story}: {what}\n{}", self.page.text());
        let settles = |id: ChannelId| channel(id).is_some_and(|channel| channel.settles);
        let open = view.ladder.rungs.iter();
        let open = open.filter(|rung| rung.access == Access::Open && settles(rung.channel));
        assert!(open.count() <= 1, "{}", told("several authorities at once"));
        assert!(view.stage >= self.stage, "{}", told(&format!("back to {:?}", view.stage)));
        let here = Some((view.next.clone(), self.desk.now));
        assert!(self.last != here, "{}", told(&format!("does not move: {:?}", view.next)));
        self.stage = view.stage;
        self.last = here;
        let first = !self.found && view.finding.problem.is_some();
        if first {
            self.found = true;
            assert_eq!(view.finding.problem, Some(self.story.situation.problem), "{story}");
        }
        self.page.next(view, self.desk.now);
    }

    async fn step(&mut self, view: CaseView) {
        match view.next.clone() {
            NextStep::Answer { question } => {
                let asked = view.finding.asked.iter().find(|asked| asked.question == question);
                let asked = asked.unwrap_or_else(|| panic!("{question:?} has no options"));
                let chosen = self.story.situation.answers.iter();
                let chosen = chosen.copied().find(|option| asked.options.contains(option));
                match chosen {
                    Some(chosen) => self.answered.push(chosen),
                    // What the record answered is otherwise.
                    None => self.answered.clone_from(&self.story.situation.answers),
                }
                self.answer().await;
            }
            NextStep::Say { fact } => {
                let said = self.story.situation.says.iter().find(|said| said.fact == fact);
                let is = said.is_some_and(|said| said.is);
                self.page.line(&format!("    答 {is}"));
                self.say(fact, is).await;
            }
            NextStep::Keep { kind, .. } if !self.story.script.without.contains(&kind) => {
                self.desk.keep(kind).await;
            }
            // What cannot be had holds nobody back.
            NextStep::Keep { .. } => {
                self.page.line("    拿不到");
                match Self::towards(&view) {
                    Some(channel) if is_outside(channel) => self.hand_over().await,
                    Some(channel) => self.write(&view, channel).await,
                    None => self.end(&view).await,
                }
            }
            NextStep::Follow { remedy } => self.follow(Some(remedy)).await,
            NextStep::Write { channel } | NextStep::Urgent { channel } => {
                self.write(&view, channel).await;
            }
            NextStep::Note { channel } => self.talk(channel).await,
            NextStep::Export { channel } => {
                if channel == ChannelId::Regulator {
                    self.complain().await;
                }
                self.hand_over().await;
            }
            NextStep::Wait { until } => match until.filter(|_| !self.talks.is_empty()) {
                Some(until) => {
                    assert!(until > self.desk.now, "{}: waits for what is past", self.story.file);
                    self.desk.now = until;
                    self.desk.pass(1);
                }
                None => self.end(&view).await,
            },
            NextStep::Close => self.close(&view).await,
            NextStep::Done => {}
        }
    }

    async fn answer(&mut self) {
        let answers: Vec<String> = self.answered.iter().map(id).collect();
        self.page.line(&format!("    答 {}", answers.join(" ")));
        let (order, answers) = (self.desk.order.clone(), self.answered.clone());
        self.desk.library.answer_case(order, answers, self.desk.now).await.unwrap();
    }

    fn towards(view: &CaseView) -> Option<ChannelId> {
        match view.ladder.next {
            cases::channel::Next::Go { channel } => Some(channel),
            _ => None,
        }
    }

    /// Once the problem is found: the ways out are what the rules say of such a purchase.
    async fn located(&mut self) {
        let mut view = self.desk.view().await;
        if self.page.located() {
            return;
        }
        if view.next == NextStep::Close && view.finding.problem.is_none() {
            // It is over before anybody was asked what it was.
            self.answered.clone_from(&self.story.situation.answers);
            self.answer().await;
            view = self.desk.view().await;
        }
        if view.finding.problem.is_none() {
            return;
        }
        let situation = &self.story.situation;
        // A buyer who answers nothing has the problem named by the record all the same.
        if self.answered.is_empty() {
            self.answer().await;
        }
        for said in situation.says.iter().chain(&self.story.script.says) {
            self.say(said.fact, said.is).await;
        }
        let view = self.desk.view().await;
        let in_state = |state: WayState| -> Vec<String> {
            let ways = view.ways.iter().filter(|way| way.state == state);
            ways.map(|way| id(&way.id)).collect()
        };
        let names = |listed: &[String]| -> Vec<String> {
            let name = |each: &String| each.split(':').next().unwrap().to_owned();
            listed.iter().map(name).collect()
        };
        let story = &self.story.file;
        assert_eq!(in_state(WayState::Open), situation.open, "{story}: open");
        assert_eq!(in_state(WayState::Unknown), names(&situation.ask), "{story}: to be asked for");
        assert_eq!(in_state(WayState::Blocked), names(&situation.shut), "{story}: shut");
        self.page.located_with(&view);
    }

    async fn say(&self, fact: app::CaseFact, is: bool) {
        let (order, now) = (self.desk.order.clone(), self.desk.now);
        self.desk.library.say_case_fact(order, fact, Some(is), now).await.unwrap();
    }

    async fn follow(&mut self, remedy: Option<RemedyId>) {
        let (order, now) = (self.desk.order.clone(), self.desk.now);
        self.desk.library.follow_remedy(order, remedy, now).await.unwrap();
    }

    /// Writes to `channel` as hard as talks were had, or speaks with it where nothing is written.
    async fn write(&mut self, view: &CaseView, channel: ChannelId) {
        let tone = Tone::ALL[view.contacts.len().min(2)];
        let Some(template) = letter_to(view, channel) else {
            self.page.line("    （没有给它的信，直接联系）");
            return self.talk(channel).await;
        };
        let (order, library) = (self.desk.order.clone(), self.desk.library.clone());
        let now = self.desk.now;
        let mut letter =
            library.case_letter(order.clone(), template.clone(), tone, now).await.unwrap();
        assert!(letter.missing.is_empty() || letter.letter.is_none(), "nothing is made up");
        let text = |slot: &Slot| Some((*slot, self.story.slots.get(slot)?.clone()));
        let texts = letter.missing.iter().chain(&letter.empty).filter_map(text).collect();
        library.fill_case(order.clone(), texts, now).await.unwrap();
        letter = library.case_letter(order.clone(), template.clone(), tone, now).await.unwrap();
        let missing = format!("{template:?}: {:?} {:?}", letter.missing, letter.faults);
        let text = letter.letter.unwrap_or_else(|| panic!("{}: {missing}", self.story.file)).text;
        self.page.letter(&template.0, tone, &text, &letter.lint);
        let out = LetterOut { template, tone, channel, text };
        let story = &self.story.file;
        let copied = library.copy_letter(order, out, now).await;
        copied.unwrap_or_else(|error| panic!("{story}: {error:?}\n{}", self.page.text()));
        let next = self.desk.view().await.next;
        assert_eq!(next, NextStep::Note { channel }, "{story}: a copied letter is to be noted");
    }

    async fn talk(&mut self, channel: ChannelId) {
        let usual =
            Talk { came: ContactOutcome::Waiting, said: "已收到".to_owned(), hours: None };
        let talk = self.talks.pop_front().unwrap_or(usual);
        self.desk.pass(if talk.came == ContactOutcome::NoReply { 25 } else { 1 });
        let view = self.desk.view().await;
        let followed = view.followed.or(view.ways.first().map(|way| way.id));
        let way = view.ways.iter().find(|way| Some(way.id) == followed);
        let until = talk.hours.map(|hours| self.desk.now + jiff::SignedDuration::from_hours(hours));
        let contact = NewContact {
            at: self.desk.now,
            channel,
            agent_no: "8021".to_owned(),
            ticket: String::new(),
            said: talk.said.clone(),
            outcome: talk.came,
            asked: way.and_then(|way| way.asks.first().copied()),
            until,
            pieces: Vec::new(),
        };
        let order = self.desk.order.clone();
        self.desk.library.note_contact(order, contact, self.desk.now).await.unwrap();
        let view = self.desk.view().await;
        self.page.talk(channel, &talk, &view, self.desk.now);
    }

    /// Looks the complaint through, with what a complaint needs beside.
    async fn complain(&mut self) {
        let (order, library, now) =
            (self.desk.order.clone(), self.desk.library.clone(), self.desk.now);
        let before = library.check_complaint(order.clone(), now, china()).await.unwrap();
        assert!(!before.may_be_made(), "nobody is named yet");
        let complaint = CaseComplaint {
            respondent_kind: Some(id(&RespondentKind::Business)),
            own_name: Some(true),
            by_proxy: Some(false),
            vouched: Some(true),
            ..CaseComplaint::default()
        };
        library.set_complaint(order.clone(), complaint, now).await.unwrap();
        let wanted = [Slot::Respondent, Slot::RespondentAddress, Slot::Demand, Slot::Happened];
        let texts = wanted.iter().map(|slot| (*slot, self.story.slots[slot].clone())).collect();
        library.fill_case(order.clone(), texts, now).await.unwrap();
        let who = app::Complaining {
            name: self.story.slots[&Slot::Name].clone(),
            phone: self.story.slots[&Slot::Phone].clone(),
            address: self.story.slots[&Slot::Address].clone(),
        };
        library.save_complaining(&who).await.unwrap();
        self.say(app::CaseFact::OwnUse, true).await;
        let check = library.check_complaint(order, now, china()).await.unwrap();
        self.page.complaint(&check);
        assert!(check.may_be_made(), "{}\n{}", self.story.file, self.page.text());
    }

    /// It ends as the script says.
    async fn end(&mut self, view: &CaseView) {
        if self.over {
            return self.close(view).await;
        }
        self.over = true;
        let end = &self.story.script.end;
        let put_right = matches!(
            end.outcome,
            model::CaseOutcome::Delivered
                | model::CaseOutcome::Exchanged
                | model::CaseOutcome::PutRight
        );
        if end.seen {
            let amount = Fen::parse_yuan(&end.returned).unwrap();
            let back = MoneyBack { amount, at: self.desk.now, to: None, note: None };
            self.page.line("    钱到账了");
            self.desk.record(OrderEvent::Refunded(back)).await;
        } else if put_right && self.desk.ended(view).await {
            self.page.line("    事情解决了");
        } else {
            return self.close(view).await;
        }
    }

    /// What is put together is at least one piece: the first that is wanted and can be had.
    async fn hand_over(&mut self) {
        let view = self.desk.view().await;
        if view.evidence.pieces.is_empty() {
            let had = |kind: &app::EvidenceKind| !self.story.script.without.contains(kind);
            let needs = view.evidence.meter.needs.iter().filter(|need| need.must);
            let kind = needs.map(|need| need.kind).find(had);
            let kind = kind.unwrap_or_else(|| panic!("{} has no piece", self.story.file));
            self.page.line(&format!("    存 {}", id(&kind)));
            self.desk.keep(kind).await;
        }
        let handed = self.desk.hand_over().await;
        self.page.packet(&handed);
    }

    /// Nobody is left without a packet.
    async fn close(&mut self, view: &CaseView) {
        if view.packets.is_empty() {
            self.hand_over().await;
        }
        let end = self.story.script.end.clone();
        let closing = NewClosing {
            at: self.desk.now,
            outcome: end.outcome,
            returned: end.returned.clone(),
            cause: end.cause,
            why: String::new(),
        };
        let (order, now) = (self.desk.order.clone(), self.desk.now);
        self.desk.library.close_case(order.clone(), closing, now).await.unwrap();
        let row = self.desk.library.order(order, now).await.unwrap().record.row;
        let returned = Fen::parse_yuan(&end.returned).unwrap_or_default();
        let never_paid = !row.axes.money.was_paid();
        if !never_paid {
            assert_eq!(row.refunded, returned, "{}: the money came back once", self.story.file);
        }
    }
}

fn is_outside(id: ChannelId) -> bool {
    channel(id).is_some_and(|channel| channel.level.is_outside())
}

/// The letter that a buyer would take: one for this problem, to begin with, and the one that
/// asks for more from whoever stands above.
fn letter_to(view: &CaseView, id: ChannelId) -> Option<app::LetterId> {
    let level = channel(id)?.level;
    let addressee = match level {
        Level::Counterparty => Addressee::Counterparty,
        Level::Service | Level::Escalation => Addressee::Platform,
        Level::Payment => Addressee::Payment,
        _ if id == ChannelId::Regulator => Addressee::Regulator,
        _ => return None,
    };
    if level == Level::Escalation && !view.contacts.is_empty() {
        return Some(app::LetterId("escalation".to_owned()));
    }
    let offers = || view.letters.iter().filter(|offer| offer.addressee == addressee);
    let fits = offers().find(|offer| offer.meant && offer.form != Form::ShortForm);
    let letter = fits.or(offers().find(|offer| offer.template.0 == "first_contact"));
    letter.map(|offer| offer.template.clone())
}

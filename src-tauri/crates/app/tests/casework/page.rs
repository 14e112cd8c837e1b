//! A case written down, for a person to read.

use std::fmt::Write as _;

use app::{CaseView, ChannelId, LintFinding, SelfCheck, Tone};
use cases::channel::Access;
use cases::complaint::GroundState;
use cases::course::NextStep;
use cases::deadline::china;
use cases::remedy::WayState;
use jiff::Timestamp;
use serde::Serialize;

use crate::handed::Handed;
use crate::story::{Story, Talk};

#[derive(Default)]
pub(crate) struct Page {
    text: String,
    located: bool,
}

/// The name of a thing in data and wire.
pub(crate) fn id<T: Serialize>(thing: &T) -> String {
    match serde_json::to_value(thing).unwrap() {
        serde_json::Value::String(name) => name,
        other => other.to_string(),
    }
}

impl Page {
    pub(crate) fn of(story: &Story) -> Self {
        let mut page = Self::default();
        page.line(&format!("{}：{}", story.file, story.situation.name));
        page.line("");
        page
    }

    pub(crate) fn text(&self) -> String {
        self.text.clone()
    }

    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    pub(crate) const fn located(&self) -> bool {
        self.located
    }

    pub(crate) fn next(&mut self, view: &CaseView, now: Timestamp) {
        let next = match &view.next {
            NextStep::Urgent { channel } => format!("urgent {}", id(channel)),
            NextStep::Answer { question } => {
                let asked = view.finding.asked.iter().find(|asked| asked.question == *question);
                let options: Vec<String> =
                    asked.iter().flat_map(|asked| &asked.options).map(id).collect();
                format!("answer {} ({})", id(question), options.join(" "))
            }
            NextStep::Say { fact } => format!("say {}", id(fact)),
            NextStep::Keep { need, kind } => format!("keep {} for {need}", id(kind)),
            NextStep::Follow { remedy } => format!("follow {}", id(remedy)),
            NextStep::Write { channel } => format!("write {}", id(channel)),
            NextStep::Note { channel } => format!("note {}", id(channel)),
            NextStep::Export { channel } => format!("export {}", id(channel)),
            NextStep::Wait { until } => {
                format!("wait {}", until.map_or("?".to_owned(), time))
            }
            NextStep::Close => "close".to_owned(),
            NextStep::Done => "done".to_owned(),
        };
        self.line(&format!("{} [{}] {next}", time(now), id(&view.stage)));
    }

    /// What is known once the problem is.
    pub(crate) fn located_with(&mut self, view: &CaseView) {
        self.located = true;
        self.line("");
        let path = view.finding.triage.path.iter();
        let path: Vec<String> = path
            .map(|step| format!("{}={} ({})", id(&step.question), id(&step.option), id(&step.by)))
            .collect();
        self.line(&format!("问题 {}", view.finding.problem.as_ref().map(id).unwrap_or_default()));
        self.line(&format!("  因为 {}", path.join(" > ")));
        let causes: Vec<String> = view.finding.causes.iter().map(|cause| id(&cause.id)).collect();
        self.line(&format!("  根源 {}", causes.join(" ")));
        for (state, word) in
            [(WayState::Open, "可走"), (WayState::Unknown, "要问"), (WayState::Blocked, "不通")]
        {
            let ways = view.ways.iter().filter(|way| way.state == state);
            let ways: Vec<String> =
                ways.map(|way| format!("{}({})", id(&way.id), id(&way.loss))).collect();
            if !ways.is_empty() {
                self.line(&format!("  {word} {}", ways.join(" ")));
            }
        }
        let meter = &view.evidence.meter;
        let needs: Vec<String> =
            meter.needs.iter().filter(|need| need.must).map(|need| id(&need.kind)).collect();
        self.line(&format!("  证据 {}/{} {}", meter.met, meter.musts, needs.join(" ")));
        self.ladder(view);
        self.terms(view);
        let fraud: Vec<String> = view.fraud.iter().map(|notice| id(&notice.sign.id)).collect();
        if !fraud.is_empty() {
            self.line(&format!("  反诈 {}", fraud.join(" ")));
        }
        self.line("");
    }

    fn ladder(&mut self, view: &CaseView) {
        let rung = |rung: &cases::channel::Rung| {
            let access = match &rung.access {
                Access::Open => "开",
                Access::Locked { .. } => "锁",
                Access::OneAtATime { .. } => "一次一处",
                Access::WhichProblem => "先定问题",
                Access::Used => "已用",
                Access::NotForThis => return None,
            };
            Some(format!("{}={access}", id(&rung.channel)))
        };
        let rungs: Vec<String> = view.ladder.rungs.iter().filter_map(rung).collect();
        self.line(&format!("  渠道 {}", rungs.join(" ")));
    }

    fn terms(&mut self, view: &CaseView) {
        let runs = |term: &&app::CaseTerm| id(&term.term.state) == "open";
        let terms = view.terms.iter().filter(runs);
        let terms: Vec<String> =
            terms.map(|term| format!("{}@{}", term.term.rule.0, time(term.term.due.at))).collect();
        self.line(&format!("  时限 {}", terms.join(" ")));
    }

    pub(crate) fn letter(&mut self, template: &str, tone: Tone, text: &str, lint: &[LintFinding]) {
        let lint: Vec<String> = lint.iter().map(|finding| id(&finding.kind)).collect();
        let lint =
            if lint.is_empty() { String::new() } else { format!(" 提醒 {}", lint.join(" ")) };
        self.line(&format!("    信 {template} {}{lint}", tone.id()));
        for line in text.lines() {
            self.line(&format!("    | {line}"));
        }
    }

    pub(crate) fn talk(
        &mut self,
        channel: ChannelId,
        talk: &Talk,
        view: &CaseView,
        now: Timestamp,
    ) {
        self.line(&format!(
            "    {} {}：{}「{}」",
            time(now),
            id(&channel),
            id(&talk.came),
            talk.said
        ));
        let latest = &view.contacts[0];
        let mut seen = String::new();
        for stall in &latest.stalls {
            let asks: Vec<String> = stall.ask.iter().map(id).collect();
            let _ = write!(seen, " 拖延 {}→{}", id(&stall.id), asks.join(" "));
        }
        for notice in &latest.fraud {
            let _ = write!(seen, " 反诈 {}", id(&notice.sign.id));
        }
        if let Some(rest) = latest.rest {
            let _ = write!(seen, " 歇到 {}", time(rest));
        }
        if !seen.is_empty() {
            self.line(&format!("   {seen}"));
        }
        self.ladder(view);
        self.terms(view);
    }

    pub(crate) fn complaint(&mut self, check: &SelfCheck) {
        let grounds: Vec<String> = check
            .grounds
            .iter()
            .map(|ground| {
                let state = match ground.state {
                    GroundState::Failed => "不行",
                    _ => "过",
                };
                format!("{}={state}({})", id(&ground.id), id(&ground.state))
            })
            .collect();
        self.line(&format!("    自查 {} 送 {}", grounds.join(" "), id(&check.goes_to)));
    }

    pub(crate) fn packet(&mut self, handed: &Handed) {
        let Handed { made, letters, contacts, .. } = handed;
        let pieces = made.pieces;
        self.line(&format!("    证据包 件 {pieces} 信 {letters} 联系 {contacts}"));
        for folder in handed.files.chunk_by(|one, other| one.0 == other.0) {
            let files: Vec<&str> = folder.iter().map(|(_, file)| file.as_str()).collect();
            self.line(&format!("    | {}/ {}", folder[0].0, files.join(" + ")));
        }
    }

    pub(crate) fn end(&mut self, view: &CaseView) {
        let Some(closing) = &view.closing else { return };
        let returned = closing.returned.map_or("-".to_owned(), |fen| format!("{}分", fen.0));
        let cause = closing.cause.clone().unwrap_or_default();
        self.line("");
        self.line(&format!(
            "结束 {} 退回 {returned} 原因 {cause} 问题 {}",
            id(&closing.outcome),
            closing.problem.as_ref().map(id).unwrap_or_default()
        ));
    }
}

fn time(at: Timestamp) -> String {
    at.to_zoned(china()).strftime("%m-%d %H:%M").to_string()
}

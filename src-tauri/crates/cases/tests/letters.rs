//! Letters: what they are made of, what they never say, and what stops them.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]

#[path = "letters/sample.rs"]
mod sample;

use std::collections::BTreeSet;

use cases::{
    Problem,
    law::forbidden_in,
    letter::{
        Addressee, Form, LetterTemplate, NotWritten, Setting, Slot, Slots, TemplateFault, Tone,
        check_template, fingerprint, lint, needs, template, templates, templates_for, write,
    },
};
use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use sample::{full, known, value};

const NOON: DateTime = date(2026, 11, 22).at(12, 0, 0, 0);

fn each(mut visit: impl FnMut(&LetterTemplate, Problem, Tone)) {
    for letter in templates() {
        for problem in Problem::ALL.into_iter().filter(|problem| letter.is_for(*problem)) {
            for tone in Tone::ALL {
                visit(letter, problem, tone);
            }
        }
    }
}

fn only(slots: &Slots, kept: &[Slot]) -> Slots {
    let mut all = serde_json::to_value(slots).unwrap();
    for slot in Slot::ALL.iter().filter(|slot| !kept.contains(slot) && **slot != Slot::Law) {
        all[slot.id()] = serde_json::Value::Null;
    }
    serde_json::from_value(all).unwrap()
}

fn named(id: &str) -> &'static LetterTemplate {
    template(id).unwrap_or_else(|| panic!("no letter {id}"))
}

#[test]
fn our_own_letters_are_sound() {
    let mut wrong = Vec::new();
    each(|letter, problem, tone| {
        let about = format!("{} {problem:?} {tone:?}", letter.id.0);
        let least = only(&full(problem), &needs(letter, tone));
        for slots in [full(problem), least] {
            let written = match write(letter, &slots, tone) {
                Ok(written) => written,
                Err(why) => return wrong.push(format!("{about}: {why:?}")),
            };
            let setting = Setting {
                problem: Some(problem),
                addressee: letter.addressee,
                form: letter.form,
                goods: "",
                earlier: &[],
                now: NOON,
            };
            for finding in lint(&written.text, &setting) {
                let words = finding.words(&written.text);
                wrong.push(format!("{about}: {:?} {words}", finding.kind));
            }
            for found in forbidden_in(&written.text) {
                wrong.push(format!("{about}: {}", found.id.0));
            }
            if written.length > written.limit {
                wrong.push(format!("{about}: {} characters", written.length));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_letter_is_whole() {
    let ids: BTreeSet<_> = templates().iter().map(|letter| &letter.id).collect();
    assert_eq!(ids.len(), templates().len(), "an id is there twice");
    assert!(templates().len() >= 24, "a file was left out");
    for letter in templates() {
        let id = &letter.id.0;
        assert_eq!(check_template(&letter.text), [], "{id}");
        for mark in ["《", "条例", "民法典", "消费者权益保护法", "电子商务法"] {
            assert!(!letter.text.contains(mark), "{id}: law comes from the law alone");
        }
        let asked = needs(letter, Tone::Polite);
        let limit = letter.addressee == Addressee::Regulator || asked.contains(&Slot::Deadline);
        assert!(limit, "{id}: no time limit");
        let says_amount = asked.contains(&Slot::Amount) || asked.contains(&Slot::Account);
        assert!(says_amount, "{id}: not a fact of the purchase: {asked:?}");
        let shows = letter.text.contains("{% for piece in evidence %}");
        assert!(shows, "{id}: no evidence");
        let at = |slot: &str| letter.text.find(slot).unwrap_or(usize::MAX);
        assert!(at("evidence") < at("law") || at("law") == usize::MAX, "{id}: facts come first");
        for tone in Tone::ALL {
            assert_eq!(needs(letter, tone), asked, "{id}: what is needed is the same in any tone");
        }
    }
}

#[test]
fn every_problem_has_letters_to_those_who_can_help() {
    for problem in Problem::ALL {
        let letters = templates_for(problem);
        let own: Vec<_> = letters.iter().filter(|letter| !letter.problems.is_empty()).collect();
        assert!(!own.is_empty(), "{problem:?}: only general letters");
        let to = |addressee| letters.iter().any(|letter| letter.addressee == addressee);
        assert!(to(Addressee::Platform), "{problem:?}");
        let stolen = matches!(problem, Problem::Fraud | Problem::UnauthorisedPayment);
        let between_two = problem == Problem::WrongAccount;
        assert_eq!(to(Addressee::Regulator), !stolen && !between_two, "{problem:?}");
        assert!(letters.first().is_some_and(|letter| !letter.problems.is_empty()), "{problem:?}");
    }
}

#[test]
fn everything_that_is_missing_is_named_at_once() {
    let cancel = named("cancel");
    let none = Slots::default();
    let missing = vec![
        Slot::OrderNo,
        Slot::Platform,
        Slot::Goods,
        Slot::Amount,
        Slot::PaidAt,
        Slot::Cause,
        Slot::Deadline,
    ];
    assert_eq!(write(cancel, &none, Tone::Firm), Err(NotWritten::Missing(missing.clone())));
    assert_eq!(needs(cancel, Tone::Firm), missing);
    let mut blank = full(Problem::Cancellation);
    blank.cause = Some(" \n。".to_owned());
    let stopped = write(cancel, &blank, Tone::Polite);
    assert_eq!(stopped, Err(NotWritten::Missing(vec![Slot::Cause])), "blank is not known");
}

#[test]
fn a_complaint_has_what_article_10_asks_for() {
    let asked = needs(named("complaint_12315"), Tone::Polite);
    for slot in [
        Slot::Name,
        Slot::Phone,
        Slot::Address,
        Slot::Respondent,
        Slot::RespondentAddress,
        Slot::Demand,
        Slot::Happened,
        Slot::Evidence,
    ] {
        assert!(asked.contains(&slot), "{slot}");
    }
    let short = named("complaint_short");
    assert_eq!((short.form, short.form.limit()), (Form::ShortForm, 300));
}

#[test]
fn a_cancellation_has_number_time_and_reason() {
    let asked = needs(named("cancel"), Tone::Polite);
    for slot in [Slot::OrderNo, Slot::PaidAt, Slot::Cause] {
        assert!(asked.contains(&slot), "S79: {slot}");
    }
}

#[test]
fn what_is_optional_leaves_no_trace() {
    for letter in templates() {
        for tone in Tone::ALL {
            let id = &letter.id.0;
            let bare = known(needs(letter, tone).into_iter().filter_map(|slot| value(slot, "甲")));
            let text = write(letter, &bare, tone).unwrap_or_else(|e| panic!("{id}: {e:?}")).text;
            for trace in
                ["“”", "（）", "：。", "：；", "，，", "，。", "。。", "《》", "\n\n", "()"]
            {
                assert!(!text.contains(trace), "{id} {tone:?}: {trace}\n{text}");
            }
            for line in text.lines() {
                assert!(!line.starts_with(['，', '。', '；', '、']), "{id} {tone:?}: {line}");
                assert!(line.ends_with(['。', '？', '：']), "{id} {tone:?}: {line}");
            }
        }
    }
}

#[test]
fn law_is_cited_on_its_day_for_its_problem_and_nowhere_else() {
    let letter = named("terms_dispute");
    let on = |day, problem| {
        let mut slots = full(Problem::TermsDispute);
        (slots.on, slots.problem) = (day, problem);
        write(letter, &slots, Tone::Polite).unwrap().text
    };
    let terms = Some(Problem::TermsDispute);
    let today = on(Some(date(2026, 11, 22)), terms);
    assert!(today.contains("《消费者权益保护法》第二十六条（"), "{today}");
    assert!(today.contains("《网络消费纠纷司法解释（一）》第一条（"), "{today}");
    let before = on(Some(date(2022, 3, 14)), terms);
    assert!(!before.contains("网络消费纠纷"), "not yet in force: {before}");
    assert!(!on(None, terms).contains("法律依据"), "no day, no law");
    assert!(!on(Some(date(2026, 11, 22)), None).contains("法律依据"), "nothing about any problem");
}

#[test]
fn a_child_is_below_eight_or_not() {
    let letter = named("minor_guardian");
    let aged = |age: &str| {
        let mut slots = full(Problem::Minor);
        slots.child_age = Some(age.to_owned());
        write(letter, &slots, Tone::Firm).unwrap().text
    };
    assert!(aged("7岁").contains("第一百四十四条") && !aged("7岁").contains("第一百四十五条"));
    assert!(aged("8岁").contains("第一百四十五条") && !aged("8岁").contains("第一百四十四条"));
}

#[test]
fn courtesy_comes_before_weight() {
    let tone = |tone| write(named("appeal"), &full(Problem::NotDelivered), tone).unwrap().text;
    assert!(tone(Tone::Polite).contains("谢谢") && !tone(Tone::Polite).contains("法律依据"));
    assert!(tone(Tone::Firm).contains("法律依据") && !tone(Tone::Firm).contains("12315"));
    let stern = tone(Tone::Stern);
    assert!(stern.contains("到期没有解决的") && !stern.contains("12315"), "it may not be theirs");
    let mut slots = full(Problem::NotDelivered);
    slots.next_step = Some("向微信支付申诉".to_owned());
    let text = write(named("appeal"), &slots, Tone::Stern).unwrap().text;
    assert!(text.contains("我会向微信支付申诉。") && !text.contains("12315"));
}

#[test]
fn letters_are_told_apart_from_what_was_sent_before() {
    let problem = Problem::NotDelivered;
    let text = |id: &str, tone| write(named(id), &full(problem), tone).unwrap().text;
    let sent = [fingerprint(&text("not_delivered", Tone::Polite)).unwrap()];
    let repeated = |text: &str| {
        let setting = Setting {
            problem: Some(problem),
            addressee: Addressee::Platform,
            form: Form::Ticket,
            goods: "",
            earlier: &sent,
            now: NOON,
        };
        lint(text, &setting).iter().any(|finding| finding.kind == cases::letter::LintKind::Repeated)
    };
    let again = text("not_delivered", Tone::Polite).replace("11月25日", "11月27日");
    assert!(repeated(&again), "another date is the same letter");
    for id in ["reminder", "escalation", "resupply", "ask_time_limit"] {
        assert!(!repeated(&text(id, Tone::Firm)), "{id}");
    }
}

#[test]
fn a_users_own_template_is_filled_or_its_faults_are_named() {
    let own = named("appeal")
        .with_text("您好：\n\n{% if goods %}\n买了{{ goods }}。\n{% endif %}\n请{{ demand }}。");
    let written = write(&own, &full(Problem::NotDelivered), Tone::Polite).unwrap();
    assert_eq!(
        written.text,
        "您好：\n\n买了100元面值的游戏点卡。\n请重新补发，补发不了就全额退款。"
    );
    let wrong = named("appeal").with_text("{{ goods }} {{ who }}");
    let fault = TemplateFault::UnknownSlot { name: "who".to_owned(), line: 1 };
    let stopped = write(&wrong, &full(Problem::NotDelivered), Tone::Polite);
    assert_eq!(stopped, Err(NotWritten::Template(vec![fault])));
}

#[test]
fn a_letter_that_would_fill_a_book_is_stopped() {
    let own = named("appeal").with_text("{{ goods }}".repeat(100));
    let slots = Slots { goods: Some("字".repeat(20_000)), ..Slots::default() };
    let stopped = write(&own, &slots, Tone::Polite);
    assert_eq!(stopped, Err(NotWritten::Template(vec![TemplateFault::TooMuch])));
}

fn some_slots(mark: &'static str) -> impl Strategy<Value = Slots> {
    prop::collection::vec(prop::bool::weighted(0.8), Slot::ALL.len()).prop_map(move |filled| {
        let chosen = Slot::ALL.iter().zip(filled).filter(|(_, filled)| *filled);
        known(chosen.filter_map(|(slot, _)| value(*slot, mark)))
    })
}

fn is_filled(slots: &Slots, slot: Slot) -> bool {
    let known = serde_json::to_value(slots).unwrap();
    known.get(slot.id()).is_some_and(|value| !value.is_null())
}

proptest! {
    #[test]
    fn nothing_unfilled_and_nothing_of_another_case_is_ever_in_a_letter(
        slots in some_slots("甲"),
        other in some_slots("乙"),
        at in 0..64_usize,
        tone in prop::sample::select(Tone::ALL.to_vec()),
        problem in prop::sample::select(Problem::ALL.to_vec()),
    ) {
        let letter = &templates()[at % templates().len()];
        let mut slots = slots;
        (slots.on, slots.problem) = (Some(date(2026, 11, 22)), Some(problem));
        let _ = write(letter, &other, tone);
        match write(letter, &slots, tone) {
            Ok(written) => {
                let lower = written.text.to_lowercase();
                for trace in ["{{", "}}", "{%", "%}", "none", "undefined", "null", "[]", "乙"] {
                    prop_assert!(!lower.contains(trace), "{trace} in {}", written.text);
                }
            }
            Err(NotWritten::Missing(missing)) => {
                prop_assert!(!missing.is_empty());
                for slot in &missing {
                    prop_assert!(!is_filled(&slots, *slot), "{slot} is there");
                }
                let mut more = serde_json::to_value(&slots).unwrap();
                for (slot, value) in missing.iter().filter_map(|slot| value(*slot, "甲")) {
                    more[slot] = value;
                }
                let more: Slots = serde_json::from_value(more).unwrap();
                let written = write(letter, &more, tone);
                prop_assert!(written.is_ok(), "not all was named: {missing:?} {written:?}");
            }
            Err(fault) => prop_assert!(false, "{fault:?}"),
        }
    }

    /// Whatever a user types for a template, an answer comes.
    #[test]
    fn any_text_is_checked_and_written_without_a_fall(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "{{", "}}", "{%", "%}", " if ", " for ", " in ", "goods", "evidence", " endif ",
                " endfor ", "not ", " else ", "字", "\n", "{", "}", "polite", "{% if goods %}",
                "{% endif %}", "{% for a in evidence %}", "{% endfor %}", "{{ a }}", "{{ goods }}",
                "-", "|", "#", "\"",
            ]),
            0..24,
        ),
    ) {
        let own = named("appeal").with_text(parts.concat());
        let faults = check_template(&own.text);
        let written = write(&own, &full(Problem::NotDelivered), Tone::Firm);
        prop_assert_eq!(faults.is_empty(), written.is_ok(), "{:?} {:?}", faults, written);
    }
}

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    Addressee, Contact, Form, LetterId, LetterTemplate, Slot, Slots, Tone,
    write::{environment, filled},
};

/// Why a template of the user's own cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "code", content = "detail", rename_all = "snake_case")]
pub enum TemplateFault {
    /// A tag that is not closed, or stands where it cannot; the line, counted from 1.
    Syntax {
        line: u32,
    },
    /// A name that no slot has.
    UnknownSlot {
        name: String,
        line: u32,
    },
    /// Something that templates of letters have no use for.
    NotAllowed {
        words: String,
        line: u32,
    },
    TooLong {
        limit: u32,
    },
    /// It would take too long, or write too much.
    TooMuch,
}

/// In characters of the template.
const LIMIT: usize = 8000;
/// How deep parts may stand in each other.
const DEPTH: usize = 8;

/// What is wrong with a template; nothing when it can be used.
///
/// Of the language of templates a letter needs little, and no more is let through: a slot in
/// `{{ }}`, `if` with slots and tones joined by `and`, `or` and `not`, and `for` over what a slot
/// lists. So nothing can grow while it is filled in.
pub fn check_template(text: &str) -> Vec<TemplateFault> {
    if text.chars().count() > LIMIT {
        return vec![TemplateFault::TooLong { limit: u32::try_from(LIMIT).unwrap_or(u32::MAX) }];
    }
    let mut reading = Reading::default();
    reading.read(text);
    let mut faults = reading.faults;
    if faults.is_empty() {
        if let Err(error) = environment().template_from_str(text) {
            let line = error.line().and_then(|line| u32::try_from(line).ok()).unwrap_or(1);
            faults.push(TemplateFault::Syntax { line });
        } else if filled(&whole(text), &sample(), Tone::Stern).is_err() {
            faults.push(TemplateFault::TooMuch);
        }
    }
    faults
}

#[derive(Default)]
struct Reading {
    faults: Vec<TemplateFault>,
    /// Of each part that is open, the name that it gives to what it goes through.
    open: Vec<Option<String>>,
    line: u32,
}

impl Reading {
    fn read(&mut self, text: &str) {
        let mut rest = text;
        self.line = 1;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, tag) = rest.split_at(at);
            self.go_on(before);
            let closing = match tag.get(..2) {
                Some("{{") => "}}",
                Some("{%") => "%}",
                Some("{#" | "}}") => {
                    self.not_allowed(tag.get(..2).unwrap_or_default());
                    rest = tag.get(2..).unwrap_or_default();
                    continue;
                }
                _ => {
                    rest = tag.get(1..).unwrap_or_default();
                    continue;
                }
            };
            let inner = tag.get(2..).unwrap_or_default();
            let Some(end) = inner.find(closing) else {
                self.faults.push(TemplateFault::Syntax { line: self.line });
                return;
            };
            let words = inner.get(..end).unwrap_or_default();
            match closing {
                "}}" => self.printed(words),
                _ => self.part(words),
            }
            self.go_on(words);
            rest = inner.get(end + 2..).unwrap_or_default();
        }
        if !self.open.is_empty() {
            self.go_on(rest);
            self.faults.push(TemplateFault::Syntax { line: self.line });
        }
    }

    fn go_on(&mut self, text: &str) {
        let lines = text.bytes().filter(|byte| *byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
    }

    fn printed(&mut self, words: &str) {
        let name = words.trim();
        match slot(name) {
            Some(slot) if is_list(slot) => self.not_allowed(words),
            Some(_) => {}
            None if name == "loop.index" && self.names().next().is_some() => {}
            None if self.names().any(|given| given == name) => {}
            None => self.unknown(name, words),
        }
    }

    fn part(&mut self, words: &str) {
        let parts: Vec<&str> = words.split_whitespace().collect();
        match parts.as_slice() {
            ["if", asked @ ..] => {
                self.asked(asked, words);
                self.open(None, words);
            }
            ["elif", asked @ ..] => self.asked(asked, words),
            ["else"] => {}
            ["for", name, "in", list] => {
                if !is_name(name) || slot(name).is_some() || is_word(name) {
                    self.not_allowed(words);
                }
                match slot(list) {
                    Some(list) if is_list(list) => {}
                    Some(_) => self.not_allowed(words),
                    None => self.unknown(list, words),
                }
                self.open(Some((*name).to_owned()), words);
            }
            ["endif" | "endfor"] => {
                let of_list = parts == ["endfor"];
                if self.open.pop().is_none_or(|open| open.is_some() != of_list) {
                    self.faults.push(TemplateFault::Syntax { line: self.line });
                }
            }
            _ => self.not_allowed(words),
        }
    }

    /// Names with `not` before and `and` or `or` between them.
    fn asked(&mut self, asked: &[&str], words: &str) {
        for clause in asked.split(|word| matches!(*word, "and" | "or")) {
            let name = match clause {
                [name] | ["not", name] => *name,
                _ => {
                    self.faults.push(TemplateFault::Syntax { line: self.line });
                    continue;
                }
            };
            let known = slot(name).is_some()
                || Tone::ALL.iter().any(|tone| tone.id() == name)
                || self
                    .names()
                    .any(|given| given == name || name == "loop.first" || name == "loop.last");
            if !known {
                self.unknown(name, words);
            }
        }
    }

    fn open(&mut self, name: Option<String>, words: &str) {
        if self.open.len() >= DEPTH {
            self.not_allowed(words);
        }
        self.open.push(name);
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.open.iter().flatten()
    }

    fn unknown(&mut self, name: &str, words: &str) {
        if is_name(name) && !is_word(name) {
            let fault = TemplateFault::UnknownSlot { name: name.to_owned(), line: self.line };
            self.faults.push(fault);
        } else {
            self.not_allowed(words);
        }
    }

    fn not_allowed(&mut self, words: &str) {
        let words = words.trim().chars().take(60).collect();
        self.faults.push(TemplateFault::NotAllowed { words, line: self.line });
    }
}

fn slot(name: &str) -> Option<Slot> {
    Slot::ALL.iter().copied().find(|slot| slot.id() == name)
}

fn is_list(slot: Slot) -> bool {
    matches!(slot, Slot::Evidence | Slot::Contacts | Slot::Law)
}

/// Names may be in any script: a user may well write them in Chinese, and is told so by name.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn is_word(name: &str) -> bool {
    matches!(name, "and" | "or" | "not" | "if" | "else" | "in" | "is" | "loop" | "true" | "false")
        || Tone::ALL.iter().any(|tone| tone.id() == name)
}

fn whole(text: &str) -> LetterTemplate {
    LetterTemplate {
        id: LetterId(String::new()),
        name: model::Name { zh: String::new(), en: String::new() },
        addressee: Addressee::Platform,
        form: Form::Letter,
        problems: Vec::new(),
        cites: Vec::new(),
        elements: Vec::new(),
        text: text.to_owned(),
    }
}

/// As many pieces and talks as a case may well have.
fn sample() -> Slots {
    let contact = Contact { at: "-".to_owned(), channel: "-".to_owned(), ..Contact::default() };
    Slots {
        evidence: Some(vec!["-".to_owned(); 40]),
        contacts: Some(vec![contact; 40]),
        ..Slots::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_letter_needs_is_let_through() {
        for text in [
            "",
            "订单号{{ order_no }}，{%if goods%}买的是{{goods}}{% else %}。{% endif %}",
            "{% for piece in evidence %}{{ loop.index }}{{ piece }}{% if not loop.last %}；{% endif %}{% endfor %}",
            "{% if law and not polite or stern %}{% for l in law %}{{ l }}{% endfor %}{% endif %}",
            "一个 { 不是标签，一个 } 也不是",
        ] {
            assert_eq!(check_template(text), [], "{text}");
        }
    }

    #[test]
    fn a_fault_names_what_and_where() {
        let unknown = |name: &str, line| TemplateFault::UnknownSlot { name: name.to_owned(), line };
        let banned =
            |words: &str, line| TemplateFault::NotAllowed { words: words.to_owned(), line };
        let syntax = |line| TemplateFault::Syntax { line };
        for (text, faults) in [
            ("第一行\n{{ orderno }}", vec![unknown("orderno", 2)]),
            ("{{ 订单号 }}", vec![unknown("订单号", 1)]),
            ("{% if foo %}{% endif %}", vec![unknown("foo", 1)]),
            ("{{ goods", vec![syntax(1)]),
            ("{% if goods %}\n\n没有结束", vec![syntax(3)]),
            ("{% endif %}", vec![syntax(1)]),
            ("{% for p in evidence %}{% endif %}", vec![syntax(1)]),
            ("{% if %}{% endif %}", vec![syntax(1)]),
            ("{% if goods amount %}{% endif %}", vec![syntax(1)]),
            ("{% else %}", vec![syntax(1)]),
            ("{{ goods * 99999999 }}", vec![banned("goods * 99999999", 1)]),
            ("{{ goods|upper }}", vec![banned("goods|upper", 1)]),
            ("{% set x = goods ~ goods %}", vec![banned("set x = goods ~ goods", 1)]),
            ("{% include 'a' %}", vec![banned("include 'a'", 1)]),
            ("{{ evidence }}", vec![banned("evidence", 1)]),
            ("{{ polite }}", vec![banned("polite", 1)]),
            ("{{ loop.index }}", vec![banned("loop.index", 1)]),
            ("{% for x in goods %}{% endfor %}", vec![banned("for x in goods", 1)]),
            ("{% for goods in evidence %}{% endfor %}", vec![banned("for goods in evidence", 1)]),
            ("多了一个 }}", vec![banned("}}", 1)]),
            ("{# 备注 #}", vec![banned("{#", 1)]),
        ] {
            assert_eq!(check_template(text), faults, "{text}");
        }
    }

    #[test]
    fn what_would_take_too_long_is_stopped() {
        let nested = |depth| {
            let (open, close) = ("{% for a in evidence %}", "{% endfor %}");
            format!("{}很多字{}", open.repeat(depth), close.repeat(depth))
        };
        assert_eq!(check_template(&nested(1)), []);
        assert_eq!(check_template(&nested(5)), [TemplateFault::TooMuch]);
        let silent = nested(8).replace("很多字", "");
        assert_eq!(check_template(&silent), [TemplateFault::TooMuch], "it writes nothing, long");
        assert!(matches!(check_template(&nested(9))[..], [TemplateFault::NotAllowed { .. }]));
        let long = "字".repeat(8001);
        assert_eq!(check_template(&long), [TemplateFault::TooLong { limit: 8000 }]);
    }
}

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, io,
    sync::{Arc, Mutex, PoisonError},
};

use minijinja::{
    AutoEscape, Environment, UndefinedBehavior, Value,
    value::{Enumerator, Object, ObjectRepr},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    LetterId, LetterTemplate, Slot, Slots, TemplateFault, check_template, grounds::grounds,
    slots::bare,
};

/// How a letter speaks: first with courtesy, then with weight.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    #[default]
    Polite,
    Firm,
    Stern,
}

impl Tone {
    pub const ALL: [Self; 3] = [Self::Polite, Self::Firm, Self::Stern];

    /// As templates ask for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Polite => "polite",
            Self::Firm => "firm",
            Self::Stern => "stern",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Letter {
    pub template: LetterId,
    pub tone: Tone,
    pub text: String,
    /// In characters, line breaks counted.
    pub length: u32,
    /// How long it may be where it is put in.
    pub limit: u32,
}

/// Why there is no letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "code", content = "detail", rename_all = "snake_case")]
pub enum NotWritten {
    /// All slots that the letter needs and the case does not have.
    Missing(Vec<Slot>),
    /// A template of the user's own that cannot be used.
    Template(Vec<TemplateFault>),
}

/// Fills a letter. What is optional and not known leaves no trace; what the letter needs and is
/// not known stops it.
///
/// # Errors
///
/// See [`NotWritten`].
pub fn write(template: &LetterTemplate, slots: &Slots, tone: Tone) -> Result<Letter, NotWritten> {
    let faults = check_template(&template.text);
    if !faults.is_empty() {
        return Err(NotWritten::Template(faults));
    }
    let (text, missing) = filled(template, slots, tone)
        .map_err(|_| NotWritten::Template(vec![TemplateFault::TooMuch]))?;
    if !missing.is_empty() {
        return Err(NotWritten::Missing(missing.into_iter().collect()));
    }
    let count = |length| u32::try_from(length).unwrap_or(u32::MAX);
    Ok(Letter {
        template: template.id.clone(),
        tone,
        length: count(text.chars().count()),
        limit: count(template.form.limit()),
        text,
    })
}

/// What the letter asks for when nothing is known yet; of two slots of which one is enough, only
/// one.
pub fn needs(template: &LetterTemplate, tone: Tone) -> Vec<Slot> {
    match write(template, &Slots::default(), tone) {
        Err(NotWritten::Missing(slots)) => slots,
        _ => Vec::new(),
    }
}

/// The text, and the slots that it would have needed.
pub(super) fn filled(
    template: &LetterTemplate,
    slots: &Slots,
    tone: Tone,
) -> Result<(String, BTreeSet<Slot>), minijinja::Error> {
    let missing = Missing::default();
    let mut values: BTreeMap<&'static str, Value> =
        Slot::ALL.iter().map(|slot| (slot.id(), value(template, slots, *slot, &missing))).collect();
    values.extend(Tone::ALL.map(|each| (each.id(), Value::from(each == tone))));
    let context = Value::from(values);
    let mut page = Page::default();
    let source = tags_take_no_line(&template.text);
    let environment = environment();
    environment.template_from_str(&source)?.render_captured_to(context, &mut page)?;
    let text = String::from_utf8_lossy(&page.0);
    let missing = missing.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok((tidied(&text), missing))
}

pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    environment
}

/// Steps of the engine. Our longest letters take some hundreds.
const FUEL: u64 = 20_000;
/// In bytes; far beyond any form.
const PAGE: usize = 256 * 1024;

fn value(template: &LetterTemplate, slots: &Slots, slot: Slot, missing: &Missing) -> Value {
    let list = match slot {
        Slot::Evidence => {
            let pieces = slots.evidence.iter().flatten().map(|piece| bare(piece));
            pieces.filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
        }
        Slot::Contacts => {
            slots.contacts.iter().flatten().filter_map(super::Contact::written).collect()
        }
        Slot::Law => grounds(template, slots),
        _ => match slots.text(slot) {
            Some(text) => return Value::from(text),
            None => Vec::new(),
        },
    };
    if list.is_empty() {
        return Value::from_object(Unfilled { slot, missing: missing.clone() });
    }
    Value::from(list)
}

/// The slots that were asked for and are not filled.
#[derive(Debug, Clone, Default)]
struct Missing(Arc<Mutex<BTreeSet<Slot>>>);

/// Untrue where a template asks whether it is there; noted where one takes it for granted.
#[derive(Debug)]
struct Unfilled {
    slot: Slot,
    missing: Missing,
}

impl Unfilled {
    fn note(&self) {
        self.missing.0.lock().unwrap_or_else(PoisonError::into_inner).insert(self.slot);
    }
}

impl Object for Unfilled {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Iterable
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.note();
        Enumerator::Empty
    }

    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note();
        Ok(())
    }
}

/// What is written, up to a size.
#[derive(Default)]
struct Page(Vec<u8>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > PAGE {
            return Err(io::Error::other("the letter is too long"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A line that is a single tag and nothing else is no line of the letter.
fn tags_take_no_line(text: &str) -> String {
    let mut source = String::with_capacity(text.len());
    for line in text.lines() {
        let tag = line.trim();
        let alone = tag.starts_with("{%") && tag.find("%}") == Some(tag.len().saturating_sub(2));
        source.push_str(if alone { tag } else { line });
        if !alone {
            source.push('\n');
        }
    }
    source
}

/// Without what parts that vanished leave behind: blanks at the ends of lines, and more than one
/// empty line.
fn tidied(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::template;

    fn filled_with(text: &str) -> Result<(String, BTreeSet<Slot>), minijinja::Error> {
        filled(&template("appeal").unwrap().with_text(text), &Slots::default(), Tone::Firm)
    }

    #[test]
    fn what_no_slot_is_called_is_an_error_even_unchecked() {
        assert!(filled_with("{{ who }}").is_err());
        assert!(filled_with("{% if who %}{% endif %}").is_err());
    }

    #[test]
    fn what_is_not_known_is_noted_and_never_written() {
        let (text, missing) = filled_with(
            "{{ goods }}{% if amount %}有{% endif %}{% for a in law %}{{ a }}{% endfor %}。",
        )
        .unwrap();
        assert_eq!(text, "。");
        assert_eq!(missing, BTreeSet::from([Slot::Goods, Slot::Law]), "asking is not needing");
    }

    #[test]
    fn a_tag_alone_takes_no_line() {
        let text =
            "一\n\n  {% if polite %}  \n二\n{% endif %}\n三 \n\n\n四{% if firm %}五{% endif %}\n六";
        assert_eq!(filled_with(text).unwrap().0, "一\n\n三\n\n四五\n六");
    }
}

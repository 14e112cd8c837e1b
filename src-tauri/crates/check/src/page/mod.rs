//! What a page says: facts, each with the words it came from.
//!
//! A text goes through a line of small steps: it is folded (`lines`; what was recognised in a
//! picture is mended by `recognised`), what is not about the item is blanked (`scope`), labels
//! find their values (`pairs`), each group of facts notes its candidates, and the surest of them
//! are kept (`settle`). Every step is linear in the text.

mod accounts;
mod amounts;
mod answers;
mod choice;
mod delivery;
mod games;
mod gaps;
mod goods;
mod labels;
mod lengths;
mod lines;
mod matcher;
mod money;
mod names;
mod orders;
mod own;
mod pairs;
mod people;
mod places;
mod quantity;
mod recognised;
mod scope;
mod sections;
mod settle;
mod sheet;
mod spoken;
mod tables;
mod times;
mod words;

pub use answers::Answers;
pub use own::{read_recognised_with, read_with};

use model::{Fen, Field};
use serde::{Deserialize, Serialize};
use specta::Type;

/// The longest text that is read, in bytes. More is refused, not cut.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// What was found in one text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct Page {
    /// Ordered by [`Field`], then by how sure the reader is. A field may stand more than once:
    /// two candidates are two facts, never guessed into one.
    pub facts: Vec<Fact>,
}

/// One fact and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Fact {
    pub field: Field,
    pub value: Value,
    pub certainty: Certainty,
    /// The words it came from.
    pub spans: Vec<Span>,
}

/// A stretch of the pasted text in bytes of its UTF-8 form; always on character boundaries.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Read in a picture where it is hard to read.
    Unclear,
    /// One of several readings, or read without a label.
    Possible,
    /// Stated plainly, or the only reading.
    Sure,
}

/// A fact's value, by the kind of its field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case", tag = "type", content = "value")]
pub enum Value {
    Money(Fen),
    Count(u32),
    Text(String),
}

/// Reads the text of a page. A text of more than [`MAX_BYTES`] is not read: the page is empty.
pub fn read(text: &str) -> Page {
    if text.len() > MAX_BYTES {
        return Page::default();
    }
    read_sheet(sheet::Sheet::lay_out(lines::Text::fold(text)))
}

/// The same of a text that was recognised in a picture. The signs and labels that recognisers
/// misread are borne with: a character in the place of the yuan's sign or of ×, one strange
/// character in a label. What is a value is read as it stands.
///
/// ```
/// use check::page::{read, read_recognised};
/// let text = "实付款  兰97.80";
/// assert_eq!(read_recognised(text).answers().total_fen, Some(9780));
/// ```
pub fn read_recognised(text: &str) -> Page {
    if text.len() > MAX_BYTES {
        return Page::default();
    }
    read_sheet(sheet::Sheet::lay_out(lines::Text::fold_recognised(text)))
}

fn read_sheet(mut sheet: sheet::Sheet<'_>) -> Page {
    let mut found = sheet::Candidates::default();
    goods::read(&mut sheet, &mut found);
    money::read(&sheet, &mut found);
    quantity::read(&sheet, &mut found);
    places::read(&sheet, &mut found);
    games::read(&sheet, &mut found);
    accounts::read(&sheet, &mut found);
    lengths::read(&sheet, &mut found);
    delivery::read(&sheet, &mut found);
    people::read(&sheet, &mut found);
    orders::read(&sheet, &mut found);
    settle::settle(&sheet, found)
}

impl Value {
    /// The value as text: amounts in 分.
    pub fn plain(&self) -> String {
        match self {
            Self::Money(fen) => fen.0.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

impl Page {
    /// The value of `field` when the page states exactly one; `None` when it states none or
    /// several that differ.
    pub fn one(&self, field: Field) -> Option<&Value> {
        let mut all = self.all(field);
        let first = all.next()?;
        all.all(|fact| fact.value == first.value).then_some(&first.value)
    }

    /// Every fact stated of `field`.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.field == field)
    }

    pub fn money(&self, field: Field) -> Option<Fen> {
        match self.one(field) {
            Some(Value::Money(fen)) => Some(*fen),
            _ => None,
        }
    }

    pub fn text(&self, field: Field) -> Option<&str> {
        match self.one(field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub fn count(&self, field: Field) -> Option<u32> {
        match self.one(field) {
            Some(Value::Count(count)) => Some(*count),
            _ => None,
        }
    }
}

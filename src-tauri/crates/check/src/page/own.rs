//! What a user's own categories and kinds add to what is read: both go by their names.

use model::Field;

use super::{Certainty, Fact, Page, Span, Value, read, read_recognised};
use crate::catalogue::{Catalogue, CategoryId, Origin};
use crate::identifier::{Kind, Kinds, Verdict};

/// [`read`](super::read) with a user's own categories and kinds: goods whose name holds the
/// name of a category are of it too, and what stands behind the name of a kind is a recipient.
/// `bought` is what the buyer is about to buy: it is recognised although it was forgotten.
pub fn read_with(
    text: &str,
    catalogue: &Catalogue,
    kinds: &Kinds,
    bought: Option<&CategoryId>,
) -> Page {
    let mut page = read(text);
    add_own(text, &mut page, catalogue, kinds, bought);
    page
}

/// [`read_recognised`](super::read_recognised) with a user's own categories and kinds.
pub fn read_recognised_with(
    text: &str,
    catalogue: &Catalogue,
    kinds: &Kinds,
    bought: Option<&CategoryId>,
) -> Page {
    let mut page = read_recognised(text);
    add_own(text, &mut page, catalogue, kinds, bought);
    page
}

fn add_own(
    text: &str,
    page: &mut Page,
    catalogue: &Catalogue,
    kinds: &Kinds,
    bought: Option<&CategoryId>,
) {
    if text.len() > super::MAX_BYTES {
        return;
    }
    category(text, page, catalogue, bought);
    let bought = bought.and_then(|id| catalogue.category(id));
    let received = bought.map(|category| category.identifiers.as_slice()).unwrap_or_default();
    let wanted = |kind: &Kind| match kind.origin {
        Origin::App => false,
        Origin::Own => true,
        Origin::Forgotten => received.contains(&kind.id),
    };
    let named = |kind: &&Kind| wanted(kind) && says_enough(&kind.name.zh);
    for kind in kinds.iter().filter(named) {
        recipients(text, kind, kinds, page);
    }
}

/// A name of one character stands in every other word.
fn says_enough(name: &str) -> bool {
    name.chars().nth(1).is_some()
}

/// The first category that the goods' name names or, where the reader finds no name, the line
/// that the text begins with. What the reader takes the goods for stays.
fn category(text: &str, page: &mut Page, catalogue: &Catalogue, bought: Option<&CategoryId>) {
    let named = |words: &str| {
        catalogue.categories.iter().find(|category| {
            let forgotten = category.origin == Origin::Forgotten;
            (category.origin == Origin::Own || forgotten && Some(&category.id) == bought)
                && says_enough(&category.name.zh)
                && words.contains(&category.name.zh)
        })
    };
    let by_name = page.all(Field::Name).find_map(|fact| {
        let Value::Text(name) = &fact.value else { return None };
        Some((named(name)?, fact.spans.clone()))
    });
    let by_title = || {
        let (start, line) = first_line(text)?;
        Some((named(line)?, vec![span(start, line.len())]))
    };
    if let Some((category, spans)) = by_name.or_else(by_title) {
        let value = Value::Text(category.id.0.clone());
        put(page, Fact { field: Field::Category, value, certainty: Certainty::Possible, spans });
    }
}

/// The first line that is not blank, and where it begins in bytes; `None` when it is longer
/// than any title.
fn first_line(text: &str) -> Option<(usize, &str)> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next()?.trim_end();
    (line.len() <= TITLE_BYTES).then_some((start, line))
}

/// The longest title, in bytes.
const TITLE_BYTES: usize = 400;

fn span(start: usize, length: usize) -> Span {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { start: place(start), end: place(start + length) }
}

/// What stands behind the name of `kind`, whether it has its form or not: a value with a slip
/// is to be seen as well.
fn recipients(text: &str, kind: &Kind, kinds: &Kinds, page: &mut Page) {
    for (at, name) in text.match_indices(&kind.name.zh).take(MOST_PLACES) {
        let Some((start, shown)) = value_behind(text, at + name.len()) else { continue };
        let read = |shown: &str| {
            let read = kinds.identify(shown, Some(&kind.id)).candidates.into_iter().next()?;
            (read.verdict != Verdict::Error).then_some(read.normalised)
        };
        let word = shown.split(char::is_whitespace).next().unwrap_or_default();
        let (value, length) = match (read(shown), read(word)) {
            (Some(value), _) => (value, shown.len()),
            (None, Some(value)) => (value, word.len()),
            _ if is_like_a_value(word) => (word.to_owned(), word.len()),
            _ => continue,
        };
        let span = span(start, length);
        let value = Value::Text(value);
        if page.all(Field::Recipient).any(|fact| fact.value == value) {
            continue;
        }
        // The reader's own guess at the same words knows nothing of the kind.
        let overlaps = |other: &Span| other.start < span.end && span.start < other.end;
        page.facts
            .retain(|fact| fact.field != Field::Recipient || !fact.spans.iter().any(overlaps));
        let certainty = Certainty::Sure;
        put(page, Fact { field: Field::Recipient, value, certainty, spans: vec![span] });
    }
}

/// A page that names a kind more often is a table, which says nothing of one purchase.
const MOST_PLACES: usize = 20;
/// The longest value that is looked at, in characters.
const VALUE_CHARS: usize = 64;
/// The most signs and blanks between a name and its value, in characters.
const GAP_CHARS: usize = 6;

/// The stretch behind a label and where it begins, in bytes.
fn value_behind(text: &str, from: usize) -> Option<(usize, &str)> {
    let rest = &text[from..];
    let parts = |c: char| c.is_whitespace() || matches!(c, ':' | '\u{FF1A}' | '是' | '为');
    let gap = rest.chars().take_while(|c| parts(*c));
    if gap.clone().count() > GAP_CHARS {
        return None;
    }
    let start = from + gap.map(char::len_utf8).sum::<usize>();
    let ends = |c: char| {
        matches!(c, '\n' | '\r' | ',' | ';' | '|' | '(' | ')')
            || matches!(c, '\u{FF0C}' | '\u{FF1B}' | '\u{3002}' | '\u{3001}')
            || matches!(c, '\u{FF08}' | '\u{FF09}')
    };
    let chars = text[start..].chars().take(VALUE_CHARS).take_while(|c| !ends(*c));
    let end = start + chars.map(char::len_utf8).sum::<usize>();
    Some((start, text[start..end].trim_end()))
}

/// Letters and digits with at least one digit or hidden place among them.
fn is_like_a_value(word: &str) -> bool {
    word.chars().count() > 1
        && word.chars().any(|c| c.is_ascii_digit() || c == '*')
        && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '*' | '-' | '_' | '.'))
}

/// Facts stand by field, then by how sure they are; of equal ones this comes first.
fn put(page: &mut Page, fact: Fact) {
    let before = |other: &Fact| {
        other.field < fact.field || (other.field == fact.field && other.certainty > fact.certainty)
    };
    let at = page.facts.iter().position(|other| !before(other)).unwrap_or(page.facts.len());
    page.facts.insert(at, fact);
}

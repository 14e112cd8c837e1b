//! Why a text is not of a kind.

use super::judge::Finding;
use super::kind::{Category, Kind, Letters};
use super::mobile;
use super::rule::Rule;
use super::types::{ReasonCode, Verdict};

/// Says why the cleaned text does not have the kind's form: which characters do not belong,
/// how the length differs, or what else the form asks for. There is always at least one reason.
pub(super) fn diagnose(finding: &mut Finding<'_>) {
    let before = finding.candidate.reasons.len();
    let value = finding.cleaned.value.as_str();
    if finding.kind.category == Category::Phone && is_hotline(value) {
        return finding.say(Verdict::Error, ReasonCode::Hotline, [], Some(value), None);
    }
    if finding.kind.letters == Some(Letters::LowerOnly)
        && value.chars().any(|c| c.is_ascii_uppercase())
    {
        let lower = value.to_ascii_lowercase();
        if finding.kind.compiled.fits(&lower) {
            let nth = nth_of(value, |c| c.is_ascii_uppercase());
            return finding.say(Verdict::Error, ReasonCode::LetterCase, nth, None, Some(&lower));
        }
    }
    if finding.kind.rule == Some(Rule::MainlandMobile)
        && value.len() == MACHINE_DIGITS
        && value.bytes().all(|byte| byte.is_ascii_digit())
        && mobile::machine_segment(value).is_some()
    {
        let found = value.get(..4);
        return finding.say(Verdict::Error, ReasonCode::SegmentMachine, 0..4, found, None);
    }
    if let Some(grouped) = grouped(finding.kind, value) {
        return finding.say(Verdict::Error, ReasonCode::Grouping, [], None, Some(&grouped));
    }
    strangers(finding, |_| false);
    length(finding);
    if finding.candidate.reasons.len() > before {
        return;
    }
    if finding.cleaned.is_separated() && finding.kind.compiled.fits(value) {
        // The characters are right, but no such value is grouped like this.
        let at = finding.cleaned.steps.iter().filter(|step| step.to.is_empty());
        let at: Vec<u32> = at.map(|step| step.at).collect();
        finding.say(Verdict::Error, ReasonCode::Form, [], None, None);
        if let Some(reason) = finding.candidate.reasons.last_mut() {
            reason.at = at;
        }
        return;
    }
    beginning(finding);
}

/// Numbers of connected things have two digits more than those of people.
const MACHINE_DIGITS: usize = 13;

/// The lengths a kind takes, such as `11` or `5-11` or `8, 10`.
pub(super) fn lengths(kind: &Kind) -> String {
    let mut text = String::new();
    let mut taken = kind.compiled.lengths().peekable();
    while let Some(start) = taken.next() {
        let mut end = start;
        while let Some(next) = taken.next_if_eq(&(end + 1)) {
            end = next;
        }
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&start.to_string());
        if end > start {
            text.push('-');
            text.push_str(&end.to_string());
        }
    }
    text
}

/// Names every character that the kind does not have, with what was probably meant.
pub(super) fn strangers(finding: &mut Finding<'_>, except: fn(char) -> bool) {
    let form = &finding.kind.compiled;
    let value = finding.cleaned.value.as_str();
    let mut seen = Vec::new();
    for character in value.chars() {
        if form.allows(character) || except(character) || seen.contains(&character) {
            continue;
        }
        seen.push(character);
        let nth = nth_of(value, |c| c == character);
        let meant = meant(character).filter(|meant| form.allows(*meant)).map(String::from);
        let code = if character.is_alphabetic() && !form.has_letters() {
            ReasonCode::Letters
        } else {
            ReasonCode::Characters
        };
        let found = character.to_string();
        finding.say(Verdict::Error, code, nth, Some(&found), meant.as_deref());
        if seen.len() == 8 {
            // Enough to see that this is something else altogether.
            break;
        }
    }
}

/// The digit or sign that a character is usually mistaken for.
pub(super) fn meant(character: char) -> Option<char> {
    Some(match character {
        'O' | 'o' | '\u{039F}' | '\u{03BF}' | '\u{041E}' | '\u{043E}' | '\u{3007}' | '\u{96F6}' => {
            '0'
        }
        'l' | 'I' | 'i' | '|' | '!' | '\u{0406}' | '\u{0456}' | '\u{4E00}' | '\u{00B9}' => '1',
        'Z' | 'z' | '\u{4E8C}' => '2',
        '\u{4E09}' => '3',
        '\u{56DB}' => '4',
        'S' | 's' | '\u{4E94}' => '5',
        'b' | 'G' | '\u{516D}' => '6',
        '\u{4E03}' => '7',
        'B' | '\u{516B}' => '8',
        'q' | 'g' | '\u{4E5D}' => '9',
        ',' | '\u{3002}' => '.',
        // Digits of other scripts, circled and raised ones.
        '\u{2460}'..='\u{2468}' => return digit(u32::from(character) - 0x245F),
        '\u{0660}'..='\u{0669}' => return digit(u32::from(character) - 0x0660),
        '\u{06F0}'..='\u{06F9}' => return digit(u32::from(character) - 0x06F0),
        '\u{00B2}' | '\u{00B3}' => return digit(u32::from(character) - 0x00B0),
        '\u{2070}' | '\u{2074}'..='\u{2079}' => return digit(u32::from(character) - 0x2070),
        '\u{2080}'..='\u{2089}' => return digit(u32::from(character) - 0x2080),
        '\u{1D7CE}'..='\u{1D7FF}' => return digit((u32::from(character) - 0x1_D7CE) % 10),
        _ => return None,
    })
}

fn digit(value: u32) -> Option<char> {
    char::from_digit(value, 10)
}

fn nth_of(value: &str, wanted: impl Fn(char) -> bool) -> Vec<usize> {
    value.chars().enumerate().filter(|(_, c)| wanted(*c)).map(|(nth, _)| nth).collect()
}

/// Numbers that are called and never topped up.
pub(super) fn is_hotline(value: &str) -> bool {
    if !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    match value.len() {
        3 => value.starts_with('1'),
        4 => value.starts_with("10") || value.starts_with("12"),
        5 => ["95", "96", "100", "12"].iter().any(|start| value.starts_with(start)),
        6..=8 => {
            // 1008611 and 10100000 are called as 10086 is; no subscriber's number begins so.
            ["95", "100", "101"].iter().any(|start| value.starts_with(start))
                || value.len() == 6 && value.starts_with("96")
        }
        10 => value.starts_with("400") || value.starts_with("800"),
        _ => false,
    }
}

/// The value with the hyphens that are missing, when that is all it lacks.
fn grouped(kind: &Kind, value: &str) -> Option<String> {
    let characters: Vec<char> = value.chars().filter(|c| *c != '-').collect();
    let sizes = kind.dashes.iter().find(|sizes| sizes.iter().sum::<usize>() == characters.len())?;
    let mut from = 0;
    let groups = sizes.iter().map(|size| {
        from += size;
        characters[from - size..from].iter().collect::<String>()
    });
    let grouped = groups.collect::<Vec<_>>().join("-");
    (grouped != value && kind.compiled.fits(&grouped)).then_some(grouped)
}

fn length(finding: &mut Finding<'_>) {
    let form = &finding.kind.compiled;
    let belongs = |c: &char| form.allows(*c) || c.is_alphanumeric();
    let count = finding.cleaned.value.chars().filter(belongs).count();
    if form.takes_length(count) {
        return;
    }
    let below = form.lengths().filter(|length| *length < count).last();
    let above = form.lengths().find(|length| *length > count);
    let code = match (below, above) {
        (Some(_), None) => ReasonCode::TooLong,
        (Some(below), Some(above)) if above - count >= count - below => ReasonCode::TooLong,
        _ => ReasonCode::TooShort,
    };
    let (found, expected) = (count.to_string(), lengths(finding.kind));
    finding.say(Verdict::Error, code, [], Some(&found), Some(&expected));
}

/// The characters and the length are right: something at the beginning is not, or the order.
fn beginning(finding: &mut Finding<'_>) {
    let kind = finding.kind;
    let value = finding.cleaned.value.as_str();
    if kind.rule == Some(Rule::MainlandMobile) && value.starts_with('1') {
        return mobile::unallocated(value, finding);
    }
    let of_length = || kind.servers.iter().filter(|server| server.length == value.len());
    let known: Vec<&str> =
        of_length().flat_map(|server| &server.prefixes).map(String::as_str).collect();
    if !known.is_empty() {
        let longest = known.iter().map(|prefix| prefix.len()).max().unwrap_or(1);
        let (found, expected) = (value.get(..longest), known.join(", "));
        return finding.say(
            Verdict::Error,
            ReasonCode::ServerUnknown,
            0..longest,
            found,
            Some(&expected),
        );
    }
    let first = value.chars().next().filter(|first| !kind.compiled.begins_with(*first));
    let found = first.map(String::from);
    let nth = 0..usize::from(first.is_some());
    finding.say(Verdict::Error, ReasonCode::Form, nth, found.as_deref(), None);
}

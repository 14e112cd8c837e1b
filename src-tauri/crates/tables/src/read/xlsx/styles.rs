//! Which formats of cells show a number as a date.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::Package;
use super::part::{Part, attribute};
use crate::read::ReadError;
use crate::read::limits::MAX_FORMATS;

/// Of each format, by its number, whether it is a date's.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Vec<bool>, ReadError> {
    let mut dates = Vec::new();
    let Some(mut part) = Part::open(package, path)? else { return Ok(dates) };
    let mut own: HashMap<u32, bool> = HashMap::new();
    let mut in_cells = false;
    while let Some(event) = part.next()? {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId")?.and_then(|id| id.parse().ok());
                    let code = attribute(&tag, "formatCode")?.unwrap_or_default();
                    if let Some(id) = id
                        && own.len() < MAX_FORMATS
                    {
                        own.insert(id, is_date(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells && dates.len() < MAX_FORMATS => {
                    let id = attribute(&tag, "numFmtId")?.and_then(|id| id.parse().ok());
                    let id: u32 = id.unwrap_or_default();
                    dates.push(own.get(&id).copied().unwrap_or_else(|| is_date_by_number(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = false,
            _ => {}
        }
    }
    Ok(dates)
}

/// The formats that every program knows by number; those from 27 on are of Chinese, Japanese and
/// Korean editions (ECMA-376, 18.8.30).
const fn is_date_by_number(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether a format's code shows a day or a time of day. Durations (`[h]:mm`) are none.
fn is_date(code: &str) -> bool {
    // Only what positive numbers look like.
    let code = code.split(';').next().unwrap_or_default();
    let mut characters = code.chars();
    let mut found = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' | '_' | '*' => drop(characters.next()),
            '"' => drop(characters.find(|c| *c == '"')),
            '[' => {
                let within: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let unit = within.to_ascii_lowercase();
                if !unit.is_empty() && unit.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    return false;
                }
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => found = true,
            // `General` has no letter of a date but would be one by others' rules.
            'G' | 'g' => return false,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_amounts_and_durations() {
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy/m/d h:mm;@",
            "h:mm:ss",
            "[DBNum1]yyyy\"年\"m\"月\"",
        ] {
            assert!(is_date(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "\"\u{A5}\"#,##0.00",
            "[Red]-0.00",
            "[h]:mm:ss",
            "0\"day\"",
            "@",
            "#,##0.00;[Red]-#,##0.00",
            "_-\\m0",
        ] {
            assert!(!is_date(code), "{code}");
        }
    }
}

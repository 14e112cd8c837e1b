//! Where numbers are from: seven first digits of a mobile number, or an area code, to a place.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A place as short as people write it: 广东 and 深圳. A municipality is both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub province: &'static str,
    pub city: &'static str,
}

/// Where a mobile number was issued, by its first seven digits; `None` when these are not in
/// the table, as for segments opened after it was made.
pub fn place_of_mobile(number: &str) -> Option<Place> {
    let table = &*TABLE;
    let prefix = number.get(..7)?.bytes().try_fold(0_usize, |value, byte| {
        byte.is_ascii_digit().then(|| value * 10 + usize::from(byte - b'0'))
    })?;
    let nth = usize::from(*table.by_prefix.get(prefix.checked_sub(FIRST_PREFIX)?)?);
    table.rows.get(nth.checked_sub(1)?).map(|row| row.place)
}

/// The place of an area code such as `0755`; the province alone decides where cities share one.
pub fn place_of_area_code(code: &str) -> Option<Place> {
    TABLE.by_area_code.get(code).copied()
}

const FIRST_PREFIX: usize = 1_300_000;
/// Up to and without 2000000.
const PREFIXES: usize = 700_000;
/// Far above the table's real size: a damaged file must not fill the memory.
const LARGEST: usize = 4_000_000;

/// Made by `cargo xtask phones`; its form is described there.
static PACKED: &[u8] = include_bytes!("../../data/phones.bin");

struct Row {
    place: Place,
    area_code: &'static str,
}

#[derive(Default)]
struct Table {
    rows: Vec<Row>,
    /// For each prefix the row from 1, or 0. 1.4 MB, so that a look-up is one read.
    by_prefix: Vec<u16>,
    by_area_code: HashMap<&'static str, Place>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| unpack(PACKED).unwrap_or_default());

/// `None` when the file is damaged, which a test would show.
fn unpack(packed: &[u8]) -> Option<Table> {
    let bytes = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, LARGEST).ok()?;
    // The table lives as long as the program.
    let bytes: &'static [u8] = bytes.leak();
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let mut rows = Vec::new();
    for line in std::str::from_utf8(text).ok()?.lines() {
        let mut fields = line.split('|');
        let place = Place { province: fields.next()?, city: fields.next()? };
        rows.push(Row { place, area_code: fields.next()? });
    }
    let (runs, rest) = rest.split_first_chunk::<4>()?;
    let runs = u32::from_le_bytes(*runs) as usize;
    let (low, rest) = rest.split_at_checked(runs)?;
    let (high, lengths) = rest.split_at_checked(runs)?;
    let mut lengths = lengths.iter();
    let mut by_prefix = Vec::with_capacity(PREFIXES);
    for (low, high) in low.iter().zip(high) {
        let row = u16::from_le_bytes([*low, *high]);
        let mut length = 0;
        for shift in [0, 7, 14] {
            let byte = *lengths.next()?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        by_prefix.resize((by_prefix.len() + length).min(PREFIXES), row);
    }
    let mut by_area_code = HashMap::new();
    for row in &rows {
        by_area_code
            .entry(row.area_code)
            .and_modify(|place: &mut Place| {
                if place.province == row.place.province && place.city != row.place.city {
                    place.city = "";
                }
            })
            .or_insert(row.place);
    }
    Some(Table { rows, by_prefix, by_area_code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_small_and_whole() {
        assert!(PACKED.len() <= 200 * 1024, "{} bytes are more than allowed", PACKED.len());
        let table = unpack(PACKED).expect("the packed table can be read");
        assert_eq!(table.by_prefix.len(), PREFIXES);
        assert!(table.rows.len() > 350, "{} places", table.rows.len());
        assert!(table.by_prefix.iter().all(|row| usize::from(*row) <= table.rows.len()));
        assert!(table.by_prefix.iter().filter(|row| **row > 0).count() > 490_000);
    }

    #[test]
    fn a_damaged_table_is_no_table() {
        assert!(unpack(&PACKED[..PACKED.len() / 2]).is_none());
        assert!(unpack(b"").is_none());
    }

    #[test]
    fn provinces_are_called_as_the_catalogue_calls_them() {
        let choices = crate::catalogue::catalogue().choices(model::Field::Province, None);
        for row in &TABLE.rows {
            assert!(
                choices.iter().any(|choice| choice.value == row.place.province),
                "{} is no choice of province",
                row.place.province
            );
        }
    }

    #[test]
    fn places_are_found_by_prefix_and_by_area_code() {
        let place = |province, city| Some(Place { province, city });
        assert_eq!(place_of_mobile("13800100000"), place("北京", "北京"));
        assert_eq!(place_of_area_code("0755"), place("广东", "深圳"));
        assert_eq!(place_of_area_code("010"), place("北京", "北京"));
        assert_eq!(place_of_mobile("1380"), None, "seven digits are needed");
        assert_eq!(place_of_mobile("19400000000"), None, "194 is noise in the source");
        assert_eq!(place_of_area_code("0999999"), None);
    }
}

//! Packs the table of places of mobile numbers.
//!
//! `cargo xtask phones --from phone.dat` reads the table of the Python package `phone` (MIT)
//! and writes `src-tauri/crates/check/data/phones.bin`.
//!
//! The packed file is one raw deflate stream of, in this order:
//! - the length of the text that follows, four bytes, little-endian;
//! - one line `province|city|area code` for each place, the most frequent first;
//! - the number of runs, four bytes, little-endian;
//! - for each run of prefixes of one place, from 1300000 on, the low byte of the place's line
//!   counted from 1, 0 where there is none;
//! - for each run the high byte;
//! - for each run its length, seven bits a byte, the lowest first.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// Segments that are not in general use and whose rows, some twenty each, are noise.
const NOISE: [usize; 13] = [140, 142, 143, 144, 154, 160, 161, 163, 164, 168, 169, 179, 194];

const FIRST_PREFIX: usize = 1_300_000;
const PREFIXES: usize = 700_000;

/// Runs `phones --from FILE [--to FILE]`.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let (mut from, mut to) = (None, output());
    let mut rest = args.iter();
    while let Some(argument) = rest.next() {
        let value = rest.next().ok_or_else(|| format!("{argument} needs a file"))?;
        match argument.as_str() {
            "--from" => from = Some(PathBuf::from(value)),
            "--to" => to = PathBuf::from(value),
            other => return Err(format!("unknown option {other}; use --from FILE [--to FILE]")),
        }
    }
    let from = from.ok_or("say where phone.dat is: --from FILE")?;
    let bytes = std::fs::read(&from).map_err(|error| format!("{}: {error}", from.display()))?;
    let table = Table::read(&bytes).ok_or_else(|| format!("{} is no phone.dat", from.display()))?;
    let packed = miniz_oxide::deflate::compress_to_vec(&table.pack(), 10);
    write(&to, &packed)?;
    say(&format!(
        "{}: {} prefixes of {} places in {} bytes",
        to.display(),
        table.by_prefix.len(),
        table.places.len(),
        packed.len()
    ));
    Ok(())
}

fn output() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../check/data/phones.bin")
}

#[allow(clippy::disallowed_methods, reason = "the file belongs to the source, not to a library")]
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

#[allow(clippy::print_stdout, reason = "what a command line tool answers")]
fn say(text: &str) {
    println!("{text}");
}

struct Table {
    places: Vec<String>,
    /// The place's index by prefix.
    by_prefix: BTreeMap<usize, usize>,
}

impl Table {
    /// A version in four bytes, the offset of the index in four, records
    /// `province|city|postal code|area code` each ended by a zero, and the index: nine bytes a
    /// row, which are prefix, offset of the record and carrier. Integers are little-endian.
    fn read(bytes: &[u8]) -> Option<Self> {
        let number = |at: usize| {
            let four = bytes.get(at..at + 4)?.try_into().ok()?;
            usize::try_from(u32::from_le_bytes(four)).ok()
        };
        let mut table = Self { places: Vec::new(), by_prefix: BTreeMap::new() };
        let mut known = HashMap::new();
        let mut row = number(4)?;
        while row + 9 <= bytes.len() {
            let (prefix, offset) = (number(row)?, number(row + 4)?);
            row += 9;
            if NOISE.contains(&(prefix / 10_000)) {
                continue;
            }
            let record = bytes.get(offset..)?.split(|byte| *byte == 0).next()?;
            let fields: Vec<&str> = std::str::from_utf8(record).ok()?.split('|').collect();
            let [province, city, _, area_code] = fields[..] else { return None };
            let place = format!("{province}|{city}|{area_code}");
            let nth = *known.entry(place.clone()).or_insert_with(|| {
                table.places.push(place);
                table.places.len() - 1
            });
            table.by_prefix.insert(prefix, nth);
        }
        (!table.by_prefix.is_empty()).then_some(table)
    }

    fn pack(&self) -> Vec<u8> {
        let order = self.by_frequency();
        let text = order.iter().map(|nth| self.places[*nth].as_str()).collect::<Vec<_>>();
        let text = text.join("\n");
        let mut line = vec![0_u16; self.places.len()];
        for (nth, place) in (1..).zip(&order) {
            line[*place] = nth;
        }
        let mut runs: Vec<(u16, usize)> = Vec::new();
        for prefix in FIRST_PREFIX..FIRST_PREFIX + PREFIXES {
            let here = self.by_prefix.get(&prefix).map_or(0, |place| line[*place]);
            match runs.last_mut() {
                Some((last, length)) if *last == here => *length += 1,
                _ => runs.push((here, 1)),
            }
        }
        let mut bytes = Vec::new();
        bytes.extend(length(text.len()));
        bytes.extend(text.bytes());
        bytes.extend(length(runs.len()));
        bytes.extend(runs.iter().map(|(place, _)| place.to_le_bytes()[0]));
        bytes.extend(runs.iter().map(|(place, _)| place.to_le_bytes()[1]));
        for (_, mut length) in runs {
            while length > 0x7F {
                bytes.push((length & 0x7F).to_le_bytes()[0] | 0x80);
                length >>= 7;
            }
            bytes.push((length & 0x7F).to_le_bytes()[0]);
        }
        bytes
    }

    fn by_frequency(&self) -> Vec<usize> {
        let mut count = vec![0_usize; self.places.len()];
        for place in self.by_prefix.values() {
            count[*place] += 1;
        }
        let mut order: Vec<usize> = (0..count.len()).collect();
        order.sort_by_key(|place| std::cmp::Reverse(count[*place]));
        order
    }
}

fn length(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_dropped_and_what_is_no_table_refused() {
        let records = b"\xE7\x94\xB2|\xE4\xB9\x99|100000|010\0";
        let index = 8 + records.len();
        let mut bytes = b"2312".to_vec();
        bytes.extend(length(index));
        bytes.extend(records);
        for prefix in [1_300_000, 1_540_000] {
            bytes.extend(length(prefix));
            bytes.extend(length(8));
            bytes.push(1);
        }
        let table = Table::read(&bytes).expect("a table of two rows");
        assert_eq!(table.by_prefix.into_keys().collect::<Vec<_>>(), [1_300_000], "154 is noise");
        assert!(Table::read(b"not a table").is_none());
    }
}

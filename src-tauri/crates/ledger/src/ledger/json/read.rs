use std::{
    cell::Cell,
    fmt,
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
    rc::Rc,
};

use jiff::Timestamp;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::{FORMAT, JsonFault, JsonInfo, JsonWhy, VERSION, entries::Sort, form::OrderIn};

/// Bytes of one file. Of a hundred thousand orders it has some three hundred millions.
const MOST: u64 = 4 << 30;
/// Bytes between two orders: more than the largest page that a check holds, many times over.
const MOST_OF_ONE: u64 = 64 << 20;

/// What a file holds that is worth stopping at. Each says whether to go on.
pub(super) trait Taker {
    fn entry(
        &mut self,
        sort: &'static Sort,
        entry: serde_json::Map<String, serde_json::Value>,
    ) -> bool;
    /// `number` counts from 1.
    fn order(&mut self, number: u32, order: OrderIn) -> bool;
}

/// Reads a file without taking anything of it.
pub(super) fn look(path: &Path) -> Result<Result<JsonInfo, JsonFault>, io::Error> {
    through(path, None)
}

/// Reads a file and gives out what it holds, in its order.
pub(super) fn take(
    path: &Path,
    taker: &mut dyn Taker,
) -> Result<Result<JsonInfo, JsonFault>, io::Error> {
    through(path, Some(taker))
}

fn through(
    path: &Path,
    taker: Option<&mut dyn Taker>,
) -> Result<Result<JsonInfo, JsonFault>, io::Error> {
    let file = File::open(path)?;
    if file.metadata()?.len() > MOST {
        return Ok(Err(JsonFault::new(JsonWhy::TooLarge, "the file")));
    }
    let left = Rc::new(Cell::new(MOST_OF_ONE));
    let metered = Metered { file: BufReader::with_capacity(1 << 16, file), left: Rc::clone(&left) };
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(metered));
    let mut seen = Seen { left, taker, ..Seen::default() };
    let read = Whole(&mut seen).deserialize(&mut json).and_then(|()| json.end());
    let number = seen.number;
    if let Some(fault) = seen.fault.take() {
        return Ok(Err(fault));
    }
    if let Err(error) = read {
        if let Some(kind) = error.io_error_kind() {
            return if kind == io::ErrorKind::OutOfMemory {
                Ok(Err(JsonFault::new(JsonWhy::TooLarge, "an order").of_order(number)))
            } else {
                Err(io::Error::from(error))
            };
        }
        let fault = JsonFault::of_json(&error);
        return Ok(Err(if number > 0 { fault.of_order(number) } else { fault }));
    }
    Ok(seen.info())
}

/// Reads no more than is left between two orders.
struct Metered<R> {
    file: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        let left = self.left.get().checked_sub(read as u64);
        self.left.set(left.ok_or_else(|| io::Error::from(io::ErrorKind::OutOfMemory))?);
        Ok(read)
    }
}

/// What was seen of a file so far.
#[derive(Default)]
struct Seen<'a> {
    format: Option<String>,
    version: Option<u32>,
    made_at: Option<Timestamp>,
    entries: u32,
    /// The order that is being read; after the last one, how many there were.
    number: u32,
    orders: Option<u32>,
    fault: Option<JsonFault>,
    left: Rc<Cell<u64>>,
    taker: Option<&'a mut dyn Taker>,
}

impl Seen<'_> {
    fn info(self) -> Result<JsonInfo, JsonFault> {
        let not_ours = |what: &str| JsonFault::new(JsonWhy::NotOurs, what);
        if self.format.as_deref() != Some(FORMAT) {
            return Err(not_ours("format"));
        }
        let version = self.version.ok_or_else(|| not_ours("version"))?;
        if version > VERSION {
            return Err(JsonFault::new(JsonWhy::Newer, version.to_string()));
        }
        Ok(JsonInfo {
            made_at: self.made_at.ok_or_else(|| not_ours("made_at"))?,
            orders: self.orders.ok_or_else(|| not_ours("orders"))?,
            entries: self.entries,
        })
    }
}

/// The object that a file is. Its parts may come in any order, and parts of other names are
/// passed over.
struct Whole<'a, 'b>(&'a mut Seen<'b>);

impl<'de> DeserializeSeed<'de> for Whole<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let seen = self.0;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => seen.format = Some(map.next_value()?),
                "version" => seen.version = Some(map.next_value()?),
                "made_at" => seen.made_at = Some(map.next_value()?),
                "orders" => {
                    map.next_value_seed(Orders(seen))?;
                    seen.orders = Some(std::mem::take(&mut seen.number));
                }
                name => match Sort::of(name) {
                    Some(sort) => map.next_value_seed(Entries(seen, sort))?,
                    None => {
                        map.next_value::<IgnoredAny>()?;
                    }
                },
            }
            seen.left.set(MOST_OF_ONE);
        }
        Ok(())
    }
}

struct Entries<'a, 'b>(&'a mut Seen<'b>, &'static Sort);

impl<'de> DeserializeSeed<'de> for Entries<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.1.name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self(seen, sort) = self;
        while let Some(entry) = list.next_element()? {
            seen.entries = seen.entries.saturating_add(1);
            if let Some(taker) = &mut seen.taker
                && !taker.entry(sort, entry)
            {
                return Err(A::Error::custom("ended"));
            }
            seen.left.set(MOST_OF_ONE);
        }
        Ok(())
    }
}

struct Orders<'a, 'b>(&'a mut Seen<'b>);

impl<'de> DeserializeSeed<'de> for Orders<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Orders<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of orders")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let seen = self.0;
        loop {
            seen.number = seen.number.saturating_add(1);
            let more = match &mut seen.taker {
                None => list.next_element::<IgnoredAny>()?.is_some(),
                Some(taker) => match list.next_element::<OrderIn>()? {
                    None => false,
                    Some(order) => {
                        if !taker.order(seen.number, order) {
                            return Err(A::Error::custom("ended"));
                        }
                        true
                    }
                },
            };
            if !more {
                seen.number -= 1;
                return Ok(());
            }
            seen.left.set(MOST_OF_ONE);
        }
    }
}

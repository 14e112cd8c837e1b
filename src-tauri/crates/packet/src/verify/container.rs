//! The ZIP around a packet, read by other code than wrote it and more strictly than others do:
//! there is no byte in it that could be another.

use std::io::{self, Read, Seek, SeekFrom};

/// More than a hundred thousand files.
const MAX_DIRECTORY: u64 = 1 << 26;
const END: usize = 22;
const LOCAL: usize = 30;
const CENTRAL: usize = 46;
const LOCATOR: usize = 20;
const LARGE_END: usize = 56;
const IN_LARGE: u32 = u32::MAX;
/// That the name is UTF-8.
const UTF8: u16 = 1 << 11;
/// Whose attributes follow.
const UNIX: u8 = 3;
/// A plain file, `rw-r--r--`: with other bits a file is unpacked as a link, or as a program.
const ATTRIBUTES: u32 = 0o100_644 << 16;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    #[error("{0}")]
    Form(&'static str),
    #[error(transparent)]
    Io(io::Error),
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Form("it ends too early"),
            _ => Self::Io(error),
        }
    }
}

/// A file in the ZIP, as the directory at its end has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) crc: u32,
    offset: u64,
    /// Alike for all files of a packet.
    moment: u32,
    needed: u16,
}

/// The files in the order in which they lie, and how long the ZIP is. What lies between them is
/// checked by [`check_local`].
pub(crate) fn entries(from: &mut (impl Read + Seek)) -> Result<(Vec<Entry>, u64), Broken> {
    let length = from.seek(SeekFrom::End(0))?;
    let (offset, size, count, ends) = end(from, length)?;
    if size > MAX_DIRECTORY || offset.checked_add(size) != Some(ends) {
        return Err(Broken::Form("its directory is not where its end says"));
    }
    from.seek(SeekFrom::Start(offset))?;
    let mut directory = vec![0; usize::try_from(size).unwrap_or(0)];
    from.read_exact(&mut directory)?;
    let mut bytes = Bytes(&directory);
    let mut entries: Vec<Entry> = Vec::new();
    let mut lies_at = 0;
    while !bytes.0.is_empty() {
        let entry = central(&mut bytes)?;
        if entry.offset != lies_at {
            return Err(Broken::Form("its files do not follow each other"));
        }
        if entries.first().is_some_and(|first| first.moment != entry.moment) {
            return Err(Broken::Form("its files are of different times"));
        }
        let next = lies_at.checked_add(entry.local_size());
        lies_at = next.and_then(|at| at.checked_add(entry.size)).unwrap_or(u64::MAX);
        entries.push(entry);
    }
    if lies_at != offset || entries.len() as u64 != count {
        return Err(Broken::Form("its directory does not match its files"));
    }
    Ok((entries, length))
}

impl Entry {
    fn is_large(&self) -> bool {
        self.size >= u64::from(u32::MAX)
    }

    fn extra(&self) -> usize {
        if self.is_large() { 20 } else { 0 }
    }

    fn local_size(&self) -> u64 {
        (LOCAL + self.name.len() + self.extra()) as u64
    }
}

/// Reads what stands before the bytes of a file, which the directory says as well.
pub(crate) fn check_local(from: &mut impl Read, entry: &Entry) -> Result<(), Broken> {
    let mut found = vec![0; LOCAL + entry.name.len() + entry.extra()];
    from.read_exact(&mut found)?;
    let mut wanted = Vec::with_capacity(found.len());
    let short = u32::try_from(entry.size).unwrap_or(IN_LARGE);
    wanted.extend(b"PK\x03\x04");
    wanted.extend(entry.needed.to_le_bytes());
    wanted.extend(flags(&entry.name).to_le_bytes());
    wanted.extend(0_u16.to_le_bytes());
    wanted.extend(entry.moment.to_le_bytes());
    wanted.extend(entry.crc.to_le_bytes());
    wanted.extend(short.to_le_bytes());
    wanted.extend(short.to_le_bytes());
    wanted.extend(u16::try_from(entry.name.len()).unwrap_or(0).to_le_bytes());
    wanted.extend(u16::try_from(entry.extra()).unwrap_or(0).to_le_bytes());
    wanted.extend(entry.name.as_bytes());
    if entry.is_large() {
        wanted.extend([1, 0, 16, 0]);
        wanted.extend(entry.size.to_le_bytes());
        wanted.extend(entry.size.to_le_bytes());
    }
    if found == wanted {
        Ok(())
    } else {
        Err(Broken::Form("a file is not what the directory says"))
    }
}

fn flags(name: &str) -> u16 {
    if name.is_ascii() { 0 } else { UTF8 }
}

/// Where the directory begins, how long it is, how many files it has, and where it must end.
fn end(from: &mut (impl Read + Seek), length: u64) -> Result<(u64, u64, u64, u64), Broken> {
    let Some(at) = length.checked_sub(END as u64) else {
        return Err(Broken::Form("it is too short"));
    };
    from.seek(SeekFrom::Start(at))?;
    let mut found = [0; END];
    from.read_exact(&mut found)?;
    let mut bytes = Bytes(&found);
    bytes.expect(b"PK\x05\x06\0\0\0\0")?;
    let (here, count) = (bytes.u16()?, bytes.u16()?);
    let (size, offset) = (bytes.u32()?, bytes.u32()?);
    if here != count || bytes.u16()? != 0 {
        return Err(Broken::Form("it does not end as it should"));
    }
    if count != u16::MAX && size != IN_LARGE && offset != IN_LARGE {
        return Ok((offset.into(), size.into(), count.into(), at));
    }
    let Some(large_at) = at.checked_sub((LOCATOR + LARGE_END) as u64) else {
        return Err(Broken::Form("it is too short"));
    };
    from.seek(SeekFrom::Start(large_at))?;
    let mut found = [0; LARGE_END + LOCATOR];
    from.read_exact(&mut found)?;
    let mut bytes = Bytes(&found);
    bytes.expect(b"PK\x06\x06\x2c\0\0\0\0\0\0\0")?;
    let (made, needed) = (bytes.u16()?, bytes.u16()?);
    bytes.expect(&[0; 8])?;
    let (here, large_count) = (bytes.u64()?, bytes.u64()?);
    let (large_size, large_offset) = (bytes.u64()?, bytes.u64()?);
    bytes.expect(b"PK\x06\x07\0\0\0\0")?;
    let lies_at = bytes.u64()?;
    bytes.expect(&[1, 0, 0, 0])?;
    let agrees = made == needed
        && needed <= 45
        && here == large_count
        && lies_at == large_at
        && agree(count.into(), large_count, u16::MAX.into())
        // Those who write it never put the size in both.
        && size == IN_LARGE
        && agree(offset.into(), large_offset, IN_LARGE.into());
    if !agrees {
        return Err(Broken::Form("its two ends differ"));
    }
    Ok((large_offset, large_size, large_count, large_at))
}

/// The short form is the number, or says that only the long one holds it.
fn agree(short: u64, long: u64, limit: u64) -> bool {
    short == long.min(limit)
}

fn central(bytes: &mut Bytes<'_>) -> Result<Entry, Broken> {
    if bytes.0.len() < CENTRAL {
        return Err(Broken::Form("its directory ends too early"));
    }
    bytes.expect(b"PK\x01\x02")?;
    let [made, system] = bytes.u16()?.to_le_bytes();
    let needed = bytes.u16()?;
    let found_flags = bytes.u16()?;
    bytes.expect(&[0; 2])?;
    let moment = bytes.u32()?;
    let crc = bytes.u32()?;
    let (packed, size) = (bytes.u32()?, bytes.u32()?);
    let (name, extra) = (bytes.u16()?, bytes.u16()?);
    // No comment, one disk, no attributes of a kind.
    bytes.expect(&[0; 6])?;
    let attributes = bytes.u32()?;
    let offset = bytes.u32()?;
    let name = String::from_utf8(bytes.take(name.into())?.to_vec())
        .map_err(|_| Broken::Form("a name is not UTF-8"))?;
    let mut extra = Bytes(bytes.take(extra.into())?);
    if (system, attributes) != (UNIX, ATTRIBUTES) {
        return Err(Broken::Form("it holds what is no plain file"));
    }
    if packed != size || u16::from(made) != needed || found_flags != flags(&name) {
        return Err(Broken::Form("a line of its directory contradicts itself"));
    }
    let (mut size, mut offset) = (u64::from(size), u64::from(offset));
    if !extra.0.is_empty() {
        extra.expect(&[1, 0])?;
        if usize::from(extra.u16()?) != extra.0.len() {
            return Err(Broken::Form("a line of its directory is cut"));
        }
        if size == u64::from(IN_LARGE) {
            let (plain, packed) = (extra.u64()?, extra.u64()?);
            if plain != packed {
                return Err(Broken::Form("a line of its directory contradicts itself"));
            }
            size = plain;
        }
        if offset == u64::from(IN_LARGE) {
            offset = extra.u64()?;
        }
        if !extra.0.is_empty() {
            return Err(Broken::Form("a line of its directory says too much"));
        }
    }
    Ok(Entry { name, size, crc, offset, moment, needed })
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Broken> {
        let parted = self.0.split_at_checked(count);
        let (taken, rest) = parted.ok_or(Broken::Form("its directory ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn expect(&mut self, wanted: &[u8]) -> Result<(), Broken> {
        let same = self.take(wanted.len())? == wanted;
        if same { Ok(()) } else { Err(Broken::Form("a field is not what it should be")) }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Broken> {
        let taken = self.take(N)?;
        taken.try_into().map_err(|_| Broken::Form("its directory ends too early"))
    }

    fn u16(&mut self) -> Result<u16, Broken> {
        self.array().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Result<u32, Broken> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, Broken> {
        self.array().map(u64::from_le_bytes)
    }
}

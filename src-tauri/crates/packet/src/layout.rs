//! Where everything lies in a packet.

use std::collections::{HashMap, HashSet};

use crate::{
    Contents,
    bag::{
        ALLOWED_SIGNERS, BAG_INFO, BAGIT, MANIFEST, PAYLOAD, PUBLIC_KEY, SIGNATURE, TAG_MANIFEST,
    },
    name::{Names, folded, safe_name},
    write::WriteError,
};

pub(crate) const METADATA: &str = "metadata";

/// Paths below the packet's folder, in the order of the contents.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The packet's folder.
    pub(crate) root: String,
    /// `None` for what is not handed over.
    pub(crate) pieces: Vec<Option<String>>,
    pub(crate) texts: Vec<String>,
    pub(crate) cover: String,
    pub(crate) instructions: String,
    folders: Folders,
}

impl Layout {
    /// Names are made safe here; that pieces are named rightly is checked.
    pub(crate) fn of(contents: &Contents<'_>) -> Result<Self, WriteError> {
        check_ids(contents)?;
        let mut top = Names::default();
        let fixed =
            [BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, SIGNATURE, PUBLIC_KEY, ALLOWED_SIGNERS];
        for name in fixed.into_iter().chain(["data"]) {
            top.add(name);
        }
        let mut folders = Folders::default();
        folders.names.add(METADATA);
        let pieces = contents.pieces.iter().map(|piece| {
            piece.open.as_ref()?;
            Some(folders.add(&piece.folder, &format!("{}_{}", piece.id, piece.file_name)))
        });
        let pieces = pieces.collect();
        let texts = contents.texts.iter().map(|text| folders.add(&text.folder, &text.file_name));
        let texts = texts.collect();
        Ok(Self {
            root: safe_name(&contents.name),
            pieces,
            texts,
            cover: top.add(&contents.wording.cover_file),
            instructions: top.add(&contents.wording.instructions_file),
            folders,
        })
    }

    /// The path of a file that is made on the way.
    pub(crate) fn add(&mut self, folder: &str, file: &str) -> String {
        self.folders.add(folder, file)
    }
}

pub(crate) fn metadata(name: &str) -> String {
    format!("{PAYLOAD}{METADATA}/{name}")
}

#[derive(Debug, Default)]
struct Folders {
    names: Names,
    /// By the name that was asked for: its safe name and what is in it.
    known: HashMap<String, (String, Names)>,
}

impl Folders {
    fn add(&mut self, folder: &str, file: &str) -> String {
        let Self { names, known } = self;
        let (safe, inside) =
            known.entry(folder.to_owned()).or_insert_with(|| (names.add(folder), Names::default()));
        format!("{PAYLOAD}{safe}/{}", inside.add(file))
    }
}

fn check_ids(contents: &Contents<'_>) -> Result<(), WriteError> {
    let mut known = HashSet::new();
    for piece in &contents.pieces {
        if piece.id.trim().is_empty() || !known.insert(folded(&piece.id)) {
            return Err(WriteError::SameId { id: piece.id.clone() });
        }
    }
    let redacted = contents.pieces.iter().flat_map(|piece| &piece.about.redacted_of);
    let told = contents.timeline.iter().flat_map(|moment| &moment.pieces);
    match redacted.chain(told).find(|id| !known.contains(&folded(id))) {
        Some(id) => Err(WriteError::UnknownId { id: id.clone() }),
        None => Ok(()),
    }
}

//! What a packet needs of the record beyond what the window sees.

use std::{fs::File, io};

use model::{OrderId, Sha256Hex};

use crate::{
    ChainLink, Error, Ledger, Missing,
    table::{self, setting},
};

impl Ledger {
    /// 32 bytes that nobody can guess and that stay the same for as long as the record lives;
    /// made when first asked for. Backups and archives hold them, files of orders never do.
    pub fn secret(&self) -> Result<[u8; 32], Error> {
        if let Some(kept) = self.read(|db| Ok(setting::get(db, setting::SECRET)?))? {
            return secret_of(&kept);
        }
        let mut made = [0; 32];
        getrandom::fill(&mut made).map_err(io::Error::from)?;
        self.write(|db| {
            // Somebody else may have asked meanwhile.
            if let Some(kept) = setting::get(db, setting::SECRET)? {
                return secret_of(&kept);
            }
            let text = Sha256Hex::from(made);
            setting::put(db, setting::SECRET, &format!("\"{}\"", text.as_str()))?;
            Ok(made)
        })
    }

    /// A file of the vault, to be read piece by piece.
    pub fn open_evidence(&self, sha256: &Sha256Hex) -> io::Result<File> {
        self.vault.open(sha256)
    }

    /// Whether the bytes of a piece are here at all; one that came from elsewhere may have come
    /// without them.
    pub fn has_evidence(&self, sha256: &Sha256Hex) -> bool {
        self.vault.has(sha256)
    }

    /// The events of an order with their places in the chain, in the order of recording.
    pub fn links_of(&self, order: &OrderId) -> Result<Vec<ChainLink>, Error> {
        self.read(|db| {
            table::order::pk(db, order)?.ok_or(Error::NotFound(Missing::Order))?;
            Ok(table::event::links_of(db, order)?)
        })
    }
}

/// Another one in its place would sign as somebody else.
fn secret_of(text: &str) -> Result<[u8; 32], Error> {
    let damaged = || Error::Corrupt { detail: "the secret cannot be read".to_owned() };
    let hex: String = serde_json::from_str(text).map_err(|_| damaged())?;
    let hex = Sha256Hex::new(&hex).ok_or_else(damaged)?;
    let mut bytes = [0; 32];
    for (byte, digits) in bytes.iter_mut().zip(hex.as_str().as_bytes().chunks(2)) {
        let digits = str::from_utf8(digits).map_err(|_| damaged())?;
        *byte = u8::from_str_radix(digits, 16).map_err(|_| damaged())?;
    }
    Ok(bytes)
}

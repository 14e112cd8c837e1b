use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use rusqlite::Connection;

use crate::{
    Error,
    door::{self, Access},
};

/// Read connections, made when needed and kept for the next reader. With the log, a reader
/// never waits for the writer nor the writer for a reader.
#[derive(Debug)]
pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

const KEPT: usize = 4;

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default() }
    }

    /// Runs `read` on one unchanging state of the database.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.connect()?,
        };
        let result = {
            let transaction = connection.unchecked_transaction()?;
            read(&transaction)
        };
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        result
    }

    /// A connection of the caller's own.
    pub(crate) fn connect(&self) -> Result<Connection, Error> {
        Ok(door::connect(&self.path, Access::Read)?)
    }
}

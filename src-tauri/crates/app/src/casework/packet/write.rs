//! A packet is written, read back, and only then has its name.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ledger::{ArchiveError, Failure, NewFile, Progress, Watch as _};
use model::Sha256Hex;
use packet::{Contents, CoverError, SigningKey, VerifyError, WriteError};

use crate::error::{Error, ErrorCode, Result, chain};
use crate::work::Work;

/// What lies there now.
pub(super) struct Written {
    pub(super) sha256: Sha256Hex,
    pub(super) size: u64,
}

/// Of a thousand steps, those that are done when all is written.
const STEPS: u64 = 1_000;
const WRITTEN: u64 = 600;

/// Writes the packet to `to`, over what is there; on any error what was there stays and nothing
/// lies beside it.
pub(super) fn write(
    to: &Path,
    contents: &Contents<'_>,
    key: &SigningKey,
    work: &Work,
) -> Result<Written> {
    let mut file = NewFile::create(to).map_err(out)?;
    let failure = file.failure();
    let mut failed = None;
    let made = packet::write(contents, key, &mut file, &mut |progress| {
        watched(work, &failure, &mut failed, (0, WRITTEN), progress)
    });
    if let Some(error) = failed.or_else(|| failure.check().err()) {
        return Err(out(error));
    }
    made.map_err(of_write)?;
    let there: PathBuf = file.sync().map_err(out)?.to_owned();
    let report = packet::verify(&there, &mut |progress| {
        watched(work, &failure, &mut None, (WRITTEN, STEPS), progress)
    });
    let report = report.map_err(|error| match error {
        VerifyError::Stopped => stopped(),
        VerifyError::Io(error) => out(error),
    })?;
    let own = report.fingerprint.as_deref() == Some(key.fingerprint().as_str());
    let sha256 = report.sha256.filter(|_| own && report.faults.is_empty());
    let Some(sha256) = sha256 else {
        return Err(Error::new(ErrorCode::PacketBad, format!("{:?}", report.faults)));
    };
    Ok(Written { sha256, size: file.name().map_err(out)? })
}

/// Tells of it, and breaks off where the work is to stop or a write has failed.
fn watched(
    work: &Work,
    failure: &Failure,
    failed: &mut Option<io::Error>,
    (from, to): (u64, u64),
    progress: packet::Progress,
) -> ControlFlow<()> {
    let whole = progress.total.max(1);
    let part = u128::from(to - from) * u128::from(progress.done.min(whole)) / u128::from(whole);
    let done = u32::try_from(u128::from(from) + part).unwrap_or(0);
    work.told(Progress { done, total: u32::try_from(STEPS).unwrap_or(0) });
    if let Err(error) = failure.check() {
        *failed = Some(error);
    }
    if failed.is_some() || work.is_stopped() {
        return ControlFlow::Break(());
    }
    ControlFlow::Continue(())
}

pub(super) fn of_cover(error: CoverError) -> Error {
    match error {
        CoverError::Contents(error) => of_write(error),
        CoverError::Pdf { .. } => Error::new(ErrorCode::Internal, chain(&error)),
    }
}

fn of_write(error: WriteError) -> Error {
    let code = match error {
        WriteError::Stopped => return stopped(),
        WriteError::Io(cause) => return out(cause),
        // The vault does not have what the record says.
        WriteError::Unreadable { .. } | WriteError::Changed { .. } => ErrorCode::Damaged,
        WriteError::NothingSaid
        | WriteError::SameId { .. }
        | WriteError::UnknownId { .. }
        | WriteError::LogLine { .. }
        | WriteError::Key(_) => ErrorCode::Internal,
    };
    Error::new(code, chain(&error))
}

fn out(error: io::Error) -> Error {
    ArchiveError::Io(error).into()
}

fn stopped() -> Error {
    ArchiveError::Stopped.into()
}

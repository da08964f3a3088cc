//! One save at a time: a lock that the system itself releases when a program dies.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::git::error::GitFout;

/// How long to wait for another program before explaining.
const GEDULD: Duration = Duration::from_secs(8);

/// Held while a save is under way; released when it is dropped, or by the system.
#[derive(Debug)]
pub struct Slot(#[allow(dead_code)] File);

impl Slot {
    /// Waits for other oogo windows on this copy, then locks them out.
    ///
    /// # Errors
    /// When another one keeps it too long, or the folder cannot be written.
    pub fn neem(eigen_map: &Path) -> Result<Self, GitFout> {
        let (pad, bestand) = Self::bestand(eigen_map)?;
        let begin = Instant::now();
        loop {
            match bestand.try_lock() {
                Ok(()) => return Ok(Self(bestand)),
                Err(TryLockError::WouldBlock) if begin.elapsed() < GEDULD => {
                    std::thread::sleep(Duration::from_millis(20))
                }
                Err(TryLockError::WouldBlock) => return Err(GitFout::Vergrendeld(pad.display().to_string())),
                // Some network drives know no locks; the checks on the bytes still hold.
                Err(TryLockError::Error(e)) if e.kind() == std::io::ErrorKind::Unsupported => return Ok(Self(bestand)),
                Err(TryLockError::Error(e)) => return Err(GitFout::schrijven(pad, e)),
            }
        }
    }

    /// Takes the lock only when nobody has it.
    pub fn probeer(eigen_map: &Path) -> Option<Self> {
        let (_, bestand) = Self::bestand(eigen_map).ok()?;
        bestand.try_lock().ok().map(|()| Self(bestand))
    }

    fn bestand(eigen_map: &Path) -> Result<(std::path::PathBuf, File), GitFout> {
        let pad = eigen_map.join("slot");
        let open = || {
            fs::create_dir_all(eigen_map)?;
            File::options().create(true).truncate(false).write(true).open(&pad)
        };
        let bestand = open().map_err(|e| GitFout::schrijven(&pad, e))?;
        Ok((pad, bestand))
    }
}

//! Replaces a file of git's own (a branch, the index) under git's own lock. The lock appears whole,
//! with a content by which a later oogo knows that a crash of oogo left it (git's own locks are
//! empty, or hold a version or an index); any other lock is waited for and never removed.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::lasting::{schrijf_veilig, sync_map};
use crate::fault;
use crate::git::error::GitFout;

/// How long to wait for another program before explaining.
const GEDULD: Duration = Duration::from_secs(8);

/// The content by which oogo knows its own lock.
const ONS: &[u8] = b"oogo\n";

/// git's lock on one file, held by us.
#[derive(Debug)]
pub struct GitLock {
    doel: PathBuf,
    lock: PathBuf,
}

/// The name of git's lock on a file.
fn lock_van(doel: &Path) -> PathBuf {
    let mut naam = doel.as_os_str().to_owned();
    naam.push(".lock");
    PathBuf::from(naam)
}

impl GitLock {
    /// Waits for git's lock on a file and takes it. A lock with our content is one that a crash of
    /// ours left: the caller holds oogo's own lock, so nobody else of ours is at work.
    ///
    /// # Errors
    /// When another program keeps it too long, or the folder cannot be written.
    pub fn take(doel: &Path, eigen_map: &Path) -> Result<Self, GitFout> {
        let lock = lock_van(doel);
        if let Some(map) = doel.parent() {
            fs::create_dir_all(map).map_err(|e| GitFout::schrijven(doel, e))?;
        }
        let klaar = eigen_map.join("lock-inhoud");
        // It is on disk to stay since the first time.
        if fs::read(&klaar).ok().as_deref() != Some(ONS) {
            schrijf_veilig(&klaar, ONS)?;
        }
        let begin = Instant::now();
        loop {
            match aanmaken(&klaar, &lock) {
                Ok(()) => break,
                Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                    if fs::read(&lock).is_ok_and(|nu| nu == ONS) {
                        let _ = fs::remove_file(&lock);
                    } else if begin.elapsed() > GEDULD {
                        return Err(GitFout::Vergrendeld(lock.display().to_string()));
                    } else {
                        std::thread::sleep(Duration::from_millis(30));
                    }
                }
                Err(e) => return Err(GitFout::schrijven(&lock, e)),
            }
        }
        fault::point("git-lock");
        Ok(Self { doel: doel.to_path_buf(), lock })
    }

    /// Another file takes the place of the locked one; then the lock goes.
    ///
    /// # Errors
    /// When the file cannot be replaced.
    pub fn replace_with(self, nieuw: &Path) -> Result<(), GitFout> {
        fs::rename(nieuw, &self.doel).map_err(|e| GitFout::schrijven(&self.doel, e))?;
        // The rename is done; a folder that cannot be synced makes it no less so.
        let _ = sync_map(self.doel.parent());
        fault::point("git-gewisseld");
        Ok(())
    }
}

impl Drop for GitLock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.lock);
    }
}

/// Whether a crash of ours left its lock on a file, or one of ours holds it now.
pub fn is_ours(doel: &Path) -> bool {
    fs::read(lock_van(doel)).is_ok_and(|nu| nu == ONS)
}

/// Makes the lock appear with its content at once; where a file system knows no hard links, a
/// moment after.
fn aanmaken(klaar: &Path, lock: &Path) -> std::io::Result<()> {
    let mut gelukt = fs::hard_link(klaar, lock);
    // Where another account wrote it, the system can refuse a link to it (fs.protected_hardlinks).
    if gelukt.as_ref().is_err_and(|e| e.kind() == ErrorKind::PermissionDenied) && schrijf_veilig(klaar, ONS).is_ok() {
        gelukt = fs::hard_link(klaar, lock);
    }
    match gelukt {
        Err(e) if e.kind() != ErrorKind::AlreadyExists => {
            let mut bestand = File::options().write(true).create_new(true).open(lock)?;
            bestand.write_all(ONS)?;
            bestand.sync_all()
        }
        anders => anders,
    }
}

//! Git's index, kept in step with what is saved: a plain `git status` finds nothing then.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use git2::{IndexEntry, Oid};

use super::save::Wijziging;
use super::swap::GitLock;
use crate::git::error::GitFout;
use crate::git::repository::Repository;
use crate::store::parallel;

impl Repository {
    /// A copy of git's index to change, under a name of our own.
    pub(in crate::git) fn nieuwe_index(&self) -> Result<git2::Index, GitFout> {
        let nieuw = self.eigen_map().join("index");
        // What a crash left of an earlier one.
        let _ = fs::remove_file(self.eigen_map().join("index.lock"));
        match fs::copy(self.git.path().join("index"), &nieuw) {
            Err(e) if e.kind() == ErrorKind::NotFound => drop(fs::remove_file(&nieuw)),
            Err(e) => return Err(GitFout::schrijven(&nieuw, e)),
            Ok(_) => {}
        }
        Ok(git2::Index::open(&nieuw)?)
    }

    /// Keeps git's index in step, for these files only: what a colleague staged stays staged, and
    /// a plain `git commit` reverts nothing. `index` is a copy made under its lock.
    pub(in crate::git) fn werk_index_bij(
        &self,
        slot: GitLock,
        mut index: git2::Index,
        wijzigingen: &[Wijziging],
    ) -> Result<(), GitFout> {
        let wortel = self.wortel();
        let ingangen = parallel::alle(wijzigingen, |w| {
            w.wordt.as_deref().map(|inhoud| index_entry(wortel, &w.pad, inhoud)).transpose()
        });
        for (w, ingang) in wijzigingen.iter().zip(ingangen) {
            // Sides of a conflict that somebody left would make git refuse the index.
            for kant in 1..=3 {
                let _ = index.remove(Path::new(&w.pad), kant);
            }
            match ingang? {
                Some(ingang) => index.add(&ingang)?,
                None => drop(index.remove(Path::new(&w.pad), 0)),
            }
        }
        index.write()?;
        let nieuw = self.eigen_map().join("index");
        // Windows flushes only what is open for writing.
        fs::File::options()
            .write(true)
            .open(&nieuw)
            .and_then(|f| f.sync_all())
            .map_err(|e| GitFout::schrijven(&nieuw, e))?;
        slot.replace_with(&nieuw)
    }
}

/// An index entry with what the file system says of the file now, so that `git status` need not
/// read it again. Where the file is not what was saved, it says nothing.
fn index_entry(wortel: &Path, pad: &str, inhoud: &[u8]) -> Result<IndexEntry, GitFout> {
    let vol = wortel.join(pad);
    let zelfde = fs::read(&vol).is_ok_and(|nu| nu == inhoud);
    let mut entry = ingang(pad, Oid::hash_object(git2::ObjectType::Blob, inhoud)?);
    if let Some(kenmerken) = fs::metadata(&vol).ok().filter(|_| zelfde) {
        entry.file_size = u32::try_from(kenmerken.len()).unwrap_or(u32::MAX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let tijd =
                |s: i64, n: i64| git2::IndexTime::new(i32::try_from(s).unwrap_or(0), u32::try_from(n).unwrap_or(0));
            entry.mtime = tijd(kenmerken.mtime(), kenmerken.mtime_nsec());
            entry.ctime = tijd(kenmerken.ctime(), kenmerken.ctime_nsec());
            // Git keeps the low 32 bits of these.
            entry.dev = (kenmerken.dev() & 0xFFFF_FFFF) as u32;
            entry.ino = (kenmerken.ino() & 0xFFFF_FFFF) as u32;
            entry.uid = kenmerken.uid();
            entry.gid = kenmerken.gid();
        }
    }
    Ok(entry)
}

fn ingang(pad: &str, id: Oid) -> IndexEntry {
    IndexEntry {
        ctime: git2::IndexTime::new(0, 0),
        mtime: git2::IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: 0o100_644,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: pad.as_bytes().to_vec(),
    }
}

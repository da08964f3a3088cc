//! The journal of a save: written before the first file changes, removed after the last, so that
//! the next start can finish what a crash broke off.
//!
//! The new version's commit is in the repository before the journal is; the journal only names it.

use std::fs;
use std::path::{Path, PathBuf};

use git2::Oid;

use super::lasting::schrijf_veilig;
use crate::fault;
use crate::git::error::GitFout;

/// The save that was under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// The commit that the save makes the newest version.
    pub nieuw: Oid,
    /// The version that it came after; none for the first.
    pub vorig: Option<Oid>,
    /// The branch that it moves.
    pub tak: String,
}

fn pad(eigen_map: &Path) -> PathBuf {
    eigen_map.join("opslaan")
}

impl Journal {
    /// Writes the journal so that it survives a power cut.
    pub fn schrijf(&self, eigen_map: &Path) -> Result<(), GitFout> {
        let vorig = self.vorig.map_or_else(|| "-".to_owned(), |o| o.to_string());
        schrijf_veilig(&pad(eigen_map), format!("{}\n{vorig}\n{}\n", self.nieuw, self.tak).as_bytes())?;
        fault::point("journaal");
        Ok(())
    }

    /// The journal that a crash left, if any. One that cannot be read is as good as none: it was
    /// written whole or not at all, so it is not ours.
    pub fn lees(eigen_map: &Path) -> Option<Self> {
        let tekst = fs::read_to_string(pad(eigen_map)).ok()?;
        let mut regels = tekst.lines();
        let nieuw = Oid::from_str(regels.next()?).ok()?;
        let vorig = match regels.next()? {
            "-" => None,
            oid => Some(Oid::from_str(oid).ok()?),
        };
        Some(Self { nieuw, vorig, tak: regels.next()?.to_owned() })
    }

    /// Removes the journal: the save is whole.
    pub fn klaar(eigen_map: &Path) -> Result<(), GitFout> {
        match fs::remove_file(pad(eigen_map)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(GitFout::schrijven(pad(eigen_map), e)),
            _ => Ok(()),
        }
    }
}

//! What stands in the folder and was not saved as a version.

use git2::{Status, StatusOptions};

use super::error::GitFout;
use super::repository::Repository;

/// What happened to a file outside oogo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buitenom {
    /// It is new.
    Nieuw,
    /// Its text differs.
    Gewijzigd,
    /// It is gone.
    Verwijderd,
}

impl Buitenom {
    /// As the reader sees it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Nieuw => "nieuw",
            Self::Gewijzigd => "gewijzigd",
            Self::Verwijderd => "verwijderd",
        }
    }
}

impl Repository {
    /// The files of the ontwikkelagenda that differ from the newest version, by path.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn niet_opgeslagen(&self) -> Result<Vec<(String, Buitenom)>, GitFout> {
        let mut opties = StatusOptions::new();
        opties.include_untracked(true).recurse_untracked_dirs(true).include_ignored(false).include_unmodified(false);
        for map in crate::store::load::MAPPEN {
            opties.pathspec(map);
        }
        opties.pathspec(crate::store::load::VOORBLAD);
        let mut gevonden = Vec::new();
        for ingang in self.git.statuses(Some(&mut opties))?.iter() {
            let status = ingang.status();
            // Other files in the folder are somebody's own, and no part of a version that oogo makes.
            let Some(pad) = ingang.path().ok().filter(|p| crate::agenda::Bestandsoort::van_pad(p).is_some()) else {
                continue;
            };
            let wat =
                if status.intersects(Status::WT_DELETED | Status::INDEX_DELETED) && !self.wortel().join(pad).exists() {
                    Buitenom::Verwijderd
                } else if status.intersects(Status::WT_NEW | Status::INDEX_NEW) {
                    Buitenom::Nieuw
                } else {
                    Buitenom::Gewijzigd
                };
            gevonden.push((pad.to_owned(), wat));
        }
        gevonden.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(gevonden)
    }
}

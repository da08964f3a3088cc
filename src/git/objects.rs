//! What a version is made of, put in the repository before anything leads to it.

use std::path::Path;

use git2::Oid;

use super::error::GitFout;
use super::lasting::Schijven;
use super::repository::Repository;
use super::save::Wijziging;
use crate::store::parallel;

impl Repository {
    /// A folder with these files changed, on disk to stay; no version has it yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn boom_met(&self, basis: Option<Oid>, wijzigingen: &[Wijziging]) -> Result<Oid, GitFout> {
        let inhouden: Vec<&[u8]> = wijzigingen.iter().filter_map(|w| w.wordt.as_deref()).collect();
        let objecten = self.git.commondir().join("objects");
        let Some(schijven) = Schijven::van(inhouden.len(), [objecten.as_path()]) else {
            let bladen = inhouden.iter().map(|i| self.git.blob(i)).collect::<Result<Vec<_>, _>>()?;
            return boom(&self.git, basis, wijzigingen, bladen);
        };
        // Opened without oogo's own settings a repository does not wait for the disk at each object.
        let map = self.git.path();
        let los = git2::Repository::open(map)?;
        let bladen = parallel::alle_met(
            &inhouden,
            || git2::Repository::open(map).ok(),
            |git, inhoud| git.as_ref().and_then(|git| git.blob(inhoud).ok()),
        );
        let bladen = bladen.into_iter().zip(&inhouden).map(|(blad, i)| blad.map_or_else(|| los.blob(i), Ok));
        let boom = boom(&los, basis, wijzigingen, bladen.collect::<Result<_, _>>()?)?;
        schijven.wacht()?;
        Ok(boom)
    }
}

/// The folder, of which the new files' contents are there already, in their order.
fn boom(
    git: &git2::Repository,
    basis: Option<Oid>,
    wijzigingen: &[Wijziging],
    bladen: Vec<Oid>,
) -> Result<Oid, GitFout> {
    let basis = match basis {
        Some(basis) => git.find_tree(basis)?,
        None => git.find_tree(git.treebuilder(None)?.write()?)?,
    };
    let mut bladen = bladen.into_iter();
    let mut bouw = git2::build::TreeUpdateBuilder::new();
    for w in wijzigingen {
        match w.wordt.as_ref().and_then(|_| bladen.next()) {
            Some(blad) => {
                bouw.upsert(w.pad.as_str(), blad, git2::FileMode::Blob);
            }
            None if basis.get_path(Path::new(&w.pad)).is_ok() => {
                bouw.remove(w.pad.as_str());
            }
            None => {}
        }
    }
    Ok(bouw.create_updated(git, &basis)?)
}

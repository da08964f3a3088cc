//! What versions are made of, put in a repository before anything leads to it.

use std::io::Write;
use std::path::Path;

use git2::{ObjectType, Oid, PackBuilder, Tree};

use super::error::GitFout;
use super::repository::Repository;
use super::save::{Wijziging, mappen_boven};
use crate::fault;

/// From so many new files on they come as one pack, for which the disk is waited for a few times, in place of for
/// each by itself.
const VEEL: usize = 10;

/// Before what libgit2 has on disk, so that what is new is kept in memory.
const EERST: i32 = 1000;

impl Repository {
    /// A folder with these files changed, on disk to stay; no version has it yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn boom_met(&self, basis: Option<Oid>, wijzigingen: &[Wijziging]) -> Result<Oid, GitFout> {
        if wijzigingen.iter().filter(|w| w.wordt.is_some()).count() < VEEL {
            return Ok(Boom::maak(&self.git, basis, wijzigingen)?.boom.id());
        }
        let geheugen = git2::Repository::open(self.git.path())?;
        let odb = geheugen.odb()?;
        odb.add_new_mempack_backend(EERST)?;
        let nieuw = Boom::maak(&geheugen, basis, wijzigingen)?;
        let mut pak = geheugen.packbuilder()?;
        pak.set_threads(0);
        for blad in &nieuw.bladen {
            pak.insert_object(*blad, None)?;
        }
        for map in nieuw.mappen(wijzigingen) {
            pak.insert_object(map, None)?;
        }
        schrijf_pak(&mut pak, &self.git)?;
        fault::point("pak");
        Ok(nieuw.boom.id())
    }
}

/// A folder of a version, made from another.
struct Boom<'g> {
    basis: Tree<'g>,
    boom: Tree<'g>,
    /// The files that are new in it.
    bladen: Vec<Oid>,
}

impl<'g> Boom<'g> {
    fn maak(git: &'g git2::Repository, basis: Option<Oid>, wijzigingen: &[Wijziging]) -> Result<Self, GitFout> {
        let basis = match basis {
            Some(basis) => git.find_tree(basis)?,
            None => git.find_tree(git.treebuilder(None)?.write()?)?,
        };
        let mut bladen = Vec::new();
        let mut bouw = git2::build::TreeUpdateBuilder::new();
        for w in wijzigingen {
            if let Some(inhoud) = &w.wordt {
                let blad = git.blob(inhoud)?;
                bouw.upsert(w.pad.as_str(), blad, git2::FileMode::Blob);
                bladen.push(blad);
            } else if basis.get_path(Path::new(&w.pad)).is_ok() {
                bouw.remove(w.pad.as_str());
            }
        }
        let boom = git.find_tree(bouw.create_updated(git, &basis)?)?;
        Ok(Self { basis, boom, bladen })
    }

    /// The folders in it, itself among them, that are not as they were.
    fn mappen(&self, wijzigingen: &[Wijziging]) -> Vec<Oid> {
        let in_boom = |boom: &Tree<'_>, map: &str| {
            boom.get_path(Path::new(map)).ok().filter(|i| i.kind() == Some(ObjectType::Tree)).map(|i| i.id())
        };
        let mut mappen: Vec<&str> = wijzigingen.iter().flat_map(|w| mappen_boven(&w.pad)).collect();
        mappen.sort_unstable();
        mappen.dedup();
        let anders = mappen
            .into_iter()
            .filter_map(|map| in_boom(&self.boom, map).filter(|nieuw| in_boom(&self.basis, map) != Some(*nieuw)));
        std::iter::once(self.boom.id()).chain(anders).collect()
    }
}

/// Puts a pack in a repository, whole or not at all; each object in it is hashed anew.
///
/// # Errors
/// When an object is missing or the pack cannot be written.
pub(super) fn schrijf_pak(pak: &mut PackBuilder<'_>, naar: &git2::Repository) -> Result<(), GitFout> {
    let odb = naar.odb()?;
    let mut schrijver = odb.packwriter()?;
    let mut fout = None;
    pak.foreach(|stuk| match schrijver.write_all(stuk) {
        Ok(()) => true,
        Err(e) => {
            fout = Some(e);
            false
        }
    })
    .map_err(|e| fout.take().map_or_else(|| e.into(), |e| GitFout::schrijven(naar.path(), e)))?;
    schrijver.commit()?;
    Ok(())
}

//! What versions are made of, put in a repository before anything leads to it.

use std::io::ErrorKind;
use std::path::Path;

use git2::build::TreeUpdateBuilder;
use git2::{ErrorClass, ObjectType, OdbLookupFlags, Oid, PackBuilder, Tree};

use super::save::{Wijziging, mappen_boven};
use crate::fault;
use crate::git::error::{GitFout, technisch};
use crate::git::repository::{Repository, bereid_voor};

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
        bereid_voor(&geheugen)?;
        let odb = geheugen.odb()?;
        odb.add_new_mempack_backend(EERST)?;
        let nieuw = Boom::maak(&geheugen, basis, wijzigingen)?;
        let er_is = self.git.odb()?;
        er_is.refresh()?;
        let mut objecten = nieuw.mappen(wijzigingen);
        objecten.extend(&nieuw.bladen);
        // What is here already is on disk to stay; and a pack of the same would take the place of one that is open.
        objecten.retain(|oid| !er_is.exists_ext(*oid, OdbLookupFlags::NO_REFRESH));
        if !objecten.is_empty() {
            let mut pak = geheugen.packbuilder()?;
            for oid in objecten {
                pak.insert_object(oid, None)?;
            }
            schrijf_pak(&mut pak, &self.git)?;
        }
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
        // What goes goes first: a folder can come where a file was.
        let (mut bladen, mut komt, mut gaat) = (Vec::new(), TreeUpdateBuilder::new(), TreeUpdateBuilder::new());
        for w in wijzigingen {
            if let Some(inhoud) = &w.wordt {
                let blad = git.blob(inhoud)?;
                komt.upsert(w.pad.as_str(), blad, git2::FileMode::Blob);
                bladen.push(blad);
            } else if basis.get_path(Path::new(&w.pad)).is_ok() {
                gaat.remove(w.pad.as_str());
            }
        }
        let zonder = git.find_tree(gaat.create_updated(git, &basis)?)?;
        let boom = git.find_tree(komt.create_updated(git, &zonder)?)?;
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

/// Puts a pack in a repository, whole or not at all, on disk to stay where the one that it comes from is set to; each
/// object in it is hashed anew.
///
/// # Errors
/// When an object is missing or the pack cannot be written.
pub(in crate::git) fn schrijf_pak(pak: &mut PackBuilder<'_>, naar: &git2::Repository) -> Result<(), GitFout> {
    let map = naar.commondir().join("objects/pack");
    std::fs::create_dir_all(&map).map_err(|e| GitFout::schrijven(&map, e))?;
    pak.write(&map, 0).map_err(|e| {
        // Of why libgit2 only gives a text; the number of it still stands where the system leaves it.
        let nummer = std::io::Error::last_os_error();
        let is_bekend =
            matches!(nummer.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::PermissionDenied);
        match e.class() {
            ErrorClass::Os if is_bekend => GitFout::schrijven(&map, nummer),
            ErrorClass::Os => GitFout::schrijven(&map, std::io::Error::other(technisch(&e))),
            _ => e.into(),
        }
    })
}

//! Upkeep: loose objects become packs, and many packs one, so that a repository of many years
//! stays small. A crash at any moment leaves every object readable: what is replaced goes only
//! after its replacement is on disk.

use std::collections::HashSet;
use std::fs;
#[cfg(unix)]
use std::fs::File;
use std::path::{Path, PathBuf};

use git2::{ObjectType, Oid};

use super::error::GitFout;
use super::lasting::sync_map;
use super::lock::Slot;
use super::remove::verwijder;
use super::repository::Repository;
use crate::fault;

/// Past so many loose objects they are packed.
const LOS: usize = 2_000;
/// Past so many packs they become one.
const PAKKEN: usize = 12;

/// What upkeep did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opgeruimd {
    /// What holds on to a history that was replaced, and so keeps it here.
    pub blijft: Vec<String>,
    /// Loose objects that went into a pack.
    pub los: usize,
    /// Packs that became one.
    pub pakken: usize,
}

impl Repository {
    /// Whether upkeep is worth starting: estimated from one of the 256 folders of loose objects,
    /// as git does.
    pub fn is_opruimen_nodig(&self) -> bool {
        if self.is_nog_weg_te_gooien() {
            return true;
        }
        let telling = fs::read_dir(self.git.commondir().join("objects/17")).map_or(0, Iterator::count);
        telling * 256 > LOS
    }

    /// Packs what is loose; joins packs when there are many, or when `alles`.
    ///
    /// # Errors
    /// When something cannot be read or written; nothing is lost then.
    pub fn ruim_op(&self, alles: bool) -> Result<Opgeruimd, GitFout> {
        if self.zet_fsync_aan()? {
            return Self::open(self.wortel())?.ruim_op(alles);
        }
        let blijft = if self.is_nog_weg_te_gooien() { self.gooi_weg()? } else { Vec::new() };
        Ok(Opgeruimd { blijft, ..self.pak(alles)? })
    }

    fn pak(&self, alles: bool) -> Result<Opgeruimd, GitFout> {
        let Some(_slot) = Slot::probeer(&self.eigen_map().join("opruimen")) else {
            return Ok(Opgeruimd::default());
        };
        let objecten = self.git.commondir().join("objects");
        let los = losse(&objecten);
        let pakken = pakken(&objecten.join("pack"));
        // An index over several packs would name packs that are gone.
        let over_meer = objecten.join("pack/multi-pack-index").exists();
        if !over_meer && (alles || pakken.len() >= PAKKEN) {
            Ok(self.voeg_pakken_samen(&objecten, &los, &pakken, |_| true)?.opgeruimd)
        } else if los.len() >= LOS {
            self.pak_in(&objecten, &los)
        } else {
            Ok(Opgeruimd::default())
        }
    }

    fn pak_in(&self, objecten: &Path, los: &[Oid]) -> Result<Opgeruimd, GitFout> {
        let mut bouwer = self.git.packbuilder()?;
        for oid in los {
            bouwer.insert_object(*oid, None)?;
        }
        schrijf_pak(&mut bouwer, objecten)?;
        fault::point("pak-geschreven");
        verwijder_losse(objecten, los);
        Ok(Opgeruimd { los: los.len(), ..Opgeruimd::default() })
    }

    /// Throws away all but these, which are in one pack then. Gives what could not be removed: on Windows a file that
    /// is open elsewhere. The caller holds the locks.
    pub(super) fn bewaar_alleen(&self, nodig: &HashSet<Oid>) -> Result<Vec<String>, GitFout> {
        let objecten = self.git.commondir().join("objects");
        let map = objecten.join("pack");
        // An index over several packs would name packs that are gone.
        let _ = verwijder(&map.join("multi-pack-index"));
        let (los, oude) = (losse(&objecten), pakken(&map));
        let nieuw = self.voeg_pakken_samen(&objecten, &los, &oude, |oid| nodig.contains(oid))?.pak;
        let mut vast: Vec<PathBuf> = oude.into_iter().filter(|p| !p.to_string_lossy().contains(&nieuw)).collect();
        vast.extend(los.iter().filter(|oid| !nodig.contains(oid)).map(|oid| los_pad(&objecten, *oid)));
        vast.retain(|pad| pad.exists());
        Ok(vast.into_iter().map(|pad| pad.display().to_string()).collect())
    }

    /// The packs that somebody told git to keep.
    pub(super) fn vaste_pakken(&self) -> Vec<String> {
        let map = self.git.commondir().join("objects/pack");
        let alle = fs::read_dir(map).into_iter().flatten().flatten().map(|i| i.path());
        let vast = alle.filter(|p| p.extension().is_some_and(|e| e == "keep" || e == "promisor"));
        vast.map(|p| p.display().to_string()).collect()
    }

    fn voeg_pakken_samen(
        &self,
        objecten: &Path,
        los: &[Oid],
        oude: &[PathBuf],
        houdt: impl Fn(&Oid) -> bool,
    ) -> Result<Samengepakt, GitFout> {
        let mut bouwer = self.git.packbuilder()?;
        // In the order in which history tells it: trees and blobs of one path lie together, and
        // make small differences.
        let mut wandeling = self.git.revwalk()?;
        for verwijzing in self.git.references()?.flatten() {
            if let Ok(commit) = verwijzing.peel(ObjectType::Commit) {
                let _ = wandeling.push(commit.id());
            }
        }
        bouwer.insert_walk(&mut wandeling)?;
        // What no version reaches is kept too: upkeep by itself removes nothing.
        let odb = self.git.odb()?;
        let mut alles = Vec::new();
        odb.foreach(|oid| {
            alles.push(*oid);
            true
        })?;
        for oid in alles.into_iter().filter(&houdt) {
            bouwer.insert_object(oid, None)?;
        }
        let nieuw = schrijf_pak(&mut bouwer, objecten)?;
        fault::point("pak-geschreven");
        for pad in oude.iter().filter(|p| !p.to_string_lossy().contains(&nieuw)) {
            // The index goes last: a pack without it is ignored, an index without its pack is not.
            let _ = verwijder(&pad.with_extension("idx"));
            for einde in ["rev", "bitmap", "mtimes"] {
                let _ = verwijder(&pad.with_extension(einde));
            }
            let _ = verwijder(pad);
        }
        verwijder_losse(objecten, los);
        Ok(Samengepakt { opgeruimd: Opgeruimd { los: los.len(), pakken: oude.len(), blijft: Vec::new() }, pak: nieuw })
    }
}

/// What became one pack, and its name.
struct Samengepakt {
    opgeruimd: Opgeruimd,
    pak: String,
}

/// Writes the pack and its index, and gives the name. The files are on disk before this returns.
fn schrijf_pak(bouwer: &mut git2::PackBuilder<'_>, objecten: &Path) -> Result<String, GitFout> {
    let map = objecten.join("pack");
    bouwer.set_threads(0);
    bouwer.write(&map, 0)?;
    let naam = bouwer
        .name()
        .ok()
        .flatten()
        .map(str::to_owned)
        .ok_or_else(|| GitFout::Beschadigd("het pak heeft geen naam".to_owned()))?;
    // libgit2 has synced them, as its setting says; on Unix a second sync costs nothing and proves it.
    #[cfg(unix)]
    for einde in ["pack", "idx"] {
        let pad = map.join(format!("pack-{naam}.{einde}"));
        File::open(&pad).and_then(|f| f.sync_all()).map_err(|e| GitFout::schrijven(&pad, e))?;
    }
    sync_map(Some(&map)).map_err(|e| GitFout::schrijven(&map, e))?;
    Ok(naam)
}

fn losse(objecten: &Path) -> Vec<Oid> {
    let mut gevonden = Vec::new();
    for byte in 0..=255u8 {
        let map = format!("{byte:02x}");
        for ingang in fs::read_dir(objecten.join(&map)).into_iter().flatten().flatten() {
            if let Some(rest) = ingang.file_name().to_str().filter(|n| n.len() == 38)
                && let Ok(oid) = Oid::from_str(&format!("{map}{rest}"))
            {
                gevonden.push(oid);
            }
        }
    }
    gevonden
}

fn verwijder_losse(objecten: &Path, los: &[Oid]) {
    for oid in los {
        // One that cannot be removed is double, not lost.
        let _ = verwijder(&los_pad(objecten, *oid));
    }
}

fn los_pad(objecten: &Path, oid: Oid) -> PathBuf {
    let hex = oid.to_string();
    objecten.join(&hex[..2]).join(&hex[2..])
}

/// The packs that may be replaced: those with a `.keep` beside them stay.
fn pakken(map: &Path) -> Vec<PathBuf> {
    fs::read_dir(map)
        .into_iter()
        .flatten()
        .flatten()
        .map(|i| i.path())
        .filter(|p| p.extension().is_some_and(|e| e == "pack"))
        .filter(|p| !p.with_extension("keep").exists() && !p.with_extension("promisor").exists())
        .collect()
}

//! Upkeep: loose objects become packs, and many packs one, so that a repository of many years
//! stays small. A crash at any moment leaves every object readable: what is replaced goes only
//! after its replacement is on disk.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use git2::{ObjectType, Oid};

use super::error::GitFout;
use super::remove::{verwijder, verwijder_map};
use super::repository::Repository;
use super::saving::lasting::sync_map;
use super::saving::lock::Slot;
use crate::fault;

/// Past so many loose objects they are packed.
const LOS: usize = 2_000;
/// Past so many packs they become one, where there is other upkeep.
const PAKKEN: usize = 12;
/// Past so many packs upkeep is done for these alone; so does git (`gc.autoPackLimit`).
const TE_VEEL: usize = 50;
/// How libgit2 calls what it is writing: an object, a pack.
const ONAF: [&str; 2] = ["tmp_object_git2_", "pack_git2_"];
/// What was not finished longer ago than this never will be.
const VERGETEN: Duration = Duration::from_secs(3600);

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
    /// Whether upkeep is worth starting: what is loose is estimated from one of its 256 folders, as git does.
    pub fn is_opruimen_nodig(&self) -> bool {
        if self.is_nog_weg_te_gooien() {
            return true;
        }
        let objecten = self.git.commondir().join("objects");
        let los = fs::read_dir(objecten.join("17")).map_or(0, Iterator::count);
        los * 256 > LOS || pakken(&objecten.join("pack")).len() > TE_VEEL
    }

    /// Packs what is loose; joins packs when there are many, or when `alles`.
    ///
    /// # Errors
    /// When something cannot be read or written; nothing is lost then.
    pub fn ruim_op(self, alles: bool) -> Result<Opgeruimd, GitFout> {
        // What goes must not go before what takes its place is on disk to stay.
        if self.zet_fsync_aan()? {
            return Self::open(self.wortel())?.ruim_op(alles);
        }
        if !self.is_nog_weg_te_gooien() {
            return self.pak(alles);
        }
        let wortel = self.wortel().to_path_buf();
        let blijft = self.gooi_weg()?;
        Ok(Opgeruimd { blijft, ..Self::open(&wortel)?.pak(alles)? })
    }

    fn pak(self, alles: bool) -> Result<Opgeruimd, GitFout> {
        let Some(_slot) = Slot::probeer(&self.eigen_map().join("opruimen")) else {
            return Ok(Opgeruimd::default());
        };
        let objecten = self.git.commondir().join("objects");
        let los = losse(&objecten);
        let pakken = pakken(&objecten.join("pack"));
        verwijder_onaffe(&objecten, VERGETEN);
        // An index over several packs would name packs that are gone.
        let over_meer = objecten.join("pack/multi-pack-index").exists();
        if !over_meer && (alles || pakken.len() >= PAKKEN) {
            let pak = self.voeg_pakken_samen(|_| true)?;
            self.vervang(&objecten, &los, &pakken, &pak)?;
            Ok(Opgeruimd { los: los.len(), pakken: pakken.len(), blijft: Vec::new() })
        } else if los.len() >= LOS {
            let pak = self.pak_in(&los)?;
            self.vervang(&objecten, &los, &[], &pak)?;
            Ok(Opgeruimd { los: los.len(), ..Opgeruimd::default() })
        } else {
            Ok(Opgeruimd::default())
        }
    }

    fn pak_in(&self, los: &[Oid]) -> Result<String, GitFout> {
        let mut bouwer = self.git.packbuilder()?;
        for oid in los {
            bouwer.insert_object(*oid, None)?;
        }
        self.schrijf_pak(&mut bouwer)
    }

    /// Puts a pack in its place, and removes what became part of it.
    fn vervang(self, objecten: &Path, los: &[Oid], oude: &[PathBuf], pak: &str) -> Result<(), GitFout> {
        let (tussen, map) = (self.tussenplaats(), objecten.join("pack"));
        // Windows keeps a file that is open.
        drop(self);
        fs::create_dir_all(&map).map_err(|e| GitFout::schrijven(&map, e))?;
        // Without its index a pack is ignored.
        for einde in ["pack", "idx"] {
            let bestand = format!("pack-{pak}.{einde}");
            let (van, naar) = (tussen.join(&bestand), map.join(&bestand));
            // What is there already is left: elsewhere it can be open.
            if fs::read(&naar).ok().is_none_or(|er_is| fs::read(&van).ok() != Some(er_is)) {
                fs::rename(&van, &naar).map_err(|e| GitFout::schrijven(&map, e))?;
            }
        }
        sync_map(Some(&map)).map_err(|e| GitFout::schrijven(&map, e))?;
        let _ = verwijder_map(&tussen);
        fault::point("pak-geschreven");
        for pad in oude.iter().filter(|p| !p.to_string_lossy().contains(pak)) {
            // The index goes last: a pack without it is ignored, an index without its pack is not.
            let _ = verwijder(&pad.with_extension("idx"));
            for einde in ["rev", "bitmap", "mtimes"] {
                let _ = verwijder(&pad.with_extension(einde));
            }
            let _ = verwijder(pad);
        }
        for oid in los {
            // One that cannot be removed is double, not lost.
            let _ = verwijder(&los_pad(objecten, *oid));
        }
        Ok(())
    }

    fn tussenplaats(&self) -> PathBuf {
        self.eigen_map().join("pak")
    }

    /// Throws away all but these, which are in one pack then. Gives what could not be removed: on Windows a file that
    /// is open elsewhere. The caller holds the locks.
    pub(super) fn bewaar_alleen(self, nodig: &HashSet<Oid>) -> Result<Vec<String>, GitFout> {
        let objecten = self.git.commondir().join("objects");
        let map = objecten.join("pack");
        // An index over several packs would name packs that are gone.
        let _ = verwijder(&map.join("multi-pack-index"));
        verwijder_onaffe(&objecten, Duration::ZERO);
        let (los, oude) = (losse(&objecten), pakken(&map));
        let nieuw = self.voeg_pakken_samen(|oid| nodig.contains(oid))?;
        self.vervang(&objecten, &los, &oude, &nieuw)?;
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

    /// One pack of all that these are; gives its name.
    fn voeg_pakken_samen(&self, houdt: impl Fn(&Oid) -> bool) -> Result<String, GitFout> {
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
        self.schrijf_pak(&mut bouwer)
    }

    /// Writes a pack and its index apart, on disk to stay, and gives the name.
    fn schrijf_pak(&self, bouwer: &mut git2::PackBuilder<'_>) -> Result<String, GitFout> {
        let tussen = self.tussenplaats();
        let _ = verwijder_map(&tussen);
        fs::create_dir_all(&tussen).map_err(|e| GitFout::schrijven(&tussen, e))?;
        bouwer.set_threads(0);
        bouwer.write(&tussen, 0)?;
        let naam = bouwer
            .name()
            .ok()
            .flatten()
            .map(str::to_owned)
            .ok_or_else(|| GitFout::Beschadigd("het pak heeft geen naam".to_owned()))?;
        // libgit2 has synced them, as its setting says; on Unix a second sync costs nothing and proves it.
        #[cfg(unix)]
        for einde in ["pack", "idx"] {
            let pad = tussen.join(format!("pack-{naam}.{einde}"));
            fs::File::open(&pad).and_then(|f| f.sync_all()).map_err(|e| GitFout::schrijven(&pad, e))?;
        }
        Ok(naam)
    }
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

fn los_pad(objecten: &Path, oid: Oid) -> PathBuf {
    let hex = oid.to_string();
    objecten.join(&hex[..2]).join(&hex[2..])
}

/// Removes what a crash left unfinished so long ago.
fn verwijder_onaffe(objecten: &Path, sinds: Duration) {
    let alle = [objecten, &objecten.join("pack")].map(|map| fs::read_dir(map).into_iter().flatten().flatten());
    for ingang in alle.into_iter().flatten() {
        let naam = ingang.file_name();
        let is_onaf = ONAF.iter().any(|onaf| naam.to_string_lossy().starts_with(onaf));
        let gemaakt = ingang.metadata().and_then(|m| m.modified());
        if is_onaf && gemaakt.is_ok_and(|t| t.elapsed().is_ok_and(|e| e >= sinds)) {
            let _ = verwijder(&ingang.path());
        }
    }
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

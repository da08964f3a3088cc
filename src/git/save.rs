//! Saving: a set of files changes and becomes one version, whole or not at all.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Component, Path};
use std::sync::atomic::{AtomicBool, Ordering};

use git2::{IndexEntry, Oid, Signature};

use super::error::GitFout;
use super::journal::Journal;
use super::lasting;
use super::lock::Slot;
use super::maker::Maker;
use super::recover;
use super::repository::Repository;
use super::swap::GitLock;
use super::version::{Boodschap, Versie};
use crate::fault;
use crate::store::disk::{bytes_van, heeft_koppeling};
use crate::store::parallel;

/// One file that a save changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wijziging {
    /// Its path, with `/`, relative to the ontwikkelagenda's folder.
    pub pad: String,
    /// What it held when it was read; none when it was not there.
    pub was: Option<Vec<u8>>,
    /// What it will hold; none to remove it.
    pub wordt: Option<Vec<u8>>,
}

impl Repository {
    /// Writes the files and makes the version. When the work tree already holds what a change
    /// says (`was` equal to `wordt`), only the version is made.
    ///
    /// # Errors
    /// When a file is not what it was, a lock is held, or something cannot be written. Nothing
    /// is then changed, or the next start finishes it.
    pub fn sla_op(&self, wijzigingen: &[Wijziging], boodschap: &Boodschap, maker: Maker<'_>) -> Result<Oid, GitFout> {
        self.verzet(wijzigingen, |repo, vorig| {
            let ouder = vorig.map(|o| repo.git.find_commit(o)).transpose()?;
            let boom = match &ouder {
                Some(commit) => repo.boom_met(Some(commit.tree_id()), wijzigingen)?,
                None => repo.boom_met(None, wijzigingen)?,
            };
            let ouders: Vec<&git2::Commit<'_>> = ouder.iter().collect();
            repo.maak_versie(boom, &ouders, boodschap, maker)
        })
    }

    /// Writes the files and moves the branch to the version that `maak` gives, made from the newest one.
    ///
    /// # Errors
    /// As [`Repository::sla_op`].
    pub(super) fn verzet(
        &self,
        wijzigingen: &[Wijziging],
        maak: impl FnOnce(&Self, Option<Oid>) -> Result<Oid, GitFout>,
    ) -> Result<Oid, GitFout> {
        self.verzet_als(Self::kan_opslaan, wijzigingen, maak)
    }

    /// The same where git began a merge that this finishes.
    ///
    /// # Errors
    /// As [`Repository::sla_op`].
    pub(super) fn verzet_halverwege(
        &self,
        wijzigingen: &[Wijziging],
        maak: impl FnOnce(&Self, Option<Oid>) -> Result<Oid, GitFout>,
    ) -> Result<Oid, GitFout> {
        self.verzet_als(|repo| repo.tak().map(drop), wijzigingen, maak)
    }

    fn verzet_als(
        &self,
        kan: impl FnOnce(&Self) -> Result<(), GitFout>,
        wijzigingen: &[Wijziging],
        maak: impl FnOnce(&Self, Option<Oid>) -> Result<Oid, GitFout>,
    ) -> Result<Oid, GitFout> {
        if self.zet_fsync_aan()? {
            return Self::open(self.wortel())?.verzet_als(kan, wijzigingen, maak);
        }
        let eigen_map = self.eigen_map();
        let _slot = Slot::neem(&eigen_map)?;
        recover::maak_af(self)?;
        kan(self)?;
        // From here on no git program can move the branch or the index: what is refused is refused
        // before anything changed.
        let index_slot = GitLock::take(&self.git.path().join("index"), &eigen_map)?;
        let tak = self.tak()?;
        let hoofd = GitLock::take(&self.git.commondir().join(&tak), &eigen_map)?;
        let index = self.nieuwe_index()?;
        let wortel = self.wortel();
        let mag = |w: &Wijziging| match blijft_binnen(&w.pad) {
            true => is_onveranderd(wortel, w),
            false => Err(GitFout::Buiten(w.pad.clone())),
        };
        parallel::alle(wijzigingen, mag).into_iter().collect::<Result<(), _>>()?;
        fault::point("begin");
        let vorig = self.hoofd()?;
        let nieuw = maak(self, vorig)?;
        fault::point("objecten");
        Journal { nieuw, vorig, tak: tak.clone() }.schrijf(&eigen_map)?;
        let mut gedaan = Vec::new();
        let gezet = self.schrijf_bestanden(wijzigingen, &mut gedaan).and_then(|()| self.zet_hoofd(hoofd, nieuw));
        if let Err(oorzaak) = gezet {
            self.draai_terug(wijzigingen, &gedaan, &eigen_map);
            return Err(oorzaak);
        }
        fault::point("hoofd");
        if let Ok(commit) = self.git.find_commit(nieuw) {
            self.noteer(&tak, nieuw, vorig, &commit.author(), &Versie::van(&commit).onderwerp);
        }
        // The version is there. An index that cannot be written now is put in step by the next
        // start, for which the journal stays.
        if self.werk_index_bij(index_slot, index, wijzigingen).is_ok() {
            fault::point("index");
            Journal::klaar(&eigen_map)?;
        }
        Ok(nieuw)
    }

    /// Writes the files that differ; `gedaan` tells which ones were, also when one cannot be.
    pub(super) fn schrijf_bestanden<'w>(
        &self,
        wijzigingen: &'w [Wijziging],
        gedaan: &mut Vec<&'w Wijziging>,
    ) -> Result<(), GitFout> {
        let (komt, gaat): (Vec<&Wijziging>, Vec<&Wijziging>) =
            wijzigingen.iter().filter(|w| w.was != w.wordt).partition(|w| w.wordt.is_some());
        // What is in the way goes first: a file can come where a folder was. Else what comes is there before
        // anything goes, so that what moves is nowhere missing.
        let paden: HashSet<&str> = komt.iter().map(|k| k.pad.as_str()).collect();
        let mappen: HashSet<&str> = komt.iter().flat_map(|k| mappen_boven(&k.pad)).collect();
        let in_de_weg =
            |g: &&Wijziging| mappen.contains(g.pad.as_str()) || mappen_boven(&g.pad).any(|map| paden.contains(map));
        let (eerst, daarna): (Vec<&Wijziging>, Vec<&Wijziging>) = gaat.into_iter().partition(in_de_weg);
        for w in eerst {
            self.verwijder(w, gedaan)?;
        }
        let wortel = self.wortel();
        let mut bestanden = Vec::with_capacity(komt.len());
        for w in &komt {
            if heeft_koppeling(wortel, &w.pad) {
                return Err(GitFout::Koppeling(w.pad.clone()));
            }
            bestanden.push((wortel.join(&w.pad), w.wordt.as_deref().unwrap_or_default()));
        }
        let klaar = lasting::zet_klaar(&bestanden)?;
        let te_wisselen: Vec<(&Wijziging, (&Path, &Path))> = komt
            .iter()
            .zip(klaar.iter().zip(&bestanden))
            .map(|(w, (tussen, (doel, _)))| (*w, (tussen.as_path(), doel.as_path())))
            .collect();
        // Where a system gives back the room of what was there, that takes longer than all else.
        let mislukt = AtomicBool::new(false);
        let gewisseld = parallel::alle(&te_wisselen, |(w, (tussen, doel))| {
            // What is to be put back anyhow is not done.
            let mag = !mislukt.load(Ordering::Relaxed);
            mag.then(|| wissel(wortel, w, tussen, doel).inspect_err(|_| mislukt.store(true, Ordering::Relaxed)))
                .inspect(|_| fault::point("bestand"))
        });
        klaar.iter().for_each(|tussen| drop(fs::remove_file(tussen)));
        gedaan.extend(
            komt.iter().zip(&gewisseld).filter(|(_, gewisseld)| matches!(gewisseld, Some(Ok(())))).map(|(w, _)| *w),
        );
        gewisseld.into_iter().flatten().collect::<Result<(), _>>()?;
        let mappen: BTreeSet<&Path> = bestanden.iter().filter_map(|(doel, _)| doel.parent()).collect();
        for map in mappen {
            lasting::sync_map(Some(map)).map_err(|e| GitFout::schrijven(map, e))?;
        }
        daarna.into_iter().try_for_each(|w| self.verwijder(w, gedaan))
    }

    fn verwijder<'w>(&self, w: &'w Wijziging, gedaan: &mut Vec<&'w Wijziging>) -> Result<(), GitFout> {
        is_onveranderd(self.wortel(), w)?;
        let doel = self.wortel().join(&w.pad);
        fs::remove_file(&doel).map_err(|e| GitFout::schrijven(&doel, e))?;
        gedaan.push(w);
        let _ = lasting::sync_map(doel.parent());
        self.ruim_lege_mappen(&w.pad);
        fault::point("bestand");
        Ok(())
    }

    /// Git keeps no empty folders either; one that is not empty stays.
    fn ruim_lege_mappen(&self, pad: &str) {
        let mappen: Vec<&str> = mappen_boven(pad).collect();
        let _ = mappen.into_iter().rev().try_for_each(|map| fs::remove_dir(self.wortel().join(map)));
    }

    /// Puts back what this save wrote before it could not go on, so that a full disk or a folder
    /// without rights leaves nothing half done. Where that fails the journal stays, and the next
    /// start finishes the save instead.
    fn draai_terug(&self, wijzigingen: &[Wijziging], gedaan: &[&Wijziging], eigen_map: &Path) {
        // A folder that was made for what did not come can be in the way of what was there.
        wijzigingen.iter().for_each(|w| self.ruim_lege_mappen(&w.pad));
        let andersom = |w: &&Wijziging| Wijziging { pad: w.pad.clone(), was: w.wordt.clone(), wordt: w.was.clone() };
        let terug: Vec<Wijziging> = gedaan.iter().rev().map(andersom).collect();
        if self.schrijf_bestanden(&terug, &mut Vec::new()).is_ok() {
            let _ = Journal::klaar(eigen_map);
        }
    }

    /// Moves the branch, under its lock.
    pub(super) fn zet_hoofd(&self, slot: GitLock, nieuw: Oid) -> Result<(), GitFout> {
        let klaar = lasting::zet_neer(&self.eigen_map().join("tak"), format!("{nieuw}\n").as_bytes(), true)?;
        slot.replace_with(&klaar)
    }

    /// A line in git's own log of where the branch was; only a help, so a failure is no matter.
    pub(super) fn noteer(&self, tak: &str, nieuw: Oid, vorig: Option<Oid>, wie: &Signature<'_>, onderwerp: &str) {
        let tekst = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
        let (tijd, zone) = (wie.when().seconds(), wie.when().offset_minutes());
        let regel = format!(
            "{} {nieuw} {} <{}> {tijd} {}{:02}{:02}\toogo: {}\n",
            vorig.unwrap_or(Oid::ZERO_SHA1),
            tekst(wie.name_bytes()),
            tekst(wie.email_bytes()),
            if zone < 0 { '-' } else { '+' },
            zone.abs() / 60,
            zone.abs() % 60,
            onderwerp.replace('\n', " "),
        );
        for pad in [self.git.path().join("logs/HEAD"), self.git.commondir().join("logs").join(tak)] {
            let _ = pad.parent().map(fs::create_dir_all);
            if let Ok(mut log) = fs::File::options().append(true).create(true).open(&pad) {
                let _ = log.write_all(regel.as_bytes());
            }
        }
    }

    /// A copy of git's index to change, under a name of our own.
    pub(super) fn nieuwe_index(&self) -> Result<git2::Index, GitFout> {
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
    pub(super) fn werk_index_bij(
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

/// Refuses a file that is not what it was, or that a link leads to.
fn is_onveranderd(wortel: &Path, w: &Wijziging) -> Result<(), GitFout> {
    if heeft_koppeling(wortel, &w.pad) {
        return Err(GitFout::Koppeling(w.pad.clone()));
    }
    let nu = match fs::symlink_metadata(wortel.join(&w.pad)) {
        // Where a file is in the place of its folder, or a folder in its own, it is not there either.
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => None,
        Err(e) => return Err(GitFout::schrijven(&w.pad, e)),
        Ok(daar) if daar.is_dir() => None,
        Ok(_) => Some(bytes_van(wortel, &w.pad).map_err(|_| GitFout::Veranderd(w.pad.clone()))?),
    };
    if nu == w.was { Ok(()) } else { Err(GitFout::Veranderd(w.pad.clone())) }
}

/// Gives a file its new content, which stands ready, when it still is what it was at the last moment before.
fn wissel(wortel: &Path, w: &Wijziging, tussen: &Path, doel: &Path) -> Result<(), GitFout> {
    is_onveranderd(wortel, w)?;
    let fout = |e| GitFout::schrijven(doel, e);
    // A link never takes the place of a file that appeared just now; a rename would.
    match if w.was.is_none() { fs::hard_link(tussen, doel) } else { fs::rename(tussen, doel) } {
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(GitFout::Veranderd(w.pad.clone())),
        Err(_) if w.was.is_none() => fs::rename(tussen, doel).map_err(fout),
        anders => anders.map_err(fout),
    }
}

/// The folders that a path lies under.
pub(super) fn mappen_boven(pad: &str) -> impl Iterator<Item = &str> {
    pad.match_indices('/').map(|(einde, _)| &pad[..einde])
}

/// Whether a path stays in the folder, and out of `.git`.
fn blijft_binnen(pad: &str) -> bool {
    let gewoon = |d: Component<'_>| matches!(d, Component::Normal(naam) if !naam.eq_ignore_ascii_case(".git"));
    !pad.is_empty() && !pad.contains('\\') && Path::new(pad).components().all(gewoon)
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

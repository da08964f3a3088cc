//! Saving: a set of files changes and becomes one version, whole or not at all.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Component, Path};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use git2::{Oid, Signature};

use super::journal::Journal;
use super::lasting::{self, Naast};
use super::lock::Slot;
use super::maker::Maker;
use super::recover;
use super::swap::GitLock;
use crate::fault;
use crate::git::error::GitFout;
use crate::git::repository::Repository;
use crate::git::versions::version::{Boodschap, Versie};
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
    pub(in crate::git) fn verzet(
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
    pub(in crate::git) fn verzet_halverwege(
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
        let mut index_slot = Some(GitLock::take(&self.git.path().join("index"), &eigen_map)?);
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
        let gezet = thread::scope(|bereik| {
            let naast = self.schrijf_bestanden(wijzigingen, &mut gedaan)?;
            // Giving back the room of what was there takes long, and nothing that follows needs it.
            let _ = thread::Builder::new().spawn_scoped(bereik, move || drop(naast));
            self.zet_hoofd(hoofd, nieuw)?;
            fault::point("hoofd");
            if let Ok(commit) = self.git.find_commit(nieuw) {
                self.noteer(&tak, nieuw, vorig, &commit.author(), &Versie::van(&commit).onderwerp);
            }
            Ok(index_slot.take().map_or(Ok(()), |slot| self.werk_index_bij(slot, index, wijzigingen)))
        });
        match gezet {
            Err(oorzaak) => {
                // Under the lock on the index still: no git program saves what is half put back.
                fault::point("terug");
                self.draai_terug(wijzigingen, &gedaan, &eigen_map);
                return Err(oorzaak);
            }
            Ok(Ok(())) => {
                fault::point("index");
                Journal::klaar(&eigen_map)?;
            }
            // The version is there. An index that cannot be written now is put in step by the next
            // start, for which the journal stays.
            Ok(Err(_)) => {}
        }
        Ok(nieuw)
    }

    /// Writes the files that differ, and gives what is left beside them; `gedaan` tells which ones were, also when
    /// one cannot be.
    pub(in crate::git) fn schrijf_bestanden<'w>(
        &self,
        wijzigingen: &'w [Wijziging],
        gedaan: &mut Vec<&'w Wijziging>,
    ) -> Result<Naast, GitFout> {
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
        let naast = lasting::zet_klaar(&bestanden)?;
        let te_wisselen: Vec<(&Wijziging, (&Path, &Path))> = komt
            .iter()
            .zip(naast.iter().zip(&bestanden))
            .map(|(w, (tussen, (doel, _)))| (*w, (tussen.as_path(), doel.as_path())))
            .collect();
        let mislukt = AtomicBool::new(false);
        let gewisseld = parallel::alle(&te_wisselen, |(w, (tussen, doel))| {
            // What is to be put back anyhow is not done.
            let mag = !mislukt.load(Ordering::Relaxed);
            let hoor = |fout: &GitFout| {
                mislukt.store(true, Ordering::Relaxed);
                if let GitFout::Opzij(_, waar) = fout {
                    naast.laat(Path::new(waar));
                }
            };
            mag.then(|| wissel(wortel, w, tussen, doel).inspect_err(hoor)).inspect(|_| fault::point("bestand"))
        });
        gedaan.extend(
            komt.iter().zip(&gewisseld).filter(|(_, gewisseld)| matches!(gewisseld, Some(Ok(())))).map(|(w, _)| *w),
        );
        gewisseld.into_iter().flatten().collect::<Result<(), _>>()?;
        let mappen: BTreeSet<&Path> = bestanden.iter().filter_map(|(doel, _)| doel.parent()).collect();
        for map in mappen {
            lasting::sync_map(Some(map)).map_err(|e| GitFout::schrijven(map, e))?;
        }
        daarna.into_iter().try_for_each(|w| self.verwijder(w, gedaan))?;
        Ok(naast)
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
    pub(in crate::git) fn zet_hoofd(&self, slot: GitLock, nieuw: Oid) -> Result<(), GitFout> {
        let klaar = lasting::zet_neer(&self.eigen_map().join("tak"), format!("{nieuw}\n").as_bytes(), true)?;
        slot.replace_with(&klaar)
    }

    /// A line in git's own log of where the branch was; only a help, so a failure is no matter.
    pub(in crate::git) fn noteer(
        &self,
        tak: &str,
        nieuw: Oid,
        vorig: Option<Oid>,
        wie: &Signature<'_>,
        onderwerp: &str,
    ) {
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
    neem_plaats_in(w, tussen, doel)
}

/// Lets the new content take the place of a file; where that is another than it was, it gets its place back.
fn neem_plaats_in(w: &Wijziging, tussen: &Path, doel: &Path) -> Result<(), GitFout> {
    let fout = |e| GitFout::schrijven(doel, e);
    let veranderd = || GitFout::Veranderd(w.pad.clone());
    if w.was.is_none() {
        // A link never takes the place of a file that appeared just now; a rename would.
        return match fs::hard_link(tussen, doel) {
            // It has one name again before anybody asks the system about it.
            Ok(()) => {
                let _ = fs::remove_file(tussen);
                Ok(())
            }
            Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(veranderd()),
            Err(_) => fs::rename(tussen, doel).map_err(fout),
        };
    }
    if !lasting::ruil(tussen, doel).map_err(fout)? {
        return fs::rename(tussen, doel).map_err(fout);
    }
    let houdt = |inhoud: &Option<Vec<u8>>| fs::read(tussen).is_ok_and(|nu| Some(nu) == *inhoud);
    if houdt(&w.was) {
        return Ok(());
    }
    // Somebody wrote it since it was looked at.
    if matches!(lasting::ruil(tussen, doel), Ok(true)) && houdt(&w.wordt) {
        return Err(veranderd());
    }
    let waar = lasting::zet_opzij(tussen, doel).unwrap_or_else(|| tussen.to_path_buf());
    Err(GitFout::Opzij(w.pad.clone(), waar.display().to_string()))
}

/// The folders that a path lies under.
pub(in crate::git) fn mappen_boven(pad: &str) -> impl Iterator<Item = &str> {
    pad.match_indices('/').map(|(einde, _)| &pad[..einde])
}

/// Whether a path stays in the folder, and out of `.git`.
fn blijft_binnen(pad: &str) -> bool {
    let gewoon = |d: Component<'_>| matches!(d, Component::Normal(naam) if !naam.eq_ignore_ascii_case(".git"));
    !pad.is_empty() && !pad.contains('\\') && Path::new(pad).components().all(gewoon)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_at_the_last_moment_stays() {
        let map = tempfile::tempdir().unwrap();
        let (tussen, doel) = (map.path().join("nieuw"), map.path().join("lv-k7qm.toml"));
        fs::write(&tussen, "van ons").unwrap();
        fs::write(&doel, "van een collega").unwrap();
        let (was, wordt) = (Some(b"zoals het was".to_vec()), Some(b"van ons".to_vec()));
        let w = Wijziging { pad: "lv-k7qm.toml".to_owned(), was, wordt };
        assert!(matches!(neem_plaats_in(&w, &tussen, &doel), Err(GitFout::Veranderd(pad)) if pad == w.pad));
        assert_eq!(fs::read(&doel).unwrap(), b"van een collega");
        assert_eq!(fs::read(&tussen).unwrap(), b"van ons");
        // What is neither of both is not thrown away.
        let ander = Wijziging { wordt: Some(b"iets anders".to_vec()), ..w.clone() };
        let Err(GitFout::Opzij(_, waar)) = neem_plaats_in(&ander, &tussen, &doel) else { panic!("it is kept") };
        assert_eq!(fs::read(&waar).unwrap(), b"van ons");
        assert_eq!(fs::read(&doel).unwrap(), b"van een collega");
        fs::rename(&waar, &tussen).unwrap();
        let w = Wijziging { was: Some(b"van een collega".to_vec()), ..w };
        neem_plaats_in(&w, &tussen, &doel).unwrap();
        assert_eq!(fs::read(&doel).unwrap(), b"van ons");
        // What it was stands beside it until the save is whole.
        assert_eq!(fs::read(&tussen).unwrap(), b"van een collega");
    }
}

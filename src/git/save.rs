//! Saving: a set of files changes and becomes one version, whole or not at all.

use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use git2::{ErrorCode, IndexEntry, Oid, Signature, Time};

use super::error::GitFout;
use super::fault;
use super::journal::{self, Journal};
use super::lock::{self, Slot};
use super::recover;
use super::repository::Repository;
use super::version::{Auteur, Boodschap};
use crate::store::load::bytes_van;

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

/// How often a save starts over when somebody else made a version in between.
const POGINGEN: usize = 8;

impl Repository {
    /// Writes the files and makes the version. When the work tree already holds what a change
    /// says (`was` equal to `wordt`), only the version is made.
    ///
    /// # Errors
    /// When a file is not what it was, a lock is held, or something cannot be written. Nothing
    /// is then changed, or the next start finishes it.
    pub fn sla_op(
        &self,
        wijzigingen: &[Wijziging],
        boodschap: &Boodschap,
        auteur: &Auteur,
        moment: DateTime<FixedOffset>,
    ) -> Result<Oid, GitFout> {
        if self.zet_fsync_aan()? {
            return Self::open(self.wortel())?.sla_op(wijzigingen, boodschap, auteur, moment);
        }
        let eigen_map = self.eigen_map();
        let _slot = Slot::neem(&eigen_map)?;
        recover::maak_af(self)?;
        lock::wacht_op_git(self.git.path())?;
        self.kan_opslaan()?;
        for w in wijzigingen {
            self.is_onveranderd(w)?;
        }
        fault::point("begin");
        let (naam, mailbox) = (schoon(&auteur.naam, "oogo"), schoon(&auteur.mailbox, "oogo@invalid"));
        let tijd = Time::new(moment.timestamp(), moment.offset().local_minus_utc() / 60);
        let wie = Signature::new(&naam, &mailbox, &tijd)?;
        let mut geschreven = false;
        for _ in 0..POGINGEN {
            let vorig = self.hoofd()?;
            let nieuw = self.maak_commit(wijzigingen, &boodschap.tekst(), &wie, vorig)?;
            fault::point("objecten");
            Journal { nieuw, vorig }.schrijf(&eigen_map)?;
            if !geschreven {
                if let Err(e) = self.schrijf_bestanden(wijzigingen) {
                    return Err(self.draai_terug(wijzigingen, &eigen_map, e));
                }
                geschreven = true;
            }
            match self.zet_hoofd(nieuw, vorig, &boodschap.onderwerp) {
                Ok(()) => {
                    fault::point("hoofd");
                    self.werk_index_bij(wijzigingen)?;
                    fault::point("index");
                    Journal::klaar(&eigen_map)?;
                    return Ok(nieuw);
                }
                Err(e) if matches!(e.code(), ErrorCode::Modified | ErrorCode::Exists) => {}
                Err(e) if e.code() == ErrorCode::Locked => {
                    std::thread::sleep(std::time::Duration::from_millis(100));
                }
                Err(e) => return Err(e.into()),
            }
        }
        Err(GitFout::Vergrendeld("de nieuwste versie".to_owned()))
    }

    fn is_onveranderd(&self, w: &Wijziging) -> Result<(), GitFout> {
        let nu = match fs::symlink_metadata(self.wortel().join(&w.pad)) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => return Err(GitFout::schrijven(&w.pad, e)),
            Ok(_) => Some(bytes_van(self.wortel(), &w.pad).map_err(|_| GitFout::Veranderd(w.pad.clone()))?),
        };
        if nu == w.was { Ok(()) } else { Err(GitFout::Veranderd(w.pad.clone())) }
    }

    fn maak_commit(
        &self,
        wijzigingen: &[Wijziging],
        tekst: &str,
        wie: &Signature<'_>,
        vorig: Option<Oid>,
    ) -> Result<Oid, GitFout> {
        let ouder = vorig.map(|o| self.git.find_commit(o)).transpose()?;
        let basis = match &ouder {
            Some(commit) => commit.tree()?,
            None => self.git.find_tree(self.git.treebuilder(None)?.write()?)?,
        };
        let mut bouw = git2::build::TreeUpdateBuilder::new();
        for w in wijzigingen {
            match &w.wordt {
                Some(inhoud) => {
                    let blob = self.git.blob(inhoud)?;
                    bouw.upsert(w.pad.as_str(), blob, git2::FileMode::Blob);
                }
                None if basis.get_path(Path::new(&w.pad)).is_ok() => {
                    bouw.remove(w.pad.as_str());
                }
                None => {}
            }
        }
        let boom = self.git.find_tree(bouw.create_updated(&self.git, &basis)?)?;
        let ouders: Vec<&git2::Commit<'_>> = ouder.iter().collect();
        Ok(self.git.commit(None, wie, wie, tekst, &boom, &ouders)?)
    }

    pub(super) fn schrijf_bestanden(&self, wijzigingen: &[Wijziging]) -> Result<(), GitFout> {
        for w in wijzigingen.iter().filter(|w| w.was != w.wordt) {
            self.is_onveranderd(w)?;
            let doel = self.wortel().join(&w.pad);
            match &w.wordt {
                Some(inhoud) => journal::schrijf_veilig(&doel, inhoud)?,
                None => {
                    fs::remove_file(&doel).map_err(|e| GitFout::schrijven(&w.pad, e))?;
                    // Git keeps no empty folders either; one that is not empty stays.
                    if let Some(map) = doel.parent().filter(|m| *m != self.wortel()) {
                        let _ = fs::remove_dir(map);
                    }
                }
            }
            fault::point("bestand");
        }
        Ok(())
    }

    /// Puts back what was there after a file could not be written, so that a full disk or a
    /// folder without rights leaves nothing half done.
    fn draai_terug(&self, wijzigingen: &[Wijziging], eigen_map: &Path, oorzaak: GitFout) -> GitFout {
        for w in wijzigingen.iter().filter(|w| w.was != w.wordt) {
            let nieuw_op_schijf = match &w.wordt {
                Some(inhoud) => fs::read(self.wortel().join(&w.pad)).is_ok_and(|nu| nu == *inhoud),
                None => !self.wortel().join(&w.pad).exists(),
            };
            if nieuw_op_schijf {
                let doel = self.wortel().join(&w.pad);
                let terug = match &w.was {
                    Some(inhoud) => journal::schrijf_veilig(&doel, inhoud),
                    None => fs::remove_file(&doel).map_err(|e| GitFout::schrijven(&w.pad, e)),
                };
                // The journal stays: the next start finishes the save instead.
                if terug.is_err() {
                    return oorzaak;
                }
            }
        }
        let _ = Journal::klaar(eigen_map);
        oorzaak
    }

    /// Moves the branch, only when it is still where it was.
    pub(super) fn zet_hoofd(&self, nieuw: Oid, vorig: Option<Oid>, onderwerp: &str) -> Result<(), git2::Error> {
        let tak = self.tak().map_err(|_| git2::Error::from_str("detached HEAD"))?;
        match vorig {
            Some(vorig) => self.git.reference_matching(&tak, nieuw, true, vorig, onderwerp)?,
            None => self.git.reference(&tak, nieuw, false, onderwerp)?,
        };
        Ok(())
    }

    /// Keeps git's index in step, for these files only: what a colleague staged stays staged, and
    /// a plain `git commit` reverts nothing.
    pub(super) fn werk_index_bij(&self, wijzigingen: &[Wijziging]) -> Result<(), GitFout> {
        lock::wacht_op_git(self.git.path())?;
        let mut index = self.git.index()?;
        index.read(true)?;
        for w in wijzigingen {
            match &w.wordt {
                Some(inhoud) => {
                    let op_schijf = fs::read(self.wortel().join(&w.pad)).is_ok_and(|nu| nu == *inhoud);
                    if op_schijf {
                        index.add_path(Path::new(&w.pad))?;
                    } else {
                        index.add_frombuffer(&ingang(&w.pad), inhoud)?;
                    }
                }
                None => {
                    let _ = index.remove_path(Path::new(&w.pad));
                }
            }
        }
        index.write().map_err(|e| {
            if e.code() == ErrorCode::Locked { GitFout::Vergrendeld("index.lock".to_owned()) } else { e.into() }
        })
    }
}

fn ingang(pad: &str) -> IndexEntry {
    IndexEntry {
        ctime: git2::IndexTime::new(0, 0),
        mtime: git2::IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: 0o100_644,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: Oid::ZERO_SHA1,
        flags: 0,
        flags_extended: 0,
        path: pad.as_bytes().to_vec(),
    }
}

/// A name or address as git takes it: no angle brackets, newlines or controls.
fn schoon(tekst: &str, anders: &str) -> String {
    let schoon: String = tekst.chars().filter(|c| !matches!(c, '<' | '>') && !c.is_control()).collect();
    let schoon = schoon.trim();
    if schoon.is_empty() { anders.to_owned() } else { schoon.to_owned() }
}

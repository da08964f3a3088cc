//! Saving: a set of files changes and becomes one version, whole or not at all.

use std::fs;
use std::io::Write;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use git2::{ErrorCode, IndexEntry, Oid, Signature, Time};

use super::error::GitFout;
use super::fault;
use super::journal::{self, Journal};
use super::lock::Slot;
use super::recover;
use super::repository::Repository;
use super::swap::GitLock;
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
        self.kan_opslaan()?;
        self.index_vrij()?;
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
            if self.zet_hoofd(nieuw, vorig, &wie, &boodschap.onderwerp)? {
                fault::point("hoofd");
                self.werk_index_bij(wijzigingen)?;
                fault::point("index");
                Journal::klaar(&eigen_map)?;
                return Ok(nieuw);
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

    /// Waits until no other program is at work on git's index: a save that cannot be finished had
    /// better not begin.
    fn index_vrij(&self) -> Result<(), GitFout> {
        GitLock::take(&self.git.path().join("index"), INDEX_SLOT, &self.eigen_map()).map(drop)
    }

    /// Moves the branch, only when it is still where it was. False when somebody else moved it.
    pub(super) fn zet_hoofd(
        &self,
        nieuw: Oid,
        vorig: Option<Oid>,
        wie: &Signature<'_>,
        onderwerp: &str,
    ) -> Result<bool, GitFout> {
        let tak = self.tak()?;
        let inhoud = format!("{nieuw}\n");
        let slot = GitLock::take(&self.git.commondir().join(&tak), inhoud.as_bytes(), &self.eigen_map())?;
        let nu = match self.git.refname_to_id(&tak) {
            Ok(oid) => Some(oid),
            Err(e) if e.code() == ErrorCode::NotFound => None,
            Err(e) => return Err(e.into()),
        };
        if nu != vorig {
            return Ok(false);
        }
        slot.becomes_file()?;
        self.noteer(&tak, nieuw, vorig, wie, onderwerp);
        Ok(true)
    }

    /// A line in git's own log of where the branch was; only a help, so a failure is no matter.
    fn noteer(&self, tak: &str, nieuw: Oid, vorig: Option<Oid>, wie: &Signature<'_>, onderwerp: &str) {
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

    /// Keeps git's index in step, for these files only: what a colleague staged stays staged, and
    /// a plain `git commit` reverts nothing.
    pub(super) fn werk_index_bij(&self, wijzigingen: &[Wijziging]) -> Result<(), GitFout> {
        let pad = self.git.path().join("index");
        let slot = GitLock::take(&pad, INDEX_SLOT, &self.eigen_map())?;
        let nieuw = self.eigen_map().join("index");
        // What a crash left of an earlier one.
        let _ = fs::remove_file(self.eigen_map().join("index.lock"));
        match fs::copy(&pad, &nieuw) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => drop(fs::remove_file(&nieuw)),
            Err(e) => return Err(GitFout::schrijven(&nieuw, e)),
            Ok(_) => {}
        }
        let mut index = git2::Index::open(&nieuw)?;
        for w in wijzigingen {
            match &w.wordt {
                Some(inhoud) => {
                    let id = Oid::hash_object(git2::ObjectType::Blob, inhoud)?;
                    index.add(&index_entry(self.wortel(), &w.pad, id, inhoud))?;
                }
                None => drop(index.remove(Path::new(&w.pad), 0)),
            }
        }
        index.write()?;
        fs::File::open(&nieuw).and_then(|f| f.sync_all()).map_err(|e| GitFout::schrijven(&nieuw, e))?;
        slot.replace_with(&nieuw)
    }
}

/// The content by which oogo knows its own lock on git's index; git's is empty or an index.
const INDEX_SLOT: &[u8] = b"oogo\n";

/// An index entry with what the file system says of the file now, so that `git status` need not
/// read it again. Where the file is not what was saved, it says nothing.
fn index_entry(wortel: &Path, pad: &str, id: Oid, inhoud: &[u8]) -> IndexEntry {
    let vol = wortel.join(pad);
    let zelfde = fs::read(&vol).is_ok_and(|nu| nu == inhoud);
    let mut entry = ingang(pad, id);
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
    entry
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

/// A name or address as git takes it: no angle brackets, newlines or controls.
fn schoon(tekst: &str, anders: &str) -> String {
    let schoon: String = tekst.chars().filter(|c| !matches!(c, '<' | '>') && !c.is_control()).collect();
    let schoon = schoon.trim();
    if schoon.is_empty() { anders.to_owned() } else { schoon.to_owned() }
}

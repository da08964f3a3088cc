//! Finishing what a crash broke off. The new version was complete in the repository before the
//! first file changed, so it is always finished, never undone; a file that somebody changed since
//! is left as it is.

use std::fs;

use git2::{Delta, Oid};

use super::error::GitFout;
use super::journal::{self, Journal};
use super::lock::Slot;
use super::repository::Repository;
use super::save::Wijziging;
use super::version::Versie;

/// What was done about a save that had been broken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hersteld {
    /// The version is there, whole.
    Afgemaakt(Versie),
    /// Somebody made other versions since; the broken-off one is kept aside, under this ref.
    Apart(Versie, String),
}

impl Repository {
    /// Finishes a save that was broken off, unless another oogo is saving right now.
    ///
    /// # Errors
    /// When it cannot be finished yet, for instance on a full disk.
    pub fn herstel(&self) -> Result<Option<Hersteld>, GitFout> {
        if Journal::lees(&self.eigen_map()).is_none() {
            return Ok(None);
        }
        match Slot::probeer(&self.eigen_map()) {
            Some(_slot) => maak_af(self),
            None => Ok(None),
        }
    }
}

/// Finishes a broken-off save; the caller holds the lock.
pub(super) fn maak_af(repo: &Repository) -> Result<Option<Hersteld>, GitFout> {
    let Some(Journal { nieuw, vorig }) = Journal::lees(&repo.eigen_map()) else {
        return Ok(None);
    };
    let Ok(commit) = repo.git.find_commit(nieuw) else {
        Journal::klaar(&repo.eigen_map())?;
        return Ok(None);
    };
    let versie = Versie::van(&commit);
    let hoofd = repo.hoofd()?;
    let wijzigingen = verschil(repo, vorig, nieuw)?;
    let is_hoofd =
        hoofd == Some(nieuw) || hoofd.is_some_and(|h| repo.git.graph_descendant_of(h, nieuw).unwrap_or(false));
    for w in &wijzigingen {
        let _ = fs::remove_file(journal::tijdelijk(&repo.wortel().join(&w.pad)));
    }
    if !is_hoofd && hoofd != vorig {
        let naam = format!("refs/oogo/niet-afgemaakt/{nieuw}");
        repo.git.reference(&naam, nieuw, true, "oogo: niet afgemaakt")?;
        Journal::klaar(&repo.eigen_map())?;
        return Ok(Some(Hersteld::Apart(versie, naam)));
    }
    // Where the branch has already moved on past it, the files belong to whoever moved it.
    if hoofd == Some(nieuw) || !is_hoofd {
        let oud: Vec<Wijziging> = wijzigingen.iter().filter(|w| staat_oud(repo, w)).cloned().collect();
        repo.schrijf_bestanden(&oud)?;
        if !is_hoofd {
            repo.zet_hoofd(nieuw, vorig, &commit.author(), &versie.onderwerp)?;
        }
        repo.werk_index_bij(&wijzigingen)?;
    }
    Journal::klaar(&repo.eigen_map())?;
    Ok(Some(Hersteld::Afgemaakt(versie)))
}

fn staat_oud(repo: &Repository, w: &Wijziging) -> bool {
    fs::read(repo.wortel().join(&w.pad)).ok() == w.was
}

/// The files that differ between two versions, as a save would change them.
fn verschil(repo: &Repository, vorig: Option<Oid>, nieuw: Oid) -> Result<Vec<Wijziging>, GitFout> {
    let boom = |o: Oid| repo.git.find_commit(o).and_then(|c| c.tree());
    let oud = vorig.map(boom).transpose()?;
    let diff = repo.git.diff_tree_to_tree(oud.as_ref(), Some(&boom(nieuw)?), None)?;
    let inhoud = |o: Oid| repo.git.find_blob(o).map(|b| b.content().to_vec());
    let mut wijzigingen = Vec::new();
    for delta in diff.deltas() {
        let bestand = if delta.status() == Delta::Deleted { delta.old_file() } else { delta.new_file() };
        let Some(pad) = bestand.path().and_then(|p| p.to_str()) else { continue };
        wijzigingen.push(Wijziging {
            pad: pad.replace('\\', "/"),
            was: if delta.status() == Delta::Added { None } else { Some(inhoud(delta.old_file().id())?) },
            wordt: if delta.status() == Delta::Deleted { None } else { Some(inhoud(delta.new_file().id())?) },
        });
    }
    Ok(wijzigingen)
}

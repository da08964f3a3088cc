//! Finishing what a crash broke off. The new version was complete in the repository before the
//! first file changed, so it is always finished, never undone; a file that somebody changed since
//! is left as it is.

use std::fs;

use git2::{Delta, Oid};

use super::journal::Journal;
use super::lasting;
use super::lock::Slot;
use super::save::Wijziging;
use super::swap::{self, GitLock};
use crate::git::error::GitFout;
use crate::git::repository::Repository;
use crate::git::versions::version::Versie;

/// Where a broken-off version is kept aside.
pub(in crate::git) const NIET_AFGEMAAKT: &str = "refs/oogo/niet-afgemaakt/";

/// What was done about a save that had been broken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hersteld {
    /// The version is there, whole.
    Afgemaakt(Versie),
    /// Somebody made other versions since; the broken-off one is kept aside.
    Apart(Versie),
    /// A version was being undone, and now is.
    Ongedaan,
    /// A version was being undone when somebody made another; it stays.
    TochNiet,
}

impl Repository {
    /// Finishes a save that was broken off, unless another oogo is saving right now.
    ///
    /// # Errors
    /// When it cannot be finished yet, for instance on a full disk.
    pub fn herstel(&self) -> Result<Option<Hersteld>, GitFout> {
        let mut gesloten = vec![self.git.path().join("index")];
        gesloten.extend(self.tak().map(|tak| self.git.commondir().join(tak)));
        gesloten.retain(|pad| swap::is_ours(pad));
        if gesloten.is_empty() && Journal::lees(&self.eigen_map()).is_none() {
            return Ok(None);
        }
        let Some(_slot) = Slot::probeer(&self.eigen_map()) else { return Ok(None) };
        // Nobody of ours is at work: these locks are what a crash left. Taking and releasing them
        // lets other programs go on.
        for pad in gesloten {
            drop(GitLock::take(&pad, &self.eigen_map())?);
        }
        maak_af(self)
    }
}

/// Finishes a broken-off save; the caller holds the lock.
pub(in crate::git) fn maak_af(repo: &Repository) -> Result<Option<Hersteld>, GitFout> {
    let eigen_map = repo.eigen_map();
    let Some(Journal { nieuw, vorig, tak }) = Journal::lees(&eigen_map) else {
        return Ok(None);
    };
    let commit = match repo.git.find_commit(nieuw) {
        Ok(commit) => commit,
        Err(e) if e.code() == git2::ErrorCode::NotFound => {
            Journal::klaar(&eigen_map)?;
            return Ok(None);
        }
        Err(e) => return Err(e.into()),
    };
    let versie = Versie::van(&commit);
    let rondt_af = repo.rondt_af(nieuw);
    let mut wijzigingen = verschil(repo, vorig, nieuw)?;
    if rondt_af {
        // A file that stayed as it was is no difference, and of that too git holds several sides.
        for pad in repo.meerzijdig()?.into_keys() {
            if wijzigingen.iter().all(|w| w.pad != pad) {
                let wordt = repo.bytes_in(nieuw, &pad)?;
                wijzigingen.push(Wijziging { was: wordt.clone(), wordt, pad });
            }
        }
    }
    for w in &wijzigingen {
        let doel = repo.wortel().join(&w.pad);
        if rondt_af {
            // What git had made of a file is in no version, and is what a person decided about.
            let _ = fs::remove_file(lasting::tijdelijk(&doel));
        } else {
            lasting::ruim_naast(&doel, [w.was.as_deref(), w.wordt.as_deref()]);
        }
    }
    if rondt_af && repo.hoofd()? != Some(nieuw) {
        // The merge is still git's, and what was decided in a file that is written already stays decided.
        Journal::klaar(&eigen_map)?;
        return Ok(None);
    }
    if !rondt_af {
        repo.kan_opslaan()?;
    }
    let index = GitLock::take(&repo.git.path().join("index"), &eigen_map)?;
    let slot = GitLock::take(&repo.git.commondir().join(&tak), &eigen_map)?;
    let hoofd = repo.hoofd()?;
    let is_hoofd = hoofd == Some(nieuw);
    // Where a version was being undone, the branch stands past the one that was to come.
    let is_ongedaan = vorig.is_some_and(|v| v != nieuw && repo.git.graph_descendant_of(v, nieuw).unwrap_or(false));
    if is_ongedaan && !is_hoofd && hoofd != vorig {
        zet_terug(repo, hoofd, &wijzigingen)?;
        Journal::klaar(&eigen_map)?;
        return Ok(Some(Hersteld::TochNiet));
    }
    let is_voorbij = hoofd != vorig && hoofd.is_some_and(|h| repo.git.graph_descendant_of(h, nieuw).unwrap_or(false));
    if !is_hoofd && !is_voorbij && (hoofd != vorig || repo.tak()? != tak) {
        return apart(repo, versie, hoofd, &wijzigingen).map(Some);
    }
    // Where the branch has already moved on past it, the files belong to whoever moved it.
    if !is_voorbij {
        let oud: Vec<Wijziging> = wijzigingen.iter().filter(|w| op_schijf(repo, &w.pad) == w.was).cloned().collect();
        drop(repo.schrijf_bestanden(&oud, &mut Vec::new())?);
        if !is_hoofd {
            repo.zet_hoofd(slot, nieuw)?;
            repo.noteer(&tak, nieuw, vorig, &commit.author(), &versie.onderwerp);
        }
        repo.werk_index_bij(index, repo.nieuwe_index()?, &wijzigingen)?;
    }
    Journal::klaar(&eigen_map)?;
    Ok(Some(if is_ongedaan { Hersteld::Ongedaan } else { Hersteld::Afgemaakt(versie) }))
}

/// Keeps the broken-off version aside, and gives the files that it had written already the text of
/// the version that came instead.
fn apart(
    repo: &Repository,
    versie: Versie,
    hoofd: Option<Oid>,
    wijzigingen: &[Wijziging],
) -> Result<Hersteld, GitFout> {
    let naam = format!("{NIET_AFGEMAAKT}{}", versie.id);
    repo.git.reference(&naam, versie.id, true, "oogo: niet afgemaakt")?;
    zet_terug(repo, hoofd, wijzigingen)?;
    Journal::klaar(&repo.eigen_map())?;
    Ok(Hersteld::Apart(versie))
}

/// Gives the files that a broken-off save had written already the text that the newest version has.
fn zet_terug(repo: &Repository, hoofd: Option<Oid>, wijzigingen: &[Wijziging]) -> Result<(), GitFout> {
    let mut terug = Vec::new();
    for w in wijzigingen.iter().filter(|w| op_schijf(repo, &w.pad) == w.wordt) {
        let nu = match hoofd {
            Some(hoofd) => repo.bytes_in(hoofd, &w.pad)?,
            None => None,
        };
        terug.push(Wijziging { pad: w.pad.clone(), was: w.wordt.clone(), wordt: nu });
    }
    repo.schrijf_bestanden(&terug, &mut Vec::new()).map(drop)
}

fn op_schijf(repo: &Repository, pad: &str) -> Option<Vec<u8>> {
    fs::read(repo.wortel().join(pad)).ok()
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

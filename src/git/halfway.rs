//! What git left halfway: a merge that nobody finished, and files of which it holds several sides.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use git2::{Oid, RepositoryState, Status, StatusOptions};

use super::error::GitFout;
use super::repository::Repository;
use super::save::Wijziging;
use super::together::Kanten;
use crate::store::disk::bytes_van;

impl Repository {
    /// The other line of a merge that git began here and nobody finished.
    ///
    /// # Errors
    /// When more than two lines were to come together, or the repository is damaged.
    pub fn begonnen_samenvoeging(&self) -> Result<Option<Oid>, GitFout> {
        if self.git.state() != RepositoryState::Merge {
            return Ok(None);
        }
        let tekst = std::fs::read_to_string(self.git.path().join("MERGE_HEAD")).unwrap_or_default();
        let lijnen: Vec<&str> = tekst.lines().collect();
        let [lijn] = lijnen[..] else { return Err(GitFout::Onaf("een samenvoeging van meer dan twee lijnen")) };
        let hun = Oid::from_str(lijn).map_err(|e| GitFout::Beschadigd(e.message().to_owned()))?;
        Ok(Some(hun))
    }

    /// The files of which git's index holds several sides: what they share, ours and theirs.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn meerzijdig(&self) -> Result<BTreeMap<String, Kanten>, GitFout> {
        let mut uit: BTreeMap<String, Kanten> = BTreeMap::new();
        for conflict in self.git.index()?.conflicts()? {
            let conflict = conflict?;
            for (i, kant) in [conflict.ancestor, conflict.our, conflict.their].into_iter().enumerate() {
                if let Some(kant) = kant {
                    uit.entry(String::from_utf8_lossy(&kant.path).into_owned()).or_default()[i] = Some(kant.id);
                }
            }
        }
        Ok(uit)
    }

    /// Keeps a text, so that it can be merged as any other; no version has it yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn leg_neer(&self, tekst: &[u8]) -> Result<Oid, GitFout> {
        Ok(self.git.blob(tekst)?)
    }

    /// The files that are kept in versions and differ from the newest one, whoever changed them.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn bewaard_en_anders(&self) -> Result<BTreeSet<String>, GitFout> {
        let mut opties = StatusOptions::new();
        opties.include_untracked(false).include_ignored(false).include_unmodified(false);
        let standen = self.git.statuses(Some(&mut opties))?;
        let bewaard = |s: &git2::StatusEntry<'_>| !s.status().intersects(Status::WT_NEW | Status::IGNORED);
        Ok(standen.iter().filter(bewaard).filter_map(|s| s.path().ok().map(str::to_owned)).collect())
    }

    /// Finishes a merge that git began: makes this version, in which both lines come together, the newest one,
    /// with its files.
    ///
    /// # Errors
    /// When the newest version is not ours any more, or something cannot be written.
    pub fn rond_af(&self, ons: Oid, naar: Oid) -> Result<(), GitFout> {
        let mut paden = self.bewaard_en_anders()?;
        paden.extend(self.bomen().verschillen(ons, naar)?.into_iter().map(|w| w.pad));
        let wijziging = |pad: String| -> Result<Wijziging, GitFout> {
            let is_er = self.wortel().join(Path::new(&pad)).exists();
            let was = is_er.then(|| bytes_van(self.wortel(), &pad)).transpose();
            let was = was.map_err(|_| GitFout::Veranderd(pad.clone()))?;
            Ok(Wijziging { was, wordt: self.bytes_in(naar, &pad)?, pad })
        };
        let mut wijzigingen = paden.into_iter().map(wijziging).collect::<Result<Vec<_>, _>>()?;
        wijzigingen.sort_by_key(|w| w.wordt.is_some());
        self.verzet_halverwege(&wijzigingen, |repo, vorig| {
            if vorig == Some(ons) && repo.bouwt_op(naar, ons)? { Ok(naar) } else { Err(GitFout::Ingehaald) }
        })?;
        Ok(self.git.cleanup_state()?)
    }

    /// Whether a version finishes the merge that git began here.
    pub(super) fn rondt_af(&self, versie: Oid) -> bool {
        let hun = self.begonnen_samenvoeging().ok().flatten();
        hun.is_some_and(|hun| self.bouwt_op(versie, hun).unwrap_or(false))
    }
}

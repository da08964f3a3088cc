//! What git left halfway: a merge that nobody finished, and files of which it holds several sides.

use std::collections::BTreeMap;

use git2::{ObjectType, Oid, RepositoryState};

use super::save::Wijziging;
use super::together::Kanten;
use crate::git::error::GitFout;
use crate::git::repository::Repository;

impl Repository {
    /// The other line of a merge that git began here and nobody finished.
    ///
    /// # Errors
    /// When it is one that only git can finish, or the repository is damaged.
    pub fn begonnen_samenvoeging(&self) -> Result<Option<Oid>, GitFout> {
        if self.git.state() != RepositoryState::Merge {
            return Ok(None);
        }
        if self.git.path().join("MERGE_AUTOSTASH").exists() {
            return Err(GitFout::Onaf("een samenvoeging waarvoor git werk opzij zette"));
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

    /// What git by itself makes of two versions, by path: the texts that it merges without a word. A file that it
    /// leaves to a person is not among them.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn zoals_git_samenvoegt(&self, ons: Oid, hun: Oid) -> Result<BTreeMap<String, Oid>, GitFout> {
        let (ons, hun) = (self.git.find_commit(ons)?, self.git.find_commit(hun)?);
        let index = self.git.merge_commits(&ons, &hun, None)?;
        // The stage of an entry stands in these bits; only what is merged has none (gitformat-index).
        let heel = index.iter().filter(|e| e.flags & 0x3000 == 0);
        Ok(heel.map(|e| (String::from_utf8_lossy(&e.path).into_owned(), e.id)).collect())
    }

    /// By what git knows a text.
    ///
    /// # Errors
    /// Never for a text that fits in memory.
    pub fn blad_van(&self, tekst: &[u8]) -> Result<Oid, GitFout> {
        Ok(Oid::hash_object(ObjectType::Blob, tekst)?)
    }

    /// Keeps a text, so that it can be merged as any other; no version has it yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn leg_neer(&self, tekst: &[u8]) -> Result<Oid, GitFout> {
        Ok(self.git.blob(tekst)?)
    }

    /// Finishes the merge with `hun` that git began: makes this version, in which both lines come together, the
    /// newest one. Of the files only those are written that are named with what they held when they were looked at.
    ///
    /// # Errors
    /// When the newest version is not ours any more, the merge is another, a file changed since, or something cannot
    /// be written.
    pub fn rond_af(
        &self,
        [ons, hun]: [Oid; 2],
        naar: Oid,
        op_schijf: &BTreeMap<String, Option<Vec<u8>>>,
    ) -> Result<(), GitFout> {
        let wijziging = |(pad, was): (&String, &Option<Vec<u8>>)| {
            let wordt = self.bytes_in(naar, pad)?;
            Ok::<_, GitFout>(Wijziging { pad: pad.clone(), was: was.clone(), wordt })
        };
        let wijzigingen = op_schijf.iter().map(wijziging).collect::<Result<Vec<_>, _>>()?;
        self.verzet_halverwege(&wijzigingen, |repo, vorig| {
            let is_dezelfde = vorig == Some(ons) && repo.begonnen_samenvoeging()? == Some(hun);
            if is_dezelfde && repo.bouwt_op(naar, ons)? { Ok(naar) } else { Err(GitFout::Ingehaald) }
        })?;
        Ok(self.git.cleanup_state()?)
    }

    /// Whether a version finishes the merge that git began here.
    pub(in crate::git) fn rondt_af(&self, versie: Oid) -> bool {
        let hun = self.begonnen_samenvoeging().ok().flatten();
        hun.is_some_and(|hun| self.bouwt_op(versie, hun).unwrap_or(false))
    }
}

//! Two lines of versions that become one.

use std::collections::BTreeMap;

use git2::{ErrorCode, Oid, Sort};

use super::maker::Maker;
use super::save::Wijziging;
use crate::git::error::GitFout;
use crate::git::repository::Repository;
use crate::git::versions::version::{Boodschap, Versie};

/// A file in the version that two lines share, in ours and in theirs.
pub type Kanten = [Option<Oid>; 3];

impl Repository {
    /// The newest versions that two lines share; more than one where they were brought together both ways.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn gedeeld(&self, een: Oid, ander: Oid) -> Result<Vec<Oid>, GitFout> {
        match self.git.merge_bases(een, ander) {
            Ok(alle) => {
                let mut alle: Vec<Oid> = alle.iter().copied().collect();
                // The same order in every copy.
                alle.sort();
                Ok(alle)
            }
            Err(e) if e.code() == ErrorCode::NotFound => Ok(Vec::new()),
            Err(e) => Err(e.into()),
        }
    }

    /// Where a version only brought something in from another line: the last version of that line that changed a
    /// file of this name.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn bracht_in(&self, versie: Oid, naam: &str) -> Result<Option<Versie>, GitFout> {
        let commit = self.git.find_commit(versie)?;
        let mut ouders = commit.parent_ids();
        let (Some(eigen), Some(ander)) = (ouders.next(), ouders.next()) else { return Ok(None) };
        let mut laatste = None;
        for (zonder, lijn) in [(eigen, ander), (ander, eigen)] {
            let past = |pad: &str| pad.rsplit('/').next() == Some(naam);
            self.stappen(zonder, lijn, past, |versie, _| {
                laatste.get_or_insert(versie);
                false
            })?;
        }
        Ok(laatste)
    }

    /// Whether a version builds on another, or is it.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn bouwt_op(&self, versie: Oid, ander: Oid) -> Result<bool, GitFout> {
        Ok(versie == ander || self.git.graph_descendant_of(versie, ander)?)
    }

    /// The versions that lead to one and not to the other, newest first.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn alleen_in(&self, versie: Oid, zonder: Option<Oid>) -> Result<Vec<Versie>, GitFout> {
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        loop_.push(versie)?;
        if let Some(zonder) = zonder {
            loop_.hide(zonder)?;
        }
        loop_.map(|oid| Ok(Versie::van(&self.git.find_commit(oid?)?))).collect()
    }

    /// A version's folder.
    ///
    /// # Errors
    /// When there is no such version.
    pub fn map_van(&self, versie: Oid) -> Result<Oid, GitFout> {
        Ok(self.git.find_commit(versie)?.tree_id())
    }

    /// The files that one of two folders has otherwise than the one they share.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn kanten(&self, basis: Oid, ons: Oid, hun: Oid) -> Result<BTreeMap<String, Kanten>, GitFout> {
        let bomen = self.bomen();
        let boom = |oid| bomen.boom(oid);
        let (basis, ons, hun) = (boom(basis)?, boom(ons)?, boom(hun)?);
        let mut uit: BTreeMap<String, Kanten> = BTreeMap::new();
        for (pad, was, wordt) in bomen.paren(Some(&*basis), Some(&*ons))? {
            uit.insert(pad, [was, wordt, was]);
        }
        for (pad, was, wordt) in bomen.paren(Some(&*basis), Some(&*hun))? {
            uit.entry(pad).or_insert([was, was, was])[2] = wordt;
        }
        Ok(uit)
    }

    /// A file's content.
    ///
    /// # Errors
    /// When it is not there.
    pub fn inhoud(&self, blad: Oid) -> Result<Vec<u8>, GitFout> {
        Ok(self.git.find_blob(blad)?.content().to_vec())
    }

    /// The version in which both lines come together, with these changes to ours. Nothing leads to it yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn maak_samen(
        &self,
        [ons, hun]: [Oid; 2],
        wijzigingen: &[Wijziging],
        boodschap: &Boodschap,
        maker: Maker<'_>,
    ) -> Result<Oid, GitFout> {
        let (ons, hun) = (self.git.find_commit(ons)?, self.git.find_commit(hun)?);
        let boom = self.boom_met(Some(ons.tree_id()), wijzigingen)?;
        self.maak_versie(boom, &[&ons, &hun], boodschap, maker)
    }

    /// Makes a version that builds on ours the newest one, with its files: `wijzigingen` is what it differs in from
    /// ours.
    ///
    /// # Errors
    /// When the newest version is not ours any more, a file is not what it was, or something cannot be written.
    pub fn schuif_op(&self, ons: Oid, naar: Oid, wijzigingen: &[Wijziging]) -> Result<(), GitFout> {
        debug_assert!(
            self.bomen().verschillen(ons, naar).is_ok_and(|echt| {
                let bekend: BTreeMap<&str, &Wijziging> = wijzigingen.iter().map(|w| (w.pad.as_str(), w)).collect();
                let zijn_er = wijzigingen.iter().filter(|w| w.was != w.wordt).count() == echt.len();
                zijn_er && echt.iter().all(|w| bekend.get(w.pad.as_str()) == Some(&w))
            }),
            "what is written is what the version differs in"
        );
        let gezet = self.verzet(wijzigingen, |repo, vorig| {
            if vorig == Some(ons) && repo.bouwt_op(naar, ons)? { Ok(naar) } else { Err(GitFout::Ingehaald) }
        });
        gezet.map(drop)
    }
}

//! From one version to a later one, step by step: which files each version in between changed.

use std::collections::BTreeMap;

use git2::{Oid, Sort, Tree};

use super::error::GitFout;
use super::repository::Repository;
use super::save::Wijziging;
use super::version::Versie;

/// A file's content before and after a step, by path.
type Paren = Vec<(String, Option<Oid>, Option<Oid>)>;

impl Repository {
    /// The versions after `van` up to `tot`, newest first, that changed a wanted file, with those
    /// files. A version that brings two lines together counts for what neither of them had.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn stappen(
        &self,
        van: Oid,
        tot: Oid,
        wil: impl Fn(&str) -> bool,
    ) -> Result<Vec<(Versie, Vec<Wijziging>)>, GitFout> {
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        loop_.push(tot)?;
        loop_.hide(van)?;
        let mut uit = Vec::new();
        for oid in loop_ {
            let commit = self.git.find_commit(oid?)?;
            let boom = commit.tree()?;
            // Where history was cut off the parent is not there.
            let ouders: Vec<Tree<'_>> = commit.parents().filter_map(|o| o.tree().ok()).collect();
            let mut paren = self.paren(ouders.first(), &boom)?;
            for ouder in ouders.iter().skip(1) {
                let ander: BTreeMap<String, Option<Oid>> =
                    self.paren(Some(ouder), &boom)?.into_iter().map(|(pad, was, _)| (pad, was)).collect();
                paren.retain(|(pad, ..)| ander.contains_key(pad));
            }
            paren.retain(|(pad, ..)| wil(pad));
            if paren.is_empty() {
                continue;
            }
            let bytes = |oid: Option<Oid>| -> Result<Option<Vec<u8>>, GitFout> {
                Ok(oid.map(|o| self.git.find_blob(o)).transpose()?.map(|b| b.content().to_vec()))
            };
            let bestanden = paren
                .into_iter()
                .map(|(pad, was, wordt)| Ok(Wijziging { pad, was: bytes(was)?, wordt: bytes(wordt)? }))
                .collect::<Result<Vec<_>, GitFout>>()?;
            uit.push((Versie::van(&commit), bestanden));
        }
        Ok(uit)
    }

    fn paren(&self, oud: Option<&Tree<'_>>, nieuw: &Tree<'_>) -> Result<Paren, GitFout> {
        let mut paren = Vec::new();
        self.vergelijk_bomen(oud, Some(nieuw), "", &mut paren)?;
        Ok(paren)
    }
}

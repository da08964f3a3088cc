//! From one version to a later one, step by step: which files each version in between changed.

use git2::{Oid, Sort, Tree};

use super::error::GitFout;
use super::repository::Repository;
use super::save::Wijziging;
use super::version::Versie;

/// A file's content before and after a step, by path.
type Paren = Vec<(String, Option<Oid>, Option<Oid>)>;

impl Repository {
    /// The versions after `van` up to `tot`, newest first, that changed a wanted file: for each version
    /// it came from what it changed in those files. One that brings two lines together came from both.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn stappen(
        &self,
        van: Oid,
        tot: Oid,
        wil: impl Fn(&str) -> bool,
        mut zie: impl FnMut(Versie, Vec<Vec<Wijziging>>) -> bool,
    ) -> Result<(), GitFout> {
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        loop_.push(tot)?;
        loop_.hide(van)?;
        let bytes = |oid: Option<Oid>| -> Result<Option<Vec<u8>>, GitFout> {
            Ok(oid.map(|o| self.git.find_blob(o)).transpose()?.map(|b| b.content().to_vec()))
        };
        for oid in loop_ {
            let commit = self.git.find_commit(oid?)?;
            let boom = commit.tree()?;
            // Where history was cut off the parent is not there.
            let ouders: Vec<Option<Tree<'_>>> = match commit.parents().filter_map(|o| o.tree().ok()).collect::<Vec<_>>()
            {
                leeg if leeg.is_empty() => vec![None],
                ouders => ouders.into_iter().map(Some).collect(),
            };
            let mut per_ouder = Vec::new();
            for ouder in &ouders {
                let paren = self.paren(ouder.as_ref(), &boom)?.into_iter().filter(|(pad, ..)| wil(pad));
                let bestanden =
                    paren.map(|(pad, was, wordt)| Ok(Wijziging { pad, was: bytes(was)?, wordt: bytes(wordt)? }));
                per_ouder.push(bestanden.collect::<Result<Vec<_>, GitFout>>()?);
            }
            if per_ouder.iter().all(|p| !p.is_empty()) && !zie(Versie::van(&commit), per_ouder) {
                break;
            }
        }
        Ok(())
    }

    fn paren(&self, oud: Option<&Tree<'_>>, nieuw: &Tree<'_>) -> Result<Paren, GitFout> {
        let mut paren = Vec::new();
        self.vergelijk_bomen(oud, Some(nieuw), "", &mut paren)?;
        Ok(paren)
    }
}

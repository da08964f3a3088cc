//! From one version to a later one, step by step: which files each version in between changed.

use std::collections::HashSet;
use std::rc::Rc;

use git2::{Commit, Oid, Sort, Tree};

use super::tree::Bomen;
use super::version::Versie;
use crate::git::error::GitFout;
use crate::git::repository::Repository;
use crate::git::saving::save::Wijziging;

/// Past so many versions the index is quicker than to look at each.
const WEINIG: usize = 200;

/// A version that another came from, with its folder; none for the first.
pub(in crate::git) type Ouder<'r> = Option<(Oid, Rc<Tree<'r>>)>;

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
        zie: impl FnMut(Versie, Vec<Vec<Wijziging>>) -> bool,
    ) -> Result<(), GitFout> {
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        loop_.push(tot)?;
        loop_.hide(van)?;
        self.zie_stappen(loop_, wil, zie)
    }

    /// As [`Repository::stappen`], also from the beginning, and where there are many looked up in the index: for
    /// who only shows it.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn stappen_uit_index(
        &self,
        van: Option<Oid>,
        tot: Oid,
        wil: impl Fn(&str) -> bool,
        zie: impl FnMut(Versie, Vec<Vec<Wijziging>>) -> bool,
    ) -> Result<(), GitFout> {
        let mut erna = None;
        if let Some(van) = van {
            let mut loop_ = self.git.revwalk()?;
            loop_.push(tot)?;
            loop_.hide(van)?;
            let tussen = loop_.collect::<Result<HashSet<Oid>, _>>()?;
            if tussen.len() <= WEINIG {
                return self.stappen(van, tot, wil, zie);
            }
            erna = Some(tussen);
        }
        // The index goes up to the newest version; one of an older version would be made anew each time.
        let tip =
            self.hoofd()?.filter(|hoofd| erna.is_some() && self.git.graph_descendant_of(*hoofd, tot).unwrap_or(false));
        let mut geraakt = self.geraakt_waar(tip.unwrap_or(tot), &wil)?;
        geraakt.retain(|versie| erna.as_ref().is_none_or(|erna| erna.contains(versie)));
        self.zie_stappen(geraakt.into_iter().map(Ok), wil, zie)
    }

    /// What a version changed in the wanted files; none where it brings lines together, or what it came from is
    /// not here.
    ///
    /// # Errors
    /// When there is no such version or the repository is damaged.
    pub fn stap(
        &self,
        bomen: &Bomen<'_>,
        versie: Oid,
        wil: impl Fn(&str) -> bool,
    ) -> Result<Option<Vec<Wijziging>>, GitFout> {
        let commit = self.git.find_commit(versie)?;
        if commit.parent_count() > 1 || self.is_rand(versie) {
            return Ok(None);
        }
        let ouder = commit.parent_ids().next().map(|ouder| bomen.van_versie(ouder)).transpose()?;
        let mut paren = bomen.paren(ouder.as_deref(), Some(&*bomen.van_versie(versie)?))?;
        paren.retain(|(pad, ..)| wil(pad));
        bomen.met_bytes(paren).map(Some)
    }

    /// Whether what a version came from was cut off, so that what it did cannot be told.
    pub fn is_rand(&self, versie: Oid) -> bool {
        self.randen().contains(&versie)
    }

    /// The versions at which history was cut off.
    pub(in crate::git) fn randen(&self) -> HashSet<Oid> {
        // libgit2 gives such a version no parents, as if it were the first.
        let randen = std::fs::read_to_string(self.git.commondir().join("shallow")).unwrap_or_default();
        randen.lines().filter_map(|rand| Oid::from_str(rand).ok()).collect()
    }

    fn zie_stappen(
        &self,
        versies: impl Iterator<Item = Result<Oid, git2::Error>>,
        wil: impl Fn(&str) -> bool,
        mut zie: impl FnMut(Versie, Vec<Vec<Wijziging>>) -> bool,
    ) -> Result<(), GitFout> {
        let bomen = self.bomen();
        for oid in versies {
            let commit = self.git.find_commit(oid?)?;
            let boom = bomen.boom(commit.tree_id())?;
            let mut per_ouder = Vec::new();
            for ouder in self.ouders(&commit, &bomen)? {
                let mut paren = bomen.paren(ouder.as_ref().map(|(_, boom)| &**boom), Some(&boom))?;
                paren.retain(|(pad, ..)| wil(pad));
                per_ouder.push(bomen.met_bytes(paren)?);
            }
            if per_ouder.iter().all(|p| !p.is_empty()) && !zie(Versie::van(&commit), per_ouder) {
                break;
            }
        }
        Ok(())
    }

    /// The versions that one came from, with their folders; where it is the first that is here, none.
    pub(in crate::git) fn ouders<'r>(
        &'r self,
        commit: &Commit<'_>,
        bomen: &Bomen<'r>,
    ) -> Result<Vec<Ouder<'r>>, GitFout> {
        let mut ouders = Vec::new();
        for ouder in commit.parent_ids() {
            match bomen.van_versie(ouder) {
                Ok(boom) => ouders.push(Some((ouder, boom))),
                // Where history was cut off, what it came from is not there.
                Err(_) if self.git.is_shallow() => {}
                Err(e) => return Err(e),
            }
        }
        if ouders.is_empty() {
            ouders.push(None);
        }
        Ok(ouders)
    }
}

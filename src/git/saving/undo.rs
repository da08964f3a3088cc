//! Undoing the newest version, as long as nobody else can have it.

use git2::Oid;

use crate::git::error::GitFout;
use crate::git::repository::Repository;

impl Repository {
    /// The version before the newest one, where that can be undone: it builds on one version, and no other copy or
    /// branch is known to have it.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn kan_terug(&self, versie: Oid) -> Result<Option<Oid>, GitFout> {
        if self.hoofd()? != Some(versie) {
            return Ok(None);
        }
        let commit = self.git.find_commit(versie)?;
        let mut ouders = commit.parent_ids();
        let (Some(vorige), None) = (ouders.next(), ouders.next()) else { return Ok(None) };
        let tak = self.tak()?;
        for verwijzing in self.git.references()? {
            let verwijzing = verwijzing?;
            if verwijzing.name_bytes() == tak.as_bytes() {
                continue;
            }
            let Ok(elders) = verwijzing.peel_to_commit() else { continue };
            if self.bouwt_op(elders.id(), versie)? {
                return Ok(None);
            }
        }
        Ok(Some(vorige))
    }

    /// Whether a file at such a path changed in a version that no other copy or branch is known to have.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn is_alleen_hier_gewijzigd(&self, past: impl Fn(&str) -> bool) -> Result<bool, GitFout> {
        let Some(hoofd) = self.hoofd()? else { return Ok(false) };
        let tak = self.tak()?;
        let mut loop_ = self.git.revwalk()?;
        loop_.push(hoofd)?;
        for verwijzing in self.git.references()? {
            let verwijzing = verwijzing?;
            if verwijzing.name_bytes() != tak.as_bytes()
                && let Ok(elders) = verwijzing.peel_to_commit()
            {
                loop_.hide(elders.id())?;
            }
        }
        let bomen = self.bomen();
        for versie in loop_ {
            let commit = self.git.find_commit(versie?)?;
            let ouder = commit.parent_ids().next().map(|o| bomen.van_versie(o)).transpose()?;
            let boom = bomen.boom(commit.tree_id())?;
            if bomen.paren(ouder.as_deref(), Some(&boom))?.iter().any(|(pad, ..)| past(pad)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Makes the version before the newest one the newest again, with its files.
    ///
    /// # Errors
    /// When that cannot be, a file is not what the version says, or something cannot be written.
    pub fn ga_terug(&self, versie: Oid) -> Result<(), GitFout> {
        let vorige = self.kan_terug(versie)?.ok_or(GitFout::Ingehaald)?;
        let wijzigingen = self.bomen().verschillen(versie, vorige)?;
        let gezet = self.verzet(&wijzigingen, |repo, nu| {
            if nu == Some(versie) && repo.kan_terug(versie)? == Some(vorige) {
                Ok(vorige)
            } else {
                Err(GitFout::Ingehaald)
            }
        });
        gezet.map(drop)
    }
}

//! The versions, newest first.

use std::path::Path;

use git2::{Oid, Sort};

use super::version::Versie;
use crate::git::error::GitFout;
use crate::git::repository::Repository;

impl Repository {
    /// The versions in which a file with one of these names changed, newest first, at most
    /// `hoogstens`. With no names: every version. A name is the last part of a path, such as
    /// `lv-k7qm.toml`, so that an afspraak is followed through a move to another theme; or a whole path,
    /// with `/` in it, for a file that never moves.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn geschiedenis(&self, namen: &[&str], hoogstens: usize) -> Result<Vec<Versie>, GitFout> {
        let Some(hoofd) = self.hoofd()? else { return Ok(Vec::new()) };
        let versie = |oid: Result<Oid, git2::Error>| Ok(Versie::van(&self.git.find_commit(oid?)?));
        if !namen.is_empty() {
            return self.geraakt_door(hoofd, namen)?.into_iter().take(hoogstens).map(|oid| versie(Ok(oid))).collect();
        }
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        loop_.push(hoofd)?;
        loop_.take(hoogstens).map(versie).collect()
    }

    /// How it stood just before the first version for which this no longer holds; the newest where it
    /// holds for all. A version whose clock was behind does not make later ones seem older.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn laatste_zolang(&self, geldt: impl Fn(&Versie) -> bool) -> Result<Option<Versie>, GitFout> {
        if self.hoofd()?.is_none() {
            return Ok(None);
        }
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE)?;
        // What stood in this copy: not what another line had by then and brought in later.
        loop_.simplify_first_parent()?;
        loop_.push_head()?;
        let mut laatste = None;
        for oid in loop_ {
            let versie = Versie::van(&self.git.find_commit(oid?)?);
            if !geldt(&versie) {
                break;
            }
            laatste = Some(versie);
        }
        Ok(laatste)
    }

    /// The first version of all.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn eerste(&self) -> Result<Option<Versie>, GitFout> {
        if self.hoofd()?.is_none() {
            return Ok(None);
        }
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE)?;
        loop_.push_head()?;
        let Some(oid) = loop_.next() else { return Ok(None) };
        Ok(Some(Versie::van(&self.git.find_commit(oid?)?)))
    }

    /// The versions that came after this one, newest first, at most `hoogstens`; none where it is no
    /// version of this copy.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn sinds(&self, versie: &str, hoogstens: usize) -> Result<Option<Vec<Versie>>, GitFout> {
        let Ok(oid) = Oid::from_str(versie) else { return Ok(None) };
        if self.hoofd()?.is_none() || self.git.find_commit(oid).is_err() {
            return Ok(None);
        }
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        loop_.push_head()?;
        loop_.hide(oid)?;
        let versies = loop_.take(hoogstens).map(|oid| Ok(Versie::van(&self.git.find_commit(oid?)?)));
        versies.collect::<Result<Vec<_>, GitFout>>().map(Some)
    }

    /// How many versions no other copy is known to have; none where this copy was never exchanged.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn niet_uitgewisseld(&self) -> Result<Option<usize>, GitFout> {
        const ELDERS: [&str; 2] = ["refs/remotes/*", "refs/oogo/uitgewisseld/*"];
        let ooit = ELDERS.iter().map(|g| Ok(self.git.references_glob(g)?.next().is_some()));
        if !ooit.collect::<Result<Vec<_>, GitFout>>()?.contains(&true) || self.hoofd()?.is_none() {
            return Ok(None);
        }
        let mut loop_ = self.git.revwalk()?;
        loop_.push_head()?;
        for elders in ELDERS {
            loop_.hide_glob(elders)?;
        }
        Ok(Some(loop_.count()))
    }

    /// The version that a person names: the start of its id, or a branch or tag.
    ///
    /// # Errors
    /// When there is none.
    pub fn versie(&self, naam: &str) -> Result<Versie, GitFout> {
        let gevonden = self.git.revparse_single(naam).and_then(|o| o.peel_to_commit());
        gevonden
            .map(|c| Versie::van(&c))
            .map_err(|_| GitFout::GeenVersie(crate::agenda::tekst::zichtbaar(naam).into_owned()))
    }

    /// Where in a version a file of this name stands, the first by path.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn pad_in(&self, versie: Oid, naam: &str) -> Result<Option<String>, GitFout> {
        let eindigt = |p: &&String| Path::new(p).file_name().is_some_and(|n| n == naam) && p.starts_with("agendas/");
        Ok(self.paden_in(versie)?.iter().find(eindigt).cloned())
    }
}

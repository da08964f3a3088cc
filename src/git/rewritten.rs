//! A history that takes the place of another: what was left out of it goes from this computer too.

use std::collections::HashSet;
use std::fs;

use git2::{ObjectType, Oid, Sort};

use super::error::GitFout;
use super::journal::schrijf_veilig;
use super::lock::Slot;
use super::maker::Maker;
use super::recover::NIET_AFGEMAAKT;
use super::repository::Repository;
use super::save::Wijziging;
use super::swap::GitLock;
use super::version::Boodschap;

/// In oogo's own folder: the newest versions of a history that is still to be thrown away.
const WEG: &str = "weg";

impl Repository {
    /// The oldest versions that lead to one and not to another: all others that do build on one of these.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn vanaf(&self, oud: Oid, nieuw: Oid) -> Result<Vec<Oid>, GitFout> {
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
        loop_.push(oud)?;
        loop_.hide(nieuw)?;
        let (mut gezien, mut uit) = (HashSet::new(), Vec::new());
        for oid in loop_ {
            let oid = oid?;
            if !self.git.find_commit(oid)?.parent_ids().any(|ouder| gezien.contains(&ouder)) {
                uit.push(oid);
            }
            gezien.insert(oid);
        }
        uit.sort();
        Ok(uit)
    }

    /// Whether a version builds on one of these, as far as they are here at all.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn bouwt_op_een(&self, versie: Oid, van: &[Oid]) -> Result<bool, GitFout> {
        for oid in van {
            if self.git.find_commit(*oid).is_ok() && self.bouwt_op(versie, *oid)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The version that follows on theirs and holds what these changes make of ours; theirs itself where that is
    /// the same. Nothing leads to it yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn maak_na(
        &self,
        [ons, hun]: [Oid; 2],
        wijzigingen: &[Wijziging],
        boodschap: &Boodschap,
        maker: Maker<'_>,
    ) -> Result<Oid, GitFout> {
        let boom = self.boom_met(Some(self.map_van(ons)?), wijzigingen)?;
        let hun = self.git.find_commit(hun)?;
        if hun.tree_id() == boom {
            return Ok(hun.id());
        }
        self.maak_versie(boom, &[&hun], boodschap, maker)
    }

    /// Makes a version of a history that stands in place of ours the newest one, with its files; ours is to be
    /// thrown away then.
    ///
    /// # Errors
    /// When the newest version is not ours any more, a file is not what it was, or something cannot be written.
    pub fn vervang_door(&self, ons: Oid, naar: Oid) -> Result<(), GitFout> {
        let mut wijzigingen = self.bomen().verschillen(ons, naar)?;
        // What goes makes room first: a file can come where a folder was.
        wijzigingen.sort_by_key(|w| w.wordt.is_some());
        let oude = self.nog_weg().chain([ons]).map(|o| format!("{o}\n")).collect::<String>();
        schrijf_veilig(&self.eigen_map().join(WEG), oude.as_bytes())?;
        let gezet =
            self.verzet(&wijzigingen, |_, vorig| if vorig == Some(ons) { Ok(naar) } else { Err(GitFout::Ingehaald) });
        gezet.map(drop)
    }

    /// The versions of a history that is still to be thrown away.
    fn nog_weg(&self) -> impl Iterator<Item = Oid> {
        let tekst = fs::read_to_string(self.eigen_map().join(WEG)).unwrap_or_default();
        tekst.lines().filter_map(|r| Oid::from_str(r).ok()).collect::<Vec<_>>().into_iter()
    }

    /// Whether a history that another took the place of was not wholly thrown away.
    pub fn is_nog_weg_te_gooien(&self) -> bool {
        self.eigen_map().join(WEG).exists()
    }

    /// Throws away a history that was replaced, and whatever else nothing leads to: a text that was never in a
    /// version too. What holds some of it is given: branches and tags of the user's own, and packs that could not
    /// be removed.
    ///
    /// # Errors
    /// When something cannot be read or written; what is left is thrown away the next time.
    pub fn gooi_weg(&self) -> Result<Vec<String>, GitFout> {
        let eigen_map = self.eigen_map();
        // Nobody saves meanwhile, with oogo or with git: what is being written has nothing that leads to it yet.
        let _slots = [Slot::neem(&eigen_map.join("opruimen"))?, Slot::neem(&eigen_map)?];
        let _index = GitLock::take(&self.git.path().join("index"), &eigen_map)?;
        let (Some(hoofd), oude) = (self.hoofd()?, self.nog_weg().collect::<Vec<_>>()) else { return Ok(Vec::new()) };
        let mut vanaf = Vec::new();
        for versie in oude {
            // Broken off before it was replaced: then it is ours still.
            if self.git.find_commit(versie).is_ok() && !self.bouwt_op(hoofd, versie)? {
                vanaf.extend(self.vanaf(versie, hoofd)?);
            }
        }
        if vanaf.is_empty() {
            return self.weggegooid().map(|()| Vec::new());
        }
        let mut blijft = self.laat_los(&vanaf)?;
        for pad in ["logs", "ORIG_HEAD", "FETCH_HEAD"] {
            let pad = self.git.path().join(pad);
            let _ = if pad.is_dir() { fs::remove_dir_all(&pad) } else { fs::remove_file(&pad) };
        }
        let mut houden = vec![hoofd];
        for verwijzing in self.git.references()?.flatten() {
            houden.extend(verwijzing.peel(ObjectType::Commit).ok().map(|o| o.id()));
        }
        let mut nodig = self.leidt_tot(houden)?;
        nodig.extend(self.git.index()?.iter().map(|ingang| ingang.id));
        let vast = self.bewaar_alleen(&nodig)?;
        if vast.is_empty() {
            self.weggegooid()?;
        }
        blijft.extend(vast);
        Ok(blijft)
    }

    fn weggegooid(&self) -> Result<(), GitFout> {
        let pad = self.eigen_map().join(WEG);
        match fs::remove_file(&pad) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(GitFout::schrijven(pad, e)),
            _ => Ok(()),
        }
    }

    /// Forgets what was exchanged of an old history; gives the names by which the user keeps some of it.
    fn laat_los(&self, vanaf: &[Oid]) -> Result<Vec<String>, GitFout> {
        let mut blijft = Vec::new();
        for verwijzing in self.git.references()? {
            let mut verwijzing = verwijzing?;
            let Ok(naar) = verwijzing.peel(ObjectType::Commit) else { continue };
            if !self.bouwt_op_een(naar.id(), vanaf)? {
                continue;
            }
            let naam = String::from_utf8_lossy(verwijzing.name_bytes()).into_owned();
            // A text that was kept aside is a person's.
            let is_van_oogo = naam.starts_with("refs/oogo/") && !naam.starts_with(NIET_AFGEMAAKT);
            if is_van_oogo || naam.starts_with("refs/remotes/") {
                verwijzing.delete()?;
            } else {
                blijft.push(naam);
            }
        }
        Ok(blijft)
    }

    /// Everything that versions lead to: those before them, their folders and their files.
    fn leidt_tot(&self, versies: Vec<Oid>) -> Result<HashSet<Oid>, GitFout> {
        let mut loop_ = self.git.revwalk()?;
        for versie in versies {
            loop_.push(versie)?;
        }
        let mut uit = HashSet::new();
        for versie in loop_ {
            let versie = versie?;
            uit.insert(versie);
            let mut mappen = vec![self.git.find_commit(versie)?.tree_id()];
            while let Some(map) = mappen.pop() {
                if !uit.insert(map) {
                    continue;
                }
                for ingang in self.git.find_tree(map)?.iter() {
                    match ingang.kind() {
                        Some(ObjectType::Tree) => mappen.push(ingang.id()),
                        Some(ObjectType::Blob) => drop(uit.insert(ingang.id())),
                        _ => {}
                    }
                }
            }
        }
        Ok(uit)
    }
}

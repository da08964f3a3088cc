//! A history that takes the place of another: what was left out of it goes from this computer too.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use git2::{ObjectType, Oid, RepositoryState, Sort};

use super::error::GitFout;
use super::repository::Repository;
use super::saving::lasting::schrijf_veilig;
use super::saving::lock::Slot;
use super::saving::maker::Maker;
use super::saving::recover::{NIET_AFGEMAAKT, maak_af};
use super::saving::save::Wijziging;
use super::saving::swap::GitLock;
use super::versions::touched;
use super::versions::version::Boodschap;

/// In oogo's own folder: what is still to be thrown away.
const WEG: &str = "weg";
/// There too: the oldest versions of what was.
const VERBODEN: &str = "verboden";
/// In git's folder: what is left of versions and of what was said of them, and what is made anew.
const RESTEN: [&str; 8] =
    ["logs", "ORIG_HEAD", "FETCH_HEAD", "COMMIT_EDITMSG", "rr-cache", "lost-found", "oogo/binnen", "oogo/pak"];

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

    /// Whether one of two lines is the other one written anew: it begins at the same place with a version of the
    /// same moment by the same person, and most of it came so.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn is_herschreven(&self, een: Oid, ander: Oid) -> Result<bool, GitFout> {
        type Spoor = (i64, i64, Vec<u8>, Vec<u8>);
        let spoor = |oid: Oid| -> Result<(Vec<Oid>, Spoor), GitFout> {
            let c = self.git.find_commit(oid)?;
            let wie = (c.author().when().seconds(), c.committer().when().seconds(), c.author().name_bytes().to_vec());
            Ok((c.parent_ids().collect(), (wie.0, wie.1, wie.2, c.message_bytes().to_vec())))
        };
        let begin = |van: Oid, niet: Oid| -> Result<Vec<(Vec<Oid>, Spoor)>, GitFout> {
            self.vanaf(van, niet)?.into_iter().map(spoor).collect()
        };
        let (van_een, van_ander) = (begin(een, ander)?, begin(ander, een)?);
        let zelfde = |(ouders, a): &(Vec<Oid>, Spoor), (o, b): &(Vec<Oid>, Spoor)| {
            ouders == o && (a.0, a.1, &a.2) == (b.0, b.1, &b.2)
        };
        if !van_een.iter().any(|a| van_ander.iter().any(|b| zelfde(a, b))) {
            return Ok(false);
        }
        let alle = |van: Oid, niet: Oid| -> Result<Vec<Spoor>, GitFout> {
            let mut loop_ = self.git.revwalk()?;
            loop_.push(van)?;
            loop_.hide(niet)?;
            loop_.map(|oid| Ok(spoor(oid?)?.1)).collect()
        };
        let (van_een, van_ander) = (alle(een, ander)?, alle(ander, een)?);
        let er: HashSet<&Spoor> = van_een.iter().collect();
        let dubbel = van_ander.iter().filter(|s| er.contains(s)).count();
        Ok(2 * dubbel >= van_een.len().min(van_ander.len()))
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

    /// Makes a version of a history that stands in place of ours the newest one, with its files. Ours is to be
    /// thrown away then, and what builds on `vanaf` is never taken in again.
    ///
    /// # Errors
    /// When the newest version is not ours any more, a file is not what it was, or something cannot be written.
    pub fn vervang_door(&self, ons: Oid, naar: Oid, vanaf: &[Oid]) -> Result<(), GitFout> {
        let wijzigingen = self.bomen().verschillen(ons, naar)?;
        schrijf_weg(&self.eigen_map(), self.nog_weg().into_iter().chain([(ons, naar)]))?;
        let verboden: String = self.verboden().iter().chain(vanaf).map(|o| format!("{o}\n")).collect();
        schrijf_veilig(&self.eigen_map().join(VERBODEN), verboden.as_bytes())?;
        let gezet =
            self.verzet(&wijzigingen, |_, vorig| if vorig == Some(ons) { Ok(naar) } else { Err(GitFout::Ingehaald) });
        gezet.map(drop)
    }

    /// The oldest versions of the histories that another took the place of here.
    pub fn verboden(&self) -> Vec<Oid> {
        let tekst = fs::read_to_string(self.eigen_map().join(VERBODEN)).unwrap_or_default();
        tekst.lines().filter_map(|r| Oid::from_str(r).ok()).collect()
    }

    /// What is still to be thrown away: the newest version of a history, and the one that took its place.
    fn nog_weg(&self) -> Vec<(Oid, Oid)> {
        let tekst = fs::read_to_string(self.eigen_map().join(WEG)).unwrap_or_default();
        let paar = |r: &str| {
            let (oud, naar) = r.split_once(' ')?;
            Some((Oid::from_str(oud).ok()?, Oid::from_str(naar).ok()?))
        };
        tekst.lines().filter_map(paar).collect()
    }

    /// Whether a history that another took the place of was not wholly thrown away.
    pub fn is_nog_weg_te_gooien(&self) -> bool {
        self.eigen_map().join(WEG).exists()
    }

    /// Throws away a history that was replaced, and whatever else nothing leads to: a text that was never in a
    /// version too. As long as something of the user's own or of git's holds on to it, that is given, and nothing
    /// is thrown away.
    ///
    /// # Errors
    /// When something cannot be read or written; what is left is thrown away the next time.
    pub fn gooi_weg(self) -> Result<Vec<String>, GitFout> {
        let eigen_map = self.eigen_map();
        let Some(_bezig) = Slot::probeer(&eigen_map.join("opruimen")) else {
            return Ok(vec!["het onderhoud, dat nu loopt".to_owned()]);
        };
        // Nobody saves meanwhile, with oogo or with git: what is being written has nothing that leads to it yet.
        let _slot = Slot::neem(&eigen_map)?;
        maak_af(&self)?;
        let _index = GitLock::take(&self.git.path().join("index"), &eigen_map)?;
        let Some(hoofd) = self.hoofd()? else { return Ok(Vec::new()) };
        // Broken off before it was replaced, or brought back with git: then it is ours still.
        let is_vervangen = |(oud, naar): &(Oid, Oid)| {
            Ok::<_, GitFout>(self.bouwt_op_een(hoofd, &[*naar])? && !self.bouwt_op_een(hoofd, &[*oud])?)
        };
        let mut weg = Vec::new();
        for paar in self.nog_weg() {
            if is_vervangen(&paar)? {
                weg.push(paar);
            }
        }
        schrijf_weg(&eigen_map, weg.iter().copied())?;
        if weg.is_empty() {
            return Ok(Vec::new());
        }
        let vast = self.houdt_vast()?;
        if !vast.is_empty() {
            return Ok(vast);
        }
        let nodig = self.nodig(hoofd)?;
        let git_map = self.git.path().to_path_buf();
        let mut vast = self.bewaar_alleen(&nodig)?;
        for pad in RESTEN.iter().map(|r| git_map.join(r)).chain([eigen_map.join(touched::NAAM)]) {
            let gedaan = if pad.is_dir() { fs::remove_dir_all(&pad) } else { fs::remove_file(&pad) };
            if gedaan.is_err() && pad.exists() {
                vast.push(pad.display().to_string());
            }
        }
        if vast.is_empty() {
            schrijf_weg(&eigen_map, std::iter::empty())?;
        }
        Ok(vast)
    }

    /// What holds on to a history that was replaced. What oogo itself kept of it is let go first.
    fn houdt_vast(&self) -> Result<Vec<String>, GitFout> {
        let verboden = self.verboden();
        let mut vast = Vec::new();
        for verwijzing in self.git.references()? {
            let mut verwijzing = verwijzing?;
            let naam = String::from_utf8_lossy(verwijzing.name_bytes()).into_owned();
            let Ok(naar) = verwijzing.peel(ObjectType::Commit) else {
                vast.push(naam);
                continue;
            };
            // Where the old versions are gone in part already, what builds on them cannot be asked any more.
            let is_oud = self.bouwt_op_een(naar.id(), &verboden).unwrap_or(true);
            // A text that was kept aside is a person's.
            let is_van_oogo = naam.starts_with("refs/oogo/") && !naam.starts_with(NIET_AFGEMAAKT);
            if is_oud && (is_van_oogo || naam.starts_with("refs/remotes/")) {
                verwijzing.delete()?;
            } else if is_oud || naam == "refs/stash" {
                vast.push(naam);
            }
        }
        let is_er = |pad: &str| self.git.commondir().join(pad).exists();
        vast.extend(["objects/info/alternates", "shallow"].into_iter().filter(|p| is_er(p)).map(str::to_owned));
        vast.extend(self.git.worktrees()?.iter().flatten().flatten().map(|naam| format!("werkmap {naam}")));
        if self.git.is_worktree() {
            vast.push("deze werkmap".to_owned());
        }
        if self.git.state() != RepositoryState::Clean {
            vast.push("wat met git begonnen en niet af is".to_owned());
        }
        vast.extend(self.vaste_pakken());
        Ok(vast)
    }

    /// Everything that something leads to.
    fn nodig(&self, hoofd: Oid) -> Result<HashSet<Oid>, GitFout> {
        let (mut versies, mut nodig) = (vec![hoofd], HashSet::new());
        for verwijzing in self.git.references()? {
            let verwijzing = verwijzing?;
            // A tag with a message is an object of its own, and can stand on another.
            let mut doel = verwijzing.target();
            while let Some(oid) = doel {
                nodig.insert(oid);
                doel = self.git.find_tag(oid).ok().map(|tag| tag.target_id());
            }
            versies.push(verwijzing.peel(ObjectType::Commit)?.id());
        }
        nodig.extend(self.leidt_tot(versies)?);
        nodig.extend(self.git.index()?.iter().map(|ingang| ingang.id));
        Ok(nodig)
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

/// Keeps what is still to be thrown away.
fn schrijf_weg(eigen_map: &Path, paren: impl Iterator<Item = (Oid, Oid)>) -> Result<(), GitFout> {
    let pad = eigen_map.join(WEG);
    let tekst: String = paren.map(|(oud, naar)| format!("{oud} {naar}\n")).collect();
    if !tekst.is_empty() {
        return schrijf_veilig(&pad, tekst.as_bytes());
    }
    match fs::remove_file(&pad) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(GitFout::schrijven(pad, e)),
        _ => Ok(()),
    }
}

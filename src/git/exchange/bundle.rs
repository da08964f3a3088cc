//! A git bundle: a file with versions that can be mailed or carried on a stick (gitformat-bundle, version 2).

use std::io::{BufRead, Write};

use git2::Oid;

use crate::agenda::id::{is_slug, nieuwe_sleutel};
use crate::git::error::{GitFout, technisch};
use crate::git::repository::Repository;

const KOP: &[u8] = b"# v2 git bundle\n";
/// Lines of the header longer than this, or more of them, are of no bundle of ours.
const HOOGSTENS: usize = 4096;

/// Who sent a bundle, and its number among those of that party: a branch of that name stands in its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitwisseling {
    /// The party's identifier.
    pub partij: String,
    /// By which this copy is told from that of a colleague.
    pub kopie: String,
    /// From 1.
    pub nr: u32,
}

/// Nobody sends more files than this; a higher number is of nobody.
const MEESTE: u32 = 1_000_000;

/// What stands before party, copy and number.
const UITWISSELING: &str = "refs/oogo/uitwisseling/";
const INGELEZEN: &str = "refs/oogo/uitgewisseld/ingelezen/";
const VERZONDEN: &str = "refs/oogo/uitgewisseld/verzonden/";

impl Uitwisseling {
    fn van_naam(naam: &str) -> Option<Self> {
        let mut delen = naam.strip_prefix(UITWISSELING)?.split('/');
        let (partij, kopie, nr) = (delen.next()?, delen.next()?, delen.next()?.parse().ok()?);
        let past = is_slug(partij) && is_slug(kopie) && delen.next().is_none() && nr <= MEESTE;
        past.then(|| Self { partij: partij.to_owned(), kopie: kopie.to_owned(), nr })
    }
}

/// A bundle, read but not yet taken in.
#[derive(Debug)]
pub struct Bundel<'b> {
    /// Who sent it, where it says so.
    pub uitwisseling: Option<Uitwisseling>,
    /// The versions that one must have already.
    pub vooraf: Vec<Oid>,
    /// The newest version in it.
    pub hoofd: Oid,
    pak: &'b [u8],
}

impl<'b> Bundel<'b> {
    /// Reads the header.
    ///
    /// # Errors
    /// When it is no bundle that git makes; a Dutch reason.
    pub fn lees(mut bytes: &'b [u8]) -> Result<Self, &'static str> {
        let Some(rest) = bytes.strip_prefix(KOP) else {
            return Err(if bytes.starts_with(b"# v3 git bundle") {
                "het is van een vorm (v3) die oogo niet kent"
            } else {
                "het begint niet als een uitwisselbestand"
            });
        };
        bytes = rest;
        let (mut vooraf, mut hoofden): (Vec<Oid>, Vec<(String, Oid)>) = (Vec::new(), Vec::new());
        for _ in 0..HOOGSTENS {
            let mut regel = Vec::new();
            let gelezen = bytes.read_until(b'\n', &mut regel);
            if gelezen.is_err() || regel.pop() != Some(b'\n') || regel.len() > HOOGSTENS {
                return Err("de kop is afgebroken");
            }
            if regel.is_empty() {
                // A branch goes before what HEAD named when it was written.
                let takken: Vec<_> = hoofden.iter().filter(|(naam, _)| naam.starts_with("refs/heads/")).collect();
                // Of more than one line the usual one is meant, or the one that was worked on.
                let hoofd = takken
                    .iter()
                    .find(|(naam, _)| naam == "refs/heads/main")
                    .copied()
                    .or_else(|| hoofden.iter().find(|(naam, _)| naam == "HEAD"))
                    .or_else(|| takken.first().filter(|_| takken.len() == 1).copied());
                let uitwisseling = hoofden.iter().find_map(|(naam, _)| Uitwisseling::van_naam(naam));
                return match hoofd {
                    Some((_, hoofd)) => Ok(Self { uitwisseling, vooraf, hoofd: *hoofd, pak: bytes }),
                    None if takken.len() > 1 => Err("er staan meer lijnen van versies in, en geen is de hoofdlijn"),
                    None => Err("er staat geen versie in"),
                };
            }
            let regel = String::from_utf8(regel).map_err(|_| "de kop is beschadigd")?;
            let (oid, wat) = match regel.strip_prefix('-') {
                Some(regel) => (regel.split(' ').next().unwrap_or_default(), None),
                None => {
                    regel.split_once(' ').map(|(o, naam)| (o, Some(naam.to_owned()))).ok_or("de kop is beschadigd")?
                }
            };
            let oid = Oid::from_str(oid).ok().filter(|_| oid.len() == 40).ok_or("de kop is beschadigd")?;
            match wat {
                None => vooraf.push(oid),
                Some(naam) => hoofden.push((naam, oid)),
            }
        }
        Err("de kop is te lang")
    }
}

impl Repository {
    /// A bundle with our newest version and all that leads to it, or of that only what is newer than a version
    /// that the reader has.
    ///
    /// # Errors
    /// When there is no version yet, or the repository is damaged.
    pub fn bundel(&self, van: &Uitwisseling, vanaf: Option<Oid>) -> Result<Vec<u8>, GitFout> {
        let hoofd = self.hoofd()?.ok_or_else(|| GitFout::GeenVersie("om te verzenden".to_owned()))?;
        let mut uit = KOP.to_vec();
        let mut loop_ = self.git.revwalk()?;
        loop_.push(hoofd)?;
        if let Some(vanaf) = vanaf {
            loop_.hide(vanaf)?;
            let _ = writeln!(uit, "-{vanaf}");
        }
        let _ = writeln!(uit, "{hoofd} HEAD\n{hoofd} {}", self.tak()?);
        let _ = writeln!(uit, "{hoofd} {UITWISSELING}{}/{}/{}\n", van.partij, van.kopie, van.nr);
        let mut pak = self.git.packbuilder()?;
        pak.insert_walk(&mut loop_)?;
        pak.foreach(|stuk| {
            uit.extend_from_slice(stuk);
            true
        })?;
        Ok(uit)
    }

    /// Takes in the versions of a bundle, without changing anything that is ours; gives the newest. The
    /// versions that must be here already and are not are given back instead.
    ///
    /// # Errors
    /// When it is damaged or cannot be written.
    pub fn pak_uit(&self, bundel: &Bundel<'_>) -> Result<Result<Oid, Vec<Oid>>, GitFout> {
        let mist: Vec<Oid> = bundel.vooraf.iter().copied().filter(|o| self.git.find_commit(*o).is_err()).collect();
        if !mist.is_empty() {
            return Ok(Err(mist));
        }
        let odb = self.git.odb()?;
        let mut schrijver = odb.packwriter()?;
        schrijver.write_all(bundel.pak).map_err(|e| {
            let oorzaak = git2::Error::last_error(-1);
            match oorzaak.class() {
                git2::ErrorClass::Os => GitFout::schrijven(self.git.path(), e),
                _ => GitFout::Beschadigd(technisch(&oorzaak)),
            }
        })?;
        schrijver.commit()?;
        odb.refresh()?;
        Ok(Ok(bundel.hoofd))
    }

    /// The number of the last bundle that was made here, and the newest version in it; none where none was.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn verzonden(&self) -> Result<Option<(u32, Oid)>, GitFout> {
        self.laatste(VERZONDEN)
    }

    /// Keeps that a bundle was made with this number.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn onthoud_verzonden(&self, nr: u32, hoofd: Oid) -> Result<(), GitFout> {
        self.onthoud(VERZONDEN, nr, hoofd)
    }

    /// The number and newest version of the last bundle from the same copy that was taken in here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn ingelezen(&self, van: &Uitwisseling) -> Result<Option<(u32, Oid)>, GitFout> {
        self.laatste(&format!("{INGELEZEN}{}/{}/", van.partij, van.kopie))
    }

    /// By which this copy is told from that of a colleague; made once.
    ///
    /// # Errors
    /// When it cannot be written, or the system has no random numbers.
    pub fn kopie(&self) -> Result<String, GitFout> {
        let pad = self.eigen_map().join("kopie");
        if let Some(naam) = std::fs::read_to_string(&pad).ok().filter(|n| is_slug(n)) {
            return Ok(naam);
        }
        let naam = nieuwe_sleutel().map_err(|e| GitFout::schrijven(&pad, std::io::Error::other(e)))?;
        crate::git::saving::lasting::schrijf_veilig(&pad, naam.as_bytes())?;
        Ok(naam)
    }

    /// Keeps that a bundle was taken in.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn onthoud_ingelezen(&self, van: &Uitwisseling, hoofd: Oid) -> Result<(), GitFout> {
        self.onthoud(&format!("{INGELEZEN}{}/{}/", van.partij, van.kopie), van.nr, hoofd)
    }

    fn laatste(&self, map: &str) -> Result<Option<(u32, Oid)>, GitFout> {
        let mut laatste: Option<(u32, Oid)> = None;
        for verwijzing in self.git.references_glob(&format!("{map}*"))? {
            let verwijzing = verwijzing?;
            let naam = String::from_utf8_lossy(verwijzing.name_bytes()).into_owned();
            let nr = naam.rsplit('/').next().and_then(|nr| nr.parse().ok());
            laatste = laatste.max(nr.zip(verwijzing.target()));
        }
        Ok(laatste)
    }

    fn onthoud(&self, map: &str, nr: u32, hoofd: Oid) -> Result<(), GitFout> {
        let vorige = self.laatste(map)?;
        self.git.reference(&format!("{map}{nr}"), hoofd, true, "oogo: uitgewisseld")?;
        if let Some((oud, _)) = vorige.filter(|(oud, _)| *oud != nr) {
            self.git.find_reference(&format!("{map}{oud}"))?.delete()?;
        }
        Ok(())
    }

    /// Refuses a version that came from elsewhere when not all that it needs is here, or a file in it is larger
    /// than `hoogstens` bytes.
    ///
    /// # Errors
    /// When so, or the repository is damaged.
    pub fn is_heel(&self, hoofd: Oid, hoogstens: usize) -> Result<(), GitFout> {
        let mist = |o: Oid| GitFout::Beschadigd(format!("onderdeel {o} ontbreekt"));
        let odb = self.git.odb()?;
        let mut loop_ = self.git.revwalk()?;
        loop_.push(hoofd)?;
        if let Some(ons) = self.hoofd()? {
            loop_.hide(ons)?;
        }
        let bomen = self.bomen();
        for oid in loop_ {
            let commit = self.git.find_commit(oid?)?;
            let boom = bomen.boom(commit.tree_id())?;
            let ouder = commit.parent_ids().next().map(|o| bomen.van_versie(o)).transpose()?;
            for (pad, _, wordt) in bomen.paren(ouder.as_deref(), Some(&boom))? {
                let Some(blad) = wordt else { continue };
                // Its size is known before any of it is read.
                let (groot, _) = odb.read_header(blad).map_err(|_| mist(blad))?;
                if groot > hoogstens {
                    return Err(GitFout::TeGroot(pad));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_header_is_read() {
        let oid = "a".repeat(40);
        let goed = format!("# v2 git bundle\n-{oid} eerder\n{oid} refs/heads/main\n\nPACK");
        let bundel = Bundel::lees(goed.as_bytes()).unwrap();
        assert_eq!((bundel.vooraf.len(), bundel.hoofd.to_string(), bundel.pak), (1, oid.clone(), &b"PACK"[..]));
        for kapot in [
            "",
            "PK\u{3}\u{4}",
            "# v2 git bundle\n",
            "# v3 git bundle\n@object-format=sha256\n\n",
            "# v2 git bundle\n\nPACK",
            "# v2 git bundle\nx refs/heads/main\n\nPACK",
            &format!("# v2 git bundle\n{oid}\n\nPACK"),
            &format!("# v2 git bundle\n{oid} refs/heads/main"),
            &format!("# v2 git bundle\n{}\n", format!("-{oid} x\n").repeat(5000)),
        ] {
            assert!(Bundel::lees(kapot.as_bytes()).is_err(), "{kapot:.40}");
        }
    }
}

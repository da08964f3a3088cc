//! Which versions hold something: every file of every version is judged once, however many
//! versions it is in.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use git2::{ObjectType, Oid, Sort};

use super::version::Versie;
use crate::git::error::GitFout;
use crate::git::repository::Repository;
use crate::git::saving::save::Wijziging;

/// What a version holds besides its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bijschrift {
    /// Where it stands: a version's message, a branch, a tag.
    pub waar: &'static str,
    /// The text.
    pub tekst: String,
}

type Oordelen<T> = Rc<Vec<(String, Rc<Vec<T>>)>>;

fn bijschriften_van(commit: &git2::Commit<'_>, versie: &Versie) -> [Bijschrift; 2] {
    let tekst = String::from_utf8_lossy(commit.message_bytes()).into_owned();
    let auteur = format!("{} {}", versie.auteur.naam, versie.auteur.mailbox);
    [Bijschrift { waar: "toelichting", tekst }, Bijschrift { waar: "wie opsloeg", tekst: auteur }]
}

impl Repository {
    /// What `oordeel` makes of every file of every version that a branch, tag or other copy's branch
    /// leads to, newest version first, each with its own path and findings.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn in_alle_versies<T>(
        &self,
        oordeel: impl Fn(&str, &[u8]) -> Vec<T>,
        mut zien: impl FnMut(&Versie, &str, &[T]),
    ) -> Result<(), GitFout> {
        let mut bomen: HashMap<(Oid, String), Oordelen<T>> = HashMap::new();
        for oid in self.alle_versies()? {
            let commit = self.git.find_commit(oid)?;
            let versie = Versie::van(&commit);
            for (pad, gevonden) in self.in_boom(commit.tree_id(), "", &oordeel, &mut bomen)?.iter() {
                zien(&versie, pad, gevonden);
            }
        }
        Ok(())
    }

    /// The message and author of every version, and the name and message of every branch and tag.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn bijschriften(&self) -> Result<Vec<(Option<Versie>, Bijschrift)>, GitFout> {
        let mut uit = Vec::new();
        for oid in self.alle_versies()? {
            let commit = self.git.find_commit(oid)?;
            let versie = Versie::van(&commit);
            uit.extend(bijschriften_van(&commit, &versie).map(|b| (Some(versie.clone()), b)));
        }
        for verwijzing in self.git.references()? {
            let verwijzing = verwijzing?;
            let tekst = String::from_utf8_lossy(verwijzing.name_bytes()).into_owned();
            uit.push((None, Bijschrift { waar: "naam van een tak of label", tekst }));
            if let Ok(tag) = verwijzing.peel_to_tag() {
                let tekst = String::from_utf8_lossy(tag.message_bytes().unwrap_or_default()).into_owned();
                uit.push((None, Bijschrift { waar: "tekst bij een label", tekst }));
            }
        }
        Ok(uit)
    }

    /// Every file that a version changes which leads to `tot` and not to `zonder`: from what to what, each change
    /// once; and the message and author of each of those versions.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn in_nieuwe_versies(
        &self,
        tot: Oid,
        zonder: Option<Oid>,
        mut bestand: impl FnMut(&Versie, &Wijziging),
        mut bijschrift: impl FnMut(&Versie, &Bijschrift),
    ) -> Result<(), GitFout> {
        let bomen = self.bomen();
        let mut gezien = HashSet::new();
        for versie in self.alleen_in(tot, zonder)? {
            let commit = self.git.find_commit(versie.id)?;
            for b in bijschriften_van(&commit, &versie) {
                bijschrift(&versie, &b);
            }
            let boom = bomen.boom(commit.tree_id())?;
            let ouder = commit.parent_ids().next().and_then(|o| bomen.van_versie(o).ok());
            let mut paren = bomen.paren(ouder.as_deref(), Some(&boom))?;
            paren.retain(|paar| gezien.insert(paar.clone()));
            for w in bomen.met_bytes(paren)? {
                bestand(&versie, &w);
            }
        }
        Ok(())
    }

    fn alle_versies(&self) -> Result<Vec<Oid>, GitFout> {
        let mut loop_ = self.git.revwalk()?;
        loop_.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        for verwijzing in self.git.references()? {
            // A tag may name something that is no version.
            if let Ok(commit) = verwijzing?.peel_to_commit() {
                loop_.push(commit.id())?;
            }
        }
        if self.hoofd()?.is_some() {
            loop_.push_head()?;
        }
        loop_.collect::<Result<Vec<_>, _>>().map_err(Into::into)
    }

    fn in_boom<T>(
        &self,
        boom: Oid,
        map: &str,
        oordeel: &impl Fn(&str, &[u8]) -> Vec<T>,
        bomen: &mut HashMap<(Oid, String), Oordelen<T>>,
    ) -> Result<Oordelen<T>, GitFout> {
        let sleutel = (boom, map.to_owned());
        if let Some(bekend) = bomen.get(&sleutel) {
            return Ok(Rc::clone(bekend));
        }
        let mut uit = Vec::new();
        for ingang in self.git.find_tree(boom)?.iter() {
            let pad = format!("{map}{}", String::from_utf8_lossy(ingang.name_bytes()));
            match ingang.kind() {
                Some(ObjectType::Tree) => {
                    uit.extend(self.in_boom(ingang.id(), &format!("{pad}/"), oordeel, bomen)?.iter().cloned());
                }
                Some(ObjectType::Blob) => {
                    let blad = (ingang.id(), pad.clone());
                    let gevonden = match bomen.get(&blad) {
                        Some(bekend) => Rc::clone(bekend),
                        None => {
                            let blob = self.git.find_blob(ingang.id())?;
                            let gevonden = Rc::new(oordeel(&pad, blob.content()));
                            let nieuw = if gevonden.is_empty() { Vec::new() } else { vec![(pad, gevonden)] };
                            let nieuw = Rc::new(nieuw);
                            bomen.insert(blad, Rc::clone(&nieuw));
                            nieuw
                        }
                    };
                    uit.extend(gevonden.iter().cloned());
                }
                _ => {}
            }
        }
        let uit = Rc::new(uit);
        bomen.insert(sleutel, Rc::clone(&uit));
        Ok(uit)
    }
}

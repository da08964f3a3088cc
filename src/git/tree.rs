//! The files of versions: which differ, and those in the folders of one kind.

use std::collections::BTreeMap;

use git2::{ObjectType, Oid, Tree};

use super::error::GitFout;
use super::repository::Repository;
use super::save::Wijziging;

/// By what a text is known again; as git does it, and no proof of anything.
pub fn controlegetal(inhoud: &[u8]) -> String {
    Oid::hash_object(ObjectType::Blob, inhoud).map(|oid| oid.to_string()).unwrap_or_default()
}

impl Repository {
    /// The files that differ between two versions, with their bytes in both. A folder that is the
    /// same in both is not looked into.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn verschillen(&self, van: Oid, tot: Oid) -> Result<Vec<Wijziging>, GitFout> {
        let (oud, nieuw) = (self.git.find_commit(van)?.tree()?, self.git.find_commit(tot)?.tree()?);
        let mut paren = Vec::new();
        self.vergelijk_bomen(Some(&oud), Some(&nieuw), "", &mut paren)?;
        let bytes = |oid: Option<Oid>| -> Result<Option<Vec<u8>>, GitFout> {
            Ok(oid.map(|o| self.git.find_blob(o)).transpose()?.map(|b| b.content().to_vec()))
        };
        paren
            .into_iter()
            .map(|(pad, was, wordt)| Ok(Wijziging { pad, was: bytes(was)?, wordt: bytes(wordt)? }))
            .collect()
    }

    /// The files of which these bytes differ from a version's, and those that only one of them has.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn verschillen_met(&self, van: Oid, nu: &BTreeMap<String, Vec<u8>>) -> Result<Vec<Wijziging>, GitFout> {
        let mut bladen = Vec::new();
        self.bladen(&self.git.find_commit(van)?.tree()?, "", &mut bladen)?;
        let bladen: BTreeMap<String, Oid> = bladen.into_iter().collect();
        let mut uit = Vec::new();
        for (pad, inhoud) in nu {
            let was = bladen.get(pad).copied();
            if was != Some(Oid::hash_object(ObjectType::Blob, inhoud)?) {
                let was = was.map(|o| self.git.find_blob(o)).transpose()?.map(|b| b.content().to_vec());
                uit.push(Wijziging { pad: pad.clone(), was, wordt: Some(inhoud.clone()) });
            }
        }
        for (pad, oid) in bladen.into_iter().filter(|(pad, _)| !nu.contains_key(pad)) {
            let was = self.git.find_blob(oid)?.content().to_vec();
            uit.push(Wijziging { pad, was: Some(was), wordt: None });
        }
        Ok(uit)
    }

    /// In a version, the files with these names in each folder directly under a folder: `partij.toml` of
    /// each party, an afspraak in whatever theme.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn in_mappen(&self, versie: Oid, map: &str, namen: &[String]) -> Result<Vec<(String, Vec<u8>)>, GitFout> {
        let boom = self.git.find_commit(versie)?.tree()?;
        let Some(boven) = boom.get_name(map).and_then(|i| self.git.find_tree(i.id()).ok()) else {
            return Ok(Vec::new());
        };
        let mut uit = Vec::new();
        for ingang in boven.iter().filter(|i| i.kind() == Some(ObjectType::Tree)) {
            let onder = self.git.find_tree(ingang.id())?;
            let midden = String::from_utf8_lossy(ingang.name_bytes()).into_owned();
            for naam in namen {
                if let Some(blob) = onder.get_name(naam).and_then(|blad| self.git.find_blob(blad.id()).ok()) {
                    uit.push((format!("{map}/{midden}/{naam}"), blob.content().to_vec()));
                }
            }
        }
        Ok(uit)
    }

    pub(super) fn vergelijk_bomen(
        &self,
        oud: Option<&Tree<'_>>,
        nieuw: Option<&Tree<'_>>,
        map: &str,
        paren: &mut Vec<(String, Option<Oid>, Option<Oid>)>,
    ) -> Result<(), GitFout> {
        let mut namen: BTreeMap<Vec<u8>, [Option<(Oid, ObjectType)>; 2]> = BTreeMap::new();
        for (kant, boom) in [oud, nieuw].into_iter().enumerate() {
            for i in boom.into_iter().flat_map(Tree::iter) {
                let Some(soort @ (ObjectType::Tree | ObjectType::Blob)) = i.kind() else { continue };
                namen.entry(i.name_bytes().to_vec()).or_default()[kant] = Some((i.id(), soort));
            }
        }
        for (naam, [was, wordt]) in namen.into_iter().filter(|(_, [was, wordt])| was != wordt) {
            let pad = format!("{map}{}", String::from_utf8_lossy(&naam));
            let als = |ingang: Option<(Oid, ObjectType)>, soort| ingang.filter(|(_, s)| *s == soort).map(|(o, _)| o);
            let bomen = [was, wordt].map(|i| als(i, ObjectType::Tree));
            if bomen != [None, None] {
                let boom = |o: Option<Oid>| o.map(|o| self.git.find_tree(o)).transpose();
                let (o, n) = (boom(bomen[0])?, boom(bomen[1])?);
                self.vergelijk_bomen(o.as_ref(), n.as_ref(), &format!("{pad}/"), paren)?;
            }
            let bladen = [was, wordt].map(|i| als(i, ObjectType::Blob));
            if bladen[0] != bladen[1] {
                paren.push((pad, bladen[0], bladen[1]));
            }
        }
        Ok(())
    }

    fn bladen(&self, boom: &Tree<'_>, map: &str, uit: &mut Vec<(String, Oid)>) -> Result<(), GitFout> {
        for i in boom {
            let pad = format!("{map}{}", String::from_utf8_lossy(i.name_bytes()));
            match i.kind() {
                Some(ObjectType::Tree) => self.bladen(&self.git.find_tree(i.id())?, &format!("{pad}/"), uit)?,
                Some(ObjectType::Blob) => uit.push((pad, i.id())),
                _ => {}
            }
        }
        Ok(())
    }
}

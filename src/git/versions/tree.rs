//! The files of versions: which differ, and those in the folders of one kind.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use git2::{ObjectType, Oid, Tree, TreeEntry};

use crate::agenda::tekst::zichtbaar;
use crate::git::error::GitFout;
use crate::git::repository::Repository;
use crate::git::saving::save::Wijziging;
use crate::store::parallel;

/// By what a text is known again; as git does it, and no proof of anything.
pub fn controlegetal(inhoud: &[u8]) -> String {
    Oid::hash_object(ObjectType::Blob, inhoud).map(|oid| oid.to_string()).unwrap_or_default()
}

/// Folders within folders deeper than this are of no ontwikkelagenda.
const DIEPTE: usize = 64;
/// From so many files on it is worth to read them side by side.
const VEEL: usize = 64;
/// Past so many folders the memory of them begins anew.
const HOOGSTENS: usize = 64;

/// The folders in versions, each read once however often it is asked for.
pub struct Bomen<'r> {
    repo: &'r Repository,
    gelezen: RefCell<HashMap<Oid, Rc<Tree<'r>>>>,
}

/// A file's content on both sides, by path.
pub(in crate::git) type Paren = Vec<(String, Option<Oid>, Option<Oid>)>;

impl Repository {
    /// To look at more than one folder or version.
    pub fn bomen(&self) -> Bomen<'_> {
        Bomen { repo: self, gelezen: RefCell::default() }
    }

    /// What files hold, in the order in which they are asked for.
    ///
    /// # Errors
    /// When one of them is not there or is damaged.
    pub fn inhoud_van(&self, bladen: &[Oid]) -> Result<Vec<Vec<u8>>, GitFout> {
        let lees = |git: &git2::Repository, blad: &Oid| git.find_blob(*blad).map(|blob| blob.content().to_vec());
        // A repository is one thread's; where another cannot be opened, this one reads.
        let map = self.git.path().to_path_buf();
        let open = || git2::Repository::open(&map).ok();
        let gelezen = match bladen.len() {
            ..VEEL => Vec::new(),
            _ => parallel::alle_met(bladen, open, |git, blad| lees(git.as_ref()?, blad).ok()),
        };
        let mut gelezen = gelezen.into_iter();
        bladen.iter().map(|blad| gelezen.next().flatten().map_or_else(|| Ok(lees(&self.git, blad)?), Ok)).collect()
    }

    pub(in crate::git) fn bytes_van(&self, blad: Option<Oid>) -> Result<Option<Vec<u8>>, GitFout> {
        Ok(blad.map(|oid| self.git.find_blob(oid)).transpose()?.map(|blob| blob.content().to_vec()))
    }
}

impl<'r> Bomen<'r> {
    /// The files that differ between two versions, with their bytes in both. A folder that is the
    /// same in both is not looked into.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn verschillen(&self, van: Oid, tot: Oid) -> Result<Vec<Wijziging>, GitFout> {
        let paren = self.paren(Some(&*self.van_versie(van)?), Some(&*self.van_versie(tot)?))?;
        self.met_bytes(paren)
    }

    /// The files of which these bytes differ from a version's, and those that only one of them has.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn verschillen_met(&self, van: Oid, nu: &BTreeMap<String, Vec<u8>>) -> Result<Vec<Wijziging>, GitFout> {
        let mut bladen = Vec::new();
        self.bladen(&*self.van_versie(van)?, "", &mut bladen)?;
        let bladen: BTreeMap<String, Oid> = bladen.into_iter().collect();
        let alle: Vec<(&String, &Vec<u8>)> = nu.iter().collect();
        let is_anders = parallel::alle(&alle, |(pad, inhoud)| {
            bladen.get(*pad).copied() != Oid::hash_object(ObjectType::Blob, inhoud).ok()
        });
        let anders = nu.keys().zip(is_anders).filter(|(_, is_anders)| *is_anders).map(|(pad, _)| pad);
        let weg = bladen.keys().filter(|pad| !nu.contains_key(*pad));
        let paren: Paren = anders.chain(weg).map(|pad| (pad.clone(), bladen.get(pad).copied(), None)).collect();
        let mut uit = self.met_bytes(paren)?;
        uit.iter_mut().for_each(|w| w.wordt = nu.get(&w.pad).cloned());
        Ok(uit)
    }

    /// In a version, the folders directly under a folder.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn mappen_in(&self, versie: Oid, map: &str) -> Result<Vec<String>, GitFout> {
        let Some(boven) = self.op_pad(versie, map, ObjectType::Tree)? else { return Ok(Vec::new()) };
        let boven = self.boom(boven)?;
        let mappen = boven.iter().filter(|i| i.kind() == Some(ObjectType::Tree));
        Ok(mappen.map(|i| String::from_utf8_lossy(i.name_bytes()).into_owned()).collect())
    }

    /// A file's bytes in a version; none where it is not there.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn bytes_in(&self, versie: Oid, pad: &str) -> Result<Option<Vec<u8>>, GitFout> {
        self.repo.bytes_van(self.op_pad(versie, pad, ObjectType::Blob)?)
    }

    pub(in crate::git) fn op_pad(&self, versie: Oid, pad: &str, soort: ObjectType) -> Result<Option<Oid>, GitFout> {
        let (boven, naam) = pad.rsplit_once('/').unwrap_or(("", pad));
        let map = self.map_op(versie, boven)?;
        Ok(map.and_then(|map| map.get_name(naam).filter(|i| i.kind() == Some(soort)).map(|i| i.id())))
    }

    /// A folder in a version; none where it is not there.
    pub(in crate::git) fn map_op(&self, versie: Oid, pad: &str) -> Result<Option<Rc<Tree<'r>>>, GitFout> {
        let mut map = self.van_versie(versie)?;
        for deel in pad.split('/').filter(|deel| !deel.is_empty()) {
            let Some(lager) = map.get_name(deel).filter(|i| i.kind() == Some(ObjectType::Tree)).map(|i| i.id()) else {
                return Ok(None);
            };
            map = self.boom(lager)?;
        }
        Ok(Some(map))
    }

    pub(in crate::git) fn van_versie(&self, versie: Oid) -> Result<Rc<Tree<'r>>, GitFout> {
        self.boom(self.repo.git.find_commit(versie)?.tree_id())
    }

    pub(in crate::git) fn boom(&self, id: Oid) -> Result<Rc<Tree<'r>>, GitFout> {
        if let Some(boom) = self.gelezen.borrow().get(&id) {
            return Ok(boom.clone());
        }
        let boom = Rc::new(self.repo.git.find_tree(id)?);
        let mut gelezen = self.gelezen.borrow_mut();
        if gelezen.len() >= HOOGSTENS {
            gelezen.clear();
        }
        gelezen.insert(id, boom.clone());
        Ok(boom)
    }

    pub(in crate::git) fn met_bytes(&self, paren: Paren) -> Result<Vec<Wijziging>, GitFout> {
        let bladen: Vec<Oid> = paren.iter().flat_map(|(_, was, wordt)| [*was, *wordt]).flatten().collect();
        let mut gelezen = self.repo.inhoud_van(&bladen)?.into_iter();
        let mut een = |blad: Option<Oid>| blad.and_then(|_| gelezen.next());
        Ok(paren.into_iter().map(|(pad, was, wordt)| Wijziging { pad, was: een(was), wordt: een(wordt) }).collect())
    }

    /// The files that differ between two folders.
    pub(in crate::git) fn paren(&self, oud: Option<&Tree<'r>>, nieuw: Option<&Tree<'r>>) -> Result<Paren, GitFout> {
        let mut paren = Paren::new();
        self.vergelijk(oud, nieuw, "", 0, &mut paren)?;
        Ok(paren)
    }

    fn vergelijk(
        &self,
        oud: Option<&Tree<'r>>,
        nieuw: Option<&Tree<'r>>,
        map: &str,
        diepte: usize,
        paren: &mut Paren,
    ) -> Result<(), GitFout> {
        if diepte > DIEPTE {
            return Err(GitFout::Beschadigd(format!("de map {} is te diep", zichtbaar(map))));
        }
        let mut ingangen: Vec<(TreeEntry<'_>, usize)> = Vec::new();
        for (kant, boom) in [oud, nieuw].into_iter().enumerate() {
            let tellen_mee = |i: &TreeEntry<'_>| matches!(i.kind(), Some(ObjectType::Tree | ObjectType::Blob));
            ingangen.extend(boom.into_iter().flat_map(Tree::iter).filter(tellen_mee).map(|i| (i, kant)));
        }
        // Two runs that are sorted already, unless somebody made the folder by hand.
        ingangen.sort_by(|(een, _), (ander, _)| een.name_bytes().cmp(ander.name_bytes()));
        for zelfde in ingangen.chunk_by(|(een, _), (ander, _)| een.name_bytes() == ander.name_bytes()) {
            let van = |kant: usize| zelfde.iter().rev().find(|(_, k)| *k == kant).map(|(i, _)| (i.id(), i.kind()));
            let (was, wordt) = (van(0), van(1));
            if was == wordt {
                continue;
            }
            let pad = format!("{map}{}", String::from_utf8_lossy(zelfde[0].0.name_bytes()));
            let als = |ingang: Option<(Oid, Option<ObjectType>)>, soort| {
                ingang.filter(|(_, s)| *s == Some(soort)).map(|(o, _)| o)
            };
            let bomen = [was, wordt].map(|i| als(i, ObjectType::Tree));
            if bomen != [None, None] {
                let boom = |o: Option<Oid>| o.map(|o| self.boom(o)).transpose();
                let (o, n) = (boom(bomen[0])?, boom(bomen[1])?);
                self.vergelijk(o.as_deref(), n.as_deref(), &format!("{pad}/"), diepte + 1, paren)?;
            }
            let bladen = [was, wordt].map(|i| als(i, ObjectType::Blob));
            if bladen[0] != bladen[1] {
                paren.push((pad, bladen[0], bladen[1]));
            }
        }
        Ok(())
    }

    fn bladen(&self, boom: &Tree<'r>, map: &str, uit: &mut Vec<(String, Oid)>) -> Result<(), GitFout> {
        for i in boom {
            let pad = format!("{map}{}", String::from_utf8_lossy(i.name_bytes()));
            match i.kind() {
                Some(ObjectType::Tree) => self.bladen(&*self.boom(i.id())?, &format!("{pad}/"), uit)?,
                Some(ObjectType::Blob) => uit.push((pad, i.id())),
                _ => {}
            }
        }
        Ok(())
    }
}

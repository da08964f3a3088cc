//! What became of texts since a version: for what must hold in every version that follows on it.

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fixedbitset::FixedBitSet;
use git2::{ObjectType, Oid};

use super::touched::{Regel, anders, kaal};
use crate::git::error::GitFout;
use crate::git::repository::Repository;
use crate::store::parallel;

/// The largest file that is collected, in bytes.
const HOOGSTENS: usize = 4 << 20;

/// So many folders are kept at hand while their files are looked up.
const MAPPEN: usize = 64;

/// All versions, and in which step each text became another.
#[derive(Debug, Default)]
pub struct Tijdlijn {
    ids: Vec<Oid>,
    ouders: Vec<Vec<usize>>,
    /// The versions of which what they came from is not all here.
    afgekapt: Vec<usize>,
    stappen: BTreeMap<String, Vec<(usize, usize)>>,
    /// Each file that ever was under a folder that was asked for, in each of its texts: which version had it.
    verzameld: BTreeSet<(String, usize)>,
    plaats: HashMap<Oid, usize>,
    later: RefCell<HashMap<usize, FixedBitSet>>,
}

/// What became of a text since a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sindsdien {
    /// It stayed as it was.
    Gebleven,
    /// It became another, first in this version.
    Veranderd(Oid),
    /// That version, or a part of what came after it, is not here.
    Onbekend,
}

impl Repository {
    /// The versions up to one. `sleutel` says under what name a file is followed; `verzamel` which files are
    /// wanted in every text that they ever had. With `bewijs` all of it comes from the versions themselves,
    /// else from the index beside them.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn tijdlijn(
        &self,
        hoofd: Oid,
        bewijs: bool,
        sleutel: impl Fn(&str) -> Option<String>,
        verzamel: impl Fn(&str) -> bool,
    ) -> Result<Tijdlijn, GitFout> {
        if bewijs {
            return self.uit_index(&self.index_uit_versies(hoofd)?, &sleutel, &verzamel);
        }
        // Where the index makes no sense, the versions say it themselves.
        let uit = self.uit_index(&self.index_tot(hoofd)?, &sleutel, &verzamel);
        uit.or_else(|_| self.uit_index(&self.index_uit_versies(hoofd)?, &sleutel, &verzamel))
    }

    fn uit_index(
        &self,
        index: &str,
        sleutel: &impl Fn(&str) -> Option<String>,
        verzamel: &impl Fn(&str) -> bool,
    ) -> Result<Tijdlijn, GitFout> {
        let mut uit = Tijdlijn::default();
        let randen = self.randen();
        for regel in index.lines().skip(1).filter_map(Regel::lees) {
            let hier = uit.ids.len();
            let id = Oid::from_str(regel.id)?;
            let mut ouders = Vec::new();
            for (ouder, paden) in regel.ouders() {
                uit.verzameld.extend(paden.clone().map(kaal).filter(|p| verzamel(p)).map(|p| (p.to_owned(), hier)));
                let Some(ouder) = Oid::from_str(ouder).ok().and_then(|o| uit.plaats.get(&o).copied()) else { continue };
                ouders.push(ouder);
                for sleutel in anders(paden).filter_map(sleutel).collect::<BTreeSet<_>>() {
                    uit.stappen.entry(sleutel).or_default().push((ouder, hier));
                }
            }
            if randen.contains(&id) {
                uit.afgekapt.push(hier);
            }
            uit.plaats.insert(id, hier);
            uit.ids.push(id);
            uit.ouders.push(ouders);
        }
        Ok(uit)
    }

    /// Every text that a collected file ever had beside the one that it has in the folder, with its path; of
    /// a file that went again too.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn ooit(
        &self,
        tijdlijn: &Tijdlijn,
        nu: &BTreeMap<String, Vec<u8>>,
    ) -> Result<BTreeSet<(String, Vec<u8>)>, GitFout> {
        let bomen = self.bomen();
        let nu: Vec<(&String, &Vec<u8>)> = nu.iter().collect();
        let bladen = parallel::alle(&nu, |(_, bytes)| Oid::hash_object(ObjectType::Blob, bytes));
        let mut gezien = HashSet::with_capacity(nu.len());
        for ((pad, _), blad) in nu.into_iter().zip(bladen) {
            gezien.insert((pad.as_str(), blad?));
        }
        let mut uit = BTreeSet::new();
        let mut mappen = HashMap::new();
        for (pad, versie) in &tijdlijn.verzameld {
            let (boven, naam) = pad.rsplit_once('/').unwrap_or(("", pad));
            if mappen.len() >= MAPPEN {
                mappen.clear();
            }
            let map = match mappen.entry((*versie, boven)) {
                Entry::Occupied(map) => map.into_mut(),
                Entry::Vacant(plek) => plek.insert(bomen.map_op(tijdlijn.ids[*versie], boven)?),
            };
            let ingang = map.as_ref().and_then(|map| map.get_name(naam));
            let Some(blad) = ingang.filter(|i| i.kind() == Some(ObjectType::Blob)).map(|i| i.id()) else { continue };
            // What is too large to be read from the folder is no verklaring there either.
            if gezien.insert((pad, blad)) && self.git.odb()?.read_header(blad)?.0 <= HOOGSTENS {
                uit.extend(self.bytes_van(Some(blad))?.map(|bytes| (pad.clone(), bytes)));
            }
        }
        Ok(uit)
    }
}

impl Tijdlijn {
    /// What became of a text since a version.
    pub fn sinds(&self, versie: &str, sleutel: &str) -> Sindsdien {
        let plaats = Oid::from_str(versie).ok().filter(|_| versie.len() == 40);
        let Some(begin) = plaats.and_then(|oid| self.plaats.get(&oid).copied()) else { return Sindsdien::Onbekend };
        let mut bekend = self.later.borrow_mut();
        let later = bekend.entry(begin).or_insert_with(|| self.na(begin));
        let stap = self.stappen.get(sleutel).and_then(|s| s.iter().find(|(ouder, _)| later.contains(*ouder)));
        if let Some((_, naar)) = stap {
            return Sindsdien::Veranderd(self.ids[*naar]);
        }
        // A line that leads from that version to here can be cut off in between.
        let is_heel = self.afgekapt.is_empty() || {
            let voor = self.voor(begin);
            self.afgekapt.iter().all(|a| voor.contains(*a))
        };
        if is_heel { Sindsdien::Gebleven } else { Sindsdien::Onbekend }
    }

    /// Whether a version is among these.
    pub fn kent(&self, versie: Oid) -> bool {
        self.plaats.contains_key(&versie)
    }

    /// Whether a version is another one or comes before it, as far as both are here.
    pub fn is_tot(&self, versie: Oid, ander: Oid) -> bool {
        match (self.plaats.get(&versie), self.plaats.get(&ander)) {
            (Some(versie), Some(ander)) => self.voor(*ander).contains(*versie),
            _ => false,
        }
    }

    /// Whether a file came only in versions that follow on one in which another file came.
    pub fn kwam_na(&self, pad: &str, eerder: &str) -> bool {
        let versies = |pad: &str| {
            let van = (pad.to_owned(), 0)..=(pad.to_owned(), usize::MAX);
            self.verzameld.range(van).map(|(_, versie)| *versie).collect::<Vec<_>>()
        };
        let eerder = versies(eerder);
        versies(pad).into_iter().all(|v| {
            let voor = self.voor(v);
            eerder.iter().any(|e| *e != v && voor.contains(*e))
        })
    }

    /// A version and all that follow on it.
    fn na(&self, begin: usize) -> FixedBitSet {
        let mut uit = FixedBitSet::with_capacity(self.ids.len());
        uit.insert(begin);
        for i in begin + 1..self.ids.len() {
            if self.ouders[i].iter().any(|o| uit.contains(*o)) {
                uit.insert(i);
            }
        }
        uit
    }

    /// A version and all that lead to it.
    fn voor(&self, eind: usize) -> FixedBitSet {
        let mut uit = FixedBitSet::with_capacity(self.ids.len());
        uit.insert(eind);
        for i in (0..=eind).rev() {
            if uit.contains(i) {
                uit.extend(self.ouders[i].iter().copied());
            }
        }
        uit
    }
}

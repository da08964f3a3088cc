//! The logs of all parties, from the folder and from all of history, and how each party stands.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::getoetst;
use super::schoning::{self, Vastgelegd};
use super::vertrouwen;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::vergelijk::namen_nu;
use crate::agenda::PartijId;
use crate::agenda::tekst::zichtbaar;
use crate::git::{GitFout, Oid, Repository, Sindsdien, Tijdlijn};
use crate::store::disk::{alle_bestanden, bytes_van, reden};
use crate::store::parallel;
use crate::verklaring::{
    Getoetst, Gevonden, Logboek, Onderwerp, Opvolger, Sha256, Soort, Stand, Status, Verloop, Vertrouwd, ondertekenaars,
    stand,
};

/// The end of a signature's name, as `ssh-keygen -Y sign` gives it.
pub const SIG: &str = ".sig";

/// The logs, and what is needed to know whether what they say still holds.
#[derive(Debug)]
pub struct Logboeken {
    /// By party.
    pub alle: BTreeMap<PartijId, Logboek>,
    /// What the parties are called now, by the name of their folder.
    namen: BTreeMap<String, String>,
    gevonden: BTreeMap<PartijId, Vec<Gevonden>>,
    tijdlijn: Option<Tijdlijn>,
    schoningen: OnceCell<Vec<Vastgelegd>>,
    getoetst: Getoetst,
}

/// Who took a party's place, as its own newest lists say.
enum Opvolging {
    Niet,
    Door(PartijId),
    /// They name one who did not begin so, or not all the same.
    Onbekend,
}

/// The party in whose log a file stands.
pub fn partij_van(pad: &str) -> Option<PartijId> {
    match pad.split('/').collect::<Vec<_>>().as_slice() {
        ["partijen", partij, "verklaringen", naam] if !naam.is_empty() => partij.parse().ok(),
        _ => None,
    }
}

/// The folder of a party's log.
pub fn map_van(partij: &PartijId) -> String {
    format!("partijen/{partij}/verklaringen")
}

impl Logboeken {
    /// Reads the logs. With `bewijs` all of history comes from the versions themselves and every signature is
    /// checked, as a check asks; else from the index beside them, and what was found good before is good.
    ///
    /// # Errors
    /// When the ontwikkelagenda, its versions, or what was confirmed cannot be read.
    pub fn lees(kopie: &Kopie, bewijs: bool) -> Result<Self, Fout> {
        let uuid = kopie.voorblad()?.uuid;
        let map = kopie.wortel().join("partijen");
        let in_partijen = match alle_bestanden(&map) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                let wat = format!("De map {} kan niet gelezen worden: {}.", map.display(), reden(&e));
                return Err(Fout::nieuw(wat, "Controleer of u rechten hebt op deze map."));
            }
            bestanden => bestanden.unwrap_or_default(),
        };
        let mut nu: Vec<String> = in_partijen.into_iter().map(|pad| format!("partijen/{pad}")).collect();
        nu.retain(|pad| partij_van(pad).is_some());
        // What cannot be read is told by the check of the files.
        let gelezen = parallel::alle(&nu, |pad| bytes_van(kopie.wortel(), pad).ok());
        let nu: BTreeMap<String, Vec<u8>> = nu.into_iter().zip(gelezen).filter_map(|(p, b)| Some((p, b?))).collect();
        let repo = match kopie.versies() {
            Err(GitFout::GeenRepository) => None,
            repo => Some(repo?),
        };
        let hoofd = repo.as_ref().map(Repository::hoofd).transpose()?.flatten();
        let logboeken = Self::uit(kopie, uuid, nu, repo.as_ref().zip(hoofd), bewijs)?;
        if !bewijs {
            getoetst::bewaar(kopie, &logboeken.getoetst);
        }
        Ok(logboeken)
    }

    /// The logs as they are in a version that need not be ours yet.
    ///
    /// # Errors
    /// As [`Logboeken::lees`].
    pub(in crate::actions) fn in_versie(kopie: &Kopie, repo: &Repository, versie: Oid) -> Result<Self, Fout> {
        let bomen = repo.bomen();
        let mut nu = BTreeMap::new();
        for pad in repo.paden_in(versie)?.into_iter().filter(|pad| partij_van(pad).is_some()) {
            nu.extend(bomen.bytes_in(versie, &pad)?.map(|bytes| (pad, bytes)));
        }
        Self::uit(kopie, kopie.voorblad()?.uuid, nu, Some((repo, versie)), false)
    }

    fn uit(
        kopie: &Kopie,
        uuid: uuid::Uuid,
        nu: BTreeMap<String, Vec<u8>>,
        versie: Option<(&Repository, Oid)>,
        bewijs: bool,
    ) -> Result<Self, Fout> {
        let mut vertrouwd = vertrouwen::bevestigd(kopie)?;
        let getoetst = if bewijs { Getoetst::default() } else { getoetst::lees(kopie) };
        let mut bestanden: BTreeMap<String, Vec<(Vec<u8>, bool)>> = BTreeMap::new();
        let mut tijdlijn = None;
        if let Some((repo, hoofd)) = versie {
            let sleutel = |pad: &str| Onderwerp::van_pad(pad).map(|o| o.to_string());
            let lijn = repo.tijdlijn(hoofd, bewijs, sleutel, |pad| partij_van(pad).is_some())?;
            for (pad, bytes) in repo.ooit(&lijn, &nu)? {
                bestanden.entry(pad).or_default().push((bytes, false));
            }
            tijdlijn = Some(lijn);
        }
        for (pad, bytes) in nu {
            bestanden.entry(pad).or_default().push((bytes, true));
        }
        let mut per_partij: BTreeMap<PartijId, Vec<Gevonden>> = BTreeMap::new();
        for (pad, teksten) in &bestanden {
            let Some(partij) = partij_van(pad).filter(|_| pad.ends_with(".toml")) else { continue };
            let sigs = bestanden.get(&format!("{pad}{SIG}"));
            let sig_nu = sigs.and_then(|s| s.iter().find(|(_, is_er)| *is_er)).map(|(bytes, _)| bytes.clone());
            let sigs: BTreeSet<Vec<u8>> = sigs.into_iter().flatten().map(|(bytes, _)| bytes.clone()).collect();
            per_partij.entry(partij).or_default().extend(teksten.iter().map(|(bytes, is_er)| Gevonden {
                pad: pad.clone(),
                bytes: bytes.clone(),
                handtekeningen: sigs.iter().cloned().collect(),
                nu: sig_nu.clone().filter(|_| *is_er),
                is_er: *is_er,
            }));
        }
        let lees = |(partij, gevonden): (&PartijId, &Vec<Gevonden>)| {
            let vertrouwd = vertrouwd.remove(partij).unwrap_or_default();
            (partij.clone(), Logboek::lees(partij, uuid, gevonden, Some(&vertrouwd), &getoetst))
        };
        let alle = per_partij.iter().map(lees).collect();
        let namen = namen_nu(kopie).partijen;
        Ok(Self { alle, namen, gevonden: per_partij, tijdlijn, schoningen: OnceCell::new(), getoetst })
    }

    /// What a party is called now.
    pub(in crate::actions) fn naam(&self, partij: &PartijId) -> String {
        let naam = self.namen.get(partij.as_str()).map_or(partij.as_str(), |naam| naam);
        zichtbaar(&naam.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
    }

    /// A party's log as it is with an entry that comes.
    pub(in crate::actions) fn met(
        &self,
        partij: &PartijId,
        uuid: uuid::Uuid,
        erbij: Gevonden,
        vertrouwd: Option<&Vertrouwd>,
    ) -> Logboek {
        let mut gevonden = self.gevonden.get(partij).cloned().unwrap_or_default();
        gevonden.push(erbij);
        Logboek::lees(partij, uuid, &gevonden, vertrouwd, &self.getoetst)
    }

    /// Who may sign, as it follows from the logs for everybody; with an entry that comes, where there is one.
    pub(in crate::actions) fn ondertekenaars(&self, uuid: uuid::Uuid, erbij: Option<(&PartijId, Gevonden)>) -> String {
        let mut gevonden = self.gevonden.clone();
        if let Some((partij, erbij)) = erbij {
            gevonden.entry(partij.clone()).or_default().push(erbij);
        }
        let logs: Vec<Logboek> =
            gevonden.iter().map(|(p, g)| Logboek::lees(p, uuid, g, None, &self.getoetst)).collect();
        ondertekenaars(&logs)
    }

    /// A party's log.
    pub fn van(&self, partij: &PartijId) -> Option<&Logboek> {
        self.alle.get(partij)
    }

    /// The parties that ever said something of a text.
    pub fn sprekers(&self, over: &Onderwerp) -> Vec<PartijId> {
        self.alle.iter().filter(|(_, log)| log.sprak_over(over)).map(|(partij, _)| partij.clone()).collect()
    }

    /// Who speaks in a party's place, as its own newest lists say, the last of them first; then the party itself.
    pub fn sprekers_voor(&self, partij: &PartijId) -> Vec<PartijId> {
        let mut keten = vec![partij.clone()];
        while let Some(opvolger) = keten.last().and_then(|p| self.opvolger(p)).filter(|o| !keten.contains(o)) {
            keten.push(opvolger);
        }
        keten.reverse();
        keten
    }

    /// The party that all newest lists of another name in its place, where that has begun as they say.
    pub fn opvolger(&self, partij: &PartijId) -> Option<PartijId> {
        match self.opvolging(partij) {
            Opvolging::Door(opvolger) => Some(opvolger),
            Opvolging::Niet | Opvolging::Onbekend => None,
        }
    }

    fn opvolging(&self, partij: &PartijId) -> Opvolging {
        let lijsten = self.van(partij).map(Logboek::lijsten).unwrap_or_default();
        let opvolgers: Vec<Option<&Opvolger>> = lijsten.iter().flatten().map(|l| l.opgevolgd_door.as_ref()).collect();
        match opvolgers.iter().flatten().next() {
            None => Opvolging::Niet,
            Some(een) => {
                let begon_zo = self.van(&een.partij).is_some_and(|log| log.beginnen().any(|i| i.sha256 == een.begin));
                let zelfde = opvolgers.iter().all(|o| *o == Some(*een));
                if begon_zo && zelfde { Opvolging::Door(een.partij.clone()) } else { Opvolging::Onbekend }
            }
        }
    }

    /// Of the parties that a text binds, those for which one may say something of it: itself, and those whose place
    /// it took.
    pub fn spreekt_voor(&self, partij: &PartijId, gebonden: &[PartijId]) -> Vec<PartijId> {
        gebonden.iter().filter(|g| self.sprekers_voor(g).contains(partij)).cloned().collect()
    }

    /// How a party stands towards a text whose bytes now have this sha256; none where it has no log.
    pub fn stand(&self, partij: &PartijId, soort: Soort, over: &Onderwerp, nu: Option<Sha256>) -> Option<Stand<'_>> {
        self.stand_namens(partij, None, soort, over, nu)
    }

    fn stand_namens(
        &self,
        spreker: &PartijId,
        namens: Option<&PartijId>,
        soort: Soort,
        over: &Onderwerp,
        nu: Option<Sha256>,
    ) -> Option<Stand<'_>> {
        Some(stand(self.van(spreker)?, soort, over, namens, nu, |versie| self.sinds(versie, over)))
    }

    /// How a party that is bound stands, and who said so: what its successor says in its place, else what it said
    /// itself.
    pub fn stand_van(
        &self,
        gebonden: &PartijId,
        soort: Soort,
        over: &Onderwerp,
        nu: Option<Sha256>,
    ) -> Option<(PartijId, Stand<'_>)> {
        let sprekers = self.sprekers_voor(gebonden);
        // Who speaks in its place cannot be known: then what it said itself does not come back to life.
        if sprekers.iter().any(|s| matches!(self.opvolging(s), Opvolging::Onbekend)) {
            let waarom =
                "wie deze partij opvolgt, is hier niet te zeggen; vergelijk de controlewoorden van de opvolger"
                    .to_owned();
            return Some((gebonden.clone(), Stand { status: Status::Onbekend, rust_op: Vec::new(), waarom }));
        }
        sprekers.into_iter().find_map(|spreker| {
            let namens = Some(gebonden).filter(|g| **g != spreker);
            let stand = self.stand_namens(&spreker, namens, soort, over, nu)?;
            (stand.status != Status::Geen).then_some((spreker, stand))
        })
    }

    /// By what this history took the place of another, as all parties of then recorded it.
    pub(in crate::actions) fn schoningen(&self) -> &[Vastgelegd] {
        self.schoningen.get_or_init(|| self.tijdlijn.as_ref().map_or_else(Vec::new, |t| schoning::uitgevoerd(self, t)))
    }

    fn sinds(&self, versie: &str, over: &Onderwerp) -> Verloop {
        let is_voor = |s: &Vastgelegd| {
            let versie = Oid::from_str(versie).ok();
            self.tijdlijn.as_ref().zip(versie).is_none_or(|(t, v)| !t.kent(v) || t.is_tot(v, s.nieuw))
        };
        if self.schoningen().iter().any(is_voor) {
            return Verloop::Geschoond;
        }
        match self.tijdlijn.as_ref().map(|t| t.sinds(versie, &over.to_string())) {
            Some(Sindsdien::Gebleven) => Verloop::Gebleven,
            Some(Sindsdien::Veranderd(versie)) => Verloop::Veranderd(versie.to_string()),
            Some(Sindsdien::Onbekend) | None => Verloop::Onbekend,
        }
    }
}

/// The name that a new file of a log gets: its number, and something by which two people at the same time
/// do not write the same file.
pub(in crate::actions) fn nieuwe_naam(partij: &PartijId, nr: u32) -> Result<String, Fout> {
    let rand =
        crate::agenda::id::nieuwe_sleutel().map_err(|_| Fout::nieuw("Het systeem geeft geen toevalsgetallen.", ""))?;
    Ok(format!("{}/{nr}-{rand}.toml", map_van(partij)))
}

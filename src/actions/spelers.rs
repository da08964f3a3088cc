//! Who plays the parties of the example: each with a key that is made with it, and what they declare.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;

use super::akkoord::registreer_door;
use super::fout::Fout;
use super::gebruiker::Gebruiker;
use super::kopie::Kopie;
use super::logboeken::Logboeken;
use super::onderteken::Ondertekenaar;
use super::peilmerk;
use super::registratie::{Gezegd, Registratie};
use super::sleutel::{Sleutel, alleen_voor, als_bestand, nieuwe};
use super::thuis::schrijf_eigen;
use super::wie_mag::{begin, functionaris};
use crate::agenda::{AfspraakId, Datum, PartijId};
use crate::verklaring::{BesluitDoor, Grondslag, Onderwerp, Soort, Standpunt, Voorbehoud, Wijze};

/// At which meeting the example's parties said it.
const OVERLEG: &str = "2027-03-12-oogo";

/// What a party says at one moment in the example: akkoord with all that binds it, but for the exceptions.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Akkoordstap {
    besluit_door: BesluitDoor,
    grondslag: Option<Grondslag>,
    besluitdatum: Option<Datum>,
    kenmerk: Option<String>,
    /// Only of these.
    over: Option<Vec<AfspraakId>>,
    /// Of these nothing yet.
    #[serde(default)]
    zonder: Vec<AfspraakId>,
    #[serde(default)]
    anders: Vec<Anders>,
}

/// What it says otherwise of one afspraak.
#[derive(Debug, Deserialize)]
struct Anders {
    afspraak: AfspraakId,
    standpunt: Standpunt,
    toelichting: Option<String>,
    voorbehoud: Option<Voorbehoud>,
}

/// The keys with which the example is made, by party.
#[derive(Default)]
pub(super) struct Spelers(BTreeMap<PartijId, Sleutel>);

impl Spelers {
    /// The signature over a version that a party saves.
    pub(super) fn tekent(&self, partij: &PartijId, bytes: &[u8]) -> Option<String> {
        self.0.get(partij)?.teken_versie(bytes)
    }

    fn ondertekenaar(&self, wie: &Gebruiker, moment: DateTime<FixedOffset>) -> Result<Ondertekenaar, Fout> {
        let sleutel = self.0.get(&wie.partij).cloned();
        let sleutel = sleutel.ok_or_else(|| super::voorbeeld::kapot("een verklaring zonder sleutel"))?;
        Ok(Ondertekenaar::met(wie.clone(), sleutel, moment))
    }

    /// A party's first list: who begins it, and a colleague. The key stays on this machine, so that whoever looks
    /// at the example can play the party.
    pub(super) fn begin(&mut self, kopie: &Kopie, wie: &Gebruiker, moment: DateTime<FixedOffset>) -> Result<(), Fout> {
        let geheim = nieuwe()?;
        let pad = alleen_voor(kopie, &wie.partij)?;
        schrijf_eigen(&pad, als_bestand(&geheim)?.as_bytes())?;
        self.0.insert(wie.partij.clone(), Sleutel::van(geheim, &pad)?);
        let door = self.ondertekenaar(wie, moment)?;
        let collega = Sleutel::van(nieuwe()?, &pad)?;
        let collega = functionaris("bestuurssecretaris", collega.openbaar())?;
        begin(kopie, &door, &nieuwe()?, vec![collega], &Logboeken::lees(kopie, true)?).map(drop)
    }

    /// What a party says.
    pub(super) fn zeg(
        &self,
        kopie: &Kopie,
        wie: &Gebruiker,
        moment: DateTime<FixedOffset>,
        stap: &Akkoordstap,
    ) -> Result<(), Fout> {
        let agenda = kopie.lees()?.agenda;
        let bindt = agenda.afspraken.iter().filter(|(_, g)| g.afspraak.gebonden.contains(&wie.partij));
        let over = stap.over.clone().unwrap_or_else(|| bindt.map(|(id, _)| id.clone()).collect());
        let over = over.into_iter().filter(|id| !stap.zonder.contains(id)).map(Onderwerp::Afspraak).collect();
        let gezegd = |standpunt, toelichting, voorbehoud| Gezegd { standpunt, toelichting, voorbehoud, heft_op: false };
        let anders = stap.anders.iter().map(|a| {
            let gezegd = gezegd(a.standpunt, a.toelichting.clone(), a.voorbehoud.clone());
            (Onderwerp::Afspraak(a.afspraak.clone()), gezegd)
        });
        let registratie = Registratie {
            over,
            gezegd: gezegd(Standpunt::Akkoord, None, None),
            anders: anders.collect(),
            soort: Soort::Bestuurlijk,
            besluit_door: Some(stap.besluit_door),
            grondslag: stap.grondslag,
            besluitdatum: stap.besluitdatum,
            kenmerk: stap.kenmerk.clone(),
            wijze: Some(Wijze::Oogo),
            overleg: Some(OVERLEG.to_owned()),
            papier: None,
            namens: None,
            ook_namens: None,
            opgeheven: BTreeMap::new(),
            vergeleken_met: None,
            gelezen: BTreeMap::new(),
        };
        registreer_door(kopie, &self.ondertekenaar(wie, moment)?, &registratie).map(drop)
    }

    /// A checkpoint at a meeting.
    pub(super) fn peil(
        &self,
        kopie: &Kopie,
        wie: &Gebruiker,
        moment: DateTime<FixedOffset>,
        overleg: &str,
    ) -> Result<(), Fout> {
        peilmerk::zet_door(kopie, &self.ondertekenaar(wie, moment)?, Some(overleg)).map(drop)
    }
}

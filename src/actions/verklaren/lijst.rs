//! The list of who may speak for a party, as it goes on: colleagues come and go, stand in for each other, get
//! another key, and a party is succeeded by another.

use std::collections::BTreeSet;

use super::logboeken::Logboeken;
use super::onderteken::{Inhoud, Ondertekenaar, geen_lijst, onderteken, opgesteld};
use super::sleutel::{geen_toeval, openbare};
use super::vertrouwen;
use crate::actions::bewerk::{Invoer, pas_toe};
use crate::actions::fout::Fout;
use crate::actions::gebruiker;
use crate::actions::kopie::Kopie;
use crate::actions::naslag::Naslag;
use crate::actions::opslaan::Waarom;
use crate::agenda::tekst::{tussen_aanhalingstekens, zichtbaar};
use crate::agenda::{Datum, PartijId};
use crate::export::verslag::Verslag;
use crate::export::wie_mag::{Lijst, wie_mag};
use crate::git::{Versie, Wijziging};
use crate::store::load::pad_partij;
use crate::verklaring::{
    Functionaris, FunctionarisId, Ingang, Logboek, OpenbareSleutel, Opvolger, Sha256, Sleutels, Soort, controlewoorden,
};

/// A change of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lijstwijziging {
    /// Somebody may speak from now on.
    Erbij {
        /// Their key.
        sleutel: OpenbareSleutel,
        /// Their office.
        functie: String,
        /// What they may register.
        mag: Vec<Soort>,
        /// For whom they stand in, and until when that is meant to last.
        waarneming: Option<(String, Option<Datum>)>,
    },
    /// Somebody no longer speaks.
    Weg {
        /// Their id.
        id: String,
    },
    /// Somebody has another key.
    Vervang {
        /// Their id.
        id: String,
        /// The key from now on.
        sleutel: OpenbareSleutel,
    },
    /// Another party speaks in this one's place; none takes that back.
    Opvolger(Option<String>),
}

impl Lijstwijziging {
    /// A colleague who comes on the list, from the words that were filled in, by field.
    ///
    /// # Errors
    /// When the key is none, or the day.
    pub fn erbij<'a>(veld: impl Fn(&str) -> &'a str) -> Result<Self, Fout> {
        let dag = |t: &str| Datum::lees(t, Datum::vandaag()).map_err(|e| Fout::gebruik(format!("{e}."), ""));
        let gevuld = |naam: &str| Some(veld(naam).trim()).filter(|t| !t.is_empty());
        let tot = gevuld("tot").map(dag).transpose()?;
        if tot.is_some() && gevuld("waarneemt").is_none() {
            return Err(Fout::gebruik("Een dag hoort bij een waarneming.", "Noem ook voor wie de collega waarneemt."));
        }
        let mag = match veld("mag") {
            "ambtelijk" => vec![Soort::Ambtelijk],
            _ => vec![Soort::Ambtelijk, Soort::Bestuurlijk],
        };
        Ok(Self::Erbij {
            sleutel: openbare_sleutel(veld("sleutel"))?,
            functie: veld("functie").to_owned(),
            mag,
            waarneming: gevuld("waarneemt").map(|voor| (voor.to_owned(), tot)),
        })
    }
}

/// A public key as somebody sends it, with or without what stands behind it.
///
/// # Errors
/// When it is none.
pub fn openbare_sleutel(tekst: &str) -> Result<OpenbareSleutel, Fout> {
    let zonder = tekst.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let advies = "Vraag uw collega om zijn openbare sleutel: onder m, of met ‘oogo sleutel toon’.";
    zonder.parse().map_err(|e| Fout::gebruik(format!("Dit is {e}."), advies))
}

/// Changes the list of who may speak for the user's party.
///
/// # Errors
/// When the user is not on it, nothing would change, or nobody would be left.
pub fn wijzig_lijst(kopie: &Kopie, wijziging: Lijstwijziging) -> Result<Versie, Fout> {
    let door = Ondertekenaar::nu(kopie)?;
    let wie = &door.wie;
    let logboeken = Logboeken::lees(kopie, true)?;
    let (log, ik) = door.op_de_lijst(&logboeken)?;
    let nu = match log.lijsten_met(door.sleutel.openbaar()).as_slice() {
        [] => return Err(geen_lijst(&wie.partij)),
        [nu] => *nu,
        _ => {
            let wat = format!("Van {} zijn er twee lijsten die elkaar niet kennen.", wie.partij);
            return Err(Fout::nieuw(
                wat,
                "Maak er met de herstelsleutel één van: oogo sleutel herstel. Er is niets gewijzigd.",
            ));
        }
    };
    let mut lijst = Sleutels { verwerpt: Vec::new(), ..nu.clone() };
    let onderwerp = match wijziging {
        Lijstwijziging::Erbij { sleutel, functie, mag, waarneming } => {
            erbij(&mut lijst, sleutel, &functie, mag, waarneming)?
        }
        Lijstwijziging::Weg { id } => {
            plaats(&lijst, &id)?;
            lijst.functionarissen.retain(|f| f.id.as_str() != id);
            if lijst.functionarissen.is_empty() {
                let advies = "Zet eerst iemand anders op de lijst: ‘oogo sleutel voeg-toe’.";
                return Err(Fout::nieuw("Dan is er niemand meer die namens uw partij mag spreken.", advies));
            }
            format!("{} mag niet meer namens deze partij spreken", zichtbaar(&id))
        }
        Lijstwijziging::Vervang { id, sleutel } => {
            let plaats = plaats(&lijst, &id)?;
            staat_er_niet(&lijst, &sleutel)?;
            lijst.functionarissen[plaats].sleutel = sleutel;
            format!("{} heeft een nieuwe sleutel; de oude geldt niet meer", zichtbaar(&id))
        }
        Lijstwijziging::Opvolger(None) => {
            if lijst.opgevolgd_door.take().is_none() {
                return Err(Fout::gebruik("Uw partij heeft geen opvolger aangewezen.", "Er is niets gewijzigd."));
            }
            "niet meer opgevolgd; zij spreekt weer zelf".to_owned()
        }
        Lijstwijziging::Opvolger(Some(partij)) => {
            let opvolger = opvolger(kopie, &logboeken, &wie.partij, &partij)?;
            let naam = kopie.partijnaam(&opvolger.partij);
            let onderwerp = format!("opgevolgd door {naam}, die van nu af ook namens deze partij spreekt");
            lijst.opgevolgd_door = Some(opvolger);
            onderwerp
        }
    };
    if !ik.mag.contains(&Soort::Bestuurlijk) {
        let advies = "Vraag een collega die bestuurlijke standpunten mag vastleggen. Er is niets gewijzigd.";
        return Err(Fout::nieuw("Wie alleen ambtelijke standpunten mag vastleggen, wijzigt de lijst niet.", advies));
    }
    let ik = ik.id.clone();
    let blad = op_het_blad(kopie, &wie.partij, nu.opgevolgd_door.as_ref(), lijst.opgevolgd_door.as_ref())?;
    let mut nieuw = opgesteld(kopie, &door, Some(log), &ik, Inhoud::Sleutels(lijst))?;
    nieuw.erbij.extend(blad);
    let waarom = Waarom::nieuw(format!("{}: {onderwerp}", kopie.partijnaam(&wie.partij)), None);
    onderteken(kopie, &door, nieuw, &logboeken, &waarom)
}

/// The party's page says the same, for who reads it.
fn op_het_blad(
    kopie: &Kopie,
    wij: &PartijId,
    was: Option<&Opvolger>,
    wordt: Option<&Opvolger>,
) -> Result<Option<Wijziging>, Fout> {
    if was == wordt {
        return Ok(None);
    }
    let mut blad = kopie.open(&pad_partij(wij))?;
    let waarde = wordt.map(|o| o.partij.to_string()).unwrap_or_default();
    let invoer = Invoer { veld: "opgevolgd-door".to_owned(), waarde };
    pas_toe(&mut blad.document, &[invoer], &kopie.lees()?.agenda, Datum::vandaag())?;
    Ok(Some(blad.wijziging()))
}

fn erbij(
    lijst: &mut Sleutels,
    sleutel: OpenbareSleutel,
    functie: &str,
    mag: Vec<Soort>,
    waarneming: Option<(String, Option<Datum>)>,
) -> Result<String, Fout> {
    staat_er_niet(lijst, &sleutel)?;
    let functie = gebruiker::een_regel(functie, "functie")?;
    let id = FunctionarisId::nieuw().map_err(|_| geen_toeval())?;
    let (waarneemt, tot) = match waarneming {
        None => (None, None),
        Some((voor, tot)) => {
            if tot.is_some_and(|dag| dag < Datum::vandaag()) {
                return Err(Fout::gebruik(
                    "De dag tot wanneer de waarneming duurt, is al geweest.",
                    "Kies een latere dag.",
                ));
            }
            (Some(lijst.functionarissen[plaats(lijst, &voor)?].id.clone()), tot)
        }
    };
    let onderwerp = match (&waarneemt, tot) {
        (None, _) => format!("{id} mag namens deze partij spreken"),
        (Some(voor), None) => format!("{id} neemt waar voor {voor}"),
        (Some(voor), Some(tot)) => format!("{id} neemt waar voor {voor}, naar verwachting tot en met {}", tot.lang()),
    };
    lijst.functionarissen.push(Functionaris { id, functie, mag, sleutel, waarneemt, tot });
    Ok(onderwerp)
}

fn plaats(lijst: &Sleutels, id: &str) -> Result<usize, Fout> {
    lijst.functionarissen.iter().position(|f| f.id.as_str() == id).ok_or_else(|| {
        Fout::gebruik(
            format!("{} staat niet op de lijst.", tussen_aanhalingstekens(id)),
            "Bekijk de lijst met ‘oogo sleutel lijst’.",
        )
    })
}

fn staat_er_niet(lijst: &Sleutels, sleutel: &OpenbareSleutel) -> Result<(), Fout> {
    match lijst.functionarissen.iter().any(|f| f.sleutel == *sleutel) {
        true => Err(Fout::gebruik("Deze sleutel staat al op de lijst.", "Er is niets gewijzigd.")),
        false => Ok(()),
    }
}

/// Who takes the party's place: one that began a log of its own, which this user confirmed.
fn opvolger(kopie: &Kopie, logboeken: &Logboeken, wij: &PartijId, naam: &str) -> Result<Opvolger, Fout> {
    let partij = kopie.partij(naam)?;
    if logboeken.sprekers_voor(&partij).contains(wij) {
        let wat =
            if partij == *wij { "Een partij volgt zichzelf niet op." } else { "Die partij is door de uwe opgevolgd." };
        return Err(Fout::gebruik(wat, "Er is niets gewijzigd."));
    }
    let beginnen: Vec<Sha256> =
        logboeken.van(&partij).into_iter().flat_map(Logboek::beginnen).map(|i| i.sha256).collect();
    let bevestigd = vertrouwen::bevestigd(kopie)?.remove(&partij).unwrap_or_default();
    match beginnen.as_slice() {
        [begin] if bevestigd.contains(begin) => Ok(Opvolger { partij, begin: *begin }),
        [] => {
            Err(Fout::nieuw(format!("{partij} heeft nog geen sleutel."), "Laat haar eerst haar eigen lijst beginnen."))
        }
        _ => Err(Fout::nieuw(
            format!("U hebt de controlewoorden van {partij} nog niet bevestigd."),
            "Laat haar ze voorlezen en bevestig ze eerst. Er is niets gewijzigd.",
        )),
    }
}

/// Who may speak for whom, with what the user can do about it.
///
/// # Errors
/// When the logs, the key or what was confirmed cannot be read.
pub fn verslag(kopie: &Kopie, alleen_lezen: bool) -> Result<Verslag, Fout> {
    let agenda = kopie.lees()?.agenda;
    let logboeken = Logboeken::lees(kopie, false)?;
    let bevestigd = vertrouwen::bevestigd(kopie)?;
    let lijst = |(partij, log): (&PartijId, &Logboek)| {
        let lijsten = log.lijsten();
        let mut mensen: Vec<Functionaris> =
            lijsten.iter().flatten().flat_map(|l| &l.functionarissen).cloned().collect();
        let mut gezien = BTreeSet::new();
        mensen.retain(|f| gezien.insert((f.id.clone(), f.sleutel.to_string())));
        let kent = bevestigd.get(partij);
        let begin = |i: &Ingang| (controlewoorden(&i.sha256), kent.is_some_and(|k| k.contains(&i.sha256)));
        Lijst {
            partij: partij.clone(),
            mensen,
            beginnen: log.mogelijke_beginnen().map(begin).collect(),
            opvolger: logboeken.opvolger(partij),
        }
    };
    let lijsten: Vec<Lijst> = logboeken.alle.iter().map(lijst).collect();
    let wij = gebruiker::huidige(kopie)?.map(|w| w.partij);
    let mijn = openbare(kopie)?;
    Ok(wie_mag(&agenda, &lijsten, wij.as_ref(), mijn.as_ref(), !alleen_lezen))
}

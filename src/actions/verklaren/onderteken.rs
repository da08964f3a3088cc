//! An entry in a party's log: written, signed and saved as one version.

use chrono::{DateTime, FixedOffset, Local, SubsecRound};

use super::logboeken::{Logboeken, SIG, nieuwe_naam};
use super::sleutel::{self, Sleutel};
use super::vertrouwen;
use crate::actions::fout::Fout;
use crate::actions::gebruiker::{self, Gebruiker};
use crate::actions::kopie::Kopie;
use crate::actions::opslaan::{Waarom, sla_op_als};
use crate::agenda::PartijId;
use crate::agenda::bestand::Formaat;
use crate::git::{Versie, Wijziging};
use crate::store::disk::bytes_van;
use crate::verklaring::{
    Functionaris, FunctionarisId, Gevonden, Ingang, Logboek, MANIFEST, ONDERTEKENAARS, Peilmerk, Schoning, Sha256,
    Sleutels, Verklaring,
};

/// Who signs, with which key, and when.
#[derive(Debug, Clone)]
pub(in crate::actions) struct Ondertekenaar {
    /// In which office, for which party.
    pub wie: Gebruiker,
    /// With what.
    pub sleutel: Sleutel,
    /// With what the version itself is signed: the key in the safe signs lists and nothing else.
    pub voor_versie: Sleutel,
    /// By their clock.
    pub moment: DateTime<FixedOffset>,
}

impl Ondertekenaar {
    /// The user, with their own key, now.
    pub fn nu(kopie: &Kopie) -> Result<Self, Fout> {
        let wie = gebruiker::vereist(kopie)?;
        Ok(Self::met(wie, sleutel::vereist(kopie)?, Local::now().fixed_offset()))
    }

    /// Somebody with a key.
    pub fn met(wie: Gebruiker, sleutel: Sleutel, moment: DateTime<FixedOffset>) -> Self {
        Self { wie, voor_versie: sleutel.clone(), sleutel, moment }
    }

    /// The party's log, and who this is on its list.
    pub fn op_de_lijst<'a>(&self, logboeken: &'a Logboeken) -> Result<(&'a Logboek, &'a Functionaris), Fout> {
        let partij = &self.wie.partij;
        let log = logboeken.van(partij).filter(|l| l.beginnen().next().is_some()).ok_or_else(|| geen_lijst(partij))?;
        let mijn = self.sleutel.openbaar();
        let ik = log.functionaris(mijn).ok_or_else(|| {
            Fout::nieuw(
                format!("Uw sleutel staat niet op de lijst van wie namens {partij} mag spreken."),
                format!(
                    "Vraag een collega die er wel op staat: oogo sleutel voeg-toe \"{mijn}\" --functie \"UW FUNCTIE\"."
                ),
            )
        })?;
        Ok((log, ik))
    }
}

/// The refusal where a party has no list yet.
pub(in crate::actions) fn geen_lijst(partij: &PartijId) -> Fout {
    let wat = format!("Van {partij} is er geen lijst van wie namens haar mag spreken.");
    Fout::nieuw(wat, "Begin haar: oogo sleutel maak.")
}

/// What an entry will say.
pub(in crate::actions) enum Inhoud {
    Sleutels(Sleutels),
    Akkoord(crate::verklaring::Akkoord),
    /// With the manifest that stands beside it.
    Peilmerk(Peilmerk, Vec<u8>),
    Schoning(Schoning),
}

/// An entry that is written and not signed yet.
pub(in crate::actions) struct Opgesteld {
    pub partij: PartijId,
    pub verklaring: Verklaring,
    pub bytes: Vec<u8>,
    manifest: Option<Vec<u8>>,
    /// What changes beside it, in the same version.
    pub erbij: Vec<Wijziging>,
}

/// Writes an entry that follows on everything newest in a log.
pub(in crate::actions) fn opgesteld(
    kopie: &Kopie,
    door: &Ondertekenaar,
    log: Option<&Logboek>,
    functionaris: &FunctionarisId,
    inhoud: Inhoud,
) -> Result<Opgesteld, Fout> {
    let nieuwste = log.map(Logboek::nieuwste).unwrap_or_default();
    let hoogste = nieuwste.iter().map(|i| i.nr()).max().unwrap_or(0);
    let nr = hoogste
        .checked_add(1)
        .ok_or_else(|| Fout::nieuw("Er is geen volgend nummer meer.", "Begin een nieuwe lijst."))?;
    in_een_versie(kopie, &nieuwste)?;
    let mut verklaring = Verklaring {
        formaat: Formaat,
        ontwikkelagenda: kopie.voorblad()?.uuid,
        partij: door.wie.partij.clone(),
        nr,
        vorige: nieuwste.iter().map(|i| i.sha256).collect(),
        moment: door.moment.trunc_subsecs(0),
        functionaris: functionaris.clone(),
        sleutels: None,
        akkoord: None,
        peilmerk: None,
        schoning: None,
    };
    let mut manifest = None;
    match inhoud {
        Inhoud::Sleutels(s) => verklaring.sleutels = Some(s),
        Inhoud::Akkoord(a) => verklaring.akkoord = Some(a),
        Inhoud::Peilmerk(p, erbij) => (verklaring.peilmerk, manifest) = (Some(p), Some(erbij)),
        Inhoud::Schoning(s) => verklaring.schoning = Some(s),
    }
    let tekst =
        verklaring.tekst().map_err(|e| Fout::nieuw(format!("De verklaring kan niet geschreven worden ({e})."), ""))?;
    // What is signed must be read by everybody as it was meant.
    if let Err(reden) = Verklaring::lees(tekst.as_bytes()) {
        return Err(Fout::nieuw(format!("Deze verklaring kan niet: {reden}."), "Er is niets ondertekend."));
    }
    Ok(Opgesteld {
        partij: door.wie.partij.clone(),
        verklaring,
        bytes: tekst.into_bytes(),
        manifest,
        erbij: Vec::new(),
    })
}

/// What is in no version is nowhere else: an entry that follows on it would count nowhere else.
fn in_een_versie(kopie: &Kopie, ingangen: &[&Ingang]) -> Result<(), Fout> {
    let repo = kopie.versies()?;
    let hoofd = repo.hoofd()?;
    for ingang in ingangen.iter().filter(|i| i.is_er) {
        let bewaard = hoofd.map(|h| repo.bytes_in(h, &ingang.pad)).transpose()?.flatten();
        if bewaard.is_none_or(|bytes| Sha256::van(&bytes) != ingang.sha256) {
            let wat = format!("{} staat in geen versie, of anders dan in de laatste.", ingang.pad);
            let advies =
                "Haal het weg of zet het terug; het hoort niet bij wat uw partij verklaarde. Er is niets ondertekend.";
            return Err(Fout::nieuw(wat, advies));
        }
    }
    Ok(())
}

/// Signs an entry and saves it, with the list of who may sign that follows from it.
pub(in crate::actions) fn onderteken(
    kopie: &Kopie,
    door: &Ondertekenaar,
    nieuw: Opgesteld,
    logboeken: &Logboeken,
    waarom: &Waarom,
) -> Result<Versie, Fout> {
    let namespace = nieuw.verklaring.kind().namespace();
    let sig = door.sleutel.teken(namespace, &nieuw.bytes)?;
    let pad = nieuwe_naam(&nieuw.partij, nieuw.verklaring.nr)?;
    let erbij = Gevonden {
        pad: pad.clone(),
        bytes: nieuw.bytes.clone(),
        handtekeningen: vec![sig.as_bytes().to_vec()],
        nu: Some(sig.as_bytes().to_vec()),
        is_er: true,
    };
    let (uuid, sha) = (nieuw.verklaring.ontwikkelagenda, Sha256::van(&nieuw.bytes));
    // What would not count is not signed.
    let vertrouwd = vertrouwen::bevestigd(kopie)?.remove(&nieuw.partij).unwrap_or_default();
    let log = logboeken.met(&nieuw.partij, uuid, erbij.clone(), Some(&vertrouwd));
    if let Some(bezwaar) = log.ingangen.iter().find(|i| i.sha256 == sha).and_then(|i| i.bezwaar.as_ref()) {
        let advies = "Controleer met ‘oogo controleer’ wat er met de lijst van uw partij is. Er is niets ondertekend.";
        return Err(Fout::nieuw(format!("Dit zou niet tellen: {bezwaar}."), advies));
    }
    let lijst = logboeken.ondertekenaars(uuid, Some((&nieuw.partij, erbij)));
    let was = bytes_van(kopie.wortel(), ONDERTEKENAARS).ok();
    let mut wijzigingen = vec![
        Wijziging { pad: pad.clone(), was: None, wordt: Some(nieuw.bytes) },
        Wijziging { pad: format!("{pad}{SIG}"), was: None, wordt: Some(sig.into_bytes()) },
    ];
    if let (Some(manifest), Some(stam)) = (nieuw.manifest, pad.strip_suffix(".toml")) {
        wijzigingen.push(Wijziging { pad: format!("{stam}{MANIFEST}"), was: None, wordt: Some(manifest) });
    }
    wijzigingen.extend(nieuw.erbij);
    if was.as_deref() != Some(lijst.as_bytes()) {
        wijzigingen.push(Wijziging { pad: ONDERTEKENAARS.to_owned(), was, wordt: Some(lijst.into_bytes()) });
    }
    let tekent = |bytes: &[u8]| door.voor_versie.teken_versie(bytes);
    sla_op_als(kopie, &door.wie, door.moment, &wijzigingen, waarom, &tekent)
}
